"""Which way is better: what a record's relation, direction, catalogue entry, unit or name say, and which of them does.

`extract.views.compare.axis.sense` knows no more than relation, direction, catalogue and unit, and is silent where they
are.  Whether a goal is met must be told of indicators, too, that the catalogue lacks: there the words of the name tell
it ("hộ nghèo": less), and where none does, a plan is taken to be exceeded by more.  That is said (`Leaning.basis`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extract.catalogue.entries import Entry
from extract.contract.model import Target
from extract.language.cleaning import lowered
from extract.rules.vocabulary import listed
from extract.views.compare.axis import Sense, sense

Basis = Literal["relation", "direction", "catalogue", "unit", "words", "assumed"]
_SUMS = {"percent", "points", "count", "money", "quantity", "ratio"}


@dataclass(frozen=True, slots=True)
class Leaning:
    """Which way is better, and what says so; `sense` None: neither is, or it cannot be told."""

    sense: Sense | None
    basis: Basis | None


UNKNOWN = Leaning(None, None)


def leaning(target: Target, entry: Entry | None) -> Leaning:
    """Which way a goal is exceeded."""
    measure = target.measure
    way = sense(measure, entry)
    if way is not None:
        return Leaning(way, _basis(target, entry))
    if entry is not None and entry.better == "unclear":
        return Leaning(None, "catalogue")
    if measure.unit not in _SUMS or measure.relation == "between":
        return _ranged(target) if measure.relation == "between" else Leaning(None, None)
    name = lowered(f"{target.indicator.name} {target.qualifier or ''}")
    if measure.direction is not None:
        return Leaning("higher", "direction")
    if listed("neither_is_better").search(name):
        return Leaning(None, "words")
    if listed("less_is_better").search(name):
        return Leaning("lower", "words")
    return Leaning("higher", "assumed")


def _ranged(target: Target) -> Leaning:
    """A range keeps its promise from its near end on, if anything says which one that is."""
    name = lowered(target.indicator.name)
    if target.measure.unit not in _SUMS or listed("neither_is_better").search(name):
        return Leaning(None, None)
    return Leaning("lower", "words") if listed("less_is_better").search(name) else Leaning("higher", "assumed")


def _basis(target: Target, entry: Entry | None) -> Basis:
    """What told `sense` its way, in its own order."""
    measure = target.measure
    if measure.unit != "rank" and measure.relation in {"ge", "gt", "le", "lt"}:
        return "relation"
    if measure.direction is not None:
        return "direction"
    return "catalogue" if entry is not None and entry.better is not None and measure.unit != "rank" else "unit"
