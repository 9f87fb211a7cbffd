"""From words to columns of lines, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.readers.print.words import Line, Word

_SAME = 0.4  # of the size: words that stand so near in height share a line
_APART = 0.9  # of the size: a gap that may be a gutter
_COLUMN = 5  # lines on each side make columns of text; fewer (a letterhead, signatures) must lie well apart
_WELL = 1.6  # of the size
_NARROW = 0.15  # of the width: less is a column of figures, not of text
_MOST_GAPS = 200
_DEEPEST = 6


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Words in one column as lines, from the top."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.base, w.x0)):
        if rows and abs(word.base - rows[-1][-1].base) <= _SAME * max(word.size, rows[-1][-1].size) * 0.8:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Line(_placed(row)) for row in rows]


def _placed(row: list[Word]) -> list[Word]:
    """Words from left to right."""
    words = sorted(row, key=lambda w: w.x0)
    words[0].glued = False
    return words


def columns(words: Iterable[Word]) -> list[list[Line]]:
    """Columns in reading order, each from the top; text over the whole width parts those above and below it."""
    pieces = [piece for line in lines_of(words) for piece in pieces_of(line)]
    return [lines_of(w for piece in part for w in piece.words) for part in _parts(pieces, 0) if part]


def pieces_of(line: Line) -> list[Line]:
    """A line cut at its wide gaps."""
    groups = [[line.words[0]]]
    for word in line.words[1:]:
        if word.x0 - groups[-1][-1].x1 > _APART * line.size:
            groups.append([])
        groups[-1].append(word)
    return [Line(group) for group in groups]


def _parts(pieces: list[Line], depth: int) -> list[list[Line]]:
    gutter = _gutter(pieces) if depth < _DEEPEST and len(pieces) < 4000 else None
    if gutter is None:
        return [pieces]
    x, top, bottom = gutter
    above = [p for p in pieces if p.base < top]
    below = [p for p in pieces if p.base > bottom]
    inside = [p for p in pieces if top <= p.base <= bottom]
    left, right = [p for p in inside if p.x0 < x], [p for p in inside if p.x0 >= x]
    return [part for some in (above, left, right, below) for part in _parts(some, depth + 1)]


def _gutter(pieces: list[Line]) -> tuple[float, float, float] | None:
    """(x, top, bottom) of the space that parts most lines into two columns, if any does."""
    if len(pieces) < 4:
        return None
    order = sorted(range(len(pieces)), key=lambda i: (pieces[i].base, pieces[i].x0))
    ordered = [pieces[i] for i in order]
    width = max(p.x1 for p in ordered) - min(p.x0 for p in ordered)
    best: tuple[int, tuple[float, float, float]] | None = None
    done: list[tuple[float, float, float]] = []
    tried = 0
    for i in range(len(ordered) - 1):
        a, b = ordered[i], ordered[i + 1]
        if abs(a.base - b.base) > _SAME * a.size or b.x0 <= a.x1 or tried >= _MOST_GAPS:
            continue
        if any(top <= a.base <= bottom and a.x1 <= x <= b.x0 for x, top, bottom in done):
            continue
        tried += 1
        found = _grown(ordered, i, width)
        if found is not None:
            lines, gutter = found
            done.append(gutter)
            if best is None or lines > best[0]:
                best = (lines, gutter)
    return best[1] if best else None


def _grown(ordered: Sequence[Line], i: int, width: float) -> tuple[int, tuple[float, float, float]] | None:
    """The gap between pieces i and i + 1 followed up and down as far as no line crosses it."""
    x0, x1 = ordered[i].x1, ordered[i + 1].x0
    size = ordered[i].size
    first, last = i, i + 1

    def kept(piece: Line, x0: float, x1: float) -> tuple[float, float] | None:
        if (piece.x0 + piece.x1) / 2 < (x0 + x1) / 2:
            x0 = max(x0, piece.x1)
        else:
            x1 = min(x1, piece.x0)
        return (x0, x1) if x1 - x0 >= 0.7 * size else None

    while first > 0 and (gap := kept(ordered[first - 1], x0, x1)):
        (x0, x1), first = gap, first - 1
    while last < len(ordered) - 1 and (gap := kept(ordered[last + 1], x0, x1)):
        (x0, x1), last = gap, last + 1
    middle = (x0 + x1) / 2
    run = list(ordered[first : last + 1])
    left, right = [p for p in run if p.x0 < middle], [p for p in run if p.x0 >= middle]
    many = min(len(left), len(right)) >= _COLUMN
    # What stands beside nothing, above or below, belongs to the text over the whole width.
    top = max(min(p.base for p in left), min(p.base for p in right)) - size
    bottom = max(p.base for p in right) if not many else max(p.base for p in run)
    if not many:
        bottom = min(bottom, max(p.base for p in left) + 2.5 * size)
    left = [p for p in left if top <= p.base <= bottom]
    right = [p for p in right if top <= p.base <= bottom]
    if min(len(left), len(right)) < 2 or (not many and x1 - x0 < _WELL * size):
        return None
    wide = [max(p.x1 for p in side) - min(p.x0 for p in side) for side in (left, right)]
    if min(wide) < _NARROW * width or any(_figures(side) for side in (left, right)):
        return None
    bottom = max(p.base for p in (*left, *right))
    return len(left) + len(right), (middle, top, bottom)


def _figures(side: list[Line]) -> bool:
    """Whether a column holds figures or short cells, so that its rows must stay together."""
    short = sum(sum(c.isalpha() for c in p.text) < 8 and any(c.isdigit() for c in p.text) for p in side)
    return short > 0.3 * len(side)
