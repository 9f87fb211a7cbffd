"""Which way a value of a table moves: told in its cell, by the words of its names, by its sign."""

from __future__ import annotations

from typing import Literal

from extract.bind.amounts import growth_told, turn
from extract.bind.scene import Bound, Span
from extract.bind.tables.cells import CellValue
from extract.bind.tables.spots import Spot
from extract.mentions.cues import ends_in
from extract.rules.table_words import says
from extract.rules.vocabulary import expression, listed

_CHANGES: tuple[Literal["increase", "decrease"], ...] = ("increase", "decrease")
_OF_GROWTH = frozenset({"percent", "points", "quantity", "places", "count"})


def set_direction(bound: Bound, spot: Spot, value: CellValue) -> None:
    """Of a change: told in the cell, by the name ("Tốc độ tăng ...", "... giảm"), by the sign."""
    if bound.direction is None and not value.arrives and bound.unit in _OF_GROWTH:
        names = [*_of_caption(spot), *spot.names]
        bound.direction = next((d for name in reversed(names) if (d := _named_change(spot, name))), None)
        growth = any(growth_told(spot.scene.low[slice(*name)]) for name in spot.names)
        if spot.compares() and bound.unit == "percent" and not value.sign and not growth:
            bound.direction = None  # of a plan, or of an earlier value
        if bound.direction is None and not value.sign and bound.unit in _OF_GROWTH and _rises(spot):
            bound.direction = "increase"
    if value.sign == "-" and bound.value is not None:
        bound.value = -abs(bound.value)
        turn(bound, change=spot.compares())
    elif value.sign == "+" and spot.compares():
        bound.direction = "increase"


def _of_caption(spot: Spot) -> list[Span]:
    """What a caption names where heads across say only whose it is, and its unit is theirs: "Tốc độ tăng (%)"."""
    above = spot.heads.above
    shared = spot.heads.indicators_across and spot.unit is not None and spot.unit is above.unit
    return [above.name] if shared and above.name is not None else []


def _rises(spot: Spot) -> bool:
    """Whether a number without a sign is a rise: under "Tăng, giảm (%)", where falls have one."""
    return any(says("rise_or_fall", spot.scene.low[a:b]) for a, b in spot.column.header)


def _named_change(spot: Spot, name: Span) -> str | None:
    """The direction that a name tells; what is called "Tăng/giảm" tells none."""
    low = spot.scene.low[slice(*name)]
    if says("difference", low) or expression("given_to_growth").search(low) is not None:
        return None
    return growth_told(low) or next((d for d in _CHANGES if ends_in(d, low)), None) or _opening(low)


def _opening(low: str) -> str | None:
    """The direction of the verb that opens a name ("Cắt giảm thời gian ..."), unless it says where to arrive."""
    if ends_in("levels", low):
        return None
    return next((d for d in _CHANGES if listed(d).match(low) is not None), None)
