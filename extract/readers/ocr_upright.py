"""Scans that lie on their side or upside down: found out where a page reads badly, and read again upright."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from typing import Any

from extract.legible import legibility
from extract.readers import ocr
from extract.readers.content import Options
from extract.readers.page import Page, Word
from extract.readers.page_upright import turning

_POOR = 0.75  # what reads worse may lie on its side
_LONG = 4  # characters of a word that is wider than it is high
_TALL = 0.5  # of the long words: the lines run up or down
_DPI = 200
_SECONDS = 30
_ROTATE = re.compile(r"^Rotate: (\d+)$", re.M)


def read(page: Any, options: Options) -> Page:
    """A pymupdf page as read from its image, whichever way it lies.  Raises TimeoutError or ValueError."""
    first = ocr.read(page, options)
    score, upended = legibility(text_of(first)), _upended(first)
    if score >= _POOR and not upended:
        return first
    quarters = _asked(page)
    best, most = first, 0.0 if upended else score
    for each in (quarters,) if quarters else (1, 3) if upended else ():
        if options.late:
            break
        again = _turned(page, each, options)
        if (score := legibility(text_of(again))) > most:
            best, most = again, score
    return best


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


def _asked(page: Any) -> int:
    """By how many quarters the page is to be turned clockwise, as Tesseract's model of scripts sees it."""
    image = page.get_pixmap(dpi=_DPI, alpha=False).tobytes("png")
    command = ["tesseract", "stdin", "stdout", "-l", "osd", "--psm", "0", "--dpi", str(_DPI)]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=image, capture_output=True, timeout=_SECONDS, check=False, env=environment
        )
    except (OSError, subprocess.TimeoutExpired):
        return 0
    found = _ROTATE.search(done.stdout.decode("utf-8", "replace"))
    return int(found[1]) // 90 % 4 if found else 0


def _turned(page: Any, quarters: int, options: Options) -> Page:
    """The page read after so many quarter turns clockwise."""
    import pymupdf

    if page.parent.is_pdf:
        before = page.rotation
        page.set_rotation((before + 90 * quarters) % 360)
        try:
            read = ocr.read(page, options)
        finally:
            page.set_rotation(before)
    else:
        with pymupdf.open("pdf", page.parent.convert_to_pdf(page.number, page.number)) as alone:
            alone[0].set_rotation(90 * quarters)
            read = ocr.read(alone[0], options)
    back = turning(-quarters, read.width, read.height)
    for word in _words(read):
        word.back = back
    return read
