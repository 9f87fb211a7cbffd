"""The rows of a table with one cell a line: full ones, those with empty cells, and titles of the rows below them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.language.cleaning import lowered
from extract.layout.dumped_cells import LONGEST_VALUE, Line, is_name, is_unit, is_value
from extract.layout.dumped_heads import Head
from extract.layout.stacked_heads import empty_cells
from extract.layout.table import Cell
from extract.rules.table_words import says

MARKS = frozenset("-–—+•*")  # what a part of the row above has in the column of ordinals
_LONGEST_GRADE = 3  # words
_MOST_WRAPS = 2  # lines of a name behind the first
_MOST_GAPS = 3  # cells left empty at the end of a row
_MOST_TITLES = 4  # rows without values, one right below another
_LONGEST_TITLE = 60  # characters
_FEWEST_CELLS = 3  # of a row: its ordinal, its name, a value


@dataclass(frozen=True, slots=True)
class Stack:
    """Reads rows from lines that are a cell each."""

    lines: list[Line]
    head: Head
    loose: bool  # blank lines stand between cells too

    def _apart(self, at: int) -> bool:
        """Whether a blank line parts line `at` from the row above."""
        return self.lines[at].after_blank and not self.loose

    def rows(self, at: int) -> tuple[list[list[Cell]], int, int]:
        """The rows from line `at` on, how many of them have values, and the line behind the last of these."""
        rows: list[list[Cell]] = []
        filled, kept, ended = 0, 0, at
        while at < len(self.lines):
            found = self._full_or_wrapped(at)
            if found is not None:
                row, at = found
                rows.append(row)
                filled += 1
                kept, ended = len(rows), at
                continue
            length = self._short(at)
            if not length:
                break
            rows.append(self._padded(at, length))
            at += length
        return rows[:kept], filled, ended

    def _labelled(self, at: int) -> bool:
        """Whether line `at` is the ordinal of a row, or the mark of a part before the name of it."""
        line = self.lines[at]
        if not self.head.labels or line.label:
            return self.head.labels
        return line.text in MARKS and at + 1 < len(self.lines) and is_name(self.lines[at + 1].text)

    def _wrapped(self, at: int) -> int:
        """How many lines go on with the name of the row that begins at `at`: in small letters or in brackets."""
        first = at + self._labelled(at) + 1
        length = 0
        while first + length < len(self.lines) and length < _MOST_WRAPS:
            text = self.lines[first + length].text
            if not (text[0].islower() or text[0] == "(") or not is_name(text) or self._apart(first + length):
                break
            length += 1
        return length

    def _length(self, at: int) -> int:
        """How many lines the row that begins at `at` has where it is full; a remark at its end may be left empty."""
        length = self.head.width - (self.head.labels and not self._labelled(at))
        last = at + length - 1
        if self.head.roles[-1] == "words" and (last >= len(self.lines) or self._apart(last) or self._begins(last)):
            return length - 1
        return length

    def _opens(self, at: int) -> bool:
        """Whether a row begins at line `at` with its ordinal."""
        if at + 1 >= len(self.lines) or not self._labelled(at):
            return False
        return is_name(self.lines[at + 1].text) and not self.lines[at + 1].label

    def _begins(self, at: int) -> bool:
        """Whether a row begins at line `at`, with its ordinal, as one of totals, or where none has an ordinal."""
        text = self.lines[at].text
        valued = at + 1 < len(self.lines) and is_value(self.lines[at + 1].text)
        unlabelled = not self.head.labels and is_name(text)
        return self._opens(at) or (valued and (unlabelled or says("total", lowered(text))))

    def _padded(self, at: int, length: int) -> list[Cell]:
        cells = [(line.start, line.end) for line in self.lines[at : at + length]]
        empty = (cells[0][0], cells[0][0])
        if self.head.labels and not self._labelled(at):
            cells.insert(0, empty)
        return cells + [empty] * (self.head.width - len(cells))

    def _full_or_wrapped(self, at: int) -> tuple[list[Cell], int] | None:
        """The full row that begins at `at`, its name on one line or more, and the line behind it."""
        row = self._full(at)
        plain = (row, at + self._length(at)) if row is not None else None
        if plain is not None and self._surely_ends(plain[1]):
            return plain
        name = self._labelled(at)
        for more in range(1, self._wrapped(at) + 1):
            lines = self.lines[at : at + self.head.width + more + 2]
            whole = replace(lines[name], end=lines[name + more].end)
            joined = replace(self, lines=[*lines[:name], whole, *lines[name + more + 1 :]])
            row = joined._full(0)
            if row is not None:
                ended = at + joined._length(0) + more
                if plain is None or self._surely_ends(ended):
                    return row, ended
        return plain or self._gapped(at)

    def _gapped(self, at: int) -> tuple[list[Cell], int] | None:
        """The row that begins at `at` where a blank line inside it stands for an empty cell, and the line behind it."""
        lines, width = self.lines, self.head.width
        cells: list[Cell] = [] if self.head.labels == self._labelled(at) else [(lines[at].start, lines[at].start)]
        here, empty, stopped = at, 0, False
        while here < len(lines) and len(cells) < width:
            line = lines[here]
            gaps = empty_cells(line, loose=self.loose) if here > at else 0
            if (
                len(cells) + gaps >= width
                or (gaps and self._opens(here))
                or (len(cells) > 2 and self._next_row(at, here))
            ):
                break  # they stand behind the row
            sentence = line.text[-1] in ".;:" and (
                gaps or (self.head.roles[len(cells)] == "value" and not is_value(line.text))
            )
            if len(cells) > 2 and (len(line.text) > 2 * LONGEST_VALUE or sentence):
                stopped = True  # by a sentence
                break
            cells += [(line.start, line.start)] * gaps + [(line.start, line.end)]
            empty += gaps
            here += 1
        missing = width - len(cells)
        over = stopped or here >= len(lines) or self._apart(here) or self._opens(here)
        closed = missing == 0 or (self._labelled(at) and over)
        ends = stopped or self._ends(here)
        if not (empty or missing) or not closed or missing > _MOST_GAPS or not ends:
            return None
        cells += [(lines[here - 1].end,) * 2] * missing
        return (cells, here) if self._fits(cells, lines[at:here]) else None

    def _fits(self, cells: list[Cell], lines: list[Line]) -> bool:
        """Whether the cells of a row, some of them empty, may stand under their heads, with a figure among them."""
        texts = {(line.start, line.end): line.text for line in lines}
        figures = 0
        for role, cell in zip(self.head.roles, cells, strict=True):
            told = texts.get(cell, "")
            if role == "name" and not (told and is_name(told)):
                return False
            if told and role == "unit" and not is_unit(told):
                return False
            if told and role == "value":
                grade = len(told.split()) <= _LONGEST_GRADE and told[-1] not in ".;:" and self.head.labels
                if not is_value(told) and not grade:
                    return False
                figures += any(c.isdigit() for c in told)
        return figures > 0

    def _surely_ends(self, at: int) -> bool:
        """Whether a row ends before line `at` as far as ordinals and blank lines tell."""
        return not self.head.labels or at >= len(self.lines) or self._apart(at) or self._labelled(at)

    def _full(self, at: int) -> list[Cell] | None:
        """The row with a cell under each head that begins at `at`."""
        length = self._length(at)
        lines = self.lines[at : at + length]
        if len(lines) < length or not self._ends(at + length):
            return None
        if any(self._apart(i) for i in range(at + 1, at + length)):
            return None
        labelled = self._labelled(at)
        first = int(self.head.labels and not labelled)
        roles = self.head.roles[first : first + length]
        if labelled and (self._titles_row(at, length) or any(self._next_row(at, at + i) for i in range(2, length))):
            return None
        figures = 0
        for role, line in zip(roles, lines, strict=True):
            if role == "name" and not is_name(line.text):
                return None
            if role == "unit" and not is_unit(line.text):
                return None
            if role == "value" and not is_value(line.text):
                if not labelled or len(line.text.split()) > _LONGEST_GRADE or line.text[-1] in ".;:":
                    return None
            figures += role == "value" and any(c.isdigit() for c in line.text)
        return self._padded(at, length) if figures else None

    def _titles_row(self, at: int, length: int) -> bool:
        """Whether the label and the name at line `at` are a title: a full row begins within the `length` lines."""
        below = at + 2
        if length < _FEWEST_CELLS or not self._opens(below) or not self._marks_off(at, below):
            return False
        values = zip(self.head.roles, self.lines[below : below + self._length(below)], strict=False)
        full = self._ends(below + self._length(below)) and not self._apart(below)
        return full and all(is_value(line.text) for role, line in values if role == "value")

    def _marks_off(self, title: int, below: int) -> bool:
        """Whether the ordinal at line `below` is a part of a title's, or the first or next number behind a letter."""
        above, label = (self.lines[at].text.strip(".()") for at in (title, below))
        if label.startswith(f"{above}."):
            return True
        if above.isdigit() or not label.isdigit():
            return not above.isdigit() or not label.isdigit()
        return int(label) in {1, self._last_number(title) + 1}

    def _last_number(self, at: int) -> int:
        """The nearest number above line `at` that is the ordinal of a row; 0 where none is near."""
        above = range(at - 1, max(at - 3 * self.head.width, 0), -1)
        return next((int(self.lines[i].text) for i in above if self.lines[i].text.isdecimal() and self._opens(i)), 0)

    def _next_row(self, at: int, here: int) -> bool:
        """Whether line `here` is the ordinal of the row behind that which begins at `at`: the next number, and a name
        behind it that is no total.
        """
        first, label = self.lines[at].text.strip(".)"), self.lines[here].text
        if not (first.isdecimal() and label.strip(".)").isdecimal() and self._opens(here)):
            return False
        return int(label.strip(".)")) == int(first) + 1 and not says("total", lowered(self.lines[here + 1].text))

    def _ends(self, at: int) -> bool:
        """Whether a row may end before line `at`."""
        if at >= len(self.lines):
            return True
        line = self.lines[at]
        return self._apart(at) or line.label or is_name(line.text) or self._labelled(at)

    def _short(self, at: int, above: int = 0) -> int:
        """How many lines a row without values has that begins at `at`, below `above` others; 0 where none does."""
        lines = self.lines
        labelled = self._labelled(at)
        name = at + labelled
        if name >= len(lines) or not is_name(lines[name].text) or (labelled and self._apart(name)):
            return 0
        behind = name + 1
        if behind < len(lines) and not self._apart(behind) and "unit" in self.head.roles:
            if is_unit(lines[behind].text) and not lines[behind].label and self._starts(behind + 1, above):
                return behind + 1 - at
        if labelled or self._titles_rows(at):
            return behind - at if self._starts(behind, above) else 0
        return 0

    def _titles_rows(self, at: int) -> bool:
        """Whether line `at`, without an ordinal, may be the title of the rows below it, which have theirs."""
        text = self.lines[at].text
        short = text[0].isupper() and text[-1] not in ".;:" and len(text) <= _LONGEST_TITLE
        above = self.head.labels and self._opens(at + 1)
        return above and short and not self._apart(at) and not self._apart(at + 1)

    def _starts(self, at: int, above: int) -> bool:
        """Whether a row with values begins at line `at`, or a title of such rows."""
        if at >= len(self.lines) or above >= _MOST_TITLES:
            return False
        return self._full_or_wrapped(at) is not None or self._short(at, above + 1) > 0
