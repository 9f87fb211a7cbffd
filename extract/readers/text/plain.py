"""Text and Markdown, in UTF-8 or one of the encodings of Vietnamese that came before it."""

from __future__ import annotations

import re
from pathlib import PurePath

from extract.contract.failures import ReadError, notice
from extract.readers.content import Content, Options
from extract.readers.text.encodings import decoded, notices_of, repaired
from extract.readers.text.mojibake import untangled

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")


def content(data: bytes, name: str, options: Options) -> Content:
    """The text of a file.  Raises ReadError (unknown_encoding, not_a_document)."""
    if data.count(b"\x00") > len(data) // 3 and not data.strip(b"\x00"):
        raise ReadError("not_a_document.binary")
    raw, encoding = decoded(data)
    if len(_CONTROL.findall(raw)) > len(raw) // 1000 or "\x00" in raw:
        raise ReadError("not_a_document.binary")
    raw, tangled = untangled(raw)
    notices = notices_of(raw, encoding)
    if tangled:
        notices = (*notices, notice("encoding.mojibake", encoding=tangled))
    raw, font = repaired(raw)
    if font:
        notices = (*notices, notice("encoding.fonts", font=font))
    media = "text/markdown" if PurePath(name).suffix.lower() in {".md", ".markdown"} else "text/plain"
    return Content(media, raw, notices=notices)
