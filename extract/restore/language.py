"""The language model at work: probabilities of all n-grams of a lattice in a few array operations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(slots=True)
class Grams:
    """The n-grams of one order: packed keys in order, log probability, log back-off weight."""

    keys: Ints
    logp: NDArray[np.float32]
    bow: NDArray[np.float32]

    def find(self, keys: Ints) -> Ints:
        """Where each key stands, -1 for those that are not there."""
        if not len(self.keys):
            return np.full(len(keys), -1, np.int64)
        at = np.searchsorted(self.keys, keys)
        at[at == len(self.keys)] = 0
        return np.where(self.keys[at] == keys, at, -1)


@dataclass(slots=True)
class Level:
    """All rows of m neighbouring candidates of a lattice, those of one start together, first word slowest."""

    bounds: Ints  # rows that start at position t: bounds[t] to bounds[t+1]
    child: Ints  # last candidate of the row (index into the candidates)
    suffix: Ints  # the row without its first candidate (index into the level below)
    keys: Ints
    found: Ints  # index of the n-gram in the model, -1 if it was not counted
    logp: Floats  # of the last candidate after the others


class LanguageModel:
    """Back-off n-gram model over `words`."""

    def __init__(self, words: list[str], orders: list[Grams]) -> None:
        self.words = words
        self.index = {word: i for i, word in enumerate(words)}
        self.orders = orders
        self.bits = max(len(words) - 1, 1).bit_length()
        self._firsts: Ints = np.zeros(0, np.int64)

    def levels(self, ids: Ints, offsets: Ints, top: int) -> list[Level]:
        """Levels 1..top of a lattice whose position t offers ids[offsets[t]:offsets[t+1]]."""
        flat = np.arange(len(ids))
        found = [Level(offsets, flat, flat, ids, ids, self.orders[0].logp[ids].astype(float))]
        sizes = np.diff(offsets)
        for order in range(2, min(top, len(sizes)) + 1):
            found.append(self._extended(found, ids, offsets, sizes, order))
        return found

    def _extended(self, found: list[Level], ids: Ints, offsets: Ints, sizes: Ints, order: int) -> Level:
        above = found[-1]
        starts = len(sizes) - order + 1  # start positions of rows of this length
        rows = int(above.bounds[starts])
        parents = np.arange(rows)
        begin = np.repeat(np.arange(starts), np.diff(above.bounds[: starts + 1]))
        counts = sizes[begin + order - 1]
        first = np.concatenate(([0], np.cumsum(counts)))
        parent = np.repeat(parents, counts)
        step = np.arange(first[-1]) - np.repeat(first[:-1], counts)
        child = np.repeat(offsets[begin + order - 1], counts) + step
        if order == 2:
            suffix = child
        else:
            # rows of the level above that extend the suffix of the parent start here
            grown = self._firsts
            suffix = grown[above.suffix[parent]] + step
        self._firsts = first
        mask = (1 << (self.bits * (order - 1))) - 1
        keys = ((above.keys[parent] & mask) << self.bits) | ids[child]
        grams = self.orders[order - 1]
        known = above.found[parent]
        shorter = found[-1] if order > 2 else found[0]
        hopeful = known >= 0
        if order > 2:
            hopeful &= shorter.found[suffix] >= 0
        at = np.full(len(keys), -1, np.int64)
        at[hopeful] = grams.find(keys[hopeful])
        weight = np.where(known >= 0, self.orders[order - 2].bow[known], 0.0)
        logp = np.where(at >= 0, grams.logp[at], weight + shorter.logp[suffix])
        bounds = first[above.bounds[: starts + 1]]
        return Level(bounds, child, suffix, keys, at, logp)
