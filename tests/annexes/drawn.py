"""Pages drawn as Word and its printers draw them: rules as strokes or thin boxes, with gaps, shading line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pymupdf

from tests.annexes.texts import Annex, Cell
from tests.paper import A4, NOTO, SERIF

LEFT, RIGHT, TOP, FOOT = 70.0, float(A4.x1) - 50, 60.0, float(A4.y1) - 60
_PAD, _LOW = 4.0, 1.5  # points between rule and text, beside and above it
_GREY, _BLUE = (0.85, 0.85, 0.85), (0.80, 0.88, 0.97)
_HAIR, _HEAVY = 0.5, 2.25  # points: rules


class Sheet:
    """A pen on pages: `y` is where the next block begins."""

    def __init__(self, *, font: str = SERIF, size: float = 12) -> None:
        self.document = pymupdf.open()
        bold = font.replace("-Regular", "-Bold") if "-Regular" in font else font.replace(".ttf", "Bold.ttf")
        self.faces = (pymupdf.Font(fontfile=font), pymupdf.Font(fontfile=bold))
        self.size = size
        self.texts: list[tuple[tuple[float, float], str, float, bool]] = []
        self.turn()

    def turn(self) -> None:
        """A new page."""
        self._ink()
        self.page: Any = self.document.new_page(width=A4.width, height=A4.height)
        self.y = TOP

    def _ink(self) -> None:
        if self.texts:
            writer = pymupdf.TextWriter(self.page.rect)
            for point, text, size, bold in self.texts:
                writer.append(point, text, font=self.faces[bold], fontsize=size)
            writer.write_text(self.page)
        self.texts = []

    def data(self) -> bytes:
        """The PDF; the same bytes each time."""
        self._ink()
        self.document.subset_fonts()
        made: bytes = self.document.tobytes(garbage=3, deflate=True, no_new_id=True)
        return made

    def fill(self, x0: float, y0: float, x1: float, y1: float, colour: tuple[float, ...]) -> None:
        """A box that is only filled."""
        self.page.draw_rect(pymupdf.Rect(x0, y0, x1, y1), color=None, fill=colour, width=0)

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Of a text, in points."""
        return float(self.faces[bold].text_length(text, size))

    def wrapped(self, text: str, width: float, size: float, *, bold: bool = False, indent: float = 0) -> list[str]:
        """A text's lines."""
        lines: list[str] = []
        for word in text.split():
            room = width - (indent if len(lines) == 1 else 0)
            if lines and self.width(f"{lines[-1]} {word}", size, bold=bold) <= room:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return lines

    def line(self, x: float, text: str, size: float, *, bold: bool = False) -> None:
        """A line whose upper edge is `y`."""
        self.texts.append(((x, self.y + size), text, size, bold))

    def paragraph(
        self, text: str, x0: float = LEFT, x1: float = RIGHT, *, shaded: bool = False, bold: bool = False,
        centred: bool = False, size: float = 0, indent: float = 24,
    ) -> None:  # fmt: skip
        """A paragraph; shaded line by line, as Word does."""
        size = size or self.size
        indent = 0 if centred else indent
        lines = self.wrapped(text, x1 - x0, size, bold=bold, indent=indent)
        for i, line in enumerate(lines):
            if self.y + 1.3 * size > FOOT:
                self.turn()
            x = x0 + (indent if i == 0 else 0)
            if centred:
                x = (x0 + x1 - self.width(line, size, bold=bold)) / 2
            if shaded:
                self.fill(x - 1, self.y - 1, x + self.width(line, size, bold=bold) + 1, self.y + 1.25 * size, _GREY)
            self.line(x, line, size, bold=bold)
            self.y += 1.3 * size
        self.y += 5

    def table(self, annex: Annex, looks: frozenset[str], *, size: float = 0) -> None:
        """The table of an annex, over pages where it must, its head repeated."""
        Grid(self, annex, looks, size or (8.5 if len(annex.widths) > 8 else 11.0)).draw()


