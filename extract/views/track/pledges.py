"""Goals of a line: what is restated, what is revised, by when it is due and of which years it is.

A goal that another document gives again unchanged is one goal.  One that a later document of the same place gives
otherwise, for the same time, is revised by it; a goal for one year never revises one by that year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from extract.catalogue.entries import Entry
from extract.views.compare.axis import bar
from extract.views.compare.leaning import Leaning, leaning
from extract.views.compare.measuring import is_summed
from extract.views.track.lines import Line, Said
from extract.views.track.places import origin
from extract.write.local_units import local_unit

Sort = Literal["level", "yearly", "each", "total", "mean"]
"""`level`: reached by a year; `yearly`: of one year alone; `each`: of every year from one to another; `total`: a sum
over years; `mean`: a rate that holds on average over years."""
_SUMMED = {"counted", "money"}


@dataclass(slots=True, eq=False)
class Pledge:
    """A goal: who set it first, who again, what revised it; `start` and `due` are its years."""

    set_by: Said
    sort: Sort
    start: int | None
    due: int | None
    leaning: Leaning
    again: list[Said] = field(default_factory=list)
    revises: Pledge | None = None
    revised_by: Pledge | None = None

    @property
    def since(self) -> Said:
        """The record that set it, or what it revises: what is told later is an outcome."""
        return self.revises.since if self.revises is not None else self.set_by


def pledges(line: Line) -> list[Pledge]:
    """The goals of a line, by the year they are due and the date they were set."""
    found: list[Pledge] = []
    for said in sorted(line.goals, key=lambda each: each.order):
        made = _pledge(said, line.entry)
        same = [each for each in found if _one_time(each, made) and _one_place(each, made)]
        equal = [each for each in same if _bar(each) == _bar(made)]
        beside = [
            each for each in found if _one_place(each, made) and each.due == made.due and _bar(each) == _bar(made)
        ]
        if equal or beside:
            (equal or beside)[-1].again.append(said)
            continue
        standing = [each for each in same if each.revised_by is None and each.set_by.head.id != said.head.id]
        later = [each for each in standing if (each.set_by.head.issued or "") < (said.head.issued or "")]
        if later:
            later[-1].revised_by, made.revises = made, later[-1]
        found.append(made)
    return sorted(found, key=lambda each: (each.due or 9999, each.set_by.order))


def _pledge(said: Said, entry: Entry | None) -> Pledge:
    period, due = said.target.period, said.year
    start = period.start if period else None
    several = start is not None and due is not None and start < due
    change, measure = said.value.scale.direction is not None, said.target.measure
    sort: Sort = "level"
    if period is not None and period.type == "in":
        sort = "yearly"
    elif period is not None and several and (measure.per == "year" or (period.type == "annual" and change)):
        sort = "mean"
    elif period is not None and several and period.type == "annual":
        sort = "each"
    elif period is not None and several and period.type == "during" and (change or _flows(said)):
        sort = "total"
    elif period is not None and period.type == "by" and measure.per == "year":
        sort = "mean"
    return Pledge(said, sort, start, due, leaning(said.target, entry))


def _flows(said: Said) -> bool:
    """Whether values of several years can be summed: things and money, not levels and rates."""
    return said.value.scale.kind in _SUMMED and is_summed(said.target.measure, said.value.scale.words)


def _one_time(one: Pledge, other: Pledge) -> bool:
    return (one.sort, one.due) == (other.sort, other.due) and (one.sort == "level" or one.start == other.start)


def _one_place(one: Pledge, other: Pledge) -> bool:
    """Whether both were set by documents of one place (a province may set its district's goal beside the district)."""
    first, second = one.set_by.head, other.set_by.head
    same = origin(first).removesuffix("-before") == origin(second).removesuffix("-before")
    return same and local_unit(first) == local_unit(second)


def _bar(pledge: Pledge) -> object:
    """What a goal asks for, however it is worded; "= 95" and "≥ 95" of what should grow are one."""
    return bar(pledge.set_by.value.placed, pledge.leaning.sense).key


def superseded(found: Sequence[Pledge]) -> int:
    """How many goals of a line were revised."""
    return sum(each.revised_by is not None for each in found)
