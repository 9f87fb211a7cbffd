"""The parts of a workbook (ECMA-376): its sheets, the formats of cells, and what a sheet says of each cell's look."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from extract.contract.failures import ReadError
from extract.readers.content import Options
from extract.readers.sheets.grid import MOST_COLUMN, MOST_ROW, Extent, Place, Reading
from extract.readers.sheets.shown import BUILTIN, GENERAL
from extract.readers.word.archive import part

Element = Any
"""An element of lxml, which says nothing of its types."""
_MOST_XML = 64_000_000  # bytes of one part
_MOST_SHEETS = 200
_MOST_MERGED = 20_000
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
_FALSE = (None, "0", "false", "none")


@dataclass(frozen=True, slots=True)
class Style:
    """The look of cells: number format, whether its letters are struck through."""

    code: str
    struck: bool


@dataclass(frozen=True, slots=True)
class Tab:
    """A sheet as the workbook lists it, and the part that holds it."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Book:
    """What a workbook says of all its sheets; `struck`: shared texts with struck letters, without these."""

    tabs: list[Tab]
    styles: list[Style]
    struck: dict[int, str]
    since_1904: bool


@dataclass(slots=True)
class Look:
    """What a sheet says of its filled cells: the number of each one's style, and which are no values."""

    formats: dict[Place, int] = field(default_factory=dict)
    errors: set[Place] = field(default_factory=set)
    unreckoned: set[Place] = field(default_factory=set)  # formulas without a stored value
    kept: dict[Place, str] = field(default_factory=dict)  # texts in part struck through: the rest
    merged: list[Extent] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    cut: int = 0
    first: Place = (MOST_ROW, MOST_COLUMN)
    last: Place = (-1, -1)

    @property
    def area(self) -> int:
        """How many cells there are from the first to the last."""
        return max(self.last[0] - self.first[0] + 1, 0) * max(self.last[1] - self.first[1] + 1, 0)


def book_of(archive: zipfile.ZipFile, options: Options) -> Book:
    """The sheets, styles and shared texts.  Raises ReadError (truncated, too_large, not_a_document)."""
    most = min(_MOST_XML, options.max_bytes)
    root = _root(archive, "xl/workbook.xml", most)
    if root is None:
        raise ReadError("not_a_document.no_sheets")
    parts = _relations(archive, most)
    tabs = []
    for each in root.iterfind("{*}sheets/{*}sheet"):
        ids = [value for name, value in each.attrib.items() if name.endswith("}id")]
        kind, target = parts.get(ids[0] if ids else "", ("", ""))
        if kind == "worksheet" and target in archive.NameToInfo:
            tabs.append(Tab(each.get("name") or "", target, each.get("state", "visible") != "visible"))
    if not tabs:
        raise ReadError("not_a_document.no_sheets")
    if len(tabs) > _MOST_SHEETS:
        raise ReadError("too_large.sheets", count=len(tabs), most=_MOST_SHEETS)
    properties = root.find("{*}workbookPr")
    since_1904 = properties is not None and properties.get("date1904") not in _FALSE
    return Book(tabs, _styles(_root(archive, "xl/styles.xml", most)), _struck(archive, most), since_1904)


def _root(archive: zipfile.ZipFile, name: str, most: int) -> Element | None:
    """The root of a part; None if there is none."""
    data = part(archive, name, most)
    if data is None:
        return None
    _undeclared(data)
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (etree.LxmlError, ValueError) as error:
        raise ReadError("truncated.sheets") from error


def _undeclared(data: bytes) -> None:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ReadError("too_large.entities")


def _relations(archive: zipfile.ZipFile, most: int) -> dict[str, tuple[str, str]]:
    """By id, the kind of a part that the workbook refers to and where it is."""
    root = _root(archive, "xl/_rels/workbook.xml.rels", most)
    found = {}
    for each in () if root is None else root.iter("{*}Relationship"):
        target = each.get("Target") or ""
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        found[each.get("Id") or ""] = (each.get("Type") or "").rpartition("/")[2], path
    return found


def _styles(root: Element | None) -> list[Style]:
    """The formats of cells, by their numbers."""
    if root is None:
        return []
    codes = {_whole(each.get("numFmtId")): each.get("formatCode") or GENERAL for each in root.iter("{*}numFmt")}
    fonts = [_is_struck(each) for each in root.iterfind("{*}fonts/{*}font")]
    found = []
    for each in root.iterfind("{*}cellXfs/{*}xf"):
        number, font = _whole(each.get("numFmtId")), _whole(each.get("fontId"))
        code = codes.get(number) or BUILTIN.get(number, GENERAL)
        found.append(Style(code, font < len(fonts) and fonts[font]))
    return found


