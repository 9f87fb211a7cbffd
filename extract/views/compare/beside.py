"""Rows beside the exact years, so that plans to 2025 and to 2030 meet: the latest of each place, and the nearest year.

Their values are set beside each other and not judged, since a goal for another year asks for another thing; each is
shown with its own year.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from extract.views.compare.across import Column
from extract.views.compare.axis import Axis, joined
from extract.views.compare.matrix import Key, Matrix, Row, Value

_Cells = dict[int, dict[int, list[Value]]]  # the values of each column by year


def places(row: Row, columns: Sequence[Column]) -> int:
    """How many places speak in a row; documents of one place are one voice, those of no known place one each."""
    return len({_place(columns[at]) for at in row.cells})


def _place(column: Column) -> tuple[str | None, str | None]:
    return column.code or column.id, column.district


def beside(found: Matrix) -> list[Row]:
    """The rows of latest and of nearest years, in the order of the indicators.

    An indicator has none where all that speak of it do so for one and the same year.
    """
    groups: dict[tuple[bool, str, str, str | None], list[Row]] = defaultdict(list)
    for row in found.rows:
        if row.key.year is not None:
            groups[row.key.listed, row.key.indicator, row.key.kind, row.key.level].append(row)
    return [row for rows in groups.values() for row in _of(rows, found.columns)]


def _of(rows: Sequence[Row], columns: Sequence[Column]) -> Iterable[Row]:
    """The rows beside those of one indicator, kind and tier."""
    shared = joined([row.key.axis for row in rows])
    by_axis: dict[Axis, list[Row]] = defaultdict(list)
    for row in rows:
        by_axis[shared[row.key.axis]].append(row)
    for axis, group in by_axis.items():
        cells: _Cells = defaultdict(dict)
        for row in group:
            for column, values in row.cells.items():
                cells[column][row.key.year or 0] = values
        if len({_place(columns[at]) for at in cells}) < 2:
            continue
        latest = {column: max(years) for column, years in cells.items()}
        if len(set(latest.values())) > 1:
            yield _row(group[0], axis, cells, latest, None)
        spoken = Counter(year for years in cells.values() for year in years)
        around = max(spoken, key=lambda year: (spoken[year], year))
        nearest = {column: min(years, key=lambda year: (abs(year - around), -year)) for column, years in cells.items()}
        if len(set(nearest.values())) > 1 and nearest != latest:
            yield _row(group[0], axis, cells, nearest, around)


def _row(like: Row, axis: Axis, cells: _Cells, years: dict[int, int], around: int | None) -> Row:
    key = Key(like.key.listed, like.key.indicator, like.key.kind, like.key.level, around, axis)
    chosen = {column: cells[column][year] for column, year in sorted(years.items())}
    return Row(key, like.name_vi, like.name_en, chosen, view="latest" if around is None else "nearest")


def in_order(found: Matrix) -> list[Row]:
    """All rows, those beside the exact years before those of their indicator and kind."""
    before: dict[tuple[bool, str, str], list[Row]] = defaultdict(list)
    for row in found.beside:
        before[row.key.listed, row.key.indicator, row.key.kind].append(row)
    ordered: list[Row] = []
    for row in found.rows:
        ordered += before.pop((row.key.listed, row.key.indicator, row.key.kind), [])
        ordered.append(row)
    return ordered
