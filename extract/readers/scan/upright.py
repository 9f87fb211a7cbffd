"""Scans of an odd size, or that lie on their side or upside down: read upright and at the size of paper."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from typing import Any

from extract.language.legibility import legibility
from extract.readers.content import Options
from extract.readers.print.turning import together, turning
from extract.readers.print.words import Page, Word
from extract.readers.scan import tesseract

_POOR = 0.75  # what reads worse may lie on its side
_LONG = 4  # characters of a word that is wider than it is high
_TALL = 0.5  # of the long words: the lines run up or down
_DPI = 300
_ENOUGH = 200  # dots an inch, to see which way letters stand
_A4 = 595.0  # points
_LARGE = 1000.0  # points of the shorter side: an image that does not say how large its dots are
_MOST_PIXELS = 50_000_000
_SECONDS = 30
_ROTATE = re.compile(r"^Rotate: (\d+)$", re.M)


def read(page: Any, options: Options) -> Page:
    """A pymupdf page as read from its image, whichever way it lies.  Raises TimeoutError or ValueError."""
    least = min(page.rect.width, page.rect.height)
    scale = _A4 / least if least > _LARGE else 1.0
    first = tesseract.read(page if scale == 1 else _sheet(page, scale)[0], options)
    best, turns = first, 0
    score, upended = legibility(text_of(first)), _upended(first)
    if score < _POOR or upended:
        quarters = _asked(page, scale)
        most = 0.0 if upended else score
        for each in (quarters,) if quarters else (1, 3) if upended else ():
            if options.late:
                break
            sheet = _sheet(page, scale)
            sheet[0].set_rotation(90 * each)
            again = tesseract.read(sheet[0], options)
            if (score := legibility(text_of(again))) > most:
                best, most, turns = again, score, each
    if turns or scale != 1:
        back = together(turning(-turns, best.width, best.height), (1 / scale, 0, 0, 1 / scale, 0, 0))
        for word in _words(best):
            word.back = back if word.back is None else together(word.back, back)
    return best


def _sheet(page: Any, scale: float) -> Any:
    """The image of a page as a PDF of one page, so many times as large."""
    import pymupdf

    document = pymupdf.open()
    sheet = document.new_page(width=page.rect.width * scale, height=page.rect.height * scale)
    dots = _DPI / 72 * scale
    dots *= min(1.0, (_MOST_PIXELS / (page.rect.width * page.rect.height * dots**2)) ** 0.5)
    image = page.get_pixmap(matrix=pymupdf.Matrix(dots, dots), colorspace=pymupdf.csGRAY, alpha=False)
    sheet.insert_image(sheet.rect, pixmap=image)
    return document


def text_of(page: Page) -> str:
    """All that was read on a page."""
    return " ".join(word.text for word in _words(page))


def _words(page: Page) -> Iterator[Word]:
    yield from page.words
    seen: set[int] = set()
    for table in page.tables:
        for cell in (cell for row in table.rows for cell in row):
            if id(cell) not in seen:  # a merged one stands in each place it covers
                seen.add(id(cell))
                yield from cell


def _upended(page: Page) -> bool:
    """Whether most words are higher than wide."""
    long = [word.rect for word in _words(page) if len(word.text) >= _LONG]
    return sum(y1 - y0 > x1 - x0 for x0, y0, x1, y1 in long) > _TALL * len(long)


def _asked(page: Any, scale: float) -> int:
    """By how many quarters the page is to be turned clockwise, as Tesseract's model of scripts sees it."""
    image = page.get_pixmap(dpi=round(_ENOUGH * scale), alpha=False).tobytes("png")
    command = ["tesseract", "stdin", "stdout", "-l", "osd", "--psm", "0", "--dpi", str(_ENOUGH)]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(command, input=image, capture_output=True, timeout=_SECONDS, check=False, env=environment)
    except (OSError, subprocess.TimeoutExpired):
        return 0
    found = _ROTATE.search(done.stdout.decode("utf-8", "replace"))
    return int(found[1]) // 90 % 4 if found else 0
