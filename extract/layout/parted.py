"""Tables whose cells are parted by bars, tabs or wide blanks, a row a line."""

from __future__ import annotations

import re

from extract.layout.dumped_cells import FEWEST_ROWS, LABEL, LONGEST_VALUE, Line, is_value
from extract.layout.dumped_heads import FEWEST, Head, head_of, may_head
from extract.layout.seen_columns import columns_seen, heads_seen, look
from extract.layout.table import Cell, Table, trimmed

_MOST_HEADS = 120
_SEEN = 12  # lines below a head by which its columns are known
_MARKS = ("\t", "|", ";")
_BARS_ONLY = re.compile(r"[\s|:\-–—=+]*")
_TITLE_LABEL = re.compile(LABEL.pattern + r"[\s.)]+(?=\S)")


def parted(text: str, lines: list[Line], at: int) -> tuple[Table, int] | None:
    """The table whose head line `at` is, its cells parted by one of the marks, and the line behind it."""
    mark = next((mark for mark in _MARKS if mark in lines[at].text), None)
    if mark is None or lines[at].text.count(mark) > _MOST_HEADS:
        return None
    first = _cells(text, lines[at], mark)
    if mark == ";" and not _may_be_heads(text, first):
        return None
    wide = _usual_width(text, lines, at, mark)
    while first and first[-1][1] == first[-1][0] and len(first) > wide:
        first.pop()
    head = head_of([text[a:b] for a, b in first], merged=True) or _seen(text, lines, at, mark, first)
    if head is None:
        return None
    rows, filled, next_at, ended = [first], 0, at + 1, at
    outer = lines[at].text.startswith(mark)
    while next_at < len(lines):
        line = lines[next_at]
        marked = _marked(text, line, mark)
        if _BARS_ONLY.fullmatch(line.text) and marked:
            next_at += 1
            continue
        if line.after_blank and marked and _heads(text, _cells(text, line, mark, outer=outer)):
            break
        row = _row(text, _cells(text, line, mark, outer=outer), head) if marked else None
        if row is None and not outer and marked:
            row = _row(text, _cells(text, line, mark), head) or _open_row(text, line, mark, head)
        if row is None:
            section = _section(text, line, head)
            goes_on = section is not None and next_at + 1 < len(lines) and _marked(text, lines[next_at + 1], mark)
            if section is None or not goes_on:
                break
            row = section
        rows.append(row)
        filled += _figures(text, row) > 0
        ended = next_at
        next_at += 1
    if filled < (1 if len(first) > FEWEST else FEWEST_ROWS):
        return None
    return Table(lines[at].start, lines[ended].end, rows), ended + 1


def _marked(text: str, line: Line, mark: str) -> bool:
    """Whether a mark stands in a line, or behind it where its last cells are empty."""
    return text.find(mark, line.start, line.end) >= 0


def _may_be_heads(text: str, cells: list[Cell]) -> bool:
    """Whether cells may be heads by their look; those of a sentence are not, and most that a semicolon parts are."""
    return len(cells) >= FEWEST and all(a == b or may_head(text[a:b]) for a, b in cells)


def _usual_width(text: str, lines: list[Line], at: int, mark: str) -> int:
    """How many cells most of the lines right below a head have that figures stand in; 0 where none do."""
    outer = lines[at].text.startswith(mark)
    widths: list[int] = []
    for line in lines[at + 1 : at + _SEEN]:
        if not _marked(text, line, mark):
            break
        cells = _cells(text, line, mark, outer=outer)
        if _figures(text, cells):
            while len(cells) > 1 and cells[-1][0] == cells[-1][1]:
                cells.pop()
            widths.append(len(cells))
    return max(widths, key=widths.count, default=0)


def _seen(text: str, lines: list[Line], at: int, mark: str, first: list[Cell]) -> Head | None:
    """What the columns under the heads `first` hold as the rows below show; a semicolon parts sentences too."""
    words = [text[a:b] for a, b in first]
    if mark == ";" or not heads_seen(words):
        return None
    outer = lines[at].text.startswith(mark)
    rows: list[list[str]] = []
    for line in lines[at + 1 : at + _SEEN]:
        if not _marked(text, line, mark):
            break
        cells = [text[a:b] for a, b in _cells(text, line, mark, outer=outer)]
        while len(cells) > len(words) and not cells[-1]:
            cells.pop()
        if len(cells) > len(words):
            return None
        if len(cells) == len(words) and any(look(cell) == "value" for cell in cells[1:]):
            rows.append(cells)
    return columns_seen(words, rows)


def _heads(text: str, cells: list[Cell]) -> bool:
    """Whether the cells are the head of a table of their own."""
    while cells and cells[-1][1] == cells[-1][0]:
        cells.pop()
    return not _figures(text, cells) and head_of([text[a:b] for a, b in cells], merged=True) is not None


def _cells(text: str, line: Line, mark: str, *, outer: bool = True) -> list[Cell]:
    """The cells of a line; bars at its ends part nothing (at its start: where the head has one too, `outer`)."""
    start, end = line.start, line.end
    if mark == "|":
        start += outer and line.text.startswith(mark)
        end -= line.text.endswith(mark)
    cells = []
    while (bar := text.find(mark, start, end)) >= 0:
        cells.append(trimmed(text, start, bar))
        start = bar + 1
    return [*cells, trimmed(text, start, end)]


def _row(text: str, cells: list[Cell], head: Head) -> list[Cell] | None:
    """The cells of a row under their heads; None where they cannot be."""
    while len(cells) > head.width and cells[-1][0] == cells[-1][1]:
        cells.pop()
    if len(cells) > head.width:
        return None
    if len(cells) == head.width:
        return cells
    empty = (cells[0][0], cells[0][0])
    labelled = LABEL.fullmatch(text, *cells[0]) is not None
    if head.labels and not labelled and cells[0][1] > cells[0][0]:
        cells = [empty, *cells]
    few = sum(b > a for a, b in cells) <= 2
    return cells + [empty] * (head.width - len(cells)) if few or len(cells) == head.width else None


def _open_row(text: str, line: Line, mark: str, head: Head) -> list[Cell] | None:
    """The row of a line whose last bar parts an empty cell, as no line has bars at its ends."""
    cells = _cells(text, line, mark, outer=False)
    if not line.text.endswith(mark) or len(cells) != head.width - 1:
        return None
    return [*cells, (line.end, line.end)]


def _section(text: str, line: Line, head: Head) -> list[Cell] | None:
    """The row that a line without marks is: a label and a title ("I. Kinh tế"), or a title in capitals."""
    match = _TITLE_LABEL.match(text, line.start, line.end)
    if len(line.text) > LONGEST_VALUE * 2 or not (match or line.text.isupper()):
        return None
    empty = (line.start, line.start)
    cells = [empty] * head.width
    cells[1 if head.labels else 0] = (match.end() if match else line.start, line.end)
    if match and head.labels:
        cells[0] = trimmed(text, *match.span())
    return cells


def _figures(text: str, cells: list[Cell]) -> int:
    """How many cells behind the second are figures."""
    return sum(is_value(text[a:b]) and any(c.isdigit() for c in text[a:b]) for a, b in cells[1:])
