"""An XLSX workbook: records, documents, and what the columns mean.

In English it holds names of columns and codes as every other form does; in Vietnamese heads and words.  What is read
and printed stands in view and fits A4; the other columns are there, folded away (+ above the sheet opens them).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.contract.codes import meaning
from extract.contract.model import Extraction
from extract.messages import Language
from extract.sources.temporary import temporary_folder
from extract.write.atomic import replacing
from extract.write.columns import DOCUMENTS, TARGETS, Column, Row, Table
from extract.write.export.closing import finished
from extract.write.export.in_words import head, row_in_words, table_name, values
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
    "indicator_id": 38, "indicator_text": 56, "exclusion": 24, "section": 18, "id": 56, "text": 16, "rules": 70,
    "signer": 20, "warnings": 36, "warning_messages": 48, "media_type": 14, "sha256": 68,
}  # fmt: skip
"""Of columns that are folded away; of those in view see _SHOWN."""
_WIDTH = 12
_SHOWN: dict[str, dict[str, int]] = {
    "targets": {
        "province": 11, "district": 11, "document": 13, "indicator_name": 36, "qualifier": 13, "kind": 9, "level": 9,
        "year": 7, "unit": 10, "unit_text": 10, "relation": 10, "value": 9, "upper": 8, "place": 13, "responsible": 15,
        "label": 9, "sentence": 52,
    },
    "documents": {
        "province": 12, "successor": 12, "district": 11, "document": 16, "type": 11, "number": 16, "issued": 11,
        "title": 48, "issuer": 24, "horizon_start": 9, "horizon_end": 9, "n_targets": 9, "n_actuals": 9, "source": 26,
    },
}  # fmt: skip
"""By table, the columns in view and their widths: together as wide as a page of A4 can show legibly."""
_FROZEN = 2  # columns that stay in view: the province
_TIGHT = 1.1  # letters of running text that take the room of one figure, which widths are counted in
_LINE_HEIGHT, _MOST_LINES = 13, 12  # in points; a longer text is whole in its cell, but not all in view
_BLUE, _PALE, _LINE = "#1F3864", "#F3F6FB", "#D9DEE7"
_GREEN, _AMBER = "#E2F0D9", "#FFF2CC"
_DOUBTFUL = 0.8
_GUIDE = "columns"
_GUIDE_HEAD: dict[Language, tuple[tuple[str, int], ...]] = {
    "en": (
        ("Bảng / table", 12), ("Cột / column", 18), ("Kiểu / type", 10), ("Giá trị có thể có / values", 34),
        ("Tiếng Việt", 62), ("English", 62),
    ),
    "vi": (("Bảng", 16), ("Cột", 24), ("Tên cột trong CSV", 18), ("Giá trị có thể có", 40), ("Ý nghĩa", 62)),
}  # fmt: skip


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

    def __init__(self, book: Workbook, language: Language) -> None:
        self.book, self.language = book, language
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


def height(texts: Iterable[tuple[object, int]], line: int = _LINE_HEIGHT, tight: float = _TIGHT) -> int:
    """The height in points that a row needs to show its texts, each with the width of its column.

    `line`: the height of a line; `tight`: letters of text that take the room of one figure.
    """
    needed = [
        sum(ceil(max(len(part), 1) / (width * tight)) for part in str(text or "").split("\n")) for text, width in texts
    ]
    lines = max(needed, default=1)
    return 3 + line * min(lines, _MOST_LINES)


def _width(table: Table, column: Column, shown: str) -> int:
    """A column's width: enough for its head, which breaks only between words."""
    width = _SHOWN[table.name].get(column.name) or _WIDTHS.get(column.name, _WIDTH)
    return max(width, max(map(len, shown.split())) + 3)


def write_cell(sheet: Worksheet, row: int, place: int, cell: Any, look: Any) -> None:
    """One cell; text is always text, whatever it begins with."""
    if cell is None or cell == "":
        sheet.write_blank(row, place, None, look)
    elif isinstance(cell, str):
        sheet.write_string(row, place, cell_text(cell), look)
    elif isinstance(cell, date):
        sheet.write_datetime(row, place, cell, look)
    else:
        sheet.write_number(row, place, cell, look)


