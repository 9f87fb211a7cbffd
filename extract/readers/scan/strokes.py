"""Ruling lines in the image of a page: found, and wiped out so that OCR does not take them for letters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extract.readers.print.drawn_rules import Stroke, Strokes

_LONG = 24.0  # points: a shorter level line is part of a letter or underlines a word
_TALL = 14.0
_DARK = 140
_PAPER = 20  # what is not so much darker than most of the page is paper; at 100 dots an inch marks of tones are pale
_ROUGH_PAPER = 70
_GRAIN = 2.5  # standard deviations of the paper's own grey
_NEAR = 3  # pixels
_LOOKS = 6  # at a run

Grey = NDArray[np.uint8]
Mask = NDArray[np.bool_]


def erased(grey: Grey, scale: float) -> tuple[Grey, Strokes]:
    """A grey picture, its paper white and its unbroken ruling lines gone; and these in points.

    `scale`: points a pixel.  On grey, noisy paper Tesseract misreads short numbers ("52" as "3C").
    """
    dark = grey < _DARK
    level, across = runs(dark, round(_LONG / scale))
    upright, down = runs(dark.T, round(_TALL / scale))
    strokes = [[Stroke(*(v * scale for v in each)) for each in some] for some in (level, upright)]
    clean = grey.copy()
    clean[clean > max(_paper(grey), _DARK)] = 255
    if len(level) < 2 or len(upright) < 2:
        clean[wider(across)] = 255
    else:
        clean[wider(across) | wider(down).T] = 255
    return clean, (strokes[0], strokes[1])


def _paper(grey: Grey) -> float:
    """The grey above which all is paper: the rougher it is, the farther below that of most of the page.

    Of 2,000 words at 100 dots an inch 0.968 were right with 70 below, 0.988 with 20 (2026-11-29).
    """
    some = grey[::7, ::7].astype(np.float64)
    most = float(np.median(some))
    near = some[np.abs(some - most) < _ROUGH_PAPER]
    return most - min(max(_GRAIN * float(near.std()), _PAPER), _ROUGH_PAPER)


def stacked(grey: Grey, boxes: Sequence[tuple[int, int, int, int]]) -> tuple[Grey, int]:
    """Parts of an image one below the other on white, and how far apart they stand."""
    pitch = max(y1 - y0 for _, y0, _, y1 in boxes) + 40
    sheet = np.full((pitch * len(boxes) + 40, max(x1 - x0 for x0, _, x1, _ in boxes) + 80), 255, np.uint8)
    for i, (x0, y0, x1, y1) in enumerate(boxes):
        sheet[40 + i * pitch : 40 + i * pitch + y1 - y0, 40 : 40 + x1 - x0] = grey[y0:y1, x0:x1]
    return sheet, pitch


def wider(mask: Mask) -> Mask:
    """A mask of level lines, one pixel higher and lower."""
    wide = mask.copy()
    wide[1:] |= mask[:-1]
    wide[:-1] |= mask[1:]
    return wide


def may_run(dark: Mask, least: int) -> Mask:
    """Rows that may have a run of so many: one covers some of the columns looked at, side by side."""
    apart = max(least // _LOOKS, 1)
    seen = dark[:, ::apart]
    many = least // apart
    wide = seen.shape[1] - many + 1
    if wide <= 0:
        return np.zeros(len(dark), bool)
    together = seen[:, :wide].copy()
    for at in range(1, many):
        together &= seen[:, at : at + wide]
    return np.asarray(together.any(axis=1))


def runs(dark: Mask, least: int) -> tuple[list[tuple[float, float, float]], Mask]:
    """Level lines (at, start, end) in pixels of dark runs of `least` or more, and where they are."""
    mask: Mask = np.zeros_like(dark)
    found: list[list[float]] = []  # first row, last row, start, end
    for row in map(int, np.flatnonzero(may_run(dark, least))):
        line = np.concatenate(([0], dark[row].view(np.int8), [0]))
        change = np.diff(line)
        starts, ends = np.flatnonzero(change == 1), np.flatnonzero(change == -1)
        long = ends - starts >= least
        for start, end in zip(starts[long].tolist(), ends[long].tolist(), strict=True):
            mask[row, start:end] = True
            for each in reversed(found[-40:]):
                if row - each[1] <= _NEAR and start <= each[3] + 20 and each[2] <= end + 20:
                    each[1], each[2], each[3] = row, min(each[2], start), max(each[3], end)
                    break
            else:
                found.append([row, row, start, end])
        if len(found) > 3000:
            return [], np.zeros_like(dark)
    thin = [f for f in found if f[1] - f[0] < 25]
    for first, last, start, end in found:
        if last - first >= 25:  # a black area, not a line
            mask[int(first) : int(last) + 1, int(start) : int(end)] = False
    return [((f[0] + f[1]) / 2, f[2], f[3]) for f in thin], mask
