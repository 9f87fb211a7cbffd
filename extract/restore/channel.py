"""How syllables are read: P(form | syllable), for all syllables of the lexicon at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from extract.restore.language import Ints
from extract.restore.segments import Floats
from extract.restore.sounds import Sounds, smoothed
from extract.restore.syllables import CAPITALS, TITLE

_MOST = 20  # candidates of one form
_WIDTH = 10.0  # nats behind the best, unigram included
_HOPEFUL = 150  # syllables looked at closely, unless more of them might be among the candidates
WORD_PRIOR = 8.0
_FLOOR = 1e-26  # probability of any form, whatever was meant
_HARDLY = -49.0  # its logarithm lies far below
_CONSONANTS = "bcdghklmnpqrstvxBCDGHKLMNPQRSTVX"


def form_of(read: str, case: int) -> str:
    """The form under which a word as read is looked up: all capitals are put in lower case."""
    return read.lower() if case == CAPITALS and len(read.lower()) == len(read) else read


def cut(form: str, at: int, case: int) -> tuple[str, str]:
    """A form cut into what the onset became and what the rime became."""
    rime = form[at:]
    if at == 0 and case == TITLE:
        rime = rime[:1].lower() + rime[1:]
    return form[:at], rime


@dataclass(slots=True)
class Candidates:
    """The syllables a form may stand for, with what the channel and its parts say of each."""

    ids: Ints
    logp: Floats
    names: Ints
    """Five rows of numbers: the clean onset (with its case) and that with what it was read as, the same of the rime,
    and the syllable with its case."""
    chances: Floats
    """Five rows: `logp`, those of onset and rime, how often the whole form was seen for the syllable, and it at all."""
    best: float  # channel and unigram together


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The syllables of a language model, each with its onset and its rime, by number."""

    ids: Ints
    onset_of: Ints
    rime_of: Ints
    onset_names: list[str]
    rime_names: list[str]
    totals: Floats  # how often each was seen in the training pairs, by case


@dataclass(frozen=True, slots=True)
class Worked:
    """The candidates of one form: their places in the lexicon and how each is cut."""

    places: Ints
    cuts: list[tuple[str, str]]
    used: Ints  # index into `cuts`
    logp: Floats
    onset_logp: Floats
    rime_logp: Floats
    best: float


def worked(
    lexicon: Lexicon,
    sounds: Sounds,
    unigram: Floats,
    form: str,
    case: int,
    counts: Sequence[tuple[int, float]] = (),
) -> Worked:
    """The likeliest syllables for a form that was seen so often (`counts`) for this or that syllable.

    `unigram` has the log probability of each syllable of the lexicon.
    """
    lead = min(len(form) - len(form.lstrip(_CONSONANTS)), 4)
    cuts = [cut(form, at, case) for at in range(max(0, lead - 2), min(lead + 2, 4, len(form)) + 1)]
    onsets = np.stack([sounds.onset(case, first) for first, _ in reversed(cuts)])[::-1]
    rimes = np.stack([sounds.rime(case, second) for _, second in cuts])
    table = onsets.take(lexicon.onset_of, 1)
    table += rimes.take(lexicon.rime_of, 1)
    top = np.maximum.reduce(table)
    # smoothing makes nothing likelier but what was counted and what is next to impossible
    bound = np.maximum(top, _HARDLY) + (unigram + 1e-4)
    most = min(_MOST, len(bound))
    hopeful = min(_HOPEFUL, len(bound))
    while True:
        ranked = np.argpartition(bound, len(bound) - hopeful)
        near = np.sort(ranked[len(bound) - hopeful :])
        if counts:
            near = np.union1d(near, [at for at, _ in counts])
        seen = np.zeros(len(near))
        for at, number in counts:
            seen[np.searchsorted(near, at)] = number
        logp = np.log(smoothed(seen, lexicon.totals[case][near], np.exp(top[near]), WORD_PRIOR) + _FLOOR)
        value = logp + unigram[near]
        best = np.argpartition(value, -most)[-most:]
        left = ranked[: len(bound) - hopeful]
        if not len(left) or bound[left].max() < max(value[best].min(), value.max() - _WIDTH):
            break
        hopeful = min(hopeful * 8, len(bound))
    best = best[value[best] >= value[best].max() - _WIDTH]
    places = near[best]
    used = table[:, places].argmax(0)
    return Worked(
        places, cuts, used, logp[best], onsets[used, lexicon.onset_of[places]], rimes[used, lexicon.rime_of[places]],
        float(value[best].max()),
    )  # fmt: skip


