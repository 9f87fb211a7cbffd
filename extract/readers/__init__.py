"""From a file to a `Source`: raw text and what is known of it.

A reader is chosen by what the file holds (`sniff`), not by its name: `plain` (text, Markdown, old encodings), `html`,
`pdf` (with `ocr`), `docx`, `office` (what LibreOffice converts), `pptx`, `mht`, `photo`, `sheets`
(workbooks, and text that its name says is a table).  Each gives a `Content`.
Files that hold documents (`packed`) are opened, and each document is read on its own.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from extract.contract.failures import ReadError, refusal, unopened
from extract.language.legibility import vietnamese
from extract.readers.bounding import bounded
from extract.readers.content import Content, Options
from extract.readers.packed import opening
from extract.readers.sniff import Format, format_of, packed_otherwise
from extract.sources.source import Source

__all__ = ["Options", "ReadError", "Source", "holding", "of_bytes", "of_text", "read", "read_all"]

_READERS: dict[Format, str] = {
    "text": "text.plain", "html": "web.html", "pdf": "pdf.pdf", "image": "pdf.pdf", "docx": "word.docx",
    "doc": "word.libreoffice", "odt": "word.libreoffice", "rtf": "word.libreoffice", "pptx": "slides.pptx",
    "mht": "web.mht", "photo": "scan.photo",
    "xlsx": "sheets.spreadsheet", "xls": "sheets.spreadsheet", "ods": "sheets.spreadsheet",
}  # fmt: skip
"""The module of extract.readers that reads a format: its function `content(data, name, options)`."""

_DELIMITED = frozenset({".csv", ".tsv", ".tab", ".xls"})
"""Of a text a name may say that it is a table; programs write such a text as .xls too."""


def bytes_of(path: Path, options: Options) -> bytes:
    """A regular file's bytes.  Raises ReadError (missing, unreadable, too_large)."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for
            raise ReadError("unreadable.not_regular")
        with path.open("rb") as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise ReadError("unreadable.not_regular")
            if about.st_size > options.max_bytes:
                size, most = about.st_size // 1_000_000, options.max_bytes // 1_000_000
                raise ReadError("too_large.file", size=size, most=most)
            return file.read(options.max_bytes + 1)
    except FileNotFoundError as error:
        raise ReadError("missing.file") from error
    except OSError as error:
        raise unopened(error) from error


def read(path: str | Path, options: Options | None = None) -> Source:
    """Read one file.  Raises ReadError, with a code and what to do about it (docs/records.md lists the codes)."""
    path = Path(path)
    with bounded(options) as within:
        data, name = brought_out(path, (), within)
        return of_bytes(data, name, within, id=_spelt(path.stem), path=_spelt(path.as_posix()))


def holding(path: Path) -> Path | None:
    """The regular file at a path or, for a path into an archive or message, that file; None where there is neither."""
    return next((each for each in (path, *path.parents) if each.is_file()), None)


def read_all(path: Path, options: Options | None = None) -> list[Source]:
    """The documents of a path, which may lead into an archive or message: there two may have one name.

    Raises ReadError.
    """
    file = holding(path)
    if file is None or file == path:
        return [read(path, options)]
    with bounded(options) as within:
        found = opening.named(bytes_of(file, within), path.relative_to(file).as_posix(), within)
        return [of_bytes(data, name, within, path=_spelt(path.as_posix())) for data, name in found]


def brought_out(path: Path, inside: Sequence[int], options: Options) -> tuple[bytes, str]:
    """A file's bytes and name, or those of the document `inside` it (its number in each container).

    Raises ReadError.
    """
    data = bytes_of(path, options)
    return opening.brought(data, inside, options) if inside else (data, path.name)


def _spelt(name: str) -> str:
    """A file's name as text: bytes of it that are no UTF-8 become question marks."""
    return name.encode("utf-8", "replace").decode("utf-8")


def of_bytes(
    data: bytes, name: str, options: Options | None = None, *, id: str | None = None, path: str | None = None
) -> Source:
    """A file's bytes as a `Source`; `name` is for messages.  Raises ReadError.

    Of a file that holds documents the one document in it; where there are more, ReadError (not_a_document).
    """
    with bounded(options) as within:
        return _source(data, name, within, id=id, path=path)


def _source(data: bytes, name: str, options: Options, *, id: str | None, path: str | None) -> Source:
    kind, sealed = _format(data), data
    for depth in range(opening.DEEPEST + 1):
        if kind not in opening.CONTAINERS:
            break
        data, name = _only(data, depth, options)
        kind = _format(data)
    delimited = kind == "text" and Path(name).suffix.lower() in _DELIMITED
    module = "sheets.spreadsheet" if delimited else _READERS.get(kind)
    if module is None:
        raise ReadError("not_a_document.archive" if packed_otherwise(data) else "not_a_document.format")
    reader: Callable[[bytes, str, Options], Content] = import_module(f"extract.readers.{module}").content
    content = reader(data, name, options)
    if not content.raw.strip():
        raise ReadError("empty.text")
    if not vietnamese(content.raw):
        raise ReadError("not_vietnamese.document")
    return Source(
        id if id is not None else Path(name).stem, path if path is not None else name, content.media_type,
        hashlib.sha256(sealed).hexdigest(), content.raw, content.pages, content.notices, content.boxes,
        content.furniture, content.strays, content.cells, content.copies,
    )  # fmt: skip


def _format(data: bytes) -> Format:
    if not data.strip():
        raise ReadError("empty.file")
    return format_of(data)


def _only(data: bytes, depth: int, options: Options) -> tuple[bytes, str]:
    """The one document in a container."""
    found = opening.listed(data, options, depth)
    problem = next((each.problem for each in found.members if each.problem), None)
    if len(found.documents) == 1:
        return opening.brought(data, (found.documents[0].number,), options)
    if problem and not found.documents:
        raise refusal(problem)
    raise ReadError("not_a_document.several", count=len(found.documents))


def of_text(raw: str, *, name: str = "text") -> Source:
    """A string as a `Source`, for callers that have no file."""
    return Source(name, name, "text/plain", hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest(), raw)
