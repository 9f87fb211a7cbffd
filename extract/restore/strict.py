"""The channel of a text that only lost its marks: every letter is right."""

from __future__ import annotations

import numpy as np

from extract.language.syllables import stripped, syllable
from extract.restore.channel import Candidates
from extract.restore.ngrams import Floats

_MOST = 16  # syllables offered for one spelling, the commonest
_WIDTH = 10.0  # and how many nats rarer than the commonest they may be


class StrictChannel:
    """Offers a form the syllables that are spelt like it but for their marks."""

    def __init__(self, words: list[str], unigram: Floats) -> None:
        self._unigram = unigram
        self._spelt: dict[str, list[int]] = {}
        for i, word in enumerate(words):
            if syllable(word):
                self._spelt.setdefault(stripped(word), []).append(i)
        self._cache: dict[str, Candidates] = {}

    def candidates(self, form: str, case: int) -> Candidates:
        """All syllables spelt like the form, none where there is no such syllable."""
        low = form.lower()
        found = self._cache.get(low)
        if found is None:
            ids = np.array(self._spelt.get(low, []), np.int64)
            if len(ids):
                order = np.argsort(-self._unigram[ids], kind="stable")[:_MOST]
                value = self._unigram[ids[order]]
                ids = np.sort(ids[order[value > value[0] - _WIDTH]])
            none = np.zeros((5, len(ids)))
            names = none.astype(np.int64)
            best = float(self._unigram[ids].max()) if len(ids) else -99.0
            found = self._cache[low] = Candidates(ids, none[0], names, none, names, best)
        return found

    def trim(self) -> None:
        """Empties the cache."""
        self._cache.clear()

    def seen(self, form: str, case: int) -> Candidates | None:
        """No number stands for a word here."""
        return None
