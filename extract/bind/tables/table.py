"""Records of a table: rows and columns say what, when and for whom, the cells how much."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from extract.bind.amounts import growth_told, turn
from extract.bind.areas import place_of
from extract.bind.context import When, when
from extract.bind.kind_evidence import against_clock, of_part, shape_of
from extract.bind.linking import is_ranked, link_of
from extract.bind.moods import choose, hardly_told
from extract.bind.scene import Bound, Rejected, Scene, Span, Whereabouts, Why
from extract.bind.sightings import above
from extract.bind.tables.cells import CellValue, read_cell
from extract.bind.tables.heads import Column, Heads, heads_of
from extract.bind.tables.periods import last_period, without_periods
from extract.bind.tables.table_rows import Row, name_unit, rows_of
from extract.bind.tables.unit_words import UnitTold, unit_behind
from extract.bind.tiers import counted, tiers_in
from extract.language.cleaning import lowered
from extract.layout.outline import Block
from extract.mentions.cues import ends_in
from extract.mentions.scan import scanner
from extract.rules.table_words import begun, says
from extract.rules.vocabulary import expression

_OF_GROWTH = frozenset({"percent", "points", "quantity", "places", "count"})
_SCORED: tuple[Literal["grading", "scored"], ...] = ("grading", "scored")
_FEW_NUMBERS = 3  # a table with fewer cells of numbers places text, and is not missed


TableFault = Literal["no_names", "no_values", "no_numbers"]
"""Why a table gives no record: no column says what is measured, none holds values, no number stands under a head."""


@dataclass(slots=True)
class TableRead:
    """What a table gives; `settled`: cells that are not read as sentences; `unread`: why it gives no record."""

    bound: list[Bound] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    settled: list[Span] = field(default_factory=list)
    unread: TableFault | None = None
    wholes: dict[tuple[int, Span], Bound] = field(default_factory=dict)  # by column and name, for the parts below


@dataclass(frozen=True, slots=True)
class _Spot:
    """A cell in its row and column, with what they say of it."""

    scene: Scene
    heads: Heads
    row: Row
    column: Column
    names: list[Span]  # what is measured
    unit: UnitTold | None  # of a bare number

    def words(self) -> str:
        """All that names it and heads it, in lower case, parted by semicolons."""
        return "; ".join(self.scene.low[a:b] for a, b in (*self.names, *self.column.header))


def bind_table(scene: Scene, rows: list[tuple[int, Block]]) -> TableRead:
    """Records and rejected numbers of one table; `rows` are its blocks with their indices."""
    heads = heads_of(scene, rows)
    if heads.scores:
        cells = [cell for _, block in rows for cell in block.cells if cell[1] > cell[0]]
        return TableRead(rejected=[Rejected(*cell, "table_text") for cell in cells], settled=cells)
    if heads.names is None:
        return TableRead(unread=_missed(scene, rows, "no_names"))
    if not any(c.role == "value" for c in heads.columns):
        return TableRead(unread=_missed(scene, rows, "no_values"))
    read = TableRead(settled=[cell for _, block in rows[: heads.count] for cell in block.cells if cell[1] > cell[0]])
    read.rejected = [
        Rejected(*cell, "period" if scanner().scan(scene.low, *cell) else "table_header") for cell in read.settled
    ]
    for row in rows_of(scene, rows, heads):
        if row.label is not None:
            read.rejected.append(Rejected(*row.label, "list_ordinal"))
        part = scene.part("tables", row.block.start, row.block.end)
        for column, span in row.values:
            if not scene.guard.tried(part, False, _cell, scene, heads, row, column, span, read):
                read.rejected.append(Rejected(*span, "unread"))
    if not read.bound:
        read.unread = _missed(scene, rows[heads.count :], "no_numbers")
    return read


def _missed(scene: Scene, rows: list[tuple[int, Block]], reason: TableFault) -> TableFault | None:
    """The reason, where the table holds numbers that one might miss."""
    cells = [cell for _, block in rows for cell in block.cells[1:] if any(c.isdigit() for c in scene.low[slice(*cell)])]
    return reason if sum(read_cell(scene, cell, None) is not None for cell in cells) >= _FEW_NUMBERS else None


def _cell(scene: Scene, heads: Heads, row: Row, column: Column, span: Span, read: TableRead) -> bool:
    """Put the records of one cell, and what of it is none, into `read`; always True: the cell was read."""
    names = _names_across(scene, column) if heads.indicators_across else row.names
    if names and heads.first("group") is not None:
        names = [*row.names, *names]
    if not names and heads.above.name is not None:
        names = [heads.above.name]  # years across, places down: the caption says what of
    if not names:
        read.rejected.append(Rejected(*span, "no_indicator"))
        return True
    spot = _Spot(scene, heads, row, column, names, _unit(scene, heads, row, column, names))
    values = read_cell(scene, span, spot.unit)
    if values is None:
        read.rejected.append(Rejected(*span, "table_text"))
        return True
    for value in values:
        if value.restates:
            reason = "restated_as_percentage" if value.unit in {"percent", "ratio"} else "table_text"
            read.rejected.append(Rejected(value.start, value.end, reason))
            continue
        record = _record(spot, value)
        if isinstance(record, Bound):
            read.bound.append(record)
            if not heads.indicators_across:
                record.part_of = read.wholes.get((id(column), names[-2])) if len(names) > 1 else None
                read.wholes[id(column), names[-1]] = record
        else:
            read.rejected.append(Rejected(value.start, value.end, record))
    return True


def _unit(scene: Scene, heads: Heads, row: Row, column: Column, names: list[Span]) -> UnitTold | None:
    """What tells the unit of a bare number: the row, then the column, then the table.

    The head of a column that compares, and any head beside a column of units, knows better than the row.
    """
    nearest = [row.unit, column.unit]
    if column.compares or heads.first("unit") is not None:
        nearest.reverse()
    return next((unit for unit in (*nearest, heads.unit) if unit is not None), None) or name_unit(scene.low, names[-1])


def _names_across(scene: Scene, column: Column) -> list[Span]:
    """What a column measures by its heads, without their unit and year."""
    named = []
    for span in column.header:
        start, end = span
        if unit_behind(scene, span) is not None:
            end = scene.low.rindex("(", start, end)
        start, end = without_periods(scene, (start, end))
        while end > start and scene.low[end - 1] in " :;,.":
            end -= 1
        is_unit = column.unit is not None and column.unit.span == (start, end)
        words = scene.low[start:end]
        if not is_unit and any(c.isalpha() for c in words) and not says("kind_only", words):
            named.append((start, end))
    return named


def _record(spot: _Spot, value: CellValue) -> Bound | str:
    """The record of one value of a cell; a reason where it is none."""
    scene, row, column, amount = spot.scene, spot.row, spot.column, value.amount
    bound = Bound(
        row.index, (row.block.start, row.block.end), value.start, value.end, value.unit, value.relation,
        list(spot.names), unit_text=value.unit_text, value=amount.value, upper=amount.upper, out_of=amount.out_of,
        band=amount.band, direction=value.direction, baseline=column.baseline,
    )  # fmt: skip
    bound.link = link_of(scene, bound.name, bound.unit, bound.unit_text)
    ranked = is_ranked(scene, bound)
    if spot.heads.indicators_across and row.names and _nameless(spot):
        bound.name = [*bound.name, row.names[-1]]
    if bound.unit == "count" and _is_rate(bound, spot):
        bound.unit = "quantity"
    if bound.unit == "points" and _of_sites(bound, spot, ranked=ranked):
        bound.unit = "count"
    if bound.unit == "ratio" and ranked:
        bound.unit = "rank"
        bound.link = link_of(scene, bound.name, bound.unit)
    if bound.link is None and bound.unit == "points" and column.compares:
        bound.link = link_of(scene, bound.name, "percent")  # so many points of a share
    if bound.unit == "band" and not ranked and not says("grading", spot.words()):
        return "table_text"
    bound.level = column.level or _named_level(spot) or _place_level(spot)
    _set_whose(bound, spot)
    _set_time(bound, spot, value)
    _set_direction(bound, spot, value)
    of_heads = spot.heads.indicators_across and spot.heads.above.name not in spot.names
    if of_heads and bound.unit == "count" and bound.kind == "actual" and bound.link is None:
        return "head_count"
    bound.why += [("table.cell", value.start, value.end), *value.why[1:]]
    bound.why += [("table.header", a, b) for a, b in column.header]
    return bound


def _nameless(spot: _Spot) -> bool:
    """Whether heads say only how much, not of what ("Tỷ lệ", "Tỷ lệ thực hiện"): only with its row that is a name."""
    low = spot.scene.low
    return all(says("nameless", low[a:b]) for a, b in spot.names if (a, b) not in spot.row.names)


def _is_rate(bound: Bound, spot: _Spot) -> bool:
    """Whether a number is of so many heads: "Bác sĩ/vạn dân", in its name or its unit."""
    rate = expression("rate_of_heads")
    named = any(rate.search(spot.scene.low, *name) for name in spot.names)
    return named or rate.search(lowered(bound.unit_text or "")) is not None


def _of_sites(bound: Bound, spot: _Spot, *, ranked: bool) -> bool:
    """Whether the word for points counts sites ("Bố trí dân cư vùng thiên tai | điểm | 9"): nothing there is scored."""
    if ranked or spot.unit is None or spot.heads.first("unit") is None:
        return False
    if any(says(means, spot.words()) for means in _SCORED):
        return False
    plain = says("score_unit", lowered(spot.unit.words).strip())
    return plain and bound.link is None and all(n is None or n == int(n) for n in (bound.value, bound.upper))


def _set_whose(bound: Bound, spot: _Spot) -> None:
    """The place, the part, who is charged, and the number of the row."""
    scene, heads, row = spot.scene, spot.heads, spot.row
    of_place = heads.names is not None and heads.columns[heads.names].role == "place"
    if heads.indicators_across and row.names:
        words = " ".join(scene.text[slice(*row.names[-1])].split())
        if not of_place:
            bound.qualifier = words
        elif begun("scope", scene.low, *row.names[-1]) == row.names[-1][0]:
            bound.place = place_of(scene, row.names[-1], heads.level) or Whereabouts(words, heads.level)
    elif row.names:
        bound.place = spot.column.place or place_of(scene, row.names[-1])
    if row.charged is not None:
        bound.responsible = " ".join(scene.text[slice(*row.charged)].split()).strip(" .;-–") or None
    if row.label is not None:
        label = scene.text[slice(*row.label)].strip(" .")
        bound.label = label if any(c.isalnum() for c in label) else None


def _named_level(spot: _Spot) -> str | None:
    """The tier of what a row counts, else the first that its names name."""
    scene, names = spot.scene, spot.row.names
    return next(iter(counted(scene.low, names[-1:], first=False) or tiers_in(scene, names)), None)


def _place_level(spot: _Spot) -> str | None:
    """The tier of the place that a row is about; a row of the whole has none."""
    if spot.heads.level is None or not spot.row.names:
        return None
    start, end = spot.row.names[-1]
    return None if begun("scope", spot.scene.low, start, end) > start else spot.heads.level


def _set_time(bound: Bound, spot: _Spot, value: CellValue) -> None:
    """Period, yearly rate and kind: the cell's own, the column's, the row's, then those of what encloses the table."""
    scene, block = spot.scene, spot.row.block
    own = when(value.period) if value.period is not None else None
    bound.period = own or spot.column.period or last_period(scene, spot.names[-1:]) or spot.row.period
    told = _kind_of_row(spot) or spot.column.kind or _kind_by_year(spot) or _kind_of_others(spot.heads)
    told = told or scene.context.mood(block)[0] or spot.heads.above.kind
    bound.kind = told or "target"
    if told is None:
        choose(bound, _observed(bound, spot), None)
        if hardly_told(bound, scene):
            bound.kind = "target"
    if bound.period is None:
        inherited = scene.context.inherited(block, bound.kind)
        bound.period = inherited[0] if inherited else spot.heads.above.period
    if (spot.unit is not None and spot.unit.yearly) or says("yearly", spot.words()):
        bound.per = "year"
        period: When | None = bound.period
        if period is not None and period.type == "during":
            bound.period = period._replace(type="annual")


