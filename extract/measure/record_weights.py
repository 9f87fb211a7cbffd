"""Learns what a record's confidence is weighed from: how likely it is right in every core field, calibrated.

What was read when rules were written (the guarded sets) does not teach this slot: it is right too often to say what is
to be expected of a document that nobody has seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log
from typing import NamedTuple

from extract.bind.weighing import chance
from extract.contract.extras import require
from extract.measure.evaluate import calibration_error, reliability
from extract.measure.examples import Example
from extract.measure.weights import SLOTS, fitted, probability, taught
from extract.records.confidence import bounded
from extract.records.record_evidence import kind_band
from extract.rules.weight_rows import Weights

_KIND_BAND = "record.kind_"
_OTHER_KIND_IDS = frozenset({"record.kind_default", "record.kind_with_heading", "record.kind_against_heading"})


class Calibrated(NamedTuple):
    """Each example with the confidence it was given, and whether it was right."""

    judged: list[tuple[float, bool]]

    @property
    def error(self) -> float:
        """The mean absolute calibration error."""
        return calibration_error(self.judged)

    @property
    def loss(self) -> float:
        """The mean logarithmic loss, in nats."""
        return -sum(log(sure if right else 1 - sure) for sure, right in self.judged) / max(1, len(self.judged))


def answered(each: Example) -> bool:
    """Whether a record is right in every core field (of one that counts)."""
    return bool(SLOTS["record"].answer(each))


def with_kind_held_out(given: Sequence[Example], also: Sequence[Example] = ()) -> list[Example]:
    """The examples as weights of `kind` would have them that were learnt from all other documents (and `also`).

    Else a kind would seem surer, and more often right, than it is on a document that did not teach it.
    """
    taught_kind, found = taught("kind", given), []
    for document in dict.fromkeys(each.document for each in given):
        rest = [each for each in taught_kind if each.document != document]
        learnt = fitted("kind", [*rest, *taught("kind", also)])
        found += [_with_kind(each, learnt) for each in given if each.document == document]
    return found


def _with_kind(each: Example, kind: Weights) -> Example:
    if "kind" not in each.seen:
        return each
    likely = probability(kind, each)
    core = {**each.given.core, "kind": "target" if likely >= 0.5 else "actual"}
    kept = [s for s in each.seen["record"] if not s[0].startswith(_KIND_BAND) or s[0] in _OTHER_KIND_IDS]
    told = (kind_band(max(likely, 1 - likely)), each.given.start, each.given.end)
    return replace(each, given=replace(each.given, core=core), seen={**each.seen, "record": [*kept, told]})


def score_of(learnt: Weights, each: Example) -> float:
    """The sum of what was observed of a record, before it is calibrated."""
    ids = {id for id, _, _ in each.seen.get("record", ())}
    return learnt.bias + sum(w.weight for w in learnt.weights if w.id in ids)


def calibration(scores: Sequence[float], right: Sequence[bool]) -> tuple[float, float]:
    """Slope and shift by which scores become probabilities (Platt).  Raises MissingExtra."""
    require("train", "sklearn")
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1e6, solver="newton-cholesky", max_iter=200, tol=1e-8)
    model.fit(np.array(scores)[:, None], np.array(right))
    return max(0.05, round(float(model.coef_[0][0]), 4)), round(float(model.intercept_[0]), 4)


def learn_record(given: Sequence[Example]) -> tuple[Weights, Calibrated]:
    """Weights with their calibration, and how sure documents held out would have been read: each by weights, and a
    calibration, of the others.
    """
    documents = [*dict.fromkeys(each.document for each in given)]
    scores: dict[str, list[tuple[float, bool]]] = {}
    for document in documents:
        learnt = fitted("record", [each for each in given if each.document != document])
        scores[document] = [(score_of(learnt, e), answered(e)) for e in given if e.document == document]
    judged = []
    for document in documents:
        slope, shift = calibration(*_unzipped(scores, without=document))
        judged += [(bounded(chance(slope * score + shift)), right) for score, right in scores[document]]
    slope, shift = calibration(*_unzipped(scores, without=None))
    return fitted("record", given).model_copy(update={"slope": slope, "shift": shift}), Calibrated(judged)


def _unzipped(scores: dict[str, list[tuple[float, bool]]], without: str | None) -> tuple[list[float], list[bool]]:
    every = [pair for document, pairs in scores.items() if document != without for pair in pairs]
    return [score for score, _ in every], [right for _, right in every]


def told(found: Calibrated) -> str:
    """The reliability table of documents held out, for the log of `make weights`."""
    lines = [f"  {row['from']:.2f}-{row['to']:.2f} {row['records']:5} {row['mean']:.3f} {row['right']:.3f}"
             for row in reliability(found.judged)]  # fmt: skip
    sure = [right for confidence, right in found.judged if confidence >= 0.9]
    share = sum(sure) / max(1, len(sure))
    lines.append(f"  at 0.9 and above: {len(sure)} of {len(found.judged)}, right {share:.3f}; "
                 f"calibration error {found.error:.4f}, loss {found.loss:.4f}")  # fmt: skip
    return "\n".join(lines)

