"""Catalogue entries proposed from the indicators of a corpus that the catalogue does not have.

Unlinked names that share most of their words and a unit are one group; what all members say, in the order of the
shortest, becomes the ideas of its `match`.  A person reads the YAML, mends the names and moves it to
patterns/indicators/.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import yaml
from unidecode import unidecode

from extract.catalogue.entries import folded
from extract.contract.model import Extraction, Target
from extract.language.cleaning import lowered
from extract.rules.loader import from_rules, whole
from extract.rules.vocabulary import listed
from extract.rules.word_rows import Suggesting

ALIKE = 0.6  # share of the words of two names that they have in common, from which they are one thing
FEWEST = 2  # ideas of a match have at least so many words altogether
_MOST_EXAMPLES = 6


@dataclass(slots=True)
class Group:
    """Names of one thing that the catalogue lacks: (text, document, offset) of each, and their common words."""

    units: set[str]
    core: frozenset[str]
    members: list[tuple[str, str, int]] = field(default_factory=list)

    @property
    def shortest(self) -> str:
        """The shortest of the names, the first in the alphabet among equals."""
        return min((text for text, _, _ in self.members), key=lambda text: (len(text), text))


def _words(text: str) -> list[str]:
    """The words of a name that tell things apart."""
    return [word for word in folded(text).split() if word not in _idle() and not word.isdigit()]


@from_rules
def _idle() -> frozenset[str]:
    return frozenset(folded(word).strip() for word in whole("suggest.yaml", Suggesting).idle)


def groups(extractions: Iterable[Extraction], fewest: int = 1) -> list[Group]:
    """The groups of unlinked indicators, those of most documents first; `fewest` members at least."""
    found: list[Group] = []
    targets = [(t, e.document.id) for e in extractions for t in e.standing if t.indicator.id is None]
    targets.sort(key=lambda item: (len(item[0].indicator.text), item[0].indicator.text, item[1], item[0].source.start))
    for target, document in targets:
        words = frozenset(_words(target.indicator.text))
        if len(words) < FEWEST:
            continue
        group = _fitting(found, words, target)
        if group is None:
            group = Group({target.measure.unit}, words)
            found.append(group)
        group.core &= words
        group.members.append((target.indicator.text, document, target.source.start))
    kept = [group for group in found if len(group.members) >= fewest]
    return sorted(kept, key=lambda g: (-len({d for _, d, _ in g.members}), -len(g.members), g.shortest))


def _fitting(found: Sequence[Group], words: frozenset[str], target: Target) -> Group | None:
    """The group whose core a name shares most words with, if it shares enough."""
    best, most = None, ALIKE
    for group in found:
        if target.measure.unit not in group.units:
            continue
        common = len(group.core & words)
        share = common / len(group.core | words)
        if common >= FEWEST and share >= most:
            best, most = group, share
    return best


def _ideas(group: Group) -> list[str]:
    """Runs of the words that all names share, as they stand in the shortest; a run all names have is one idea."""
    keys = [folded(text) for text, _, _ in group.members]
    runs: list[list[str]] = [[]]
    for word in folded(group.shortest).split():
        longer = " ".join([*runs[-1], word])
        if word in group.core and all(f" {longer} " in key for key in keys):
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([word] if word in group.core else [])
    return [" ".join(run) for run in runs if run]


@from_rules
def _glossary() -> dict[str, str]:
    return {folded(k).strip(): v for k, v in whole("suggest.yaml", Suggesting).glossary.items()}


def _in_english(text: str) -> str:
    """A name word by word through the glossary; what it lacks stays Vietnamese, in angle brackets."""
    glossary = _glossary()
    words, out, at = folded(text).split(), [], 0
    while at < len(words):
        for size in range(min(5, len(words) - at), 0, -1):
            known = glossary.get(" ".join(words[at : at + size]))
            if known is not None:
                out.append(known)
                at += size
                break
        else:
            out.append(f"<{words[at]}>")
            at += 1
    return " ".join(word for word in out if word).replace("> <", " ")


def _entry(group: Group, taken: Counter[str]) -> dict[str, object]:
    name = group.shortest
    slug = "_".join(unidecode(" ".join(w for w in _words(name) if w in group.core)).lower().split()[:6])
    taken[slug] += 1
    if taken[slug] > 1:
        slug = f"{slug}_{taken[slug]}"
    examples = sorted({text for text, _, _ in group.members}, key=lambda text: (len(text), text))
    places = sorted({f"{document} {start}" for _, document, start in group.members})
    head = listed("naming").match(lowered(name))
    return {
        "id": f"suggested.{slug}",
        "name_vi": name[:1].upper() + name[1:],
        "name_en": _in_english(name) + ("" if head else " (check)"),
        "units": sorted(group.units),
        "source": "; ".join(places[:_MOST_EXAMPLES]),
        "match": [{"all": _ideas(group)}],
        "examples": examples[:_MOST_EXAMPLES],
        "counterexamples": [],
    }


def proposed(found: Sequence[Group]) -> str:
    """The groups as YAML for a file of patterns/indicators/, ready for a person to mend."""
    taken: Counter[str] = Counter()
    entries = [entry for group in found if (entry := _entry(group, taken))["match"][0]["all"]]  # type: ignore[index]
    return yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=110)
