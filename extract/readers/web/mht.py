"""Web pages saved as one file (.mht, .mhtml): the page itself; its pictures and styles are left out, frames told."""

from __future__ import annotations

from dataclasses import replace
from email.message import Message

from extract.contract.failures import ReadError, notice
from extract.readers.content import Content, Options
from extract.readers.packed.mails import body_of, leaves, parsed
from extract.readers.web import html

_LARGE = 100_000  # bytes of a picture that may be a page


def content(data: bytes, name: str, options: Options) -> Content:
    """The main text of the page.  Raises ReadError (truncated, empty, and what html.content raises)."""
    try:
        message = parsed(data)
        parts = [*leaves(message)]
        pages = [part for part in parts if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
        pictures = sum(p.get_content_maintype() == "image" and len(body_of(p)) > _LARGE for p in parts)
        root = _root(message, pages)
        body = b"" if root is None else body_of(root)
    except (ReadError, MemoryError):
        raise
    except Exception as error:  # the parser raises whatever the damage leads to
        raise ReadError("truncated.mail") from error
    if not body.strip():
        raise ReadError("empty.page")
    found = html.content(body, name, options)
    told = [notice("left_out.embedded", count=len(pages) - 1)] if len(pages) > 1 else []
    if pictures:
        told.append(notice("left_out.pictures", count=pictures))
    return replace(found, media_type="multipart/related", notices=(*found.notices, *told))


def _root(message: Message, pages: list[Message]) -> Message | None:
    """The part that is the page: the one the header names, else the first."""
    start = str(message.get_param("start") or "")
    named = (page for page in pages if start and str(page.get("Content-ID", "")).strip() == start.strip())
    return next(named, pages[0] if pages else None)
