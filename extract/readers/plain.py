"""Text and Markdown, in UTF-8 or one of the encodings of Vietnamese that came before it."""

from __future__ import annotations

from pathlib import PurePath

from extract.readers.content import Content, Options, ReadError


def content(data: bytes, name: str, options: Options) -> Content:
    """The text of a file.  Raises ReadError (unknown_encoding, not_a_document)."""
    try:
        raw = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ReadError("unknown_encoding", "not UTF-8 text (save it as UTF-8 and try again)") from error
    if "\x00" in raw:
        raise ReadError("not_a_document", "a binary file, not text")
    media = "text/markdown" if PurePath(name).suffix.lower() in {".md", ".markdown"} else "text/plain"
    return Content(media, raw)
