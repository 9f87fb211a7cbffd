"""Small good documents of every format, made by code; mutate.py starts from them."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from importlib import import_module
from pathlib import Path
from typing import Any

from tests import packed

CORPORA = Path(__file__).parent.parent.parent / "corpora"
FORMATS = (
    "text", "encodings", "html", "docx", "pdf", "rtf", "odt", "foreign", "zip", "mail", "mht", "pptx", "photo",
    "tangled", "xlsx", "xls", "ods", "csv",
)  # fmt: skip
_PIECE = 500
_TABLE = (
    ("Chỉ tiêu", "Đơn vị", "2025", "2030"),
    ("Tỷ lệ hồ sơ giải quyết đúng hạn", "%", "95", "98"),
    ("Tỷ lệ hộ nghèo", "%", "dưới 3", "1,5"),
)
_GOAL = "Đến năm 2025, tối thiểu 80% thủ tục hành chính được tích hợp[^1]; xếp hạng 20-25/63 tỉnh, thành phố."


@cache
def pieces() -> tuple[str, ...]:
    """Stretches of the documents of corpora/, each with its table, item or note, and one that has all of them."""
    found = []
    for path in sorted(CORPORA.glob("*.txt")):
        raw = path.read_text("utf-8")
        found += [raw[at : at + _PIECE] for at in range(0, len(raw) - _PIECE, len(raw) // 6)]
    rows = "\n".join("| " + " | ".join(row) + " |" for row in _TABLE)
    notes = "[^1]: Theo Quyết định số 12/QĐ-TTg ngày 03/6/2021, 30% hồ sơ.\n"
    found.append(f"1. Mục tiêu\n\n- {_GOAL}\n\n{rows}\n\n{notes}")
    return tuple(found)


def _text() -> Iterator[bytes]:
    for piece in pieces():
        yield piece.encode()


def _encodings() -> Iterator[bytes]:
    for piece in pieces()[::3]:
        apart = unicodedata.normalize("NFD", piece)
        yield piece.encode("utf-16")
        yield piece.encode("utf-16-be")
        yield apart.encode()
        yield b"\xef\xbb\xbf" + piece.encode()
        # CP1258 has the letters with their hats and the tones apart.
        tones = "\u0300\u0301\u0303\u0309\u0323"
        letters = [unicodedata.normalize("NFD", letter) for letter in piece]
        halves = "".join(
            unicodedata.normalize("NFC", "".join(c for c in letter if c not in tones))
            + "".join(c for c in letter if c in tones)
            for letter in letters
        )
        yield halves.encode("cp1258", "ignore")
        yield piece.encode("latin-1", "ignore")
        yield bytes(ord(c) & 0xFF for c in piece)


def page(body: str) -> str:
    """An HTML page around a body."""
    head = '<meta charset="utf-8"><title>Nghị quyết</title>'
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def _html() -> Iterator[bytes]:
    head = "<tr><th rowspan=2>Chỉ tiêu</th><th rowspan=2>Đơn vị</th><th colspan=2>Năm</th></tr>"
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in _TABLE)
    table = f"<table>{head}{rows}</table>"
    for piece in pieces()[::3]:
        body = "".join(f"<p>{line}</p>\n" for line in piece.split("\n\n"))
        main = f"<div class=content><h1>NGHỊ QUYẾT</h1>{body}{table}</div>"
        yield page(f"<nav><a href=#>Trang chủ</a></nav>{main}").encode()
    yield page(f"<ul><li>{_GOAL}<li><b>a)</b> 5%<sup>1</sup></ul><script>1%</script><pre>{_GOAL}</pre>{table}").encode()
    yield page(f"<p>{_GOAL}</p>{table}").replace("utf-8", "utf-16").encode("utf-16")


def _docx() -> Iterator[bytes]:
    import docx

    for piece in pieces()[::4]:
        document: Any = docx.Document()
        document.add_heading("Mục tiêu", 1)
        for line in piece.split("\n\n"):
            document.add_paragraph("".join(c for c in line if c.isprintable()))
        table = document.add_table(rows=len(_TABLE), cols=len(_TABLE[0]))
        for row, cells in zip(table.rows, _TABLE, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        table.cell(0, 2).merge(table.cell(0, 3))
        stream = io.BytesIO()
        document.save(stream)
        yield stored(stream.getvalue())


def stored(data: bytes, changed: dict[str, bytes] | None = None) -> bytes:
    """A zip archive written anew without compression (so that a mutation hits text), some entries changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            body = (changed or {}).get(name, old.read(name))
            if not name.endswith((".jpeg", ".png")) and "theme" not in name:
                new.writestr(zipfile.ZipInfo(name), body)
    return out.getvalue()


