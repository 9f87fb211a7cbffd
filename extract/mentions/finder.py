"""Where a text may hold a number, found in one pass: its figures, and words that begin one written in words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from ahocorasick_rs import AhoCorasick

from extract.rules.vocabulary import expression, word_set

_FIGURES = re.compile(r"\d\d*")  # for an expression that begins with one sign there is a faster search

_AROUND = 40  # characters on either side of a hint that belong to its number: 15 at most in 465,000 of 74 texts


class Finder:
    """Finds words, and what numbers in words begin or end with.

    `words`: each with the letters of which one stands behind it and a blank; ("",) where anything may.
    """

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        self._words = sorted(words)
        self._seconds = [words[w] if w[0].isalnum() and "" not in words[w] else None for w in self._words]
        self._automaton = AhoCorasick(self._words)
        self._hints = AhoCorasick(sorted(word_set("number_hints")))

    def places(self, low: str, start: int = 0, end: int | None = None) -> Places:
        """The places of low[start:end] (lower-case text)."""
        end = len(low) if end is None else end
        part = low if (start, end) == (0, len(low)) else low[start:end]
        words: list[tuple[int, str]] = []
        for number, first, last in self._automaton.find_matches_as_indexes(part, overlapping=True):
            seconds = self._seconds[number]
            if seconds is not None and _goes_on_otherwise(part, last, seconds):
                continue
            if _alone(low, start + first, start + last):
                words.append((start + first, self._words[number]))
        words.sort()
        return Places(low, [match.span() for match in _FIGURES.finditer(low, start, end)], words, self._hints)


def _goes_on_otherwise(part: str, end: int, seconds: tuple[str, ...]) -> bool:
    """Whether a blank stands behind a word that ends at `end`, and behind that something else than is wanted."""
    if part[end : end + 1] != " ":
        return part[end : end + 1].isalpha()
    return not part.startswith(seconds, end + 1) and not part[end + 1 : end + 2].isspace()


def _alone(low: str, start: int, end: int) -> bool:
    """Whether low[start:end] stands as a word of its own (a sign always does)."""
    behind = low[end : end + 1]
    before = low[start - 1] if start else ""
    if behind.isalnum() or before.isalnum() or "_" in (before, behind):
        return not low[start].isalnum()
    return before not in {".", ","} or start < 2 or not (low[start - 2].isdigit() and low[start].isalnum())


class Places:
    """Those of one text: the spans of its figures, (start, word) of each word, both in order; `hints`: finds what
    numbers in words begin or end with.
    """

    __slots__ = ("_figures", "_hints", "_low", "_starts", "_words")

    def __init__(
        self, low: str, figures: list[tuple[int, int]], words: list[tuple[int, str]], hints: AhoCorasick
    ) -> None:
        self._low, self._figures, self._words, self._hints = low, figures, words, hints
        self._starts = [first for first, _ in figures]

    def figures(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The runs of digits in low[start:end]."""
        figures = self._figures
        at = bisect_left(self._starts, start)
        if at and figures[at - 1][1] > start:
            yield start, min(figures[at - 1][1], end)
        while at < len(figures) and figures[at][0] < end:
            first, last = figures[at]
            yield first, min(last, end)
            at += 1

    def words(self, start: int, end: int) -> list[tuple[int, str]]:
        """The words that begin in low[start:end]."""
        return self._words[bisect_left(self._words, (start, "")) : bisect_left(self._words, (end, ""))]

    def promising(self, start: int, end: int) -> bool:
        """Whether low[start:end] has a digit, a band or a number in words, and is worth the machinery."""
        at = bisect_left(self._starts, start)
        if (at < len(self._starts) and self._starts[at] < end) or (at and self._figures[at - 1][1] > start):
            return True
        search = expression("number_in_words").search
        for _, first, last in self._hints.find_matches_as_indexes(self._low[start:end]):
            if search(self._low, max(start, start + first - _AROUND), min(end, start + last + _AROUND)):
                return True
        return False
