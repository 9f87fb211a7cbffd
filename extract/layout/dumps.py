"""Tables that lost their ruling: cells parted by bars, tabs or wide blanks, or standing one a line.

What is pasted from a sheet, a page or a PDF looks so.  Such a table is known by its head (words that head columns)
and by its regularity: as many cells a row as the head has, ordinals in their column, figures under the heads of values.
Where the two do not agree the lines stay lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.contract.faults import Mapped
from extract.layout.aligned import aligned
from extract.layout.dumped_cells import Line, is_name, is_value
from extract.layout.parted import parted
from extract.layout.regular import regular
from extract.layout.stacked import stacked
from extract.layout.table import Table

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_DRAWN = re.compile(r"[-–—=_─━═+]{3,}(?:\s+[-–—=_─━═+]{3,})*")  # a rule of signs: it parts rows as a blank line does


def dumped(text: str, taken: Sequence[Table], base: Mapped) -> list[Table]:
    """The tables in lines of `text` (that of `base`) outside those `taken`, in order."""
    lines = _lines(text, taken)
    tables: list[Table] = []
    at = 0
    while at < len(lines):
        found = aligned(text, lines, at, base) or parted(text, lines, at) or _one_a_line(text, lines, at)
        if found is not None:
            table, at = found
            tables.append(table)
        else:
            at += 1
    return tables


def _lines(text: str, taken: Sequence[Table]) -> list[Line]:
    lines: list[Line] = []
    last, tables = 0, iter(taken)
    table = next(tables, None)
    drawn = False
    for match in _LINE.finditer(text):
        start = match.start()
        while text[start - 1 : start] == "\t":  # cells before the first filled one are empty
            start -= 1
        while table is not None and table.end <= start:
            last, table = table.end, next(tables, None)
        if table is None or start < table.start:
            if _DRAWN.fullmatch(match.group()):
                drawn, last = True, match.end()
                continue
            blanks = text.count("\n", last, start) - 1
            apart = not lines or blanks > 0 or drawn or lines[-1].end < last
            end = match.end()
            while text[end : end + 1] == "\t":  # and so are those behind the last
                end += 1
            lines.append(Line(start, end, match.group(), apart, 0 if drawn else max(blanks, 0)))
            last, drawn = end, False
    return lines


def _one_a_line(text: str, lines: list[Line], at: int) -> tuple[Table, int] | None:
    """The table with a cell a line that begins at line `at`: as its heads' words tell, or as its rows agree, which
    takes in more.
    """
    told = stacked(text, lines, at)
    seen = regular(text, lines, at)
    if told is None or seen is None:
        return told or seen
    return seen if _filled(text, seen[0]) > _filled(text, told[0]) else told


def _filled(text: str, table: Table) -> int:
    """How many rows have a name and a figure behind it."""
    rows = [[text[a:b] for a, b in row] for row in table.rows]
    return sum(
        any(is_value(cell) and any(c.isdigit() for c in cell) for cell in row[at + 1 :])
        for row in rows
        if (at := next((i for i, cell in enumerate(row) if is_name(cell)), None)) is not None
    )
