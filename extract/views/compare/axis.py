"""Measures on axes: what can be compared with what, and which of two promises asks for more.

A measure is put on an axis (`placed`) as the interval of values that it allows.  Its bar is the least that still keeps
the promise: 80 of "at least 80%", 30 of "among the first 30", 30 of "25 to 30". A promise is stricter
than another if its bar is harder to reach.  Bars on different axes, and bars of which it is not known which way is
harder, are never called stricter or laxer.
"""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import Literal

from extract.catalogue.entries import Entry
from extract.contract.model import Baseline, Measure, Period, Target
from extract.language.base_units import words_of
from extract.language.unit_words import normal
from extract.views.compare.measuring import is_summed, kind, told, years_over
from extract.views.compare.scales import band_order

Sense = Literal["higher", "lower"]
Verdict = Literal["stricter", "laxer", "same", "differs"]
Met = Literal["met", "not_met", "unclear"]

_HIGHER = {"percent", "points", "count", "money", "places", "band"}
_LOWER = {"rank", "minutes", "days"}
_DIGITS = 9  # significant digits that count: factors make 1.2e9 of 1200 * 1e6 only nearly


@dataclass(frozen=True, slots=True)
class Axis:
    """What two measures must share to be comparable.

    `unit`: a kind of unit, or a base unit (UCUM); `of`: how many are ranked, where it is known; `over`: of how many
    years it is the sum or the change, where it is of several.
    """

    unit: str
    of: float | None = None
    direction: str | None = None
    per: str | None = None
    baseline: tuple[int | None, int | None] | None = None
    over: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A measure on its axis: the values it allows, ends included unless `open`; no end is None.

    `converted`: the numbers are not those of the text (a share made of "9 of 12", millions made of "1,2 tỷ").
    """

    axis: Axis
    low: float | None
    high: float | None
    band: str | None = None
    open: bool = False
    converted: bool = False
    relation: str = "eq"


@dataclass(frozen=True, slots=True)
class Bar:
    """The least that keeps a promise.  `height`: the larger the harder; None where that cannot be told."""

    axis: Axis
    sense: Sense | None
    height: tuple[float, int] | None
    band: str | None
    ends: tuple[float | None, float | None, bool]

    @property
    def key(self) -> Hashable:
        """Equal for bars that ask for the same."""
        if self.band is not None:
            return self.axis, normal(self.band)
        return (self.axis, self.sense, self.height) if self.height is not None else (self.axis, None, self.ends)


def _rounded(value: float) -> float:
    return 0.0 if value == 0 else round(value, _DIGITS - 1 - math.floor(math.log10(abs(value))))


def placed(
    measure: Measure, baseline: Baseline | None, entry: Entry | None, named: str = "", period: Period | None = None
) -> Placed | None:
    """A measure on its axis; None where it has neither number nor band.

    A ratio counts as a share where the catalogue says that the indicator is measured in percent and in ratios.
    `named`: the indicator's words; `period`: a sum over its years is on another axis than a year's.
    """
    units = entry.units if entry else ()
    share = bool("percent" in units and "ratio" in units and measure.value is not None and measure.out_of)
    if measure.value is None and not measure.band:
        return None
    found = told(measure, named, share)
    yearly = found.yearly or bool(
        measure.per or (period and period.type == "annual" and is_summed(measure, found.unit))
    )
    axis = Axis(
        unit=found.unit,
        of=measure.out_of if measure.unit in {"rank", "places"} or (measure.unit == "ratio" and not share) else None,
        direction=measure.direction,
        per="year" if yearly else None,
        baseline=(baseline.start, baseline.end) if baseline else None,
        over=None if yearly else years_over(measure, found.unit, period, baseline),
    )
    if found.value is None:
        return Placed(axis, None, None, measure.band, relation=measure.relation)
    value = _rounded(found.value)
    upper = _rounded(found.upper) if found.upper is not None else value
    relation = measure.relation
    low, high = min(value, upper), max(value, upper)
    return Placed(
        axis,
        None if relation in {"le", "lt"} else low,
        None if relation in {"ge", "gt"} else high,
        None,
        relation in {"gt", "lt"},
        found.converted or (measure.unit == "ratio" and share),
        relation,
    )


def placed_record(target: Target, entry: Entry | None) -> Placed | None:
    """A record's measure on its axis."""
    return placed(target.measure, target.baseline, entry, words_of(target), target.period)


