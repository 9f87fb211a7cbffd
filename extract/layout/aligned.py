"""Tables whose columns only blanks part: words under one another, heads and cells broken over lines.

Such a table is known by its figures: at least two lines whose pieces stand in three columns or more, under lines of
heads.  Lines without an ordinal and without values of their own go on with the row above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.contract.faults import Mapped
from extract.language.cleaning import lowered
from extract.layout.aligned_lines import Column, Piece, columns_of, covered, pieces_of, placed, widened
from extract.layout.dumped_cells import LABEL, Line, is_value
from extract.layout.dumped_heads import FEWEST, is_ordinal_head
from extract.layout.table import Cell, Table
from extract.rules.table_words import says
from extract.rules.vocabulary import expression

_FEWEST_ROWS = 2  # with figures
_MOST_LINES = 400
_MOST_HEADS = 7  # lines
_LONGEST = 110  # characters of a line in one piece
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-ZĐ])\)?(?:\s*=\s*[\d\s()+/*x×:%.,-]+)?")
_SUB_ROW = re.compile(r"[-–+•*]\s*\S")
_FULL = 0.75  # of a column: a name that ends beyond it may go on below


@dataclass(slots=True)
class _Row:
    """A row as it is put together: the pieces of each column, from the top."""

    cells: dict[int, list[Piece]] = field(default_factory=dict)

    def add(self, pieces: Sequence[Piece], places: Sequence[int]) -> None:
        for piece, place in zip(pieces, places, strict=True):
            self.cells.setdefault(place, []).append(piece)


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of what may be a table, and their pieces."""

    text: str
    lines: list[Line]
    pieces: list[list[Piece]]

    def words(self, piece: Piece) -> str:
        return self.text[piece.start : piece.end]

    def figure(self, piece: Piece) -> bool:
        """Whether a piece is a value with figures, no year and no ordinal of a column."""
        words = self.words(piece)
        low = lowered(words)
        named = expression("year_head").fullmatch(low) is not None or says("part_of_year", low)
        return any(c.isdigit() for c in words) and not named and is_value(words)

    def labelled(self, at: int) -> bool:
        """Whether a line begins with the ordinal of a row."""
        pieces = self.pieces[at]
        return len(pieces) > 1 and LABEL.fullmatch(self.words(pieces[0])) is not None

    def numbering(self, at: int) -> bool:
        """Whether a line only numbers the columns: "A B 1 2 3=2/1"."""
        words = [self.words(piece) for piece in self.pieces[at]]
        return len(words) >= FEWEST and all(_NUMBER.fullmatch(each) for each in words) and words[0].strip("()") in "A1"

    def begins_body(self, at: int) -> bool:
        """Whether a line is no head any more: it has an ordinal, or figures."""
        pieces = self.pieces[at]
        return self.labelled(at) or any(self.figure(piece) for piece in pieces[1:]) or self.numbering(at)


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
    columns = _with_heads(found, columns, body, core)
    if len(columns) < FEWEST:
        return None
    places = {i: placed(found.pieces[i], columns) for i in core}
    many = sum(any(found.figure(piece) for piece in found.pieces[i][1:]) for i in core)
    if many < _FEWEST_ROWS or None in places.values():
        return None
    heads = _head_rows(found, columns, body)
    if heads is None or not _named(found, heads):
        return None
    rows, ended = _Body(found, columns, body).rows()
    return _made(found, columns, heads, rows, ended), at + ended


def _indented(text: str, line: Line) -> bool:
    return text[line.start - 2 : line.start] == "  "


def _stretch(text: str, lines: list[Line], at: int, base: Mapped) -> _Lines | None:
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
    return _Lines(text, kept, found) if len(kept) > _FEWEST_ROWS else None


