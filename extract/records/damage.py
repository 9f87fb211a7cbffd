"""Which words of a document were restored where its diacritics were lost, and which of them in doubt."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extract.contract.offsets import RawOffset
from extract.restore.restore import DOUBTFUL, Token


class Damage:
    """Which words of the raw text were restored, and which of those are doubtful.

    `tokens` are in reading order; each has raw offsets and a confidence between 0 and 1.
    """

    def __init__(self, tokens: Sequence[Token] = ()) -> None:
        self._starts = [t.raw_start for t in tokens]
        self._tokens = tokens

    def __bool__(self) -> bool:
        """Whether anything was restored."""
        return bool(self._tokens)

    def within(self, start: RawOffset, end: RawOffset) -> Sequence[Token]:
        """The restored words that begin in raw[start:end]."""
        return self._tokens[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def doubtful(self, start: RawOffset, end: RawOffset) -> list[Token]:
        """Those of them that may well be wrong."""
        return [t for t in self.within(start, end) if t.confidence < DOUBTFUL]
