"""The heads of a table with one cell a line: in one row or two, and how many lines its rows have."""

from __future__ import annotations

from extract.layout.dumped_cells import Line
from extract.layout.dumped_heads import FEWEST, named_head
from extract.layout.table import Cell

MOST_HEADS = 16  # cells


def head_rows(lines: list[Line], at: int, count: int, *, loose: bool) -> list[list[Cell]]:
    """The rows of the head that the `count` lines from `at` are.

    Where the ordinals below stand closer together than there are heads, these are two rows, the last of the first over
    those of the second, or heads of two lines.
    """
    spans = [(line.start, line.end) for line in lines[at : at + count]]
    over = count - _step(lines[at + count :], loose=loose) if count > FEWEST else 0
    if not 0 < over < count:
        return [spans]
    for each in (2, 3, 4):
        second = lines[at + count - each * over : at + count]
        if each * over <= count - FEWEST and all(named_head(line.text) for line in second):
            first = count - each * over
            above = spans[first - over : first]
            kept = spans[: first - over]
            spread = [cell for cell in above for _ in range(each)]
            return [kept + spread, [(kept[0][0], kept[0][0])] * len(kept) + spans[first:]]
    joined: list[Cell] = []
    for line in lines[at : at + count]:
        if joined and (line.text[0].islower() or line.text[0] == "("):
            joined[-1] = (joined[-1][0], line.end)
        else:
            joined.append((line.start, line.end))
    return [joined if len(joined) == count - over else spans]


def _step(lines: list[Line], *, loose: bool) -> int:
    """How many lines, blank ones within a row too, lie from the ordinal 1 to 2, and as many from 2 to 3 or to the end;
    0 where they do not.
    """
    places, blank = [-1, -1, -1], 0
    for at, line in enumerate(lines[: 4 * MOST_HEADS]):
        number = "123".find(line.text.strip(".")) if len(line.text.strip(".")) == 1 else -1
        if number >= 0 and places[number] < 0:
            places[number] = at + blank
        elif at:
            blank += empty_cells(line, loose=loose)
    one, two, three = places
    if not 0 <= one < two:
        return 0
    return two - one if three in {-1, two + two - one} else 0


def empty_cells(line: Line, *, loose: bool) -> int:
    """How many empty cells the blank lines before a line may stand for."""
    return max(line.blanks - 1, 0) // 2 if loose else line.blanks
