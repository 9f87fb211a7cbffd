"""What the numbers of a measure are told in where they are compared: base units, and over how many years.

A sum over years ("giai đoạn 2021 - 2025: 5.000 tỷ đồng") is no year's sum, and "5.000 tỷ đồng/năm" is told of each year
anew: the three never meet.  A level or a rate is no sum, over however many years it is promised.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.contract.model import Baseline, Measure, Period
from extract.language.base_units import YEAR, based
from extract.language.unit_words import scaled

_WORDED = frozenset({"money", "count", "quantity", "points"})
_SUMMED = frozenset({"money", "count", "quantity"})
_CHANGED = frozenset({"percent", "points", "places"})
_NAMES = {"%": "percent", "min": "minutes", "d": "days"}
_LEVELS = ("percent", "minutes", "days", "h{working}", "d{working}", "a", "{fold}", "Cel", "%")
_EACH_YEAR = f"/{YEAR}"


@dataclass(frozen=True, slots=True)
class Told:
    """A measure's numbers in a `unit` that all spellings of it share; `yearly`: the unit is of each year.

    `converted`: they are not the numbers of the text.
    """

    unit: str
    value: float | None
    upper: float | None
    yearly: bool = False
    converted: bool = False


def told(measure: Measure, named: str = "", share: bool = False) -> Told:
    """The numbers of a measure; words that have no base keep their own, but for what multiplies them.

    `named`: words of the indicator.  `share`: "9 of 12" counts as 75 per cent.
    """
    value, upper = measure.value, measure.upper
    if measure.unit not in _WORDED and not (measure.unit == "ratio" and share):
        return Told(measure.unit, value, upper)
    found = based(measure, named)
    if found is None:
        factor, currency, rest = scaled(measure.unit_text or "")
        unit = " ".join(part for part in (measure.unit, currency, rest) if part)
        return Told(unit, _times(value, factor), _times(upper, factor), converted=factor != 1)
    yearly = found.unit.endswith(_EACH_YEAR)
    unit = found.unit.removesuffix(_EACH_YEAR)
    return Told(_NAMES.get(unit, unit), found.value, found.upper, yearly, found.value != value)


def _times(value: float | None, factor: float) -> float | None:
    return None if value is None else value * factor


def kind(measure: Measure) -> str:
    """The unit as far as it tells which way is harder: hours are minutes, per mille is a share."""
    unit = told(measure).unit if measure.unit == "quantity" else measure.unit
    return unit if unit in _NAMES.values() else measure.unit


def is_summed(measure: Measure, unit: str) -> bool:
    """Whether the numbers of several years make a sum: things and amounts do, levels and rates do not."""
    return measure.unit in _SUMMED and "/" not in unit and " trên " not in unit and not unit.startswith(_LEVELS)


def years_over(measure: Measure, unit: str, period: Period | None, baseline: Baseline | None) -> int | None:
    """Over how many years a sum or a change is told; None where it is of one moment or year, or of each year."""
    if period is None or period.type != "during" or period.start is None or period.end is None or measure.per:
        return None
    change = measure.unit in _CHANGED and measure.direction is not None and baseline is None
    years = period.end - period.start + 1
    return years if years > 1 and (change or is_summed(measure, unit)) else None
