"""Lines of a table without rules put together to its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.readers.print.words import Line, Word, joined
from extract.rules.vocabulary import expression

WRAPPED = 1.4
"""The step of a wrapped line, in sizes."""
_CLOSE = 0.85  # of the least step between rows: a line of the same row


@dataclass(slots=True)
class Row:
    """A line of a table: its words by column; `across`: one stretch over several columns."""

    line: Line
    cells: dict[int, list[Word]] = field(default_factory=dict)
    across: bool = False

    def text(self, column: int) -> str:
        """The words of a column."""
        return joined(self.cells.get(column, ()))

    def figures(self) -> set[int]:
        """The columns with a figure."""
        return {column for column in self.cells if expression("figure_cell").fullmatch(self.text(column))}


def least_step(rows: Sequence[Row], names: int) -> float:
    """The least step from row to row; 0 where it cannot be told."""
    pairs = list(pairwise(rows))
    close = [b.line.base - a.line.base for a, b in pairs if (a.figures() & b.figures()) - {names}]
    begun = [b.line.base - a.line.base for a, b in pairs if b.figures() - {names} and any(k < names for k in b.cells)]
    return min(close or begun, default=0.0)


def trimmed(rows: list[Row], names: int) -> list[Row]:
    """Without the lines behind the last figures that do not go on with its row."""
    wrapped = _CLOSE * least_step(rows, names)
    last = max((i for i, row in enumerate(rows) if row.figures() - {names}), default=-1)
    end = last + 1
    while end < len(rows) and not rows[end].across:
        row, above = rows[end], rows[end - 1]
        step = row.line.base - above.line.base
        near = step <= wrapped
        lower = row.text(names)[:1].islower() and step <= WRAPPED * row.line.size
        if not (lower and set(row.cells) == {names}) and not (near and min(row.cells) >= names):
            break
        end += 1
    return rows[:end]


def grouped(rows: Sequence[Row], names: int, wide: int) -> list[list[list[Word]]]:
    """Lines of one row together."""
    least = least_step(rows, names)
    right = max((row.cells[names][-1].x1 for row in rows if names in row.cells and not row.across), default=0.0)
    groups: list[list[Row]] = []
    for row in rows:
        if groups and _goes_on(groups[-1], row, names, least, right):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [_cells(group, names, wide) for group in groups]


def _cells(group: Sequence[Row], names: int, wide: int) -> list[list[Word]]:
    """The cells of one row; a heading over several columns stands in each, as one that is merged does."""
    first = group[0]
    if len(group) == 1 and len(first.cells) == 1 and (first.across or min(first.cells) < names):
        return [next(iter(first.cells.values()))] * wide
    return [[word for row in group for word in row.cells.get(k, ())] for k in range(wide)]


def _goes_on(group: Sequence[Row], row: Row, names: int, least: float, right: float) -> bool:
    """Whether a line is still of the row that `group` makes up."""
    last = group[-1]
    step, size = row.line.base - last.line.base, row.line.size
    figures = {k for each in group for k in each.figures()} - {names}
    if last.across or row.across or step > 2 * size:
        return False
    if row.figures() - {names} and figures:
        own = any(k < names for k in row.cells) or row.figures() & figures
        return bool(group[0].cells.keys() >= row.cells.keys() and not own and step <= _CLOSE * least)
    if any(k < names for k in row.cells):
        return False
    text = row.text(names)
    if step < size:  # too near to stand below one another: the figures are in the middle of their row
        return True
    if not text:
        return not figures or step <= _CLOSE * least
    if text[0].islower() or text[0] == "(":
        return True
    if expression("row_label").fullmatch(row.cells[names][0].text) and len(row.cells[names]) > 1:
        return False
    first, before = row.cells[names][0], last.cells.get(names)
    full = before is not None and right - before[-1].x1 < first.x1 - first.x0
    return step <= _CLOSE * least or (not least and full and step <= WRAPPED * size)
