"""How syllables are read: P(form | syllable), for all syllables of the lexicon at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

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


def cuts_of(form: str, case: int) -> list[tuple[str, str]]:
    """The cuts of a form that are tried: about where its consonants end."""
    lead = min(len(form) - len(form.lstrip(_CONSONANTS)), 4)
    return [cut(form, at, case) for at in range(max(0, lead - 2), min(lead + 2, 4, len(form)) + 1)]


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


class Index:
    """What was worked out beforehand: the candidates of every form that stands in the training pairs."""

    def __init__(self, forms: list[str], ends: Ints, candidates: Worked) -> None:
        self.rows = {form: i for i, form in enumerate(forms)}
        self._ends: list[int] = [0, *ends.tolist()]
        self._all = candidates

    def of(self, row: int) -> Worked:
        """The candidates of a form by its number."""
        every, part = self._all, slice(self._ends[row], self._ends[row + 1])
        return Worked(
            every.places[part], every.used[part], every.logp[part], every.onset_logp[part], every.rime_logp[part],
            every.counted[part],
        )  # fmt: skip


class Channel:
    """The channel over a lexicon; forms that the index has not are worked out and kept."""

    def __init__(self, lexicon: Lexicon, unigram: Floats, index: Index, sounds: Callable[[], Sounds]) -> None:
        self._lexicon, self._unigram, self._index = lexicon, unigram[lexicon.ids], index
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
            row = self._index.rows.get(f"{case}{form}")
            some = self._worked(form, case) if row is None else self._index.of(row)
            found = self._cache[case, form] = self._named(form, case, some)
        return found

    def _worked(self, form: str, case: int) -> Worked:
        return worked(self._lexicon, self._sounds, self._unigram, form, case)

    def _named(self, form: str, case: int, found: Worked) -> Candidates:
        lexicon, reads, places = self._lexicon, self._reads, found.places
        cuts = [[reads.setdefault(read, len(reads)) for read in each] for each in cuts_of(form, case)]
        ids = lexicon.ids[places]
        names, chances = np.empty((5, len(places)), np.int64), np.empty((5, len(places)))
        names[0] = case * 10000 + lexicon.onset_of[places]
        names[2] = (case == CAPITALS) * 10000 + lexicon.rime_of[places]
        names[1:4:2] = names[0:4:2] + np.array(cuts).T[:, found.used] * 100000
        names[4] = case * 100000 + ids
        chances[0], chances[1], chances[2] = found.logp, found.onset_logp, found.rime_logp
        chances[3], chances[4] = found.counted, lexicon.totals[case, places]
        best = float((found.logp + self._unigram[places]).max(initial=-np.inf))
        return Candidates(ids, found.logp, names, chances, best)

    def trim(self) -> None:
        """Empties the caches."""
        self._cache.clear()
        self._reads.clear()
        if "_sounds" in self.__dict__:
            self._sounds.trim()

    def seen(self, form: str, case: int) -> Candidates | None:
        """Candidates of a form that stood for a whole word in the training pairs, None if it never did."""
        return self.candidates(form, case) if f"{case}{form}" in self._index.rows else None