def _pdf() -> Iterator[bytes]:
    pymupdf: Any = import_module("pymupdf")
    for piece in pieces()[::4]:
        with pymupdf.open() as document:
            for number, half in enumerate((piece[: _PIECE // 2], piece[_PIECE // 2 :]), 1):
                leaf = document.new_page()
                lines = "".join(f"<p>{escape(line)}</p>" for line in half.split("\n\n"))
                leaf.insert_htmlbox((60, 60, 535, 642), lines)
                leaf.insert_text((290, 30), str(number), fontsize=9)
                for y in range(4):
                    leaf.draw_line((60, 660 + 20 * y), (500, 660 + 20 * y))
                for x in range(5):
                    leaf.draw_line((60 + 110 * x, 660), (60 + 110 * x, 720))
            yield document.tobytes(garbage=4, deflate=False, expand=255, no_new_id=True)


def _rtf() -> Iterator[bytes]:
    body = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in _GOAL)
    yield ("{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times;}}\\pard " + body + "\\par}").encode()


def odt(text: str) -> bytes:
    """The least an OpenDocument text needs."""
    names = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text", "table"))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        archive.writestr(
            zipfile.ZipInfo("content.xml"),
            f'<office:document-content{names} office:version="1.2"><office:body><office:text><text:p>{text}</text:p>'
            "</office:text></office:body></office:document-content>",
        )
        entries = (("/", "application/vnd.oasis.opendocument.text"), ("content.xml", "text/xml"))
        listed = "".join(
            f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}"/>'
            for path, media in entries
        )
        archive.writestr(
            zipfile.ZipInfo("META-INF/manifest.xml"),
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
            f' manifest:version="1.2">{listed}</manifest:manifest>',
        )
    return stream.getvalue()


def _odt() -> Iterator[bytes]:
    yield odt(_GOAL)
    rows = "".join(
        "<table:table-row>" + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>" for row in _TABLE
    )  # fmt: skip
    columns = '<table:table-column table:number-columns-repeated="4"/>'
    yield odt(f"{_GOAL}</text:p><table:table>{columns}{rows}</table:table><text:p>")


def _foreign() -> Iterator[bytes]:
    for start in (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10\x00\x00\x00\x10\x08\x02\x00\x00\x00",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"II*\x00\x08\x00\x00\x00", b"MM\x00*", b"GIF89a", b"BM", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04",
        b"PK\x05\x06" + bytes(18), b"\x7fELF", b"MZ\x90", b"\x1f\x8b\x08", b"7z\xbc\xaf\x27\x1c", b"RIFF",
        b"%PDF-1.7\n",
        b"{\\rtf1", b"<!DOCTYPE html>", b"<?xml version='1.0'?>", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff",
    ):  # fmt: skip
        yield start + bytes(range(256)) + _GOAL.encode()


def _xlsx() -> Iterator[bytes]:
    from tests.sheets import ANNEX, ANNEX_FORMATS, ANNEX_MERGED, annex, xlsx

    yield stored(annex())
    two = {"Phụ lục 1": ANNEX, "Sheet2": _TABLE}
    hidden = {"hidden_rows": (9,), "hidden_columns": ("E",), "errors": ("D12",), "struck": ("C12",)}
    yield stored(xlsx(two, merged=ANNEX_MERGED, formats=ANNEX_FORMATS, **hidden))  # type: ignore[arg-type]
    for piece in pieces()[::8]:
        clean = "".join(c for c in piece if c.isprintable() or c == "\n")
        yield stored(xlsx({"Sheet1": [(line,) for line in clean.split("\n\n")] + [*_TABLE]}))


