"""A document as read: raw text, and where on its pages each word of it stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extract.contract.offsets import RawOffset, RawSpan

Rect = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points from the page's upper left corner."""
Turning = tuple[float, float, float, float, float, float]
"""a b c d e f of x' = ax + cy + e, y' = bx + dy + f; quarter turns only."""
Notice = tuple[str, str]
"""A snake_case code and a plain sentence."""


def turned(rect: Rect, by: Turning) -> Rect:
    """The rectangle around a rectangle turned."""
    a, b, c, d, e, f = by
    corners = [(x, y) for x in rect[::2] for y in rect[1::2]]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True, slots=True)
class Boxes:
    """Where each word of the raw text stands on its page; parallel, in the order of `starts` (raw offsets).

    `back`: for words that were read from a page put upright, from there to the page as it is displayed.
    """

    starts: Sequence[RawOffset]
    ends: Sequence[RawOffset]
    rects: Sequence[Rect]
    back: Mapping[int, Turning] = field(default_factory=dict)

    def within(self, start: RawOffset, end: RawOffset) -> list[Rect]:
        """The rectangles of raw[start:end], one a line of the page; a word covered in part is narrowed."""
        found: list[Rect] = []
        ways: list[Turning | None] = []
        first = bisect_right(self.ends, start)
        for i in range(first, bisect_left(self.starts, end)):
            x0, y0, x1, y1 = self.rects[i]
            a, b = self.starts[i], self.ends[i]
            width = (x1 - x0) / max(b - a, 1)
            x0, x1 = x0 + width * max(start - a, 0), x1 - width * max(b - end, 0)
            if found and min(y1, found[-1][3]) - max(y0, found[-1][1]) > 0.5 * (y1 - y0) and x0 >= found[-1][0]:
                last = found[-1]
                found[-1] = (last[0], min(last[1], y0), max(last[2], x1), max(last[3], y1))
            else:
                found.append((x0, y0, x1, y1))
                ways.append(self.back.get(i))
        return [turned(rect, way) if way else rect for rect, way in zip(found, ways, strict=True)]


@dataclass(frozen=True, slots=True)
class Cells:
    """Which cell of a sheet each stretch of the raw text comes of, as formulas name it (Sheet1!D12); parallel."""

    starts: Sequence[RawOffset]
    ends: Sequence[RawOffset]
    names: Sequence[str]

    def at(self, offset: RawOffset) -> str | None:
        """The cell of a character."""
        place = bisect_right(self.starts, offset) - 1
        return self.names[place] if place >= 0 and offset < self.ends[place] else None


@dataclass(frozen=True, slots=True)
class Source:
    """A document as read; see extract.readers.content.Content for what the fields after `raw` hold."""

    id: str
    path: str
    media_type: str
    sha256: str
    raw: str
    pages: tuple[RawOffset, ...] = ()
    notices: tuple[Notice, ...] = field(default=())
    boxes: Boxes | None = None
    furniture: tuple[RawSpan, ...] = ()
    strays: tuple[tuple[RawOffset, RawOffset, int], ...] = ()
    cells: Cells | None = None
    copies: tuple[RawSpan, ...] = ()

    def page(self, offset: RawOffset) -> int | None:
        """The page (from 1) on which a character of the raw text stands; None where there are no pages."""
        for start, end, page in self.strays:
            if start <= offset < end:
                return page
        return bisect_right(self.pages, offset) if self.pages else None
