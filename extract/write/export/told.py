"""What a target asks for as an office writes it: "từ 80% trở lên", "giảm 10% mỗi năm so với năm 2021"."""

from __future__ import annotations

from extract.catalogue.entries import named
from extract.contract.model import Measure, Target
from extract.contract.wording import amount
from extract.messages import Language, say


def _bare(measure: Measure, language: Language) -> str:
    """The amount without relation, direction and repetition: "80%", "hạng 30/63", "khá"."""
    return amount(measure.model_copy(update={"relation": "eq", "direction": None, "per": None}), language)


def _bound(measure: Measure, language: Language) -> str:
    if measure.upper is not None or measure.relation == "eq":
        return _bare(measure, language)
    # A rank is better the smaller it is: at most 30 is "rank 30 or better".
    sort = "rank." if measure.unit == "rank" else "band." if measure.value is None else ""
    return say(f"told.{sort}{measure.relation}", language, amount=_bare(measure, language))


def asked(target: Target, language: Language) -> str:
    """The value with its relation, direction and base years in words."""
    measure, baseline = target.measure, target.baseline
    text = _bound(measure, language)
    if measure.direction:
        text = say(f"told.{measure.direction}", language, amount=text)
    if measure.per:
        text = say("told.per_year", language, amount=text)
    years = [] if baseline is None else [str(y) for y in dict.fromkeys((baseline.start, baseline.end)) if y]
    return say("told.from", language, amount=text, years="–".join(years)) if years else text


def term(target: Target, language: Language) -> str:
    """By when, in years alone as a column "Năm" has it: "2025", "2021–2025", empty where the text names none."""
    when = target.period
    years = [] if when is None else [str(year) for year in dict.fromkeys((when.start, when.end)) if year]
    if when is not None and when.type == "by":
        years = years[-1:]
    return "–".join(years)


def unit(target: Target, language: Language) -> str:
    """The unit as a column has it: "%", "phút", "triệu đồng", "hạng"."""
    measure = target.measure
    if measure.unit_text:
        return measure.unit_text
    return say(f"told.unit.{measure.unit}", language)


def subject(target: Target, language: Language) -> str:
    """What it is about, by the catalogue else by the text, with the part and the place it is of."""
    indicator = target.indicator
    name = named(indicator.id, indicator.name, language) or indicator.text
    return f"{name} ({target.part})" if target.part else name


def capital(text: str) -> str:
    """The text with a capital to begin with."""
    return text[:1].upper() + text[1:]
