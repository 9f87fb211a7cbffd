"""Tables without upright rules: columns told by the white space between them, rows by their figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.readers.print.flowing import flow
from extract.readers.print.reading_order import lines_of, pieces_of
from extract.readers.print.unruled_heads import head_lines, head_rows, parted
from extract.readers.print.unruled_rows import WRAPPED, Row, grouped, trimmed
from extract.readers.print.words import Line, Page, Table, Word, joined
from extract.rules.vocabulary import expression

_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*%?")
_BESIDE = 0.6  # of the size: a space beside a figure that parts two cells
_APART = 3.0  # points between columns, at least
_MOST_COLUMNS = 40
_HIGHEST_HEAD = 6  # lines
_FAR = 4.0  # of the size: what stands lower is not of the table
_CLOSE = 0.85  # of the step between rows: that of wrapped lines
_PROBED = 40  # lines below a head, from which the step of wrapped lines is told
_HEADED, _BARE = 2, 3  # rows with figures from which there is a table
_FEW_LETTERS = 3  # "%", "km2", "1": no name
_SECTIONS = 2  # headings between a head and the first figures


@dataclass(slots=True)
class Grid:
    """Columns (start, end) of a table that may go on, which of them holds the names, its edges, its head's lines."""

    columns: list[tuple[float, float]]
    names: int
    edges: list[float]
    head: list[str]


def take_spaced(page: Page, before: Grid | None) -> Grid | None:
    """Move the tables of a page that white space alone parts from its words to its tables.

    `before`: that with which the page before ends.  Returns that with which this one ends.
    """
    lines = lines_of(page.words)
    cut = [_finer(pieces_of(line)) for line in lines]
    at, last = 0, None
    while at < len(lines):
        grid = before if at == 0 else None
        found = _table(lines, cut, at, grid)
        if found is None:
            at += 1
            continue
        table, made, first, end = found
        gone = {id(word) for line in lines[first:end] for word in line.words}
        page.words = [word for word in page.words if id(word) not in gone]
        page.tables.append(table)
        last = made if end == len(lines) else None
        at = end
    page.tables.sort(key=lambda t: (t.rect[1], t.rect[0]))
    return last


def _finer(pieces: list[Line]) -> list[Line]:
    """The pieces of what may be a row, cut beside figures where the space is no word's."""
    if len(pieces) < 3:
        return pieces
    found = []
    for piece in pieces:
        start = 0
        for i in range(1, len(piece.words)):
            last, word = piece.words[i - 1], piece.words[i]
            if word.x0 - last.x1 > _BESIDE * piece.size and any(_FIGURE.fullmatch(w.text) for w in (last, word)):
                found.append(Line(piece.words[start:i]))
                start = i
        found.append(Line(piece.words[start:]))
    return found


def _figured(pieces: Sequence[Line]) -> bool:
    """Whether a line is a row with figures that are not all years."""
    texts = [piece.text for piece in pieces]
    values = [text for text in texts if expression("figure_cell").fullmatch(text)]
    dated = len(values) == len(texts) and _YEAR.fullmatch(texts[0]) is not None
    return (
        3 <= len(texts) <= _MOST_COLUMNS
        and (len(values) < len(texts) or dated)
        and any(not _YEAR.fullmatch(v) for v in values[-3:])
    )


