"""A cell where it stands, and when and of which kind its values are: what row, column and lines above say of it."""

from __future__ import annotations

from dataclasses import dataclass

from extract.bind.kind_evidence import against_clock, of_part, shape_of
from extract.bind.moods import choose, hardly_told
from extract.bind.scene import Bound, Scene, Span, Why
from extract.bind.sightings import above
from extract.bind.tables.cells import CellValue
from extract.bind.tables.columns import Column
from extract.bind.tables.heads import Heads
from extract.bind.tables.periods import last_period
from extract.bind.tables.table_rows import Row
from extract.bind.tables.unit_words import UnitTold
from extract.bind.whens import When, when
from extract.rules.table_words import begun, says
from extract.rules.vocabulary import expression

_DATED = frozenset({"issued", "dated"})  # clocks that are dates, no guess
_HALF = 6  # months
_HEAD = 2_000  # characters in which the date of issue stands
_TO_YEAR = 12  # characters from a month to the end of its year
_FEWEST = 2  # years, of which the later is that of goals: "Năm 2024 | Mục tiêu năm 2025"
_NEAR_GOAL = 2  # years between them where nothing tells when the document was written
_A_TERM = 4  # years: a plan's first goals are nearer to its date, or it sets out from there


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell in its row and column, with what they say of it."""

    scene: Scene
    heads: Heads
    row: Row
    column: Column
    names: list[Span]  # what is measured
    unit: UnitTold | None  # of a bare number
    period: When | None = None  # that of all columns which its cell covers

    def compares(self) -> bool:
        """Whether its values are set beside a plan or another year."""
        return self.column.compares or (self.row.axis is not None and self.row.axis.compares)

    def words(self) -> str:
        """All that names it and heads it, in lower case, parted by semicolons."""
        return "; ".join(self.scene.low[a:b] for a, b in (*self.names, *self.column.header))


def set_time(bound: Bound, spot: Spot, value: CellValue, kind: str | None) -> None:
    """Period, yearly rate and kind: the cell's own, the column's, the row's, then those of what encloses the table."""
    scene, block = spot.scene, spot.row.block
    own = when(value.period) if value.period is not None else None
    axis = spot.row.axis.period if spot.row.axis is not None else None
    bound.period = own or spot.period or spot.column.period or last_period(scene, spot.names[-1:]) or axis
    due = spot.row.due if _may_be_due(spot) else None
    bound.period = bound.period or spot.row.period or due or spot.heads.period
    told = kind or _kind_of_row(spot) or spot.column.kind or ("target" if due is not None else None)
    told = told or _kind_by_year(spot) or _kind_of_others(spot.heads)
    told = told or ("actual" if spot.heads.scored and not _is_ahead(spot) else None)
    told = told or ("target" if spot.heads.above.assigns else None)
    told = told or scene.context.mood(block)[0] or spot.heads.above.kind or _kind_of_report(spot)
    bound.kind = told or "target"
    if told is None:
        spot.heads.guessed.append(bound)
        choose(bound, _observed(bound, spot), None)
        if hardly_told(bound, scene):
            bound.kind = "target"
    bound.period = bound.period or spot.heads.above.period
    if bound.period is None:
        inherited = scene.context.inherited(block, bound.kind)
        bound.period = inherited[0] if inherited else None
    if value.yearly or (spot.unit is not None and spot.unit.yearly) or says("yearly", spot.words()):
        bound.per = "year"
        period: When | None = bound.period
        if period is not None and period.type == "during":
            bound.period = period._replace(type="annual")


def _may_be_due(spot: Spot) -> bool:
    """Whether the deadline of a row is that of a value: of a goal, or where no column beside it holds results."""
    kind = spot.column.kind
    return kind == "target" or (kind is None and all(c.kind != "actual" for c in spot.heads.columns))


def _is_ahead(spot: Spot) -> bool:
    """Whether its year is later than the document's: no result can be of it."""
    period, year = spot.column.period or spot.row.period, spot.scene.clock(spot.row.block.start)
    return bool(period is not None and period.end is not None and year and period.end > year)