def _kind_of_row(spot: _Spot) -> str | None:
    """The kind that a row says where others are places: "Chỉ tiêu tỉnh giao năm 2026"."""
    if not spot.heads.indicators_across or not spot.row.names:
        return None
    start, end = spot.row.names[-1]
    return "target" if begun("goal", spot.scene.low, start, end) > start else None


def _kind_by_year(spot: _Spot) -> str | None:
    """A result, where a column is of a year before the document's beside one of that year or later, or in a report."""
    year, period = spot.scene.clock(spot.row.block.start), spot.column.period
    if not year or period is None or period.end is None:
        return None
    ends = [c.period.end for c in spot.heads.columns if c.period is not None and c.period.end is not None]
    report = spot.scene.context.report
    return "actual" if period.end < year + report and (report or max(ends) >= year) else None


def _observed(bound: Bound, spot: _Spot) -> list[Why]:
    """What is seen of a cell of whose kind neither the heads nor what encloses the table tell."""
    scene, span = spot.scene, (bound.start, bound.end)
    clock, period = scene.clock(spot.row.block.start), bound.period
    ahead = clock is not None and period is not None and period.end is not None and period.end > clock
    seen: list[Why] = [("kind.decided_target" if ahead else "kind.default_target", *span)]
    if bound.period is not None:
        seen += against_clock(scene, bound.period, "own")
    seen += above(scene, spot.row.index)
    seen += [(id, *span) for id in (*shape_of(bound, scene.low[slice(*span)]), *of_part(scene, spot.row.index))]
    return seen


def _kind_of_others(heads: Heads) -> str | None:
    """Where the heads name the indicators: the kind that those have in common which tell one."""
    kinds = {c.kind for c in heads.columns if c.kind is not None}
    return kinds.pop() if heads.indicators_across and len(kinds) == 1 else None


def _set_direction(bound: Bound, spot: _Spot, value: CellValue) -> None:
    """Of a change: told in the cell, by the name ("Tốc độ tăng ...", "... giảm"), by the sign."""
    low = spot.scene.low[slice(*spot.names[-1])]
    if bound.direction is None and not value.arrives and bound.unit in _OF_GROWTH:
        ending = next((d for d in ("increase", "decrease") if ends_in(d, low)), None)
        bound.direction = growth_told(low) or ending
    if value.sign == "-" and bound.value is not None:
        bound.value = -bound.value
        turn(bound, change=spot.column.compares)
    elif value.sign == "+" and spot.column.compares:
        bound.direction = "increase"
