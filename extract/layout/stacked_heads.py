"""The heads of a table with one cell a line: in one row or two, and how many lines its rows have."""

from __future__ import annotations

import re

from extract.layout.dumped_cells import Line
from extract.layout.dumped_heads import FEWEST, may_head, named_head, remark_head
from extract.layout.seen_columns import is_time
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
    width = numbered_columns(lines[at + count :]) or _step(lines[at + count :], loose=loose)
    over = count - width if count > FEWEST else 0
    if not 0 < over < count:
        return [spans]
    for each in (2, 3, 4):
        parts = [line.text for line in lines[at + count - each * over : at + count]]
        first = count - each * over
        if each * over > count - FEWEST or not _may_part(
            parts, [line.text for line in lines[at + first - over :][:over]]
        ):
            continue
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


def _may_part(parts: list[str], above: list[str]) -> bool:
    """Whether heads may stand below those `above`, as many below each.

    They are heads by their words, the same ones below each, or stand below years.
    """
    if not all(may_head(part) and not remark_head(part) for part in parts):
        return False
    each = len(parts) // len(above)
    alike = len(above) > 1 and parts[:each] * len(above) == parts
    return alike or all(named_head(part) for part in parts) or all(is_time(head) for head in above)


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
