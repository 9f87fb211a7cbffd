"""The indicator catalogue, and which of its entries a piece of text names.

An entry is linked by meaning: each of its `match` alternatives lists the ideas that must be
there (`all`, each with its wordings) and those that must not (`none`), in any order.  All
wordings of all entries are found in one pass of an Aho-Corasick automaton over folded text;
the entry whose ideas cover most of the text wins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ahocorasick_rs import AhoCorasick

from extract.language.cleaning import lowered
from extract.messages import Language
from extract.rules.indicator_rows import Abbreviation
from extract.rules.indicator_rows import Entry as Entry
from extract.rules.loader import INDICATORS, from_rules, rows
from extract.rules.vocabulary import expression, listed

LEAST = 0.13
"""Share of a name's characters that an entry's ideas cover at least.

Below it lie lead-ins and whole sentences that mention an indicator by the way.  Set by eye on development texts
(2026-11-29): 14 of 440 different links lay below, most of them of one document, three of them right; of those above
only the 46 nearest were read.
"""
POSITIONAL = frozenset({"rank", "places", "band"})
_MOST_SEEN = 10_000  # look-up keys whose ideas are remembered
_KEYS = (
    "id", "name_vi", "name_en", "better", "units", "ranked", "source", "match", "examples", "counterexamples",
)  # fmt: skip
_WORDS = re.compile(r"[\w%/&]+")


def folded(text: str) -> str:
    """A look-up key: lower case, one spelling per syllable, words parted by single spaces."""
    return key_of(lowered(text))


def key_of(low: str) -> str:
    """The look-up key of a text that is lowered already."""
    if "/" in low:
        low = low.replace("/", " / ")
    return f" {' '.join(_WORDS.findall(low))} "


@dataclass(frozen=True, slots=True)
class Link:
    """A catalogue entry found in a text, and how many characters its ideas cover."""

    entry: Entry
    weight: int


class Catalogue:
    """All entries, ready for look-up."""

    def __init__(self, entries: list[Entry], abbreviations: dict[str, str]) -> None:
        self.entries = {entry.id: entry for entry in entries}
        self.abbreviations = {folded(k).strip(): folded(v).strip() for k, v in abbreviations.items()}
        wordings: dict[str, int] = {}
        self._ideas: dict[int, list[int]] = {}  # wording -> ideas it stands for
        self._rules: list[tuple[Entry, frozenset[int], frozenset[int], tuple[str, ...]]] = []
        ideas: dict[str, int] = {}

        def idea(text: str) -> int:
            if text not in ideas:
                ideas[text] = len(ideas)
                for wording in text.split("|"):
                    key = folded(self.expand(folded(wording)))
                    number = wordings.setdefault(key, len(wordings))
                    self._ideas.setdefault(number, []).append(ideas[text])
            return ideas[text]

        for entry in entries:
            for match in entry.match:
                self._rules.append(
                    (
                        entry,
                        frozenset(idea(t) for t in match.all),
                        frozenset(idea(t) for t in match.none),
                        match.units,
                    )
                )
        self._own = {entry.id: _restricted(self.expand(" ".join(_told(entry)))) for entry in entries}
        uses = Counter(i for _, needed, _, _ in self._rules for i in needed)
        self._by_idea: dict[int, list[int]] = {}  # each rule under the rarest of its ideas
        for number, (_, needed, _, _) in enumerate(self._rules):
            self._by_idea.setdefault(min(needed, key=lambda i: (uses[i], i)), []).append(number)
        self._wordings = list(wordings)
        self._automaton: Any = AhoCorasick(self._wordings)
        self._seen: dict[str, dict[int, int]] = {}  # documents repeat each other's names

    def expand(self, folded_text: str, table: dict[str, str] | None = None) -> str:
        """Folded text with short forms written out (`table`: those that hold in the document)."""
        table = self.abbreviations if table is None else table
        return " ".join([table.get(word, word) for word in folded_text.split(" ")])

    def _found(self, key: str) -> dict[int, int]:
        """The ideas in a look-up key, each with the length of its longest wording there."""
        found = self._seen.get(key)
        if found is None:
            found = {}
            for wording, start, end in self._automaton.find_matches_as_indexes(key, overlapping=True):
                for number in self._ideas[wording]:
                    if end - start > found.get(number, 0):
                        found[number] = end - start
            if len(self._seen) >= _MOST_SEEN:
                self._seen.clear()
            self._seen[key] = found
        return found

    def touches(self, low: str, local: dict[str, str] | None = None) -> bool:
        """Whether a lowered text has any idea of any entry."""
        return bool(self._found(f" {self.expand(key_of(low), local).strip()} "))

    def links(self, text: str, unit: str | None = None, local: dict[str, str] | None = None) -> list[Link]:
        """Entries that `text` names, the best first; `unit` leaves out those measured otherwise."""
        return self.links_of(lowered(text), unit, local)

    def links_of(self, low: str, unit: str | None = None, local: dict[str, str] | None = None) -> list[Link]:
        """The same for a text that is lowered already."""
        key = self.expand(key_of(low), local)
        found = self._found(f" {key.strip()} ")
        present = frozenset(found)
        best: dict[str, Link] = {}
        least = LEAST * len(key)
        restricted = _restricted(key)
        for number in self._by_idea.keys() & present:
            for rule in self._by_idea[number]:
                entry, needed, barred, units = self._rules[rule]
                if not needed <= present or not barred.isdisjoint(present):
                    continue
                if not restricted <= self._own[entry.id]:
                    continue  # of some only
                if (units and unit not in units) or (unit and entry.units and unit not in entry.units):
                    continue
                weight = sum([found[i] for i in needed])
                if weight < least and not (entry.ranked and unit in POSITIONAL):
                    continue  # but a position can be of nothing but an index
                if entry.id not in best or weight > best[entry.id].weight:
                    best[entry.id] = Link(entry, weight)
        return sorted(best.values(), key=lambda link: (-link.weight, link.entry.id))


def _told(entry: Entry) -> Iterator[str]:
    """All that an entry says it is called: its name, its wordings, its examples; look-up keys."""
    yield folded(entry.name_vi)
    yield from (folded(wording) for match in entry.match for idea in match.all for wording in idea.split("|"))
    yield from (folded(example) for example in entry.examples)


def _restricted(key: str) -> frozenset[str]:
    """The words in a look-up key that say that it is of some only, not those of a body's name."""
    restricting = expression("restricting")
    if restricting.search(key) is None:
        return frozenset()
    return frozenset(restricting.findall(listed("bodies_of_some").sub(" ", key)))


