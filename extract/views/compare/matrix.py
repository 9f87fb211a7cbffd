"""The matrix: every record of every document in one cell of it, or in a list that says why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import get_args

from extract.catalogue.entries import Entry
from extract.contract.model import Extraction, Head, Kind, Level, Target
from extract.views.compare.across import MOST_COLUMNS, Column, columns
from extract.views.compare.axis import Axis, Bar, Placed, bar, joined, placed_record, sense
from extract.views.compare.scales import normal

_TIERS = {None: 0, **{level: place for place, level in enumerate(get_args(Level), 1)}}
_LATE = 9999


@dataclass(slots=True)
class Value:
    """One record in a cell.  `year`: where it stands; `inferred`: that year is its document's, not its own.

    `verdict` is set by extract.views.compare.judging: `stricter` `laxer` `same` `differs`, `alone` (nothing to hold it
    against), `aside` (not judged, see there), `reference`, or None for results, which promise nothing.
    """

    head: Head
    target: Target
    column: int
    year: int | None
    inferred: bool
    placed: Placed
    bar: Bar
    verdict: str | None = None

    @property
    def part(self) -> str:
        """What it measures of the indicator, as a key; values of different parts are not compared."""
        return normal(self.target.part or "")


@dataclass(frozen=True, slots=True)
class Key:
    """What the values of one row share.  `indicator` is a catalogue id, or a normalised name (`listed` False)."""

    listed: bool
    indicator: str
    kind: Kind
    level: Level | None
    year: int | None
    axis: Axis


@dataclass(slots=True)
class Row:
    """One row: its values by column, and what extract.views.compare.judging finds in it."""

    key: Key
    name_vi: str
    name_en: str
    cells: dict[int, list[Value]] = field(default_factory=dict)
    usual: list[Value] = field(default_factory=list)  # the value, or the two in whose middle the usual one lies
    basis: str | None = None  # "mode" "median" "reference"
    flags: set[str] = field(default_factory=set)  # "differs" "stricter" "laxer" "silent"
    empty: dict[int, str] = field(default_factory=dict)  # why a column is empty, see verdicts.EMPTY

    @property
    def domain(self) -> str:
        """The file of the catalogue that the indicator stands in; "" for one that is not listed."""
        return self.key.indicator.split(".")[0] if self.key.listed else ""


@dataclass(slots=True)
class Matrix:
    """All rows in order, the columns, the documents, and the records that stand in no cell, by reason."""

    documents: list[Extraction]
    columns: list[Column]
    column_of: dict[str, int]
    rows: list[Row]
    leftover: dict[str, list[tuple[Head, Target]]]


def stands_at(head: Head, target: Target) -> tuple[int | None, bool]:
    """The year a record stands at, and whether it was taken from its document.

    A promise without a year, or open towards the end, stands at the end of its document's horizon. A result is
    never moved: "to date" is no year.
    """
    period = target.period
    if period is not None and period.end is not None:
        return period.end, False
    start = period.start if period else None
    if target.kind == "target" and head.horizon is not None and head.horizon.end >= (start or 0):
        return head.horizon.end, True
    return start, False


def _axis_order(axis: Axis) -> tuple[str, float, str, str, int, tuple[int, int]]:
    start, end = axis.baseline or (None, None)
    return axis.unit, axis.of or 0, axis.direction or "", axis.per or "", axis.over or 0, (start or 0, end or 0)


def matrix(extractions: Iterable[Extraction], catalogue: dict[str, Entry], most: int = MOST_COLUMNS) -> Matrix:
    """Put every record in its cell.  `catalogue`: entries by id, in the order in which their rows are wanted."""
    documents = sorted(extractions, key=lambda each: (each.document.id, each.document.sha256))
    listed, column_of = columns(documents, most)
    leftover: dict[str, list[tuple[Head, Target]]] = {"no_measure": []}
    groups: dict[tuple[bool, str, Kind, Level | None, int | None], list[Value]] = defaultdict(list)
    names: dict[str, str] = {}
    for extraction in documents:
        head = extraction.document
        for target in extraction.standing:
            entry = catalogue.get(target.indicator.id or "")
            place = placed_record(target, entry)
            if place is None:
                leftover["no_measure"].append((head, target))
                continue
            year, inferred = stands_at(head, target)
            if target.indicator.id is not None:
                name = target.indicator.id
                names.setdefault(name, target.indicator.name)
            else:
                name = normal(target.indicator.name)
                names[f" {name}"] = min(names.get(f" {name}", target.indicator.name), target.indicator.name)
            value = Value(
                head, target, column_of[head.id], year, inferred, place, bar(place, sense(target.measure, entry))
            )
            groups[(target.indicator.id is not None, name, target.kind, target.level, year)].append(value)
    rows = [row for key, values in groups.items() for row in _rows(key, values, names, catalogue)]
    places = {id: place for place, id in enumerate(catalogue)}

    def order(row: Row) -> tuple[object, ...]:
        key = row.key
        known = places.get(key.indicator, len(places)) if key.listed else 0
        year = _LATE if key.year is None else key.year
        tier = _TIERS[key.level]
        return (not key.listed, known, key.indicator, key.kind != "target", year, tier, _axis_order(key.axis))

    return Matrix(documents, listed, column_of, sorted(rows, key=order), leftover)


def _rows(
    group: tuple[bool, str, Kind, Level | None, int | None],
    values: Sequence[Value],
    names: dict[str, str],
    catalogue: dict[str, Entry],
) -> list[Row]:
    """The rows of one indicator, kind, tier and year: one for each axis."""
    listed, name, kind, level, year = group
    entry = catalogue.get(name) if listed else None
    shown = names[name if listed else f" {name}"]
    shared = joined([value.placed.axis for value in values])
    rows: dict[Axis, Row] = {}
    for value in values:
        axis = shared[value.placed.axis]
        if axis != value.bar.axis:
            value.bar = Bar(axis, value.bar.sense, value.bar.height, value.bar.band, value.bar.ends)
        row = rows.get(axis)
        if row is None:
            key = Key(listed, name, kind, level, year, axis)
            row = rows[axis] = Row(key, entry.name_vi if entry else shown, entry.name_en if entry else shown)
        row.cells.setdefault(value.column, []).append(value)
    for row in rows.values():
        for cell in row.cells.values():
            cell.sort(key=lambda each: (each.head.issued or "9999", each.head.id, each.target.source.start))
    return list(rows.values())
