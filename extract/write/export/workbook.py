"""An XLSX workbook: records, documents, and what the columns mean in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.contract.model import Extraction
from extract.write.atomic import replacing
from extract.write.columns import DOCUMENTS, TARGETS, Column, Row, Table
from extract.write.export.spool import spooled

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_MOST_ROWS = 1_048_575  # of a sheet, below its header
_LONGEST = 32_767  # UTF-16 units of a cell
# What XML 1.0 cannot hold; carriage returns go too, since a reader of XML turns them into line ends.
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CREATED = datetime(2025, 1, 1)  # the same in every workbook: nothing in it depends on when it was made
_WIDTHS = {
    "province": 14, "successor": 14, "successor_code": 14, "province_code": 13, "document": 14, "type": 11,
    "number": 16, "issued": 11, "indicator_id": 38, "indicator_name": 48, "indicator_text": 56, "qualifier": 16,
    "unit_text": 14, "band": 14, "exclusion": 24, "sentence": 100, "section": 18, "id": 56, "text": 16, "rules": 70,
    "title": 60, "issuer": 32, "district": 16, "signer": 20, "warnings": 36, "warning_messages": 48, "media_type": 14,
    "source": 30, "sha256": 68,
}  # fmt: skip
_WIDTH = 12
_FROZEN = 2  # columns that stay in view: the province
_ACROSS = {"targets": 3, "documents": 2}  # pages that a printed row takes
_TIGHT = 1.1  # letters of running text that take the room of one figure, which widths are counted in
_LINE_HEIGHT, _MOST_LINES = 13, 12  # in points; a longer text is whole in its cell, but not all in view
_BLUE, _PALE, _LINE = "#1F3864", "#F3F6FB", "#D9DEE7"
_GREEN, _AMBER = "#E2F0D9", "#FFF2CC"
_DOUBTFUL = 0.8
_GUIDE = "columns"
_GUIDE_HEAD = (
    ("table", "Bảng", 12), ("column", "Cột", 18), ("type", "Kiểu", 10), ("values", "Giá trị có thể có", 34),
    ("Tiếng Việt", "", 62), ("English", "", 62),
)  # fmt: skip


class TooManyRows(ValueError):
    """More rows than a sheet can have."""


def cell_text(text: str) -> str:
    """`text` as a cell can hold it: no character that XML forbids, cut with … where a cell's room ends."""
    kept = _ILLEGAL.sub("", text)
    if len(kept.encode("utf-16-le")) // 2 <= _LONGEST:
        return kept
    return kept.encode("utf-16-le")[: (_LONGEST - 1) * 2].decode("utf-16-le", "ignore") + "…"


class _Sheets:
    """The workbook and the looks of its cells."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        plain = {"font_name": "Arial", "font_size": 10, "valign": "top", "bottom": 1, "bottom_color": _LINE}
        head = {**plain, "bold": True, "font_color": "white", "bg_color": _BLUE, "valign": "vcenter", "text_wrap": True}
        self.head = book.add_format(head)
        self.text = book.add_format({**plain, "text_wrap": True})
        self.bold = book.add_format({**plain, "bold": True, "bg_color": _PALE})
        self.date = book.add_format({**plain, "num_format": "dd/mm/yyyy", "align": "left"})
        self.whole = book.add_format({**plain, "align": "center"})
        self.number = book.add_format({**plain, "align": "right", "indent": 1})
        self.share = book.add_format({**plain, "num_format": "0.00", "align": "center"})
        self.good = book.add_format({"bg_color": _GREEN})
        self.doubtful = book.add_format({"bg_color": _AMBER})

    def look(self, column: Column) -> Any:
        """The format of a column's cells."""
        if column.type == "date":
            return self.date
        if column.name == "confidence":
            return self.share
        return {"integer": self.whole, "number": self.number}.get(column.type, self.text)


def _height(texts: Iterable[tuple[object, int]]) -> int:
    """The height in points that a row needs to show its texts, each with the width of its column."""
    needed = [
        sum(ceil(max(len(line), 1) / (width * _TIGHT)) for line in str(text or "").split("\n")) for text, width in texts
    ]
    lines = max(needed, default=1)
    return 3 + _LINE_HEIGHT * min(lines, _MOST_LINES)


def _width(column: Column) -> int:
    return max(_WIDTHS.get(column.name, _WIDTH), len(column.name) + 3)