@from_rules
def catalogue() -> Catalogue:
    """The catalogue of all entries: patterns/indicators/*.yaml and patterns/abbreviations.yaml."""
    short = rows("abbreviations.yaml", Abbreviation)
    return Catalogue(rows(INDICATORS, Entry), {row.short: row.long for row in short})


def as_row(entry: Entry) -> dict[str, Any]:
    """An entry as it is written in a file: keys in the order of the shipped files, those left out that say nothing."""
    row = entry.model_dump(mode="json", exclude_defaults=True)
    return {key: row[key] for key in _KEYS if key in row}


_LETTERS = re.compile(r"[^\W\d_]+")
_REACH = 120  # characters before the bracket in which the long form is looked for


def defined(text: str, catalogue: Catalogue) -> dict[str, str]:
    """All short forms that hold in a text: the general ones and those it defines (folded to folded)."""
    found = dict(catalogue.abbreviations)
    for match in expression("short_form_defined").finditer(text):
        letters = [c for c in match.group(1) if c.isalpha()]
        long = _LETTERS.findall(text[max(0, match.start() - _REACH) : match.start()])[-len(letters) :]
        if [word[0].upper() for word in long] == letters:
            found.setdefault(folded(match.group(1)).strip(), folded(" ".join(long)).strip())
    return found


def named(id: str | None, name: str, language: Language) -> str:
    """What an indicator is called in a language: the catalogue has it in both, others keep their words."""
    entry = catalogue().entries.get(id or "") if language == "en" else None
    return entry.name_en if entry and entry.name_en else name
