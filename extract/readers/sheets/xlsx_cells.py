"""The cells of a sheet as its part has them (ECMA-376): what is stored for each, its look, which are no values.

A sheet is never laid out from its first to its last cell: a stray cell in the last row costs what any cell does.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field

from extract.contract.failures import ReadError
from extract.readers.sheets.grid import MOST_COLUMN, MOST_ROW, Extent, Place, Reading
from extract.readers.sheets.xlsx_parts import FALSE, MOST_XML, Book, Element, Tab, elements, free, letters, local, whole
from extract.readers.word.archive import part

_MOST_MERGED = 20_000
_FILLING = frozenset({"v", "is", "f"})
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled cell: the number of its style, the type that the file gives it ("n", "str", "b", "d"), its content."""

    style: int
    kind: str
    stored: str


@dataclass(slots=True)
class Look:
    """What a sheet says of its filled cells, and which are no values."""

    cells: dict[Place, Filled] = field(default_factory=dict)
    errors: set[Place] = field(default_factory=set)
    unreckoned: set[Place] = field(default_factory=set)  # formulas without a stored value
    struck: set[Place] = field(default_factory=set)  # texts in part struck through
    merged: list[Extent] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    cut: int = 0
    torn: bool = False  # cells stand where none can be, or name a text that is not there


def look_of(archive: zipfile.ZipFile, book: Book, tab: Tab, reading: Reading) -> Look:
    """What the part of a sheet says.  Raises ReadError (truncated, too_large)."""
    data = part(archive, tab.part, min(MOST_XML, reading.options.max_bytes))
    if data is None:
        raise ReadError("truncated.sheets")
    look = Look()
    row = 0
    for element in elements(data, ("{*}row", "{*}col", "{*}mergeCell", "{*}sheetData")):
        kind = local(element)
        if kind == "row":
            row = whole(element.get("r"), row + 1)
            if not 1 <= row <= MOST_ROW:
                raise ReadError("truncated.sheets")
            look.torn |= local(element.getparent()) != "sheetData"
            look.torn |= any(local(each) not in ("row", "") for each in element.itersiblings(preceding=True))
            _row(look, element, row - 1, book, reading)
            free(element)
            if row % 1000 == 0 and reading.late():
                break
        elif kind == "sheetData":
            look.torn |= any(local(each) not in ("row", "") for each in element)
        elif kind == "col" and (element.get("hidden") not in FALSE or element.get("width") == "0"):
            first, last = whole(element.get("min")), min(whole(element.get("max")), MOST_COLUMN)
            look.hidden_columns.update(range(max(first - 1, 0), last))
        elif kind == "mergeCell" and len(look.merged) < _MOST_MERGED:
            extent = _extent(element.get("ref") or "")
            if extent is not None:
                look.merged.append(extent)
    return look


def _row(look: Look, element: Element, row: int, book: Book, reading: Reading) -> None:
    """Note the filled cells of a row."""
    if element.get("hidden") not in FALSE or element.get("ht") == "0":
        look.hidden_rows.add(row)
    cells = element.findall("{*}c")
    look.torn |= len(cells) < len(element) and any(local(each) not in ("c", "extLst", "") for each in element)
    column = -1
    full = len(look.cells) + len(cells) > reading.left
    filled = False
    for cell in cells:
        column += 1
        if (name := cell.get("r")) is not None:
            found = _PLACE.fullmatch(name)
            if found is None or int(found.group(2)) > MOST_ROW:
                raise ReadError("truncated.sheets")
            row, column = int(found.group(2)) - 1, _column(found.group(1))
        if column >= MOST_COLUMN:
            raise ReadError("truncated.sheets")
        parts = {local(each): each for each in cell}
        if parts.keys().isdisjoint(_FILLING):
            continue
        filled = True
        if not full:
            _cell(look, cell, parts, (row, column), book)
    look.cut += full and filled


def _cell(look: Look, cell: Element, parts: dict[str, Element], place: Place, book: Book) -> None:
    """Note a filled cell; `parts`: what is in it, by name."""
    kind, stored = cell.get("t") or "n", parts["v"].text or "" if "v" in parts else ""
    if kind == "e":
        look.errors.add(place)
    elif "f" in parts and not stored and kind != "str":
        look.unreckoned.add(place)
    elif kind == "s":
        number = whole(stored, -1)
        if not 0 <= number < len(book.texts):
            look.torn = True
            return
        kind, stored = "str", book.texts[number]
        if number in book.struck:
            look.struck.add(place)
    elif "is" in parts:
        kind = "str"
        stored, all_of_it = letters(parts["is"])
        if not all_of_it:
            look.struck.add(place)
    look.cells[place] = Filled(whole(cell.get("s")), kind, stored)


def _extent(name: str) -> Extent | None:
    """A merged range: "B2:D3"."""
    first, _, last = name.partition(":")
    a, b = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
    if a is None or b is None:
        return None
    rows = sorted((int(a.group(2)) - 1, int(b.group(2)) - 1))
    columns = sorted((_column(a.group(1)), _column(b.group(1))))
    return Extent(rows[0], columns[0], rows[1], columns[1])


def _column(letters: str) -> int:
    """The number of a column, from 0: "A" -> 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
