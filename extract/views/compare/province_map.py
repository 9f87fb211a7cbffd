"""The map of the provinces: which values of a row stand in which province, the 34 of today or the 63 before July 2025.

A map shows a value of each province alone: that of its own newest document which measures the indicator whole.  What
districts say, and what is of a part, is not of the province and is left out; all values stand in the table beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from extract.contract.model import Head
from extract.rules.loader import from_rules
from extract.rules.provinces_table import provinces
from extract.views.compare.axis import Bar
from extract.views.compare.beside import in_order
from extract.views.compare.matrix import Matrix, Row, Value
from extract.write.local_units import local_unit

Cut = Literal["today", "former"]
CUTS: tuple[Cut, ...] = ("today", "former")
MERGED = "2025-07-01"  # from this day on documents are of the provinces of today
MOST_MAPS = 400  # rows that can be chosen, those in which most provinces speak


@dataclass(frozen=True, slots=True)
class Spot:
    """A value on the map: its provinces by both cuts, and the number by which it is coloured."""

    value: Value
    today: tuple[str, ...]
    former: tuple[str, ...]
    number: float


@dataclass(frozen=True, slots=True)
class Mapped:
    """A row that can be shown as a map, its values the newest first."""

    row: Row
    spots: tuple[Spot, ...]

    @property
    def provinces(self) -> int:
        """How many provinces of today have a value."""
        return len({code for spot in self.spots for code in spot.today})


@cache
def shapes() -> dict[str, Any]:
    """The drawing (bench/provinces_map.py): `size`, `today` and `former` by code: `path`, `middle`; `boxes`."""
    found: dict[str, Any] = json.loads((Path(__file__).parent / "provinces_map.json").read_text("utf-8"))
    return found


@from_rules
def names(cut: Cut) -> dict[str, str]:
    """The provinces of a cut: name by code, in the order of the codes."""
    if cut == "former":
        return {row.code: row.name for row in provinces()}
    return dict(sorted({row.successor_code: row.successor_name for row in provinces()}.items()))


def codes(head: Head) -> dict[Cut, tuple[str, ...]]:
    """The provinces that a document is of; one of a province of today is of all that it was made of."""
    province = head.province
    if province is None:
        return {"today": (), "former": ()}
    today = (province.successor or province).code
    parts = _parts().get(today, ())
    own = tuple(code for code in (province.code,) if names("former").get(code) == province.name)
    before = province.successor is not None or (head.issued is not None and head.issued < MERGED)
    return {"today": (today,), "former": own if own and (before or len(parts) == 1) else parts}


@from_rules
def _parts() -> dict[str, tuple[str, ...]]:
    """The former provinces that each of today was made of."""
    rows = provinces()
    return {row.successor_code: tuple(r.code for r in rows if r.successor_code == row.successor_code) for row in rows}


def coloured_by(bar: Bar) -> float | None:
    """The number that a value is coloured by: its bar, else its only or lower end; None for bands."""
    low, high, _ = bar.ends
    if bar.band is not None:
        return None
    if bar.sense == "lower" and high is not None:
        return high
    return low if low is not None else high


def mapped(found: Matrix) -> list[Mapped]:
    """The rows that can be shown, those in which most provinces speak first."""
    made = [Mapped(row, tuple(_spots(row))) for row in in_order(found)]
    shown = [each for each in made if each.spots]
    return sorted(shown, key=lambda each: -each.provinces)[:MOST_MAPS]


def _spots(row: Row) -> Iterable[Spot]:
    values = [
        value for each in row.cells.values() for value in each if not value.part and local_unit(value.head) is None
    ]
    for value in sorted(values, key=lambda each: (each.head.issued or "", each.head.id), reverse=True):
        where, number = codes(value.head), coloured_by(value.bar)
        if where["today"] and number is not None:
            yield Spot(value, where["today"], where["former"], number)
