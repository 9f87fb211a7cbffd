"""Weighing: what was observed of a candidate, summed with learnt weights, and how likely that makes it.

An observation is (id of the evidence, start, end).  The model is log-linear: the score of a candidate is the slot's
bias and the weight of each observation (once, however often it is seen); one without a weight counts nothing.  Of two
answers the first has the probability `chance(score)`, of several each has its share of `shares(scores)`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from math import exp, fsum
from operator import itemgetter
from typing import NamedTuple

from extract.rules.loader import from_rules
from extract.rules.weight_rows import SlotName, weights

Seen = tuple[str, int, int]
SURE_OF_FRAGMENT = 0.75
"""How likely weights must hold another answer than that of the rules of order to be heard in a text of a few lines."""


@from_rules
def _learnt(slot: SlotName) -> tuple[float, Mapping[str, float]] | None:
    found = weights(slot)
    return None if found is None else (found.bias, {each.id: each.weight for each in found.weights})


def learnt(slot: SlotName) -> bool:
    """Whether there are weights for a slot."""
    return _learnt(slot) is not None


class Weighed(NamedTuple):
    """The score of a candidate, and what counts in it: each id once with its weight, as it was first seen."""

    score: float
    counted: Sequence[tuple[float, Seen]]


def weighed_of(slot: SlotName, seen: Iterable[Seen]) -> Weighed:
    """What speaks for a candidate and against it, and the sum; nothing and 0.0 where nothing was learnt."""
    found = _learnt(slot)
    if found is None:
        return Weighed(0.0, ())
    bias, weight = found
    first: dict[str, Seen] = {}
    for each in seen:
        if each[0] in weight and each[0] not in first:
            first[each[0]] = each
    counted = [(weight[id], each) for id, each in first.items()]
    return Weighed(bias + fsum([each[0] for each in counted]), counted)


def score(slot: SlotName, seen: Iterable[Seen]) -> float:
    """The sum of what speaks for a candidate and against it; 0.0 where nothing was learnt for the slot."""
    found = _learnt(slot)
    if found is None:
        return 0.0
    bias, weight = found
    return bias + fsum([weight[id] for id in {id for id, _, _ in seen} if id in weight])


def chance(score: float) -> float:
    """The probability of the first of two answers by its score."""
    return 1 / (1 + exp(-score)) if score > -500 else 0.0


def calibrated(score: float, points: Sequence[tuple[float, float]]) -> float:
    """The probability by points (score, probability) that rise: on the line between two of them, level beyond the
    ends; without points the model's own.
    """
    if not points:
        return chance(score)
    at = bisect_left(points, (score, 0.0))
    if at in {0, len(points)}:
        return points[min(at, len(points) - 1)][1]
    (left, low), (right, high) = points[at - 1], points[at]
    return low + (high - low) * (score - left) / (right - left)


def shares(scores: Sequence[float]) -> list[float]:
    """The probability of each of several candidates, of which one is right, by their scores."""
    top = max(scores, default=0.0)
    parts = [exp(each - top) for each in scores]
    whole = sum(parts)
    return [part / whole for part in parts]


def strongest(weighed: Weighed, sign: int, most: int) -> list[Seen]:
    """At most `most` observations that spoke for the choice (`sign`: 1 for the first of two answers, -1 for the other),
    the strongest first.
    """
    spoke = [(sign * weight, each) for weight, each in weighed.counted if sign * weight > 0]
    spoke.sort(key=itemgetter(0), reverse=True)
    return [each for _, each in spoke[:most]]
