"""What a file is, told by its content; its name has no say."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

Format = Literal["text", "html", "pdf", "docx", "odt", "doc", "rtf", "xlsx", "xls", "ods", "image", "zip", "binary"]

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.I | re.S
)
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_FOREIGN = (
    b"\x7fELF", b"MZ\x90", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ", b"BZh", b"SQLite format 3", b"PAR1",
    b"OggS", b"ID3", b"RIFF", b"\x00\x00\x00\x18ftyp", b"\x00\x00\x00 ftyp", b"%!PS",
)  # fmt: skip


_WORKBOOKS = {"xl/workbook.xml", "xl/workbook.bin"}
_OPEN_DOCUMENTS: dict[bytes, Format] = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.spreadsheet-template": "ods",
}


def format_of(data: bytes) -> Format:
    """The format of a file's bytes; `zip` and `binary` are formats nothing here reads."""
    head = data[:2048]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_OLE):
        return _compound(data)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data)
    if head.startswith(_IMAGES) and not _HTML.match(start):
        return "image"
    if head.startswith(_FOREIGN):
        return "binary"
    if _HTML.match(start) or (head.startswith(_MARKS[:2]) and _HTML.match(_narrowed(head))):
        return "html"
    return "text"


def _narrowed(head: bytes) -> bytes:
    """UTF-16 text as UTF-8, as far as it goes."""
    return head.decode("utf-16", "ignore").encode("utf-8")


def _compound(data: bytes) -> Format:
    """What a compound file is, by the names of its streams; one may hold the other as an object."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") + b"\0\0" in data

    if not (holds("Workbook") or holds("Book")) or holds("ObjectPool"):
        return "doc"
    return "doc" if holds("WordDocument") and "MBD".encode("utf-16-le") not in data else "xls"


def _packed(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return "docx"
            if names & _WORKBOOKS:
                return "xlsx"
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype").strip()
                if kind in _OPEN_DOCUMENTS:
                    return _OPEN_DOCUMENTS[kind]
            return "zip"
    except Exception:  # a torn archive raises whatever its damage leads to
        if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]:
            return "odt"
        if b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet" in data[:200]:
            return "ods"
        if b"xl/" in data[:4096]:
            return "xlsx"
        return "docx" if b"word/" in data[:4096] or b"[Content_Types].xml" in data[:4096] else "zip"
