"""The annexes of `tables.txt`: what stands in which cell."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_TABLES = Path(__file__).parent / "tables.txt"
_BARS = re.compile(r"\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its upper left place, the rows and columns it covers, its text."""

    row: int
    column: int
    down: int
    across: int
    text: str


@dataclass(slots=True)
class Annex:
    """A table with its titles and notes; `widths`: of the columns, in shares; `looks`: shaded, thick, gapped ..."""

    name: str
    looks: frozenset[str]
    widths: list[int]
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    @property
    def cells(self) -> list[Cell]:
        """The cells, each once."""
        return list(_cells(self.rows))

    @property
    def head(self) -> int:
        """How many rows the head has."""
        return next((r for r in range(1, len(self.rows)) if "^" not in self.rows[r]), len(self.rows))

    @property
    def grid(self) -> list[list[str]]:
        """Rows of texts, a merged cell's in each place it covers."""
        return spread(self.cells)


def spread(cells: Sequence[Cell]) -> list[list[str]]:
    """Rows of texts, a merged cell's in each place it covers."""
    high = max((c.row + c.down for c in cells), default=0)
    wide = max((c.column + c.across for c in cells), default=0)
    grid = [[""] * wide for _ in range(high)]
    for cell in cells:
        for row in range(cell.row, cell.row + cell.down):
            grid[row][cell.column : cell.column + cell.across] = [cell.text] * cell.across
    return grid


def _cells(rows: Sequence[Sequence[str]]) -> Iterator[Cell]:
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text not in {"<", "^"}:
                across = next((n for n in range(1, len(row) - c) if row[c + n] != "<"), len(row) - c)
                down = next((n for n in range(1, len(rows) - r) if rows[r + n][c] != "^"), len(rows) - r)
                yield Cell(r, c, down, across, text)


def figured(text: str, chance: random.Random) -> str:
    """The text with figures for its signs: "~" with a comma, "#" whole, thousands with a point."""

    def broken(_: re.Match[str]) -> str:
        return f"{chance.uniform(0.5, 99):.{chance.choice((1, 1, 2))}f}".replace(".", ",")

    def whole(_: re.Match[str]) -> str:
        return f"{chance.choice((chance.randint(2, 99), chance.randint(100, 90000))):,}".replace(",", ".")

    return re.sub("#", whole, re.sub("~", broken, text))


def annexes() -> list[Annex]:
    """All annexes, the same each time."""
    found: list[Annex] = []
    for line in _TABLES.read_text("utf-8").splitlines():
        if line.startswith("= "):
            name, _, rest = line[2:].partition(": ")
            looks, _, widths = rest.partition("; ")
            found.append(Annex(name, frozenset(looks.split()), [int(width) for width in widths.split()]))
            chance = random.Random(name)
        elif line.startswith("|"):
            found[-1].rows.append([figured(cell, chance) for cell in _BARS.split(line)[1:-1]])
        elif not line.startswith("#"):
            (found[-1].below if found[-1].rows else found[-1].above).append(line)
    return found
