"""One pass over a piece of text that types every number in it: reject, period or value.

The rows of rejects.yaml, periods.yaml and values.yaml are tried in their order; what begins first
wins, then the row that stands first, so that a date is a date before it can be a range.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from extract.mentions.finder import Finder, Places
from extract.rules.loader import from_rules
from extract.rules.number_rows import Pattern, numbers


@dataclass(slots=True)
class Mention:
    """What one row read: its span, the span of the value in it, the groups as text, the spans of the unit's words.

    `told`: what a later stage has worked out of it, so that it does so once (the period it sets: extract/bind).
    """

    row: Pattern
    start: int
    end: int
    value_start: int
    value_end: int
    groups: dict[str, str]
    unit_spans: tuple[tuple[int, int], ...] = ()
    told: tuple[Any, ...] = field(default=(), init=False, compare=False, repr=False)
    lent: tuple[int, int] | None = None  # of a number without a unit: where the value stands that lends it its own


def within(mentions: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """Of mentions in order those that begin in [start, end), without a look at the others."""
    return mentions[bisect_left(mentions, start, key=_START) : bisect_left(mentions, end, key=_START)]


_START = attrgetter("start")
_REACH = 60  # characters from a first word to the first digit: 26 at most in 3 MB of statutes
_BEFORE = 60  # characters before a number that a row may ask for
_FAR = 80  # characters from a first digit to what stands behind the figures
LONGEST = 600
"""Characters of a mention: a row is asked at a place and looks no further, as lists of figures are met at each."""
_FIGURES = re.compile(r"[\d.,\s#]*")  # what `behind_figures` passes over
_ENDLESS = re.compile(r"\d{16}|\d(?:[.,]?\d){24}")  # no number of anything, and none that a table could hold


class _Rows:
    """Some of the rows: the first that matches reads."""

    def __init__(self, patterns: list[Pattern]) -> None:
        self.patterns = patterns
        self._rows = [(row, row.match, bool(row.behind or row.not_behind)) for row in patterns]

    def read(self, low: str, at: int, end: int, start: int) -> Mention | None:
        """What begins at `at`; the words before it, from `start` on, decide for rows that ask for them."""
        end = min(end, at + LONGEST)
        for row, match, asks in self._rows:
            found = match(low, at, end)
            if found is None:
                continue
            last = found.end()
            if last == at:
                return None
            if asks and not row.fits(low[max(start, at - _BEFORE) : at]):
                continue
            groups = {name: value for name, value in found.groupdict().items() if value is not None}
            first, stop = found.span("s") if "s" in groups else (at, last)
            groups.pop("s", None)
            return Mention(row, at, last, first, stop, groups, tuple([found.span(n) for n in "pu" if n in groups]))
        return None


class _Figures:
    """The rows that begin with a digit, told apart by what stands behind the figures."""

    def __init__(self, patterns: list[Pattern]) -> None:
        self._all = _Rows(patterns)
        signs = frozenset[str]().union(*(row.behind_figures or () for row in patterns))
        self._some = {sign: _Rows([row for row in patterns if _goes_on(row, sign)]) for sign in signs}
        self._others = _Rows([row for row in patterns if _goes_on(row, "")])

    def at(self, low: str, at: int, end: int) -> _Rows:
        """The rows that may match at a digit."""
        far = at + _FAR
        match = _FIGURES.match(low, at, min(far, end))
        behind = match.end() if match is not None else at
        return self._all if behind == far else self._some.get(low[behind : min(behind + 1, end)], self._others)


def _goes_on(row: Pattern, sign: str) -> bool:
    """Whether a row may match where a sign stands behind the figures that it begins with."""
    return row.behind_figures is None or sign in row.behind_figures


class Scanner:
    """All rows, tried only where a digit or one of their first words stands."""

    def __init__(self, patterns: list[Pattern]) -> None:
        self.patterns = patterns
        by_word: dict[str, list[Pattern]] = {}
        for row in patterns:
            for word in row.first_words:
                by_word.setdefault(word, []).append(row)
        self._figures = _Figures(by_word.pop("#"))
        prefixes = {w[:-1] for w in by_word if w.endswith("*")}
        self._words: dict[str, tuple[_Rows, _Rows | None]] = {}
        self._sources = by_word
        starts = sorted(by_word, key=lambda w: (-len(w), w))
        tree: dict[str, list[str]] = {}
        for word in starts:
            text = word.rstrip("*")
            end = "" if word.rstrip("*") in prefixes or not text[-1].isalnum() else r"(?!\w)"
            tree.setdefault(text[0], []).append(re.escape(text[1:]) + end)
        words = "|".join(re.escape(first) + "(?:" + "|".join(rest) + ")" for first, rest in sorted(tree.items()))
        # A word never begins in a word, nor a number in a number ("1.200" is not 200).
        self._start = re.compile(rf"(?<!\w)(?<!\d[.,])(?:\d|{words})|[@/]")
        free: dict[str, set[str]] = {}
        for row in patterns:
            for word, seconds in row.without_digits.items():
                free.setdefault(word, set()).update(seconds)
        self.places = Finder({word: tuple(seconds) for word, seconds in free.items()}).places

    def scan(self, low: str, start: int, end: int, places: Places | None = None) -> list[Mention]:
        """Mentions in low[start:end] (lower-case text; `places`: those of it all), in order, none overlapping."""
        places = places or self.places(low, start, end)
        # where a row may begin: its first word, whether a digit is near
        begins = {at: (word, False) for at, word in places.words(start, end)}
        left = start
        for first, last in places.figures(start, end):
            for match in self._start.finditer(low, max(left, first - _REACH), last):
                begins[match.start()] = match.group(), True
            left = last
        found = []
        at = start
        words = self._words
        for begin in sorted(begins):
            if begin < at:
                continue
            token, near = begins[begin]
            if token.isdigit():
                rows: _Rows | None = self._figures.at(low, begin, end)
            else:
                every, digitless = words.get(token) or self._of(token)
                rows = every if near else digitless
            mention = rows.read(low, begin, end, start) if rows is not None else None
            if mention is not None:
                at = mention.end
                if not _ENDLESS.search(low, begin, at):  # its digits are accounted for as unread
                    found.append(mention)
        return found

    def _of(self, token: str) -> tuple[_Rows, _Rows | None]:
        """The rows that can begin with a word: all of them, and those that need no digit."""
        names = [word for word in self._sources if word == token or (word[-1] == "*" and token.startswith(word[:-1]))]
        ids = {row.id for word in names for row in self._sources[word]}
        some = [row for row in self.patterns if row.id in ids]
        free = [row for row in some if row.digitless]
        self._words[token] = _Rows(some), _Rows(free) if free else None
        return self._words[token]


@from_rules
def scanner() -> Scanner:
    """The scanner of all rows."""
    return Scanner([row for patterns in numbers().values() for row in patterns])


@from_rules
def value_scanner() -> Scanner:
    """The scanner of the rows of values.yaml alone, for text that is known to be a measure (a cell under its unit)."""
    return Scanner([*numbers()["values.yaml"]])
