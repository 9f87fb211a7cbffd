"""Lines whose words stand in columns: the pieces that wide blanks part, and the columns that all lines share.

A column is told by what all lines have in common, not by the gaps of one: numbers may stand at its right edge, words at
its left, heads in its middle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.contract.faults import Mapped
from extract.language.cleaning import lowered
from extract.layout.dumped_cells import LABEL, Line, is_value
from extract.layout.dumped_heads import FEWEST
from extract.layout.seen_columns import is_time
from extract.layout.table import Cell
from extract.rules.table_words import says

APART = 2  # blanks between columns, at least
_NEAR = 2  # characters by which a head may miss its column
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-ZĐ])\)?(?:\s*=\s*[\d\s()+/*x×:%.,-]+)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line, and the columns of characters (half open) that it takes."""

    start: int
    end: int
    left: int
    right: int

    @property
    def span(self) -> Cell:
        """Where it stands in the text."""
        return self.start, self.end

    def meets(self, column: Column, near: int = 0) -> int:
        """How many characters of it stand in a column."""
        return min(self.right + near, column[1]) - max(self.left - near, column[0])


Column = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of what may be a table, and their pieces."""

    text: str
    lines: list[Line]
    pieces: list[list[Piece]]

    def words(self, piece: Piece) -> str:
        return self.text[piece.start : piece.end]

    def figure(self, piece: Piece) -> bool:
        """Whether a piece is a value with figures, no year and no ordinal of a column."""
        words = self.words(piece)
        low = lowered(words)
        named = is_time(words) or says("part_of_year", low)
        return any(c.isdigit() for c in words) and not named and is_value(words)

    def labelled(self, at: int) -> bool:
        """Whether a line begins with the ordinal of a row."""
        pieces = self.pieces[at]
        return len(pieces) > 1 and LABEL.fullmatch(self.words(pieces[0])) is not None

    def numbering(self, at: int) -> bool:
        """Whether a line only numbers the columns: "A B 1 2 3=2/1"."""
        words = [self.words(piece) for piece in self.pieces[at]]
        return len(words) >= FEWEST and all(_NUMBER.fullmatch(each) for each in words) and words[0].strip("()") in "A1"

    def begins_body(self, at: int) -> bool:
        """Whether a line is no head any more: it has an ordinal, or figures."""
        pieces = self.pieces[at]
        return self.labelled(at) or any(self.figure(piece) for piece in pieces[1:]) or self.numbering(at)


def pieces_of(text: str, line: Line, base: Mapped) -> list[Piece] | None:
    """The pieces of a line; None where tabs part its words, whose width nobody knows."""
    at = text.rfind("\n", 0, line.start) + 1
    column, found = 0, list[Piece]()
    begun: tuple[int, int] | None = None  # start in the text and column
    ended = 0, 0
    while at < line.end:
        if text[at] in " \t":
            wide = _width(base, at)
            if text[at] == "\t" and wide < APART:
                return None
            stop = at + 1
            while text[stop : stop + 1] in {" ", "\t"}:
                wide += _width(base, stop)
                stop += 1
            if begun is not None and wide >= APART:
                found.append(Piece(begun[0], ended[0], begun[1], ended[1]))
                begun = None
            column, at = column + wide, stop
            continue
        if begun is None:
            begun = at, column
        column, at = column + 1, at + 1
        ended = at, column
    if begun is not None:
        found.append(Piece(begun[0], ended[0], begun[1], ended[1]))
    return found


def _width(base: Mapped, at: int) -> int:
    start, end = base.raw_span(at, at + 1)
    return max(end - start, 1)


def columns_of(lines: Sequence[Sequence[Piece]]) -> list[Column]:
    """The columns that the pieces of these lines make up where they stand over one another, from left to right."""
    columns: list[Column] = []
    for left, right in sorted((piece.left, piece.right) for pieces in lines for piece in pieces):
        if columns and left < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], right)
        else:
            columns.append((left, right))
    return columns


def placed(pieces: Sequence[Piece], columns: Sequence[Column]) -> list[int] | None:
    """The column of each piece, that which it overlaps most, else the nearest; None where two share one."""
    found = [max(range(len(columns)), key=lambda k: piece.meets(columns[k])) for piece in pieces]
    return found if len(set(found)) == len(found) else None


def nearest(piece: Piece, columns: Sequence[Column]) -> int:
    """The column that a piece overlaps most, or lies nearest to."""
    return max(range(len(columns)), key=lambda k: piece.meets(columns[k]))


def covered(piece: Piece, columns: Sequence[Column]) -> list[int]:
    """The columns that a piece of a head stands over or very near."""
    return [k for k, column in enumerate(columns) if piece.meets(column, _NEAR) > 0]


def widened(piece: Piece, over: list[int], free: set[int], columns: Sequence[Column]) -> list[int]:
    """The columns that a head stands in the middle of: those it covers, and as many beside them as are free."""
    middle = (piece.left + piece.right) / 2
    best, wide = over, abs(_middle(over, columns) - middle)
    for run in _runs(over, free):
        away = abs(_middle(run, columns) - middle)
        if away <= max(wide, _NEAR) + 0.5 and len(run) > len(best):
            best = run
    return best


def _middle(run: Sequence[int], columns: Sequence[Column]) -> float:
    return (columns[run[0]][0] + columns[run[-1]][1]) / 2


def _runs(over: list[int], free: set[int]) -> Iterator[list[int]]:
    """The stretches of free columns that hold all of `over`."""
    first = over[0]
    while first - 1 in free:
        first -= 1
    last = over[-1]
    while last + 1 in free:
        last += 1
    for start in range(first, over[0] + 1):
        for end in range(over[-1], last + 1):
            yield list(range(start, end + 1))
