"""Tables whose columns only blanks part: words under one another, heads and cells broken over lines.

Such a table is known by its figures: at least two lines whose pieces stand in three columns or more, under lines of
heads.  Lines without an ordinal and without values of their own go on with the row above.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.contract.faults import Mapped
from extract.layout.aligned_heads import head_rows, named, with_heads
from extract.layout.aligned_lines import Column, Lines, Piece, columns_of, pieces_of, placed
from extract.layout.aligned_rows import Body, Row
from extract.layout.dumped_cells import Line
from extract.layout.dumped_heads import FEWEST
from extract.layout.table import Cell, Table

_FEWEST_ROWS = 2  # with figures
_MOST_LINES = 400
_MOST_HEADS = 7  # lines
_LONGEST = 110  # characters of a line in one piece


def aligned(text: str, lines: list[Line], at: int, base: Mapped) -> tuple[Table, int] | None:
    """The table whose first line of heads line `at` is, its columns parted by blanks, and the line behind it."""
    if "\t" not in lines[at].text and "  " not in lines[at].text and not _indented(text, lines[at]):
        return None
    found = _stretch(text, lines, at, base)
    if found is None or len(found.pieces[0]) < 2:
        return None
    body = next((i for i in range(len(found.lines)) if i and found.begins_body(i)), 0)
    if not 0 < body <= _MOST_HEADS:
        return None
    core = [i for i in range(body, len(found.lines)) if len(found.pieces[i]) >= FEWEST and not found.numbering(i)]
    columns = columns_of([found.pieces[i] for i in core])
    columns = with_heads(found, columns, body, core)
    if len(columns) < FEWEST:
        return None
    places = {i: placed(found.pieces[i], columns) for i in core}
    many = sum(any(found.figure(piece) for piece in found.pieces[i][1:]) for i in core)
    if many < _FEWEST_ROWS or None in places.values():
        return None
    heads = head_rows(found, columns, body)
    if heads is None or not named(found, heads):
        return None
    rows, ended = Body(found, columns, body).rows()
    return _made(found, columns, heads, rows, ended), at + ended


def _indented(text: str, line: Line) -> bool:
    return text[line.start - 2 : line.start] == "  "


def _stretch(text: str, lines: list[Line], at: int, base: Mapped) -> Lines | None:
    """The lines from `at` on that may be of one table; None where it is none."""
    kept: list[Line] = []
    found: list[list[Piece]] = []
    for line in lines[at : at + _MOST_LINES]:
        if "|" in line.text and line.text.count("|") > 1:
            break
        pieces = pieces_of(text, line, base)
        if pieces is None:
            break
        if len(pieces) == 1 and (len(line.text) > _LONGEST or line.after_blank):
            break
        if line.after_blank and kept and len(pieces) < FEWEST and len(kept) > 1:
            break
        kept.append(line)
        found.append(pieces)
    while kept and len(found[-1]) == 1 and kept[-1].text.endswith((":", ".")):
        kept.pop()
        found.pop()
    return Lines(text, kept, found) if len(kept) > _FEWEST_ROWS else None


def _made(found: Lines, columns: list[Column], heads: list[list[list[Piece]]], rows: list[Row], ended: int) -> Table:
    table = Table(found.lines[0].start, found.lines[ended - 1].end, [], heads=len(heads))
    for head in heads:
        table.rows.append([_cell(table, cell) for cell in head])
    for row in rows:
        table.rows.append([_cell(table, row.cells.get(k, [])) for k in range(len(columns))])
    return table


def _cell(table: Table, pieces: Sequence[Piece]) -> Cell:
    """The cell of some pieces, noted in the table where there are several."""
    if not pieces:
        return table.start, table.start
    cell = pieces[0].start, pieces[-1].end
    if len(pieces) > 1:
        table.pieces[cell] = [piece.span for piece in pieces]
    return cell