def _xls() -> Iterator[bytes]:
    from tests.sheets import ANNEX, xls

    yield xls(ANNEX, formats={(8, 3): "0.0%", (9, 3): "#,##0"}, merged=[(5, 5, 3, 4)])
    yield xls(_TABLE, hidden_rows=(1,), hidden_columns=(1,), errors=((2, 3),))


def _ods() -> Iterator[bytes]:
    from tests.sheets import ods, ods_cell, ods_table

    yield ods(ods_table([[ods_cell(cell) for cell in row] for row in _TABLE]))
    spans = ' table:number-columns-spanned="2" table:number-rows-spanned="1"'
    rows = [
        [ods_cell("Chỉ tiêu"), ods_cell("Đơn vị"), ods_cell("Năm 2025", more=spans), "<table:covered-table-cell/>"],
        [ods_cell("Tỷ lệ hộ nghèo"), ods_cell("%"), ods_cell("5.5", "float", "5.5"), ods_cell("5,0", "float", "5")],
        [ods_cell("Tỷ lệ che phủ"), '<table:table-cell table:number-columns-repeated="2"/>', ods_cell("#REF!")],
    ]
    look = '<style:table-properties table:display="false"/>'
    hiding = f'<style:style style:name="ta1" style:family="table">{look}</style:style>'
    yield ods(ods_table(rows) + ods_table(rows, "Ẩn", ' table:style-name="ta1"'), hiding)


def _csv() -> Iterator[bytes]:
    for mark in (",", ";", "\t", "|"):
        text = "\r\n".join(mark.join(f'"{cell}"' for cell in row) for row in _TABLE)
        yield text.encode()
        yield f"KẾ HOẠCH{mark}{mark}{mark}\r\n{text}\r\nGhi chú: {_GOAL}".encode("utf-16")
        yield b"\xef\xbb\xbf" + text.replace('"', "").encode()


def _zip() -> Iterator[bytes]:
    for piece in pieces()[::5]:
        inner = packed.archive({"Phụ lục/a.txt": piece, "b.html": page(f"<p>{escape(piece)}</p>")})
        letter = packed.message(piece, {"c.txt": piece.encode()})
        files: dict[str, bytes | str] = {"Kế hoạch.txt": piece, "trong.zip": inner, "thu.eml": letter}
        yield stored(packed.archive(files))


def _mail() -> Iterator[bytes]:
    for piece in pieces()[::5]:
        table = f"<table><tr><td>{_GOAL}</td></tr></table>"
        yield packed.message(piece, {"Kế hoạch.txt": piece.encode(), "goi.zip": packed.archive({"a.txt": piece})})
        yield packed.message(piece, {}, html=table)


def _mht() -> Iterator[bytes]:
    for piece in pieces()[::5]:
        yield packed.saved_page(page("".join(f"<p>{escape(line)}</p>" for line in piece.split("\n\n"))))


def _pptx() -> Iterator[bytes]:
    for piece in pieces()[::5]:
        text = "".join(c for c in piece if c.isprintable() or c == "\n")
        first = packed.shape("Mục tiêu", "title") + packed.shape(text)
        yield stored(packed.slides(first, packed.grid(_TABLE), packed.shape("3%"), hidden=[2], notes={0: "Ghi chú"}))


def _photo() -> Iterator[bytes]:
    for form in ("WEBP", "HEIF", "AVIF"):
        yield packed.photo([_GOAL], form, size=(160, 90))


def _tangled() -> Iterator[bytes]:
    for piece in pieces()[::3]:
        for codec in ("cp1252", "cp1258"):
            once = piece.encode().decode(codec, "ignore")
            yield once.encode()
            yield once.encode().decode(codec, "replace").encode()


_MAKERS: dict[str, Callable[[], Iterator[bytes]]] = {
    "text": _text, "encodings": _encodings, "html": _html, "docx": _docx, "pdf": _pdf, "rtf": _rtf, "odt": _odt,
    "foreign": _foreign, "zip": _zip, "mail": _mail, "mht": _mht, "pptx": _pptx, "photo": _photo, "tangled": _tangled,
    "xlsx": _xlsx, "xls": _xls, "ods": _ods, "csv": _csv,
}  # fmt: skip


@cache
def seeds(kind: str) -> tuple[bytes, ...]:
    """Good documents of a format."""
    return tuple(_MAKERS[kind]())
