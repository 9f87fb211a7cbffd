"""From texts and word lists to what the language model is counted from (build time)."""

from __future__ import annotations

import lzma
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from extract.restore.counting import Ints, Order, model
from extract.restore.syllables import stripped, syllable
from extract.restore.units import BOUNDARY, CLASSES, OTHER, ROMAN, units

_MARKUP = re.compile(r"[*|#]+|</?\w+>")
_CAPITALS = re.compile(r"\b[A-ZĐ]{2,8}\b")
_LEAST_WORD = 2  # a syllable seen less often is taken only if a word list has it
_LEAST_FOREIGN = 3
_LEAST_ABBREVIATION = 3
_LEAST_TITLE = 3.0  # the case of a rarer syllable says nothing


@dataclass(slots=True)
class Corpus:
    """Texts as rows of word numbers, with the words, how often each is capitalised, the abbreviations."""

    words: list[str]
    ids: Ints
    phrases: list[tuple[int, ...]]
    titles: list[float]  # share of capital initials inside sentences
    abbreviations: dict[str, str] = field(default_factory=dict)  # without marks -> as written

    def orders(self, top: int, floors: Sequence[int]) -> list[Order]:
        """The language model of this corpus."""
        return model(self.ids, len(self.words), top, tuple(floors), self.phrases)


def text_of(path: Path) -> str:
    """A text file (plain, Markdown, or either packed with xz) without its markup."""
    data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    return _MARKUP.sub("", data.decode("utf-8"))


def respelt(word: str, counts: Counter[str]) -> str:
    """A list's spelling of the tone ("hoà") or the texts' ("hòa"), whichever the texts have more of."""
    swapped = word
    for a, b in _SPELLINGS.items():
        if word.endswith(a):
            swapped = word[: -len(a)] + b
    return swapped if counts[swapped] > counts[word] else word


_SPELLINGS = {
    old: new
    for pair in (
        "oà òa",
        "oá óa",
        "oả ỏa",
        "oã õa",
        "oạ ọa",
        "oè òe",
        "oé óe",
        "oẻ ỏe",
        "oẹ ọe",
        "uỳ ùy",
        "uý úy",
        "uỷ ủy",
        "uỹ ũy",
        "uỵ ụy",
    )
    for old, new in (pair.split(), pair.split()[::-1])
}


def corpus(texts: Iterable[str], phrases: Iterable[str], names: Iterable[str], shorts: Iterable[str] = ()) -> Corpus:
    """Counts over texts; phrases (words of a list) and names add pairs that the texts lack."""
    row: list[str] = []
    capitals: Counter[str] = Counter()
    for text in texts:
        row.append(BOUNDARY)
        row.extend(units(text))
        capitals.update(w for w in _CAPITALS.findall(text) if not ROMAN.fullmatch(w))
    row.append(BOUNDARY)
    low = [u if u[0] == "<" else u.lower() for u in row]
    counts = Counter(low)
    titled: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for before, unit, word in zip(row, row[1:], low[1:], strict=False):
        if before != BOUNDARY and unit[0] != "<" and not (len(unit) > 1 and unit.isupper()):
            inside[word] += 1
            titled[word] += unit[0].isupper()
    listed = [_syllables(p, counts) for p in phrases]
    named = [_syllables(n, counts) for n in names]
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
    grams = sorted({tuple(index[s] for s in p) for p in listed + named if len(p) > 1})
    return Corpus(words, ids, grams, titles, short)


def _syllables(phrase: str, counts: Counter[str]) -> tuple[str, ...]:
    """The syllables of a phrase, none if a part of it is no syllable."""
    found = tuple(respelt(w, counts) for w in phrase.lower().replace("-", " ").split())
    return found if all(syllable(w) for w in found) else ()
