"""A table's head: how many rows it has, what each column holds, and on which side the indicators are named."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.bind.scene import Bound, Scene, Span
from extract.bind.tables.axes import Axis, axis_of
from extract.bind.tables.beside import as_compared, foretell, open_results
from extract.bind.tables.captions import Above, above_table
from extract.bind.tables.cells import read_cell
from extract.bind.tables.columns import Column, Role, column_of
from extract.bind.tables.head_rows import head_rows, headers, is_body
from extract.bind.tables.periods import last_period, periods_in
from extract.bind.tables.shares import find_shares
from extract.bind.tables.unit_words import UnitTold
from extract.bind.tables.units_beside import find_units, name_beside
from extract.bind.whens import When
from extract.layout.outline import Block
from extract.rules.table_words import found, reads, says

_ACROSS = frozenset({"place", "tier", "time", "group"})  # what rows are about whose indicators the heads name
_FEWEST_NAMED = 2  # rows
_LEFT = 3  # columns among which a list of works names them
_OF_MOST = re.compile(r"\d+(?:,\d+)?\s*/\s*\d+(?:,\d+)?")


@dataclass(slots=True)
class Heads:
    """The head of a table: its rows, its columns; `names` is the column that says what its rows are about."""

    count: int
    columns: list[Column]
    names: int | None
    unit: UnitTold | None  # for all of the table, where nothing nearer tells one
    above: Above
    level: str | None  # the tier of the places in its rows
    scores: bool  # it says how points are given, and measures nothing
    scored: bool = False  # places or bodies are scored or ranked in it
    guessed: list[Bound] = field(default_factory=list)  # records whose kind nothing in the table or around it told

    @property
    def indicators_across(self) -> bool:
        """Whether the heads name the indicators, and the rows places or years."""
        return self.names is not None and self.columns[self.names].role != "indicator"

    @property
    def of_places(self) -> bool:
        """Whether its rows are places or bodies."""
        return self.names is not None and self.columns[self.names].role == "place"

    @property
    def period(self) -> When | None:
        """The time that the head over the indicators' names tells: "Chỉ tiêu đến năm 2029"."""
        return None if self.names is None or self.indicators_across else self.columns[self.names].period

    @property
    def units_apart(self) -> bool:
        """Whether only some of the heads of values have a unit, so that it is theirs and not the rows'."""
        units = [column.unit is not None for column in self.columns if column.role == "value"]
        return any(units) and not all(units)

    def charged(self, scene: Scene) -> int | None:
        """The column that says who is charged with each row."""
        for number, column in enumerate(self.columns):
            if column.role == "holder" and says("charged", " ".join(scene.low[a:b] for a, b in column.header)):
                return number
        return None

    def first(self, role: Role) -> int | None:
        """The first column of a role."""
        return next((i for i, c in enumerate(self.columns) if c.role == role), None)


def heads_of(scene: Scene, rows: list[tuple[int, Block]]) -> Heads:
    """The head of the table whose rows are `rows` (blocks with their indices)."""
    cells = [block.cells for _, block in rows]
    count = head_rows(scene, cells)
    columns: list[Column] = []
    for header in headers(scene, cells[:count], max(map(len, cells))):
        columns.append(column_of(scene, header, first=not any(c.role == "indicator" for c in columns)))
    bodies = [
        [row[at] for row in cells[count:] if at < len(row) and not _is_mark(scene, row[at])]
        for at in range(len(columns))
    ]
    for at, (column, body) in enumerate(zip(columns, bodies, strict=True)):
        if (
            column.role == "indicator"
            and body
            and not any(c.isalpha() for span in body for c in scene.low[slice(*span)])
        ):
            columns[at] = column_of(scene, column.header, first=False)  # "Chỉ tiêu BHXH (người)" heads values
    find_units(scene, columns, bodies)
    name_beside(scene, columns, bodies)
    _set_parts(scene, columns, bodies)
    _find_names(scene, columns, bodies)
    has_indicator = any(c.role == "indicator" for c in columns)
    for column, body in zip(columns, bodies, strict=True):
        _settle(scene, column, body, has_indicator)
    open_results(scene, columns)
    foretell(scene, columns)
    above = above_table(scene, rows[0][0])
    names = _choose_axis(scene, columns, bodies, above, headless=is_body(scene, cells[0]))
    has_indicator = names is not None and columns[names].role == "indicator"
    unit = (columns[names].unit if names is not None and has_indicator else None) or above.unit
    _set_costs(scene, columns)
    if not any(c.role == "unit" for c in columns):
        find_shares(scene, columns, bodies, across=not has_indicator)
    as_compared(scene, columns, unit)
    level = _place_level(scene, columns[names]) if names is not None else None
    scores = _weigh_scores(scene, columns, bodies, names)
    scored = not scores and names is not None and _read_scores(scene, columns, bodies, names)
    return Heads(count, columns, names, unit, above, level, scores, scored)


