"""From texts and word lists to what the language model is counted from (build time)."""

from __future__ import annotations

import lzma
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np

from extract.language.syllables import settled, stripped, syllable
from extract.restore.tokens import BOUNDARY, CLASSES, OTHER, ROMAN, units
from extract.restore.training.kneser_ney import General, Ints, Order, model

_MARKUP = re.compile(r"[*|#]+|</?\w+>")
_CAPITALS = re.compile(r"\b[A-ZĐ]{2,8}\b")
_LEAST_WORD = 2  # a syllable seen less often is taken only if a word list has it
_LEAST_FOREIGN = 3
_LEAST_ABBREVIATION = 3
_NAME = 0.2  # a place is spoken of so much less than a word of the dictionary
_LEAST_TITLE = 3.0  # the case of a rarer syllable says nothing


@dataclass(slots=True)
class Corpus:
    """Texts as rows of word numbers, with the words, how often each is capitalised, the abbreviations."""

    words: list[str]
    ids: Ints
    general: General
    titles: list[float]  # share of capital initials inside sentences
    abbreviations: dict[str, str] = field(default_factory=dict)  # without marks -> as written

    def orders(self, top: int, floors: Sequence[int]) -> list[Order]:
        """The language model of this corpus."""
        return model(self.ids, len(self.words), top, tuple(floors), self.general)


def text_of(path: Path) -> str:
    """A text file (plain, Markdown, or either packed with xz) without its markup."""
    data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    return _MARKUP.sub("", data.decode("utf-8"))


def corpus(
    texts: Iterable[str],
    phrases: Iterable[str],
    names: Iterable[str],
    shorts: Iterable[str],
    frequency: Mapping[str, float],
) -> Corpus:
    """Counts over texts; phrases (words of a list), names and the frequency of syllables add what the texts lack."""
    row: list[str] = []
    capitals: Counter[str] = Counter()
    for text in texts:
        row.append(BOUNDARY)
        row.extend(units(text))
        capitals.update(w for w in _CAPITALS.findall(text) if not ROMAN.fullmatch(w))
    row.append(BOUNDARY)
    low = [u if u[0] == "<" else settled(u.lower()) for u in row]
    counts = Counter(low)
    titled: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for before, unit, word in zip(row, row[1:], low[1:], strict=False):
        if before != BOUNDARY and unit[0] != "<" and not (len(unit) > 1 and unit.isupper()):
            inside[word] += 1
            titled[word] += unit[0].isupper()
    listed = [_syllables(p) for p in phrases]
    named = [_syllables(n) for n in names]
    extra = {s for p in listed + named for s in p}
    words = [
        *CLASSES,
        *sorted(w for w, n in counts.items() if syllable(w) and (n >= _LEAST_WORD or w in extra)),
        *sorted(extra - counts.keys()),
        *sorted(
            w for w, n in counts.items()
            if n >= _LEAST_FOREIGN and len(w) > 3 and w.isascii() and w.isalpha() and not syllable(w)
            and inside[w] > 0
        ),
    ]  # fmt: skip
    index = {w: i for i, w in enumerate(words)}
    other = index[OTHER]
    ids = np.array([index.get(w, other) for w in low], np.int64)
    for name in named:
        for s in name:
            inside[s] += 1
            titled[s] += 1
    titles = [(titled[w] + 0.3) / (inside[w] + 1.0) if inside[w] >= _LEAST_TITLE else 0.3 for w in words]
    short = {stripped(w): w for w in sorted(shorts, reverse=True)}
    for word, n in capitals.most_common():
        if n >= _LEAST_ABBREVIATION and not syllable(word.lower()):
            short.setdefault(stripped(word), word)
    return Corpus(words, ids, _general(listed, named, frequency, index), titles, short)


def _syllables(phrase: str) -> tuple[str, ...]:
    """The syllables of a phrase, none if a part of it is no syllable."""
    found = tuple(settled(w) for w in phrase.lower().replace("-", " ").split())
    return found if all(syllable(w) for w in found) else ()


def _general(
    listed: list[tuple[str, ...]], named: list[tuple[str, ...]], frequency: Mapping[str, float], index: dict[str, int]
) -> General:
    """Common Vietnamese: how frequent syllables are, and which pairs of them make words and names.

    Nobody counted the pairs; a word is taken to be as frequent as the mean of its syllables.
    """
    unigram = np.zeros(len(index))
    for word, number in frequency.items():
        at = index.get(settled(word))
        if at is not None:
            unigram[at] += number
    unigram = (unigram + 1e-8) / (unigram + 1e-8).sum()
    weights: dict[tuple[int, int], float] = {}
    for rows, share in ((listed, 1.0), (named, _NAME)):
        for row in rows:
            for a, b in pairwise(index[s] for s in row):
                weight = share * float(np.sqrt(unigram[a] * unigram[b]))
                weights[a, b] = max(weights.get((a, b), 0.0), weight)
    pairs = np.array(sorted(weights), np.int64).reshape(-1, 2)
    return General(unigram, pairs, np.array([weights[a, b] for a, b in pairs.tolist()]))
