"""What the columns of a table tell of one another: results beside goals, differences, parts of a year."""

from __future__ import annotations

from extract.bind.scene import Scene
from extract.bind.tables.columns import Column
from extract.bind.tables.unit_words import UnitTold
from extract.bind.whens import When
from extract.rules.table_words import found, says


def open_results(scene: Scene, columns: list[Column]) -> None:
    """ "Kết quả" beside a column of goals holds results; alone it is what the table's section says."""
    for column in columns:
        if column.role == "value" and says("open_result", " ".join(scene.low[a:b] for a, b in column.header)):
            column.kind = "actual" if any(c.kind == "target" for c in columns) else None


def as_compared(scene: Scene, columns: list[Column], unit: UnitTold | None) -> None:
    """A column that compares is of the values before it: results where those are, in their year.

    `unit`: of all of the table.  So is a bare share behind a goal and a result ("Kế hoạch | Thực hiện | Tỷ lệ (%)").
    """
    before: Column | None = None
    seen: list[str | None] = []
    for column in columns:
        if column.role != "value":
            continue
        if not column.compares and "target" in seen and len(seen) > 1 and not (column.period or column.kind):
            column.compares = _is_share(scene, column)
            if column.compares and before is not None and before.kind is None:
                column.kind = "actual"  # what was done of a plan
        if column.compares and before is not None:
            column.kind = column.kind or before.kind
            column.period = column.period or _latest(columns, before)
            if column.unit is None and says("difference", " ".join(scene.low[a:b] for a, b in column.header)):
                column.unit = _of_change(before.unit or unit)
        elif not column.compares:
            before = column
            seen.append(column.kind)


def _latest(columns: list[Column], before: Column) -> When | None:
    """The latest year of the like values left of a comparison: "Hạng 2023 | Hạng 2022 | Tăng/giảm"."""
    stop = next(i for i, column in enumerate(columns) if column is before)
    read = before.unit.read if before.unit is not None else None
    same = [
        c.period
        for c in columns[: stop + 1]
        if c.role == "value" and not c.compares and c.unit is not None and c.unit.read == read
    ]
    if before.period is None or any(w is None or w.end is None for w in same):
        return before.period
    return max((w for w in same if w is not None), key=lambda w: w.end or 0, default=before.period)


def _of_change(unit: UnitTold | None) -> UnitTold | None:
    """The unit of a difference: that of the values, places where they are positions."""
    rule = found("reading_of_ranks", unit.read) if unit is not None else None
    if unit is None or rule is None or rule[0].read is None:
        return unit
    return UnitTold("", rule[0].read, unit.span)


def _is_share(scene: Scene, column: Column) -> bool:
    words = " ".join(scene.low[a:b] for a, b in column.header)
    percent = column.unit is not None and column.unit.read == "{n}%"
    return says("nameless", words) or (percent and says("reading", words))


def foretell(scene: Scene, columns: list[Column]) -> None:
    """Years and kinds of heads that only tell a part of a year, or foretell it: "KH 2024 | 6 tháng | Ước cả năm"."""
    for number, column in enumerate(columns):
        if column.role != "value":
            continue
        if column.kind == "actual" and _forecast(scene, column, columns):
            column.kind = "target"
        words = " ".join(scene.low[a:b] for a, b in column.header)
        if column.period is None and (says("part_of_year", words) or says("whole_year", words)):
            column.period = _year_beside(columns, number)


def _year_beside(columns: list[Column], at: int) -> When | None:
    """The year of the columns beside: of the next to the right that has one, else to the left.

    Parts of a year stand before the whole of it: "Quý I | Quý II | Cả năm 2024 | Kế hoạch 2025".
    """
    beside = [*columns[at + 1 :], *reversed(columns[:at])]
    return next((c.period for c in beside if c.role == "value" and c.period is not None and not c.compares), None)


def _forecast(scene: Scene, column: Column, columns: list[Column]) -> bool:
    """Whether a head foretells a year of which another column tells a part: "6 tháng | Ước cả năm"."""
    if not any(says("forecast", scene.low[a:b]) for a, b in column.header):
        return False
    return any(says("part_of_year", scene.low[a:b]) for c in columns if c is not column for a, b in c.header)
