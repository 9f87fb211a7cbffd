"""Words of a PDF page that a line strikes through, told from those that a table's rule or a shade touches.

MuPDF says of each letter whether a thin stroke passes through it.  That is a strike only where the stroke lies in the
middle of small letters, covers what it strikes and ends with it: the rule of a table goes on to the edge of its cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from extract.readers.print.drawn_rules import Stroke
from extract.readers.print.words import Word
from extract.sources.source import Turning, turned

_HIGHEST, _LOWEST = 0.6, 0.1  # of the size: how high above the base a line strikes letters through
_BEYOND = 0.7  # of the size: how far it may reach beyond them
_COVERED = 0.6  # of their width, by it
_WITHIN = 0.5  # of a word, in the mark of a reviewer


def settle(words: Sequence[Word], level: Sequence[Stroke]) -> None:
    """Leave `struck` only with words that one of the level strokes of their page strikes through."""
    for run in _runs(words):
        x0, x1, size = run[0].x0, run[-1].x1, run[0].size
        covered = 0.0
        for at, start, end in level:
            through = _LOWEST * size <= run[0].base - at <= _HIGHEST * size
            if through and start >= x0 - _BEYOND * size and end <= x1 + _BEYOND * size:
                covered += max(min(x1, end) - max(x0, start), 0)
        if covered < _COVERED * (x1 - x0):
            for word in run:
                word.struck = False


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Struck words that follow one another on a line."""
    for key, run in groupby(words, key=lambda word: (word.struck, round(word.base))):
        if key[0]:
            yield list(run)


def reviewed(page: Any, words: Sequence[Word], by: Turning) -> None:
    """Strike words through that a reviewer marked so (an annotation of the PDF); `by`: how the page was turned."""
    import pymupdf

    if page.first_annot is None:
        return
    for annot in page.annots(types=(pymupdf.PDF_ANNOT_STRIKE_OUT,)):
        points = annot.vertices or ()
        for i in range(0, len(points) - 3, 4):
            xs, ys = zip(*points[i : i + 4], strict=True)
            x0, y0, x1, y1 = turned((min(xs), min(ys), max(xs), max(ys)), by)
            for word in words:
                a, b, c, d = word.rect
                across, down = min(c, x1) - max(a, x0), min(d, y1) - max(b, y0)
                if across > _WITHIN * (c - a) and down > _WITHIN * (d - b):
                    word.struck = True
