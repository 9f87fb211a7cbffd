"""A sheet taken apart as a person sees it: lines above a table, the table, notes below it, the next table.

A sheet says of no cell what it is for.  A table is known by its head (words that head columns, or a row of names with
figures below) and reaches as far down as rows are filled like it; what lies outside are lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from extract.language.cleaning import lowered
from extract.readers.sheets.grid import Place, Sheet
from extract.rules.vocabulary import expression, listed

_WIDEST = 200  # columns
_MOST_PLACES = 300_000  # cells of a sheet with those that merged cells cover
_SOON = 4  # rows below a head within which figures stand
_WIDE = 3  # cells of a row that is none of a letterhead


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A filled cell, in each place that it covers; `row`, `column`: the one it is named by; `last`: its last column."""

    text: str
    figure: bool
    row: int
    column: int
    first: int
    last: int
    bottom: int


@dataclass(slots=True)
class Row:
    """A row that is shown: its spots by column; `apart`: an empty one stands above it."""

    number: int
    spots: dict[int, Spot] = field(default_factory=dict)
    apart: bool = False

    def own(self) -> list[Spot]:
        """Its spots, each once, those that reach down from above too."""
        return list(dict.fromkeys(self.spots[column] for column in sorted(self.spots)))

    @property
    def figures(self) -> int:
        """How many of them are figures."""
        return sum(spot.figure for spot in self.own())


@dataclass(frozen=True, slots=True)
class Region:
    """Rows that are a table, or lines."""

    rows: list[Row]
    table: bool


def regions_of(sheet: Sheet) -> list[Region]:
    """The regions of a sheet from above down; rows that are too many are counted in `sheet.cut`."""
    rows = _rows(sheet)
    found: list[Region] = []
    at = 0
    while at < len(rows):
        start = next((i for i in range(at, len(rows)) if _begins(rows, i)), len(rows))
        if start > at:
            found.append(Region(rows[at:start], False))
        if start < len(rows):
            end = _end(rows, start)
            found.append(Region(rows[start:end], True))
            start = end
        at = start
    return found


def _rows(sheet: Sheet) -> list[Row]:
    """The rows with something to be seen, hidden ones and those beyond any document's left out."""
    columns = sorted({column for _, column in sheet.cells} - sheet.hidden_columns)[:_WIDEST]
    last = max(columns, default=-1)
    covers = _covers(sheet, last)
    spots: dict[int, dict[int, Spot]] = {}
    for row, column in sorted(sheet.cells):
        cell = sheet.cells[row, column]
        extent = covers.get((row, column), (row, column, row, column))
        shown = [c for c in range(extent[1], min(extent[3], last) + 1) if c not in sheet.hidden_columns]
        if not shown:
            continue
        spot = Spot(cell.text, cell.figure, row, column, shown[0], shown[-1], extent[2])
        for down in range(extent[0], extent[2] + 1):
            if down not in sheet.hidden_rows:
                line = spots.setdefault(down, {})
                for across in shown:
                    line.setdefault(across, spot)
    found: list[Row] = []
    places = 0
    before = -1
    for number in sorted(spots):
        places += len(columns)
        if places > _MOST_PLACES:
            sheet.cut += 1
            continue
        between = range(before + 1, number)
        found.append(Row(number, spots[number], any(row not in sheet.hidden_rows for row in between)))
        before = number
    return found


def _covers(sheet: Sheet, last: int) -> dict[Place, tuple[int, int, int, int]]:
    """By its first cell, what a merged range covers within the filled part of the sheet."""
    bottom = max((row for row, _ in sheet.cells), default=-1)
    left = _MOST_PLACES
    found: dict[Place, tuple[int, int, int, int]] = {}
    for extent in sheet.merged:
        if (extent.top, extent.left) not in sheet.cells:
            continue
        end = max(min(extent.bottom, bottom), extent.top), max(min(extent.right, last), extent.left)
        left -= (end[0] - extent.top + 1) * (end[1] - extent.left + 1)
        if left < 0:
            break
        found[extent.top, extent.left] = extent.top, extent.left, *end
    return found


