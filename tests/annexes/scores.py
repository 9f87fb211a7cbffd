"""How far tables that were read are the true ones: words in the right row and column.

Both are grids of texts, a merged cell's in each place it covers.  Columns, then rows are laid beside one another in
order so that most words agree; a word counts where it stands in the place beside its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Grid = Sequence[Sequence[str]]


@dataclass(slots=True)
class Tally:
    """Words right, words read, words there are."""

    right: int = 0
    read: int = 0
    true: int = 0

    def __iadd__(self, other: Tally) -> Tally:
        self.right += other.right
        self.read += other.read
        self.true += other.true
        return self

    @property
    def f1(self) -> float:
        """F1; 1 where there is nothing and nothing was read."""
        return 2 * self.right / (self.read + self.true) if self.read + self.true else 1.0


def tables(read: Sequence[Grid], true: Sequence[Grid]) -> Tally:
    """The tables of a document; what was read and is none counts as read."""
    left = [_whole(grid) for grid in read]
    whole = Tally(0, sum(_words(grid) for grid in left), sum(_words(grid) for grid in true))
    for grid in true:
        found = [agreeing(each, grid) for each in left]
        best = max(found, default=0)
        if best:
            whole.right += best
            left.pop(found.index(best))
    return whole


def paragraphs(read: Sequence[str], true: Sequence[str]) -> Tally:
    """Paragraphs that are whole, and nothing beside them, in words."""
    one, other = (Counter(" ".join(text.split()) for text in some) for some in (read, true))

    def words(some: Counter[str]) -> int:
        return sum(len(text.split()) * times for text, times in some.items())

    return Tally(words(one & other), words(one), words(other))


def agreeing(read: Grid, true: Grid) -> int:
    """How many words of the grids stand in the same row and column."""
    down = [Counter(word for row in read for word in row[c].split()) for c in range(len(read[0]))] if read else []
    across = [Counter(word for row in true for word in row[c].split()) for c in range(len(true[0]))]
    pairs = _beside(len(down), len(across), lambda i, j: (down[i] & across[j]).total())[1]
    one = [[Counter(row[i].split()) for i, _ in pairs] for row in read]
    other = [[Counter(row[j].split()) for _, j in pairs] for row in true]
    return _beside(
        len(one), len(other), lambda i, j: sum((a & b).total() for a, b in zip(one[i], other[j], strict=True))
    )[0]


def _beside(high: int, wide: int, alike: Callable[[int, int], int]) -> tuple[int, list[tuple[int, int]]]:
    """The best pairs of two rows of things, in order: what they share, and the pairs."""
    best = [[0] * (wide + 1) for _ in range(high + 1)]
    shared = [[alike(i, j) for j in range(wide)] for i in range(high)]
    for i in range(high):
        for j in range(wide):
            best[i + 1][j + 1] = max(best[i][j] + shared[i][j], best[i][j + 1], best[i + 1][j])
    pairs = []
    i, j = high, wide
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return best[high][wide], pairs[::-1]


def _whole(grid: Grid) -> list[list[str]]:
    """Rows of equal length."""
    width = max(map(len, grid), default=0)
    return [[*row, *[""] * (width - len(row))] for row in grid]


def _words(grid: Grid) -> int:
    return sum(len(text.split()) for row in grid for text in row)
