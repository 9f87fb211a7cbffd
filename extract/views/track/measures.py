"""Measures of one kind: what can be drawn on one axis, in one base unit.

Shares, changes of shares, money of one currency, durations and counted things are kinds.  What is counted may be told at
more or less length; a generic word ("người") may stand for any, as long as the indicator is the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.catalogue.entries import Entry
from extract.contract.model import Target
from extract.language.cleaning import lowered
from extract.rules.vocabulary import expression, valued, word_set
from extract.views.compare.axis import Axis, Placed, placed
from extract.views.compare.units_alike import same_unit

_COUNTED = {"count", "quantity"}
_SAME_SIZE = 5.0  # times that one value may be another, where generic words alone say that their units are one


@dataclass(frozen=True, slots=True)
class Scale:
    """What values must share to stand on one line: kind of unit, direction of a change, years it is measured from.

    `words`: what is counted, or what money is per.
    """

    kind: str
    words: str
    direction: str | None
    baseline: tuple[int | None, int | None] | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A record's value in the base unit of its scale."""

    scale: Scale
    placed: Placed


def measured(target: Target, year: int | None, entry: Entry | None) -> Measured | None:
    """A record on its scale; None where it has neither number nor band."""
    place = placed(target.measure, target.baseline, entry)
    if place is None:
        return None
    measure, baseline = target.measure, place.axis.baseline
    if baseline is not None and baseline[1] is not None and year is not None and baseline[1] == year - 1:
        baseline = None  # since the year before is how a year's growth is told
    kind, _, words = place.axis.unit.partition(" ")
    direction = measure.direction
    if kind == "points" and expression("percent_points").search(lowered(measure.unit_text or "")):
        kind, words = "percent", ""
    factor = 1.0
    if kind in {"minutes", *_COUNTED}:
        factor = float(valued("durations").get(lowered(measure.unit_text or ""), 0))
        kind, words = ("minutes", "") if factor or kind == "minutes" else ("counted", _counted(words))
    if kind == "counted" and direction == "increase":
        direction = None  # "thêm 9 xã" is what the year adds, as "9 xã" is
    scaled = _times(place, factor or 1.0)
    return Measured(Scale(kind, words, direction, baseline), replace(scaled, axis=Axis(kind, None, direction)))


def _counted(words: str) -> str:
    """What is counted, its base written one way."""
    return " ".join(expression("ten_thousand_people").sub("/vạn dân", words).split()).replace(" /", "/")


def _times(place: Placed, factor: float) -> Placed:
    if factor == 1.0:
        return place
    ends = (None if end is None else round(end * factor, 6) for end in (place.low, place.high))
    low, high = ends
    return replace(place, low=low, high=high, converted=True)


def one_scale(one: Measured, other: Measured) -> bool:
    """Whether two values of one indicator may stand on one line."""
    first, second = one.scale, other.scale
    if (first.kind, first.direction) != (second.kind, second.direction):
        return False
    if first.baseline != second.baseline and None not in (first.baseline, second.baseline):
        return False
    if first.kind not in {"counted", "money"} or first.words == second.words:
        return True
    if first.kind == "money":
        return first.words.split(" ")[0] == second.words.split(" ")[0] and near(one, other)
    if same_unit(f"count {first.words}", f"count {second.words}"):
        return True
    return bool({first.words, second.words} & word_set("generic_units")) and near(one, other)


def near(one: Measured, other: Measured) -> bool:
    """Whether two values are of one size, as those of one indicator are; bands and noughts are of any."""
    first, second = point(one.placed), point(other.placed)
    if not first or not second:
        return True
    return 1 / _SAME_SIZE <= first / second <= _SAME_SIZE


def point(place: Placed) -> float | None:
    """One number for a value: the middle of a range, the end that a bound names; None for a band."""
    if place.low is None or place.high is None:
        return place.low if place.low is not None else place.high
    return (place.low + place.high) / 2
