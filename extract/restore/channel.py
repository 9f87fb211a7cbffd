"""How syllables are read: P(form | syllable), for all syllables of the lexicon at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from extract.language.syllables import CAPITALS, TITLE
from extract.restore.letters import Floats
from extract.restore.ngrams import Ints
from extract.restore.sounds import Sounds, smoothed

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


def cuts_of(form: str, case: int) -> list[tuple[str, str]]:
    """The cuts of a form that are tried: about where its consonants end."""
    lead = min(len(form) - len(form.lstrip(_CONSONANTS)), 4)
    return [cut(form, at, case) for at in range(max(0, lead - 2), min(lead + 2, 4, len(form)) + 1)]


class Candidates(NamedTuple):
    """The syllables a form may stand for, with what the channel and its parts say of each."""

    ids: Ints
    logp: Floats
    names: Ints  # four rows of numbers: the clean onset, the rime, the syllable, each with its case; which cut it is
    chances: Floats  # five rows: `logp`, onset, rime; how often the form was seen for the syllable, and that at all
    reads: Ints  # what onset and rime were read as, by number: a column for each cut
    best: float  # channel and unigram together


class Lexicon(NamedTuple):
    """The syllables of a language model, each with its onset and its rime, by number."""

    ids: Ints
    onset_of: Ints
    rime_of: Ints
    onset_names: list[str]
    rime_names: list[str]
    totals: Floats  # how often each was seen in the training pairs, by case


class Worked(NamedTuple):
    """Candidates of one form (or of many, one after another), by their places in the lexicon."""

    places: Ints
    used: Ints  # which of the cuts of the form
    logp: Floats
    onset_logp: Floats
    rime_logp: Floats
    counted: Floats


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
    cuts = cuts_of(form, case)
    onsets = np.stack([sounds.onset(case, first) for first, _ in reversed(cuts)])[::-1]
    rimes = sounds.rimes(case, [second for _, second in cuts])
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
        places, used, logp[best], onsets[used, lexicon.onset_of[places]], rimes[used, lexicon.rime_of[places]],
        seen[best],
    )  # fmt: skip


def _rows(lexicon: Lexicon, case: int | Ints, found: Worked) -> tuple[Ints, Ints, Floats]:
    """The first fields of `Candidates`: ids, names and chances."""
    ids, many = lexicon.ids[found.places], len(found.places)
    names, chances = np.empty((4, many), np.int64), np.empty((5, many))
    names[0] = case * 10000 + lexicon.onset_of[found.places]
    names[1] = np.equal(case, CAPITALS) * 10000 + lexicon.rime_of[found.places]
    names[2] = case * 100000 + ids
    names[3] = found.used
    chances[0], chances[1], chances[2], chances[3] = found.logp, found.onset_logp, found.rime_logp, found.counted
    chances[4] = lexicon.totals[case, found.places]
    return ids, names, chances


class Index:
    """What was worked out beforehand: the candidates of every form that stands in the training pairs."""

    def __init__(self, lexicon: Lexicon, unigram: Floats, forms: list[str], ends: Ints, found: Worked) -> None:
        self.rows = {form: i for i, form in enumerate(forms)}
        self._ends: list[int] = [0, *ends.tolist()]
        sizes = np.diff(self._ends)
        self._ids, self._names, self._chances = _rows(
            lexicon, np.repeat(np.array([int(form[0]) for form in forms]), sizes), found
        )
        value = self._chances[0] + unigram[self._ids]
        self._best: list[float] = np.maximum.reduceat(value, self._ends[:-1]).tolist()

    def of(self, row: int, reads: Ints) -> Candidates:
        """The candidates of a form by its number."""
        part = slice(self._ends[row], self._ends[row + 1])
        chances = self._chances[:, part]
        return Candidates(self._ids[part], chances[0], self._names[:, part], chances, reads, self._best[row])


class Channel:
    """The channel over a lexicon; forms that the index has not are worked out and kept."""

    def __init__(self, lexicon: Lexicon, unigram: Floats, index: Index, sounds: Callable[[], Sounds]) -> None:
        self._lexicon, self._unigram, self._index = lexicon, unigram, index
        self._load = sounds
        self._reads: dict[str, int] = {}  # what onsets and rimes were read as, numbered
        self._cache: dict[tuple[int, str], Candidates] = {}

    @cached_property
    def _sounds(self) -> Sounds:
        return self._load()

    def candidates(self, form: str, case: int) -> Candidates:
        """The likeliest syllables for a form (see `form_of`) read in a case pattern."""
        found = self._cache.get((case, form))
        if found is None:
            row, numbers = self._index.rows.get(f"{case}{form}"), self._reads
            cuts = [[numbers.setdefault(read, len(numbers)) for read in each] for each in cuts_of(form, case)]
            reads: Ints = np.array(cuts).T
            found = self._worked(form, case, reads) if row is None else self._index.of(row, reads)
            self._cache[case, form] = found
        return found

    def _worked(self, form: str, case: int, reads: Ints) -> Candidates:
        unigram = self._unigram[self._lexicon.ids]
        ids, names, chances = _rows(self._lexicon, case, worked(self._lexicon, self._sounds, unigram, form, case))
        return Candidates(ids, chances[0], names, chances, reads, float((chances[0] + self._unigram[ids]).max()))

    def trim(self) -> None:
        """Empties the caches."""
        self._cache.clear()
        self._reads.clear()
        if "_sounds" in self.__dict__:
            self._sounds.trim()

    def seen(self, form: str, case: int) -> Candidates | None:
        """Candidates of a form that stood for a whole word in the training pairs, None if it never did."""
        return self.candidates(form, case) if f"{case}{form}" in self._index.rows else None
