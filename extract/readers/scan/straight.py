"""Pages that lie askew in the scanner: by how much, and put straight before anything is read.

Tesseract cuts lines that climb by more than a degree or so, and ruling lines askew are none for `strokes`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.readers.scan.strokes import Grey
from extract.sources.source import Turning

_MOST = 0.09  # rise of a line by its length: five degrees
_LEAST = 0.009  # half a degree, which reads as well as a straight line, and is left
_STEP = 0.004
_FINE = 0.0005
_DARKER = 60  # than most of the page: ink
_DOTS = 120_000  # of ink that are looked at
_FEW_DOTS = 20_000  # to see roughly
_ENOUGH = 2_000
_SHARPER = 1.15  # so much must the rows of ink stand out against those of the page as it lies
_COARSE = 100.0  # dots an inch


def rise_of(grey: Grey, dpi: float) -> float:
    """How a page's lines rise to the right, by their length (downwards is more than 0); 0.0 where they are level."""
    step = max(int(dpi / _COARSE), 1)
    small = grey[::step, ::step]
    ys, xs = np.nonzero(small < float(np.median(small[::4, ::4])) - _DARKER)
    if len(ys) < _ENOUGH:
        return 0.0
    some, few = _some(len(ys), _DOTS), _some(len(ys), _FEW_DOTS)
    middle = small.shape[1] / 2
    y, x = ys[few], xs[few] - middle
    best = max(np.arange(-_MOST, _MOST + _STEP, _STEP).tolist(), key=lambda rise: _sharpness(y, x, rise))
    ys, x = ys[some], xs[some] - middle
    level = _sharpness(ys, x, 0.0)
    near = np.arange(best - _STEP, best + _STEP, _FINE).tolist()
    best = max(near, key=lambda rise: _sharpness(ys, x, rise))
    sure = _sharpness(ys, x, best) > _SHARPER * level
    return best if sure and abs(best) >= _LEAST else 0.0


def _some(all_: int, most: int) -> NDArray[np.int64]:
    """So many at most of the dots, evenly."""
    return np.linspace(0, all_ - 1, min(all_, most)).astype(np.int64)


def _sharpness(ys: NDArray[np.int64], x: NDArray[np.float64], rise: float) -> float:
    """How unevenly the ink falls into rows that rise so."""
    rows = (ys - rise * x).astype(np.int64)
    filled = np.bincount(rows - rows.min())
    return float((np.diff(filled) ** 2).sum())


def levelled(grey: Grey, rise: float) -> tuple[Grey, Turning]:
    """A page whose lines rise so, turned until they are level; and the way back to places on it (pixels).

    Turned by two shears, columns up or down and rows left or right; what comes in from outside is white.
    """
    high, wide = grey.shape
    middle, centre = wide / 2, high / 2
    turned = _sheared(np.ascontiguousarray(_sheared(grey, rise, middle).T), -rise, centre).T
    # x = x' - rise (y' - centre);  y = y' + rise (x - middle)
    back = (1.0, rise, -rise, 1 - rise * rise, rise * centre, rise * (rise * centre - middle))
    return np.ascontiguousarray(turned), back


def _sheared(grey: Grey, rise: float, middle: float) -> Grey:
    """Each column moved up by its distance from the middle times `rise`, between pixels by their shares."""
    high, wide = grey.shape
    shift = rise * (np.arange(wide) - middle)
    whole = np.floor(shift).astype(np.int64)
    share = np.rint((shift - whole) * 256).astype(np.uint16)
    made = np.full_like(grey, 255)
    starts = np.flatnonzero(np.diff(whole, prepend=whole[0] - 1))
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), wide], strict=True):
        by = int(whole[start])
        top, foot = max(-by, 0), min(high - 1 - by, high)
        if foot <= top:
            continue
        part = share[start:end]
        upper = grey[top + by : foot + by, start:end].astype(np.uint16)
        lower = grey[top + by + 1 : foot + by + 1, start:end].astype(np.uint16)
        made[top:foot, start:end] = (upper * (256 - part) + lower * part) >> 8
    return made