def _with_heads(found: _Lines, columns: list[Column], body: int, core: Sequence[int]) -> list[Column]:
    """The columns, two neighbours as one that no line has both of and one head stands over, and no head parts."""
    heads = [piece for i in range(body) for piece in found.pieces[i]]
    at = 0
    while at + 1 < len(columns):
        a, b = columns[at : at + 2]
        both = any(
            any(p.meets(a) > 0 for p in found.pieces[i]) and any(p.meets(b) > 0 for p in found.pieces[i]) for i in core
        )
        over = any(p.meets(a) > 0 and p.meets(b) > 0 for p in heads)
        if not both and over:
            columns = [*columns[:at], (a[0], b[1]), *columns[at + 2 :]]
        else:
            at += 1
    return columns


def _named(found: _Lines, heads: list[list[list[Piece]]]) -> bool:
    """Whether nearly all columns have a head, and these are words."""
    last = heads[-1]
    headed = [" ".join(found.words(p) for p in cell) for cell in last]
    filled = [words for words in headed if words]
    worded = any(any(c.isalpha() for c in words) for words in filled)
    closed = not any(words.endswith((".", ";")) and not is_ordinal_head(words) for words in filled)
    return worded and closed and len(filled) >= max(FEWEST - 1, len(headed) - 1)


def _head_rows(found: _Lines, columns: list[Column], body: int) -> list[list[list[Piece]]] | None:
    """The rows of the head, one or two, each a list of pieces for every column: what stands over several of them comes
    in the first, all else, line below line, in the last.
    """
    over: list[list[Piece]] = [[] for _ in columns]
    own: list[list[Piece]] = [[] for _ in columns]
    extents = list(columns)  # with the heads that are told already, from the lowest line up
    below: set[int] = set()
    for i in reversed(range(body)):
        alone: list[tuple[Piece, int]] = []
        spread: list[tuple[Piece, list[int]]] = []
        for piece in found.pieces[i]:
            reach = covered(piece, extents)
            if len(reach) > 1 and set(reach) <= below:
                spread.append((piece, reach))
            else:
                alone.append((piece, _nearest(piece, extents)))
        taken = {k for _, k in alone} | {k for _, reach in spread for k in reach}
        for piece, reach in spread:
            free = (set(range(len(columns))) - taken) & below
            for k in widened(piece, reach, free, extents):
                over[k].insert(0, piece)
        for piece, k in alone:
            (over if over[k] else own)[k].insert(0, piece)
            extents[k] = _grown(extents, k, piece)
        below |= {k for _, k in alone}
    if not any(over):
        return [own]
    return [[over[k] or own[k] for k in range(len(columns))], own]


def _nearest(piece: Piece, columns: Sequence[Column]) -> int:
    """The column that a piece overlaps most, or lies nearest to."""
    return max(range(len(columns)), key=lambda k: piece.meets(columns[k]))


def _grown(columns: Sequence[Column], at: int, piece: Piece) -> Column:
    """A column as wide as its head, as far as no other column stands there."""
    left = columns[at - 1][1] if at else 0
    right = columns[at + 1][0] if at + 1 < len(columns) else piece.right
    return min(columns[at][0], max(piece.left, left)), max(columns[at][1], min(piece.right, right))


