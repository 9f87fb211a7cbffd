"""One record followed: what was observed of it for each slot that is weighed, what that counts and comes to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, get_args

from extract.bind.scene import Bound
from extract.bind.weighing import calibrated
from extract.contract.model import Target
from extract.layout.outline import Outline
from extract.pipeline.following import traced
from extract.rules.weight_rows import SlotName, evidence, weights
from extract.sources.source import Source

_LONGEST = 60  # characters of the text that are told


class Reason(NamedTuple):
    """An observation: its id, its meaning (English, Vietnamese), its weight (None: it has none), the words it is of."""

    id: str
    means: tuple[str, str]
    weight: float | None
    words: str


class Weighed(NamedTuple):
    """A slot of a record: what counts for every value, the observations (the strongest first), their sum, and the
    probability of the slot's first answer that it comes to (of a period: that of this one among all it might be).
    """

    slot: SlotName
    bias: float
    reasons: list[Reason]
    sum: float
    likely: float


def reasons(source: Source, id: str) -> tuple[Target, list[Weighed]] | None:
    """The record of that id in a document, with how each slot was weighed; None if none has it.  Raises RuleError."""
    outline, every = traced(source)
    for bound, target in every:
        if target.id == id:
            return target, [*_weighed(outline, bound)]
    return None


def _weighed(outline: Outline, bound: Bound) -> Iterator[Weighed]:
    for slot in get_args(SlotName):
        learnt = weights(slot)
        if learnt is None or slot not in bound.seen:
            continue
        weight = {each.id: each.weight for each in learnt.weights}
        means = {id: (row.en, row.vi) for row in evidence(slot) for id in row.seen_as}
        found: dict[str, Reason] = {}
        for id, start, end in bound.seen[slot]:
            if id not in means:  # a combination of what is seen that taught nothing, and has no row
                continue
            words = " ".join(outline.working.text[start:end].split())
            if len(words) > _LONGEST:
                words = f"{words[: _LONGEST - 1]}…"
            found.setdefault(id, Reason(id, means[id], weight.get(id), words))
        total = learnt.bias + sum(each.weight or 0.0 for each in found.values())
        ordered = sorted(found.values(), key=lambda each: (-abs(each.weight or 0.0), each.id))
        likely = bound.sure["period"] if slot == "period" else calibrated(total, learnt.calibration)
        yield Weighed(slot, learnt.bias, ordered, total, likely)
