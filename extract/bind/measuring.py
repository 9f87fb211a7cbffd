"""A record or not: candidates that passed every rule are weighed; those that hardly anything speaks for go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from extract.bind.measure_evidence import observe_measures
from extract.bind.scene import Bound, Rejected, Scene, Span
from extract.bind.weighing import Seen, chance, learnt, score

LEAST_LIKELY = 0.35
"""A candidate less likely to be a record than this is set aside (of 0.2 to 0.8 what loses no record of documents held
out to speak of, and leaves prose without goals nearly empty, 2026-11-29)."""
LEAST_LIKELY_IN_BRIEF = 0.05
"""The same in a text so short that it hardly says what it is."""
REASON = "improbable"


def least_likely(seen: Iterable[Seen]) -> float:
    """The probability from which on a candidate of which that was observed is a record."""
    return LEAST_LIKELY_IN_BRIEF if any(id == "measure.part_brief" for id, _, _ in seen) else LEAST_LIKELY


def set_aside(scene: Scene, records: list[Bound], rejected: list[Rejected]) -> list[Bound]:
    """Take out of `records` those that are hardly any, and return them; their values are put to `rejected`.

    Records of one value stand and fall together.  Of a fragment none goes: what weighs most is what stands around.
    """
    observe_measures(scene, records, rejected)
    if not learnt("measure"):
        return []
    likely: defaultdict[Span, float] = defaultdict(float)
    for record in records:
        record.sure["measure"] = chance(score("measure", record.seen["measure"]))
        span = (record.start, record.end)
        likely[span] = max(likely[span], record.sure["measure"])
    if scene.fragment:
        return []
    least = {(each.start, each.end): least_likely(each.seen["measure"]) for each in records}
    out = {span for span, sure in likely.items() if sure < least[span]}
    found = [record for record in records if (record.start, record.end) in out]
    records[:] = [record for record in records if (record.start, record.end) not in out]
    rejected += [Rejected(*span, REASON) for span in sorted(out)]
    return found
