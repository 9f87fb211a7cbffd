"""The cells of a table, each once, with the rows and columns it covers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extract.readers.print.words import Word


class Extent(NamedTuple):
    """A cell: its upper left place in the grid, how many rows and columns it covers, its words."""

    row: int
    column: int
    down: int
    across: int
    words: list[Word]


def extents_of(rows: Sequence[Sequence[list[Word]]]) -> list[Extent]:
    """The cells of rows as the readers give them, in which a merged cell is the same list in each place it covers."""
    places: dict[int, list[tuple[int, int]]] = {}
    words: dict[int, list[Word]] = {}
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            places.setdefault(id(cell), []).append((r, c))
            words[id(cell)] = cell
    found = []
    for key, some in places.items():
        down, across = some[-1][0] - some[0][0] + 1, some[-1][1] - some[0][1] + 1
        found.append(Extent(*some[0], down, across, words[key]))
    return found
