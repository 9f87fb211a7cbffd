"""How syllables are read: P(form | syllable), for all syllables of the lexicon at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from extract.restore.language import Ints
from extract.restore.segments import Floats, Scorer
from extract.restore.syllables import CAPITALS, TITLE, cased, parts, stripped, syllable, toneless

_MOST = 20  # candidates of one form
_WIDTH = 10.0  # nats behind the best, unigram included
_ONSET_PRIOR, _RIME_PRIOR, WORD_PRIOR = 5.0, 5.0, 8.0
LEAST = 0.1  # share of the channel that is always left to what was never seen: files differ
_CONSONANTS = "bcdghklmnpqrstvxBCDGHKLMNPQRSTVX"

USUAL = 0.1
POOLED = 0.5
_POOL_PRIOR = 5.0


def pool_of(rime: str, case: int) -> str:
    """Rimes that are read alike: those that differ by the tone; in capitals by any mark."""
    return stripped(rime) if case else toneless(rime)[0]


def form_of(read: str, case: int) -> str:
    """The form under which a word as read is looked up: all capitals are put in lower case."""
    return read.lower() if case == CAPITALS and len(read.lower()) == len(read) else read


def cut(form: str, at: int, case: int) -> tuple[str, str]:
    """A form cut into what the onset became and what the rime became."""
    rime = form[at:]
    if at == 0 and case == TITLE:
        rime = rime[:1].lower() + rime[1:]
    return form[:at], rime


def mixed(counts: Iterable[tuple[int, float]], totals: Floats, unseen: Floats, prior: float) -> Floats:
    """Relative frequencies smoothed by another estimate, which never weighs less than `LEAST`."""
    seen = np.zeros(len(totals))
    for at, number in counts:
        seen[at] = number
    return smoothed(seen, totals, unseen, prior)


def smoothed(seen: Floats, totals: Floats, unseen: Floats, prior: float) -> Floats:
    """Relative frequencies smoothed by another estimate, element by element."""
    left = np.maximum(prior / (totals + prior), LEAST)
    # what no letter of any word was read as must not look likelier for a rare word than for a common one
    return (LEAST + (left - LEAST) * unseen / (unseen + USUAL)) * unseen + (1 - left) * seen / np.maximum(totals, 1e-9)


@dataclass(slots=True)
class Candidates:
    """The syllables a form may stand for, with what the channel and its parts say of each."""

    ids: Ints
    logp: Floats
    onset: Ints  # the clean onset (with its case), by number
    onset_pair: Ints  # and together with what it was read as
    rime: Ints
    rime_pair: Ints
    word: Ints  # the syllable with its case
    onset_logp: Floats
    rime_logp: Floats
    counted: Floats  # how often the whole form was seen for the syllable, and the syllable at all
    total: Floats
    best: float  # channel and unigram together


class Channel:
    """The channel over a lexicon of words (those that are no syllable are never candidates)."""

    def __init__(
        self,
        words: list[str],
        unigram: Floats,
        onsets: dict[tuple[int, str], dict[str, float]],
        rimes: dict[tuple[int, str], dict[str, float]],
        forms: dict[tuple[int, str], dict[str, float]],
        segments: dict[tuple[str, str], float],
    ) -> None:
        self.words = words
        self._ids = np.array([i for i, w in enumerate(words) if syllable(w)])
        self._unigram = unigram[self._ids]
        split = [parts(words[i]) for i in self._ids]
        self.onset_names = sorted({p[0] for p in split})
        self.rime_names = sorted({p[1] for p in split})
        onset_index = {o: i for i, o in enumerate(self.onset_names)}
        rime_index = {r: i for i, r in enumerate(self.rime_names)}
        self._onset_of = np.array([onset_index[p[0]] for p in split])
        self._rime_of = np.array([rime_index[p[1]] for p in split])
        self._place = {words[i]: k for k, i in enumerate(self._ids)}
        self._onset_scorers = [
            Scorer(segments, [cased(o, TITLE) if c == TITLE else o for o in self.onset_names]) for c in range(3)
        ]
        self._rime_scorer = Scorer(segments, self.rime_names)
        self._onset_counts, self._onset_totals = self._turned(onsets, onset_index, 3)
        self._rime_counts, self._rime_totals = self._turned(rimes, rime_index, 2)
        pooled: dict[tuple[int, str], dict[str, float]] = {}
        for (case, rime), reads in rimes.items():
            group = pooled.setdefault((case, pool_of(rime, case)), {})
            for read, number in reads.items():
                group[read] = group.get(read, 0.0) + number
        pools = {p: i for i, p in enumerate(sorted({pool_of(r, c) for r in self.rime_names for c in (0, 1)}))}
        self._pool_counts, self._pool_totals = self._turned(pooled, pools, 2)
        self._pool_of = [np.array([pools[pool_of(r, c)] for r in self.rime_names]) for c in (0, 1)]
        self._form_counts, self._form_totals = self._turned(forms, self._place, 3)
        self._onset_cache: dict[tuple[int, str], Floats] = {}
        self._rime_cache: dict[tuple[int, str], Floats] = {}
        self._cache: dict[tuple[int, str], Candidates] = {}
        self._pairs: dict[tuple[int, int, str], int] = {}

    @staticmethod
    def _turned(
        counts: dict[tuple[int, str], dict[str, float]], index: dict[str, int], cases: int
    ) -> tuple[dict[tuple[int, str], list[tuple[int, float]]], list[Floats]]:
        """Counts by what was read, and the total of each clean name."""
        turned: dict[tuple[int, str], list[tuple[int, float]]] = {}
        totals = [np.zeros(len(index)) for _ in range(cases)]
        for (case, name), forms in counts.items():
            at = index.get(name)
            if at is None:
                continue
            for form, number in forms.items():
                turned.setdefault((case, form), []).append((at, number))
                totals[case][at] += number
        return turned, totals

    def _onset(self, case: int, read: str) -> Floats:
        found = self._onset_cache.get((case, read))
        if found is None:
            unseen = np.exp(self._onset_scorers[case].scores(read))
            found = np.log(
                mixed(self._onset_counts.get((case, read), ()), self._onset_totals[case], unseen, _ONSET_PRIOR) + 1e-26
            )
            self._onset_cache[case, read] = found
        return found

    def _rime(self, case: int, read: str) -> Floats:
        capitals = int(case == CAPITALS)
        found = self._rime_cache.get((capitals, read))
        if found is None:
            unseen = np.exp(self._rime_scorer.scores(read))
            alike = np.zeros(len(self._pool_totals[capitals]))
            for at, number in self._pool_counts.get((capitals, read), ()):
                alike[at] = number
            alike /= self._pool_totals[capitals] + _POOL_PRIOR
            unseen = (1 - POOLED) * unseen + POOLED * alike[self._pool_of[capitals]]
            found = np.log(
                mixed(self._rime_counts.get((capitals, read), ()), self._rime_totals[capitals], unseen, _RIME_PRIOR)
                + 1e-26
            )
            self._rime_cache[capitals, read] = found
        return found

    def candidates(self, form: str, case: int) -> Candidates:
        """The likeliest syllables for a form (see `form_of`) read in a case pattern."""
        found = self._cache.get((case, form))
        if found is None:
            found = self._cache[case, form] = self._candidates(form, case)
        return found

    def _candidates(self, form: str, case: int) -> Candidates:
        rows, cuts = [], []
        lead = min(len(form) - len(form.lstrip(_CONSONANTS)), 4)
        for at in range(max(0, lead - 2), min(lead + 2, 4, len(form)) + 1):
            first, second = cut(form, at, case)
            onset, rime = self._onset(case, first), self._rime(case, second)
            rows.append(onset[self._onset_of] + rime[self._rime_of])
            cuts.append((first, second))
        table = np.stack(rows)
        which = table.argmax(0)
        p = np.exp(table[which, np.arange(table.shape[1])])
        logp = np.log(mixed(self._form_counts.get((case, form), ()), self._form_totals[case], p, WORD_PRIOR) + 1e-26)
        value = logp + self._unigram
        count = min(_MOST, len(value))
        best = np.argpartition(value, -count)[-count:]
        best = best[value[best] >= value[best].max() - _WIDTH]
        onsets, rimes, used = self._onset_of[best], self._rime_of[best], which[best]
        onset_logp = np.array([self._onset(case, cuts[c][0])[i] for c, i in zip(used, onsets, strict=True)])
        rime_logp = np.array([self._rime(case, cuts[c][1])[i] for c, i in zip(used, rimes, strict=True)])
        capitals = int(case == CAPITALS)
        onset_pair = [
            self._pairs.setdefault((case, int(i), cuts[c][0]), len(self._pairs))
            for c, i in zip(used, onsets, strict=True)
        ]
        rime_pair = [
            self._pairs.setdefault((3 + capitals, int(i), cuts[c][1]), len(self._pairs))
            for c, i in zip(used, rimes, strict=True)
        ]
        counted = np.zeros(len(value))
        for at, number in self._form_counts.get((case, form), ()):
            counted[at] = number
        total = self._form_totals[case][best]
        top = float(value[best].max())
        return Candidates(
            self._ids[best], logp[best],
            case * 10000 + onsets, np.array(onset_pair), capitals * 10000 + rimes, np.array(rime_pair),
            case * 100000 + self._ids[best], onset_logp, rime_logp, counted[best], total, top,
        )  # fmt: skip

    def trim(self) -> None:
        """Empties the caches."""
        for cache in (self._onset_cache, self._rime_cache, self._cache, self._pairs):
            cache.clear()

    def seen(self, form: str, case: int) -> Candidates | None:
        """Candidates of a form that stood for a whole word in the training pairs, None if it never did."""
        return self.candidates(form, case) if (case, form) in self._form_counts else None
