"""What stands at the edges of pages: running heads, page numbers, footnotes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from extract.readers.print.reading_order import lines_of
from extract.readers.print.words import Line, Note, Page, Word
from extract.rules.vocabulary import expression

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
    return expression("page_number").fullmatch(row.text) if at_edge and len(row.words) <= 5 else None


def body_size(pages: Sequence[Page]) -> float:
    """The size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for word in page.words:
            sizes[round(word.size * 2) / 2] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def take_notes(page: Page, size: float, after: int = 0, before: Note | None = None) -> list[Note]:
    """The footnotes of a page, taken out of its words: small text at the foot, each begun by a number.

    `size` is that of the body.  In a scan a short rule must stand above them, for there sizes are not sure; a mark
    that cannot be read there counts on from `after`, that of the last note of the pages before.  What small text
    stands above the first goes on with `before`, the last note of the page before, where that had not ended.
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
    small = first
    marked = _opens if page.scanned else _mark
    while first < len(rows) and not marked(rows[first]):
        first += 1
    if before is not None and first > small and _goes_on(before, rows[small:first]):
        over = [word for row in rows[small:first] for word in row.words]
        before.over = len(before.words)
        before.words.extend(over)
        page.words = _without(page.words, over)
        rows, first = rows[:small] + rows[first:], small
    elif page.scanned:  # the first mark may be one that cannot be read
        first = small
    listed = max((i for i, row in enumerate(rows) if _recipients(row)), default=-1)
    if listed >= first:  # as small as notes, and below the signature's rule: notes may stand under it all
        first = next((i for i in range(listed + 1, len(rows)) if marked(rows[i])), len(rows))
    if first in {0, len(rows)}:
        return []
    if any(table.rect[3] > rows[first].base for table in page.tables):
        return []
    notes: list[Note] = []
    gaps = [b.base - a.base for a, b in pairwise(rows[first:])]
    if gaps and max(gaps) > 4 * size:
        return []
    start = _start([row.words[0].mark or "" for row in rows[first:] if _opens(row)], after)
    for row in rows[first:]:
        mark = _mark(row)
        following = int(notes[-1].mark) + 1 if notes else start
        if _opens(row):
            notes.append(Note(str(following), row.words[1:]))
        elif not mark and not notes:  # of a scan
            notes.append(Note(str(following), row.words[_misread(row) :]))
        elif mark and (not notes or row.words[0].raised or int(mark) == following):
            notes.append(Note(mark, row.words[1:]))
        else:
            notes[-1].words.extend(row.words)
        page.words = _without(page.words, row.words)
    for note in notes:
        if note.words:
            note.words[0].glued = False
    return notes


def _without(words: Sequence[Word], taken: Sequence[Word]) -> list[Word]:
    gone = {id(word) for word in taken}
    return [word for word in words if id(word) not in gone]


def _goes_on(before: Note, rows: Sequence[Line]) -> bool:
    """Whether small text at a page's foot goes on with a note: it begins within a sentence, or that had not ended."""
    if any(_recipients(row) for row in rows) or abs(rows[0].size - before.words[-1].size) > 0.1 * rows[0].size:
        return False
    if max((b.base - a.base for a, b in pairwise(rows)), default=0) > 2.5 * rows[0].size:
        return False
    if rows[0].text[:1].islower() or rows[0].words[0].mark is not None:
        return rows[0].text[:1].islower()
    return not before.words[-1].text.endswith((".", ";", ":", "!", "?", "…"))


def _recipients(row: Line) -> bool:
    """Whether a line heads the list of those who get the document, which is as small as notes."""
    return expression("recipients_line").match(row.text) is not None


def _opens(row: Line) -> bool:
    """Whether a line of a scan begins with a raised figure."""
    return row.words[0].mark is not None and len(row.words) > 1


def _start(read: Sequence[str], after: int) -> int:
    """The first of numbers that count on, by what most of them read as; where none tells, the one after `after`."""
    votes = Counter(int(figures) - i for i, figures in enumerate(read) if figures.isdigit())
    start, most = max(votes.items(), key=lambda each: (each[1], each[0] == after + 1, -each[0]), default=(0, 0))
    return start if start > 0 and most > votes[after + 1] else after + 1


def _mark(row: Line) -> str | None:
    first = row.words[0]
    match = _NOTE.fullmatch(first.text)
    if match is None or len(row.words) < 2:
        return None
    return match[1] if first.raised or first.x0 <= row.x0 else None


def _misread(row: Line) -> int:
    """1 where a line begins with what was read for a raised figure."""
    return int(len(row.words) > 1 and len(row.words[0].text) == 1 and row.words[0].text not in "-–+•")


def marked(pages: Sequence[tuple[Page, Sequence[Note]]]) -> None:
    """Write raised figures in the text of pages with their notes as marks of these."""
    texts = [[word for row in lines_of(page.words) for word in row.words] for page, _ in pages]
    raised = [(i, word) for i, words in enumerate(texts) for word in words if word.mark is not None]
    for _, word in raised:
        word.raised = False
    notes = [(i, note) for i, (page, some) in enumerate(pages) if page.scanned for note in some]
    for note, word in _aligned(notes, raised):
        word.text, word.raised = note.mark, True
    for words, (page, some) in zip(texts, pages, strict=True):
        if page.scanned and not any(word.mark is not None for word in words):
            found = ((word, match) for word in words if (match := _MISREAD.fullmatch(word.text)))
            for note, (word, match) in zip(some, found, strict=False):
                word.text = f"{match[1]}[^{note.mark}]{match[2]}"
        for word in words:
            if word.raised and word.text.isdigit():
                word.text = f"[^{word.text}]"
            word.raised = False


def _aligned(notes: Sequence[tuple[int, Note]], raised: Sequence[tuple[int, Word]]) -> list[tuple[Note, Word]]:
    """Notes and raised ink of a scan paired in order, by page and by what the ink reads as."""
    best = [[0.0] * (len(raised) + 1) for _ in range(len(notes) + 1)]
    for i, (there, note) in enumerate(notes):
        for j, (here, word) in enumerate(raised):
            best[i + 1][j + 1] = max(
                best[i][j + 1], best[i + 1][j], best[i][j] + _agreement(note.mark, there, word.mark or "", here)
            )
    pairs = []
    i, j = len(notes), len(raised)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((notes[i][1], raised[j][1]))
    return pairs[::-1]


def _agreement(mark: str, there: int, read: str, here: int) -> float:
    """How well a note on the page `there` goes with raised ink on the page `here`; negative: not at all."""
    if not 0 <= there - here <= 1:
        return -1
    near = 1 if there == here else 0
    if read == mark:
        return 3 + near
    return near - (0.5 if read else 0)
