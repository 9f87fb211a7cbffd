"""Excel since 2007 (.xlsx, .xlsm), from its parts.  Formulas stand with the value that Excel stored."""

from __future__ import annotations

import zipfile
from datetime import datetime, time, timedelta
from math import isfinite

from extract.contract.failures import ReadError
from extract.readers.sheets.grid import Reading, Sheet, cell_name, shown_name
from extract.readers.sheets.shown import GENERAL, is_dated, is_elapsed, shown, shown_date
from extract.readers.sheets.xlsx_cells import Filled, Look, look_of
from extract.readers.sheets.xlsx_parts import Book, Tab, book_of
from extract.readers.word.archive import opened


def read(data: bytes, reading: Reading) -> None:
    """The sheets of a workbook.  Raises ReadError (truncated, too_large, encrypted, not_a_document)."""
    with opened(data, reading.options) as archive:
        if "xl/workbook.bin" in archive.NameToInfo:
            raise ReadError("not_a_document.sheet_binary")
        book = book_of(archive, reading.options)
        for tab in book.tabs:
            if reading.late():
                break
            _tab(archive, book, tab, reading)
    if not reading.sheets and reading.told.damaged:
        raise ReadError("truncated.sheets")


def _tab(archive: zipfile.ZipFile, book: Book, tab: Tab, reading: Reading) -> None:
    if tab.hidden:
        reading.told.hidden_sheets.append(shown_name(tab.name))
        return
    try:
        look = look_of(archive, book, tab, reading)
    except ReadError as error:
        if error.code == "too_large":
            raise
        reading.told.damaged.append(shown_name(tab.name))
        return
    if look.torn:
        reading.told.torn.append(shown_name(tab.name))
    sheet = reading.begun(tab.name)
    _fill(sheet, look, book, reading)
    reading.left -= len(sheet.cells)


def _fill(sheet: Sheet, look: Look, book: Book, reading: Reading) -> None:
    """Put the cells of a sheet where they stand, as they are shown."""
    sheet.merged = look.merged
    sheet.hidden_rows, sheet.hidden_columns, sheet.cut = look.hidden_rows, look.hidden_columns, look.cut
    told = reading.told
    for (row, column), cell in look.cells.items():
        style = book.styles[cell.style] if cell.style < len(book.styles) else None
        name = cell_name(sheet.name, row, column)
        if (row, column) in look.errors:
            told.errors.append(name)
        elif (row, column) in look.unreckoned:
            told.unreckoned.append(name)
        elif style is not None and style.struck:
            told.struck.append(name)
        else:
            if (row, column) in look.struck:
                told.struck.append(name)
            sheet.put(row, column, _text(cell, style.code if style is not None else GENERAL, book.since_1904))


def _text(cell: Filled, code: str, since_1904: bool) -> str:
    """What a cell shows."""
    stored = cell.stored
    if cell.kind == "b":
        return "FALSE" if stored.strip() in ("", "0", "false") else "TRUE"
    if cell.kind == "d":
        return _dated(stored.strip(), code)
    if cell.kind != "n" or not stored.isascii() or "_" in stored:
        return stored
    try:
        value = float(stored)
    except ValueError:
        return stored
    if is_elapsed(code) and isfinite(value) and abs(value) < timedelta.max.days:
        return str(timedelta(seconds=round(value * 86_400)))
    return shown(value, code, since_1904=since_1904)


def _dated(stored: str, code: str) -> str:
    """A date or time in ISO's writing as the cell shows it."""
    try:
        when = time.fromisoformat(stored) if ":" in stored and "-" not in stored else datetime.fromisoformat(stored)
    except ValueError:
        return stored
    return shown_date(when, code if is_dated(code) else GENERAL)
