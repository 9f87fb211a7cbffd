"""The heads over columns that only blanks part: what stands over one column, and what over several."""

from __future__ import annotations

from collections.abc import Sequence

from extract.layout.aligned_lines import Column, Lines, Piece, covered, nearest, widened
from extract.layout.dumped_heads import FEWEST, is_ordinal_head
from extract.layout.heads_below import runs_of


def with_heads(found: Lines, columns: list[Column], body: int, core: Sequence[int]) -> list[Column]:
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


def named(found: Lines, heads: list[list[list[Piece]]]) -> bool:
    """Whether nearly all columns have a head, and these are words."""
    last = heads[-1]
    headed = [" ".join(found.words(p) for p in cell) for cell in last]
    filled = [words for words in headed if words]
    worded = any(any(c.isalpha() for c in words) for words in filled)
    closed = not any(words.endswith((".", ";")) and not is_ordinal_head(words) for words in filled)
    return worded and closed and len(filled) >= max(FEWEST - 1, len(headed) - 1)


def head_rows(found: Lines, columns: list[Column], body: int) -> list[list[list[Piece]]] | None:
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
                alone.append((piece, nearest(piece, extents)))
        if not spread and (begun := _begun(found, alone, own, below)):
            spread, alone = begun, [(piece, k) for piece, k in alone if k not in below]
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


def _begun(
    found: Lines, alone: Sequence[tuple[Piece, int]], own: Sequence[Sequence[Piece]], below: set[int]
) -> list[tuple[Piece, list[int]]]:
    """The columns that heads stand over at whose left edges they begin, where the heads below begin anew there."""
    tops = [(piece, k) for piece, k in alone if k in below]
    over = sorted(k for k in below if tops and k >= tops[0][1])
    runs = runs_of([" ".join(map(found.words, own[k])) for k in over])
    starts = [over[sum(runs[:i])] for i in range(len(runs))]
    if len(runs) < FEWEST - 1 or len(over) == len(runs) or starts != [k for _, k in tops]:
        return []
    return [(piece, over[over.index(k) : over.index(k) + run]) for (piece, k), run in zip(tops, runs, strict=True)]


def _grown(columns: Sequence[Column], at: int, piece: Piece) -> Column:
    """A column as wide as its head, as far as no other column stands there."""
    left = columns[at - 1][1] if at else 0
    right = columns[at + 1][0] if at + 1 < len(columns) else piece.right
    return min(columns[at][0], max(piece.left, left)), max(columns[at][1], min(piece.right, right))
