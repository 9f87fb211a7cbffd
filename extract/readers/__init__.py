"""From a file to a `Source`: raw text and what is known of it; nothing here knows Vietnamese.

Formats other than text get a module each beside this one, chosen by content.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path


class ReadError(Exception):
    """A file that yields no text: a snake_case `code` and a plain sentence what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Source:
    """A document as read.

    `pages` holds the code-point offset at which each page begins (empty: the format has none);
    `notices` are (code, message) pairs about what could not be read.
    """

    id: str
    path: str
    media_type: str
    sha256: str
    raw: str
    pages: tuple[int, ...] = ()
    notices: tuple[tuple[str, str], ...] = field(default=())


def read(path: str | Path) -> Source:
    """Read one file.  Raises ReadError (missing, empty, not_text) with what to do about it."""
    path = Path(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError("missing", f"{path}: no such file") from error
    except OSError as error:
        raise ReadError("unreadable", f"{path}: {error.strerror}") from error
    if not data.strip():
        raise ReadError("empty", f"{path}: the file is empty")
    try:
        raw = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ReadError("not_text", f"{path}: not UTF-8 text (save it as UTF-8 and try again)") from error
    if "\x00" in raw:
        raise ReadError("not_text", f"{path}: a binary file, not text")
    media = "text/markdown" if path.suffix.lower() in {".md", ".markdown"} else "text/plain"
    return Source(path.stem, path.as_posix(), media, hashlib.sha256(data).hexdigest(), raw)


def of_text(raw: str, *, name: str = "text") -> Source:
    """A string as a `Source`, for callers that have no file."""
    return Source(name, name, "text/plain", hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest(), raw)
