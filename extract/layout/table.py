"""A table as the layout knows it: a grid of cells over a stretch of text, each with its extent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

Cell = tuple[int, int]  # span of the cell's text, trimmed; start == end where it is empty

_WORDY = 40  # characters: no figure, no grade
_EDGE = " \t\r\n*_|"


@dataclass(frozen=True, slots=True)
class Extent:
    """A cell that is written once: where it stands in the grid and how many rows and columns it covers."""

    cell: Cell
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(slots=True)
class Table:
    """Rows of cells over text[start:end], every row a grid line: a merged cell stands in each place it covers.

    `pieces`: of a cell whose text is broken over several lines its parts, in order, by the cell (first start, last
    end); `heads`: how many rows the head has, where the layout knows it (0: it does not).
    """

    start: int
    end: int
    rows: list[list[Cell]]
    pieces: dict[Cell, list[Cell]] = field(default_factory=dict)
    heads: int = 0

    def parts(self, cell: Cell) -> list[Cell]:
        """The stretches of text that a cell is made of."""
        return self.pieces.get(cell, [cell])

    def cells(self) -> list[Extent]:
        """The cells that are not empty, each once, with what it covers, in the order of their first places."""
        found: list[Extent] = []
        seen: set[tuple[int, int]] = set()
        for at, row in enumerate(self.rows):
            for column, cell in enumerate(row):
                if cell[1] <= cell[0] or (at, column) in seen:
                    continue
                wide = _run(row, column)
                high = 1
                while at + high < len(self.rows) and self.rows[at + high][column : column + wide] == [cell] * wide:
                    high += 1
                seen.update((at + i, column + j) for i in range(high) for j in range(wide))
                found.append(Extent(cell, at, column, high, wide))
        return found


def copies(row: Sequence[Cell], above: Sequence[Cell], text: str) -> frozenset[int]:
    """The columns of a row whose cell stands to the left already, or reaches down from the row above.

    It is the same stretch of text, or the same words of some length again, as Markdown has merged cells.
    """
    return frozenset(
        column
        for column, cell in enumerate(row)
        if (column and _same(cell, row[column - 1], text)) or (column < len(above) and _same(cell, above[column], text))
    )


def _same(cell: Cell, before: Cell, text: str) -> bool:
    if cell[1] <= cell[0]:
        return False
    if cell == before:
        return True
    words = text[slice(*cell)]
    return len(words) == before[1] - before[0] > _WORDY and words == text[slice(*before)]


def _run(row: Sequence[Cell], column: int) -> int:
    """How many places from `column` on hold the same cell."""
    wide = 1
    while column + wide < len(row) and row[column + wide] == row[column]:
        wide += 1
    return wide


def trimmed(text: str, start: int, end: int) -> Cell:
    """The span without blanks, marks of emphasis and bars at its ends."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end
