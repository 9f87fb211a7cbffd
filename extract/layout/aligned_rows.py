"""The rows below such heads: a line of its own, or one that goes on with the row above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.language.cleaning import lowered
from extract.layout.aligned_lines import Column, Lines, Piece, nearest, placed
from extract.layout.dumped_cells import LABEL
from extract.layout.dumped_heads import FEWEST
from extract.rules.vocabulary import expression

_SUB_ROW = re.compile(r"[-–+•*]\s*\S")
_FULL = 0.75  # of a column: a name that ends beyond it may go on below


@dataclass(slots=True)
class Row:
    """A row as it is put together: the pieces of each column, from the top."""

    cells: dict[int, list[Piece]] = field(default_factory=dict)

    def add(self, pieces: Sequence[Piece], places: Sequence[int]) -> None:
        for piece, place in zip(pieces, places, strict=True):
            self.cells.setdefault(place, []).append(piece)


@dataclass(slots=True)
class Body:
    """Puts the lines below the head together to rows."""

    found: Lines
    columns: list[Column]
    at: int

    def rows(self) -> tuple[list[Row], int]:
        """The rows, and the line behind the last of them."""
        rows: list[Row] = []
        found = self.found
        labels, names = self._labels(), self._names()
        dense = self._dense(labels)
        end = self.at
        for i in range(self.at, len(found.lines)):
            pieces = found.pieces[i]
            places = self._places(pieces)
            if rows and not found.numbering(i) and self._goes_on(rows[-1], i, places, labels, names, dense=dense):
                rows[-1].add(pieces, places)
            else:
                rows.append(Row())
                rows[-1].add(pieces, places)
            end = i + 1
        while rows and not self._valued(rows[-1], {labels, names}):
            last = rows.pop()
            end -= len({self._line(p) for ps in last.cells.values() for p in ps})
        return rows, end

    def _valued(self, row: Row, besides: set[int | None]) -> bool:
        """Whether a row has a number outside these columns."""
        pieces = [p for k, ps in row.cells.items() if k not in besides for p in ps]
        return any(c.isdigit() for p in pieces for c in self.found.words(p))

    def _line(self, piece: Piece) -> int:
        return next(i for i, line in enumerate(self.found.lines) if line.start <= piece.start < line.end)

    def _places(self, pieces: Sequence[Piece]) -> list[int]:
        found = placed(pieces, self.columns)
        if found is not None:
            return found
        return sorted(nearest(piece, self.columns) for piece in pieces)

    def _labels(self) -> int | None:
        """The column of ordinals, the first, where it holds little else."""
        first = [self.found.words(p) for i in range(self.at, len(self.found.lines)) for p in self.found.pieces[i][:1]]
        inside = [w for w, i in zip(first, range(self.at, len(self.found.lines)), strict=True) if self._first(i) == 0]
        labels = [words for words in inside if LABEL.fullmatch(words)]
        return 0 if labels and 2 * len(labels) > len(inside) else None

    def _first(self, at: int) -> int:
        return self._places(self.found.pieces[at][:1])[0]

    def _names(self) -> int:
        """The column with most letters."""
        letters = [0] * len(self.columns)
        for i in range(self.at, len(self.found.lines)):
            pieces = self.found.pieces[i]
            for piece, k in zip(pieces, self._places(pieces), strict=True):
                letters[k] += sum(c.isalpha() for c in self.found.words(piece))
        labels = self._labels()
        first = 0 if labels is None else labels + 1
        return first if letters[first] else letters.index(max(letters))

    def _dense(self, labels: int | None) -> bool:
        """Whether nearly every row with figures has its ordinal."""
        if labels is None:
            return False
        figured = [
            i
            for i in range(self.at, len(self.found.lines))
            if any(self.found.figure(p) for p in self.found.pieces[i][1:])
        ]
        return sum(self.found.labelled(i) for i in figured) * 4 >= 3 * len(figured)

    def _goes_on(
        self, row: Row, at: int, places: Sequence[int], labels: int | None, names: int, *, dense: bool
    ) -> bool:
        """Whether line `at` goes on with the row above."""
        found = self.found
        pieces = found.pieces[at]
        if found.lines[at].after_blank or found.labelled(at) or found.numbering(at - 1):
            return False
        if labels in places and pieces:
            return False
        name = next((p for p, k in zip(pieces, places, strict=True) if k == names), None)
        words = found.words(name) if name is not None else ""
        figures = {k for p, k in zip(pieces, places, strict=True) if k not in {labels, names} and found.figure(p)}
        held = {k for k, ps in row.cells.items() if k not in {labels, names} and any(found.figure(p) for p in ps)}
        if expression("part_of_row").match(lowered(words)) or _SUB_ROW.match(words):
            return False
        small = not words or words[0].islower() or words[0] in "(;,"
        if not small and len(pieces) >= FEWEST:
            return False
        if figures:
            if figures & held and any(found.figure(p) and k in held for p, k in zip(pieces, places, strict=True)):
                return name is None and self._text_goes_on(row, pieces, places)
            return small and (not held or name is None)
        if small or (dense and held):
            return True
        above = row.cells.get(names)
        full = above is not None and above[-1].right >= self._edge(names)
        return full and len(pieces) > 1

    def _text_goes_on(self, row: Row, pieces: Sequence[Piece], places: Sequence[int]) -> bool:
        """Whether a line without a name goes on with words: "(đã trừ" / "350 căn chuyển tiếp"."""
        above = {k: " ".join(map(self.found.words, ps)) for k, ps in row.cells.items()}
        return all(k in above and above[k].count("(") > above[k].count(")") for k in places)

    def _edge(self, names: int) -> float:
        left, right = self.columns[names]
        return left + _FULL * (right - left)
