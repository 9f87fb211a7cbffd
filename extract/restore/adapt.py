"""The channel re-estimated on the document itself: one round of expectation-maximisation a call."""

from __future__ import annotations

import numpy as np

from extract.restore.channel import WORD_PRIOR, Candidates, smoothed
from extract.restore.language import Floats, Ints
from extract.restore.lattice import Lattice
from extract.restore.syllables import CAPITALS

_RIME_PRIOR = 20.0  # weight of the trained channel, in words of the document
_ONSET_PRIOR = 20.0
_FORM_PRIOR = 20.0
CONFIDENT = 0.9
TRAINED_FORM = 0.5
_TRAINED = 0.5  # least share of the trained channel


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
        self._logp = np.concatenate([c.logp for _, c in distinct])
        self._onset = _Part(distinct, "onset", _ONSET_PRIOR)
        self._rime = _Part(distinct, "rime", _RIME_PRIOR)
        self._counted = np.concatenate([c.counted for _, c in distinct])
        self._total = np.concatenate([c.total for _, c in distinct])
        words: dict[tuple[int, int], int] = {}
        self._word = np.array([words.setdefault((case, i), len(words)) for case, c in distinct for i in c.ids.tolist()])
        self._words = len(words)

    def scores(self, given: Floats, posterior: Floats) -> Floats:
        """Lattice scores with the channel re-estimated from the posteriors of all candidates."""
        if not self.size:
            return given
        posterior = np.where(posterior > CONFIDENT, posterior, 0.0)
        expected: Floats = np.asarray(np.bincount(self.cells, posterior[self.rows], self.size), np.float64)
        parts = self._onset.estimated(expected) * self._rime.estimated(expected)
        p = smoothed(self._counted, self._total, parts, WORD_PRIOR)
        out = given.copy()
        own = posterior[self.rows]
        seen = np.bincount(self._word, expected, self._words)[self._word][self.cells] - own
        here = expected[self.cells] - own
        left = np.maximum(_FORM_PRIOR / (seen + _FORM_PRIOR), TRAINED_FORM)
        q = left * p[self.cells] + (1 - left) * here / np.maximum(seen, 1e-9)
        out[self.rows] += np.log(q + 1e-26) - self._logp[self.cells]
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
        names: Floats = np.asarray(np.bincount(self._names, expected, self._counts[0]), np.float64)[self._names]
        pairs: Floats = np.asarray(np.bincount(self._pairs, expected, self._counts[1]), np.float64)[self._pairs]
        names, pairs = names - expected, pairs - expected  # a form is no witness to itself
        left = np.maximum(self._prior / (names + self._prior), _TRAINED)
        estimate: Floats = left * self._base + (1 - left) * pairs / np.maximum(names, 1e-9)
        return estimate
