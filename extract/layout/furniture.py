"""Page furniture: numbers that count the pages and titles repeated at the edge of every page.

They are taken out of the lines before paragraphs are joined, so that a sentence that goes over the
page is whole; what they say of years governs nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extract.layout.lines import Line

_DIGITS = re.compile(r"\d+")
_PAGE = re.compile(r"[-–\s]*(\d{1,3})[-–\s]*")
_APART = 800  # characters between two page numbers, at least
_TITLE = range(12, 160)  # characters of a running title
_TIMES = 2  # a running title stands on so many pages at least


def furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines that are page numbers or running titles, in order.

    Page numbers stand alone on their line, count on, and stand a page apart; a running title is a line
    that comes again beside them.
    """
    numbered = [(i, int(m[1])) for i, line in enumerate(lines) if (m := _PAGE.fullmatch(line.text))]
    pages = _counting(lines, numbered)
    beside = {j for i in pages for j in (i - 1, i + 1) if 0 <= j < len(lines)}
    shapes = {j: _shape(lines[j]) for j in beside}
    times = Counter(shape for shape in shapes.values() if len(shape) in _TITLE)
    often = {shape for shape, n in times.items() if n >= _TIMES}
    if often:  # a line that also stands in the middle of a page is no running title
        often -= {_shape(line) for j, line in enumerate(lines) if j not in beside}
    titles = {j for j, shape in shapes.items() if shape in often}
    return [lines[i] for i in sorted({*pages, *titles})]


def _shape(line: Line) -> str:
    return _DIGITS.sub("0", " ".join(line.text.split()).lower())


def _counting(lines: Sequence[Line], numbered: list[tuple[int, int]]) -> list[int]:
    """Of the lines that hold a number alone: those of the longest run that counts pages."""
    best: list[tuple[int, int]] = []
    for first in range(min(len(numbered), 3)):
        run = [numbered[first]]
        for i, number in numbered[first + 1 :]:
            if number == run[-1][1] + 1 and lines[i].start - lines[run[-1][0]].start >= _APART:
                run.append((i, number))
        best = max(best, run, key=len)
    return [i for i, _ in best] if len(best) > 1 else []
