"""The channel re-estimated on the document itself: one round of expectation-maximisation a call."""

from __future__ import annotations

import numpy as np

from extract.restore.channel import LEAST, Candidates
from extract.restore.language import Floats, Ints
from extract.restore.lattice import Lattice
from extract.restore.syllables import CAPITALS

_RIME_PRIOR = 6.0  # weight of the trained channel, in words of the document
_ONSET_PRIOR = 20.0
_FORM_PRIOR = 6.0
_WORD_PRIOR = 8.0
TRAINED_FORM = 0.3
_TRAINED = 0.8  # least share of the trained channel


class Adapter:
    """Expected counts of onset and rime forms over the words of one document."""

    def __init__(self, lattice: Lattice, offsets: Ints) -> None:
        index: dict[int, int] = {}
        distinct: list[tuple[int, Candidates]] = []
        rows, cells, size = [], [], 0
        starts: list[int] = []
        for t, slot in enumerate(lattice.slots):
            found = slot.options.found
            if found is None:
                continue
            at = index.get(id(found))
            if at is None:
                at = index[id(found)] = len(distinct)
                distinct.append((slot.case, found))
                starts.append(size)
                size += len(found.ids)
            count = len(found.ids)
            begin = int(offsets[t])
            rows.append(np.arange(begin, begin + count))
            cells.append(np.arange(starts[at], starts[at] + count))
        self.rows = np.concatenate(rows) if rows else np.zeros(0, np.int64)
        self.cells = np.concatenate(cells) if cells else np.zeros(0, np.int64)
        self.size = size
        if not size:
            return
        self._onset = _Part(distinct, "onset", _ONSET_PRIOR)
        self._rime = _Part(distinct, "rime", _RIME_PRIOR)
        self._counted = np.concatenate([c.counted for _, c in distinct])
        self._total = np.concatenate([c.total for _, c in distinct])
        words: dict[tuple[int, int], int] = {}
        self._word = np.array(
            [words.setdefault((case, i), len(words)) for case, c in distinct for i in c.ids.tolist()]
        )
        self._words = len(words)

    def scores(self, given: Floats, posterior: Floats) -> Floats:
        """Lattice scores with the channel re-estimated from the posteriors of all candidates."""
        if not self.size:
            return given
        expected = np.bincount(self.cells, posterior[self.rows], self.size)
        parts = self._onset.estimated(expected) * self._rime.estimated(expected)
        left = np.maximum(_WORD_PRIOR / (self._total + _WORD_PRIOR), LEAST)
        p = left * parts + (1 - left) * self._counted / np.maximum(self._total, 1e-9)
        out = given.copy()
        own = posterior[self.rows]
        seen = np.bincount(self._word, expected, self._words)[self._word][self.cells] - own
        here = expected[self.cells] - own
        left = np.maximum(_FORM_PRIOR / (seen + _FORM_PRIOR), TRAINED_FORM)
        q = left * p[self.cells] + (1 - left) * here / np.maximum(seen, 1e-9)
        out[self.rows] = np.log(q + 1e-26)
        return out


class _Part:
    """One half of the syllable (onset or rime): which cells share a clean name, which a form as well."""

    def __init__(self, distinct: list[tuple[int, Candidates]], name: str, prior: float) -> None:
        names: dict[tuple[int, int], int] = {}
        pairs: dict[tuple[int, int, str], int] = {}
        self._names, self._pairs = [], []
        logp = []
        for case, found in distinct:
            key = case if name == "onset" else int(case == CAPITALS)
            for at, read in getattr(found, name):
                self._names.append(names.setdefault((key, at), len(names)))
                self._pairs.append(pairs.setdefault((key, at, read), len(pairs)))
            logp.append(getattr(found, name + "_logp"))
        self._base = np.exp(np.concatenate(logp))
        self._counts = len(names), len(pairs)
        self._prior = prior

    def estimated(self, expected: Floats) -> Floats:
        """P(form | name) of each cell: what the document says, smoothed by the trained channel."""
        names = np.bincount(self._names, expected, self._counts[0])[self._names]
        pairs = np.bincount(self._pairs, expected, self._counts[1])[self._pairs]
        names, pairs = names - expected, pairs - expected  # a form is no witness to itself
        left = np.maximum(self._prior / (names + self._prior), _TRAINED)
        return left * self._base + (1 - left) * pairs / np.maximum(names, 1e-9)