def paged(sheet: Worksheet, title: str, heads: tuple[int, int] = (0, 0)) -> None:
    """How the sheet is printed: A4 across, its width on one page, its heads (rows from, to) on every one."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(*heads)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L&9{title}&R&9&P / &N")


def _table(sheets: _Sheets, table: Table, rows: Iterator[Row]) -> int:
    """A sheet with the table's rows under a header that can be filtered and stays in view."""
    language, vi = sheets.language, sheets.language == "vi"
    name = table_name(table.name, language) if vi else table.name
    sheet = sheets.book.add_worksheet(name)
    looks = [sheets.look(column) for column in table.columns]
    heads = [head(column.name, language) if vi else column.name for column in table.columns]
    widths = [_width(table, column, text) for column, text in zip(table.columns, heads, strict=True)]
    shown = [(column.name, width) for column, width in zip(table.columns, widths, strict=True)]
    shown = [(name, width) for name, width in shown if name in _SHOWN[table.name]]
    for place, column in enumerate(table.columns):
        folded = {} if column.name in _SHOWN[table.name] else {"level": 1, "hidden": True}
        sheet.set_column(place, place, widths[place], None, folded)
    paged(sheet, name)
    sheet.freeze_panes(1, _FROZEN)
    sheet.set_row(0, 42 if vi else 24)
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, heads[place], sheets.head)
        told = {"x_scale": 2.2, "y_scale": 1.1, "author": "chitieu", "font_size": 9}
        sheet.write_comment(0, place, column.vi if vi else f"{column.vi}\n\n{column.en}", told)
    last = 0
    for last, plain in enumerate(rows, 1):
        row = row_in_words(plain, table, language) if vi else plain
        sheet.set_row(last, height((row[name], width) for name, width in shown))
        for place, column in enumerate(table.columns):
            cell: Any = row[column.name]
            if column.type == "date" and isinstance(cell, str):
                cell = date.fromisoformat(cell)
            write_cell(sheet, last, place, cell, looks[place])
    sheet.autofilter(0, 0, max(last, 1), len(table.columns) - 1)
    if last and table is TARGETS:
        _coloured(sheets, sheet, table, last)
    return last


def _coloured(sheets: _Sheets, sheet: Worksheet, table: Table, last: int) -> None:
    """Results in green, doubtful records in amber."""
    kind, sure = table.names.index("kind"), table.names.index("confidence")
    result = meaning("kind", "actual", "vi") if sheets.language == "vi" else "actual"
    told = {"type": "cell", "criteria": "==", "value": f'"{result}"', "format": sheets.good}
    sheet.conditional_format(1, kind, last, kind, told)
    doubt = {"type": "cell", "criteria": "<", "value": _DOUBTFUL, "format": sheets.doubtful}
    sheet.conditional_format(1, sure, last, sure, doubt)


def _guide(sheets: _Sheets, tables: Iterable[Table]) -> None:
    """The sheet that says what every column means."""
    heads, vi = _GUIDE_HEAD[sheets.language], sheets.language == "vi"
    name = table_name(_GUIDE, "vi") if vi else _GUIDE
    sheet = sheets.book.add_worksheet(name)
    for place, (_, width) in enumerate(heads):
        sheet.set_column(place, place, width)
    paged(sheet, name)
    sheet.freeze_panes(1, 2)
    sheet.set_row(0, 24)
    for place, (text, _) in enumerate(heads):
        sheet.write_string(0, place, text, sheets.head)
    line, widths = 0, [width for _, width in heads]
    for table in tables:
        for column in table.columns:
            line += 1
            told = _told(table, column) if not vi else _told_vi(table, column)
            sheet.set_row(line, height(zip(told, widths, strict=True)))
            for place, text in enumerate(told):
                write_cell(sheet, line, place, text, sheets.bold if place == 1 else sheets.text)
    sheet.autofilter(0, 0, line, len(heads) - 1)


def _told(table: Table, column: Column) -> tuple[str, ...]:
    return table.name, column.name, column.type, ", ".join(column.enum), column.vi, column.en


def _told_vi(table: Table, column: Column) -> tuple[str, ...]:
    names = table_name(table.name, "vi"), head(column.name, "vi")
    return *names, column.name, values(column, "vi"), column.vi


def write(extractions: Iterable[Extraction], out: Path, *, language: Language = "en") -> dict[str, int]:
    """Write the workbook, the same bytes every time; the number of rows by table comes back.

    Raises TooManyRows where a sheet has not enough of them.
    """
    import xlsxwriter

    # constant_memory: a row is on the disk before the next one is made.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with spooled(extractions, [TARGETS, DOCUMENTS]) as spool, replacing(out) as partial, temporary_folder() as folder:
        for table in (TARGETS, DOCUMENTS):
            if spool.count(table) > _MOST_ROWS:
                raise TooManyRows(table.name)
        book = xlsxwriter.Workbook(str(partial), {**options, "tmpdir": str(folder)})
        book.set_properties({"title": "Chỉ Tiêu", "author": "chitieu", "created": _CREATED})
        sheets = _Sheets(book, language)
        counts = {table.name: _table(sheets, table, spool.rows(table)) for table in (TARGETS, DOCUMENTS)}
        _guide(sheets, (TARGETS, DOCUMENTS))
        finished(book)
        return counts
