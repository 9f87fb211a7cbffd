"""How a goal stands: met, not met, on the way, overdue, silent; and the arithmetic behind it.

Outcomes are what later documents tell (of a report, what it tells of goals that are due): values of the document that
sets a goal, and of those before it, are where it starts from.  A goal that is on the way is held against the straight
line from its start to the goal, each year at its end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from extract.views.compare.axis import Met, Placed, met
from extract.views.track.lines import Line, Said
from extract.views.track.places import origin, speaks_for
from extract.views.track.pledges import Pledge
from extract.write.local_units import local_unit

Status = Literal["overdue", "not_met", "on_the_way", "met", "silent", "unclear", "revised"]
Pace = Literal["ahead", "behind", "unknown"]
_LATE_MONTH = 11  # a figure of a year that a document of November or later tells is taken for the whole year's
_TOLERANCE = 1e-9


@dataclass(slots=True)
class Standing:
    """How a goal stands.  `last`: the value that decides; `base`: where the line starts (year, value; None: from 0).

    `reached`: that value, or the sum or mean of several; `expected`: what the line asks for in its year; `years`: those
    whose values were summed.
    """

    pledge: Pledge
    status: Status
    asof: str
    pace: Pace | None = None
    last: Said | None = None
    outcomes: list[Said] = field(default_factory=list)
    base_said: Said | None = None
    base: tuple[int, float] | None = None
    goal: float | None = None
    reached: float | None = None
    expected: float | None = None
    at: int | None = None
    years: tuple[int, ...] = ()


def standing(line: Line, pledge: Pledge, asof: str) -> Standing:
    """How a goal of a line stands on a day (ISO date)."""
    found = Standing(pledge, "silent", asof, goal=_end(pledge.set_by.value.placed, pledge))
    told = [each for each in line.results if _answers(each, pledge)]
    outcomes = [each for each in told if _is_outcome(each, pledge)]
    if pledge.revised_by is not None:
        found.status = "revised"
    if pledge.sort in {"total", "mean"}:
        _over_years(found, told if outcomes else [], asof)
    else:
        _by_year(found, told, outcomes, asof)
    if pledge.revised_by is not None:
        found.status, found.pace = "revised", None
    return found


def _answers(result: Said, pledge: Pledge) -> bool:
    """Whether a result is of the goal's own province and no later than it."""
    if not speaks_for(origin(result.head), origin(pledge.set_by.head)) or result.year is None:
        return False
    return pledge.due is None or result.year <= pledge.due


def _is_outcome(result: Said, pledge: Pledge) -> bool:
    """Whether a result is told after the goal was set, of a time after that."""
    first = pledge.since
    if pledge.sort == "yearly" and result.year != pledge.due:
        return False
    if result.head.id == first.head.id:
        coming = pledge.sort == "yearly" and result.year != pledge.due
        return first.head.type == "report" and not coming
    if (result.head.issued or "") <= (first.head.issued or ""):
        return False
    set_in = int((first.head.issued or "0")[:4])
    return (result.year or 0) >= min(set_in, pledge.due or set_in, pledge.start or set_in)


def _passed(pledge: Pledge, asof: str) -> bool:
    """Whether the goal's last year is over."""
    return pledge.due is not None and int(asof[:4]) > pledge.due


def _partial(result: Said) -> bool:
    """Whether a figure was told before its year was over."""
    issued = result.head.issued or ""
    return issued[:4] == str(result.year) and int(issued[5:7] or 12) < _LATE_MONTH


def _met(pledge: Pledge, value: Placed) -> Met:
    return met(pledge.set_by.value.placed, pledge.leaning.sense, value)


def _by_year(found: Standing, told: Sequence[Said], outcomes: Sequence[Said], asof: str) -> None:
    """A goal that one value decides: that of its year, else the latest before."""
    pledge = found.pledge
    found.outcomes = list(outcomes)
    if not outcomes:
        _start(found, told)
        return
    last = max(outcomes, key=lambda each: (each.year or 0, _exact(each, pledge), each.order))
    found.last, found.at = last, last.year
    found.reached = _end(last.value.placed, pledge, result=True)
    said = _met(pledge, last.value.placed)
    whole = last.year == pledge.due and not _partial(last)
    if said == "met" and (pledge.sort != "each" or whole):
        found.status = "met"
    elif said == "unclear":
        found.status = "unclear"
    elif whole and said == "not_met":
        found.status = "not_met"
    else:
        found.status = "overdue" if _passed(pledge, asof) else "on_the_way"
    if found.status in {"on_the_way", "overdue"}:
        _start(found, told)
    if found.status == "on_the_way":
        _pace(found)


def _exact(result: Said, pledge: Pledge) -> bool:
    """Results of the goal's own place before those that another document tells of it."""
    return local_unit(result.head) == local_unit(pledge.set_by.head)


