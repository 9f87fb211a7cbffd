"""Excel before 2007 (.xls), through xlrd."""

from __future__ import annotations

import io
from typing import Any

from extract.contract.failures import ReadError
from extract.readers.sheets.grid import Extent, Reading, cell_name, shown_name
from extract.readers.sheets.shown import GENERAL, shown

_MOST_SHEETS = 200
_MOST_MERGED = 20_000
_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5  # xlrd's types of cells
_OF_THE_FILE = (KeyboardInterrupt, SystemExit, MemoryError)


def read(data: bytes, reading: Reading) -> None:
    """The sheets of a workbook.  Raises ReadError (truncated, too_large, encrypted)."""
    try:
        book = _opened(data)
        if book.nsheets > _MOST_SHEETS:
            raise ReadError("too_large.sheets", count=book.nsheets, most=_MOST_SHEETS)
        for number in range(book.nsheets):
            if reading.late():
                break
            _sheet(book, number, reading)
    except ReadError:
        raise
    except _OF_THE_FILE:
        raise
    except Exception as error:  # a torn file raises whatever its damage leads to
        raise ReadError("truncated.sheets") from error


def _opened(data: bytes) -> Any:
    import xlrd

    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ReadError("encrypted.office")
    try:
        return xlrd.open_workbook(
            file_contents=data, logfile=io.StringIO(), formatting_info=True, ragged_rows=True, on_demand=True
        )
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise ReadError("encrypted.office") from error
        raise


def _sheet(book: Any, number: int, reading: Reading) -> None:
    name = book.sheet_names()[number]
    try:
        given = book.sheet_by_index(number)
    except _OF_THE_FILE:
        raise
    except Exception:  # one torn sheet: the others are read
        reading.told.damaged.append(shown_name(name))
        return
    if given.visibility:
        reading.told.hidden_sheets.append(shown_name(name))
        book.unload_sheet(number)
        return
    sheet = reading.begun(name)
    sheet.merged = [
        Extent(top, left, bottom - 1, right - 1) for top, bottom, left, right in given.merged_cells[:_MOST_MERGED]
        if bottom > top and right > left
    ]  # fmt: skip
    sheet.hidden_rows = {row for row, look in given.rowinfo_map.items() if look.hidden or look.height == 0}
    sheet.hidden_columns = {column for column, look in given.colinfo_map.items() if look.hidden or look.width == 0}
    for row in range(given.nrows):
        cells = given.row(row)
        filled = [column for column, cell in enumerate(cells) if cell.ctype in range(_TEXT, _ERROR + 1)]
        if len(filled) > reading.left:
            sheet.cut += 1
            continue
        reading.left -= len(filled)
        for column in filled:
            text = _text(book, cells[column], cell_name(sheet.name, row, column), reading)
            if text is not None:
                sheet.put(row, column, text)
    book.unload_sheet(number)


def _text(book: Any, cell: Any, name: str, reading: Reading) -> str | None:
    """A cell as it is shown; None where it is left out, which is noted."""
    if cell.ctype == _ERROR:
        reading.told.errors.append(name)
        return None
    look = book.xf_list[cell.xf_index] if cell.xf_index is not None and cell.xf_index < len(book.xf_list) else None
    if look is not None and look.font_index < len(book.font_list) and book.font_list[look.font_index].struck_out:
        reading.told.struck.append(name)
        return None
    if cell.ctype == _TEXT:
        return str(cell.value)
    if cell.ctype == _BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    known = book.format_map.get(look.format_key) if look is not None else None
    code = known.format_str if known is not None else GENERAL
    if look is not None and look.format_key in (14, 22):
        code = {14: "dd/mm/yyyy", 22: "dd/mm/yyyy h:mm"}[look.format_key]
    return shown(float(cell.value), code, since_1904=bool(book.datemode))
