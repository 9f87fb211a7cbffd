"""Records of a table: rows and columns say what, when and for whom, the cells how much."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from extract.bind.linking import is_ranked, link_of
from extract.bind.scene import Bound, Rejected, Scene, Span
from extract.bind.tables.cells import CellValue, read_cell
from extract.bind.tables.columns import Column
from extract.bind.tables.directions import set_direction
from extract.bind.tables.heads import Heads, heads_of
from extract.bind.tables.named_around import link_around
from extract.bind.tables.names_across import names_across, titled
from extract.bind.tables.spots import Spot, set_time
from extract.bind.tables.table_rows import Row, due_of, name_unit, parts_of_name, rows_of
from extract.bind.tables.unit_words import UnitTold
from extract.bind.tables.whose import named_level, place_level, set_label, set_whose
from extract.bind.whens import When
from extract.language.cleaning import lowered
from extract.layout.outline import Block
from extract.mentions.scan import scanner
from extract.rules.table_words import says
from extract.rules.vocabulary import expression, listed

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
    dues: dict[int, When] = field(default_factory=dict)  # by the block of a row: by when its goals are to be reached
    unread: TableFault | None = None
    wholes: dict[tuple[int, Span], Bound] = field(default_factory=dict)  # by column and name, for the parts below


def bind_table(scene: Scene, rows: list[tuple[int, Block]]) -> TableRead:
    """Records and rejected numbers of one table; `rows` are its blocks with their indices."""
    heads = heads_of(scene, rows)
    if heads.scores:
        cells = [cell for _, block in rows for cell in block.cells if cell[1] > cell[0]]
        return TableRead(rejected=[Rejected(*cell, "table_text") for cell in cells], settled=cells)
    if heads.names is None:
        return TableRead(unread=_missed(scene, rows, "no_names"))
    if not any(c.role == "value" for c in heads.columns):
        dues = {row.index: due for row in rows_of(scene, rows, heads) if (due := due_of(scene, heads, row)) is not None}
        return TableRead(unread=_missed(scene, rows, "no_values"), dues=dues)
    read = TableRead(settled=[cell for _, block in rows[: heads.count] for cell in block.cells if cell[1] > cell[0]])
    read.rejected = [
        Rejected(*cell, "period" if scanner().scan(scene.low, *cell) else "table_header") for cell in read.settled
    ]
    for row in rows_of(scene, rows, heads):
        if row.label is not None:
            read.rejected.append(Rejected(*row.label, "list_ordinal"))
        due = due_of(scene, heads, row)
        if due is not None:
            read.dues[row.index] = due
        read.settled += _set_aside(scene, heads, row)
        before = len(read.bound)
        part = scene.part("tables", row.block.start, row.block.end)
        for column, span in row.values:
            if row.norm:
                read.rejected.append(Rejected(*span, "score_scale"))
                continue
            if any(column is copy for copy in _copied(heads, row)):
                read.rejected.append(Rejected(*span, "merged_cell"))
                continue
            if not scene.guard.tried(part, False, _cell, scene, heads, row, column, span, read):
                read.rejected.append(Rejected(*span, "unread"))
        read.rejected += [
            Rejected(*span, "funding" if column.role == "funding" else "score_scale")
            for column, span in zip(heads.columns, row.block.cells, strict=False)
            if column.role in {"funding", "scale"} and any(c.isdigit() for c in scene.low[slice(*span)])
        ]
        if len(read.bound) > before and _only_counts(scene, row.block.cells[heads.names]):
            read.settled.append(row.block.cells[heads.names])
    _agree(heads.guessed)
    if not read.bound:
        read.unread = _missed(scene, rows[heads.count :], "no_numbers")
    return read


def _agree(guessed: list[Bound]) -> None:
    """What one table has of values whose kind is only guessed is of one kind, that of most of them."""
    results = sum(record.kind == "actual" for record in guessed)
    for record in guessed:
        record.kind = "actual" if 2 * results > len(guessed) else "target"


def _set_aside(scene: Scene, heads: Heads, row: Row) -> list[Span]:
    """The cells of a row whose sentences tell nothing of it: remarks, and merged cells that were met before."""
    return [
        cell
        for at, (column, cell) in enumerate(zip(heads.columns, row.block.cells, strict=False))
        if at in row.block.copies or any(says("remark", scene.low[a:b]) for a, b in column.header)
    ]


def _copied(heads: Heads, row: Row) -> list[Column]:
    """The columns in which a row has a merged cell whose values are recorded where it begins."""
    return [heads.columns[at] for at in sorted(row.block.copies) if at < len(heads.columns)]


def _covered_period(scene: Scene, heads: Heads, row: Row, column: Column, span: Span) -> When | None:
    """The years of all the columns that a merged cell stands under."""
    first = next(at for at, each in enumerate(heads.columns) if each is column)
    over = [column]
    for at in range(first + 1, min(len(heads.columns), len(row.block.cells))):
        a, b = row.block.cells[at]
        if at not in row.block.copies or scene.low[a:b] != scene.low[slice(*span)]:
            break
        over.append(heads.columns[at])
    whens = [c.period for c in over if c.period is not None and c.period.end is not None]
    if len(whens) < 2:
        return None
    years = [year for w in whens for year in (w.start, w.end) if year is not None]
    return When("during", min(years), max(years), whens[-1].rule, whens[-1].span)


def _only_counts(scene: Scene, name: Span) -> bool:
    """Whether the numbers in a name only count what it is of ("Thời gian xử lý 01 hồ sơ")."""
    if not any(c.isdigit() for c in scene.low[slice(*name)]):
        return False
    return all(mention.row.unit in {None, "count"} for mention in scanner().scan(scene.low, *name))


def _missed(scene: Scene, rows: list[tuple[int, Block]], reason: TableFault) -> TableFault | None:
    """The reason, where the table holds numbers that one might miss."""
    cells = [cell for _, block in rows for cell in block.cells[1:] if any(c.isdigit() for c in scene.low[slice(*cell)])]
    return reason if sum(read_cell(scene, cell, None) is not None for cell in cells) >= _FEW_NUMBERS else None


def _cell(scene: Scene, heads: Heads, row: Row, column: Column, span: Span, read: TableRead) -> bool:
    """Put the records of one cell, and what of it is none, into `read`; always True: the cell was read."""
    names = names_across(scene, heads, column) if heads.indicators_across else row.names
    if names and (_told_by_row(scene, heads, names) or (row.axis is not None and row.unit is not None)):
        names = [*row.names, *names]
    if not names and heads.above.name is not None:
        names = [heads.above.name]  # years across, places down: the caption says what of
    if not names and heads.of_places and column.kind is not None and column.unit is not None:
        names = titled(scene, heads)
    if not names:
        read.rejected.append(Rejected(*span, "no_indicator"))
        return True
    period = _covered_period(scene, heads, row, column, span)
    spot = Spot(scene, heads, row, column, names, _unit(scene, heads, row, column, names), period)
    parts = parts_of_name(scene, names[-1])
    shares = spot.unit is not None and spot.unit.read == "{n}%"
    pair = bool(column.kinds) or (shares and len(parts) == scene.low.count("/", *span) + 1 > 1)
    values = read_cell(scene, span, spot.unit, pair=pair)
    if values is None:
        read.rejected.append(Rejected(*span, "table_text"))
        return True
    kinds = column.kinds if len(column.kinds) == len(values) else [None] * len(values)
    spots = [replace(spot, names=[*names[:-1], part]) for part in parts] if len(parts) == len(values) else []
    for number, value in enumerate(values):
        if value.restates:
            reason = "restated_as_percentage" if value.unit in {"percent", "ratio"} else "table_text"
            read.rejected.append(Rejected(value.start, value.end, reason))
            continue
        record = _record(spots[number] if spots else spot, value, kinds[number])
        if isinstance(record, Bound):
            read.bound.append(record)
            if not heads.indicators_across:
                record.part_of = read.wholes.get((id(column), names[-2])) if len(names) > 1 else None
                read.wholes[id(column), names[-1]] = record
        else:
            read.rejected.append(Rejected(value.start, value.end, record))
    return True


def _told_by_row(scene: Scene, heads: Heads, names: list[Span]) -> bool:
    """Whether the name of a group says with its head what is measured: "Lớp 6" with "Tốt", or a group beside names."""
    group = heads.first("group")
    return group is not None and (group != heads.names or all(" " not in scene.low[slice(*span)] for span in names))


def _unit(scene: Scene, heads: Heads, row: Row, column: Column, names: list[Span]) -> UnitTold | None:
    """What tells the unit of a bare number: the row, then the column, then the table.

    The head of a column that compares, any head beside a column of units, and one with a unit that not all have, knows
    better than the row.
    """
    nearest = [row.unit, column.unit]
    own = row.axis is not None and row.unit is not None  # a row that says how it is measured, among years
    if not own and (column.compares or heads.first("unit") is not None or heads.units_apart):
        nearest.reverse()
    return next((unit for unit in (*nearest, heads.unit) if unit is not None), None) or name_unit(scene.low, names[-1])


def _record(spot: Spot, value: CellValue, kind: str | None) -> Bound | str:
    """The record of one value of a cell, of this kind where its head parts the values; a reason where it is none."""
    scene, row, column, amount = spot.scene, spot.row, spot.column, value.amount
    bound = Bound(
        row.index, (row.block.start, row.block.end), value.start, value.end, value.unit, value.relation,
        list(spot.names), unit_text=value.unit_text, value=amount.value, upper=amount.upper, out_of=amount.out_of,
        band=amount.band, direction=value.direction,
        baseline=value.baseline or column.baseline or (row.axis.baseline if row.axis is not None else None),
    )  # fmt: skip
    if bound.relation == "eq":
        bound.relation = _relation_of_heads(spot) if value.beyond is None or spot.compares() else value.beyond
    bound.link = link_of(scene, bound.name, bound.unit, bound.unit_text)
    ranked = is_ranked(scene, bound)
    if bound.link is None and bound.unit != "count" and (around := link_around(bound, spot)) is not None:
        bound.link, place = around
        bound.why.append(("table.named_around", *place))
    if spot.heads.indicators_across and row.names and _nameless(spot):
        bound.name = [*bound.name, row.names[-1]]
    if bound.unit == "count" and _is_rate(bound, spot):
        bound.unit = "quantity"
    if bound.unit == "points" and _of_sites(bound, spot, ranked=ranked):
        bound.unit = "count"
    if bound.unit == "ratio" and ranked:
        bound.unit = "rank"
        bound.link = link_of(scene, bound.name, bound.unit)
    if bound.link is None and bound.unit == "points" and spot.compares():
        bound.link = link_of(scene, bound.name, "percent")  # so many points of a share
    if bound.unit == "band" and not ranked and not says("grading", spot.words()):
        return "table_text"
    bound.level = column.level or named_level(spot) or place_level(spot)
    if bound.level is None and column.place is not None:
        bound.level = column.place.level
    set_whose(bound, spot)
    set_label(bound, spot, value)
    set_time(bound, spot, value, kind)
    set_direction(bound, spot, value)
    of_heads = spot.heads.indicators_across and spot.heads.above.name not in spot.names
    told = column.unit is not None and spot.unit is column.unit  # "Số vụ vi phạm (vụ)"
    if of_heads and bound.unit == "count" and bound.kind == "actual" and bound.link is None and not told:
        told = _answers_goal(spot)
    if of_heads and bound.unit == "count" and bound.kind == "actual" and bound.link is None and not told:
        return "head_count"
    bound.why += [("table.cell", value.start, value.end), *value.why[1:]]
    bound.why += [("table.header", a, b) for a, b in column.header]
    return bound


def _relation_of_heads(spot: Spot) -> str:
    """The relation that the heads of a column tell for its values: "Mức tối thiểu năm 2025"."""
    words = " ".join(spot.scene.low[a:b] for a, b in spot.column.header)
    return "ge" if says("at_least", words) else "le" if says("at_most", words) else "eq"


def _nameless(spot: Spot) -> bool:
    """Whether heads say only how much, not of what ("Tỷ lệ", "Tỷ lệ thực hiện"): only with its row that is a name."""
    low = spot.scene.low
    return all(says("nameless", low[a:b]) for a, b in spot.names if (a, b) not in spot.row.names)


def _is_rate(bound: Bound, spot: Spot) -> bool:
    """Whether a number is of so many heads: "Bác sĩ/vạn dân", in its name or its unit."""
    rate = expression("rate_of_heads")
    named = any(rate.search(spot.scene.low, *name) for name in spot.names)
    return named or rate.search(lowered(bound.unit_text or "")) is not None


def _answers_goal(spot: Spot) -> bool:
    """Whether a head says that so many have attained something, and one beside it holds goals ("Số tiêu chí đạt năm
    2022 | Đăng ký năm 2023"): a result beside its goal (guidelines ruling 22).
    """
    attained = any(listed("attaining").search(spot.scene.low, *span) for span in spot.column.header)
    return attained and any(c.kind == "target" and c.unit is spot.column.unit for c in spot.heads.columns)


def _of_sites(bound: Bound, spot: Spot, *, ranked: bool) -> bool:
    """Whether the word for points counts sites ("Bố trí dân cư vùng thiên tai | điểm | 9"): nothing there is scored."""
    if spot.unit is None and bound.link is None and not ranked:
        sited = any(expression("sites").search(spot.scene.low, *name) is not None for name in spot.names)
        return sited and bound.value is not None and bound.value == int(bound.value)
    if ranked or spot.unit is None or spot.heads.first("unit") is None:
        return False
    if any(says(means, spot.words()) for means in _SCORED):
        return False
    plain = says("score_unit", lowered(spot.unit.words).strip())
    return plain and bound.link is None and all(n is None or n == int(n) for n in (bound.value, bound.upper))
