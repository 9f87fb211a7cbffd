"""The parts of a Vietnamese syllable (onset, rime with its tone) and the case pattern of a word."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from extract.rules.spelling import TONES

LOWER, TITLE, CAPITALS = 0, 1, 2

_ONSET = re.compile(r"ngh|ng|nh|ch|th|tr|kh|ph|gh|gi(?=[^\W\d_])|qu|[bcdđghklmnprstvx]?")
_SHAPE = re.compile(
    r"(?:ngh|ng|nh|ch|th|tr|kh|ph|gh|gi|qu|[bcdđghklmnprstvx])?[aeiouyăâêôơư]{1,3}(?:ng|nh|ch|[ckmnpt])?"
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"


@lru_cache(20000)
def toneless(word: str) -> tuple[str, str]:
    """A word without its tone marks, and those marks."""
    parts = unicodedata.normalize("NFD", word)
    marks = "".join(c for c in parts if c in _TONES)
    if not marks:
        return word, ""
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES)), marks


def settled(word: str) -> str:
    """A lower-case syllable with its tone where most texts put it: "hoà" is "hòa", "uỷ" is "ủy"."""
    placed = TONES.get(word[-2:])
    return word if placed is None or word[:-2] == "q" else word[:-2] + placed


@lru_cache(20000)
def stripped(word: str) -> str:
    """A word without any Vietnamese mark (đ becomes d), of the same length if composed."""
    parts = unicodedata.normalize("NFD", word.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in parts if not unicodedata.combining(c))


def syllable(word: str) -> bool:
    """Whether a lower-case word has the shape of a Vietnamese syllable (one tone at most)."""
    plain, marks = toneless(word)
    return len(marks) < 2 and _SHAPE.fullmatch(plain) is not None


def parts(word: str) -> tuple[str, str]:
    """Onset and rime of a lower-case syllable: "nghiệp" -> "ngh", "iệp"; "giá" -> "gi", "á"."""
    match = _ONSET.match(word)
    end = match.end() if match else 0
    if end == len(word):  # "g" of "gì" has lost its vowel to the onset
        end = max(0, end - 1)
    return word[:end], word[end:]


@lru_cache(50000)
def case_of(word: str) -> int:
    """Case pattern of a word as it was read; symbols and digits in it do not count."""
    letters = [c for c in word if c.isalpha()]
    if not letters or not letters[0].isupper() or not word[0].isalpha():
        return LOWER if len(letters) < 2 or not all(c.isupper() for c in letters) else CAPITALS
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return CAPITALS
    return TITLE


def cased(word: str, case: int) -> str:
    """A lower-case word in a case pattern."""
    if case == CAPITALS:
        return word.upper()
    return word[:1].upper() + word[1:] if case == TITLE else word
