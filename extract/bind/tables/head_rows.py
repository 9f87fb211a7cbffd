"""Which rows of a table are its head, and what stands over each column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.bind.scene import Scene, Span
from extract.bind.tables.cells import read_cell

Cells = Sequence[Sequence[Span]]

LABEL = re.compile(r"\s*(?:[IVX]+|[ivx]+|\d{1,2}(?:\.\d+)*|[A-Za-zđ]|[-–+*•])(?:[.)]+|\b|(?<=[-–+*•]))\s*")
_NUMBERING = re.compile(r"\(?(?:\d{1,2}|[A-ZĐa-zđ])\)?(?:\s*=\s*[\d\s()+/*x×:%.,-]+)?")
_MARK = re.compile(r"[-–—+•*]\s*(?=[^\W\d])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_HEADS = 6  # rows


def across(scene: Scene, row: Sequence[Span]) -> bool:
    """Whether a row is one cell as wide as the table: a heading over the rows that follow."""
    return len(row) > 2 and len({scene.low[a:b] for a, b in row}) == 1


def head_rows(scene: Scene, cells: Cells) -> int:
    """How many rows the head has: up to the first that has a name and a number that is no year."""
    for count, row in enumerate(cells[:_MOST_HEADS]):
        if count == 0:
            continue
        if across(scene, row):
            return count
        first = scene.text[slice(*row[0])].strip() if row else ""
        numbering = _is_numbering(scene, row)
        if (_numeric(scene, row) and not numbering) or (first and LABEL.fullmatch(first) and not numbering):
            return count
    return 1


def _numeric(scene: Scene, row: Sequence[Span]) -> list[Span]:
    """The cells behind the first that hold a number that is no year."""
    cells = [span for span in row[1:] if any(c.isdigit() for c in scene.text[slice(*span)])]
    return [s for s in cells if not _YEAR.fullmatch(scene.text[slice(*s)].strip()) and read_cell(scene, s, None)]


def is_body(scene: Scene, row: Sequence[Span]) -> bool:
    """Whether the first row already holds bare numbers behind words: the table has no head."""
    if not any(c.isalpha() for c in scene.text[slice(*row[0])]) or _is_numbering(scene, row):
        return False
    return any(not any(c.isalpha() for c in scene.text[slice(*span)]) for span in _numeric(scene, row))


def _is_numbering(scene: Scene, row: Sequence[Span]) -> bool:
    """Whether a row only counts the columns."""
    texts = [scene.text[a:b].strip() for a, b in row]
    return len(_numeric(scene, row)) > 2 and all(_NUMBERING.fullmatch(text) for text in texts if text)


def _without_mark(scene: Scene, span: Span) -> Span:
    """A head without the mark of a list that it opens with: "- Tỷ lệ (%)"."""
    mark = _MARK.match(scene.text, *span)
    return (mark.end(), span[1]) if mark is not None else span


def headers(scene: Scene, heads: Cells, width: int) -> list[list[Span]]:
    """For each column the cells of the head that stand over it, none twice."""
    headers: list[list[Span]] = []
    for at in range(width):
        header: list[Span] = []
        for row in heads:
            span = row[at] if at < len(row) else (0, 0)
            if span[0] == span[1] and row is heads[0] and len(heads) > 1:  # merged, empty behind its first place
                span = next((row[k] for k in range(min(at, len(row)) - 1, 0, -1) if row[k][1] > row[k][0]), span)
            known = {scene.low[a:b] for a, b in header}
            numbering = _NUMBERING.fullmatch(scene.text, *span)
            span = _without_mark(scene, span)
            if span[1] > span[0] and scene.low[slice(*span)] not in known and not numbering:
                header.append(span)
        headers.append(header)
    return headers