@dataclass(slots=True)
class _Body:
    """Puts the lines below the head together to rows."""

    found: _Lines
    columns: list[Column]
    at: int

    def rows(self) -> tuple[list[_Row], int]:
        """The rows, and the line behind the last of them."""
        rows: list[_Row] = []
        found = self.found
        labels, names = self._labels(), self._names()
        dense = self._dense(labels)
        end = self.at
        for i in range(self.at, len(found.lines)):
            pieces = found.pieces[i]
            places = self._places(pieces)
            if rows and not found.numbering(i) and self._goes_on(rows[-1], i, places, labels, names, dense=dense):
                rows[-1].add(pieces, places)
            else:
                rows.append(_Row())
                rows[-1].add(pieces, places)
            end = i + 1
        while rows and not self._valued(rows[-1], {labels, names}):
            last = rows.pop()
            end -= len({self._line(p) for ps in last.cells.values() for p in ps})
        return rows, end

    def _valued(self, row: _Row, besides: set[int | None]) -> bool:
        """Whether a row has a number outside these columns."""
        pieces = [p for k, ps in row.cells.items() if k not in besides for p in ps]
        return any(c.isdigit() for p in pieces for c in self.found.words(p))

    def _line(self, piece: Piece) -> int:
        return next(i for i, line in enumerate(self.found.lines) if line.start <= piece.start < line.end)

    def _places(self, pieces: Sequence[Piece]) -> list[int]:
        found = placed(pieces, self.columns)
        if found is not None:
            return found
        return sorted(_nearest(piece, self.columns) for piece in pieces)

    def _labels(self) -> int | None:
        """The column of ordinals, the first, where it holds little else."""
        first = [self.found.words(p) for i in range(self.at, len(self.found.lines)) for p in self.found.pieces[i][:1]]
        inside = [w for w, i in zip(first, range(self.at, len(self.found.lines)), strict=True) if self._first(i) == 0]
        labels = [words for words in inside if LABEL.fullmatch(words)]
        return 0 if labels and 2 * len(labels) > len(inside) else None

    def _first(self, at: int) -> int:
        return self._places(self.found.pieces[at][:1])[0]

    def _names(self) -> int:
        """The column with most letters."""
        letters = [0] * len(self.columns)
        for i in range(self.at, len(self.found.lines)):
            pieces = self.found.pieces[i]
            for piece, k in zip(pieces, self._places(pieces), strict=True):
                letters[k] += sum(c.isalpha() for c in self.found.words(piece))
        labels = self._labels()
        first = 0 if labels is None else labels + 1
        return first if letters[first] else letters.index(max(letters))

    def _dense(self, labels: int | None) -> bool:
        """Whether nearly every row with figures has its ordinal."""
        if labels is None:
            return False
        figured = [
            i
            for i in range(self.at, len(self.found.lines))
            if any(self.found.figure(p) for p in self.found.pieces[i][1:])
        ]
        return sum(self.found.labelled(i) for i in figured) * 4 >= 3 * len(figured)

    def _goes_on(
        self, row: _Row, at: int, places: Sequence[int], labels: int | None, names: int, *, dense: bool
    ) -> bool:
        """Whether line `at` goes on with the row above."""
        found = self.found
        pieces = found.pieces[at]
        if found.lines[at].after_blank or found.labelled(at) or found.numbering(at - 1):
            return False
        if labels in places and pieces:
            return False
        name = next((p for p, k in zip(pieces, places, strict=True) if k == names), None)
        words = found.words(name) if name is not None else ""
        figures = {k for p, k in zip(pieces, places, strict=True) if k not in {labels, names} and found.figure(p)}
        held = {k for k, ps in row.cells.items() if k not in {labels, names} and any(found.figure(p) for p in ps)}
        if expression("part_of_row").match(lowered(words)) or _SUB_ROW.match(words):
            return False
        small = not words or words[0].islower() or words[0] in "(;,"
        if not small and len(pieces) >= FEWEST:
            return False
        if figures:
            if figures & held and any(found.figure(p) and k in held for p, k in zip(pieces, places, strict=True)):
                return name is None and self._text_goes_on(row, pieces, places)
            return small and (not held or name is None)
        if small or (dense and held):
            return True
        above = row.cells.get(names)
        full = above is not None and above[-1].right >= self._edge(names)
        return full and len(pieces) > 1

    def _text_goes_on(self, row: _Row, pieces: Sequence[Piece], places: Sequence[int]) -> bool:
        """Whether a line without a name goes on with words: "(đã trừ" / "350 căn chuyển tiếp"."""
        above = {k: " ".join(map(self.found.words, ps)) for k, ps in row.cells.items()}
        return all(k in above and above[k].count("(") > above[k].count(")") for k in places)

    def _edge(self, names: int) -> float:
        left, right = self.columns[names]
        return left + _FULL * (right - left)


def _made(found: _Lines, columns: list[Column], heads: list[list[list[Piece]]], rows: list[_Row], ended: int) -> Table:
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
