"""What OCR read on a page put together with the words of its text layer."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from extract.readers.pdf.uncovered import shown_at
from extract.readers.print.words import Page, Word
from extract.readers.scan.upright import words_of
from extract.sources.source import Turning

_NEAR = 0.5  # points: two turnings are the same


def merged(own: Page, read: Page) -> Page:
    """A page's words and tables and those read from its pictures, as one page.

    Where the two run different ways (a scan on its side with an upright line stamped on it), the fewer stand aside.
    """
    mine = _words(own)
    if not mine:
        return read
    _once(read, mine)
    theirs = [*words_of(read)]
    if not theirs:
        return own
    most = read.scanned and len(theirs) > len(mine)
    if _same(_back(mine), _back(theirs)):
        page = replace(own, rules=read.rules if most else own.rules, scanned=most, pictured=True)
        page.words = [*own.words, *read.words]
        page.tables = sorted([*own.tables, *read.tables], key=lambda table: (table.rect[1], table.rect[0]))
        page.unmarked = most and read.unmarked
        return page
    larger, fewer = (read, mine) if most else (own, theirs)
    return replace(larger, aside=[*larger.aside, *fewer], pictured=True)


def _once(read: Page, mine: list[Word]) -> None:
    """Leave out what was read where a word of the page stands: the rest of its ink, beside the place it is said at."""
    known = sorted(map(shown_at, mine), key=lambda rect: rect[1])
    tops = [rect[1] for rect in known]
    highest = max(rect[3] - rect[1] for rect in known)

    def new(word: Word) -> bool:
        x0, y0, x1, y1 = shown_at(word)
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        near = known[bisect_left(tops, y - highest) : bisect_left(tops, y)]
        return not any(left <= x <= right and top <= y <= foot for left, top, right, foot in near)

    read.words = [word for word in read.words if new(word)]
    for table in read.tables:
        table.rows = [[[word for word in cell if new(word)] for cell in row] for row in table.rows]


def _words(page: Page) -> list[Word]:
    return [*words_of(page), *page.aside]


def _back(words: list[Word]) -> Turning | None:
    return next((word.back for word in words if word.back is not None), None)


def _same(one: Turning | None, other: Turning | None) -> bool:
    if one is None or other is None:
        return one is other
    return all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))
