"""Scans of an odd size, or that lie on their side or upside down: read upright and at the size of paper."""

from __future__ import annotations

from collections.abc import Iterator

from extract.language.legibility import legibility
from extract.readers.content import Options
from extract.readers.print.turning import together, turning
from extract.readers.print.words import Page, Word
from extract.readers.scan import engine, tesseract
from extract.readers.scan.sheet import Sheet

_POOR = 0.75  # what reads worse may lie on its side
_LONG = 4  # characters of a word that is wider than it is high
_TALL = 0.5  # of the long words: the lines run up or down
_SECONDS = 30.0  # to see which way letters stand


def read(sheet: Sheet, options: Options) -> Page:
    """A page as read from its picture, whichever way it lies.  Raises TimeoutError or ValueError."""
    best, turns = tesseract.read(sheet, options), 0
    score, upended = legibility(text_of(best)), _upended(best)
    if score < _POOR or upended:
        quarters = engine.quarters(sheet.grey, round(sheet.dpi), options.left(_SECONDS))
        most = 0.0 if upended else score
        for each in (quarters,) if quarters else (1, 3) if upended else ():
            if options.late:
                break
            again = tesseract.read(sheet.turned(each), options)
            if (score := legibility(text_of(again))) > most:
                best, most, turns = again, score, each
    if turns or sheet.shrunk != 1:
        larger = (sheet.shrunk, 0, 0, sheet.shrunk, 0, 0)
        back = together(turning(-turns, best.width, best.height), larger)
        for word in words_of(best):
            word.back = back if word.back is None else together(word.back, back)
    return best


def text_of(page: Page) -> str:
    """All that was read on a page."""
    return " ".join(word.text for word in words_of(page))


def words_of(page: Page) -> Iterator[Word]:
    """The words of a page, in tables and outside them, each once."""
    yield from page.words
    seen: set[int] = set()
    for table in page.tables:
        for cell in (cell for row in table.rows for cell in row):
            if id(cell) not in seen:  # a merged one stands in each place it covers
                seen.add(id(cell))
                yield from cell


def _upended(page: Page) -> bool:
    """Whether most words are higher than wide."""
    long = [word.rect for word in words_of(page) if len(word.text) >= _LONG]
    return sum(y1 - y0 > x1 - x0 for x0, y0, x1, y1 in long) > _TALL * len(long)
