"""Records of a table: rows and columns say what, when and for whom, the cells how much."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extract.bind.amounts import growth_told, turn
from extract.bind.context import When, when
from extract.bind.linking import is_ranked, link_of
from extract.bind.scene import Bound, Rejected, Scene, Span
from extract.bind.tables.cells import CellValue, read_cell
from extract.bind.tables.heads import Column, Heads, heads_of, last_period, periods_in
from extract.bind.tables.table_rows import Row, name_unit, rows_of
from extract.bind.tables.table_rules import begun, says
from extract.bind.tables.unit_words import UnitTold, unit_behind
from extract.bind.tiers import tiers_in
from extract.layout.outline import Block
from extract.mentions.cues import ends_in
from extract.mentions.scan import scanner


@dataclass(slots=True)
class TableRead:
    """What a table gives; `unread`: why it gives nothing at all; `heads`: cells that are read as heads."""

    bound: list[Bound] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    heads: list[Span] = field(default_factory=list)
    unread: str | None = None  # no_names | no_values | no_numbers


def bind_table(scene: Scene, rows: list[tuple[int, Block]]) -> TableRead:
    """Records and rejected numbers of one table; `rows` are its blocks with their indices."""
    heads = heads_of(scene, rows)
    if heads.names is None:
        return TableRead(unread="no_names")
    if not any(c.role == "value" for c in heads.columns):
        return TableRead(unread="no_values")
    read = TableRead(heads=[cell for _, block in rows[: heads.count] for cell in block.cells if cell[1] > cell[0]])
    read.rejected = [
        Rejected(*cell, "period" if scanner().scan(scene.low, *cell) else "table_header") for cell in read.heads
    ]
    for row in rows_of(scene, rows, heads):
        if row.label is not None:
            read.rejected.append(Rejected(*row.label, "list_ordinal"))
        for column, span in row.values:
            _cell(scene, heads, row, column, span, read)
    if not read.bound:
        read.unread = "no_numbers"
    return read


def _cell(scene: Scene, heads: Heads, row: Row, column: Column, span: Span, read: TableRead) -> None:
    """Put the records of one cell, and what of it is none, into `read`."""
    names = _names(scene, heads, row, column)
    if not names:
        read.rejected.append(Rejected(*span, "no_indicator"))
        return
    unit = _unit(scene, heads, row, column, names)
    values = read_cell(scene, span, unit)
    if values is None:
        read.rejected.append(Rejected(*span, "table_text"))
        return
    for value in values:
        if value.restates:
            reason = "table_text" if value.unit not in {"percent", "ratio"} else "restated_as_percentage"
            read.rejected.append(Rejected(value.start, value.end, reason))
            continue
        record = _record(scene, heads, row, column, names, value, unit)
        if isinstance(record, Bound):
            read.bound.append(record)
        else:
            read.rejected.append(Rejected(value.start, value.end, record))


def _unit(scene: Scene, heads: Heads, row: Row, column: Column, names: list[Span]) -> UnitTold | None:
    """What tells the unit of a bare number, the nearest first."""
    if column.compares and column.unit is not None:
        return column.unit
    if heads.first("unit") is None:
        return row.unit or column.unit or heads.unit or name_unit(scene.low, names[-1])
    return column.unit or row.unit or heads.unit or name_unit(scene.low, names[-1])


def _names(scene: Scene, heads: Heads, row: Row, column: Column) -> list[Span]:
    """What the value measures: the row's name with those above it, or the heads of the column."""
    if not heads.indicators_across:
        return row.names
    named = []
    for span in column.header:
        start, end = span
        if unit_behind(scene, span) is not None:
            end = scene.low.rindex("(", start, end)
        for mention, _ in reversed(periods_in(scene, (start, end))):
            if not scene.low[mention.end : end].strip(" ,."):
                end = mention.start
        while end > start and scene.low[end - 1] in " :;,.":
            end -= 1
        words = scene.low[start:end]
        if any(c.isalpha() for c in words) and column.unit is not None and column.unit.span == (start, end):
            continue
        if any(c.isalpha() for c in words):
            named.append((start, end))
    return named


