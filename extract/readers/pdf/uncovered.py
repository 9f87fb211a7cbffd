"""Which parts of a page show print that its text layer does not hold: what is drawn as a picture decides, not how many
letters the layer has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.readers.pdf.mupdf_words import Words
from extract.readers.print.turning import shown
from extract.readers.print.words import Word
from extract.readers.scan.sheet import ink, look
from extract.sources.source import Rect, turned

_MOST_PICTURES = 2000
_TOUCH = 2.0  # points between strips of one picture
_WIDE, _HIGH = 60.0, 14.0  # points: a smaller picture is a mark or an emblem
_CELL = 6  # points: the page is looked at by such squares, each a dot a point
_INKED = (0.04, 0.9)  # of a square: less is dust, more is an area of colour
_LARGE = 1400.0  # points of the longer side: larger pages are looked at in fewer dots
_LEAST = 40  # squares with ink: half a line of print
_PART = 0.15  # of a picture's ink, under a layer of recognised text that lies on it: stamps and signatures have less
_AS_MUCH = 0.7  # of the squares with ink, by words that do not lie on it: the layer of this very page, laid askew
_EDGE = 12.0  # points at the page's edges: shadows of the scanner

Squares = NDArray[np.bool_]


def shown_at(word: Word) -> Rect:
    """Where a word stands on the page as displayed."""
    rect = word.place or word.rect
    return turned(rect, word.back) if word.back else rect


def pictures_of(page: Any) -> list[Rect]:
    """Where pictures are drawn on a pymupdf page as displayed; those that touch are one."""
    by, (width, height) = shown(page), (page.rect.width, page.rect.height)
    found: list[Rect] = []
    for image in page.get_image_info()[:_MOST_PICTURES]:
        x0, y0, x1, y1 = turned(tuple(image["bbox"]), by)
        x0, y0, x1, y1 = max(x0, 0.0), max(y0, 0.0), min(x1, width), min(y1, height)
        if x1 > x0 and y1 > y0:
            found.append((x0, y0, x1, y1))
    return [r for r in _joined(found) if r[2] - r[0] >= _WIDE and r[3] - r[1] >= _HIGH]


def _joined(rects: Sequence[Rect]) -> list[Rect]:
    """Rectangles, those that touch as the one around them; from the top."""
    groups: list[Rect] = []
    for rect in sorted(rects, key=lambda r: (r[1], r[0])):
        meeting = [g for g in groups if _touch(g, rect)]
        while meeting:
            groups = [g for g in groups if g not in meeting]
            rect = _around([rect, *meeting])
            meeting = [g for g in groups if _touch(g, rect)]
        groups.append(rect)
    return sorted(groups, key=lambda r: (r[1], r[0]))


def _touch(a: Rect, b: Rect) -> bool:
    return a[0] <= b[2] + _TOUCH and b[0] <= a[2] + _TOUCH and a[1] <= b[3] + _TOUCH and b[1] <= a[3] + _TOUCH


def _around(rects: Iterable[Rect]) -> Rect:
    x0, y0, x1, y1 = zip(*rects, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def uncovered(page: Any, found: Words) -> list[Rect]:
    """The pictures of a pymupdf page (points, as displayed, from the top) that show what none of its words holds.

    A page that has hardly a picture but is drawn in outlines is no matter of this: it has no text at all.
    """
    pictures = pictures_of(page)
    if not pictures:
        return []
    words = [(shown_at(word), word.hidden) for word in (*found.level, *found.aside)]
    scale = min(1.0, _LARGE / max(page.rect.width, page.rect.height))
    seen = _squares(ink(look(page, scale)))
    covered = np.zeros_like(seen)
    hidden = np.zeros_like(seen)
    for rect, unseen in words:
        part = _part(rect, scale, 1)
        covered[part] = True
        if unseen:
            hidden[_part(rect, scale, 0)] = True
    edges = np.zeros_like(seen)
    edges[_part((_EDGE, _EDGE, page.rect.width - _EDGE, page.rect.height - _EDGE), scale, 0)] = True
    seen &= edges
    return [rect for rect in pictures if _unread(*(each[_part(rect, scale, 0)] for each in (seen, covered, hidden)))]


def _unread(seen: Squares, covered: Squares, hidden: Squares) -> bool:
    """Whether a picture shows more than its words hold."""
    left, whole = int((seen & ~covered).sum()), int(seen.sum())
    return left >= max(_LEAST, _PART * whole) and int(hidden.sum()) < _AS_MUCH * whole


def _squares(dark: Squares) -> Squares:
    """The squares of a page with as much ink as print has."""
    high, wide = (-(-n // _CELL) for n in dark.shape)
    padded = np.zeros((high * _CELL, wide * _CELL), np.bool_)
    padded[: dark.shape[0], : dark.shape[1]] = dark
    share = padded.reshape(high, _CELL, wide, _CELL).mean(axis=(1, 3))
    found: Squares = (share >= _INKED[0]) & (share <= _INKED[1])
    return found


def _part(rect: Rect, scale: float, more: int) -> tuple[slice, slice]:
    """The squares that a rectangle touches, and so many more on each side (above and below only)."""
    x0, y0, x1, y1 = (int(max(v, 0) * scale // _CELL) for v in rect)
    return slice(max(y0 - more, 0), y1 + 1 + more), slice(x0, x1 + 1)
