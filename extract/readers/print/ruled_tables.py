"""Ruled tables: from the lines drawn on a page to a grid of cells, merged ones repeated where they reach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.readers.print.drawn_rules import Stroke, Strokes
from extract.readers.print.flowing import flow
from extract.readers.print.reading_order import lines_of
from extract.readers.print.words import Table, Word

_TOUCH = 5.0  # points between lines that meet: under thick borders they end up to 4.3 short of one another
_ONE = 6.0  # points: double rules and the borders of neighbouring cells are one edge
_MOST_CELLS = 20_000


def rules_of(level: Iterable[Stroke], height: float) -> list[float]:
    """Heights of the short lines in the lower part of a page, below which footnotes stand."""
    return [s.at for s in level if s.at > 0.4 * height and 50 <= s.end - s.start <= 240]


def _whole(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Strokes that lie on one another or follow one another as one."""
    found: list[Stroke] = []
    for stroke in sorted(strokes):
        for i in range(len(found) - 1, max(len(found) - 60, -1), -1):
            other = found[i]
            meet = stroke.start <= other.end + _TOUCH and other.start <= stroke.end + _TOUCH
            if meet and stroke.at - other.at <= 1.5:
                found[i] = Stroke(other.at, min(stroke.start, other.start), max(stroke.end, other.end))
                break
        else:
            found.append(stroke)
    return found


def tables_of(strokes: Strokes, words: list[Word]) -> tuple[list[Table], list[Word]]:
    """The tables that the strokes rule, from the top, and the words outside them."""
    tables: list[Table] = []
    for level, upright in _connected(*map(_whole, strokes)):
        table, words = _table(level, upright, words)
        if table is not None:
            tables.append(table)
    tables.sort(key=lambda t: (t.rect[1], t.rect[0]))
    return tables, words


def _connected(level: list[Stroke], upright: list[Stroke]) -> list[Strokes]:
    """Groups of strokes that touch."""
    if len(level) < 2 or len(upright) < 2 or len(level) * len(upright) > 4_000_000:
        return []
    parent = list(range(len(level) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, a in enumerate(level):
        for j, b in enumerate(upright):
            if a.start - _TOUCH <= b.at <= a.end + _TOUCH and b.start - _TOUCH <= a.at <= b.end + _TOUCH:
                parent[root(i)] = root(len(level) + j)
    groups: dict[int, Strokes] = {}
    for i, stroke in enumerate((*level, *upright)):
        groups.setdefault(root(i), ([], []))[i >= len(level)].append(stroke)
    return [group for group in groups.values() if len(group[0]) > 1 and len(group[1]) > 1]


def _edges(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _ONE:
            found.append(place)
    return found


def _table(level: list[Stroke], upright: list[Stroke], words: list[Word]) -> tuple[Table | None, list[Word]]:
    xs = _edges([s.at for s in upright] + [min(s.start for s in level), max(s.end for s in level)])
    ys = _edges([s.at for s in level] + [min(s.start for s in upright), max(s.end for s in upright)])
    wide, high = len(xs) - 1, len(ys) - 1
    if wide < 2 or high < 2 or wide * high > _MOST_CELLS:
        return None, words
    inside: dict[int, list[Word]] = {}
    outside: list[Word] = []
    merged = _merged(level, upright, xs, ys)
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.rect[1] + word.rect[3]) / 2
        if xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1]:
            column = max(sum(edge <= x for edge in xs) - 1, 0)
            row = max(sum(edge <= y for edge in ys) - 1, 0)
            inside.setdefault(merged[min(row, high - 1) * wide + min(column, wide - 1)], []).append(word)
        else:
            outside.append(word)
    if len(inside) < 3:
        return None, words
    cells = {key: flow(lines_of(some)) for key, some in inside.items()}
    rows = [[cells.setdefault(merged[row * wide + column], []) for column in range(wide)] for row in range(high)]
    rows = [row for row in rows if any(row)]
    kept = [c for c in range(wide) if any(row[c] for row in rows)]
    rows = [[row[c] for c in kept] for row in rows]
    if len(rows) < 2 or len(kept) < 2:
        return None, words
    return Table(rows, xs, (xs[0], ys[0], xs[-1], ys[-1])), outside


def _merged(level: list[Stroke], upright: list[Stroke], xs: Sequence[float], ys: Sequence[float]) -> list[int]:
    """For each place of the grid, row by row, the place of the cell that covers it."""
    wide, high = len(xs) - 1, len(ys) - 1
    cell = list(range(wide * high))

    def covered(strokes: list[Stroke], at: float, middle: float) -> bool:
        return any(abs(s.at - at) <= _ONE and s.start <= middle <= s.end for s in strokes)

    for row in range(high):
        for column in range(wide):
            here = row * wide + column
            x, y = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
            if column and not covered(upright, xs[column], y):
                _join(cell, here, here - 1)
            if row and not covered(level, ys[row], x):
                _join(cell, here, here - wide)
    return cell


def _join(cell: list[int], one: int, other: int) -> None:
    old, new = max(cell[one], cell[other]), min(cell[one], cell[other])
    if old != new:
        for i in range(new, max(one, other) + 1):
            if cell[i] == old:
                cell[i] = new


def continued(before: Table, table: Table) -> bool:
    """Whether a table at the head of a page goes on with the last one of the page before."""
    same = len(before.edges) == len(table.edges)
    return (
        same
        and all(abs(a - b) <= 6 for a, b in zip(before.edges, table.edges, strict=True))
        and (len(before.rows[0]) == len(table.rows[0]))
    )


def extend(before: Table, table: Table) -> None:
    """Put the rows of a table behind those of the page before, without the head that is repeated."""

    def text(row: list[list[Word]]) -> list[str]:
        return [" ".join(w.text for w in cell) for cell in row]

    repeated = 0
    while repeated < min(4, len(before.rows), len(table.rows) - 1) and (
        text(before.rows[repeated]) == text(table.rows[repeated])
    ):
        repeated += 1
    rows = table.rows[repeated:]
    starts = [cell[0].text[:1] for cell in rows[0] if cell]
    if len(starts) < len(rows[0]) and all(start.islower() for start in starts):  # the rest of the last row
        before.rows[-1] = [[*a, *b] for a, b in zip(before.rows[-1], rows.pop(0), strict=True)]
    if rows:
        before.turns.append(len(before.rows))
    before.rows.extend(rows)