def _is_struck(properties: Element) -> bool:
    strike = properties.find("{*}strike")
    return strike is not None and strike.get("val", "1") not in _FALSE


def _struck(archive: zipfile.ZipFile, most: int) -> dict[int, str]:
    """Shared texts with struck letters, by their numbers: what is left of them."""
    data = part(archive, "xl/sharedStrings.xml", most)
    if data is None or b"strike" not in data:
        return {}
    found = {}
    number = -1
    for each in _elements(data, ("{*}si",)):
        number += 1
        if any(_is_struck(look) for look in each.iterfind("{*}r/{*}rPr")):
            found[number] = _kept(each)
        each.clear()
    return found


def _kept(text: Element) -> str:
    """The letters of a text with runs that are not struck through."""
    runs = [each for each in text.iterfind("{*}r") if (look := each.find("{*}rPr")) is None or not _is_struck(look)]
    return "".join(piece.text or "" for run in runs for piece in run.iterfind("{*}t"))


def _elements(data: bytes, names: tuple[str, ...]) -> Iterator[Element]:
    """The elements of these names as they end.  Raises ReadError (truncated, too_large)."""
    _undeclared(data)
    try:
        yield from (
            element
            for _, element in etree.iterparse(
                io.BytesIO(data), tag=names, resolve_entities=False, no_network=True, load_dtd=False
            )
        )
    except (etree.LxmlError, ValueError) as error:
        raise ReadError("truncated.sheets") from error


def look_of(archive: zipfile.ZipFile, book: Book, tab: Tab, reading: Reading) -> Look:
    """What the part of a sheet says.  Raises ReadError (truncated, too_large)."""
    data = part(archive, tab.part, min(_MOST_XML, reading.options.max_bytes))
    if data is None:
        raise ReadError("truncated.sheets")
    look = Look()
    row = 0
    for element in _elements(data, ("{*}row", "{*}col", "{*}mergeCell")):
        kind = etree.QName(element).localname
        if kind == "row":
            row = _whole(element.get("r"), row + 1)
            if not 1 <= row <= MOST_ROW:
                raise ReadError("truncated.sheets")
            _row(look, element, row - 1, book, reading)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
            if row % 1000 == 0 and reading.late():
                break
        elif kind == "col" and (element.get("hidden") not in _FALSE or element.get("width") == "0"):
            first, last = _whole(element.get("min")), min(_whole(element.get("max")), MOST_COLUMN)
            look.hidden_columns.update(range(max(first - 1, 0), last))
        elif kind == "mergeCell" and len(look.merged) < _MOST_MERGED:
            extent = _extent(element.get("ref") or "")
            if extent is not None:
                look.merged.append(extent)
    return look


def _row(look: Look, element: Element, row: int, book: Book, reading: Reading) -> None:
    """Note the filled cells of a row."""
    if element.get("hidden") not in _FALSE or element.get("ht") == "0":
        look.hidden_rows.add(row)
    cells = element.findall("{*}c")
    column = -1
    full = len(look.formats) + len(cells) > reading.left
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
        value = cell.find("{*}v")
        inline = cell.find("{*}is")
        formula = cell.find("{*}f")
        if value is None and inline is None and formula is None:
            continue
        place = (row, column)
        look.first = min(look.first[0], row), min(look.first[1], column)
        look.last = max(look.last[0], row), max(look.last[1], column)
        filled = True
        if full:
            continue
        look.formats[place] = _whole(cell.get("s"))
        if cell.get("t") == "e":
            look.errors.add(place)
        elif formula is not None and (value is None or not value.text) and cell.get("t") != "str":
            look.unreckoned.add(place)
        elif cell.get("t") == "s" and value is not None and book.struck:
            kept = book.struck.get(_whole(value.text, -1))
            if kept is not None:
                look.kept[place] = kept
        elif inline is not None and any(_is_struck(run) for run in inline.iterfind("{*}r/{*}rPr")):
            look.kept[place] = _kept(inline)
    look.cut += full and filled


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


def _whole(text: str | None, default: int = 0) -> int:
    """A small whole number as an attribute has it."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else default
