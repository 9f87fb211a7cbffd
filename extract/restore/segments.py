"""Letters read as other letters: the back-off of the channel for forms of a rime never seen."""

from __future__ import annotations

from math import log

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST_LETTERS = 2  # clean letters in one segment
LONGEST = 10  # letters of a form that are looked at
_NEVER = -40.0
_UNSEEN = {0: log(2e-4), 1: log(2e-4), 2: log(1e-5)}  # one clean letter read as nought, one, two unseen ones


class Segments:
    """Probabilities P(letters as read | one or two clean letters)."""

    def __init__(self, weights: dict[tuple[str, str], float]) -> None:
        self.weights = weights

    def scorer(self, names: list[str]) -> Scorer:
        """A scorer of forms against all of `names` at once."""
        return Scorer(self.weights, names)


class Scorer:
    """log P(form | name) for every name of a fixed list, the best segmentation of each."""

    def __init__(self, weights: dict[tuple[str, str], float], names: list[str]) -> None:
        self.names = names
        inventory = sorted({n[i : i + d] for n in names for d in (1, 2) for i in range(len(n) - d + 1)})
        index = {s: i for i, s in enumerate(inventory)}
        self._none = len(inventory)
        self._long = np.array([len(s) == 2 for s in inventory] + [True])
        width = max(map(len, names), default=1)
        self._seg = np.full((width, MOST_LETTERS, len(names)), self._none)
        for r, name in enumerate(names):
            for i in range(len(name)):
                for d in range(1, min(MOST_LETTERS, len(name) - i) + 1):
                    self._seg[i, d - 1, r] = index[name[i : i + d]]
        self._ends = np.array([len(n) for n in names])
        self._table: dict[str, Floats] = {}
        for (clean, read), p in weights.items():
            if clean in index:
                if read not in self._table:
                    self._table[read] = self._blank(len(read))
                at = index[clean]
                self._table[read][at] = max(self._table[read][at], log(p))

    def _blank(self, length: int) -> Floats:
        return np.where(self._long, _NEVER, _UNSEEN.get(length, _NEVER))

    def scores(self, form: str) -> Floats:
        """log P(form | name) by name."""
        form = form[:LONGEST]
        width, m = len(self._seg), len(form)
        table = np.full((width + 2, m + 1, len(self.names)), _NEVER * 3)
        table[0, 0] = 0.0
        given: dict[tuple[int, int], Floats] = {}
        for j in range(m + 1):
            for dj in range(min(3, m - j) + 1):
                read = form[j : j + dj]
                vector = self._table.get(read)
                if vector is None:
                    if dj > 2:
                        continue
                    vector = self._blank(dj)
                given[j, dj] = vector[self._seg]
        for i in range(width):
            for (j, dj), gain in given.items():
                here = table[i, j]
                one = table[i + 1, j + dj]
                np.maximum(one, here + gain[i, 0], out=one)
                two = table[i + 2, j + dj]
                np.maximum(two, here + gain[i, 1], out=two)
        best: Floats = table[self._ends, m, np.arange(len(self.names))]
        return best
