"""Tables of Word: the grid with merged cells repeated; tables that only place text on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.readers.word.parts_of_docx import Element, value, whole, word
from extract.readers.word.styles import Styles, lined
from extract.rules.vocabulary import expression, listed

_PROSE = 700  # characters from which a cell is running text
_WIDEST = 200  # columns


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one look; `struck`: with a line through them, or deleted in a tracked change."""

    text: str
    bold: bool = False
    font: str = ""  # of an encoding before Unicode: its name; else ""
    struck: bool = False


@dataclass(slots=True)
class Paragraph:
    """A paragraph: label, text, the footnotes whose marks stand in it (mark, key of the note)."""

    pieces: list[Piece] = field(default_factory=list)
    label: str = ""
    heading: bool = False
    furniture: bool = False
    notes: list[tuple[int, tuple[str, str]]] = field(default_factory=list)
    comments: list[int] = field(default_factory=list)  # by the number of pieces before each

    @property
    def standing(self) -> bool:
        """Whether any of its text stands, struck through by no line."""
        return any(piece.text.strip() and not piece.struck for piece in self.pieces)


@dataclass(slots=True)
class Cell:
    """What stands in a cell; `down`: it goes on with the one above ("continue") or begins a merged one."""

    blocks: list[Block] = field(default_factory=list)
    across: int = 1
    down: str = ""


@dataclass(slots=True)
class Table:
    """The rows of a table as they come; `before`: columns a row leaves free at its beginning."""

    rows: list[tuple[int, list[Cell]]] = field(default_factory=list)
    ruled: bool = False

    def grid(self) -> list[list[Cell | None]]:
        """Rows of equal length; a merged cell in each place it covers, None where there is no cell."""
        rows: list[list[Cell | None]] = []
        for before, cells in self.rows:
            row: list[Cell | None] = [None] * min(before, _WIDEST)
            for cell in cells:
                above = rows[-1][len(row)] if rows and len(row) < len(rows[-1]) else None
                shown = above if cell.down == "continue" and above is not None else cell
                row += [shown] * min(cell.across, max(_WIDEST - len(row), 0))
            if row:
                rows.append(row)
        width = max(map(len, rows), default=0)
        return [row + [None] * (width - len(row)) for row in rows]


Block = Paragraph | Table


def begun(element: Element, styles: Styles) -> Table:
    """The table an element begins, without rows yet."""
    properties = element.find(word("tblPr"))
    own = lined(None if properties is None else properties.find(word("tblBorders")))
    name = value(properties, "tblStyle")
    return Table(ruled=own if own is not None else name is not None and styles.of(name).ruled)


def cell_of(element: Element, table: Table) -> Cell:
    """The cell an element begins; lines around it are noted for the table."""
    properties = element.find(word("tcPr"))
    if properties is None:
        return Cell()
    merged = properties.find(word("vMerge"))
    if lined(properties.find(word("tcBorders"))):
        table.ruled = True
    down = "" if merged is None else merged.get(word("val"), "continue")
    return Cell(across=max(whole(value(properties, "gridSpan"), 1), 1), down=down)


def parts_of(table: Table, grid: list[list[Cell | None]], texts: dict[int, str]) -> tuple[list[Cell], int] | None:
    """How a table is to be read: None if it places text (as paragraphs), else the cells that stand over it and
    the number of rows they fill (titles as wide as the table)."""
    titles: list[Cell] = []
    at = 0
    while at < len(grid) - 1 and grid[at][0] is not None and len(set(map(id, grid[at]))) == 1:
        first = grid[at][0]
        if first is not None and not any(first is known for known in titles):
            titles.append(first)
        at += 1
    body = grid[at:]
    width = len(body[0]) if body else 0
    if width < 2 or len(body) < 2:
        return None
    written = [[texts[id(cell)] if cell is not None else "" for cell in row] for row in body]
    headed = (
        sum(listed("table_heads").search(cell.lower()) is not None for cell in set(written[0]) | set(written[1])) > 1
    )
    if width <= 3 and not headed:
        if any(expression("letterhead").search(cell) for row in written[:3] for cell in row):
            return None
        if not table.ruled or any(len(cell) > _PROSE for row in written for cell in row):
            return None
        if any(isinstance(block, Table) for row in body for cell in row if cell for block in cell.blocks):
            return None
    return titles, at


def cells_in_order(grid: list[list[Cell | None]]) -> Iterator[Cell]:
    """The cells row by row, a merged one once."""
    seen: set[int] = set()
    for row in grid:
        for cell in row:
            if cell is not None and id(cell) not in seen:
                seen.add(id(cell))
                yield cell
