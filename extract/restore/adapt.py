"""The channel re-estimated on the document itself: one round of expectation-maximisation a call."""

from __future__ import annotations

import numpy as np

from extract.restore.channel import WORD_PRIOR, Candidates
from extract.restore.lattice import Lattice
from extract.restore.ngrams import Floats, Ints
from extract.restore.sounds import smoothed
from extract.restore.steps import ragged

ONSET_PRIOR = RIME_PRIOR = FORM_PRIOR = 20.0  # weight of the trained channel, in words of the document
TRAINED = 0.5  # and its least share
CONFIDENT = 0.9  # only words read with this confidence are counted


class Adapter:
    """Expected counts of onset and rime forms over the words of one document."""

    def __init__(self, lattice: Lattice, offsets: Ints) -> None:
        options, which = lattice.distinct()
        index: dict[int, int] = {}
        distinct: list[Candidates] = []
        forms = np.full(len(options), -1)
        for number, each in enumerate(options):
            found = each.found
            if found is not None and len(found.ids):
                at = index.setdefault(id(found), len(distinct))
                if at == len(distinct):
                    distinct.append(found)
                forms[number] = at
        self._size = sum(len(each.ids) for each in distinct)
        if not self._size:
            return
        # cells are the candidates of the distinct forms; rows are the candidates of the lattice
        sizes = np.array([len(each.ids) for each in distinct])
        form = forms[which]
        begin = offsets[:-1][form >= 0]
        form = form[form >= 0]
        self._rows = ragged(begin, sizes[form])
        self._cells = ragged((np.cumsum(sizes) - sizes)[form], sizes[form])

        onset, rime, self._words, used = np.concatenate([each.names for each in distinct], 1)
        logp, onset_logp, rime_logp, self._counted, self._total = np.concatenate([each.chances for each in distinct], 1)
        cuts = np.array([each.reads.shape[1] for each in distinct])
        reads = np.concatenate([each.reads for each in distinct], 1)[:, np.repeat(np.cumsum(cuts) - cuts, sizes) + used]
        self._logp = logp[self._cells]
        self._onset = _Part(onset, reads[0], onset_logp, ONSET_PRIOR)
        self._rime = _Part(rime, reads[1], rime_logp, RIME_PRIOR)

    def scores(self, given: Floats, posterior: Floats) -> Floats:
        """Lattice scores with the channel re-estimated from the posteriors of all candidates."""
        if not self._size:
            return given
        rows, cells = self._rows, self._cells
        own = posterior[rows]
        own[own <= CONFIDENT] = 0.0
        expected: Floats = np.bincount(cells, own, self._size).astype(np.float64)
        parts = self._onset.estimated(expected) * self._rime.estimated(expected)
        base = smoothed(self._counted, self._total, parts, WORD_PRIOR)[cells]
        # a word is no witness to itself
        seen = np.bincount(self._words, expected)[self._words][cells] - own
        here = expected[cells] - own
        left = np.maximum(FORM_PRIOR / (seen + FORM_PRIOR), TRAINED)
        chance = left * base + (1 - left) * here / np.maximum(seen, 1e-9)
        out = given.copy()
        out[rows] += np.log(chance + 1e-26) - self._logp
        return out


class _Part:
    """One half of the syllable (onset or rime): which cells share a clean name, which a form as well."""

    def __init__(self, names: Ints, reads: Ints, logp: Floats, prior: float) -> None:
        self._names, self._base, self._prior = names, np.exp(logp), prior
        self._pairs: Ints = np.unique(reads * 100000 + names, return_inverse=True)[1]

    def estimated(self, expected: Floats) -> Floats:
        """P(form | name) of each cell: what the document says, smoothed by the trained channel."""
        # a form is no witness to itself
        names = np.bincount(self._names, expected)[self._names] - expected
        pairs = np.bincount(self._pairs, expected)[self._pairs] - expected
        left = np.maximum(self._prior / (names + self._prior), TRAINED)
        estimate: Floats = left * self._base + (1 - left) * pairs / np.maximum(names, 1e-9)
        return estimate
