"""The language model at work: probabilities of all n-grams of a lattice in a few array operations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


_FILTER_BITS = 22
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


def _hashed(keys: Ints) -> NDArray[np.uint64]:
    return (keys.view(np.uint64) * _SPREAD) >> np.uint64(64 - _FILTER_BITS)


class Grams:
    """The n-grams of one order: packed keys in order, log probability, log back-off weight."""

    def __init__(self, keys: Ints, logp: NDArray[np.float32], bow: NDArray[np.float32]) -> None:
        self.keys, self.logp, self.bow = keys, logp, bow
        # most keys that are looked for are not there: one bit tells nearly all of them
        self._filter = np.zeros(1 << _FILTER_BITS, bool)
        self._filter[_hashed(keys)] = True

    def find(self, keys: Ints) -> Ints:
        """Where each key stands, -1 for those that are not there."""
        found = np.full(len(keys), -1, np.int64)
        maybe = np.flatnonzero(self._filter[_hashed(keys)])
        if len(self.keys):
            wanted = keys[maybe]
            at = np.searchsorted(self.keys, wanted)
            at[at == len(self.keys)] = 0
            found[maybe] = np.where(self.keys[at] == wanted, at, -1)
        return found


@dataclass(slots=True)
class Level:
    """All rows of m neighbouring candidates of a lattice, those of one start together, first word slowest."""

    bounds: Ints  # rows that start at position t: bounds[t] to bounds[t+1]
    child: Ints  # last candidate of the row (index into the candidates)
    suffix: Ints  # the row without its first candidate (index into the level below)
    keys: Ints
    found: Ints  # index of the n-gram in the model, -1 if it was not counted
    logp: NDArray[np.float32]  # of the last candidate after the others


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
        found = [Level(offsets, flat, flat, ids, ids, self.orders[0].logp[ids])]
        sizes = np.diff(offsets)
        for order in range(2, min(top, len(sizes)) + 1):
            found.append(self._extended(found, ids, offsets, sizes, order))
        return found

    def _extended(self, found: list[Level], ids: Ints, offsets: Ints, sizes: Ints, order: int) -> Level:
        above = found[-1]
        starts = len(sizes) - order + 1  # start positions of rows of this length
        rows = int(above.bounds[starts])
        begin = np.repeat(np.arange(starts), np.diff(above.bounds[: starts + 1]))
        counts = sizes[begin + order - 1]
        first = np.concatenate(([0], np.cumsum(counts)))
        steps = np.arange(first[-1])
        child = steps + np.repeat(offsets[begin + order - 1] - first[:-1], counts)
        # rows of the level above that extend the suffix of the parent start at self._firsts
        suffix = child if order == 2 else steps + np.repeat(self._firsts[above.suffix[:rows]] - first[:-1], counts)
        self._firsts = first
        known = above.found[:rows]
        weight = np.where(known >= 0, self.orders[order - 2].bow[known], np.float32(0))
        shorter = found[-1] if order > 2 else found[0]
        logp = np.repeat(weight, counts) + shorter.logp[suffix]
        mask = (1 << (self.bits * (order - 1))) - 1
        keys = np.repeat((above.keys[:rows] & mask) << self.bits, counts) | ids[child]
        grams = self.orders[order - 1]
        at = np.full(len(keys), -1, np.int64)
        if order == 2:
            at = grams.find(keys)
        else:  # a counted n-gram has a counted context and a counted suffix
            hopeful = np.flatnonzero(np.repeat(known >= 0, counts) & (shorter.found[suffix] >= 0))
            at[hopeful] = grams.find(keys[hopeful])
        hit = np.flatnonzero(at >= 0)
        logp[hit] = grams.logp[at[hit]]
        return Level(first[above.bounds[: starts + 1]], child, suffix, keys, at, logp)
