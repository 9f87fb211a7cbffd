"""Promises and outcomes across documents and years: every line with its goals as they stand on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extract.catalogue.entries import catalogue
from extract.contract.model import Extraction, Head
from extract.views.track.lines import Line, Said, lines
from extract.views.track.pledges import pledges
from extract.views.track.standing import Standing, Status, standing

STATUSES: tuple[Status, ...] = ("overdue", "not_met", "on_the_way", "unclear", "silent", "met", "revised")
"""In the order in which they want attention."""


@dataclass(slots=True)
class Tracked:
    """A line with its goals; `parent`: the number of the line that it is a part of."""

    line: Line
    goals: list[Standing]
    parent: int | None = None

    @property
    def current(self) -> Standing | None:
        """The goal that the line is sorted by: of those that stand, what is due next, else what was due last."""
        return next((each for each in self.goals if each is self._leading), None)

    @property
    def _leading(self) -> Standing | None:
        live = [each for each in self.goals if each.status != "revised"]
        open_ = [each for each in live if each.status in {"on_the_way", "silent", "unclear"}]
        return min(live, key=lambda each: (STATUSES.index(each.status), each not in open_), default=None)


@dataclass(slots=True)
class Tracking:
    """All lines by place, the day they are told for, the documents read, and records without a measure."""

    asof: str
    today: bool
    documents: list[Head]
    lines: list[Tracked]
    unmeasured: int


def track(extractions: Iterable[Extraction], *, asof: str | None = None, today: bool = False) -> Tracking:
    """Track the goals of documents.  `asof`: the day (ISO) they are judged on, else that of the newest document.

    `today`: provinces of before 2025-07-01 under those that they became part of.
    """
    read = sorted(extractions, key=lambda each: (each.document.issued or "", each.document.id))
    heads = [each.document for each in read]
    day = asof or max((head.issued for head in heads if head.issued), default="0001-01-01")
    found = [
        Tracked(line, [standing(line, each, day) for each in pledges(line)])
        for line in lines(read, catalogue().entries, today)
    ]
    _parents(found)
    kept = sum(len(each.line.goals) + len(each.line.results) for each in found)
    return Tracking(day, today, heads, found, sum(len(each.standing) for each in read) - kept)


def _parents(found: list[Tracked]) -> None:
    """Set for each line the one that most of its records are a part of."""
    line_of = {(said.head.id, said.target.id): number for number, each in enumerate(found) for said in each.line.said}
    for number, each in enumerate(found):
        above = [line_of.get((said.head.id, said.target.parent)) for said in each.line.said if said.target.parent]
        known = sorted(parent for parent in above if parent is not None and parent != number)
        each.parent = max(known, key=known.count) if known else None


def told(said: Said) -> tuple[str, str]:
    """What names a record among all documents."""
    return said.head.id, said.target.id
