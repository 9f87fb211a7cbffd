"""Measures of one kind: what can be drawn on one axis, in one base unit.

Shares, changes of shares, money of one currency, durations and counted things are kinds.  What is counted may be told
at more or less length; a generic word ("người") may stand for any, as long as the indicator is the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.catalogue.entries import Entry
from extract.contract.model import Measure, Target
from extract.language.cleaning import lowered
from extract.rules.vocabulary import expression, word_set
from extract.views.compare.axis import Axis, Placed, placed_record
from extract.views.compare.units_alike import same_unit

_COUNTED = {"count", "quantity"}
_PLAIN = {"percent", "minutes", "days"}
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
    measure: Measure


def measured(target: Target, year: int | None, entry: Entry | None) -> Measured | None:
    """A record on its scale; None where it has neither number nor band."""
    place = placed_record(target, entry)
    if place is None:
        return None
    measure, baseline = target.measure, place.axis.baseline
    if baseline is not None and baseline[1] is not None and year is not None and baseline[1] == year - 1:
        baseline = None  # since the year before is how a year's growth is told
    kind, words, direction = place.axis.unit, "", measure.direction
    if measure.unit == "points" and expression("percent_points").search(lowered(measure.unit_text or "")):
        kind = "percent"
    elif measure.unit == "money" or (measure.unit in _COUNTED and kind not in _PLAIN):
        kind, words = ("money" if measure.unit == "money" else "counted"), kind
    if kind == "counted" and direction == "increase":
        direction = None  # "thêm 9 xã" is what the year adds, as "9 xã" is
    placed = replace(place, axis=Axis(kind, None, direction))
    return Measured(Scale(kind, words, direction, baseline), placed, measure)


def one_scale(one: Measured, other: Measured) -> bool:
    """Whether two values of one indicator may stand on one line."""
    first, second = one.scale, other.scale
    if (first.kind, first.direction) != (second.kind, second.direction):
        return False
    if first.baseline != second.baseline and None not in (first.baseline, second.baseline):
        return False
    if first.words == second.words:
        return True
    if same_unit((one.measure, first.words), (other.measure, second.words)):
        return first.kind != "money" or near(one, other)
    units = {lowered(each.measure.unit_text or "") for each in (one, other)}
    return bool(units & word_set("generic_units")) and near(one, other)


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
