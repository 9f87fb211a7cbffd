"""Dotted and dashed ruling lines in the image of a page, which are no dark runs: thin ink again and again on one line.

Dots that lead over a blank ("Số: ...../KH") look the same; only lines that cross are a table's.
"""

from __future__ import annotations

import numpy as np

from extract.readers.print.drawn_rules import Stroke, Strokes
from extract.readers.scan.strokes import Grey, Mask, may_run, runs, wider

_DARKER = 30  # than most of the page: a dot, blurred
# Points:
_THIN = 1.6
_GAP = 4.0
_LONG = 60.0  # level
_TALL = 18.0
_MEET = 4.0
_CELL = 0.48  # what a pixel of the mask that is looked at measures: 150 dots an inch
_INKED = 0.3  # of a line's length, at least, in one row or the next
_BESIDE = 0.2  # of its length, ink beside it at most: 0.07 where dots rule, 0.32 and more along feet of letters
_CROSSED = 2  # lines by which one of a table is crossed


def dotted(grey: Grey, scale: float) -> tuple[Strokes, Mask]:
    """The dotted lines that cross, in points, and where their ink is.  `scale`: points a pixel."""
    none: tuple[Strokes, Mask] = ([], []), np.zeros(grey.shape, bool)
    step = max(round(_CELL / scale), 1)
    high, wide = (n // step for n in grey.shape)
    cut = grey[: high * step, : wide * step]
    pale = cut if step == 1 else _paler(cut, step)
    dark: Mask = np.asarray(pale < float(np.median(pale[::4, ::4])) - _DARKER)
    size = scale * step
    level, across = _lines(dark, size, _LONG)
    if len(level) < _CROSSED:
        return none
    upright, down = _lines(np.ascontiguousarray(dark.T), size, _TALL)
    lines = [s for s in level if sum(_cross(s, other) for other in upright) >= _CROSSED]
    posts = [s for s in upright if sum(_cross(other, s) for other in level) >= _CROSSED]
    if not lines or not posts:
        return none
    along, below = _about(lines, dark.shape, size), _about(posts, dark.T.shape, size).T
    letters = dark & ~wider(across) & ~wider(down).T
    mask = ((along | below) & ~letters) | (along & below)
    whole = np.zeros(grey.shape, bool)
    whole[: high * step, : wide * step] = mask.repeat(step, 0).repeat(step, 1)
    return (lines, posts), whole


def _paler(grey: Grey, step: int) -> Grey:
    """A picture so many times smaller, each dot the mean of four."""
    corners = [grey[i::step, j::step].astype(np.uint16) for i in range(2) for j in range(2)]
    made: Grey = (sum(corners[1:], corners[0]) >> 2).astype(np.uint8)
    return made


def _lines(dark: Mask, size: float, least: float) -> tuple[list[Stroke], Mask]:
    """Level dotted lines in points, and all thin ink."""
    thick = round(_THIN / size) + 1
    reach = thick + 1
    thin = dark.copy()
    thin[reach:] &= ~dark[:-reach]
    thin[:-reach] &= ~dark[reach:]
    near = thin.copy()  # a line that is not quite level goes on in the next row
    near[1:] |= thin[:-1]
    length = round(least / size)
    gap = round(_GAP / size)
    rows = np.flatnonzero(_may_go_on(near, length, gap) & (np.count_nonzero(near, axis=1) >= _INKED * length))
    closed = np.zeros_like(near)
    closed[rows] = _closed(near[rows], gap)
    found = []
    for at, start, end in runs(closed, length)[0]:
        ink = near[max(round(at) - 1, 0) : round(at) + 2, round(start) : round(end)]
        if ink.size and ink.any(axis=0).mean() >= _INKED and _clear(dark, at, start, end, reach):
            found.append(Stroke((at + 0.5) * size, start * size, end * size))
    return found, near


def _may_go_on(mask: Mask, length: int, gap: int) -> Mask:
    """Rows that may go on for so long without a wider gap: of their parts as long as one, so many have ink in turn."""
    parts = mask.shape[1] // (gap + 1)
    many = length // (gap + 1) - 1
    if not parts or many < 1:
        return np.ones(len(mask), bool)
    return may_run(np.asarray(mask[:, : parts * (gap + 1)].reshape(len(mask), parts, gap + 1).any(axis=2)), many)


def _clear(dark: Mask, at: float, start: float, end: float, reach: int) -> bool:
    """Whether little ink stands right above and below: the feet of letters are thin, the letters above them are not."""
    row, along = round(at), slice(round(start), round(end))
    above, below = dark[max(row - reach, 0), along], dark[min(row + reach, len(dark) - 1), along]
    return float((above | below).mean()) <= _BESIDE


def _closed(mask: Mask, gap: int) -> Mask:
    """A mask whose gaps along rows of at most so many pixels are filled."""
    places = np.arange(mask.shape[1], dtype=np.int32)
    last = np.maximum.accumulate(np.where(mask, places, -10_000), axis=1)
    following = np.minimum.accumulate(np.where(mask, places, 1_000_000)[:, ::-1], axis=1)[:, ::-1]
    return np.asarray(following - last <= gap + 1)


def _cross(level: Stroke, upright: Stroke) -> bool:
    return (
        level.start - _MEET <= upright.at <= level.end + _MEET
        and upright.start - _MEET <= level.at <= upright.end + _MEET
    )


def _about(strokes: list[Stroke], shape: tuple[int, ...], size: float) -> Mask:
    """Where the strokes run, a little wider."""
    mask = np.zeros(shape, bool)
    for stroke in strokes:
        at, start, end = round(stroke.at / size), round(stroke.start / size), round(stroke.end / size)
        mask[max(at - 3, 0) : at + 3, max(start - 2, 0) : end + 2] = True
    return mask
