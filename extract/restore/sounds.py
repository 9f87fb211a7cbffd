"""How the two parts of a syllable are read: P(letters | onset) and P(letters | rime), for all of them at once."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from extract.restore.segments import Floats, Scorer, Segments
from extract.restore.syllables import CAPITALS, TITLE, cased, stripped, toneless

_ONSET_PRIOR, _RIME_PRIOR = 5.0, 5.0
LEAST = 0.1  # share of the channel that is always left to what was never seen: files differ

USUAL = 0.1
POOLED = 0.5
_POOL_PRIOR = 5.0

Rows = dict[tuple[int, str], dict[str, float]]
Turned = dict[tuple[int, str], list[tuple[int, float]]]


def pool_of(rime: str, case: int) -> str:
    """Rimes that are read alike: those that differ by the tone; in capitals by any mark."""
    return stripped(rime) if case else toneless(rime)[0]


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


def turned(counts: Rows, index: dict[str, int], cases: int) -> tuple[Turned, list[Floats]]:
    """Counts by what was read, and the total of each clean name."""
    found: Turned = {}
    totals = [np.zeros(len(index)) for _ in range(cases)]
    for (case, name), forms in counts.items():
        at = index.get(name)
        if at is None:
            continue
        for form, number in forms.items():
            found.setdefault((case, form), []).append((at, number))
            totals[case][at] += number
    return found, totals


class Sounds:
    """What the onsets and rimes of a lexicon are read as."""

    def __init__(
        self, onset_names: list[str], rime_names: list[str], onsets: Rows, rimes: Rows, segments: Segments
    ) -> None:
        plain = Scorer(segments, onset_names, forward=True)
        titled = Scorer(segments, [cased(o, TITLE) for o in onset_names], forward=True)
        self._onset_scorers = [plain, titled, plain]
        self._rime_scorer = Scorer(segments, rime_names)
        self._onset_counts, self._onset_totals = turned(onsets, {o: i for i, o in enumerate(onset_names)}, 3)
        self._rime_counts, self._rime_totals = turned(rimes, {r: i for i, r in enumerate(rime_names)}, 2)
        pooled: Rows = {}
        for (case, rime), reads in rimes.items():
            group = pooled.setdefault((case, pool_of(rime, case)), {})
            for read, number in reads.items():
                group[read] = group.get(read, 0.0) + number
        alike = [[pool_of(r, c) for r in rime_names] for c in (0, 1)]
        pools = {p: i for i, p in enumerate(sorted({*alike[0], *alike[1]}))}
        self._pool_counts, self._pool_totals = turned(pooled, pools, 2)
        self._pool_of = [np.array([pools[p] for p in names]) for names in alike]
        self._onset_cache: dict[tuple[int, str], Floats] = {}
        self._rime_cache: dict[tuple[int, str], Floats] = {}

    def onset(self, case: int, read: str) -> Floats:
        """log P(read | onset) of each onset."""
        found = self._onset_cache.get((case, read))
        if found is None:
            unseen = np.exp(self._onset_scorers[case].scores(read))
            counts = self._onset_counts.get((case, read), ())
            found = np.log(mixed(counts, self._onset_totals[case], unseen, _ONSET_PRIOR) + 1e-26)
            self._onset_cache[case, read] = found
        return found

    def rime(self, case: int, read: str) -> Floats:
        """log P(read | rime) of each rime."""
        capitals = int(case == CAPITALS)
        found = self._rime_cache.get((capitals, read))
        if found is None:
            unseen = np.exp(self._rime_scorer.scores(read))
            alike = np.zeros(len(self._pool_totals[capitals]))
            for at, number in self._pool_counts.get((capitals, read), ()):
                alike[at] = number
            alike /= self._pool_totals[capitals] + _POOL_PRIOR
            unseen = (1 - POOLED) * unseen + POOLED * alike[self._pool_of[capitals]]
            counts = self._rime_counts.get((capitals, read), ())
            found = np.log(mixed(counts, self._rime_totals[capitals], unseen, _RIME_PRIOR) + 1e-26)
            self._rime_cache[capitals, read] = found
        return found

    def trim(self) -> None:
        """Empties the caches."""
        self._onset_cache.clear()
        self._rime_cache.clear()