def _choose_axis(
    scene: Scene, columns: list[Column], bodies: list[list[Span]], above: Above, *, headless: bool
) -> int | None:
    """The column that names the rows, its role set to what it most likely names; where no head says what the others
    hold (`headless`), none.
    """
    kept = next((i for i, c in enumerate(columns) if c.role == "indicator"), None)
    if kept is None:
        kept = next((i for i, c in enumerate(columns) if c.role in _ACROSS), None)
    told: dict[Role, Axis] = {"indicator": "indicator", "place": "place", "time": "time", "group": "group"}
    axis = told.get(columns[kept].role) if kept is not None else None
    if axis is None and (kept is not None or headless):
        return kept
    likely = axis_of(scene, columns, bodies, above, (kept, axis) if kept is not None and axis is not None else None)
    if likely is None:
        return kept
    at, role = likely
    for other, column in enumerate(columns):
        if other != at and column.role == "indicator":
            column.role = "part"
    columns[at].role = role
    return at


def _weigh_scores(scene: Scene, columns: list[Column], bodies: list[list[Span]], names: int | None) -> bool:
    """Whether a table only says how points are given; where bodies or places are scored, the most that each can have is
    set aside.
    """
    norms = [
        c for c in columns if c.role == "value" and any(says("score_norm", words) for words in _own_words(scene, c))
    ]
    if not norms:
        return False
    whose = names is not None and columns[names].role in {"place", "group"}
    if not whose:
        return True
    for column in norms:
        if any(says("score_scale", words) for words in _own_words(scene, column)):
            column.role = "scale"
    return False


def _set_costs(scene: Scene, columns: list[Column]) -> None:
    """In a list of works what each costs is funding, no goal: "Tên công trình | Tổng mức đầu tư"."""
    if not any(says("works", scene.low[a:b]) for column in columns[:_LEFT] for a, b in column.header):
        return
    for column in columns:
        if column.role == "value" and any(says("cost", scene.low[a:b]) for a, b in column.header):
            column.role = "funding"


def _own_words(scene: Scene, column: Column) -> list[str]:
    """The words of the heads of a column without its unit in brackets: "Điểm hài lòng (thang điểm 100)" is no scale."""
    words = []
    for start, end in column.header:
        unit = column.unit.span if column.unit is not None else (end, end)
        bracketed = start < unit[0] and unit[1] <= end and scene.low[unit[0] - 1] == "("
        words.append(scene.low[start : unit[0] - 1] + scene.low[unit[1] : end] if bracketed else scene.low[start:end])
    return words


def _set_parts(scene: Scene, columns: list[Column], bodies: list[list[Span]]) -> None:
    """Of several columns of words with heads that name indicators the last names them, those before it their groups.

    "Nhóm chỉ tiêu | Chỉ tiêu | Năm 2026", "Tiêu chí | Nội dung tiêu chí | Yêu cầu".
    """
    first = next((i for i, c in enumerate(columns) if c.role == "indicator"), None)
    if first is None:
        return
    for at in range(first + 1, len(columns)):
        column, body = columns[at], bodies[at]
        low = " ".join(scene.low[a:b] for a, b in column.header)
        if column.role != "value" or column.period is not None or not says("indicator", low):
            return
        if len(body) < _FEWEST_NAMED or any(
            not any(c.isalpha() for c in scene.low[slice(*span)]) or read_cell(scene, span, None) is not None
            for span in body
        ):
            return
        columns[at - 1].role = "part"
        columns[at] = Column("indicator", column.header, unit=column.unit)


def _is_mark(scene: Scene, span: Span) -> bool:
    """Whether a cell is empty or only ticked or crossed out ("x"): it says nothing of what its column holds."""
    return scene.low[slice(*span)].strip() in {"", "x", "×", "✓"}


