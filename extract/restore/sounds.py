"""How the two parts of a syllable are read: P(letters | onset) and P(letters | rime), for all of them at once."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

import numpy as np

from extract.language.syllables import CAPITALS, TITLE, cased, stripped, toneless
from extract.restore.letters import Floats, Scorer, Segments
from extract.restore.ngrams import Ints

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


def smoothed(seen: Floats, totals: Floats, unseen: Floats, prior: float) -> Floats:
    """Relative frequencies smoothed by another estimate, which never weighs less than `LEAST`."""
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


class Counts(NamedTuple):
    """How often each of some names was read as what, by case."""

    reads: dict[str, int]  # case and what was read, numbered
    ends: list[int]  # where the counts of each end
    places: Ints
    numbers: Floats
    totals: Floats

    @classmethod
    def of(cls, rows: Rows, names: list[str], cases: int) -> Counts:
        """Counts over a list of names."""
        found, totals = turned(rows, {name: i for i, name in enumerate(names)}, cases)
        flat = [pair for some in found.values() for pair in some]
        return cls(
            {f"{case}{read}": i for i, (case, read) in enumerate(found)},
            list(accumulate(map(len, found.values()))),
            np.array([at for at, _ in flat], np.int64), np.array([number for _, number in flat]), np.stack(totals),
        )  # fmt: skip

    def seen(self, case: int, read: str) -> Floats:
        """How often each name was read so."""
        out = np.zeros(self.totals.shape[1])
        row = self.reads.get(f"{case}{read}")
        if row is not None:
            part = slice(self.ends[row - 1] if row else 0, self.ends[row])
            out[self.places[part]] = self.numbers[part]
        return out


class Tables(NamedTuple):
    """What was counted of onsets and rimes, and of rimes that are read alike."""

    onsets: Counts
    rimes: Counts
    pools: Counts
    pool_of: Ints  # the pool of each rime, in lower case and in capitals

    @classmethod
    def of(cls, onset_names: list[str], rime_names: list[str], onsets: Rows, rimes: Rows) -> Tables:
        """Tables over the names of a lexicon."""
        pooled: Rows = {}
        for (case, rime), reads in rimes.items():
            group = pooled.setdefault((case, pool_of(rime, case)), {})
            for read, number in reads.items():
                group[read] = group.get(read, 0.0) + number
        alike = [[pool_of(rime, case) for rime in rime_names] for case in (0, 1)]
        pools = sorted({*alike[0], *alike[1]})
        index = {pool: i for i, pool in enumerate(pools)}
        return cls(
            Counts.of(onsets, onset_names, 3), Counts.of(rimes, rime_names, 2), Counts.of(pooled, pools, 2),
            np.array([[index[pool] for pool in names] for names in alike]),
        )  # fmt: skip


class Sounds:
    """What the onsets and rimes of a lexicon are read as."""

    def __init__(self, onset_names: list[str], rime_names: list[str], tables: Tables, segments: Segments) -> None:
        self._tables = tables
        plain = Scorer(segments, onset_names, forward=True)
        titled = Scorer(segments, [cased(o, TITLE) for o in onset_names], forward=True)
        self._onset_scorers = [plain, titled, plain]
        self._rime_scorer = Scorer(segments, rime_names)
        self._onsets: dict[tuple[int, str], Floats] = {}

    def onset(self, case: int, read: str) -> Floats:
        """log P(read | onset) of each onset."""
        found = self._onsets.get((case, read))
        if found is None:
            unseen, counts = np.exp(self._onset_scorers[case].scores(read)), self._tables.onsets
            found = np.log(smoothed(counts.seen(case, read), counts.totals[case], unseen, _ONSET_PRIOR) + 1e-26)
            self._onsets[case, read] = found
        return found

    def rimes(self, case: int, reads: list[str]) -> Floats:
        """log P(read | rime) of each rime, one row for each of some endings of a form, the longest first."""
        capitals = int(case == CAPITALS)
        counts, pools = self._tables.rimes, self._tables.pools
        unseen = np.exp(np.stack([self._rime_scorer.scores(read) for read in reads]))
        alike = np.stack([pools.seen(capitals, read) for read in reads])
        alike /= pools.totals[capitals] + _POOL_PRIOR
        unseen = (1 - POOLED) * unseen + POOLED * alike.take(self._tables.pool_of[capitals], 1)
        seen = np.stack([counts.seen(capitals, read) for read in reads])
        found: Floats = np.log(smoothed(seen, counts.totals[capitals], unseen, _RIME_PRIOR) + 1e-26)
        return found

    def trim(self) -> None:
        """Empties the cache."""
        self._onsets.clear()
