"""The shipped weights drawn towards a user's own gold, and whether that reads documents held out any better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from math import exp, log
from typing import Any, NamedTuple

from extract.bind.weighing import calibrated
from extract.contract.extras import require
from extract.measure.examples import Example
from extract.measure.weights import PENALTY, SLOTS, taught
from extract.records.confidence import bounded
from extract.rules.weight_rows import SlotName, Weight, Weights

FEWEST_DOCUMENTS = 3
"""Of fewer none can be held out from enough others."""
_STEPS, _ENOUGH = 50, 1e-8
_BELOW, _LEAST_SHARE = (1, 2, 4, 8), 0.005  # scores under the lowest that is calibrated; a share


class Compared(NamedTuple):
    """A slot on documents held out, read by the weights there were and by those learnt from the other documents.

    `before`, `after`: mean logarithmic loss in nats; `right_before`, `right_after`: share of `examples` whose likelier
    answer was right.
    """

    slot: SlotName
    documents: int
    examples: int
    before: float
    after: float
    right_before: float
    right_after: float

    @property
    def better(self) -> bool:
        """Whether what was learnt anew reads documents held out better, and gives no fewer right answers."""
        return self.after < self.before and self.right_after >= self.right_before


def likely(learnt: Weights, each: Example) -> float:
    """The probability of the slot's first answer, 0.02 to 0.99."""
    ids = {id for id, _, _ in each.seen.get(learnt.slot, ())}
    score = learnt.bias + sum(w.weight for w in learnt.weights if w.id in ids)
    return bounded(calibrated(score, learnt.calibration))


def adapted(before: Weights, given: Sequence[Example]) -> Weights:
    """Weights as near to those there were as the examples let them be: least loss, plus the square of what each weight
    moves over twice the slot's penalty.  The calibration stays, and goes on below its lowest score.

    Raises MissingExtra.
    """
    require("train", "sklearn")
    import numpy as np

    ids = [each.id for each in before.weights]
    prior = np.array([before.bias, *(each.weight for each in before.weights)])
    table = np.array([[1.0, *(id in _ids(before.slot, each) for id in ids)] for each in given])
    answers = np.array([float(bool(SLOTS[before.slot].answer(each))) for each in given])
    strength, now = 1 / PENALTY[before.slot], prior.copy()

    def loss(at: Any) -> float:
        scores = table @ at
        return float((np.logaddexp(0, scores) - answers * scores).sum() + strength / 2 * ((at - prior) ** 2).sum())

    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-np.clip(table @ now, -500, 500)))
        slope = table.T @ (chances - answers) + strength * (now - prior)
        curve = (table * (chances * (1 - chances))[:, None]).T @ table + strength * np.eye(len(now))
        step = np.linalg.solve(curve, slope)
        while loss(now - step) > loss(now) and float(np.abs(step).max()) >= _ENOUGH:
            step /= 2  # where all is sure and wrong the whole step leads far beyond, and the next one back
        now -= step
        if float(np.abs(step).max()) < _ENOUGH:
            break
    seen = Counter(id for each in given for id in _ids(before.slot, each))
    where = {id: len({each.document for each in given if id in _ids(before.slot, each)}) for id in ids}
    return before.model_copy(
        update={
            "bias": round(float(now[0]), 4),
            "calibration": _continued(before.calibration),
            "documents": before.documents + len({each.document for each in given}),
            "examples": before.examples + len(given),
            "weights": tuple(
                Weight(
                    id=each.id, weight=round(float(moved), 4), seen=each.seen + seen[each.id],
                    documents=each.documents + where[each.id],
                )
                for each, moved in zip(before.weights, now[1:], strict=True)
            ),
        }
    )  # fmt: skip


def _continued(points: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """The points, and some below them where the odds fall as the score does: what a user found wrong may score lower
    than any record that calibrated.
    """
    if not points:
        return ()
    (at, share), lower = points[0], list[tuple[float, float]]()
    for less in _BELOW:
        odds = share / (1 - share) * exp(-less)
        if odds / (1 + odds) < _LEAST_SHARE:
            break
        lower.append((round(at - less, 4), round(odds / (1 + odds), 4)))
    return (*reversed(lower), *points)


def _ids(slot: SlotName, each: Example) -> frozenset[str]:
    return frozenset(id for id, _, _ in each.seen.get(slot, ()))


def compared(before: Weights, every: Sequence[Example]) -> Compared | None:
    """Each document read by `before`, and by what the others would have made of it; None of too few documents."""
    given = taught(before.slot, every)
    documents = [*dict.fromkeys(each.document for each in given)]
    if len(documents) < FEWEST_DOCUMENTS:
        return None
    after: dict[str, Weights] = {
        document: adapted(before, [each for each in given if each.document != document]) for document in documents
    }
    losses = [_figures(before.slot, given, by) for by in (lambda each: before, lambda each: after[each.document])]
    (old, right_old), (new, right_new) = losses
    return Compared(before.slot, len(documents), len(given), old, new, right_old, right_new)


def _figures(slot: SlotName, given: Sequence[Example], by: Callable[[Example], Weights]) -> tuple[float, float]:
    """Mean loss, and share of right answers."""
    loss, right = 0.0, 0
    for each in given:
        answer, sure = SLOTS[slot].answer(each), likely(by(each), each)
        loss -= log(sure if answer else 1 - sure)
        right += (sure >= 0.5) is answer
    return round(loss / len(given), 4), round(right / len(given), 4)
