"""Tables that lost their ruling: cells parted by bars, tabs or wide blanks, or standing one a line.

What is pasted from a sheet, a page or a PDF looks so.  Such a table is known by its head (words that head columns)
and by its regularity: as many cells a row as the head has, ordinals in their column, figures under the heads of values.
Where the two do not agree the lines stay lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.language.cleaning import lowered
from extract.layout.heads_of_dumps import FEWEST, Head, head_of, is_ordinal_head, named_head
from extract.layout.table import Cell, Table, trimmed
from extract.rules.vocabulary import expression

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_BARS_ONLY = re.compile(r"[\s|:\-–—=+]*")
_LABEL = re.compile(r"(?:[IVX]{1,5}|\d{1,3}(?:\.\d{1,2})*|[A-Za-zĐđ])[.)]?")
_FIRST_LABELS = frozenset({"1", "01", "i", "a"})
_LONGEST_NAME = 300  # characters
_LONGEST_VALUE = 40
_LONGEST_UNIT = 5  # words
_LONGEST_GRADE = 3
_MOST_HEADS = 16  # cells
_FEWEST_ROWS = 2  # with values, of a table one cell a line
_NO_VALUE = frozenset("-–—x…*")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank: its text without blanks at the ends, and whether a blank line stands before it."""

    start: int
    end: int
    text: str
    after_blank: bool

    @property
    def label(self) -> bool:
        """Whether it is the ordinal of a row and nothing else."""
        return _LABEL.fullmatch(self.text) is not None


def dumped(text: str, taken: Sequence[Table]) -> list[Table]:
    """The tables in lines of `text` outside those `taken`, in order."""
    lines = _lines(text, taken)
    tables: list[Table] = []
    at = 0
    while at < len(lines):
        found = _parted(text, lines, at) or _stacked(lines, at)
        if found is not None:
            table, at = found
            tables.append(table)
        else:
            at += 1
    return tables


def _lines(text: str, taken: Sequence[Table]) -> list[_Line]:
    lines: list[_Line] = []
    last, tables = 0, iter(taken)
    table = next(tables, None)
    for match in _LINE.finditer(text):
        start = match.start()
        while text[start - 1 : start] == "\t":  # cells before the first filled one are empty
            start -= 1
        while table is not None and table.end <= start:
            last, table = table.end, next(tables, None)
        if table is None or start < table.start:
            apart = not lines or text.count("\n", last, start) > 1 or lines[-1].end < last
            lines.append(_Line(start, match.end(), match.group(), apart))
            last = match.end()
    return lines


# -- cells parted by bars or tabs


def _parted(text: str, lines: list[_Line], at: int) -> tuple[Table, int] | None:
    """The table whose head line `at` is, its cells parted by bars or tabs, and the line behind it."""
    mark = "\t" if "\t" in lines[at].text else "|" if "|" in lines[at].text else None
    if mark is None:
        return None
    first = _cells(text, lines[at], mark)
    while first and first[-1][1] == first[-1][0]:
        first.pop()
    head = head_of([text[a:b] for a, b in first])
    if head is None:
        return None
    rows, filled, next_at, ended = [first], 0, at + 1, at
    while next_at < len(lines):
        line = lines[next_at]
        if _BARS_ONLY.fullmatch(line.text) and mark in line.text:
            next_at += 1
            continue
        row = _row(text, _cells(text, line, mark), head) if mark in line.text else None
        if row is None:
            section = _section(text, line, head)
            goes_on = section is not None and next_at + 1 < len(lines) and mark in lines[next_at + 1].text
            if section is None or not goes_on:
                break
            row = section
        rows.append(row)
        filled += _figures(text, row) > 0
        ended = next_at
        next_at += 1
    if filled < (1 if len(first) > FEWEST else _FEWEST_ROWS):
        return None
    return Table(lines[at].start, lines[ended].end, rows), ended + 1


def _cells(text: str, line: _Line, mark: str) -> list[Cell]:
    """The cells of a line; bars at its ends part nothing."""
    start, end = line.start, line.end
    if mark == "|":
        start += line.text.startswith(mark)
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
    labelled = _LABEL.fullmatch(text, *cells[0]) is not None
    if head.labels and not labelled and cells[0][1] > cells[0][0]:
        cells = [empty, *cells]
    few = sum(b > a for a, b in cells) <= 2
    return cells + [empty] * (head.width - len(cells)) if few or len(cells) == head.width else None


def _section(text: str, line: _Line, head: Head) -> list[Cell] | None:
    """The row that a line without marks is: a label and a title ("I. Kinh tế"), or a title in capitals."""
    match = re.compile(_LABEL.pattern + r"[\s.)]+(?=\S)").match(text, line.start, line.end)
    if len(line.text) > _LONGEST_VALUE * 2 or not (match or line.text.isupper()):
        return None
    empty = (line.start, line.start)
    cells = [empty] * head.width
    cells[1 if head.labels else 0] = (match.end() if match else line.start, line.end)
    if match and head.labels:
        cells[0] = trimmed(text, *match.span())
    return cells


def _figures(text: str, cells: list[Cell]) -> int:
    """How many cells behind the second are figures."""
    return sum(_is_value(text[a:b]) and any(c.isdigit() for c in text[a:b]) for a, b in cells[1:])


# -- one cell a line


