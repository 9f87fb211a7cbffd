"""Stretches of a lattice side by side: positions ordered so that all of one step are neighbours."""

from __future__ import annotations

import numpy as np

from extract.restore.ngrams import Floats, Ints, Singles


class Rows:
    """Stretches of positions, the longest first; a column is a position, columns are in order of their steps."""

    def __init__(self, starts: Ints, count: int) -> None:
        ends = np.append(starts[1:], count)
        ranked = np.argsort(starts - ends, kind="stable")
        self.starts, self.ends = starts[ranked], ends[ranked]
        lengths = self.ends - self.starts
        longest = int(lengths.max(initial=0))
        alive = np.searchsorted(-lengths, -np.arange(longest + 1))
        first = np.cumsum(alive) - alive
        step = np.repeat(np.arange(longest + 1), alive)
        self.positions: Ints = self.starts[np.arange(count) - first[step]] + step
        self.columns = np.empty(count, np.int64)
        self.columns[self.positions] = np.arange(count)
        self.first: list[int] = first.tolist()
        """First column of each step; one entry more, where the columns end."""

    def steps(self) -> list[tuple[int, int, int]]:
        """(first column of the step before, first column, end) of each step after the first."""
        return list(zip(self.first[:-2], self.first[1:-1], self.first[2:], strict=True))


def ragged(begin: Ints, sizes: Ints) -> Ints:
    """begin[0], begin[0] + 1, ... (sizes[0] of them), then those of begin[1], and so on."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    found: Ints = np.arange(total) + np.repeat(begin - (ends - sizes), sizes)
    return found


class Table:
    """Values of candidates as an array of ranks within a position by columns."""

    def __init__(self, sizes: Ints, offsets: Ints, columns: Ints) -> None:
        count = len(sizes)
        self.shape = int(sizes.max(initial=1)), count
        ranks = np.arange(int(offsets[-1])) - np.repeat(offsets[:-1], sizes)
        self.ranks = ranks
        self.places = ranks * count + np.repeat(columns, sizes)
        """Where each candidate stands in the flat array."""

    def of(self, values: Floats | Singles, fill: float) -> Floats:
        """An array with the value of each candidate, `fill` elsewhere."""
        out = np.full(self.shape, fill)
        out.ravel()[self.places] = values
        return out
