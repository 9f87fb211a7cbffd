"""Which column names the rows of a table, and as what: every column in every role is weighed, the likeliest taken.

A column may name indicators, places, years or groups.  What speaks for each is told by its own head, by what its cells
are, by the heads beside it, and by the lines above; no single observation decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extract.bind.areas import place_of
from extract.bind.scene import Scene, Span
from extract.bind.tables.captions import Above
from extract.bind.tables.cells import read_cell
from extract.bind.tables.columns import Column
from extract.bind.tables.periods import period_of_heads, without_periods
from extract.bind.tables.unit_words import unit_behind
from extract.rules.table_rows import TableMeans
from extract.rules.table_words import begun, found, says
from extract.rules.vocabulary import expression

Axis = Literal["indicator", "place", "time", "group"]

WEIGHTS: dict[tuple[Axis, str], float] = {
    ("indicator", "head_indicator"): 3.0,
    ("indicator", "cells_words"): 1.0,
    ("indicator", "cells_named"): 1.0,  # as indicators are: "Tỷ lệ ..."
    ("indicator", "beside_times"): 2.0,
    ("indicator", "beside_unit_column"): 1.5,
    ("indicator", "beside_measures"): -1.0,
    ("indicator", "cells_places"): -4.0,
    ("indicator", "cells_times"): -4.0,
    ("place", "head_place"): 3.0,
    ("place", "cells_places"): 3.0,
    ("place", "cells_words"): 0.5,
    ("place", "beside_measures"): 1.0,
    ("place", "beside_unit_column"): -1.0,
    ("place", "above_named"): 0.5,
    ("time", "head_time"): 2.5,
    ("time", "cells_times"): 4.0,
    ("time", "beside_measures"): 1.0,
    ("time", "beside_times"): -2.0,
    ("group", "cells_words"): 1.0,
    ("group", "beside_measures"): 1.5,
    ("group", "beside_times"): -2.0,
    ("group", "head_indicator"): -1.0,
    ("group", "cells_places"): -1.0,
    ("group", "cells_times"): -2.0,
}
"""What an observation of a column adds for each role.

Set by hand, in steps of a half, until the tables of tests/tables/first.yaml came out right (2026-11-29); on those of
second.yaml, which were written afterwards, the roles came out right in all twenty at the first run.
"""
_OPENING: tuple[TableMeans, ...] = ("actual", "goal", "planned", "comparison")  # with these a head names no measure
_SHARE = 0.5  # of the cells
_RIGHTMOST = 2  # where names may stand: behind ordinals and a column of groups
_FIRST = 0.4  # what each place further right takes away
_LEAST = 1.0  # more than words alone
_KEPT = 1.5  # for the role that the words of the heads alone give


@dataclass(frozen=True, slots=True)
class Profile:
    """What share of the cells of a column are words, values, places or bodies, times, names of measures."""

    filled: int
    words: float
    values: float
    places: float
    times: float
    named: float


def profile(scene: Scene, body: Sequence[Span]) -> Profile:
    """What the cells of a column are."""
    filled = [span for span in body if scene.low[slice(*span)].strip(" -–x.")]

    def share(is_so: Callable[[Scene, Span], bool]) -> float:
        return sum(is_so(scene, span) for span in filled) / len(filled) if filled else 0.0

    return Profile(len(filled), share(_is_words), share(_is_value), share(is_whose), share(_is_time), share(_is_named))


def _is_words(scene: Scene, span: Span) -> bool:
    return any(c.isalpha() for c in scene.low[slice(*span)]) and not _is_value(scene, span)


def _is_value(scene: Scene, span: Span) -> bool:
    return any(c.isdigit() for c in scene.low[slice(*span)]) and read_cell(scene, span, None) is not None


def is_whose(scene: Scene, span: Span) -> bool:
    """Whether a cell is a place, a body, or all of them."""
    start, end = span
    total = says("total", scene.low[start:end])
    body = expression("body").match(scene.low, start, end)
    named = body is not None and (body.end() == end or any(c.isupper() for c in scene.text[start + 1 : end]))
    region = expression("region_named").match(scene.low, start, end) is not None
    return total or named or region or place_of(scene, span) is not None


def _is_time(scene: Scene, span: Span) -> bool:
    """Whether a cell is a year, a part of one, or a kind or change of some year: "Kế hoạch 2025"."""
    low = scene.low[slice(*span)].strip()
    if len(low.split()) > 8:
        return False
    if expression("mean_of_years").match(low) is not None:
        return True
    bare = low.isdigit() and expression("year").fullmatch(low) is not None
    opens = found("part_of_year", low)
    return bare or (opens is not None and opens[1].start() == 0) or _dated(scene, span)


def _dated(scene: Scene, span: Span) -> bool:
    low = scene.low[slice(*span)]
    if period_of_heads(scene, [span]) is None:
        return False
    return expression("dated_row").match(low) is not None or says("kind_led", low) or says("comparison", low)


def _is_named(scene: Scene, span: Span) -> bool:
    return expression("names_measure").match(scene.low, *span) is not None


def axis_of(
    scene: Scene,
    columns: Sequence[Column],
    bodies: Sequence[Sequence[Span]],
    above: Above,
    kept: tuple[int, Axis] | None,
) -> tuple[int, Axis] | None:
    """The column that names the rows and its role; None where none can.  `kept`: what the heads' words alone give."""
    likeliest: tuple[float, int, Axis] | None = None
    for at, column in enumerate(columns):
        if column.role in {"ordinal", "unit", "deadline", "funding"} or (
            at > _RIGHTMOST and (kept is None or kept[0] != at)
        ):
            continue
        cells = profile(scene, bodies[at])
        if cells.filled == 0 or cells.words + cells.times <= _SHARE:
            continue
        seen = set(_seen(scene, columns, at, cells, above))
        for axis in ("indicator", "place", "time", "group"):
            told = column.role == "indicator" and "head_indicator" not in seen  # only by what stands beside it
            if axis == "group" and not ("beside_measures" in seen and (told or column.role in {"group", "value"})):
                continue
            if axis == "time" and not seen & {"cells_times"}:
                continue
            weight = sum(WEIGHTS.get((axis, each), 0.0) for each in seen) - _FIRST * at
            weight += _KEPT * (kept == (at, axis))
            if likeliest is None or weight > likeliest[0]:
                likeliest = weight, at, axis
    return None if likeliest is None or likeliest[0] <= _LEAST else (likeliest[1], likeliest[2])


