"""The words of a block as the tagger sees them: tokens, and what can be observed of each and of its neighbours.

What a name is called in capitals is not observed where any other might stand there: only its shape, and whether a
list knows it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from extract.language.syllables import syllable
from extract.layout.outline import Block
from extract.mentions.cues import words as cue_lists
from extract.mentions.scan import Mention
from extract.rules.loader import from_rules
from extract.rules.vocabulary import expression, word_set
from extract.rules.word_rows import ListName

Span = tuple[int, int]

TOKEN = re.compile(r"\d[\d.,]*\d|\w+|[^\w\s]")
_STOPS = frozenset(".;:")
_FIRST = 3  # tokens of a block or sentence that are told apart by their number
_AHEAD = (2, 4, 8)  # upper ends of the distances to a mark or a number ahead that are told apart
_FEW = 2  # observations of a neighbour's neighbour: the word and its shape
_CUES: tuple[ListName, ...] = (
    "links", "naming", "strong", "lead_fillers", "not_nominal", "predicates", "stops", "takes_name", "light_verbs",
    "adverbs", "wholes", "activities", "places_of", "comparing", "weak_nouns",
)  # fmt: skip
_KINDS = {"Gb": "bodies", "Gc": "kinds_of_commune", "Gd": "kinds_of_district", "Gk": "kinds_of_city"}
_TOLD = {"body_ends": "V", "charging": "C", "charges": "G"}


class _Phrases:
    """Phrases with the marks that the tokens in them get, found by their first token."""

    def __init__(self, marks: Iterable[tuple[str, str]]) -> None:
        self._marks: dict[str, list[str]] = {}
        self._longest: dict[str, int] = {}
        for phrase, mark in marks:
            known = self._marks.setdefault(phrase, [])
            if mark not in known:
                known.append(mark)
            first, size = phrase.partition(" ")[0], phrase.count(" ") + 1
            self._longest[first] = max(self._longest.get(first, 0), size)

    def at(self, tokens: Sequence[str], i: int) -> Iterator[tuple[int, list[str]]]:
        """The phrases that begin with token i, the longest first: how many tokens they have, and their marks."""
        for size in range(min(self._longest.get(tokens[i], 0), len(tokens) - i), 0, -1):
            marks = self._marks.get(" ".join(tokens[i : i + size]))
            if marks is not None:
                yield size, marks


@from_rules
def _cues() -> _Phrases:
    """The phrases of the cue lists, each marked with the lists that it is in."""
    sets = cue_lists().sets
    return _Phrases((phrase, f"c{number}") for number, name in enumerate(_CUES) for phrase in sorted(sets[name]))


@from_rules
def _kinds() -> _Phrases:
    """The phrases that say what kind of area or body a name is of."""
    return _Phrases((phrase, mark) for mark, name in _KINDS.items() for phrase in sorted(word_set(name)))


def _shape(token: str) -> str:
    """Digits, a mark itself, small letters, capitals, or a capital before what is a syllable or none."""
    if token[0].isdigit():
        return "9"
    if not token[0].isalnum():
        return token
    if token[0].islower():
        return "a"
    if len(token) > 1 and token.isupper():
        return "A"
    return "Aa" if syllable(token.lower()) else "Af"


class Words:
    """The tokens of a stretch of a block and what is observed of each; `text` and `low` are the outline's."""

    def __init__(self, text: str, low: str, block: Block, span: Span, mentions: Iterable[Mention]) -> None:
        self.spans: list[Span] = [m.span() for m in TOKEN.finditer(text, *span)]
        self.low = [low[a:b] for a, b in self.spans]
        self.shapes = [_shape(text[a:b]) for a, b in self.spans]
        self._starts = [a for a, _ in self.spans]
        self._stretch = (low, *span)
        self._first = 0 if span[0] <= block.label_end else _FIRST
        self._typed = [""] * len(self.spans)
        for mention in mentions:
            kind = mention.row.unit or ("when" if mention.row.kind else "no")
            for i in self.inside((mention.start, mention.end)):
                self._typed[i] = kind
        self._own = self._observed_alone()
        self.features = self._observed(block.kind)

    def inside(self, span: Span) -> range:
        """The tokens that begin in a span of the text."""
        return range(bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1]))

    def trimmed(self, part: range) -> range:
        """A run of tokens without the marks and the verbs at its end."""
        stop = part.stop
        while stop > part.start and (not self.low[stop - 1].isalnum() or "V" in self._own[stop - 1]):
            stop -= 1
        return range(part.start, stop)

    def bodied(self, part: range) -> bool:
        """Whether the noun of a body is in a run of tokens."""
        return any("Gb." in self._own[i] for i in part)

    def span(self, part: range) -> Span:
        """The characters of a run of tokens."""
        return self.spans[part.start][0], self.spans[part.stop - 1][1]

    def _observed_alone(self) -> list[list[str]]:
        """What each token is, apart from its neighbours: the word, its shape, the lists it is in."""
        low = self.low
        marks: list[list[str]] = [[] for _ in low]
        known, cues = _kinds(), _cues()
        for i in range(len(low)):
            for size, some in known.at(low, i):
                for j in range(i, i + size):
                    marks[j] += (each + ("." if j == i else "-") for each in some)
        for name, mark in _TOLD.items():
            for verb in expression(name).finditer(*self._stretch):
                for j in self.inside(verb.span()):
                    if self.shapes[j] not in _STOPS:
                        marks[j].append(mark)
        found: list[list[str]] = []
        while len(found) < len(low):
            size, some = next(cues.at(low, len(found)), (1, []))
            for i in range(len(found), len(found) + size):
                shape = self.shapes[i]
                word = "#" if shape == "9" else "@" + shape if shape[0] == "A" and not marks[i] else low[i]
                found.append(["w" + word, "s" + shape, *marks[i], *some])
        return found

    def _observed(self, kind: str) -> list[list[str]]:
        """What is observed of each token and its neighbours, and where in its sentence it stands."""
        own, ahead = self._own, self._ahead()
        last = len(own) - 1
        found, number = [], 0
        for i, alone in enumerate(own):
            some = [*alone, "m" + self._typed[i], f"B{kind}{min(i + self._first, _FIRST)}", f"S{min(number, _FIRST)}"]
            some += ahead[i]
            some += ["p" + each for each in own[i - 1]] if i else ["p^"]
            some += ["n" + each for each in own[i + 1]] if i < last else ["n^"]
            some += ["a" + each for each in own[i - 2][:_FEW]] if i > 1 else ["a^"]
            some += ["q" + each for each in own[i + 2][:_FEW]] if i + 1 < last else ["q^"]
            if number == 0:
                some += ["^" + each for each in alone]
            found.append(some)
            number = 0 if self.low[i] in _STOPS else number + 1
        return found

    def _ahead(self) -> list[list[str]]:
        """For each token how far ahead of it, within its sentence and before any number, a colon or a number stands."""
        found: list[list[str]] = []
        mark, distance = "", 0
        for token in reversed(self.low):
            distance += 1
            step = next((each for each in _AHEAD if distance <= each), None)
            found.append([f"{mark}{step}"] if mark and step else [])
            if token[0].isdigit() or token in _STOPS:
                mark, distance = ("#" if token[0].isdigit() else token), 0
        found.reverse()
        return found