def _stacked(lines: list[_Line], at: int) -> tuple[Table, int] | None:
    """The table whose first head line `at` is, each cell on a line of its own, and the line behind it."""
    if len(lines[at].text) > _LONGEST_VALUE or not (is_ordinal_head(lines[at].text) or named_head(lines[at].text)):
        return None
    count = _heads_below(lines, at)
    if count < FEWEST:
        return None
    body = at + count
    texts = [line.text for line in lines[at:body]]
    head = head_of(texts)
    if head is None:
        return None
    first = [[(line.start, line.end) for line in lines[at:body]]]
    numbered = [line.text.strip("().") for line in lines[body : body + count]]
    if len(numbered) == count and all(len(t) <= 2 for t in numbered) and numbered[-2:-1] != numbered[-1:]:
        if [t for t in numbered if t.isdigit()] == [str(i + 1) for i in range(sum(t.isdigit() for t in numbered))]:
            body += count
    rows, filled, ended = _Stack(lines, head).rows(body)
    if filled < _FEWEST_ROWS:
        return None
    return Table(lines[at].start, lines[ended - 1].end, first + rows), ended


def _heads_below(lines: list[_Line], at: int) -> int:
    """How many lines from `at` are heads: up to the first ordinal or blank line, else as far as the words tell."""
    labels = is_ordinal_head(lines[at].text)
    for count, line in enumerate(lines[at : at + _MOST_HEADS + 1]):
        if count and (line.after_blank or (labels and line.text.strip(".)").lower() in _FIRST_LABELS)):
            return count
        if not labels and not named_head(line.text):
            return count
        if len(line.text) > 2 * _LONGEST_VALUE or line.text[-1] in ".;:":
            return 0
    return 0


@dataclass(frozen=True, slots=True)
class _Stack:
    """Reads rows from lines that are a cell each."""

    lines: list[_Line]
    head: Head

    def rows(self, at: int) -> tuple[list[list[Cell]], int, int]:
        """The rows from line `at` on, how many of them have values, and the line behind the last of these."""
        rows: list[list[Cell]] = []
        filled, kept, ended = 0, 0, at
        while at < len(self.lines):
            row = self._full(at)
            if row is not None:
                rows.append(row)
                filled += 1
                at += self._length(at)
                kept, ended = len(rows), at
                continue
            length = self._short(at)
            if not length:
                break
            rows.append(self._padded(at, length))
            at += length
        return rows[:kept], filled, ended

    def _length(self, at: int) -> int:
        """How many lines the row that begins at `at` has where it is full."""
        return self.head.width - (self.head.labels and not self.lines[at].label)

    def _padded(self, at: int, length: int) -> list[Cell]:
        cells = [(line.start, line.end) for line in self.lines[at : at + length]]
        empty = (cells[0][0], cells[0][0])
        if self.head.labels and not self.lines[at].label:
            cells.insert(0, empty)
        return cells + [empty] * (self.head.width - len(cells))

    def _full(self, at: int) -> list[Cell] | None:
        """The row with a cell under each head that begins at `at`."""
        length = self._length(at)
        lines = self.lines[at : at + length]
        if len(lines) < length or any(line.after_blank for line in lines[1:]) or not self._ends(at + length):
            return None
        roles = self.head.roles[self.head.width - length :]
        labelled = self.head.labels and lines[0].label
        figures = 0
        for role, line in zip(roles, lines, strict=True):
            if role == "name" and not _is_name(line.text):
                return None
            if role == "unit" and not _is_unit(line.text):
                return None
            if role == "value" and not _is_value(line.text):
                if not labelled or len(line.text.split()) > _LONGEST_GRADE or line.text[-1] in ".;:":
                    return None
            figures += role == "value" and any(c.isdigit() for c in line.text)
        return self._padded(at, length) if figures else None

    def _ends(self, at: int) -> bool:
        """Whether a row may end before line `at`."""
        if at >= len(self.lines):
            return True
        line = self.lines[at]
        return line.after_blank or line.label or _is_name(line.text)

    def _short(self, at: int) -> int:
        """How many lines a row without values has that begins at `at`; 0 where none does."""
        lines = self.lines
        labelled = self.head.labels and lines[at].label
        name = at + labelled
        if name >= len(lines) or not _is_name(lines[name].text) or (labelled and lines[name].after_blank):
            return 0
        behind = name + 1
        if behind < len(lines) and not lines[behind].after_blank and "unit" in self.head.roles:
            if _is_unit(lines[behind].text) and not lines[behind].label and self._starts(behind + 1):
                return behind + 1 - at
        return behind - at if labelled and self._starts(behind) else 0

    def _starts(self, at: int) -> bool:
        """Whether a row with values begins at line `at`, or another without whose rows do."""
        return at < len(self.lines) and (self._full(at) is not None or self._short(at) > 0)


def _is_name(text: str) -> bool:
    """Whether a cell may say what a row is about."""
    return any(c.isalpha() for c in text) and len(text) <= _LONGEST_NAME and not _is_value(text)


def _is_unit(text: str) -> bool:
    return len(text.split()) <= _LONGEST_UNIT and text[-1] not in ".;:" and not text.isdigit()


def _is_value(text: str) -> bool:
    """Whether a cell may hold a value: a figure with few words around it, or a mark for none."""
    text = text.strip()
    if not text or set(text.lower()) <= _NO_VALUE:
        return True
    return len(text) <= _LONGEST_VALUE and expression("dumped_value").fullmatch(lowered(text)) is not None
