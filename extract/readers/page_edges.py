"""What stands at the edges of pages: running heads, page numbers, footnotes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from extract.readers.page import Line, Note, Page, Word
from extract.readers.page_lines import lines_of

_NUMBER = re.compile(r"(?:trang|page)?[-–—.\s]*(\d{1,4})(?:\s*/\s*\d{1,4})?[-–—.\s]*", re.I)
_COUNT = re.compile(r"^\d+\b|\b\d+(?:/\d+)?$")  # a page number beside a running head
_DEEP = 3  # lines at either edge that may be furniture
_NEAR = 4.0  # points: the same height
_EDGE = 0.14  # of the page's height, in which a page number stands
_SMALLER = 0.93  # of the body's size: a footnote
_MISREAD = re.compile(r"(.*[^\W\d_]|.*[%)])[!?\u2019'°*]([.,;:]*)")
_NOTE = re.compile(r"[\[(]?(\d{1,3})[\])]?[.:]?")


def take_furniture(pages: Sequence[Page]) -> list[tuple[list[list[Word]], list[list[Word]]]]:
    """Running heads and page numbers, at the top and at the bottom of each page, taken out of its words.

    Known by repetition at one height over pages, digits apart; a number alone at the edge must count on with the
    pages, or be the number of its page.
    """
    edges: list[list[tuple[bool, int, Line]]] = []  # (at the bottom, how deep, line)
    for page in pages:
        rows = lines_of(page.words)
        top = [(False, i, row) for i, row in enumerate(rows[:_DEEP]) if row.base < 0.3 * page.height]
        bottom = [(True, i, row) for i, row in enumerate(rows[::-1][:_DEEP]) if row.base > 0.7 * page.height]
        edges.append([*top, *bottom])
    heights: dict[tuple[bool, str], list[tuple[float, int]]] = defaultdict(list)
    offsets: Counter[int] = Counter()
    for number, (page, found) in enumerate(zip(pages, edges, strict=True)):
        for under, _, row in found:
            heights[under, _shape(row)].append((_height(page, row, under), number))
            if match := _alone(page, row):
                offsets[int(match[1]) - number] += 1
    usual = offsets.most_common(1)[0][0] if offsets else None
    taken = []
    for number, (page, found) in enumerate(zip(pages, edges, strict=True)):
        heads: list[list[Word]] = []
        feet: list[list[Word]] = []
        open_edge = {False: True, True: True}  # only what has nothing but furniture between it and the edge
        for under, _, row in found:
            told = False
            if match := _alone(page, row):
                offset = int(match[1]) - number
                told = (offset == usual and offsets[offset] > 1) or offset == 1
            elif len(_shape(row)) > 3 and not row.text[0].islower():
                height = _height(page, row, under)
                here = {n for h, n in heights[under, _shape(row)] if abs(h - height) <= _NEAR}
                told = len(here) >= max(2, min(3, len(pages) // 3)) or (len(pages) == 2 and len(here) == 2)
            if told and open_edge[under]:
                (feet if under else heads).append(row.words)
            else:
                open_edge[under] = False
        gone = {id(word) for words in (*heads, *feet) for word in words}
        page.words = [word for word in page.words if id(word) not in gone]
        taken.append((heads, feet[::-1]))
    return taken


def _shape(row: Line) -> str:
    return _COUNT.sub("0", row.text.lower())


def _height(page: Page, row: Line, under: bool) -> float:
    return page.height - row.base if under else row.base


def _alone(page: Page, row: Line) -> re.Match[str] | None:
    """The number of a line that holds nothing else, at the edge of the page."""
    at_edge = row.base < _EDGE * page.height or row.base > (1 - _EDGE) * page.height
    return _NUMBER.fullmatch(row.text) if at_edge and len(row.words) <= 5 else None


def body_size(pages: Sequence[Page]) -> float:
    """The size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for word in page.words:
            sizes[round(word.size * 2) / 2] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def take_notes(page: Page, size: float, after: int = 0) -> list[Note]:
    """The footnotes of a page, taken out of its words: small text at the foot, each begun by a number.

    `size` is that of the body.  In a scan a short rule must stand above them, for there sizes are not sure; a mark
    that cannot be read there counts on from `after`, that of the last note of the pages before.
    """
    rows = lines_of(page.words)
    first = len(rows)
    if page.scanned:
        free = [y for y in page.rules if not any(t.rect[1] - 3 <= y <= t.rect[3] + 3 for t in page.tables)]
        rule = max(free, default=None)
        while rule is not None and first and rows[first - 1].base > rule and rows[first - 1].size < 0.97 * size:
            first -= 1
    else:
        while first and rows[first - 1].size < _SMALLER * size:
            first -= 1
        while first < len(rows) and not _mark(rows[first]):
            first += 1
    if first in {0, len(rows)}:
        return []
    if any(table.rect[3] > rows[first].base for table in page.tables):
        return []
    notes: list[Note] = []
    gaps = [b.base - a.base for a, b in pairwise(rows[first:])]
    if gaps and max(gaps) > 4 * size:
        return []
    for row in rows[first:]:
        mark = _mark(row)
        if not mark and not notes:  # of a scan
            notes.append(Note(str(after + 1), row.words[_misread(row) :]))
        elif mark and (not notes or row.words[0].raised or int(mark) == int(notes[-1].mark) + 1):
            rest = row.words[1:]
            notes.append(Note(mark, rest))
        else:
            notes[-1].words.extend(row.words)
        gone = {id(word) for word in row.words}
        page.words = [word for word in page.words if id(word) not in gone]
    for note in notes:
        if note.words:
            note.words[0].glued = False
    return notes


def _mark(row: Line) -> str | None:
    first = row.words[0]
    match = _NOTE.fullmatch(first.text)
    if match is None or len(row.words) < 2:
        return None
    return match[1] if first.raised or first.x0 <= row.x0 else None


def _misread(row: Line) -> int:
    """1 where a line begins with what was read for a raised figure."""
    return int(len(row.words) > 1 and len(row.words[0].text) == 1 and row.words[0].text not in "-–+•")


def marked(page: Page, notes: Sequence[Note]) -> None:
    """Write raised figures in the text as marks of footnotes.

    OCR reads most of them as "!", "?" or a quote: where a scanned page has notes, such signs are taken, in order.
    """
    for word in page.words:
        if word.raised and word.text.isdigit():
            word.text = f"[^{word.text}]"
            word.raised = False
    if page.scanned and notes:
        ordered = (word for row in lines_of(page.words) for word in row.words)
        found = ((word, match) for word in ordered if (match := _MISREAD.fullmatch(word.text)))
        for note, (word, match) in zip(notes, found, strict=False):
            word.text = f"{match[1]}[^{note.mark}]{match[2]}"
