"""Readers of tables that are compared: ours, PyMuPDF's, that of its layout model, pdfplumber.

Each gives the tables of a file as grids of texts, a merged cell's in each place it covers, and the paragraphs beside
them (None: it says nothing of paragraphs).  A table that goes on over a page is put together for those that read pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

Read = tuple[list[list[list[str]]], list[str] | None]
Box = tuple[float, float, float, float]

_BAR = re.compile(r"(?<!\\)\|")
_EDGE = 3.0  # points


def ours(path: Path) -> Read:
    """What the reader of the package writes: pipe rows and paragraphs."""
    from extract.readers import of_bytes

    source = of_bytes(path.read_bytes(), path.name)
    grids: list[list[list[str]]] = [[]]
    texts: list[str] = []
    furniture = {source.raw[a:b] for a, b in source.furniture}
    for line in source.raw.split("\n"):
        if line.startswith("|"):
            cells = [cell.strip().replace("\\|", "|") for cell in _BAR.split(line)[1:-1]]
            if not all(set(cell) <= {"-", ":"} and cell for cell in cells):
                grids[-1].append(cells)
            continue
        if grids[-1]:
            grids.append([])
        if line.strip() and line not in furniture:
            texts.append(line.strip().removeprefix("**").removesuffix("**"))
    return [grid for grid in grids if grid], texts


def find_tables(path: Path) -> Read:
    """PyMuPDF's `Page.find_tables` with what it is set to by itself."""
    import pymupdf

    found = []
    for page in pymupdf.open(path):
        for table in page.find_tables().tables:
            cells = [(cell, page.get_textbox(cell)) for cell in table.cells if cell is not None]
            found.append(_grid(cells))
    return _joined(found), None


def layout(path: Path) -> Read:
    """PyMuPDF 2's layout model, as `pymupdf4llm` gives its tables."""
    import pymupdf4llm

    data = json.loads(pymupdf4llm.to_json(str(path), use_ocr=False))
    found = []
    for page in data["pages"]:
        for box in page["boxes"]:
            if box.get("table"):
                table = box["table"]
                found.append(_filled(table["extract"], table.get("cells")))
    return _joined(found), None


def pdfplumber(path: Path) -> Read:
    """pdfplumber's `Page.find_tables` with what it is set to by itself."""
    import pdfplumber as plumber

    found = []
    with plumber.open(path) as document:
        for page in document.pages:
            for table in page.find_tables():
                cells = [(cell, page.within_bbox(cell, strict=False).extract_text() or "") for cell in table.cells]
                found.append(_grid(cells))
    return _joined(found), None


READERS: dict[str, Callable[[Path], Read]] = {
    "ours": ours,
    "find_tables": find_tables,
    "layout": layout,
    "pdfplumber": pdfplumber,
}


def _grid(cells: Sequence[tuple[Box, str]]) -> list[list[str]]:
    """A grid out of boxes with texts: a text in each place its box covers."""
    xs = _edges(x for box, _ in cells for x in (box[0], box[2]))
    ys = _edges(y for box, _ in cells for y in (box[1], box[3]))
    grid = [[""] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    for (x0, y0, x1, y1), text in cells:
        for r in range(len(ys) - 1):
            for c in range(len(xs) - 1):
                x, y = (xs[c] + xs[c + 1]) / 2, (ys[r] + ys[r + 1]) / 2
                if x0 <= x <= x1 and y0 <= y <= y1:
                    grid[r][c] = " ".join(text.split())
    return grid


def _edges(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _EDGE:
            found.append(place)
    return found


def _filled(rows: Any, cells: Any) -> list[list[str]]:
    """Rows of texts; where the boxes of the cells are given, a merged one's in each place."""
    if cells and all(len(row) == len(texts) for row, texts in zip(cells, rows, strict=False)):
        boxed = [
            (tuple(box), text or "")
            for row, texts in zip(cells, rows, strict=False)
            for box, text in zip(row, texts, strict=False)
            if box is not None
        ]
        return _grid(boxed)
    return [[" ".join((text or "").split()) for text in row] for row in rows]


def _joined(grids: Sequence[list[list[str]]]) -> list[list[list[str]]]:
    """Tables of the same width one after another as one, a repeated head left out."""
    found: list[list[list[str]]] = []
    for grid in grids:
        if found and grid and len(found[-1][0]) == len(grid[0]):
            same = 0
            while same < min(len(grid), len(found[-1])) and grid[same] == found[-1][same]:
                same += 1
            if same:
                found[-1].extend(grid[same:])
                continue
        if grid:
            found.append(grid)
    return found
