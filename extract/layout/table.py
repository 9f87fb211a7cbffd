"""A table as the layout knows it: rows of cells over a stretch of text."""

from __future__ import annotations

from dataclasses import dataclass

Cell = tuple[int, int]  # span of the cell's text, trimmed; start == end where it is empty

_EDGE = " \t\r\n*_|"


@dataclass(slots=True)
class Table:
    """Rows of cells over text[start:end]; a merged cell stands in each place it covers."""

    start: int
    end: int
    rows: list[list[Cell]]


def trimmed(text: str, start: int, end: int) -> Cell:
    """The span without blanks, marks of emphasis and bars at its ends."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end