class Grid:
    """A table laid out: where its columns and rows begin."""

    def __init__(self, sheet: Sheet, annex: Annex, looks: frozenset[str], size: float) -> None:
        self.sheet, self.annex, self.looks, self.size = sheet, annex, looks, size
        self.ruled = "unruled" not in looks
        share = (RIGHT - LEFT) / sum(annex.widths)
        self.xs = [LEFT + share * sum(annex.widths[:i]) for i in range(len(annex.widths) + 1)]
        self.leading = 1.22 * size
        self.lines = {cell: self._wrapped(cell) for cell in annex.cells}
        self.heights = [0.0] * len(annex.rows)
        for cell in sorted(annex.cells, key=lambda c: c.down):
            wanted = len(self.lines[cell]) * self.leading + 2 * _LOW
            have = sum(self.heights[cell.row : cell.row + cell.down])
            self.heights[cell.row + cell.down - 1] += max(wanted - have, 0)

    def _wrapped(self, cell: Cell) -> list[str]:
        width = self.xs[cell.column + cell.across] - self.xs[cell.column] - 2 * _PAD
        return self.sheet.wrapped(cell.text, width, self.size, bold=cell.row < self.annex.head)

    def draw(self) -> None:
        """On the sheet, from its `y` on."""
        head, rows, start = self.annex.head, range(len(self.annex.rows)), 0
        while start < len(rows):
            shown = list(range(head)) if start else []
            end, y = start, self.sheet.y + sum(self.heights[r] for r in shown)
            while end < len(rows) and y + self.heights[end] <= FOOT:
                y += self.heights[end]
                end += 1
            if end == start:
                self.sheet.turn()
                continue
            self._part([*shown, *range(start, end)])
            start = end
            if start < len(rows):
                self.sheet.turn()
        self.sheet.y += 10

    def _part(self, rows: Sequence[int]) -> None:
        y = self.sheet.y
        tops: dict[int, float] = {}
        for row in rows:
            tops[row] = y
            y += self.heights[row]
        cells = [cell for cell in self.annex.cells if cell.row in tops]
        for cell in cells:
            foot = tops[cell.row] + sum(self.heights[cell.row : cell.row + cell.down])
            self._cell(cell, tops[cell.row], foot)
        if self.ruled:
            for cell in cells:
                foot = tops[cell.row] + sum(self.heights[cell.row : cell.row + cell.down])
                self._rules(cell, tops[cell.row], foot, (self.sheet.y, y))
        self.sheet.y = y

    def _cell(self, cell: Cell, top: float, foot: float) -> None:
        x0, x1 = self.xs[cell.column], self.xs[cell.column + cell.across]
        head = cell.row < self.annex.head
        shaded = self.ruled and "shaded" in self.looks and (head or cell.row % 2 == 0 or cell.across > 1)
        if shaded:
            self.sheet.fill(x0 + 0.3, top + 0.3, x1 - 0.3, foot - 0.3, _BLUE if head else _GREY)
        lines = self.lines[cell]
        self.sheet.y, before = top + _LOW, self.sheet.y
        if self.ruled:
            self.sheet.y += max((foot - top - 2 * _LOW - len(lines) * self.leading) / 2, 0)
        for line in lines:
            width = self.sheet.width(line, self.size, bold=head)
            right = cell.text[:1].isdigit() and cell.column > 1
            x = (x0 + x1 - width) / 2 if head or (len(cell.text) < 8 and not right) else x0 + _PAD
            if right:
                x = x1 - _PAD - width
            if shaded:
                self.sheet.fill(x0 + 1.5, self.sheet.y, x1 - 1.5, self.sheet.y + self.leading, _GREY)
            self.sheet.line(x, line, self.size, bold=head)
            self.sheet.y += self.leading
        self.sheet.y = before

    def _rules(self, cell: Cell, top: float, foot: float, ends: tuple[float, float]) -> None:
        """The four edges of a cell, each drawn for itself."""
        x0, x1 = self.xs[cell.column], self.xs[cell.column + cell.across]
        heavy = bool({"thick", "gapped"} & self.looks)
        apart = "gapped" in self.looks  # every upright rule is thick, and level ones end before them
        left, right = apart or (heavy and cell.column == 0), apart or (heavy and x1 == self.xs[-1])
        first = heavy and (abs(top - ends[0]) < 0.1 or cell.row == self.annex.head)
        last = heavy and abs(foot - ends[1]) < 0.1
        gap = 3.2 + (cell.row + cell.column) % 12 / 10 if apart else 0.0
        for y, thick in ((top, first), (foot, last)):
            self._rule(x0 + (gap if left else 0), y, x1 - (gap if right else 0), y, _HEAVY if thick else _HAIR)
        for x, thick in ((x0, left), (x1, right)):
            self._rule(x, top + (gap if first else 0), x, foot - (gap if last else 0), _HEAVY if thick else _HAIR)

    def _rule(self, x0: float, y0: float, x1: float, y1: float, width: float) -> None:
        if "stroked" in self.looks:
            self.sheet.page.draw_line((x0, y0), (x1, y1), width=width)
        else:
            half = width / 2
            self.sheet.fill(x0 - half, y0 - half, x1 + half, y1 + half, (0.0, 0.0, 0.0))


def drawn(annex: Annex, *, ruled: bool = True) -> bytes:
    """An annex as a PDF, with the looks it asks for, or without rules and shading."""
    sheet = Sheet(font=NOTO if len(annex.name) % 2 else SERIF)
    for text in annex.above:
        sheet.paragraph(text, bold=True, centred=True, shaded=ruled and "shaded" in annex.looks)
    sheet.table(annex, annex.looks if ruled else frozenset({"unruled"}))
    for text in annex.below:
        sheet.paragraph(text, size=10, indent=0)
    return sheet.data()
