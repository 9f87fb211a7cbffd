"""The language model at work: which n-grams are counted, all those of a lattice in a few array operations."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Singles = NDArray[np.float32]

_FILTER_BITS = 22
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


class Grams(NamedTuple):
    """The n-grams of one order: packed keys in order, log probability, log back-off weight."""

    keys: Ints
    logp: Singles
    bow: Singles


class PairIndex:
    """Where each pair stands among sorted keys: one bit a possible pair, and how many are set up to each 64."""

    def __init__(self, keys: Ints, size: int) -> None:
        self._bits = np.zeros((size + 63) // 64 * 8, np.uint8)
        self._words = self._bits.view("<u8")
        self._until = np.zeros(len(self._words), np.int32)  # how many stand at most as far as each that has any
        octets = keys >> 3
        first = np.flatnonzero(np.diff(octets, prepend=-1))
        if len(keys):
            self._bits[octets[first]] = np.bitwise_or.reduceat((1 << (keys & 7)).astype(np.uint8), first)
            words = octets >> 3
            last = np.flatnonzero(np.diff(words, append=-1))
            self._until[words[last]] = last + 1

    def known(self, keys: Ints) -> Ints:
        """Places of the keys that are counted pairs."""
        octets = self._bits.take(keys >> 3)
        return np.flatnonzero((octets >> (keys & 7).astype(np.uint8) & 1).view(bool))

    def rows(self, keys: Ints) -> Ints:
        """Where counted pairs stand."""
        place = keys >> 6
        left = self._words[place] >> (keys & 63).astype(np.uint64)
        rows: Ints = self._until[place] - np.bitwise_count(left).astype(np.int64)
        return rows


class TripleIndex:
    """Where each triple stands among sorted keys."""

    def __init__(self, keys: Ints) -> None:
        self._keys = keys
        # most keys that are looked for are not there: one bit tells nearly all of them
        self._filter = np.zeros(1 << _FILTER_BITS, bool)
        self._filter[self._hashed(keys)] = True

    @staticmethod
    def _hashed(keys: Ints) -> NDArray[np.uint64]:
        return (keys.view(np.uint64) * _SPREAD) >> np.uint64(64 - _FILTER_BITS)

    def find(self, keys: Ints) -> tuple[Ints, Ints]:
        """Places of the keys that are counted triples, and where those stand."""
        maybe = np.flatnonzero(self._filter[self._hashed(keys)])
        wanted = keys[maybe]
        rows = np.searchsorted(self._keys, wanted)
        rows[rows == len(self._keys)] = 0
        right = np.flatnonzero(self._keys[rows] == wanted) if len(self._keys) else rows[:0]
        return maybe[right], rows[right]


class LanguageModel:
    """Back-off n-gram model over `words`, of orders one to three; a counted pair is likelier than its words apart."""

    def __init__(self, words: list[str], orders: list[Grams]) -> None:
        self.words = words
        self.index = {word: i for i, word in enumerate(words)}
        self.orders = orders
        self.bits = max(len(words) - 1, 1).bit_length()

    @cached_property
    def pairs(self) -> PairIndex:
        """The pairs, each by its first word and, in the last `bits`, its second."""
        return PairIndex(self.orders[1].keys, len(self.words) << self.bits)

    @cached_property
    def triples(self) -> TripleIndex:
        """The triples, each by its pair and, in the last `bits`, its third word."""
        return TripleIndex(self.orders[2].keys)
