"""Sheets as readers give them: filled cells with their text as shown, merged extents, what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from extract.contract.failures import notice
from extract.language.cleaning import SOFT_HYPHEN, UNSEEN_BUT_HYPHENS
from extract.readers.content import Options
from extract.sources.source import Notice

Place = tuple[int, int]
"""Row and column, from 0."""
MOST_CELLS = 50_000  # filled cells of a file; the largest annex of targets seen has 9,000
MOST_ROW, MOST_COLUMN = 1_048_576, 16_384
_NAMED = 5  # cells that a warning names
_PLAIN_NAME = re.compile(r"[^\W\d]\w*")
_LIKE_A_PLACE = re.compile(r"[A-Za-z]{1,3}\d+")
_FIGURE = re.compile(r"[≥≤<>~±+\-–(]{0,2}\s*\d[\d.,/ ]{0,18}\s*(?:%|[^\W\d]{0,6})\)?")
ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|GETTING_DATA)|[^\W\d]{3}:5\d\d")
"""What stands in a cell whose formula cannot be reckoned."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Extent:
    """A merged range; all four are within it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows; `figure`: a number that is no year."""

    text: str
    figure: bool


@dataclass(slots=True)
class Sheet:
    """A sheet that is shown: its filled cells, those in hidden rows and columns too."""

    name: str
    cells: dict[Place, Cell] = field(default_factory=dict)
    merged: list[Extent] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    cut: int = 0  # rows that were not read

    def put(self, row: int, column: int, text: str) -> None:
        """Fill a cell, unless there is nothing to be seen in it."""
        text = UNSEEN_BUT_HYPHENS.sub("", _ESCAPED.sub(_unescaped, text) if "_x" in text else text)
        text = _CONTROL.sub(" ", text).strip()
        if text:
            self.cells[row, column] = Cell(text, is_figure(text))

    def without_soft_hyphens(self) -> None:
        """Take out what is no letter where nothing is in an old font."""
        for place, cell in self.cells.items():
            if SOFT_HYPHEN in cell.text:
                text = cell.text.replace(SOFT_HYPHEN, "")
                self.cells[place] = Cell(text, is_figure(text))


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match.group(1), 16))


def is_figure(text: str) -> bool:
    """Whether a cell is a number, with its sign and unit, and no year."""
    return len(text) <= 30 and _FIGURE.fullmatch(text) is not None and _YEAR.fullmatch(text) is None


@dataclass(slots=True)
class Told:
    """What was left out of a file."""

    hidden_sheets: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    unreckoned: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    late: bool = False

    def notices(self, sheets: Iterable[Sheet]) -> list[Notice]:
        """The warnings, in the order of the sheets."""
        told: list[Notice] = []
        for sheet in sheets:
            rows = len({row for row, _ in sheet.cells if row in sheet.hidden_rows})
            columns = len({column for _, column in sheet.cells if column in sheet.hidden_columns})
            if rows or columns:
                told.append(notice("left_out.hidden_cells", sheet=sheet.name, rows=rows, columns=columns))
            if sheet.cut:
                told.append(notice("table_cut.sheet", sheet=sheet.name, count=sheet.cut))
        if self.hidden_sheets:
            names = ", ".join(self.hidden_sheets[:_NAMED])
            told.append(notice("left_out.hidden_sheets", count=len(self.hidden_sheets), sheets=names))
        if self.errors:
            told.append(notice("left_out.error_cells", count=len(self.errors), cells=_some(self.errors)))
        if self.struck:
            told.append(notice("left_out.struck_cells", count=len(self.struck), cells=_some(self.struck)))
        if self.unreckoned:
            told.append(notice("left_out.formulas", count=len(self.unreckoned), cells=_some(self.unreckoned)))
        told += [notice("partial.sheet", sheet=name) for name in self.damaged]
        told += [notice("partial.cells", sheet=name) for name in self.torn]
        if self.late:
            told.append(notice("partial.sheets_late"))
        return told


def _some(cells: list[str]) -> str:
    """The first of some cells' names."""
    return ", ".join(cells[:_NAMED]) + (", …" if len(cells) > _NAMED else "")


@dataclass(slots=True)
class Reading:
    """The sheets of a file as far as they were read, and what a file may still cost."""

    options: Options
    sheets: list[Sheet] = field(default_factory=list)
    told: Told = field(default_factory=Told)
    left: int = MOST_CELLS

    def begun(self, name: str) -> Sheet:
        """A sheet to be filled."""
        sheet = Sheet(shown_name(name))
        self.sheets.append(sheet)
        return sheet

    def late(self) -> bool:
        """Whether the time is over, which is noted."""
        self.told.late = self.told.late or self.options.late
        return self.told.late


def shown_name(name: str) -> str:
    """The name of a sheet on one line."""
    return " ".join(_CONTROL.sub(" ", name).split())


def column_name(column: int) -> str:
    """The letters of a column, from 0: 0 -> "A", 27 -> "AB"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(sheet: str, row: int, column: int) -> str:
    """A cell as formulas name it: Sheet1!D12, 'Phụ lục 1'!D12; where there is no sheet, D12."""
    place = f"{column_name(column)}{row + 1}"
    if not sheet:
        return place
    plain = _PLAIN_NAME.fullmatch(sheet) is not None and _LIKE_A_PLACE.fullmatch(sheet) is None
    return f"{sheet}!{place}" if plain else "'" + sheet.replace("'", "''") + f"'!{place}"
