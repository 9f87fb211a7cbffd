"""Marks that OCR takes for others, told by the words around: the tone of an i ("chi" read as "chỉ") whatever the engine
says, any tone and the stroke of a đ where it is not sure ("tổ" read as "tố", "dài" as "đài").

How often a mark is wrong, by how sure the engine is, was counted over 3,400 words of pages at 100 and 150 dots an inch
(2026-11-29): 0.07 of those below 90 of 100, 0.01 of those below 96, 0.0015 of the rest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

import numpy as np

from extract.language.syllables import CAPITALS, TITLE, case_of, cased, toneless
from extract.restore.decode import Decoder
from extract.restore.packed import shipped
from extract.restore.tokens import BOUNDARY, OTHER, units

_CORE = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(r"[\"'“”‘’(\[]*[^\W\d_]+[\"'”’)\].,;:!?…]*")  # no code, no number
_TONES = "iỉĩìíị"
_DOUBTFUL = re.compile(f"[^\\W\\d_{_TONES}]*([{_TONES}])(?:nh|n|m|t|ch|c|p)?")
_LIKELY = float(np.log(0.05))  # a dot taken for a hook, or the other way
_SELDOM = float(np.log(0.002))
_SURE = 0.95
_WRONG = ((90.0, 0.02), (96.0, 0.003))  # below so sure: how likely each other mark is; the picture leaves no other open
_ENDS = (".", ":", ";", "!", "?", "-", "+")  # of what stands before a sentence or an item
_NAME = 0.1  # so many times less likely in a word with a capital, which may be a name


@cache
def _alike() -> Mapping[str, list[str]]:
    """The words of the model by their letters without tones and strokes."""
    found: dict[str, list[str]] = {}
    for word in shipped().language.index:
        found.setdefault(_letters(word), []).append(word)
    return found


def _letters(word: str) -> str:
    return toneless(word)[0].replace("đ", "d")


@lru_cache(8192)
def _options(unit: str, chance: float) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """What a unit may be: numbers of words of the model, the unit itself first, and their log chances.

    `chance`: of each other mark; 0.0 leaves those of an i.
    """
    index = shipped().language.index
    word = unit.lower() if unit[0] != "<" else unit
    match = _DOUBTFUL.fullmatch(word)
    if word not in index or (match is None and not chance):
        return (index.get(word, index[OTHER]),), (0.0,)
    found = {index[word]: 0.0}
    for tone in _TONES if match is not None else "":
        other = word[: match.start(1)] + tone + word[match.end(1) :] if match is not None else word
        if other in index:
            found.setdefault(index[other], _LIKELY if match is not None and {tone, match[1]} == {"i", "ỉ"} else _SELDOM)
    for other in _alike().get(_letters(word), ()) if chance else ():
        if toneless(other)[1] != toneless(word)[1] or other[0] != word[0]:  # not the same in another spelling
            found[index[other]] = max(found.get(index[other], -99.0), float(np.log(chance)))
    return tuple(found), tuple(found.values())


def _chance(word: str, sure: float, *, first: bool) -> float:
    """How likely each other mark is of a word that the engine is so sure of; `first`: of a sentence."""
    core = _CORE.search(word)
    if core is None or not _PLAIN.fullmatch(word):
        return 0.0
    case = case_of(core.group())
    if case == CAPITALS and len(core.group()) < 3:  # "TU", "TW"
        return 0.0
    chance = next((chance for least, chance in _WRONG if sure < least), 0.0)
    return chance * _NAME if case == TITLE and not first else chance


def retoned(words: Sequence[str], sures: Sequence[float] | None = None) -> dict[int, str]:
    """The words of a running text (with their punctuation) that are other words, by their number.

    `sures`: how sure the engine is of each, of 100; None leaves all but the tones of an i.  Numbers, codes and words
    that the model does not know stay.
    """
    chances = [0.0] * len(words)
    for i, sure in enumerate(sures or ()):
        chances[i] = _chance(words[i], sure, first=not i or words[i - 1][-1:] in _ENDS)
    found_units = [(i, unit) for i, word in enumerate(words) for unit in units(word)]
    offered = [(-1, _options(BOUNDARY, 0.0)), *((i, _options(unit, chances[i])) for i, unit in found_units)]
    if all(len(ids) == 1 for _, (ids, _) in offered):
        return {}
    language = shipped().language
    ids = np.array([each for _, (some, _) in offered for each in some])
    scores = np.array([each for _, (_, some) in offered for each in some])
    offsets = np.concatenate(([0], np.cumsum([len(some) for _, (some, _) in offered])))
    chance = Decoder(language, ids, scores, offsets, language.index[BOUNDARY]).posteriors(scores)
    found = {}
    for (i, _), start, end in zip(offered, offsets[:-1], offsets[1:], strict=True):
        best = int(start + np.argmax(chance[start:end]))
        cores = list(_CORE.finditer(words[i])) if best != start and chance[best] >= _SURE else []
        if len(cores) == 1:
            core = cores[0]
            new = cased(language.words[ids[best]], case_of(core.group()))
            found[i] = words[i][: core.start()] + new + words[i][core.end() :]
    return found