def _begins(rows: list[Row], at: int) -> bool:
    """Whether a table begins with a row: it names columns, or names stand over figures."""
    own = rows[at].own()
    if len(own) < 2 or _is_letterhead([rows[at]]):
        return False
    below: list[Row] = []
    for row in rows[at + 1 : at + 1 + _SOON]:
        if row.apart and below:
            break
        below.append(row)
    if is_head(rows[at]):
        return any(len(row.own()) > 1 for row in below)
    if rows[at].figures * 2 > len(own):  # a table without a head
        return len(own) >= _WIDE and sum(row.figures * 2 > len(row.own()) >= _WIDE for row in below) >= 2
    if len(own) >= _WIDE:
        return any(row.figures and len(row.own()) >= _WIDE for row in below)
    return sum(len(row.own()) == 2 and row.figures == 1 for row in below[:3]) >= 2


def is_head(row: Row) -> bool:
    """Whether two cells of a row are words that head columns."""
    return _heads_in(row) > 1


def _heads_in(row: Row) -> int:
    """How many of the texts of a row are such words."""
    heads = listed("table_heads")
    return sum(heads.search(lowered(text)) is not None for text in {spot.text for spot in row.own()})


def _end(rows: list[Row], start: int) -> int:
    """The row behind the last one of the table that begins at `start`."""
    narrow = max(len(row.own()) for row in rows[start : start + _SOON]) < _WIDE
    end = start + 1
    for at in range(start + 1, len(rows)):
        row = rows[at]
        loose = row.apart or at > end  # something parts it from the table
        if _is_letterhead([row]) or (loose and _headed_anew(rows, start, at)):
            break
        own = row.own()
        if len(own) >= _WIDE or (len(own) == 2 and (narrow or row.figures > 0)):
            end = at + 1
    return end


def _headed_anew(rows: list[Row], start: int, at: int) -> bool:
    """Whether a row is the head of another table: it names columns, and there is a body between the two heads."""
    named = is_head(rows[at]) or (_heads_in(rows[at]) > 0 and _begins(rows, at))
    return named and not rows[at].figures and any(row.figures for row in rows[start + 1 : at])


def _is_letterhead(rows: Iterable[Row]) -> bool:
    return any(expression("letterhead").search(spot.text) for row in rows for spot in row.own())


def body_of(rows: list[Row]) -> int:
    """How many rows of a table are its head: those above the first figure that is not in the first row."""
    for at, row in enumerate(rows[1:], 1):
        if any(spot.figure and spot.row == row.number for spot in row.own()):
            return at
    return 1


def columns_of(lines: list[Row]) -> list[list[Spot]]:
    """The spots of lines in the order in which they are read: two columns side by side one after the other."""
    found: list[list[Spot]] = []
    at = 0
    while at < len(lines):
        end, split = _side_by_side(lines, at)
        if end > at:
            block = [spot for row in lines[at:end] for spot in row.own() if spot.row == row.number or row is lines[at]]
            sides = [spot for spot in block if spot.first < split], [spot for spot in block if spot.first >= split]
            found += [[spot] for side in sides for spot in dict.fromkeys(side)]
            at = end
            continue
        own = [spot for spot in lines[at].own() if spot.row == lines[at].number or at == 0]
        if own:
            found.append(own)
        at += 1
    return found


def _side_by_side(lines: list[Row], at: int) -> tuple[int, int]:
    """The row behind the last of two columns that begin at row `at`, and the column that the right one begins with."""
    end, split = at, 0
    for place in range(at, len(lines)):
        own = lines[place].own()
        if len(own) == 2 and not lines[place].figures:
            first = own[1].first
            if end > at and own[0].last >= split:
                break
            split = min(split, first) if end > at else first
            end = place + 1
        elif len(own) != 1 or own[0].first < split <= own[0].last or place == at:
            break
    return end, split
