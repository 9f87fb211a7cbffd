"""The channel re-estimated on the document itself: one round of expectation-maximisation a call."""

from __future__ import annotations

import numpy as np

from extract.restore.channel import WORD_PRIOR, Candidates
from extract.restore.language import Floats, Ints
from extract.restore.lattice import Lattice
from extract.restore.sounds import smoothed

ONSET_PRIOR = RIME_PRIOR = FORM_PRIOR = 20.0  # weight of the trained channel, in words of the document
TRAINED = 0.5  # and its least share
CONFIDENT = 0.9  # only words read with this confidence are counted


class Adapter:
    """Expected counts of onset and rime forms over the words of one document."""

    def __init__(self, lattice: Lattice, offsets: Ints) -> None:
        index: dict[int, int] = {}
        distinct: list[Candidates] = []
        starts: list[int] = []
        where, firsts, size = [], [], 0
        for slot, begin in zip(lattice.slots, offsets.tolist(), strict=False):
            found = slot.options.found
            if found is None:
                continue
            at = index.get(id(found))
            if at is None:
                at = index[id(found)] = len(distinct)
                distinct.append(found)
                starts.append(size)
                size += len(found.ids)
            where.append(begin)
            firsts.append(at)
        self._size = size
        if not size:
            return
        # cells are the candidates of the distinct forms; rows are the candidates of the lattice
        sizes = np.array([len(c.ids) for c in distinct])
        counts = sizes[firsts]
        steps = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        self._rows = np.repeat(where, counts) + steps
        self._cells = np.repeat(np.array(starts)[firsts], counts) + steps
        self._logp, self._counted, self._total = (
            np.concatenate([getattr(c, name) for c in distinct]) for name in ("logp", "counted", "total")
        )
        self._words = _numbered([c.word for c in distinct])
        self._onset = _Part(
            [c.onset for c in distinct], [c.onset_pair for c in distinct], [c.onset_logp for c in distinct], ONSET_PRIOR
        )
        self._rime = _Part(
            [c.rime for c in distinct], [c.rime_pair for c in distinct], [c.rime_logp for c in distinct], RIME_PRIOR
        )

    def scores(self, given: Floats, posterior: Floats) -> Floats:
        """Lattice scores with the channel re-estimated from the posteriors of all candidates."""
        if not self._size:
            return given
        rows, cells = self._rows, self._cells
        own = np.where(posterior[rows] > CONFIDENT, posterior[rows], 0.0)
        expected: Floats = np.bincount(cells, own, self._size).astype(np.float64)
        parts = self._onset.estimated(expected) * self._rime.estimated(expected)
        base = smoothed(self._counted, self._total, parts, WORD_PRIOR)[cells]
        # a word is no witness to itself
        seen = np.bincount(self._words, expected)[self._words][cells] - own
        here = expected[cells] - own
        left = np.maximum(FORM_PRIOR / (seen + FORM_PRIOR), TRAINED)
        chance = left * base + (1 - left) * here / np.maximum(seen, 1e-9)
        out = given.copy()
        out[rows] += np.log(chance + 1e-26) - self._logp[cells]
        return out


def _numbered(parts: list[Ints]) -> Ints:
    """Keys as small numbers, the same for the same key."""
    numbers: Ints = np.unique(np.concatenate(parts), return_inverse=True)[1]
    return numbers


class _Part:
    """One half of the syllable (onset or rime): which cells share a clean name, which a form as well."""

    def __init__(self, names: list[Ints], pairs: list[Ints], logp: list[Floats], prior: float) -> None:
        self._names, self._pairs = _numbered(names), _numbered(pairs)
        self._base = np.exp(np.concatenate(logp))
        self._prior = prior

    def estimated(self, expected: Floats) -> Floats:
        """P(form | name) of each cell: what the document says, smoothed by the trained channel."""
        # a form is no witness to itself
        names = np.bincount(self._names, expected)[self._names] - expected
        pairs = np.bincount(self._pairs, expected)[self._pairs] - expected
        left = np.maximum(self._prior / (names + self._prior), TRAINED)
        estimate: Floats = left * self._base + (1 - left) * pairs / np.maximum(names, 1e-9)
        return estimate
