"""Letters read as other letters: the back-off of the channel for forms of a rime never seen."""

from __future__ import annotations

from functools import cached_property
from math import log

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST_LETTERS = 2  # clean letters in one segment
LONGEST = 10  # letters of a form that are looked at
_MANY = 300  # readings of a segment whose chances are kept
_NEVER = -40.0
_UNSEEN = {0: log(2e-4), 1: log(2e-4), 2: log(1e-5)}  # one clean letter read as nought, one, two unseen ones


class Segments:
    """Probabilities P(letters as read | one or two clean letters)."""

    def __init__(self, weights: dict[tuple[str, str], float]) -> None:
        self.weights = weights

    @cached_property
    def _read(self) -> dict[str, list[tuple[str, float]]]:
        found: dict[str, list[tuple[str, float]]] = {}
        for (clean, read), p in self.weights.items():
            found.setdefault(read, []).append((clean, p))
        return found

    def of(self, read: str) -> list[tuple[str, float]]:
        """The clean letters that were read so, with their probabilities."""
        return self._read.get(read, [])


class Scorer:
    """log P(form | name) for every name of a fixed list, the best segmentation of each.

    The endings of a form are cheap after it, or its beginnings where the scorer works `forward`.
    """

    def __init__(self, segments: Segments, names: list[str], *, forward: bool = False) -> None:
        self._segments = segments
        self._turn = slice(None, None, -1) if forward else slice(None)
        names = [name[self._turn] for name in names]
        # the longest first: those that have a letter so far from their end are the first few
        order = sorted(range(len(names)), key=lambda i: -len(names[i]))
        lengths = [len(names[i]) for i in order]
        inventory = sorted({n[i : i + d] for n in names for d in (1, 2) for i in range(len(n) - d + 1)})
        self._index = {s[self._turn]: i for i, s in enumerate(inventory)}
        self._long = np.array([len(s) == 2 for s in inventory])
        self._ends = np.empty(len(names), np.int64)
        self._ends[order] = lengths
        self._ranks = np.empty(len(names), np.int64)
        self._ranks[order] = np.arange(len(names))
        # segments by how many letters stand behind them, those of one letter and those of two; and of which names
        self._width = max(lengths, default=1)
        numbers = {s: i for i, s in enumerate(inventory)}
        places: list[int] = []
        self._moves: list[tuple[int, int, slice]] = []
        for k in range(self._width):
            for d in range(1, MOST_LETTERS + 1):
                ends = [(names[i], len(names[i]) - k) for i in order if len(names[i]) >= k + d]
                self._moves.append((k, k + d, slice(len(places), len(places) + len(ends))))
                places.extend(numbers[name[end - d : end]] for name, end in ends)
        self._places = np.array(places, np.int64)
        self._vectors: dict[str, Floats | None] = {}
        self._last = "", np.zeros((0, 0, 0))

    def _vector(self, read: str) -> Floats | None:
        """log P(read | segment) of every segment of every name; None where no letters are read as so many."""
        if read not in self._vectors:
            if len(self._vectors) > _MANY:
                self._vectors.clear()
            known = [(self._index[c], log(p)) for c, p in self._segments.of(read[self._turn]) if c in self._index]
            vector = None
            if known or len(read) < 3:
                vector = np.where(self._long, _NEVER, _UNSEEN.get(len(read), _NEVER))
                at = [i for i, _ in known]
                vector[at] = np.maximum(vector[at], [p for _, p in known])
                vector = vector.take(self._places)
            self._vectors[read] = vector
        return self._vectors[read]

    def scores(self, form: str) -> Floats:
        """log P(form | name) by name."""
        form = form[:LONGEST][self._turn]
        last, table = self._last
        if not last.endswith(form) or not table.size:
            table = self._worked(form)
            self._last = form, table
        best: Floats = table[self._ends, len(form), self._ranks]
        return best

    def _worked(self, form: str) -> Floats:
        """Of the last k letters of each name and the last j of a form: the best segmentation."""
        m = len(form)
        table = np.full((self._width + 2, m + 1, len(self._ranks)), _NEVER * 3)
        table[0, 0] = 0.0
        # by how many letters are read: the gain of each move, whatever stands behind
        gains = np.full((min(3, m) + 1, m + 1, len(self._places)), _NEVER * 3)
        for dj, row in enumerate(gains):
            for j in range(m - dj + 1):
                vector = self._vector(form[m - j - dj : m - j])
                if vector is not None:
                    row[j] = vector
        for k, to, part in self._moves:
            names = part.stop - part.start
            moved = gains[:, :, part] + table[k, :, :names]
            for dj, row in enumerate(moved):
                there = table[to, dj:, :names]
                np.maximum(there, row[: m + 1 - dj], out=there)
        return table
