"""A record's fields in words a reader would use, in either language."""

from __future__ import annotations

from extract.contract.codes.values import DIRECTION_SIGNS, RELATION_SIGNS
from extract.contract.model import Measure, Target
from extract.messages import TEXTS, Language, say


def bound(measure: Measure) -> str:
    """The sign of its relation before the number ("≥ "); none for an exact value or a range."""
    return "" if measure.relation in ("eq", "between") else f"{RELATION_SIGNS[measure.relation]} "


def arrow(measure: Measure) -> str:
    """The sign of its direction before the number ("↓ "); none for a level."""
    return f"{DIRECTION_SIGNS[measure.direction]} " if measure.direction else ""


def _number(value: float | int | None, language: Language) -> str:
    if value is None:
        return "?"
    text = f"{value:,.10g}" if abs(value) >= 10_000 else f"{value:.10g}"
    return text.translate(str.maketrans(",.", ".,")) if language == "vi" else text


def amount(measure: Measure, language: Language) -> str:
    """A measure as a reader would write it: "≥ 80%", "hạng 25–30/63", "↓ 10%/năm"."""
    if measure.value is None:
        return f"{bound(measure)}{measure.band or '?'}"
    number = bound(measure) + _number(measure.value, language)
    if measure.upper is not None:
        number += f"–{_number(measure.upper, language)}"
    if measure.out_of is not None:
        number += f"/{_number(measure.out_of, language)}"
    if measure.unit == "percent":
        text = f"{number}%"
    elif f"unit.{measure.unit}" in TEXTS:
        text = say(f"unit.{measure.unit}", language, number=number)
    else:
        text = f"{number} {measure.unit_text}" if measure.unit_text else number
    text = arrow(measure) + text
    yearly = "".join(text.split()).endswith(say("unit.yearly", language))  # the unit says so already
    return say("per.year", language, amount=text) if measure.per and not yearly else text


def value(target: Target, language: Language) -> str:
    """Its amount, with the years that a change is measured from."""
    text, baseline = amount(target.measure, language), target.baseline
    if baseline is None:
        return text
    years = "–".join(str(year) for year in dict.fromkeys((baseline.start, baseline.end)) if year)
    return say("baseline", language, amount=text, years=years)


def period(target: Target, language: Language) -> str:
    """Its period ("by 2025", "2021–2025"), empty where none is known."""
    when = target.period
    if when is None:
        return ""
    key = f"period.{when.type}"
    if when.type in ("annual", "during") and None in (when.start, when.end):
        open_ = "open" if when.start == when.end else "from" if when.end is None else "to"
        key = f"{key}.{open_}" if f"{key}.{open_}" in TEXTS else key
    return say(key, language, start=when.start, end=when.end)
