"""The rows of a table's body: sections, names with those they are parts of, the unit of each row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.bind.scene import Scene, Span
from extract.bind.tables.columns import Column, column_of
from extract.bind.tables.head_rows import LABEL, across
from extract.bind.tables.heads import Heads
from extract.bind.tables.periods import last_period, period_of_heads, periods_in
from extract.bind.tables.unit_words import UnitTold, unit_at, unit_behind
from extract.bind.whens import When
from extract.layout.outline import Block
from extract.rules.table_words import found, says
from extract.rules.vocabulary import expression

_PARTING = re.compile(r"\s{0,20}[;/]\s{0,20}")
_DEPTH = {"-": 1, "–": 1, "•": 1, "+": 2, "*": 3}


@dataclass(slots=True)
class Row:
    """A row with values: `names` are its own name behind those of the rows that it is a part of."""

    index: int
    block: Block
    label: Span | None
    names: list[Span]
    unit: UnitTold | None
    values: list[tuple[Column, Span]]
    period: When | None  # its own, or its section's
    section: bool = False  # it has no values, and names what follows
    charged: Span | None = None  # who is charged with it
    due: When | None = None  # by when, where a column tells deadlines
    axis: Column | None = None  # what its name says where it is a time: "Kế hoạch 2025", "Tăng/giảm so với 2023"
    norm: bool = False  # it says the most that can be had, and measures nothing
    title: Span | None = None  # of the section that it stands in


@dataclass(slots=True)
class _State:
    """What the rows so far have said."""

    section: When | None = None
    title: Span | None = None
    above: dict[int, Span] = field(default_factory=dict)  # by depth of the mark, the names that parts may follow
    unit: UnitTold | None = None


def rows_of(scene: Scene, rows: list[tuple[int, Block]], heads: Heads) -> Iterator[Row]:
    """The rows below the head, in order; those that are only headings have no values."""
    assert heads.names is not None
    labels, units, times = heads.first("ordinal"), heads.first("unit"), heads.first("time")
    holders, dues = heads.charged(scene), heads.first("deadline")
    timed = heads.columns[heads.names].role == "time"
    scored = heads.columns[heads.names].role in {"place", "group"}
    state = _State()
    for index, block in rows[heads.count :]:
        cells = block.cells
        if len(cells) <= heads.names:
            continue
        label = cells[labels] if labels is not None and len(cells) > labels else None
        named, mark, bracket = _name(scene, cells[heads.names])
        if named is None and label is not None and says("total", scene.low[slice(*label)]):
            named, label = label, None  # "Tổng cộng" over the ordinals and the names
        due = _due(scene, cells[dues]) if dues is not None and len(cells) > dues else None
        values = [
            (c, span) for c, span in zip(heads.columns, cells, strict=False) if c.role == "value" and span[1] > span[0]
        ]
        if across(scene, cells):
            values = []
        if named is None or not values:
            state.section = last_period(scene, [s for s in cells if s[1] > s[0]]) or state.section
            if named is not None:
                state.title = named
                depth = _DEPTH.get(mark, 0)
                state.above = {at: name for at, name in state.above.items() if at < depth} | {depth: named}
            yield Row(index, block, label, [], None, [], None, section=True, due=due)
            continue
        shown = scene.low[slice(*label)].strip() if label is not None else None
        total = says("total", scene.low[slice(*named)])
        depth = 0 if total else _DEPTH.get(mark or shown or "", 1 if shown == "" else 0)
        names = [name for at, name in sorted(state.above.items()) if at < depth]
        state.above = {at: name for at, name in state.above.items() if at < depth} | {depth: named}
        state.unit = _unit(scene, cells[units] if units is not None and len(cells) > units else None, bracket, state)
        period = last_period(scene, [cells[times]]) if times is not None and len(cells) > times else None
        charged = cells[holders] if holders is not None and len(cells) > holders else None
        yield Row(
            index, block, label, [*names, named], state.unit, values, period or state.section, charged=charged,
            due=due,
            axis=column_of(scene, [named], first=False) if timed else None,
            norm=scored and says("score_scale", scene.low[slice(*named)]),
            title=state.title,
        )  # fmt: skip


def _due(scene: Scene, cell: Span) -> When | None:
    """By when a cell of deadlines says: the year of a date, a quarter or a month; a span of years as it stands."""
    told = periods_in(scene, cell)
    if told and told[-1][1].type in {"during", "annual", "by"}:
        return told[-1][1]
    years = list(expression("year").finditer(scene.low, *cell))
    if not years:
        return None
    year = int(years[-1].group())
    return When("by", None, year, "table.deadline", years[-1].span())


def due_of(scene: Scene, heads: Heads, row: Row) -> When | None:
    """When the goals of a row are for, in whose cells sentences stand: by its deadline, or its cell of times."""
    at = heads.first("time")
    if row.due is not None or at is None or at >= len(row.block.cells):
        return row.due
    cell = row.block.cells[at]
    bare = expression("year").fullmatch(scene.low[slice(*cell)].strip())
    if bare is not None:
        return When("in", int(bare.group()), int(bare.group()), "period.bare_year", cell)
    return period_of_heads(scene, [cell])


def _name(scene: Scene, span: Span) -> tuple[Span | None, str, UnitTold | None]:
    """A name without its label, "Trong đó:" and its unit in brackets; the mark it opens with; that unit."""
    start, end = span
    part = expression("part_of_row").match(scene.low, start, end)
    mark = "-" if part is not None else ""
    start = part.end() if part is not None else start
    label = LABEL.match(scene.text, start, end)
    if (
        label
        and start < label.end() < end
        and not scene.low[start : label.end()].isalpha()
        and not _of_name(scene, label)
    ):
        mark = label.group().strip()[:1]
        start = label.end()
    unit = unit_behind(scene, (start, end))
    if unit is not None:
        opening = scene.low.rindex("(", start, end)
        end = opening if opening > start + 2 else end
    while end > start and scene.low[end - 1] in " :;,.":
        end -= 1
    named = (start, end) if any(c.isalpha() for c in scene.low[start:end]) or _is_year(scene, span) else None
    return named, mark, unit


def _of_name(scene: Scene, label: re.Match[str]) -> bool:
    """Whether a letter without a mark is the first syllable of a proper name: "A Lưới"."""
    behind = scene.text[label.end() : label.end() + 2]
    return label.group().strip().isupper() and len(label.group().strip()) == 1 and behind.istitle() and behind.isalpha()


def _is_year(scene: Scene, span: Span) -> bool:
    return last_period(scene, [span]) is not None


def _unit(scene: Scene, cell: Span | None, bracket: UnitTold | None, state: _State) -> UnitTold | None:
    """The unit of a row: in its unit column, in brackets behind its name, of the row above where a mark says so."""
    if cell is None or cell[1] <= cell[0]:
        return bracket
    low = scene.low[slice(*cell)]
    if says("ditto", low):
        return state.unit
    return unit_at(scene, cell, labelled=True) or bracket


def name_unit(low: str, span: Span) -> UnitTold | None:
    """The unit that the words of a name imply where nothing tells one ("Xếp hạng chỉ số X")."""
    rule = found("reading_of_name", low[slice(*span)])
    return UnitTold("", rule[0].read, span) if rule is not None and rule[0].read is not None else None


def parts_of_name(scene: Scene, span: Span) -> list[Span]:
    """The names of several indicators in one cell, parted by semicolons or bars: "được thu gom / được phân loại"."""
    parts: list[Span] = []
    start = span[0]
    for mark in (*_PARTING.finditer(scene.low, *span), None):
        end = mark.start() if mark is not None else span[1]
        if not any(c.isalpha() for c in scene.low[start:end]):
            return [span]
        parts.append((start, end))
        start = mark.end() if mark is not None else end
    return parts