def _record(
    scene: Scene, heads: Heads, row: Row, column: Column, names: list[Span], value: CellValue, unit: UnitTold | None
) -> Bound | str:
    """The record of one value of a cell; a reason where it is none."""
    block, amount = row.block, value.amount
    bound = Bound(
        row.index, (block.start, block.end), value.start, value.end, value.unit, value.relation, list(names),
        unit_text=value.unit_text, value=amount.value, upper=amount.upper, out_of=amount.out_of, band=amount.band,
        direction=value.direction,
    )  # fmt: skip
    bound.link = link_of(scene, names, bound.unit, bound.unit_text)
    ranked = is_ranked(scene, bound)
    if bound.unit == "ratio" and ranked:
        bound.unit = "rank"
        bound.link = link_of(scene, names, bound.unit)
    words = [scene.low[slice(*span)] for span in (*names, *column.header)]
    if bound.unit == "band" and not ranked and not says("grading", " ".join(words)):
        return "table_text"
    if bound.link is None and bound.unit == "points" and column.compares:
        bound.link = link_of(scene, names, "percent")  # so many points of a share
    bound.level = column.level or next(iter(tiers_in(scene, row.names)), None) or _place_level(scene, heads, row)
    bound.baseline = column.baseline
    if heads.indicators_across and row.names:
        bound.qualifier = " ".join(scene.text[slice(*row.names[-1])].split())
    _time(scene, heads, bound, block, names, column, row, value)
    if unit is not None and unit.yearly or says("yearly", " ".join(words)):
        _each_year(bound)
    if bound.direction is None and not value.arrives:
        bound.direction = _direction(scene, names[-1], bound.unit)
    if value.sign == "-" and bound.value is not None:
        bound.value = -bound.value
        turn(bound, change=column.compares)
    elif value.sign == "+" and column.compares:
        bound.direction = "increase"
    if heads.indicators_across and bound.unit == "count" and bound.kind == "actual" and bound.link is None:
        return "head_count"
    bound.why += [("table.cell", value.start, value.end), *value.why[1:]]
    bound.why += [("table.header", a, b) for a, b in column.header]
    return bound


def _direction(scene: Scene, name: Span, unit: str) -> str | None:
    """The direction that a name of growth tells: "Tốc độ tăng ...", "... giảm"."""
    low = scene.low[slice(*name)]
    if unit not in {"percent", "points", "quantity", "places", "count"}:
        return None
    told = growth_told(low)
    if told is not None:
        return told
    return next((d for d in ("increase", "decrease") if ends_in(d, low)), None)


def _place_level(scene: Scene, heads: Heads, row: Row) -> str | None:
    """The tier of the place that a row is about; a row of the whole has none."""
    if heads.level is None or not row.names:
        return None
    start, end = row.names[-1]
    return None if begun("scope", scene.low, start, end) > start else heads.level


def _time(
    scene: Scene, heads: Heads, bound: Bound, block: Block, names: list[Span], column: Column, row: Row, value: CellValue
) -> None:
    own = when(value.period) if value.period is not None else None
    bound.period = own or column.period or last_period(scene, names[-1:]) or row.period
    bound.kind = column.kind or _kind_of_others(heads) or scene.context.mood(block)[0] or heads.kind or "target"
    if bound.period is None:
        inherited = scene.context.inherited(block, bound.kind)
        bound.period = inherited[0] if inherited else None


def _kind_of_others(heads: Heads) -> str | None:
    """Where the heads name the indicators: the kind that those have in common which tell one."""
    kinds = {c.kind for c in heads.columns if c.kind is not None}
    return kinds.pop() if heads.indicators_across and len(kinds) == 1 else None


def _each_year(bound: Bound) -> None:
    bound.per = "year"
    period: When | None = bound.period
    if period is not None and period.type == "during":
        bound.period = replace(period, type="annual")