def _start(found: Standing, told: Sequence[Said]) -> None:
    """Where the line starts: the last value from before the goal was set, else the first one told."""
    pledge, first = found.pledge, found.pledge.since
    baseline = first.target.baseline
    if first.value.scale.direction is not None and baseline is not None and baseline.end is not None:
        found.base = (baseline.end, 0.0)
        return
    before = [each for each in told if not _is_outcome(each, pledge) and (found.at is None or each.year != found.at)]
    earlier = [each for each in found.outcomes if found.at is not None and (each.year or 0) < found.at]
    if pledge.sort == "yearly":
        before = [each for each in before if (each.year or 0) < (pledge.due or 9999)]
    pick = max(before, key=lambda each: (each.year or 0, each.order), default=None) or min(
        earlier, key=lambda each: (each.year or 0, each.order), default=None
    )
    if pick is not None and pick.point is not None and pick.year is not None:
        found.base_said, found.base = pick, (pick.year, pick.point)


def _pace(found: Standing) -> None:
    """Whether what was reached is at least what the straight line asks for in its year."""
    due, goal, at, reached = found.pledge.due, found.goal, found.at, found.reached
    if (
        found.base is None
        or None in (due, goal, at, reached)
        or found.base[0] >= (due or 0)
        or found.base[0] >= (at or 0)
    ):
        found.pace = "unknown"
        return
    assert due is not None
    assert goal is not None
    assert at is not None
    assert reached is not None
    year, value = found.base
    found.expected = value + (goal - value) * (at - year) / (due - year)
    found.pace = _side(found, reached, found.expected)


def _side(found: Standing, reached: float, expected: float) -> Pace:
    way = found.pledge.leaning.sense
    if way is None:
        return "unknown"
    near = abs(reached - expected) <= _TOLERANCE * max(1.0, abs(expected))
    return "ahead" if near or (reached > expected) == (way == "higher") else "behind"


def _over_years(found: Standing, outcomes: Sequence[Said], asof: str) -> None:
    """A sum or a mean over years: as a result tells it, else worked out from those of single years (also of those that
    were told before the goal was set).
    """
    pledge = found.pledge
    start = pledge.start or (pledge.since.year or 0)
    whole = [each for each in outcomes if _span(each) is not None and _span(each)[0] == start]  # type: ignore[index]
    single = _yearly([each for each in outcomes if _span(each) is None and start <= (each.year or 0)])
    if whole:
        last = max(whole, key=lambda each: (each.year or 0, each.order))
        found.outcomes, found.last, found.at, found.reached = whole, last, last.year, last.point
        found.years = tuple(range(start, (last.year or start) + 1))
    elif single:
        last = single[max(single)]
        values = [each.point or 0.0 for each in single.values()]
        found.outcomes, found.last, found.at = list(single.values()), last, last.year
        found.reached = sum(values) / (len(values) if pledge.sort == "mean" else 1)
        found.years = tuple(sorted(single))
    if found.reached is None or found.goal is None or found.at is None or pledge.due is None:
        return
    complete = found.at == pledge.due and (bool(whole) or len(found.years) == pledge.due - start + 1)
    placed = pledge.set_by.value.placed
    said = _met(pledge, Placed(placed.axis, found.reached, found.reached))
    if said == "unclear":
        found.status = "unclear"
    elif said == "met" and ((pledge.sort == "total" and pledge.leaning.sense == "higher") or complete):
        found.status = "met"
    elif complete:
        found.status = "not_met"
    else:
        found.status = "overdue" if _passed(pledge, asof) else "on_the_way"
    if found.status == "on_the_way":
        share = (found.at - start + 1) / (pledge.due - start + 1)
        found.base = (start - 1, 0.0) if pledge.sort == "total" else None
        found.expected = found.goal * share if pledge.sort == "total" else found.goal
        found.pace = _side(found, found.reached, found.expected)


def _span(result: Said) -> tuple[int, int] | None:
    """The years that a result sums up; None for one of a single year."""
    period = result.target.period
    if period is None or period.start is None or period.end is None or period.start >= period.end:
        return None
    return period.start, period.end


def _yearly(results: Sequence[Said]) -> dict[int, Said]:
    """The value of each year: the last one told."""
    found: dict[int, Said] = {}
    for each in sorted(results, key=lambda each: each.order):
        if each.year is not None and each.point is not None:
            found[each.year] = each
    return dict(sorted(found.items()))


def _end(place: Placed, pledge: Pledge, *, result: bool = False) -> float | None:
    """The end of a value that counts: of a goal the nearest that keeps it, of a result the farthest from doing so."""
    way = pledge.leaning.sense
    ends = (place.low, place.high) if way != "lower" else (place.high, place.low)
    return ends[0] if ends[0] is not None else ends[1]
