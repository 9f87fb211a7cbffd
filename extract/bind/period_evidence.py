"""What is observed of a period that a value may have: where it stands, what is around it, how it goes with the value's
kind and the document's clock; see evidence.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.bind.baselines import leads
from extract.bind.citing import aside
from extract.bind.period_candidates import Candidate
from extract.bind.scene import Bound, Place, Why
from extract.bind.whens import When, when
from extract.mentions.scan import Mention
from extract.rules.vocabulary import listed

_NEAR, _FAR = 20, 90  # characters between a period and a value
_ENCLOSING = frozenset({"heading", "lead", "item"})
_LONG_AGO = 3  # years

Key = tuple[bool, int | None, int | None]


def key_of(when: When | None) -> Key | None:
    """What tells periods apart for the value: their years; "until 2025" and "in 2025" are one."""
    if when is None or when.type == "asof":
        return None
    whole = when.type in {"during", "annual"}
    return whole, when.start if whole else None, when.end


def observed(bound: Bound, place: Place, candidates: Sequence[Candidate]) -> list[list[Why]]:
    """What is seen of each candidate, in their order."""
    keys = [key_of(each.when) for each in candidates]
    seen: list[list[Why]] = []
    lent = _lent(bound, place, candidates)
    clock = place.scene.clock(bound.start)
    for each, key in zip(candidates, keys, strict=True):
        start, end = each.when.span if each.when is not None else (bound.start, bound.end)
        if each.block >= 0:
            found = [*_of_block(bound, place, each, clock, lent)]
        else:
            ids = [*_place(each, candidates, lent), *each.marks, *_sort(bound, each, clock)]
            if each.mention is not None:
                ids += _around(place, each, each.mention)
            found = [(f"period.{id}", start, end) for id in dict.fromkeys(ids)]
        if key is not None and keys.count(key) > 1:
            found.append(("period.echoed", start, end))
        seen.append(found)
    return seen


def _lent(bound: Bound, place: Place, candidates: Sequence[Candidate]) -> list[int]:
    """The enclosing blocks that lend a period to the value, the nearest first."""
    context = place.scene.context
    found = [
        each.block for each in candidates
        if each.where in _ENCLOSING and each.when is not None and context.lends(each.block, bound.kind, each.when)
    ]  # fmt: skip
    return [*dict.fromkeys(found)]


def _place(each: Candidate, candidates: Sequence[Candidate], lent: Sequence[int]) -> Iterator[str]:
    if each.where in _ENCLOSING:
        if each.block in lent:
            yield f"{each.where}_{'next' if each.block == lent[0] else 'other'}"
        return
    if each.where != "none":
        yield f"{each.where}_{('compared', 'next', 'other')[min(each.rank, 1) + 1]}"
        return
    wheres = {other.where for other in candidates if other.rank >= 0}
    yield "none"
    if any(other.mention is not None and other.rank >= 0 for other in candidates):
        yield "none_with_sentence"
    if "earlier" in wheres:
        yield "none_with_earlier"
    if lent:
        yield "none_with_enclosing"
    if "above" in wheres:
        yield "none_with_above"


def _sort(bound: Bound, each: Candidate, clock: int | None) -> Iterator[str]:
    """The sort of period and its years, against the kind of the value and the clock."""
    found = each.when
    kind = bound.kind
    if found is None:
        yield f"none_{kind}"
        return
    yield f"{found.type}_{kind}"
    if bound.per is not None:
        yield f"{found.type}_yearly"
    if clock is None or found.end is None:
        return
    side = "past" if found.end < clock else "ahead" if found.end > clock else "now"
    yield f"{side}_{kind}"
    if found.end < clock - _LONG_AGO:
        yield "long_past"


def _around(place: Place, each: Candidate, mention: Mention) -> Iterator[str]:
    """What is around a period of the value's sentence."""
    low, clause, value = place.scene.low, place.clause, place.mention
    before = mention.start < value.start
    side = "" if before else "_behind"
    a, b = (mention.end, value.start) if before else (value.end, mention.start)
    between = [r for r in clause.readings if a <= r.mention.start < b]
    yield f"values_between{side}_{min(len(between), 3)}"
    yield f"{'near' if b - a <= _NEAR else 'far' if b - a > _FAR else 'midway'}{side}"
    if not low[a:b].strip():
        yield f"glued{side}"
    elif between and any(0 <= mention.start - r.mention.end <= 1 for r in between):
        yield f"glued_other{side}"
    others = [r for r in clause.readings if r is not place.reading and r.inner < 0]
    if others:
        if any(r.left <= mention.start < r.mention.start for r in others):
            yield f"opens_other{side}"
        if any(r.mention.end <= mention.start < r.right for r in others):
            yield f"closes_other{side}"
    if leads(clause, mention):
        yield f"leads{side}"
    if before:
        if clause.readings[0].mention.start >= mention.start:
            yield "first"
        if low[mention.end : mention.end + 2].lstrip()[:1] in {",", ":"}:
            yield "comma_behind"
        if place.reading.inner >= 0 and 0 <= clause.brackets[place.reading.inner][0] - mention.end <= 1:
            yield "right_before_bracket"
    if not before and listed("closing").match(low, mention.start):
        yield "closing_behind"
    if (
        each.when is not None
        and each.when.type == "asof"
        and any(0 <= mention.start - m.end < _NEAR for m in place.periods if when(m) is not None)
    ):
        yield "asof_beside"
    statements = clause.statements
    at = next((n for n, s in enumerate(statements) if s.start <= mention.start < s.end), -1)
    if at < 0 or at == place.reading.statement:
        return
    behind = statements[min(at, place.reading.statement) + 1 : max(at, place.reading.statement) + 1]
    yield f"{'semicolon' if any(s.opened_by == ';' for s in behind) else 'break'}_between{side}"
    if before and not statements[at].values and statements[at + 1].opened_by == ":":
        yield "before_colon"


def _of_block(bound: Bound, place: Place, each: Candidate, clock: int | None, lent: Sequence[int]) -> tuple[Why, ...]:
    """What is seen of a period of another block, the same for all values of a block that are of one kind; kept."""
    assert each.when is not None
    known = place.scene.periods_seen
    key = (place.index, each.block, each.when.span, bound.kind, bound.per)
    if key not in known:
        ids = [*_place(each, (), lent), *_sort(bound, each, clock), *_enclosing(bound, place, each)]
        known[key] = tuple((f"period.{id}", *each.when.span) for id in dict.fromkeys(ids))
    return known[key]


def _enclosing(bound: Bound, place: Place, each: Candidate) -> Iterator[str]:
    """What is seen of a period of an enclosing block, or of one above."""
    assert each.when is not None
    scene, block, found = place.scene, place.scene.outline.blocks[each.block], each.when
    if each.where == "above":
        if block.leads:
            yield "above_leads"
        if block.parent == place.block.parent:
            yield "above_beside"
        yield f"above_{block.kind}"
        if any(m.row.unit is not None for m in scene.mentions.get(each.block, ())):
            yield "above_valued"
        return
    yield f"{each.where}_{scene.context.lending(each.block, bound.kind, found)}"
    if aside(scene.low, block.start, found.span[0]):
        yield "aside"
    mood = scene.context.mood_of(each.block)
    if mood is not None:
        yield "mood_agrees" if mood == bound.kind else "mood_against"
