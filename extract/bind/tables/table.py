"""Records of a table: rows and columns say what, when and for whom, the cells how much."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from extract.bind.amounts import growth_told, turn
from extract.bind.areas import place_of
from extract.bind.linking import is_ranked, link_of
from extract.bind.scene import Bound, Rejected, Scene, Span, Whereabouts
from extract.bind.tables.cells import CellValue, read_cell
from extract.bind.tables.columns import Column
from extract.bind.tables.heads import Heads, heads_of
from extract.bind.tables.periods import without_periods
from extract.bind.tables.spots import Spot, set_time
from extract.bind.tables.table_rows import Row, name_unit, parts_of_name, rows_of
from extract.bind.tables.unit_words import UnitTold, unit_behind
from extract.bind.tiers import counted, tiers_in
from extract.bind.whens import When
from extract.language.cleaning import lowered
from extract.layout.outline import Block
from extract.mentions.cues import ends_in
from extract.mentions.scan import scanner
from extract.rules.table_words import begun, says
from extract.rules.vocabulary import expression, listed

_CHANGES: tuple[Literal["increase", "decrease"], ...] = ("increase", "decrease")
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
        return TableRead(unread=_missed(scene, rows, "no_values"))
    read = TableRead(settled=[cell for _, block in rows[: heads.count] for cell in block.cells if cell[1] > cell[0]])
    read.rejected = [
        Rejected(*cell, "period" if scanner().scan(scene.low, *cell) else "table_header") for cell in read.settled
    ]
    for row in rows_of(scene, rows, heads):
        if row.label is not None:
            read.rejected.append(Rejected(*row.label, "list_ordinal"))
        if row.due is not None:
            read.dues[row.index] = row.due
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
    if not read.bound:
        read.unread = _missed(scene, rows[heads.count :], "no_numbers")
    return read


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
    names = _names_across(scene, heads, column) if heads.indicators_across else row.names
    if names and (heads.first("group") is not None or (row.axis is not None and row.unit is not None)):
        names = [*row.names, *names]
    if not names and heads.above.name is not None:
        names = [heads.above.name]  # years across, places down: the caption says what of
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


def _names_across(scene: Scene, heads: Heads, column: Column) -> list[Span]:
    """What a column measures by its heads, without their unit and year.

    Heads that say only how much ("Thứ hạng", "Điểm đạt", "Tỷ lệ (%)") say it of what the lines above name.
    """
    named = _heads_named(scene, column)
    open_ = all(_says_how_much(scene.low[a:b]) for a, b in named)
    if not named and column.header:  # "Thứ hạng năm 2023": all that is said is how much
        span = without_periods(scene, column.header[-1])
        if _says_how_much(scene.low[slice(*span)]):
            named = [column.header[-1] if says("part_of_year", scene.low[slice(*column.header[-1])]) else span]
    index = heads.above.index
    if open_ and named and index is not None:
        return [index] if says("index_alone", scene.low[slice(*named[-1])]) else [index, *named]
    return named


def _says_how_much(low: str) -> bool:
    return (
        says("rank_head", low)
        or says("nameless", low)
        or says("reading", low)
        or says("score_head", low)
        or says("index_alone", low)
    )


def _heads_named(scene: Scene, column: Column) -> list[Span]:
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
    bound.level = column.level or _named_level(spot) or _place_level(spot)
    if bound.level is None and column.place is not None:
        bound.level = column.place.level
    _set_whose(bound, spot)
    set_time(bound, spot, value, kind)
    _set_direction(bound, spot, value)
    of_heads = spot.heads.indicators_across and spot.heads.above.name not in spot.names
    told = column.unit is not None and spot.unit is column.unit  # "Số vụ vi phạm (vụ)"
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


def _set_whose(bound: Bound, spot: Spot) -> None:
    """The place, the part, who is charged, and the number of the row."""
    scene, heads, row = spot.scene, spot.heads, spot.row
    of_place = heads.names is not None and heads.columns[heads.names].role == "place"
    if heads.indicators_across and row.names:
        words = " ".join(scene.text[slice(*row.names[-1])].split())
        if row.axis is not None and row.axis.period is not None and not says("part_of_year", words.lower()):
            pass  # the period says it
        elif not of_place:
            bound.qualifier = words
        elif not _is_whole(scene, row.names[-1]):
            bound.place = place_of(scene, row.names[-1], heads.level) or Whereabouts(words, heads.level)
    elif row.names:
        bound.place = spot.column.place or place_of(scene, row.names[-1])
    if row.charged is not None:
        bound.responsible = " ".join(scene.text[slice(*row.charged)].split()).strip(" .;-–") or None
    if row.label is not None:
        label = scene.text[slice(*row.label)].strip(" .")
        bound.label = label if any(c.isalnum() for c in label) else None


def _named_level(spot: Spot) -> str | None:
    """The tier of what a row counts, else the first that its names name."""
    scene, names = spot.scene, spot.row.names
    return next(iter(counted(scene.low, names[-1:], first=False) or tiers_in(scene, names)), None)


def _place_level(spot: Spot) -> str | None:
    """The tier of the place that a row is about; a row of the whole has none."""
    if spot.heads.level is None or not spot.row.names:
        return None
    return None if _is_whole(spot.scene, spot.row.names[-1]) else spot.heads.level


def _is_whole(scene: Scene, name: Span) -> bool:
    """Whether a row of a table of places is of all of them: "Toàn tỉnh", "Tổng cộng"."""
    return begun("scope", scene.low, *name) > name[0] or says("total", scene.low[slice(*name)])


def _set_direction(bound: Bound, spot: Spot, value: CellValue) -> None:
    """Of a change: told in the cell, by the name ("Tốc độ tăng ...", "... giảm"), by the sign."""
    if bound.direction is None and not value.arrives and bound.unit in _OF_GROWTH:
        bound.direction = next((d for name in reversed(spot.names) if (d := _named_change(spot, name))), None)
        if spot.compares() and bound.unit == "percent" and not value.sign:
            bound.direction = None  # of a plan, or of an earlier value
        if bound.direction is None and not value.sign and bound.unit in _OF_GROWTH and _rises(spot):
            bound.direction = "increase"
    if value.sign == "-" and bound.value is not None:
        bound.value = -abs(bound.value)
        turn(bound, change=spot.compares())
    elif value.sign == "+" and spot.compares():
        bound.direction = "increase"


def _rises(spot: Spot) -> bool:
    """Whether a number without a sign is a rise: under "Tăng, giảm (%)", where falls have one."""
    return any(says("rise_or_fall", spot.scene.low[a:b]) for a, b in spot.column.header)


def _named_change(spot: Spot, name: Span) -> str | None:
    """The direction that a name tells; what is called "Tăng/giảm" tells none."""
    low = spot.scene.low[slice(*name)]
    if says("difference", low):
        return None
    return growth_told(low) or next((d for d in _CHANGES if ends_in(d, low)), None) or _opening(low)


def _opening(low: str) -> str | None:
    """The direction of the verb that opens a name ("Cắt giảm thời gian ..."), unless it says where to arrive."""
    if ends_in("levels", low):
        return None
    return next((d for d in _CHANGES if listed(d).match(low) is not None), None)
