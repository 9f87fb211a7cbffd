"""Sheets made by code: workbooks of three formats from one description, as annexes of targets are laid out."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

Rows = Sequence[Sequence[Any]]
"""Values row by row; None where a cell is empty."""

ANNEX: Rows = (
    ("ỦY BAN NHÂN DÂN TỈNH LAI CHÂU", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("Số: 45/KH-UBND", None, None, "Lai Châu, ngày 12 tháng 12 năm 2025"),
    (),
    ("KẾ HOẠCH PHÁT TRIỂN KINH TẾ - XÃ HỘI NĂM 2026",),
    (None, None, None, None, None, "Đơn vị tính: như cột 3"),
    ("STT", "Chỉ tiêu", "ĐVT", "Năm 2025", None, "Kế hoạch năm 2026"),
    (None, None, None, "Kế hoạch", "Ước thực hiện", None),
    ("I", "KINH TẾ"),
    (1, "Tốc độ tăng tổng sản phẩm trên địa bàn", "%", 0.075, 0.0812, 0.08),
    (2, "Thu ngân sách trên địa bàn", "tỷ đồng", 2500, 2610.5, 2800),
    ("II", "XÃ HỘI"),
    (3, "Tỷ lệ hộ nghèo", "%", 18.5, 17.25, 14),
    (None, "- Thành thị", "%", 3.5, 3, 2.5),
    (None, "- Nông thôn", "%", 22, 20.75, 17),
    (),
    ("Ghi chú: số liệu năm 2025 là số ước thực hiện.",),
)
"""Letterhead, title, unit, two head rows, sections, a row with parts, a note."""
ANNEX_MERGED = ("A1:C1", "D1:F1", "A2:C2", "D2:F2", "A4:F4", "A6:A7", "B6:B7", "C6:C7", "D6:E6", "F6:F7", "A16:F16")
ANNEX_FORMATS = {"D9": "0.0%", "E9": "0.0%", "F9": "0.0%", "D10": "#,##0", "E10": "#,##0.0", "F10": "#,##0"}


def xlsx(
    sheets: Mapping[str, Rows], *, merged: Sequence[str] = (), formats: Mapping[str, str] | None = None,
    hidden_rows: Sequence[int] = (), hidden_columns: Sequence[str] = (), hidden_sheets: Sequence[str] = (),
    errors: Sequence[str] = (), struck: Sequence[str] = (),
) -> bytes:  # fmt: skip
    """A workbook; what is said of cells, rows (from 1) and columns holds of every sheet."""
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([*row])
        for cells in merged:
            sheet.merge_cells(cells)
        for cell, code in (formats or {}).items():
            sheet[cell].number_format = code
        for number in hidden_rows:
            sheet.row_dimensions[number].hidden = True
        for column in hidden_columns:
            sheet.column_dimensions[column].hidden = True
        for cell in errors:
            sheet[cell].value = "#DIV/0!"
            sheet[cell].data_type = "e"
        for cell in struck:
            sheet[cell].font = Font(strike=True)
        sheet.sheet_state = "hidden" if name in hidden_sheets else "visible"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def annex() -> bytes:
    """The annex as a workbook of one sheet, "Biểu 01"."""
    return xlsx({"Biểu 01": ANNEX}, merged=ANNEX_MERGED, formats=ANNEX_FORMATS)


_NAMES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style")
)


def ods(tables: str, styles: str = "", mimetype: str = "application/vnd.oasis.opendocument.spreadsheet") -> bytes:
    """An OpenDocument of sheets around the XML of its tables."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        archive.writestr(
            zipfile.ZipInfo("content.xml"),
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{_NAMES} office:version="1.2">'
            f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return stream.getvalue()


def ods_cell(text: str, kind: str = "string", value: str = "", more: str = "") -> str:
    """A cell as OpenDocument has it: its value and the text that is shown."""
    stated = f' office:value="{value}"' if value else ""
    return (
        f'<table:table-cell office:value-type="{kind}"{stated}{more}><text:p>{escape(text)}</text:p></table:table-cell>'
    )