def _table(
    lines: Sequence[Line], cut: Sequence[list[Line]], at: int, before: Grid | None
) -> tuple[Table, Grid, int, int] | None:
    """The table whose first row with figures is line `at` (or, where one goes on, the page's first line)."""
    if before is not None:
        table = _continued(lines, cut, before)
        if table is not None:
            return table
    if not _figured(cut[at]):
        return None
    columns = [(p.x0, p.x1) for p in cut[at]]
    start = _names_above(lines, cut, at)
    if start < at:
        columns.insert(0, (min(cut[i][0].x0 for i in range(start, at)), max(cut[i][0].x1 for i in range(start, at))))
    columns, end = _grown(columns, lines, cut, at)
    rows = [_row(lines[i], cut[i], columns) for i in range(start, end)]
    if len(columns) < 3:
        return None
    letters = [sum(c.isalpha() for row in rows for c in row.text(k)) for k in range(len(columns))]
    names = letters.index(max(letters))
    rows = trimmed(rows, names)
    filled = _filled(rows, names)
    first, head = _head(lines, cut, start, columns, names, filled)
    for above in range(start - 1, max(start - 1 - _SECTIONS, -1), -1):
        if head is not None or not _section(cut[above], columns, names):
            break
        first, head = _head(lines, cut, above, columns, names, filled)
        if head is not None:
            rows = [*(_row(lines[i], cut[i], columns) for i in range(above, start)), *rows]
            start = above
    many = sum(_figured(cut[start + i]) for i in range(len(rows)))
    if many < (_HEADED if head else _BARE):
        return None
    body = grouped(rows, names, len(columns))
    if head is not None:
        if all(head[-1][k] for k in filled):
            body = [*head, *body]
        else:
            first = start
    end = start + len(rows)
    edges = [columns[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), columns[-1][1]]
    grid = Grid(columns, names, edges, [line.text for line in lines[first:start]])
    return _made(lines[first:end], body, edges), grid, first, end


def _filled(rows: Sequence[Row], names: int) -> list[int]:
    """The columns behind the names that hold figures."""
    begun = [k for row in rows for k in row.cells if row.text(k)[:1].isdigit()]
    often = {k for k in begun if begun.count(k) > 0.5 * sum(bool(row.figures()) for row in rows)}
    return sorted(k for k in {k for row in rows for k in row.figures()} | often if k > names)


def _section(pieces: Sequence[Line], columns: Sequence[tuple[float, float]], names: int) -> bool:
    """Whether a line may be a heading within a table."""
    if len(pieces) == 2 and expression("row_label").fullmatch(pieces[0].text) and pieces[0].x1 < columns[names][0]:
        return columns[names][0] - _APART < pieces[1].x0 < columns[names][1]
    return len(pieces) == 1 and pieces[0].x0 < columns[names][1] and not pieces[0].text.endswith((":", ".", ";"))


def _names_above(lines: Sequence[Line], cut: Sequence[list[Line]], at: int) -> int:
    """The first line of the name that begins above the figures of line `at`, which has none before them."""
    left, start = cut[at][0], at
    if sum(c.isalpha() for c in left.text) > _FEW_LETTERS:
        return at
    while start > 0 and len(cut[start - 1]) == 1 and cut[start - 1][0].x1 < left.x0:
        if lines[start].base - lines[start - 1].base > WRAPPED * left.size:
            break
        start -= 1
    return start


def _made(lines: Sequence[Line], body: list[list[list[Word]]], edges: list[float]) -> Table:
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    rect = (x0, min(line.y0 for line in lines), x1, max(line.y1 for line in lines))
    flows = {id(cell): flow(lines_of(cell)) for row in body for cell in row if cell}
    return Table([[flows.get(id(cell), []) for cell in row] for row in body], edges, rect)


def _continued(lines: Sequence[Line], cut: Sequence[list[Line]], before: Grid) -> tuple[Table, Grid, int, int] | None:
    """What goes on at the head of a page with the table of the page before."""
    same = before.head and [line.text for line in lines[: len(before.head)]] == before.head
    head = len(before.head) if same else 0
    at = head
    while at < min(len(lines), head + _HIGHEST_HEAD) and not _figured(cut[at]):
        at += 1
    if at == min(len(lines), head + _HIGHEST_HEAD):
        return None
    columns, end = _grown(list(before.columns), lines, cut, at)
    if len(columns) != len(before.columns):
        return None
    rows = trimmed([_row(lines[i], cut[i], columns) for i in range(at, end)], before.names)
    filled = _filled(rows, before.names)
    repeated = _head(lines, cut, head if same else at, columns, before.names, filled)[1]
    if same or repeated is None:
        lead = [_row(lines[i], cut[i], columns) for i in range(head, at)]
        if any(row.across for row in lead):
            return None
        rows = [*lead, *rows]
    body = [*(repeated or []), *grouped(rows, before.names, len(columns))]
    end = len(rows) + (head if same else at if repeated is not None else 0)
    return _made(lines[:end], body, before.edges), Grid(columns, before.names, before.edges, before.head), 0, end


