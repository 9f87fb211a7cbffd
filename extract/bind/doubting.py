"""Doubts: what a rule of counting.py says against a plain number, and what speaks for it where it stands.

Such a number is no longer turned away by the rule alone: the doubt and these observations are weighed with the others
of the slot `measure` (extract/bind/measuring.py).  One that is found to be no record keeps the rule's reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.bind import acts, roles
from extract.bind.counting import PLAIN, so_many_times
from extract.bind.scene import Bound, Place
from extract.bind.table_notes import explains_table
from extract.rules.vocabulary import expression, listed, word_set

LENT = "unread"
"""The reason of a number that took over its unit: it is read as a value only where it is found to be a record."""
DOUBTS = frozenset({"head_count", "not_a_measure", "specification", LENT})
"""Reasons of `not_counted` that are weighed, and that of numbers without a unit."""
_ACTS = (acts.act_told, acts.there_are, acts.laid_down, acts.noted, acts.told_off, acts.staffing)
_LARGE, _TERSE = 100, 5  # of something; syllables
_PARTS = re.compile(r"[,;:.()+*•]|\s[-–]\s")
_ENDS = re.compile(r"\s*(?:[,;()]|[.](?!\d)|$|[-–]\s)")


def doubt(bound: Bound, place: Place) -> None:
    """Note what is observed of a plain number, and the doubt where a rule has one."""
    lent = place.mention.lent is not None
    if bound.unit not in PLAIN and not lent:
        return
    seen = [f"measure.plain_{each}" for each in _observed(bound, place)]
    explained = bound.dropped in DOUBTS and explains_table(bound, place)
    if lent and bound.dropped in {None, *DOUBTS} and not explained:
        bound.dropped = LENT
    if bound.dropped in DOUBTS and not (explained or (lent is False and _certain(bound, place))):
        bound.doubted = True
        seen.append(f"measure.doubt_{bound.dropped}_{bound.kind}")
    bound.seen["measure"] = [*bound.seen.get("measure", ()), *((each, bound.start, bound.end) for each in seen)]


def _certain(bound: Bound, place: Place) -> bool:
    """Whether the rule is past doubt: the number hangs on another word, describes each body or a part of a name, or
    counts what was done, or what there is.
    """
    if roles.part_of_phrase(place) or roles.staffed(bound, place) or roles.told_within(bound, place):
        return True
    if bound.kind == "actual" and bound.unit_text in word_set("times"):
        return so_many_times(bound, place)
    if bound.unit != "count":
        return False
    return any(told(bound, place) for told in _ACTS)


def is_doubted(bound: Bound) -> bool:
    """Whether a record in the making is held back by a doubt alone."""
    return bound.doubted and bound.dropped in DOUBTS


def _observed(bound: Bound, place: Place) -> Iterator[str]:
    low, mention, reading = place.scene.low, place.mention, place.reading
    yield f"side_{reading.side}"
    if reading.inner >= 0:
        yield "bracket"
    if roles.part_of_phrase(place):
        yield "hangs"
    if roles.achieved(place) or roles.finished(place) or roles.opens_a_task(place):
        yield "object"
    if roles.dated(place):
        yield "dated"
    if bound.value is not None and bound.value >= _LARGE:
        yield "large"
    if listed("multipliers").search((bound.unit_text or "").lower()):
        yield "magnitude"
    if roles.measured_against(place):
        yield "measured"
    if any(each.dropped is None for each in place.before):
        yield "behind_record"
    elif place.before:
        yield "behind_doubt"
    terse, ends = _terse(place), _ends(place)
    if terse and ends and any(each.unit == bound.unit for each in place.before):
        yield "listed"
    if terse or ends:
        yield "terse_ending" if terse and ends else "terse" if terse else "ending"
    if expression("deadline_behind").match(low, mention.end, place.clause.end):
        yield "deadline"
    if expression("attained").search(low, reading.left, mention.value_start):
        yield "attained"
    if not place.words.strip(" ,*"):
        yield "first"


def _terse(place: Place) -> bool:
    """ "; bò 54.720 con, ...": a few words and at once the number, in a part of a list or sentence of its own."""
    words = _PARTS.split(place.words + place.scene.low[place.mention.start : place.mention.value_start])[-1]
    return 0 < len(words.split()) <= _TERSE


def _ends(place: Place) -> bool:
    """ "... 54.720 con, ...": the number, or the noun of what it counts, ends a part of a list or sentence."""
    low, mention = place.scene.low, place.mention
    noun = expression("counted_noun").match(place.scene.text, mention.end) if mention.row.unit == "count" else None
    ends = [mention.end, noun.end() if noun else mention.end]
    return any(_ENDS.match(low, at, place.clause.end) for at in ends)
