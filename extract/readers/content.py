"""What a reader may spend, and what it gives: raw text with pages, boxes and notices."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import Literal

from extract.contract.offsets import RawOffset, RawSpan
from extract.sources.source import Boxes, Notice


@dataclass(frozen=True, slots=True)
class Options:
    """What a reader may spend on one document.

    `max_bytes` of the file and of anything it unpacks to, `max_pages`; `deadline` (time.monotonic) after which
    no further page is begun and the rest is reported unread; `ocr`: whether pages without text may be read from
    their image.
    """

    max_bytes: int = 200_000_000
    max_pages: int = 3000
    deadline: float | None = None
    ocr: Literal["auto", "never"] = "auto"

    @property
    def late(self) -> bool:
        """Whether the deadline is over."""
        return self.deadline is not None and monotonic() > self.deadline


@dataclass(frozen=True, slots=True)
class Content:
    """A file's text as read.

    `pages`: code-point offset at which each page begins (empty: the format has none); `furniture`: spans of
    running heads and page numbers; `strays`: spans of raw with the page (from 1) they stand on, where a paragraph that
    goes on over the page's end is written before them; `copies`: spans of cells that repeat a merged one,
    written in each place that it covers; `notices`: what was not read, or how it was read.
    """

    media_type: str
    raw: str
    pages: tuple[RawOffset, ...] = ()
    boxes: Boxes | None = None
    furniture: tuple[RawSpan, ...] = ()
    notices: tuple[Notice, ...] = field(default=())
    strays: tuple[tuple[RawOffset, RawOffset, int], ...] = ()
    copies: tuple[RawSpan, ...] = ()