def sense(measure: Measure, entry: Entry | None) -> Sense | None:
    """Which way a promise becomes stricter: what its relation says, else its direction, its indicator, its unit."""
    if measure.unit == "rank":
        return None if measure.relation in {"ge", "gt"} else "lower"
    if measure.relation in {"ge", "gt"}:
        return "higher"
    if measure.relation in {"le", "lt"}:
        return "lower"
    better, unit = entry.better if entry else None, kind(measure)
    if measure.unit in {"places", "band"}:
        return "higher" if measure.direction != "decrease" else None
    if measure.direction == "decrease":
        return "higher"
    if measure.direction == "increase":
        return "higher" if better in {None, "higher"} else None
    if better == "unclear" or entry is None:
        return "lower" if entry is None and unit in _LOWER else None
    return better or ("higher" if unit in _HIGHER | {"ratio"} else "lower" if unit in _LOWER else None)


def bar(place: Placed, way: Sense | None) -> Bar:
    """The bar of a placed measure, `way` being its sense."""
    end = place.low if way == "higher" else place.high if way == "lower" else None
    height = None if end is None else (end if way == "higher" else -end, int(place.open))
    return Bar(place.axis, way if height else None, height, place.band, (place.low, place.high, place.open))


def against(one: Bar, other: Bar) -> Verdict:
    """How `one` stands to `other`: "differs" where they are not the same and nothing says which asks for more."""
    if one.key == other.key:
        return "same"
    if one.axis != other.axis:
        return "differs"
    if one.band is not None and other.band is not None:
        order = band_order(one.band, other.band)
        return "stricter" if order == "above" else "laxer" if order == "below" else "differs"
    if one.height is None or other.height is None or one.sense != other.sense:
        return "differs"
    return "stricter" if one.height > other.height else "laxer"


def met(target: Placed, way: Sense | None, actual: Placed) -> Met:
    """Whether a result keeps a promise; "unclear" where the result's own words leave it open.

    The caller sees to it that both speak of one indicator; a baseline or a number of ranked that only one of them
    names does not part them.
    """
    if target.band is not None or actual.band is not None:
        if target.band is None or actual.band is None:
            return "unclear"
        order = band_order(actual.band, target.band)
        return "met" if order in {"same", "above"} else "not_met" if order == "below" else "unclear"
    if way is None:
        exact = (target.low, target.high) == (actual.low, actual.high)
        return "met" if exact and not target.open and not actual.open else "unclear"
    end = target.low if way == "higher" else target.high
    worst, best = (actual.low, actual.high) if way == "higher" else (actual.high, actual.low)
    if end is None:
        return "unclear"

    def reaches(value: float | None, open_end: bool) -> bool | None:
        if value is None:
            return None
        ahead = value > end if way == "higher" else value < end
        return ahead or (value == end and (not target.open or open_end))

    if reaches(worst, actual.open):
        return "met"
    reached = reaches(best, False)
    if reached is False or (reached and actual.open and best == end):
        return "not_met"
    return "unclear"


def joined(axes: list[Axis]) -> dict[Axis, Axis]:
    """Ranks that do not say of how many stand with the one number of ranked that the others name, if it is one."""
    found: dict[Axis, Axis] = {}
    for axis in axes:
        bare = replace(axis, of=None)
        sizes = {each.of for each in axes if each.of is not None and replace(each, of=None) == bare}
        found[axis] = replace(axis, of=next(iter(sizes))) if axis.of is None and len(sizes) == 1 else axis
    return found
