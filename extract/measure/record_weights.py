"""Learns what a record's confidence is weighed from: how likely it is right in every core field, calibrated.

What was read when rules were written (the guarded sets) does not teach this slot: it is right too often to say what is
to be expected of a document that nobody has seen.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from math import log
from typing import NamedTuple

from extract.bind.weighing import calibrated
from extract.measure.evaluate import calibration_error, reliability
from extract.measure.examples import Example
from extract.measure.hands import hands, read_by_others
from extract.measure.weights import SLOTS, fitted, taught
from extract.records.confidence import bounded
from extract.rules.weight_rows import Weights

_STRETCHES, _FEWEST_SCORES, _APART = 8, 20, 0.02  # of 8, 12 and 16 the least error held out, 2026-11-29
BARE = 4
"""Of so many documents one teaches without its diacritics, too: that shows what damage does."""
BARE_SHARE = 0.3
"""How much a record of such a text counts (at 1 the others are ranked worse, 2026-11-29)."""
SURE, HALF, PROMISED, AT_LEAST = 0.9, 0.52, 0.97, 0.96
"""So much of all records (`HALF`) is said to be as sure as `SURE` if of these the share `AT_LEAST` was right: judged by
other hands the two are about 0.97.  Else so many of which the share `PROMISED` was right."""
_JUST_UNDER = SURE - 0.006  # still rounds to less
_JUMP = 1e-4  # a score this much lower is the next one


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


def promised(
    points: Sequence[tuple[float, float]], judged: Sequence[tuple[float, bool]]
) -> tuple[tuple[float, float], ...]:
    """The points, made to keep what `SURE` promises: the better half of the records is given it, or fewer, where too
    few of these were right.  What is held back is said to be just under, though on average it is a little surer: so
    a hand that is read worse than most is not promised too much.
    """
    ordered = sorted(judged, reverse=True)
    total = [0, *accumulate(right for _, right in ordered)]
    # records of one score go together
    ends = [at for at, (one, other) in enumerate(pairwise(ordered), 1) if other[0] < one[0]]
    ends.append(len(ordered))
    kept = next(end for end in ends if end >= HALF * len(ordered))
    if total[kept] < AT_LEAST * kept:
        kept = max((end for end in ends if total[end] >= PROMISED * end), default=0)
    if not kept:
        return tuple((at, min(share, _JUST_UNDER)) for at, share in points)
    least = round(ordered[kept - 1][0], 4)
    under = [(at, share) for at, share in points if at < least - _JUMP]
    under.append((round(least - _JUMP, 4), calibrated(least - _JUMP, points)))
    from_on = max(SURE, calibrated(least, points))
    found = [(at, min(share, _JUST_UNDER)) for at, share in under]
    found += [(least, from_on), *((at, max(share, from_on)) for at, share in points if at > least)]
    return tuple((at, round(share, 4)) for at, share in found)


def learn_record(
    given: Sequence[Example], bare: Sequence[Example] = (), unread: Collection[str] = ()
) -> tuple[Weights, dict[str, Calibrated]]:
    """Weights with their calibration, and how sure records of each hand held out would have been: by weights, and a
    calibration, of the others (a document without a hand is one of its own).  `bare`: the same documents without their
    diacritics, which teach what damage does.  `unread`: documents by which no rule was written; they alone calibrate,
    for rules are right more often on the texts they were written by (without any such document all calibrate).
    """
    every = [*given, *[replace(each, share=each.share * BARE_SHARE) for each in bare]]
    judging = [each for each in given if each.document in unread] or [*given]
    scores: dict[str, list[tuple[float, bool]]] = {}
    for held in dict.fromkeys(map(_hand, judging)):
        learnt = fitted("record", [each for each in every if _hand(each) != held])
        scores[held] = [(score_of(learnt, e), answered(e)) for e in judging if _hand(e) == held]
    found: dict[str, Calibrated] = {}
    for held in scores:
        points = _points([pair for other, pairs in scores.items() if other != held for pair in pairs])
        found[held] = Calibrated([(bounded(calibrated(at, points)), right) for at, right in scores[held]])
    points = _points([pair for pairs in scores.values() for pair in pairs])
    return fitted("record", every).model_copy(update={"calibration": points}), found


def _points(judged: Sequence[tuple[float, bool]]) -> tuple[tuple[float, float], ...]:
    return promised(calibration(judged), judged)


def _hand(each: Example) -> str:
    return each.hand or each.document


def together(found: Mapping[str, Calibrated]) -> Calibrated:
    """The records of all hands."""
    return Calibrated([pair for each in found.values() for pair in each.judged])


def learn_by_hand(
    sets: Sequence[str],
    also: Sequence[Example],
    barren: Sequence[Example],
    as_one: Sequence[Sequence[str]],
    unread: Collection[str],
) -> Weights:
    """Weights from the documents of some sets, each hand read by what the others taught (see hands.py); says how well
    hands held out would have been judged.
    """
    by_hand = hands(sets, as_one)
    bare = {*sorted({name for some in by_hand.values() for *_, name in some})[::BARE]}
    given, without = read_by_others(by_hand, also, barren, bare)
    learnt, found = learn_record(taught("record", given), taught("record", without), unread)
    print(f"record: {learnt.examples} examples, held out by hand: confidence, records, expected, right")
    print(told(found))
    return learnt


def told(found: Mapping[str, Calibrated]) -> str:
    """The reliability table of hands held out, and what comes of each hand, for the log of `make weights`."""
    every = together(found)
    lines = [f"  {row['from']:.2f}-{row['to']:.2f} {row['records']:5} {row['mean']:.3f} {row['right']:.3f}"
             for row in reliability(every.judged)]  # fmt: skip
    for hand, each in [*found.items(), ("all", every)]:
        sure = [right for confidence, right in each.judged if confidence >= SURE]
        right = sum(sure) / max(1, len(sure))
        lines.append(f"  {hand}: {len(each.judged)} records; at {SURE} and above {len(sure)}, right {right:.3f}; "
                     f"calibration error {each.error:.4f}, loss {each.loss:.4f}")  # fmt: skip
    return "\n".join(lines)
