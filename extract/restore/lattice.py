"""The lattice that the decoder works on: for each position the words it may hold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from extract.restore.channel import Candidates
from extract.restore.language import Floats, Ints
from extract.restore.syllables import CAPITALS, TITLE

_CASE_FLOOR = 0.02  # capitals too are misread


@dataclass(slots=True)
class Options:
    """The alternatives of one position; the first len(found.ids) of them are the channel's."""

    ids: Ints
    scores: Floats
    found: Candidates | None
    length: int = 0  # characters of the text that the alternatives stand for


@dataclass(slots=True)
class Slot:
    """One position of a lattice: text[start:end], or a sentence boundary where both are the same."""

    start: int
    end: int
    options: Options
    case: int
    inside: bool  # within a sentence, where a capital means a name
    cut: bool = False  # written together with the word before


class Lattice:
    """All positions of some damaged text in order."""

    def __init__(self) -> None:
        self.slots: list[Slot] = []

    def flat(self, titles: Floats) -> tuple[Ints, Floats, Ints]:
        """Word numbers and log scores of all alternatives, and where each position begins."""
        ids = np.concatenate([s.options.ids for s in self.slots])
        scores = np.concatenate([s.options.scores for s in self.slots])
        sizes = np.array([len(s.options.ids) for s in self.slots])
        offsets = np.concatenate(([0], np.cumsum(sizes)))
        kind = np.array([s.case + 1 if s.inside and s.case != CAPITALS and s.options.found else 0 for s in self.slots])
        kind = np.repeat(kind, sizes)
        share = titles[ids]
        scores += np.where(
            kind == 0, 0.0, np.log(np.maximum(np.where(kind == TITLE + 1, share, 1.0 - share), _CASE_FLOOR))
        )
        return ids, scores, offsets
