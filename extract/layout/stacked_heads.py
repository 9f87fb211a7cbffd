"""The heads of a table with one cell a line: in one row or two, and how many lines its rows have."""

from __future__ import annotations

import re

from extract.layout.dumped_cells import Line
from extract.layout.dumped_heads import FEWEST
from extract.layout.heads_below import counts_below, shared
from extract.layout.table import Cell

MOST_HEADS = 16  # cells
_MOST_LETTERS = 3
_NUMBER = re.compile(r"\(?(\d{1,2})\)?(?:\s*=[\d\s()/x*:+.%-]+)?")


def head_rows(lines: list[Line], at: int, count: int, *, loose: bool) -> list[list[Cell]]:
    """The rows of the head that the `count` lines from `at` are.

    Where the columns numbered below are fewer, or the ordinals stand closer together than there are heads, these are
    two rows, the last of the first over those of the second, or heads of two lines.
    """
    spans = [(line.start, line.end) for line in lines[at : at + count]]
    texts = [line.text for line in lines[at : at + count]]
    width = numbered_columns(lines[at + count :]) or _step(lines[at + count :], loose=loose)
    over = count - width if count > FEWEST else 0
    if not 0 < over < count:
        return [spans]
    for below in counts_below(over, count):
        first = count - below
        each = shared(texts[first:], texts[first - over : first])
        if each:
            kept = spans[: first - over]
            spread = [cell for cell, times in zip(spans[first - over : first], each, strict=True) for _ in range(times)]
            return [kept + spread, [(kept[0][0], kept[0][0])] * len(kept) + spans[first:]]
    joined: list[Cell] = []
    for line in lines[at : at + count]:
        if joined and (line.text[0].islower() or line.text[0] == "("):
            joined[-1] = (joined[-1][0], line.end)
        else:
            joined.append((line.start, line.end))
    return [joined if len(joined) == count - over else spans]


def numbered_columns(lines: list[Line]) -> int:
    """How many lines, the first of these, number columns: "1", "2", "3" or "A", "B", "(1)", "(2) = (1)/5"; 0: none."""
    letters = 0
    while letters < min(len(lines), _MOST_LETTERS) and lines[letters].text.strip("()") == "ABC"[letters]:
        letters += 1
    count = 0
    for line in lines[letters : letters + MOST_HEADS]:
        number = _NUMBER.fullmatch(line.text)
        if number is None or int(number.group(1)) != count + 1:
            break
        count += 1
    return letters + count if count > 1 else 0


def _step(lines: list[Line], *, loose: bool) -> int:
    """How many lines, blank ones within a row too, lie from the ordinal 1 to 2, and as many from 2 to 3 or to the end;
    0 where they do not.
    """
    places, blank = [-1, -1, -1], 0
    for at, line in enumerate(lines[: 4 * MOST_HEADS]):
        number = "123".find(line.text.strip(".")) if len(line.text.strip(".")) == 1 else -1
        named = at + 1 < len(lines) and any(c.isalpha() for c in lines[at + 1].text)  # else it is a value
        if number >= 0 and places[number] < 0 and named and min(places[:number], default=0) >= 0:
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