def _find_names(scene: Scene, columns: list[Column], bodies: list[list[Span]]) -> None:
    """A column of words names the indicators where no head says so and the heads beside it are years or kinds.

    It stands under "Năm", under nothing, or first (behind the ordinals) under a head of its own ("Lĩnh vực"); where the
    heads beside it are measures with their units, it names groups.
    """
    if any(c.role in {"indicator", "place", "tier"} for c in columns):
        return
    for column, body in zip(columns, bodies, strict=True):
        if column.role == "deadline" and body and all(last_period(scene, [span]) is not None for span in body):
            column.role = "time"  # nothing beside it says what is to be done by then: the heads do
            return
    told = sum(c.role == "value" and (c.period is not None or c.kind is not None or _of_whom(c)) for c in columns)
    first = next((c for c in columns if c.role != "ordinal"), None)
    for column, body in zip(columns, bodies, strict=True):
        named = [span for span in body if any(c.isalpha() for c in scene.low[slice(*span)])]
        open_ = column.role == "time" or (column.role == "value" and not column.header and len(named) > 1)
        if column is first and column.role == "value" and not _measures(column):
            open_ = len(named) == len(body) > 1 and all(read_cell(scene, span, None) is None for span in named)
        others = [c for c in columns if c.role == "value" and c is not column]
        if not open_ or not named or any(_is_period(scene, span) for span in named):
            continue
        if 2 * told >= len(others) > 0:
            column.role = "indicator"
            return
        if (
            column is first
            and column.role == "value"
            and len(others) > 1
            and 2 * sum(c.unit is not None for c in others) > len(others)
        ):
            column.role = "group"  # of what the heads beside it measure: "Khối lớp"
            return


def _measures(column: Column) -> bool:
    """Whether the head of a column says how its values are to be read."""
    told = column.period is not None or column.kind is not None or column.unit is not None or column.compares
    return told or _of_whom(column)


def _of_whom(column: Column) -> bool:
    """Whether a head says whose values its column holds: a tier, a place."""
    return column.level is not None or column.place is not None


def _settle(scene: Scene, column: Column, body: list[Span], has_indicator: bool) -> None:
    """What only the other columns or the body tell.

    "Đơn vị" beside a column of names is the unit, not a place; a column with nothing but years holds no values.
    """
    if column.role == "place" and has_indicator:
        told = says("unit", " ".join(scene.low[a:b] for a, b in column.header))
        column.role = "unit" if told else "holder"
    if column.role == "value" and column.unit is None and column.kind is None and column.period is None and body:
        if all(_is_period(scene, span) for span in body):
            column.role = "time"


def _is_period(scene: Scene, span: Span) -> bool:
    periods = periods_in(scene, span)
    if len(periods) != 1:
        return False
    mention = periods[0][0]
    return not (scene.low[span[0] : mention.start] + scene.low[mention.end : span[1]]).strip(" .")


def _place_level(scene: Scene, column: Column) -> str | None:
    """The tier of the places that a column lists ("Huyện, thành phố")."""
    place = found("place", " ".join(scene.low[a:b] for a, b in column.header)) if column.role == "place" else None
    return place[0].level if place is not None else None


def _read_scores(scene: Scene, columns: list[Column], bodies: list[list[Span]], names: int) -> bool:
    """Of places or bodies that are ranked or scored: what stands under "Tổng điểm", or is of so many points, is points.

    Returns whether they are scored.

    That they are scored is told by a scale (a column or a row of the most that can be had), or by a column of ranks.
    """
    if columns[names].role not in {"place", "group"}:
        return False
    row = any(says("score_scale", scene.low[slice(*span)]) for span in bodies[names])
    ranked = any(says("rank_head", scene.low[a:b]) for c in columns for a, b in c.header)
    if not row and not ranked and not any(c.role == "scale" for c in columns):
        return False
    for column, body in zip(columns, bodies, strict=True):
        if column.role != "value" or column.unit is not None or column.compares or not column.header:
            continue
        words = " ".join(scene.low[a:b] for a, b in column.header)
        parts = sum(_OF_MOST.fullmatch(scene.low[slice(*span)].strip()) is not None for span in body)
        if says("score_head", words) or 2 * parts > len(body):
            read = reads("score_head")
            column.unit = UnitTold(read.replace("{n}", "").strip(), read, (column.header[-1][0],) * 2)
    return True
