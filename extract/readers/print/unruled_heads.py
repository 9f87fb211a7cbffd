"""Heads of tables without rules: which lines above the figures they are, which columns each stands over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.readers.print.words import Line, Word

Columns = Sequence[tuple[float, float]]

_BESIDE = 20.0  # points left of its figures, where a head may begin
_LONGEST = 45  # characters of a head's line
_HIGHEST = 8  # lines
_FAR = 4.0  # of the size: what stands higher is not of the table
_TITLE = 2.0  # of the size: from a title to the head
_SIZED = 0.05  # by which a title's letters are larger
_MIDDLE = 0.04  # of the table's width: a title stands in its middle
_WIDE = 0.4  # of the size: a space between columns, no space between words
_ORDINAL = re.compile(r"(?:[IVX]+|\d{1,2}(?:\.\d{1,2})*)[.)]?")
_PARTED = 1.12  # times the step of wrapped lines: another row of the head
_UNKNOWN = 1.45  # of the size: the same, where no line is wrapped


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of a head over the columns `left` to `right`."""

    left: int
    right: int
    x0: float
    x1: float
    base: float
    words: tuple[Word, ...]

    @property
    def over(self) -> range:
        """The columns."""
        return range(self.left, self.right + 1)


def parted(piece: Line, columns: Columns) -> list[Line]:
    """A piece of a line cut at the wide spaces that lie between two columns."""
    found, start = [], 0
    for i in range(1, len(piece.words)):
        last, word = piece.words[i - 1], piece.words[i]
        between = any(a[1] <= word.x0 and last.x1 <= b[0] for a, b in pairwise(columns))
        if between and word.x0 - last.x1 > _WIDE * piece.size and not word.glued:
            found.append(Line(piece.words[start:i]))
            start = i
    return [*found, Line(piece.words[start:])]


def head_lines(lines: Sequence[Line], cut: Sequence[list[Line]], at: int, columns: Columns, names: int) -> int:
    """The first line of what may be the head above line `at`."""
    first = at
    while first > 0 and at - first < _HIGHEST:
        line, pieces = lines[first - 1], cut[first - 1]
        if len(pieces) == 1 and pieces[0].x0 < columns[names][1]:
            over = lines[first - 2] if first > 1 and len(cut[first - 2]) > 1 else None
            if over is None or not _rest(line, over, columns[names]):
                break
        if any(len(piece.text) > _LONGEST for piece in pieces) or line.text.endswith(":"):
            break
        if _ORDINAL.fullmatch(pieces[0].text) or lines[first].base - line.base > _FAR * line.size:
            break
        first -= 1
    middle, width = (columns[0][0] + columns[-1][1]) / 2, columns[-1][1] - columns[0][0]
    while first < at and len(cut[first]) == 1:
        line = lines[first]
        larger = line.text.isupper() or line.size > (1 + _SIZED) * lines[at].size
        far = lines[first + 1].base - line.base > _TITLE * line.size
        if not (larger or far or abs((line.x0 + line.x1) / 2 - middle) < _MIDDLE * width):
            break
        first += 1
    return first


def _rest(line: Line, over: Line, names: tuple[float, float]) -> bool:
    """Whether a lone line goes on with the head over the names, in the line above it."""
    near = line.base - over.base < _TITLE * line.size
    return near and line.text[:1].islower() and line.x1 <= names[1]


def head_rows(
    cut: Sequence[list[Line]], columns: Columns, filled: Sequence[int], names: int, wrapped: float
) -> list[list[list[Word]]] | None:
    """The rows of a head, given as its lines' pieces; what stands over several columns is in each place it covers.

    `filled`: the columns of figures; `wrapped`: the step between the lines of a cell, 0 where it is not known.  None
    where two heads stand over one column.
    """
    pieces: list[_Piece] = []
    headed: set[int] = set()
    for line in reversed(cut):
        own = list(_over(line, columns, filled if headed >= set(filled) else ()))
        if any(set(one.over) & set(other.over) - {names} for one, other in pairwise(own)):
            return None
        pieces = [*own, *pieces]
        headed.update(k for piece in own for k in piece.over)
    pieces = _widened(pieces, columns, wrapped)
    stacks: list[list[_Piece]] = [[] for _ in columns]
    for piece in pieces:
        for column in piece.over:
            stacks[column].append(piece)
    if any(_upset(stack) for stack in stacks):
        cells = [[word for piece in stack for word in piece.words] for stack in stacks]
        return [cells]
    made: dict[tuple[int, int, int], list[Word]] = {}
    levels = [_levels(stack) for stack in stacks]
    high = max(max(map(len, levels)), 1)
    rows: list[list[list[Word]]] = [[] for _ in range(high)]
    for nodes in levels:
        for row in range(high):
            depth = min(row, len(nodes) - 1)
            if depth < 0:
                rows[row].append([])
                continue
            left, right, words = nodes[depth]
            rows[row].append(made.setdefault((left, right, depth), words) if left < right else words)
    return rows


