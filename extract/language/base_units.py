"""A measure in base units: one quantity is one number however it is spelt ("30 phút", "0,5 giờ": 30 min).

The unit is a code of UCUM, which writes composed units as text where QUDT has names for the composed units it knows.
What UCUM does not know stands in braces, its annotations: currencies by ISO 4217 ("{VND}"), what is counted
("{household}"), and rates of heads by the convention "/(10*4.{inhabitant})", on ten thousand inhabitants.  Words that
`patterns/units.yaml` lacks have no base; none is guessed.  What is added from an indicator's name is only what the
name says in so many words: "10 bác sĩ" of "Số bác sĩ trên một vạn dân" is a rate, "75 triệu đồng/năm" of an income a
head is of a person; such an income is a year's unless its name or unit says another time.

>>> from extract.contract.model import Measure
>>> based(Measure(unit="money", unit_text="triệu đồng/năm", relation="eq", value=75, upper=None, out_of=None,
...               band=None, direction=None, per=None), "Thu nhập bình quân đầu người")
Based(value=75000000, upper=None, unit='{VND}/{person}/a')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from extract.contract.model import Measure, Target
from extract.language.numerals import number
from extract.language.unit_words import normal, scaled
from extract.rules.indicator_rows import Scale, UnitWords
from extract.rules.loader import from_rules, rows
from extract.rules.spelling import respelt
from extract.rules.vocabulary import expression, sought

YEAR = "a"
PERSON = "{person}"
_PLAIN = {"percent": "%", "minutes": "min", "days": "d", "rank": "{rank}", "places": "{place}"}
_WORDED = frozenset({"money", "points", "count", "quantity"})
_FIGURES = re.compile(r"\d+(?:[. ]\d{3})*(?![\d,])")


@dataclass(frozen=True, slots=True)
class Based:
    """A measure's numbers in `unit`, a code of UCUM; None where the measure has none."""

    value: float | int | None
    upper: float | int | None
    unit: str


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a unit: how much of `base` it is; `rate`: what a rate on so many of it is told on."""

    factor: Fraction
    base: str
    rate: str | None = None


def based(measure: Measure, named: str = "") -> Based | None:
    """A measure in base units.  `named`: the indicator's name and words, which may tell what the unit leaves out.

    None where there is no number, or its unit is not known for certain.
    """
    if measure.value is None:
        return None
    if measure.unit == "ratio":
        if not measure.out_of:
            return None
        return _of(measure, "%", 100 / Fraction(str(measure.out_of)))
    if measure.unit in _PLAIN:
        return _of(measure, _PLAIN[measure.unit], Fraction(1))
    if measure.unit not in _WORDED or measure.unit_text is None:
        return None
    found = _unit(measure.unit, measure.unit_text, _words(named))
    return _of(measure, *found) if found is not None else None


def of_target(target: Target) -> Based | None:
    """A record's numbers in base units; its indicator's name and words, and its qualifier, may tell of the unit."""
    return based(target.measure, words_of(target))


def words_of(target: Target) -> str:
    """The words of a record that may tell what its unit leaves out."""
    return "; ".join(filter(None, (target.indicator.name, target.indicator.text, target.qualifier)))


def _of(measure: Measure, unit: str, factor: Fraction) -> Based:
    return Based(_times(measure.value, factor), _times(measure.upper, factor), unit)


def _times(value: float | int | None, factor: Fraction) -> float | int | None:
    if value is None:
        return None
    found = Fraction(str(value)) * factor
    return int(found) if found.denominator == 1 else float(found)


def _words(text: str) -> str:
    return respelt(normal(text))


@from_rules
def _unit(kind: str, text: str, named: str) -> tuple[str, Fraction] | None:
    """The code and the factor to it of a unit's words; None if a part of it is not known."""
    parts = [part.strip() for part in expression("unit_divider").split(_bare(_words(text)))]
    top, below = _above(kind, parts[0], named), [_part(kind, part) for part in parts[1:]]
    if top is None:
        return None
    divisors = [_divisor(part) for part in below if part is not None]
    if len(divisors) < len(below):
        return None
    divisors += _told(kind, top, divisors, named)
    factor = top.factor
    for each in divisors:
        factor /= each.factor
    return _code(top.base, [each.base for each in divisors]), factor


