"""Learns what a record's confidence is weighed from: how likely it is right in every core field, calibrated.

What was read when rules were written (the guarded sets) does not teach this slot: it is right too often to say what is
to be expected of a document that nobody has seen.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from math import log
from typing import NamedTuple

from extract.bind.weighing import calibrated
from extract.measure.evaluate import calibration_error, reliability
from extract.measure.examples import Example
from extract.measure.weights import SLOTS, fitted, probability, taught
from extract.records.confidence import bounded
from extract.records.kind_bands import kind_band
from extract.rules.weight_rows import Weights

_STRETCHES, _FEWEST_SCORES, _APART = 8, 20, 0.02  # of 8, 12 and 16 the least error held out, 2026-11-29
BARE = 4
"""Of so many documents one teaches without its diacritics, too: that shows what damage does."""
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
    if not {"kind", "record"} <= each.seen.keys():
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


def calibration(judged: Sequence[tuple[float, bool]]) -> tuple[tuple[float, float], ...]:
    """Points (score, share right) by which scores become probabilities: stretches of equally many scores, joined where
    a higher one was right less often (isotonic regression).
    """
    ordered, points = sorted(judged), list[tuple[float, float, int]]()
    stretches = max(2, min(_STRETCHES, len(ordered) // _FEWEST_SCORES))
    for number in range(stretches):
        part = ordered[number * len(ordered) // stretches : (number + 1) * len(ordered) // stretches]
        if part:
            mean = sum(score for score, _ in part) / len(part)
            points.append((mean, sum(right for _, right in part) / len(part), len(part)))
        while len(points) > 1 and (points[-1][1] <= points[-2][1] or points[-1][0] - points[-2][0] < _APART):
            points[-2:] = [_joined(points[-2], points[-1])]
    return tuple((round(at, 4), round(min(0.995, max(0.005, share)), 4)) for at, share, _ in points)


def _joined(one: tuple[float, float, int], other: tuple[float, float, int]) -> tuple[float, float, int]:
    """Two stretches as one."""
    many = one[2] + other[2]
    return (one[0] * one[2] + other[0] * other[2]) / many, (one[1] * one[2] + other[1] * other[2]) / many, many


def learn_record(
    given: Sequence[Example], bare: Sequence[Example] = (), unread: Collection[str] = ()
) -> tuple[Weights, Calibrated]:
    """Weights with their calibration, and how sure documents held out would have been read: each by weights, and a
    calibration, of the others.  `bare`: the same documents without their diacritics, which teach what damage does.
    `unread`: documents by which no rule was written; they alone calibrate, for rules are right more often on the texts
    they were written by (without any such document all calibrate).
    """
    documents, every = [*dict.fromkeys(each.document for each in given)], [*given, *bare]
    judging = [document for document in documents if document in unread] or documents
    scores: dict[str, list[tuple[float, bool]]] = {}
    for document in judging:
        learnt = fitted("record", [each for each in every if each.document != document])
        scores[document] = [(score_of(learnt, e), answered(e)) for e in given if e.document == document]
    judged = []
    for document in judging:
        points = calibration([pair for other in judging if other != document for pair in scores[other]])
        judged += [(bounded(calibrated(score, points)), right) for score, right in scores[document]]
    points = calibration([pair for pairs in scores.values() for pair in pairs])
    return fitted("record", every).model_copy(update={"calibration": points}), Calibrated(judged)


def told(found: Calibrated) -> str:
    """The reliability table of documents held out, for the log of `make weights`."""
    lines = [f"  {row['from']:.2f}-{row['to']:.2f} {row['records']:5} {row['mean']:.3f} {row['right']:.3f}"
             for row in reliability(found.judged)]  # fmt: skip
    sure = [right for confidence, right in found.judged if confidence >= 0.9]
    share = sum(sure) / max(1, len(sure))
    lines.append(f"  at 0.9 and above: {len(sure)} of {len(found.judged)}, right {share:.3f}; "
                 f"calibration error {found.error:.4f}, loss {found.loss:.4f}")  # fmt: skip
    return "\n".join(lines)