def _grown(
    columns: list[tuple[float, float]], lines: Sequence[Line], cut: Sequence[list[Line]], at: int
) -> tuple[list[tuple[float, float]], int]:
    """The columns of all rows from line `at` on, and the line behind the last that fits them."""
    end = at
    pending = 0
    for i in range(at, len(lines)):
        if i > at and lines[i].base - lines[i - 1].base > _FAR * lines[i].size:
            break
        figured = _figured(cut[i])
        wider = _merged(columns, _split(cut[i], columns), fresh=figured)
        if wider is not None:
            columns, pending = wider, 0
            end = i + 1
        elif len(cut[i]) == 1 and pending == 0 and len(lines[i].text) < 120:
            pending = 1  # a heading over the rows that follow, or what stands behind the table
        else:
            break
    return columns, end


def _merged(
    columns: list[tuple[float, float]], pieces: Sequence[Line], *, fresh: bool
) -> list[tuple[float, float]] | None:
    """The columns with room for the pieces; None where one does not fit.  `fresh`: there may be new ones."""
    made = list(columns)
    for piece in pieces:
        over = [k for k, (x0, x1) in enumerate(made) if x0 < piece.x1 and piece.x0 < x1]
        if len(over) > 1 or (not over and not fresh):
            return None
        if over:
            made[over[0]] = min(made[over[0]][0], piece.x0), max(made[over[0]][1], piece.x1)
        else:
            made.append((piece.x0, piece.x1))
            made.sort()
        if len(made) > _MOST_COLUMNS or any(b[0] - a[1] < _APART for a, b in pairwise(made)):
            return None
    return made


def _split(pieces: Sequence[Line], columns: Sequence[tuple[float, float]]) -> list[Line]:
    """The pieces, those cut in two that a column's left edge parts behind a label or at a wide space."""
    found: list[Line] = []
    for piece in pieces:
        start = 0
        for i in range(1, len(piece.words)):
            word, last = piece.words[i], piece.words[i - 1]
            begins = any(abs(word.x0 - x0) <= _APART for x0, _ in columns[1:])
            label = i == 1 and expression("row_label").fullmatch(last.text) is not None
            if begins and not word.glued and (label or word.x0 - last.x1 > 0.4 * piece.size):
                found.append(Line(piece.words[start:i]))
                start = i
        found += parted(Line(piece.words[start:]), columns)
    return found


def _row(line: Line, pieces: Sequence[Line], columns: Sequence[tuple[float, float]]) -> Row:
    row = Row(line)
    for piece in _split(pieces, columns):
        over = [k for k, (x0, x1) in enumerate(columns) if x0 < piece.x1 and piece.x0 < x1]
        row.across |= len(over) != 1
        row.cells.setdefault(over[0] if over else 0, []).extend(piece.words)
    return row


def _head(
    lines: Sequence[Line],
    cut: Sequence[list[Line]],
    at: int,
    columns: Sequence[tuple[float, float]],
    names: int,
    filled: Sequence[int],
) -> tuple[int, list[list[list[Word]]] | None]:
    """The first line of the head above line `at`, and its rows."""
    first = head_lines(lines, cut, at, columns, names)
    if first == at:
        return at, None
    steps = [b.base - a.base for a, b in pairwise(lines[first : at + _PROBED])]
    rows = head_rows(cut[first:at], columns, filled, names, _wrapped(steps))
    if rows is None:
        return at, None  # two heads of one line over a column: which is its own is not sure
    texts = [" ".join(dict.fromkeys(joined(row[k]) for row in rows)) for k in range(len(columns))]
    if any(_YEAR.search(text) for k, text in enumerate(texts) if k not in (names, *filled)):
        return at, None  # a year over a column without figures: the heads do not stand over their columns
    named = expression("task_head").search(texts[names]) is not None
    return (first, rows) if named or all(texts[min(names, 1) :]) else (at, None)


def _wrapped(steps: Sequence[float]) -> float:
    """The step between the lines of a cell, where another one is clearly larger; else 0."""
    least = min(steps)
    return least if any(least < _CLOSE * step for step in steps) else 0.0