def _bare(text: str) -> str:
    """A unit's words without brackets and gaps: "bác sĩ (trên vạn dân)", "bác sĩ … trên vạn dân"."""
    return " ".join(re.sub(r"[()…]|\.\.\.", " ", text).split())


def _above(kind: str, text: str, named: str) -> _Part | None:
    """What is measured or counted; where a rate does not say of what, the words that its indicator begins with."""
    if text:
        return _part(kind, text)
    head = sought("named_rate", named)
    words = expression("counting_head").sub("", named[: head.start()]).strip() if head is not None else ""
    return _part("quantity", words) if words else None


def _told(kind: str, top: _Part, divisors: list[_Part], named: str) -> list[_Part]:
    """What the indicator's name says that the unit leaves out: on how many heads, a head, in which time."""
    bases = {each.base for each in divisors}
    if kind in {"count", "quantity"} and not divisors:
        rate = sought("named_rate", named)
        words = expression("unit_divider").split(_bare(rate.group()))[-1].strip() if rate is not None else ""
        part = _part(kind, words) if words else None
        return [_divisor(part)] if part is not None and part.rate is not None else []
    if kind != "money" or bases - {PERSON, YEAR} or sought("income_a_head", named) is None:
        return []
    person = [] if PERSON in bases else [_Part(Fraction(1), PERSON)]
    time = [] if YEAR in bases else [_Part(Fraction(1, 12 if sought("a_month", named) else 1), YEAR)]
    return person + time


def _divisor(part: _Part) -> _Part:
    """What is divided by; on so many of what has a rate of its own, that rate."""
    if part.rate is None or part.factor == 1:
        return part
    exponent = int(part.rate[3])
    return _Part(part.factor / 10**exponent, f"({part.rate})")


def _code(top: str, divisors: list[str]) -> str:
    """The code of a unit: persons before times, so that the order of words does not matter."""
    return top + "".join(f"/{each}" for each in sorted(divisors, key=lambda base: (base in {YEAR, "d", "min"}, base)))


@from_rules
def _part(kind: str, text: str) -> _Part | None:
    """One part of a unit: figures, words that multiply, then a currency or words of units.yaml; None for others."""
    factor, text = Fraction(1), text.strip()
    figures = _FIGURES.match(text)
    if figures is not None:
        factor, text = Fraction(number(figures.group())), text[figures.end() :].strip()
    one = expression("one_before_unit").match(text)
    text = text[one.end() :] if one is not None else text
    more, currency, rest = scaled(text)
    short = None if currency else _shorts().match(rest)
    if short is not None:
        factor *= _short_factor(short.group(1))
        more, currency, rest = scaled(rest[short.end() :])
    factor *= Fraction(more)
    if currency:
        return _Part(factor, f"{{{currency}}}") if kind == "money" and not rest else None
    for row in _rows().get(rest, ()):
        if not row.units or kind in row.units:
            return _Part(factor * row.factor, row.base, row.rate)
    return None


@from_rules
def _rows() -> dict[str, list[UnitWords]]:
    found: dict[str, list[UnitWords]] = {}
    for row in rows("units.yaml", UnitWords):
        for word in row.words:
            found.setdefault(_words(word), []).append(row)
    return found


@from_rules
def _shorts() -> re.Pattern[str]:
    """A multiplier cut short before a point: "tr. lượt", "ngh. tấn"."""
    shorts = sorted(re.escape(_words(short)) for row in rows("scales.yaml", Scale) for short in row.short if row.factor)
    return re.compile(rf"({'|'.join(sorted(shorts, key=len, reverse=True))})\.\s?(?=\w)")


@from_rules
def _short_factor(short: str) -> Fraction:
    return next(
        Fraction(row.factor)
        for row in rows("scales.yaml", Scale)
        if row.factor is not None and short in {_words(each) for each in row.short}
    )
