"""Rows of the catalogue of indicators, of short forms, and of what comparisons know of bands and scales."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, model_validator

from extract.rules.errors import RuleError, expected
from extract.rules.loader import file_of
from extract.rules.row import Rule, Strict, Texts, UnitCode

_Idea = Annotated[str, Field(pattern=r"^[^|]*\w[^|]*(\|[^|]*\w[^|]*)*$")]


class Match(Strict):
    """One way to name an indicator: every idea of `all`, no idea of `none`."""

    all: Annotated[tuple[_Idea, ...], Field(min_length=1)]
    none: tuple[_Idea, ...] = ()
    units: tuple[UnitCode, ...] = ()  # this way of naming it counts only for values in these units


class Entry(Rule):
    """A catalogue entry; `units` (if given) are the units in which it is measured.

    `better` says which level is the more demanding promise where the unit alone does not tell (a poverty rate:
    lower); "unclear" where no level is ("share of industry").  Only comparisons read it.
    """

    name_vi: str
    name_en: str
    better: Literal["higher", "lower", "unclear"] | None = None
    units: tuple[UnitCode, ...] = ()
    ranked: bool = False
    match: Annotated[tuple[Match, ...], Field(min_length=1)]


class Abbreviation(Strict):
    """A short form that every document uses without saying so."""

    short: str = Field(min_length=1)
    long: str = Field(min_length=1)


class Band(Rule):
    """A band and the bands (ids) it stands directly above."""

    band: str
    above: tuple[str, ...]


class Scale(Rule):
    """Words before or of a unit: a factor, or a currency.

    `short`: how offices cut a word short before the currency ("tr" of "tr.đồng"); alone it is no such word.
    """

    words: Texts
    short: Texts = ()
    factor: float | None = None
    currency: str | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Scale:
        if (self.factor is None) == (self.currency is None):
            raise ValueError("needs a factor or a currency, and not both")
        return self


_CODE = (
    r"[A-Za-z0-9*./%()]*(\{[\x21-\x7a|~]+\})?"  # of UCUM, as far as rows need it; words in braces are its annotations
)


class UnitWords(Rule):
    """Words of a unit of measure, or of things counted: the code of UCUM that they are told in, and how much of it.

    `units`: only of values of these kinds.  `rate`: what a rate on so many of them is told on, a power of ten of it
    ("10*4.{inhabitant}").
    """

    words: Texts
    base: Annotated[str, Field(pattern=rf"^{_CODE}$", min_length=1)]
    factor: Annotated[Fraction, Field(gt=0)] = Fraction(1)
    units: tuple[UnitCode, ...] = ()
    rate: Annotated[str, Field(pattern=r"^10\*\d\.\{[a-z_]+\}$")] | None = None


def below(bands: Iterable[Band]) -> dict[str, frozenset[str]]:
    """For each id of a band all ids below it.  Raises RuleError for a circle or a dangling id."""
    direct = {row.id: row.above for row in bands}
    found: dict[str, frozenset[str]] = {}

    def under(id: str, path: tuple[str, ...]) -> frozenset[str]:
        if id in path:
            raise RuleError(file_of("bands.yaml", id), id, "above", f"{' > '.join((*path, id))} is no order")
        if id not in direct:
            raise RuleError(file_of("bands.yaml", path[-1]), path[-1], "above", expected(id, direct))
        if id not in found:
            lower = [{each} | under(each, (*path, id)) for each in direct[id]]
            found[id] = frozenset[str]().union(*lower)
        return found[id]

    for id in direct:
        under(id, ())
    return found
