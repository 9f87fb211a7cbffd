"""What a file is, told by its content; its name has no say."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

from extract.readers.packed.headers import message
from extract.readers.web.telling import page

Format = Literal[
    "text", "html", "mht", "pdf", "docx", "odt", "doc", "rtf", "pptx", "xlsx", "xls", "ods", "image", "photo",
    "archive", "mail", "zip", "binary",
]  # fmt: skip

_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\xfd7zXZ", b"BZh")
_FOREIGN = (
    *_ARCHIVES, b"\x7fELF", b"MZ\x90", b"SQLite format 3", b"PAR1", b"OggS", b"ID3", b"RIFF", b"%!PS",
)  # fmt: skip
_PROGRAMS = {"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF", "AndroidManifest.xml"}
"""What stands in archives that are a file of one program, not a folder packed."""
_PHOTO = re.compile(rb"RIFF....WEBP|....ftyp(?:heic|heix|heim|heis|hevc|hevx|mif1|msf1|avif|avis)", re.S)
_FILM = re.compile(rb"....ftyp", re.S)


_WORKBOOKS = {"xl/workbook.xml", "xl/workbook.bin"}
_OPEN_DOCUMENTS: dict[bytes, Format] = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.spreadsheet-template": "ods",
}


def format_of(data: bytes) -> Format:
    """The format of a file's bytes; `zip` and `binary` are formats nothing here reads.

    `archive` and `mail` hold documents (extract.readers.packed); of a `mht` the page is read.
    """
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
    if head.startswith(_IMAGES) and not page(data):
        return "image"
    if _PHOTO.match(head):
        return "photo"
    if head.startswith(_FOREIGN) or _FILM.match(head):
        return "binary"
    return message(data) or ("html" if page(data) else "text")


def packed_otherwise(data: bytes) -> bool:
    """Whether a file is an archive of a kind that nothing here opens."""
    return data.startswith(_ARCHIVES)


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
            if "ppt/presentation.xml" in names:
                return "pptx"
            return "zip" if not names or names & _PROGRAMS else "archive"
    except Exception:  # a torn archive raises whatever its damage leads to
        return _torn(data)


def _torn(data: bytes) -> Format:
    """What an archive without its directory was, by the names at its start."""
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]:
        return "odt"
    if b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet" in data[:200]:
        return "ods"
    if data[30:38] == b"mimetype":  # the first entry's name, by which other programs tell their files
        return "zip"
    head = data[:4096]
    if b"xl/" in head:
        return "xlsx"
    if b"ppt/" in head:
        return "pptx"
    return "docx" if b"word/" in head or b"[Content_Types].xml" in head else "archive"
