"""Pairs (clean word, word as read) out of aligned lines of a clean text and its damaged twin (build time)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from extract.language.syllables import stripped
from extract.restore.chunks import NUMBER, WORD, pieces

_MOVES = ((1, 1), (1, 2), (2, 1), (1, 0), (0, 1))
_BAND = 5


def distance(a: str, b: str) -> int:
    """Edit distance."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a):
        new = [i + 1]
        for j, y in enumerate(b):
            new.append(min(row[j] + (x != y), row[j + 1] + 1, new[j] + 1))
        row = new
    return row[-1]


def matched(clean: list[str], read: list[str]) -> list[tuple[list[str], list[str]]]:
    """The cheapest monotone alignment of two rows of words, up to two against one."""
    a, b = [stripped(w.lower()) for w in clean], [stripped(w.lower()) for w in read]
    if len(a) == len(b) and all(x == y or 2 * distance(x, y) < len(x) + 1 for x, y in zip(a, b, strict=True)):
        return [([x], [y]) for x, y in zip(clean, read, strict=True)]
    best: dict[tuple[int, int], float] = {(0, 0): 0.0}
    back: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(len(a) + 1):
        for j in range(max(0, i - _BAND), min(len(b), i + _BAND) + 1):
            here = best.get((i, j))
            if here is None:
                continue
            for di, dj in _MOVES:
                if i + di > len(a) or j + dj > len(b):
                    continue
                left, right = "".join(a[i : i + di]), "".join(b[j : j + dj])
                if left == right and di == dj:
                    cost = here
                elif di and dj:
                    cost = here + distance(left, right) + (0.6 if di != dj else 0)
                else:
                    cost = here + len(left) + len(right) + 0.5
                if cost < best.get((i + di, j + dj), 1e9):
                    best[i + di, j + dj] = cost
                    back[i + di, j + dj] = i, j
    at = len(a), len(b)
    if at not in back:
        return []
    found = []
    while at != (0, 0):
        before = back[at]
        found.append((clean[before[0] : at[0]], read[before[1] : at[1]]))
        at = before
    return found[::-1]


def lines(path: Path) -> Iterator[tuple[str, str]]:
    """The (clean, read) lines of a twin file."""
    for line in path.read_text("utf-8").splitlines():
        clean, _, read = line.partition("\t")
        if clean and read:
            yield clean, read


def word_pairs(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """(clean word, the same as read) for each word of aligned lines; what was no word is left out."""
    for clean, read in rows:
        for left, right in matched(clean.split(), read.split()):
            if len(left) == len(right) == 1:
                yield from _within(left[0], right[0])


def _within(clean: str, read: str) -> Iterator[tuple[str, str]]:
    ours, theirs = pieces(clean), pieces(read)
    if len(ours) == len(theirs):
        for a, b in zip(ours, theirs, strict=True):
            if a.kind == WORD:
                # what hangs on the word as read and not on the clean one was made of its marks
                yield a.text, b.text + (b.tail if not a.tail else "")
            elif a.kind == NUMBER and b.kind != NUMBER:
                yield a.text, b.text
    elif len(ours) == 1 and ours[0].kind == WORD and theirs:
        yield ours[0].text, read[theirs[0].start : theirs[-1].end] + theirs[-1].tail