def _kind_of_row(spot: Spot) -> str | None:
    """The kind that a row says where others are places or times: "Chỉ tiêu tỉnh giao năm 2026", "Kế hoạch 2025"."""
    if spot.row.axis is not None and spot.row.axis.kind is not None:
        return spot.row.axis.kind
    if not spot.heads.indicators_across or not spot.row.names:
        return None
    start, end = spot.row.names[-1]
    return "target" if begun("goal", spot.scene.low, start, end) > start else None


def _kind_by_year(spot: Spot) -> str | None:
    """By the year of a column, or of a row, against the document's and those beside it.

    A result, where it is before the document's and another is of that year or later, or in a report; also the year of
    a plan that sets out from it ("2025 | 2030", written in 2025). A goal, where it is later, or later than results.
    """
    clock, period = spot.scene.parts.at(spot.row.block.start).clock, spot.column.period or spot.row.period
    year = clock.year if clock is not None else None
    if period is None or period.end is None:
        return None
    ends = sorted({c.period.end for c in spot.heads.columns if c.period is not None and c.period.end is not None})
    results = [c.period.end for c in spot.heads.columns if c.kind == "actual" and c.period is not None and c.period.end]
    report = spot.scene.context.report
    sure = clock is not None and clock.rule in _DATED
    if period.end > max(results, default=period.end) and not (sure or report):
        return "target"
    goals = [c.period.end for c in spot.heads.columns if c.kind == "target" and c.period is not None and c.period.end]
    if not year:
        near = bool(goals) and 0 < min(goals) - period.end <= _NEAR_GOAL
        return "actual" if near and period.type == "in" and len(ends) == _FEWEST else None
    if period.end > year or (ends and ends[0] < year == period.end < ends[-1] and not report and _early(spot)):
        return "target"
    if not report and period.end <= year and _before_goals(spot, period):
        return "actual"
    if goals and period.end < min(goals) and period.type != "by":
        return "actual"  # "Năm học 2025 - 2026 | Kế hoạch năm học 2026 - 2027": where the goals set out from
    if spot.column.period is None:
        return "actual" if period.end < year + report else "target"
    if period.end == year == ends[-1] and not report and ends[0] < year:
        return "target"
    if period.end == year and period.type != "by" and ends[0] == year and len(ends) > 1 and ends[1] - year >= _A_TERM:
        return "actual"
    return "actual" if period.end < year + report and (report or max(ends) >= year) else None


def _before_goals(spot: Spot, period: When) -> bool:
    """Whether a year lies before that of the goals which the caption tells, and another column is of the latter.

    "Năm 2025 | Năm 2026" below "Chỉ tiêu giao năm 2026".
    """
    planned = spot.heads.above.period
    if planned is None or planned.end is None or not spot.heads.above.goals or period.type == "by":
        return False
    first = planned.end if planned.start is None else planned.start
    later = any(c.period is not None and (c.period.end or 0) >= first for c in spot.heads.columns)
    return period.end is not None and period.end < first and later


def _early(spot: Spot) -> bool:
    """Whether the document is of the first half of its year, of which then nothing can be reported yet."""
    clock = spot.scene.parts.at(spot.row.block.start).clock
    if clock is None or clock.rule not in _DATED:
        return False
    for month in expression("month_of_date").finditer(spot.scene.low, 0, _HEAD):
        if str(clock.year) in spot.scene.low[month.end() : month.end() + _TO_YEAR]:
            return int(next(filter(None, month.groups()))) <= _HALF
    return False


def _kind_of_report(spot: Spot) -> str | None:
    """A result, in a report whose table neither its heads nor the lines above say to hold goals, or another year."""
    above, year = spot.heads.above, spot.scene.clock(spot.row.block.start)
    kinds = {c.kind for c in spot.heads.columns}
    if not spot.scene.context.report or ("actual" not in kinds and (above.goals or "target" in kinds)):
        return None
    ends = [w.end for w in (above.period, spot.column.period, spot.row.period) if w is not None and w.end is not None]
    return "actual" if year and all(end <= year for end in ends) else None


def _observed(bound: Bound, spot: Spot) -> list[Why]:
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
    """Where the heads name the indicators: the kind that those have in common which tell one, if half of them do."""
    values = [c for c in heads.columns if c.role == "value"]
    kinds = [c.kind for c in values if c.kind is not None]
    return kinds[0] if heads.indicators_across and len(set(kinds)) == 1 and 2 * len(kinds) >= len(values) else None
