"""The lattice that the decoder works on: for each position the words it may hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

import numpy as np

from extract.language.syllables import CAPITALS, TITLE
from extract.restore.channel import Candidates
from extract.restore.ngrams import Floats, Ints
from extract.restore.steps import ragged

_CASE_FLOOR = 0.02  # capitals too are misread


@dataclass(slots=True)
class Options:
    """The alternatives of one position; the first len(found.ids) of them are the channel's."""

    ids: Ints
    scores: Floats
    found: Candidates | None
    length: int = 0  # characters of the text that the alternatives stand for
    number: int = field(default_factory=count().__next__)  # of its own


Slot = tuple[int, int, Options, int, bool, bool]
"""One position: start and end in the text (the same for a sentence boundary), options, case pattern, whether it stands
within a sentence, where a capital means a name, and whether it is written together with the word before."""


class Lattice:
    """All positions of some damaged text in order."""

    def __init__(self) -> None:
        self.slots: list[Slot] = []
        self._numbered: tuple[list[Options], Ints] | None = None

    def distinct(self) -> tuple[list[Options], Ints]:
        """The different options of all positions, and which of them each position has; once all positions are there."""
        if self._numbered is None:
            every = [slot[2] for slot in self.slots]
            _, first, which = np.unique([each.number for each in every], return_index=True, return_inverse=True)
            self._numbered = [every[i] for i in first.tolist()], which
        return self._numbered

    def flat(self, titles: Floats) -> tuple[Ints, Floats, Ints]:
        """Word numbers and log scores of all alternatives, and where each position begins."""
        options, which = self.distinct()
        many = np.array([len(each.ids) for each in options])
        sizes = many[which]
        offsets = np.concatenate(([0], np.cumsum(sizes)))
        places = ragged((np.cumsum(many) - many)[which], sizes)
        ids = np.concatenate([each.ids for each in options])[places]
        scores = np.concatenate([each.scores for each in options])[places]
        # within a sentence a capital means a name, and none means that it is none
        case = np.array([slot[3] for slot in self.slots])
        inside = np.array([slot[4] for slot in self.slots])
        open_ones = np.array([each.found is not None for each in options])[which]
        told = np.repeat(inside & open_ones & (case != CAPITALS), sizes)
        share = titles[ids[told]]
        share = np.where(np.repeat(case, sizes)[told] == TITLE, share, 1.0 - share)
        scores[told] += np.log(np.maximum(share, _CASE_FLOOR))
        return ids, scores, offsets
