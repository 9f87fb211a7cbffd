"""Words beside figures: behind one stands what it counts, and signs of units there are no damaged words."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.restore.lattice import Options
from extract.restore.ngrams import LanguageModel
from extract.rules.vocabulary import word_set

Flags = NDArray[np.bool_]

_MANY = 100_000  # words whose options are kept for the next document
_LIKELIER = 4.0  # log probability by which a word that is counted is likelier behind a figure than the model knows

_LIKELIER_PER = 7.0  # and behind a stroke
_LIKELY = -3.0  # log probability of what was read, from which a word may well be meant


class Counted:
    """Options of words, dearer where they stand beside a figure and are what is counted or changes there."""

    def __init__(self, language: LanguageModel) -> None:
        self._measured = _among(language, word_set("measured"))
        self._figured = _among(language, word_set("figured"))
        self._between = _among(language, word_set("before_figures"))
        self._multipliers = _among(language, word_set("multipliers"))
        self._known: dict[tuple[int, float], Options] = {}

    def behind(self, options: Options, *, per: bool = False) -> Options:
        """The options of a word that stands behind a figure, or (`per`) behind a word and a stroke."""
        return self._likelier(options, self._measured, _LIKELIER_PER if per else _LIKELIER)

    def before(self, options: Options) -> Options:
        """The options of a word that stands before a figure."""
        return self._likelier(options, self._figured, _LIKELIER)

    def leads(self, options: Options) -> bool:
        """Whether a word is likely to be one that stands between such a word and its figure ("tăng từ 2 - 3 bậc")."""
        found = options.found
        return found is not None and bool(self._between[found.ids[found.logp > _LIKELY]].any())

    def multiplies(self, options: Options) -> bool:
        """Whether a word may be one of those that multiply the unit behind them."""
        return options.found is not None and bool(self._multipliers[options.found.ids].any())

    def trim(self) -> None:
        """Forgets what was worked out, where that has grown large."""
        if len(self._known) > _MANY:
            self._known.clear()

    def _likelier(self, options: Options, words: Flags, by: float) -> Options:
        if options.found is None:
            return options
        key = options.number, by if words is self._measured else -by
        known = self._known.get(key)
        if known is None:
            here = words[options.ids]
            known = options
            if here.any():
                known = Options(options.ids, options.scores + here * by, options.found, options.length)
            self._known[key] = known
        return known


def is_sign(text: str) -> bool:
    """Whether a word as it was read is the sign of a unit ("ha", "km2")."""
    return text.lower() in word_set("unit_signs")


def _among(language: LanguageModel, words: frozenset[str]) -> Flags:
    """For each word of the model whether it is one of some."""
    found = np.zeros(len(language.words), bool)
    found[[language.index[word] for word in words if word in language.index]] = True
    return found