def _over(line: Sequence[Line], columns: Columns, filled: Sequence[int]) -> Iterator[_Piece]:
    """The pieces of a line of the head, each with the columns below it.

    Fewer pieces than columns, each in the middle over as many, are heads over several, where each column has a head of
    its own below (`filled` is empty where not); what else stands over none belongs to the nearest.
    """
    pieces = [part for piece in line for part in parted(piece, columns)]
    middles = [(piece.x0 + piece.x1) / 2 for piece in pieces]
    over = [[k for k, (x0, x1) in enumerate(columns) if x0 < piece.x1 and piece.x0 < x1] for piece in pieces]
    for i, middle in enumerate(middles):
        if not over[i]:
            over[i] = [min(range(len(columns)), key=lambda k: max(columns[k][0] - middle, middle - columns[k][1]))]
    upper = [i for i, middle in enumerate(middles) if filled and middle > columns[filled[0]][0] - _BESIDE]
    each = len(filled) // len(upper) if upper else 0
    if each > 1 and each * len(upper) == len(filled):
        groups = [list(filled[n * each : (n + 1) * each]) for n in range(len(upper))]
        if all(
            abs(middles[i] - (columns[group[0]][0] + columns[group[-1]][1]) / 2)
            <= 0.25 * (columns[group[-1]][1] - columns[group[0]][0])
            for group, i in zip(groups, upper, strict=True)
        ):
            for group, i in zip(groups, upper, strict=True):
                over[i] = group
    for piece, some in zip(pieces, over, strict=True):
        yield _Piece(some[0], some[-1], piece.x0, piece.x1, piece.base, tuple(piece.words))


def _widened(pieces: Sequence[_Piece], columns: Columns, wrapped: float) -> list[_Piece]:
    """Pieces in the middle over several heads of a lower row, over all of these."""
    found: list[_Piece] = []
    for piece in pieces:
        size = piece.words[0].size
        below = [p for p in pieces if p.base > piece.base + 1]
        beside = [p for p in pieces if abs(p.base - piece.base) <= 1 and p is not piece]
        own = [p for p in below if p.left <= piece.right and piece.left <= p.right]
        step = min((p.base for p in own), default=piece.base) - piece.base
        if step <= (_PARTED * wrapped if wrapped else _UNKNOWN * size):
            found.append(piece)
            continue
        above = [p for p in found if p.base < piece.base - 1 and p.left <= piece.right and piece.left <= p.right]
        least = max([p.right for p in beside if p.right < piece.left], default=-1) + 1
        most = min([p.left for p in beside if p.left > piece.right], default=len(columns)) - 1
        for p in above:
            least, most = max(least, p.left), min(most, p.right)
        headed = {k for p in below for k in p.over}
        best = (piece.left, piece.right)
        for left in range(least, piece.left + 1):
            for right in range(piece.right, most + 1):
                if not set(range(left, right + 1)) <= headed or (left, right) == (piece.left, piece.right):
                    continue
                if _off(piece, columns, left, right) < _off(piece, columns, *best) - 1:
                    best = left, right
        found.append(replace(piece, left=best[0], right=best[1]))
    return found


def _off(piece: _Piece, columns: Columns, left: int, right: int) -> float:
    """How far a piece is from the middle over columns."""
    return abs((piece.x0 + piece.x1) / 2 - (columns[left][0] + columns[right][1]) / 2)


def _upset(stack: Sequence[_Piece]) -> bool:
    """Whether a head over one column stands above one over several."""
    return any(upper.over != lower.over and set(upper.over) <= set(lower.over) for upper, lower in pairwise(stack))


def _levels(stack: Sequence[_Piece]) -> list[tuple[int, int, list[Word]]]:
    """The heads over a column from the top, the lines of each together."""
    found: list[tuple[int, int, list[Word]]] = []
    for piece in stack:
        if found and found[-1][:2] == (piece.left, piece.right):
            found[-1][2].extend(piece.words)
        else:
            found.append((piece.left, piece.right, list(piece.words)))
    return found
