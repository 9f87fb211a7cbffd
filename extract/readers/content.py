"""What a reader may spend, and what it gives: raw text with pages, boxes and notices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic
from typing import Literal

from extract.contract.offsets import RawOffset, RawSpan
from extract.sources.source import Boxes, Cells, Notice


@dataclass(frozen=True, slots=True)
class Options:
    """What a reader may spend on one document.

    `max_bytes` of the file and of anything it unpacks to, `max_pages`; `deadline` (time.monotonic) after which
    no further page is begun and the rest is reported unread; `ocr`: whether pages without text may be read from
    their image.

    Pages to be read by OCR are given `a_page` seconds more each (`longer`), which `granted` is told of, and none may
    take more than ten times that.  As many are read at once as there are `slots`, files that processes share and lock
    (none: as there are processors).
    """

    max_bytes: int = 200_000_000
    max_pages: int = 3000
    deadline: float | None = None
    ocr: Literal["auto", "never"] = "auto"
    a_page: float = 6.0
    slots: tuple[Path, ...] = ()
    granted: Callable[[float], None] | None = None

    @property
    def late(self) -> bool:
        """Whether the deadline is over."""
        return self.deadline is not None and monotonic() > self.deadline

    @property
    def most_for_a_page(self) -> float:
        """Seconds of OCR."""
        return 10 * self.a_page

    def left(self, most: float) -> float:
        """Seconds that are left, at least one and no more than `most`."""
        return most if self.deadline is None else max(min(most, self.deadline - monotonic()), 1.0)

    def longer(self, pages: int) -> Options:
        """With the time that so many pages to be read by OCR add."""
        if self.deadline is None:
            return self
        if self.granted is not None:
            self.granted(pages * self.a_page)
        return replace(self, deadline=self.deadline + pages * self.a_page)


@dataclass(frozen=True, slots=True)
class Content:
    """A file's text as read.

    `pages`: code-point offset at which each page begins (empty: the format has none); `furniture`: spans of
    running heads and page numbers; `strays`: spans of raw with the page (from 1) they stand on, where a paragraph that
    goes on over the page's end is written before them; `copies`: spans of cells that repeat a merged one,
    written in each place that it covers; `notices`: what was not read, or how it was read; `cells`: which cell of a
    sheet each stretch of raw comes of.
    """

    media_type: str
    raw: str
    pages: tuple[RawOffset, ...] = ()
    boxes: Boxes | None = None
    furniture: tuple[RawSpan, ...] = ()
    notices: tuple[Notice, ...] = field(default=())
    strays: tuple[tuple[RawOffset, RawOffset, int], ...] = ()
    cells: Cells | None = None
    copies: tuple[RawSpan, ...] = ()