def _candidates(
    lexicon: Lexicon, case: Ints, places: Ints, first: Ints, second: Ints, logp: Floats, onset_logp: Floats,
    rime_logp: Floats, counted: Floats, best: float = 0.0,
) -> Candidates:  # fmt: skip
    """Candidates by their places; `first` and `second` are what onset and rime were read as, by number."""
    ids = lexicon.ids[places]
    onset = case * 10000 + lexicon.onset_of[places]
    rime = (case == CAPITALS) * 10000 + lexicon.rime_of[places]
    names = np.stack([onset, onset + first * 100000, rime, rime + second * 100000, case * 100000 + ids])
    chances = np.stack([logp, onset_logp, rime_logp, counted, lexicon.totals[case, places]])
    return Candidates(ids, logp, names, chances, best)


class Index:
    """What was worked out beforehand: the candidates of every form that stands in the training pairs."""

    def __init__(self, arrays: dict[str, NDArray[np.generic]], lexicon: Lexicon, forms: list[str]) -> None:
        self.rows = {form: i for i, form in enumerate(forms)}
        ends = arrays["end"].astype(np.int64)
        self._ends: list[int] = [0, *ends.tolist()]
        self._best: list[float] = arrays["best"].tolist()
        case = np.repeat(np.array([int(form[0]) for form in forms]), np.diff(ends, prepend=0))
        places, first, second = (arrays[name].astype(np.int64) for name in ("place", "first", "second"))
        logp, onset, rime, counted = (
            arrays[name].astype(np.float64) for name in ("logp", "onset_logp", "rime_logp", "counted")
        )
        self._all = _candidates(lexicon, case, places, first, second, logp, onset, rime, counted)

    def of(self, row: int) -> Candidates:
        """The candidates of a form by its number."""
        every, part = self._all, slice(self._ends[row], self._ends[row + 1])
        return Candidates(
            every.ids[part], every.logp[part], every.names[:, part], every.chances[:, part], self._best[row]
        )


class Channel:
    """The channel over a lexicon; forms that the index has not are worked out and kept."""

    def __init__(
        self, lexicon: Lexicon, unigram: Floats, index: Index, reads: dict[str, int], sounds: Callable[[], Sounds]
    ) -> None:
        self._lexicon, self._unigram, self._index = lexicon, unigram[lexicon.ids], index
        self._trained = reads  # what onsets and rimes are read as in the index, numbered
        self._reads = dict(reads)
        self._load = sounds
        self._cache: dict[tuple[int, str], Candidates] = {}

    @cached_property
    def _sounds(self) -> Sounds:
        return self._load()

    def candidates(self, form: str, case: int) -> Candidates:
        """The likeliest syllables for a form (see `form_of`) read in a case pattern."""
        found = self._cache.get((case, form))
        if found is None:
            row = self._index.rows.get(f"{case}{form}")
            found = self._index.of(row) if row is not None else self._worked(form, case)
            self._cache[case, form] = found
        return found

    def _worked(self, form: str, case: int) -> Candidates:
        found = worked(self._lexicon, self._sounds, self._unigram, form, case)
        reads = self._reads
        numbers = np.array([[reads.setdefault(read, len(reads)) for read in each] for each in found.cuts])
        first, second = numbers[found.used].T
        case_of, none = np.full(len(first), case), np.zeros(len(first))
        return _candidates(
            self._lexicon, case_of, found.places, first, second, found.logp, found.onset_logp, found.rime_logp, none,
            found.best,
        )  # fmt: skip

    def trim(self) -> None:
        """Empties the caches."""
        self._cache.clear()
        self._reads = dict(self._trained)
        if "_sounds" in self.__dict__:
            self._sounds.trim()

    def seen(self, form: str, case: int) -> Candidates | None:
        """Candidates of a form that stood for a whole word in the training pairs, None if it never did."""
        return self.candidates(form, case) if f"{case}{form}" in self._index.rows else None