def _seen(scene: Scene, columns: Sequence[Column], at: int, cells: Profile, above: Above) -> Iterator[str]:
    column = columns[at]
    low = " ".join(scene.low[a:b] for a, b in column.header)
    if says("indicator", low) and column.period is None:
        yield "head_indicator"
    if says("place", low):
        yield "head_place"
    if says("time", low):
        yield "head_time"
    shares = {"words": cells.words, "places": cells.places, "times": cells.times, "named": cells.named}
    yield from (f"cells_{what}" for what, share in shares.items() if share > _SHARE)
    beside = [c for i, c in enumerate(columns) if i != at and c.role == "value"]
    timed = sum((c.period is not None or c.kind is not None) and not names_measure(scene, c) for c in beside)
    measured = sum(_measures(scene, c) for c in beside)
    if beside and 2 * timed > len(beside):
        yield "beside_times"
    if beside and 2 * measured >= len(beside):
        yield "beside_measures"
    if any(c.role == "unit" for c in columns):
        yield "beside_unit_column"
    if above.name is not None:
        yield "above_named"


def _measures(scene: Scene, column: Column) -> bool:
    """Whether a head names a measure of its own, or a score, a rank, a share."""
    if column.compares and not names_measure(scene, column):
        return False
    words = [scene.low[a:b] for a, b in column.header]
    return (
        any(expression("names_measure").match(each) or says("reading", each) for each in words)
        or (column.unit is not None and column.kind is None)
        or names_measure(scene, column)
    )


def names_measure(scene: Scene, column: Column) -> bool:
    """Whether a head that has a unit of its own says more than year, kind and how much: "Khối lượng phải đạt (%)"."""
    return column.unit is not None and any(_measure_left(scene, column, span) for span in column.header)


def _measure_left(scene: Scene, column: Column, span: Span) -> bool:
    start, end = without_periods(scene, span)
    if unit_behind(scene, (start, end)) is not None:
        end = scene.low.rindex("(", start, end)
        start, end = without_periods(scene, (start, end))
    low = scene.low[start:end].strip(" :;,.")
    if not any(c.isalpha() for c in low) or (column.unit is not None and column.unit.span == (start, end)):
        return False
    open_ = (
        says("kind_only", low)
        or says("nameless", low)
        or says("reading", low)
        or says("part_of_year", low)
        or says("time", low)
    )
    return not open_ and not any(begun(means, low, 0, len(low)) for means in _OPENING)