def _write(sheet: Worksheet, row: int, place: int, cell: Any, look: Any) -> None:
    """One cell; text is always text, whatever it begins with."""
    if cell is None or cell == "":
        sheet.write_blank(row, place, None, look)
    elif isinstance(cell, str):
        sheet.write_string(row, place, cell_text(cell), look)
    elif isinstance(cell, date):
        sheet.write_datetime(row, place, cell, look)
    else:
        sheet.write_number(row, place, cell, look)


def _paged(sheet: Worksheet, title: str, across: int) -> None:
    """How the sheet is printed: on A3, so many pages across, its header on every one."""
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(across, 0)
    sheet.set_footer(f"&L{title}&R&P / &N")


def _table(sheets: _Sheets, table: Table, rows: Iterator[Row]) -> int:
    """A sheet with the table's rows under a header that can be filtered and stays in view."""
    sheet = sheets.book.add_worksheet(table.name)
    looks = [sheets.look(column) for column in table.columns]
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, _width(column))
    _paged(sheet, table.name, _ACROSS[table.name])
    sheet.repeat_columns(0, _FROZEN - 1)
    sheet.freeze_panes(1, _FROZEN)
    sheet.set_row(0, 24)
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.name, sheets.head)
        told = {"x_scale": 2.2, "y_scale": 1.1, "author": "chitieu", "font_size": 9}
        sheet.write_comment(0, place, f"{column.vi}\n\n{column.en}", told)
    last = 0
    for last, row in enumerate(rows, 1):
        sheet.set_row(last, _height((row[column.name], _width(column)) for column in table.columns))
        for place, column in enumerate(table.columns):
            cell: Any = row[column.name]
            if column.type == "date" and isinstance(cell, str):
                cell = date.fromisoformat(cell)
            _write(sheet, last, place, cell, looks[place])
    sheet.autofilter(0, 0, max(last, 1), len(table.columns) - 1)
    if last and table is TARGETS:
        _coloured(sheets, sheet, table, last)
    return last


def _coloured(sheets: _Sheets, sheet: Worksheet, table: Table, last: int) -> None:
    """Results in green, doubtful records in amber."""
    kind, sure = table.names.index("kind"), table.names.index("confidence")
    told = {"type": "cell", "criteria": "==", "value": '"actual"', "format": sheets.good}
    sheet.conditional_format(1, kind, last, kind, told)
    doubt = {"type": "cell", "criteria": "<", "value": _DOUBTFUL, "format": sheets.doubtful}
    sheet.conditional_format(1, sure, last, sure, doubt)


def _guide(sheets: _Sheets, tables: Iterable[Table]) -> None:
    """The sheet that says what every column means, in both languages."""
    sheet = sheets.book.add_worksheet(_GUIDE)
    for place, (_, _, width) in enumerate(_GUIDE_HEAD):
        sheet.set_column(place, place, width)
    _paged(sheet, _GUIDE, 1)
    sheet.freeze_panes(1, 2)
    sheet.set_row(0, 24)
    for place, (english, vietnamese, _) in enumerate(_GUIDE_HEAD):
        sheet.write_string(0, place, f"{vietnamese} / {english}" if vietnamese else english, sheets.head)
    line, widths = 0, [width for _, _, width in _GUIDE_HEAD]
    for table in tables:
        for column in table.columns:
            line += 1
            told = (table.name, column.name, column.type, ", ".join(column.enum), column.vi, column.en)
            sheet.set_row(line, _height(zip(told, widths, strict=True)))
            for place, text in enumerate(told):
                _write(sheet, line, place, text, sheets.bold if place == 1 else sheets.text)
    sheet.autofilter(0, 0, line, len(_GUIDE_HEAD) - 1)


def write(extractions: Iterable[Extraction], out: Path) -> dict[str, int]:
    """Write the workbook, the same bytes every time; the number of rows by table comes back.

    Raises TooManyRows where a sheet has not enough of them.
    """
    import xlsxwriter

    # constant_memory: a row is on the disk before the next one is made.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with spooled(extractions, [TARGETS, DOCUMENTS]) as spool, replacing(out) as partial:
        for table in (TARGETS, DOCUMENTS):
            if spool.count(table) > _MOST_ROWS:
                raise TooManyRows(table.name)
        book = xlsxwriter.Workbook(str(partial), options)
        book.set_properties({"title": "Chỉ Tiêu", "author": "chitieu", "created": _CREATED})
        sheets = _Sheets(book)
        counts = {table.name: _table(sheets, table, spool.rows(table)) for table in (TARGETS, DOCUMENTS)}
        _guide(sheets, (TARGETS, DOCUMENTS))
        book.close()
        return counts