def ods_table(rows: Sequence[Sequence[str]], name: str = "Biểu 01", more: str = "") -> str:
    """A table of cells that are XML already."""
    body = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}"{more}>{body}</table:table>'


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _text(text: str, size: str = "<H") -> bytes:
    return struct.pack(size, len(text)) + b"\x01" + text.encode("utf-16-le")


def xls(
    rows: Rows, *, formats: Mapping[tuple[int, int], str] | None = None, merged: Sequence[tuple[int, ...]] = (),
    hidden_rows: Sequence[int] = (), hidden_columns: Sequence[int] = (), errors: Sequence[tuple[int, int]] = (),
    name: str = "Biểu 01",
) -> bytes:  # fmt: skip
    """A workbook of Excel 97 with one sheet; places are rows and columns from 0, merged ones first and last of each."""
    codes = list(dict.fromkeys((formats or {}).values()))
    font = _record(0x31, struct.pack("<HHHHHBBBx", 200, 0, 0x7FFF, 400, 0, 0, 0, 0) + _text("Arial", "<B"))
    looks = [0, *(164 + number for number in range(len(codes)))]
    stream = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6)) + _record(0x42, struct.pack("<H", 1200))
    stream += font * 5
    for number, form in enumerate(codes):
        stream += _record(0x41E, struct.pack("<H", 164 + number) + _text(form))
    for look in looks:
        stream += _record(0xE0, struct.pack("<HHH", 0, look, 0) + bytes(14))
    sheet = bytearray(_record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6)))
    for column in hidden_columns:
        sheet += _record(0x7D, struct.pack("<HHHHHH", column, column, 2000, 0, 1, 0))
    for number in range(len(rows)):
        look = 0x120 if number in hidden_rows else 0x100
        sheet += _record(0x208, struct.pack("<HHHHHHI", number, 0, 20, 255, 0, 0, look))
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            code = (formats or {}).get((number, column))
            place = struct.pack("<HHH", number, column, codes.index(code) + 1 if code else 0)
            if (number, column) in errors:
                sheet += _record(0x205, place + b"\x07\x01")
            elif isinstance(value, str):
                sheet += _record(0x204, place + _text(value))
            elif value is not None:
                sheet += _record(0x203, place + struct.pack("<d", value))
    if merged:
        sheet += _record(0xE5, struct.pack("<H", len(merged)) + b"".join(struct.pack("<HHHH", *m) for m in merged))
    sheet += _record(0x0A)
    listed = _text(name, "<B")
    start = len(stream) + 4 + 6 + len(listed) + 4
    stream += _record(0x85, struct.pack("<IBB", start, 0, 0) + listed) + _record(0x0A)
    return compound(stream + bytes(sheet), "Workbook")


def compound(stream: bytes, name: str) -> bytes:
    """A compound file (OLE) that holds one stream."""
    stream = stream.ljust(4096, b"\0")
    stream += bytes(-len(stream) % 512)
    count = len(stream) // 512
    tables = -(-(count + 2) // 127)
    chain = [0xFFFFFFFD] * tables + [0xFFFFFFFE] + [tables + 2 + place for place in range(count)]
    chain[-1] = 0xFFFFFFFE
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * 512, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<IIIIIIII", tables, tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", *range(tables), *[0xFFFFFFFF] * (109 - tables))
    return head + table + _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(name, 2, -1, tables + 1, len(stream)) + (
        _entry("", 0, -1, 0, 0) * 2
    ) + stream  # fmt: skip


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    shown = name.encode("utf-16-le")
    named = shown.ljust(64, b"\0") + struct.pack("<H", len(shown) + 2 if name else 0)
    tree = struct.pack("<BBiii", kind, 1, -1, -1, child)
    return named + tree + bytes(36) + struct.pack("<IQ", start, size)
