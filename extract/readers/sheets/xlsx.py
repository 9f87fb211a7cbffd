"""Excel since 2007 (.xlsx, .xlsm): values through calamine, and what it does not tell from the parts themselves.

Formulas stand with the value that Excel stored.  The look of each sheet is read first: it says which cells there are,
and calamine, which lays a sheet out from its first to its last cell, is not asked for one whose cells lie too far
apart: no memory would hold it, and its process would end.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

from extract.contract.failures import ReadError
from extract.readers.sheets.grid import MOST_ROW, Reading, Sheet, cell_name, shown_name
from extract.readers.sheets.shown import GENERAL, is_dated, shown, shown_date
from extract.readers.sheets.xlsx_parts import Book, Look, Tab, book_of, look_of
from extract.readers.word.archive import opened

_MOST_AREA = 4_000_000  # cells from the first to the last; each takes 24 bytes in calamine


def read(data: bytes, reading: Reading) -> None:
    """The sheets of a workbook.  Raises ReadError (truncated, too_large, encrypted, not_a_document)."""
    with opened(data, reading.options) as archive:
        if "xl/workbook.bin" in archive.NameToInfo:
            raise ReadError("not_a_document.sheet_binary")
        book = book_of(archive, reading.options)
        with _Values(data) as values:
            for tab in book.tabs:
                if reading.late():
                    break
                _tab(archive, book, tab, values, reading)
    if not reading.sheets and reading.told.damaged:
        raise ReadError("truncated.sheets")


def _tab(archive: zipfile.ZipFile, book: Book, tab: Tab, values: _Values, reading: Reading) -> None:
    if tab.hidden:
        reading.told.hidden_sheets.append(shown_name(tab.name))
        return
    try:
        look = look_of(archive, book, tab, reading)
        if look.area > _MOST_AREA:
            reading.told.vast.append(shown_name(tab.name))
            return
        rows = values.of(tab) if look.formats else []
    except ReadError as error:
        if error.code == "too_large":
            raise
        reading.told.damaged.append(shown_name(tab.name))
        return
    sheet = reading.begun(tab.name)
    _fill(sheet, rows, look, book, reading)
    reading.left -= len(sheet.cells)


def _fill(sheet: Sheet, rows: list[list[Any]], look: Look, book: Book, reading: Reading) -> None:
    """Put the cells of a sheet where they stand, as they are shown."""
    sheet.merged = look.merged
    sheet.hidden_rows, sheet.hidden_columns, sheet.cut = look.hidden_rows, look.hidden_columns, look.cut
    told = reading.told
    for (row, column), number in look.formats.items():
        style = book.styles[number] if number < len(book.styles) else None
        name = cell_name(sheet.name, row, column)
        if (row, column) in look.errors:
            told.errors.append(name)
        elif (row, column) in look.unreckoned:
            told.unreckoned.append(name)
        elif style is not None and style.struck:
            told.struck.append(name)
        else:
            value = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
            if (kept := look.kept.get((row, column))) is not None:
                told.struck.append(name)
                value = kept
            sheet.put(row, column, _text(value, style.code if style is not None else GENERAL, book.since_1904))


def _text(value: Any, code: str, since_1904: bool) -> str:
    """A value of calamine's as the cell shows it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return shown(value, code, since_1904=since_1904)
    if isinstance(value, date | datetime | time | timedelta):
        return shown_date(value, code if is_dated(code) else GENERAL)
    return ""


class _Values:
    """Calamine's view of a workbook."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._book: Any = None

    def __enter__(self) -> _Values:
        return self

    def __exit__(self, *_: object) -> None:
        if self._book is not None:
            self._book.close()

    def of(self, tab: Tab) -> list[list[Any]]:
        """The values of a sheet from A1 on, row by row.  Raises ReadError (truncated)."""
        from python_calamine import CalamineWorkbook

        try:
            if self._book is None:
                self._book = CalamineWorkbook.from_filelike(io.BytesIO(self._data))
            sheet = self._book.get_sheet_by_name(tab.name)
            end = sheet.end
            if end is None or end[0] >= MOST_ROW:
                return []
            found: list[list[Any]] = sheet.to_python(skip_empty_area=False)
            return found
        except (KeyboardInterrupt, SystemExit, MemoryError):
            raise
        except BaseException as error:  # a panic of the compiled reader is no Exception
            if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
                raise
            raise ReadError("truncated.sheets") from error
