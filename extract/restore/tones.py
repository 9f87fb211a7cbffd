"""The tone of an i, which OCR takes for another ("chi" read as "chỉ", "tinh gọn" as "tỉnh gọn"), told by its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from extract.language.syllables import case_of, cased
from extract.restore.decode import Decoder
from extract.restore.packed import shipped
from extract.restore.tokens import BOUNDARY, OTHER, units

_CORE = re.compile(r"[^\W\d_]+")
_TONES = "iỉĩìíị"
_DOUBTFUL = re.compile(f"[^\\W\\d_{_TONES}]*([{_TONES}])(?:nh|n|m|t|ch|c|p)?")
_LIKELY = float(np.log(0.05))  # a dot taken for a hook, or the other way
_SELDOM = float(np.log(0.002))
_SURE = 0.95


@lru_cache(4096)
def _options(unit: str) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """What a unit may be: numbers of words of the model, the unit itself first, and their log chances."""
    index = shipped().language.index
    word = unit.lower() if unit[0] != "<" else unit
    match = _DOUBTFUL.fullmatch(word)
    if match is None or word not in index:
        return (index.get(word, index[OTHER]),), (0.0,)
    ids, chances = [index[word]], [0.0]
    for tone in _TONES:
        other = word[: match.start(1)] + tone + word[match.end(1) :]
        if other != word and other in index:
            ids.append(index[other])
            chances.append(_LIKELY if {tone, match[1]} == {"i", "ỉ"} else _SELDOM)
    return tuple(ids), tuple(chances)


def retoned(words: Sequence[str]) -> dict[int, str]:
    """The words of a running text (with their punctuation) that are other words, by their number."""
    found_units = [(i, unit) for i, word in enumerate(words) for unit in units(word)]
    offered = [(-1, _options(BOUNDARY)), *((i, _options(unit)) for i, unit in found_units)]
    if all(len(ids) == 1 for _, (ids, _) in offered):
        return {}
    language = shipped().language
    ids = np.array([each for _, (some, _) in offered for each in some])
    scores = np.array([each for _, (_, some) in offered for each in some])
    offsets = np.concatenate(([0], np.cumsum([len(some) for _, (some, _) in offered])))
    chances = Decoder(language, ids, scores, offsets, language.index[BOUNDARY]).posteriors(scores)
    found = {}
    for (i, _), start, end in zip(offered, offsets[:-1], offsets[1:], strict=True):
        best = int(start + np.argmax(chances[start:end]))
        cores = list(_CORE.finditer(words[i])) if best != start and chances[best] >= _SURE else []
        if len(cores) == 1:
            core = cores[0]
            new = cased(language.words[ids[best]], case_of(core.group()))
            found[i] = words[i][: core.start()] + new + words[i][core.end() :]
    return found
