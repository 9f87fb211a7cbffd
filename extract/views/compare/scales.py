"""The order of bands, and keys of words (rule data)."""

from __future__ import annotations

from typing import Literal

from extract.language.unit_words import normal as normal
from extract.rules.indicator_rows import Band, below
from extract.rules.loader import from_rules, rows

Order = Literal["above", "below", "same"]


@from_rules
def _bands() -> tuple[dict[str, Band], dict[str, frozenset[str]]]:
    """The bands by their word, and for each id all ids below it.  Raises RuleError for a circle or a dangling id."""
    found = rows("bands.yaml", Band)
    return {normal(row.band): row for row in found}, below(found)


def band(text: str) -> Band | None:
    """The band that `text` is, None for a word that no row has."""
    return _bands()[0].get(normal(text))


def band_order(one: str, other: str) -> Order | None:
    """How a band stands to another; None where their order is not known."""
    if normal(one) == normal(other):
        return "same"
    first, second, lower = band(one), band(other), _bands()[1]
    if first is None or second is None:
        return None
    if second.id in lower[first.id]:
        return "above"
    return "below" if first.id in lower[second.id] else None
