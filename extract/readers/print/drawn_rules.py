"""The ruling lines drawn on a page: strokes and thin filled boxes; shading is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from extract.readers.print.turning import AS_IT_IS
from extract.sources.source import Rect, Turning, turned

MOST_DRAWINGS = 20_000
"""On one page; a page with more is a picture, and its lines are not looked at."""
_THIN = 3.0  # points: a box that is a line
_SHORT = 5.0
_SLANT = 1.0  # points by which a line may lean


class Stroke(NamedTuple):
    """A line at height (or, upright, at distance) `at` from `start` to `end`."""

    at: float
    start: float
    end: float


Strokes = tuple[list[Stroke], list[Stroke]]
"""Level ones and upright ones."""


def strokes_of(page: Any, by: Turning = AS_IT_IS) -> Strokes:
    """The level and upright lines that are drawn on a pymupdf page, turned as its words are."""
    level: list[Stroke] = []
    upright: list[Stroke] = []
    drawings = page.get_cdrawings()
    if len(drawings) > MOST_DRAWINGS:
        return [], []
    for drawing in drawings:
        for corners in _lines(drawing["items"], filled=drawing["type"] == "f"):
            x0, y0, x1, y1 = corners if by == AS_IT_IS else turned(corners, by)
            if abs(y1 - y0) <= _SLANT and abs(x1 - x0) >= _SHORT:
                level.append(Stroke((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x1 - x0) <= _SLANT and abs(y1 - y0) >= _SHORT:
                upright.append(Stroke((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return level, upright


def _lines(items: Iterable[tuple[Any, ...]], *, filled: bool) -> Iterator[Rect]:
    """The ends (x0, y0, x1, y1) of the lines of a path; `filled`: its inside alone is painted.

    A filled box is a line where it is thin; a larger one shades a cell or a line of text (Word draws one for each),
    and its edges rule nothing.
    """
    outline: list[Rect] = []
    for item in items:
        if item[0] == "l" and filled:
            (x0, y0), (x1, y1) = item[1][:2], item[2][:2]
            if outline and outline[-1][2:] != (x0, y0):
                yield from _box(_around(outline), filled=True)
                outline = []
            outline.append((x0, y0, x1, y1))
        elif item[0] == "l":
            yield (*item[1][:2], *item[2][:2])
        elif item[0] == "re":
            yield from _box(tuple(item[1][:4]), filled=filled)
        elif item[0] == "qu":
            yield from _box(_around([(*point[:2], *point[:2]) for point in item[1]]), filled=filled)
    if outline:
        yield from _box(_around(outline), filled=True)


def _around(lines: list[Rect]) -> Rect:
    xs = [x for line in lines for x in line[::2]]
    ys = [y for line in lines for y in line[1::2]]
    return min(xs), min(ys), max(xs), max(ys)


def _box(box: Rect, *, filled: bool) -> Iterator[Rect]:
    """The line that a thin box is; else its edges, unless it is only filled."""
    x0, y0, x1, y1 = box
    if abs(y1 - y0) <= _THIN:
        yield x0, (y0 + y1) / 2, x1, (y0 + y1) / 2
    elif abs(x1 - x0) <= _THIN:
        yield (x0 + x1) / 2, y0, (x0 + x1) / 2, y1
    elif not filled:
        yield from ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))
