"""A page as a grey picture: drawn once, at the resolution that its print asks for, without what need not be read.

Drawing is MuPDF's, which one thread at a time may use; all that follows works on the picture alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil, hypot
from typing import Any

import numpy as np

from extract.readers.print.turning import shown
from extract.readers.scan.enlarged import enlarged
from extract.readers.scan.strokes import Grey
from extract.sources.source import Rect, turned

# Of words right on printed pages scanned at 100 to 300 ppi (2026-11-29): 13 points are read as well at 200 dpi as at
# 300 (0.990, 0.991), the notes of such pages not (strict F1 of two documents: 0.88 and 0.89, 0.97 and 0.90);
# 9 points at 300 (0.983; 0.971 at 200); drawn larger than twice its own dots a picture is read
# worse (9 points at 100 ppi: 0.923 at 200 dpi, 0.816 at 300), so one of few dots is enlarged along curves.
_PRINT = 2000.0  # dots an inch times points of the print (13-point type measures 10)
_LEAST_DPI, _MOST_DPI = 200.0, 400.0
_ENLARGED = 2.0  # of the picture's own dots an inch
_LEAST_OWN, _FEW_OWN = 50.0, 190.0  # dots an inch of pictures that are enlarged
_MOST_PIXELS = 50_000_000
_A4 = 595.0  # points
_LARGE = 1000.0  # points of the shorter side: an image that does not say how large its dots are
_DARKER = 50  # than the paper, of 255: ink
_STRIP = 36  # points: some letters wide
_FLAT, _HIGH = 4, 30  # points of a line of print
_NOTES = 8  # a page's smallest print is this part of its lines, or more
_FEW = 8  # lines that tell how large the print is
_NEARLY = 0.1  # of the picture's dots: so little more is not worth enlarging it once more
_ANEW = 1.15  # times as many dots are worth drawing the page again
_ROOM = 1.0  # points around a word
_MOSTLY = 0.5  # of what is read


@dataclass(frozen=True, slots=True)
class Sheet:
    """A grey picture of a page; `width` and `height` in points as OCR shall give them, `dpi` its dots to an inch of
    these; `shrunk`: how many of the page's own points one of these is.
    """

    grey: Grey
    width: float
    height: float
    dpi: float
    shrunk: float = 1.0

    def turned(self, quarters: int) -> Sheet:
        """Turned clockwise."""
        size = (self.height, self.width) if quarters % 2 else (self.width, self.height)
        grey = np.ascontiguousarray(np.rot90(self.grey, -quarters))
        return replace(self, grey=grey, width=size[0], height=size[1])


def look(page: Any, scale: float) -> Grey:
    """A pymupdf page as displayed, in grey, so many dots a point."""
    return _drawn(page, scale)


def ink(seen: Grey) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Where a picture is darker than its paper."""
    found: np.ndarray[Any, np.dtype[np.bool_]] = seen < float(np.median(seen[::4, ::4])) - _DARKER
    return found


def _drawn(page: Any, scale: float) -> Grey:
    import pymupdf

    drawn = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csGRAY, alpha=False)
    grey: Grey = np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.stride)[:, : drawn.width]
    return grey


def sheet_of(page: Any, keep: Iterable[Rect] | None = None, out: Iterable[Rect] = ()) -> Sheet:
    """A pymupdf page as a sheet; `keep`: where there is something to read (None: everywhere), `out`: words that are
    known already; both in points of the page as displayed.
    """
    width, height = page.rect.width, page.rect.height
    shrunk = min(width, height) / _A4 if min(width, height) > _LARGE else 1.0
    most = (_MOST_PIXELS / max(width * height, 1)) ** 0.5 * 72 * shrunk
    dpi = min(_LEAST_DPI, most)
    keep, out = None if keep is None else [*keep], [*out]
    own = _dots(page, keep) * shrunk
    if _LEAST_OWN <= own < min(_FEW_OWN, most):
        grey = _left(_drawn(page, own / 72 / shrunk), own / 72 / shrunk, keep, out)
        size = print_size(grey, own)
        wanted = min(max(_PRINT / size if size else _MOST_DPI, _LEAST_DPI), _MOST_DPI, most)
        times = max(min(ceil(wanted / own - _NEARLY), int(most / own)), 1)
        return Sheet(enlarged(grey, times), width / shrunk, height / shrunk, own * times, shrunk)
    grey = _left(_drawn(page, dpi / 72 / shrunk), dpi / 72 / shrunk, keep, out)
    wanted = min(_wanted(grey, dpi, own), most)
    if wanted > _ANEW * dpi:
        dpi = wanted
        grey = _left(_drawn(page, dpi / 72 / shrunk), dpi / 72 / shrunk, keep, out)
    return Sheet(grey, width / shrunk, height / shrunk, dpi, shrunk)


def _wanted(grey: Grey, dpi: float, own: float) -> float:
    """Dots an inch at which the print is best read; `own`: those of the pictures that it stands on (0: on none)."""
    size = print_size(grey, dpi, _NOTES)
    most = min(_MOST_DPI, _ENLARGED * own) if own else _MOST_DPI
    return min(_PRINT / size if size else _LEAST_DPI, most)


def _left(grey: Grey, scale: float, keep: list[Rect] | None, out: list[Rect]) -> Grey:
    """What is to be read of a picture; the rest is paper."""
    left = grey.copy()
    paper = max(int(np.median(left[::4, ::4])), 200)
    if keep is not None:
        left[:] = paper
        for rect in keep:
            left[_part(rect, scale)] = grey[_part(rect, scale)]
    for x0, y0, x1, y1 in out:
        left[_part((x0 - _ROOM, y0, x1 + _ROOM, y1), scale)] = paper
    return left


def _part(rect: Rect, scale: float) -> tuple[slice, slice]:
    x0, y0, x1, y1 = (max(round(v * scale), 0) for v in rect)
    return slice(y0, y1), slice(x0, x1)


def print_size(grey: Grey, dpi: float, part: int = 3) -> float:
    """Points of the smaller print on a picture, which one line of `part` does not exceed, from the feet of its letters
    to the marks above them; 0 for none.
    """
    dark = ink(grey)
    wide = round(_STRIP * dpi / 72)
    heights: list[int] = []
    for left in range(0, dark.shape[1] - wide + 1, wide):
        full = np.concatenate(([0], dark[:, left : left + wide].any(axis=1).view(np.int8), [0]))
        change = np.diff(full)
        heights.extend((np.flatnonzero(change == -1) - np.flatnonzero(change == 1)).tolist())
    lines = sorted(points for height in heights if _FLAT <= (points := height * 72 / dpi) <= _HIGH)
    return lines[len(lines) // part] if len(lines) >= _FEW else 0.0


def _dots(page: Any, keep: list[Rect] | None) -> float:
    """Dots an inch of the largest image; 0 where images are not most of what is read (a mark on a page of drawn letters
    says nothing of these).
    """
    by, read = shown(page), keep or [(0.0, 0.0, page.rect.width, page.rect.height)]
    best = largest = covered = 0.0
    for image in page.get_image_info():
        rect = turned(tuple(image["bbox"]), by)
        area = sum(_area(_shared(rect, part)) for part in read)
        covered += area
        wide = hypot(*image["transform"][:2])  # of its upper edge, whichever way that runs
        if area > largest and wide > 1:
            largest, best = area, image["width"] / wide * 72
    return best if covered >= _MOSTLY * sum(map(_area, read)) else 0.0


def _shared(one: Rect, other: Rect) -> Rect:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _area(rect: Rect) -> float:
    return max(rect[2] - rect[0], 0) * max(rect[3] - rect[1], 0)
