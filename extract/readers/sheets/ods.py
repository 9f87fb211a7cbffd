"""OpenDocument sheets (.ods): the text of each cell as the file shows it, which stands there beside its value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from extract.contract.failures import ReadError
from extract.readers.sheets.grid import ERROR, MOST_COLUMN, MOST_ROW, Extent, Reading, Sheet, cell_name, shown_name
from extract.readers.word.archive import opened, part

Element = Any
"""An element of lxml, which says nothing of its types."""
_MOST_XML = 64_000_000  # bytes of the body
_MOST_SHEETS = 200
_MOST_MERGED = 20_000
_MOST_REPEATED = 1000  # times that one filled cell or row is given
_NUMBERS = frozenset({"float", "percentage", "currency"})
_SHOWN = re.compile(r"\d[\d.,\u00a0\u202f ]*\d|\d")
_HIDING = frozenset({"collapse", "filter"})


def read(data: bytes, reading: Reading) -> None:
    """The sheets of a document.  Raises ReadError (truncated, too_large, encrypted, not_a_document)."""
    most = min(_MOST_XML, reading.options.max_bytes)
    with opened(data, reading.options) as archive:
        if b"encryption-data" in (part(archive, "META-INF/manifest.xml", most) or b""):
            raise ReadError("encrypted.office")
        body = part(archive, "content.xml", most)
    if body is None:
        raise ReadError("truncated.sheets")
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise ReadError("too_large.entities")
    try:
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    except (etree.LxmlError, ValueError) as error:
        raise ReadError("truncated.sheets") from error
    tables = list(root.iterfind("{*}body/{*}spreadsheet/{*}table"))
    if not tables:
        raise ReadError("not_a_document.no_sheets")
    if len(tables) > _MOST_SHEETS:
        raise ReadError("too_large.sheets", count=len(tables), most=_MOST_SHEETS)
    styles = _Styles(root)
    for table in tables:
        if reading.late():
            break
        name = _get(table, "name") or ""
        if _get(table, "style-name") in styles.hidden:
            reading.told.hidden_sheets.append(shown_name(name))
        else:
            _Body(reading.begun(name), styles, reading).fill(table)


class _Styles:
    """The names of styles that hide sheets, and of those that strike letters through."""

    def __init__(self, root: Element) -> None:
        self.hidden: set[str | None] = set()
        self.struck: set[str | None] = set()
        for style in root.iterfind("{*}automatic-styles/{*}style"):
            name = _get(style, "name")
            for look in style:
                if _get(look, "display") == "false":
                    self.hidden.add(name)
                if _get(look, "text-line-through-style") not in (None, "none"):
                    self.struck.add(name)


class _Body:
    """Fills a sheet from its rows."""

    def __init__(self, sheet: Sheet, styles: _Styles, reading: Reading) -> None:
        self._sheet, self._styles, self._reading = sheet, styles, reading

    def fill(self, table: Element) -> None:
        """Rows and columns may stand in groups and heads."""
        column = row = 0
        for element in _flat(table):
            if etree.QName(element).localname == "table-column":
                times = _times(element, "number-columns-repeated", MOST_COLUMN - column)
                if _get(element, "visibility") in _HIDING:
                    self._sheet.hidden_columns.update(range(column, column + times))
                column += times
                continue
            times = _times(element, "number-rows-repeated", MOST_ROW - row)
            filled = self._row(element, row)
            for again in range(1, min(times, _MOST_REPEATED) if filled else 1):
                self._row(element, row + again)
            row += times
            if row >= MOST_ROW or self._reading.late():
                break

    def _row(self, element: Element, row: int) -> bool:
        """Put in the cells of a row; whether there are any."""
        if _get(element, "visibility") in _HIDING:
            self._sheet.hidden_rows.add(row)
        before = len(self._sheet.cells)
        column = 0
        for cell in element:
            kind = etree.QName(cell).localname
            if kind not in ("table-cell", "covered-table-cell"):
                continue
            times = _times(cell, "number-columns-repeated", MOST_COLUMN - column)
            if kind == "table-cell" and len(cell):
                for again in range(min(times, _MOST_REPEATED)):
                    if self._reading.left <= 0:
                        self._sheet.cut += 1
                        return True
                    self._cell(cell, row, column + again)
            column += times
            if column >= MOST_COLUMN:
                break
        self._reading.left -= len(self._sheet.cells) - before
        return len(self._sheet.cells) > before

    def _cell(self, cell: Element, row: int, column: int) -> None:
        down = _times(cell, "number-rows-spanned", MOST_ROW)
        across = _times(cell, "number-columns-spanned", MOST_COLUMN)
        if (down > 1 or across > 1) and len(self._sheet.merged) < _MOST_MERGED:
            self._sheet.merged.append(Extent(row, column, row + down - 1, column + across - 1))
        whole = "\n".join(_text(each, frozenset()) for each in cell.iterfind("{*}p")).strip()
        kept = "\n".join(_text(each, self._styles.struck) for each in cell.iterfind("{*}p")).strip()
        told, name = self._reading.told, cell_name(self._sheet.name, row, column)
        if ERROR.fullmatch(whole) or any(k.endswith("}value-type") and v == "error" for k, v in cell.items()):
            told.errors.append(name)
        elif whole and _get(cell, "style-name") in self._styles.struck:
            told.struck.append(name)
        else:
            if kept != whole:
                told.struck.append(name)
            self._sheet.put(row, column, _respelt(kept, cell))


def _flat(table: Element) -> Iterator[Element]:
    """The columns and rows of a table, in order, those in groups and heads too."""
    waiting = list(reversed(table))
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str):
            continue
        kind = etree.QName(element).localname
        if kind in ("table-column", "table-row"):
            yield element
        elif kind.startswith(("table-row", "table-column", "table-header")):
            waiting.extend(reversed(element))


def _text(paragraph: Element, struck: set[str | None] | frozenset[str | None]) -> str:
    """The letters of a paragraph but those struck through."""
    parts: list[str] = []
    waiting: list[Element | str] = [paragraph]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            parts.append(each)
            continue
        kind = etree.QName(each).localname if isinstance(each.tag, str) else ""
        if not kind or kind in ("annotation", "note") or (kind == "span" and _get(each, "style-name") in struck):
            continue
        if kind in ("s", "tab", "line-break"):
            parts.append("\n" if kind == "line-break" else " ")
            continue
        for child in reversed(each):
            if child.tail:
                waiting.append(child.tail)
            waiting.append(child)
        if each.text:
            waiting.append(each.text)
    return "".join(parts)


def _respelt(text: str, cell: Element) -> str:
    """A number as it is shown, with a decimal comma: one shown the English way is known by the value beside it."""
    number = _SHOWN.search(text)
    kind = _get(cell, "value-type")
    if kind not in _NUMBERS or number is None:
        return text
    try:
        value = abs(float(_get(cell, "value") or ""))
    except ValueError:
        return text
    value *= 100 if kind == "percentage" else 1
    if _is(number.group(), value, ",") or not _is(number.group(), value, "."):
        return text
    turned = number.group().translate({ord(","): ".", ord("."): ","})
    return text[: number.start()] + turned + text[number.end() :]


def _is(shown: str, value: float, mark: str) -> bool:
    """Whether digits with this decimal mark are a value, rounded as they are."""
    other = "." if mark == "," else ","
    plain = re.sub(r"[^\d.,]", "", shown).replace(other, "").replace(mark, ".")
    try:
        return abs(float(plain) - value) <= 0.51 * 10.0 ** -len(plain.partition(".")[2]) + 1e-9 * value
    except ValueError:
        return False


def _get(element: Element, name: str) -> str | None:
    """An attribute by its local name (those of office, table, style, text and fo do not collide here)."""
    value: str
    for key, value in element.items():
        if key.rpartition("}")[2] == name and "calcext" not in key:
            return value
    return None


def _times(element: Element, name: str, most: int) -> int:
    """How often an element is repeated, or how far it reaches."""
    text = _get(element, name) or "1"
    times = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 1
    return max(min(times, most), 1)
