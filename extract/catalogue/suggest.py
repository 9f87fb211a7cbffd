"""What a corpus names and the catalogue lacks: unlinked names that share most of their words and a unit, in groups.

What entries are made of them stands in extract.catalogue.drafting.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extract.catalogue.entries import folded
from extract.contract.model import Extraction, Target
from extract.rules.loader import from_rules, whole
from extract.rules.word_rows import Suggesting

ALIKE = 0.6  # share of the words of two names that they have in common, from which they are one thing
FEWEST = 2  # ideas of a match have at least so many words altogether


class Seen(NamedTuple):
    """Where an unlinked name stands: its words, those of its unit ("": none), the document, the offset of the value."""

    text: str
    unit: str
    document: str
    start: int
    sentence: str


@dataclass(slots=True)
class Group:
    """Names of one thing that the catalogue lacks, and the words that all of them have."""

    units: set[str]
    core: frozenset[str]
    members: list[Seen] = field(default_factory=list)

    @property
    def shortest(self) -> str:
        """The shortest of the names, the first in the alphabet among equals."""
        return min((seen.text for seen in self.members), key=lambda text: (len(text), text))

    @property
    def documents(self) -> int:
        """In how many documents it is named."""
        return len({seen.document for seen in self.members})


def telling(text: str) -> list[str]:
    """The words of a name that tell things apart."""
    return [word for word in folded(text).split() if tells(word)]


def tells(word: str) -> bool:
    """Whether a folded word tells things apart: numbers do not, nor the words that all indicators have."""
    return word not in _idle() and any(letter.isalpha() for letter in word)


@from_rules
def _idle() -> frozenset[str]:
    return frozenset(folded(word).strip() for word in whole("suggest.yaml", Suggesting).idle)


def groups(extractions: Iterable[Extraction], fewest: int = 1) -> list[Group]:
    """The groups of unlinked indicators, those of most documents first; `fewest` members at least."""
    found: list[Group] = []
    targets = [(t, e.document.id) for e in extractions for t in e.standing if t.indicator.id is None]
    targets.sort(key=lambda item: (len(item[0].indicator.text), item[0].indicator.text, item[1], item[0].source.start))
    for target, document in targets:
        words = frozenset(telling(target.indicator.text))
        if len(words) < FEWEST:
            continue
        group = _fitting(found, words, target)
        if group is None:
            group = Group({target.measure.unit}, words)
            found.append(group)
        group.core &= words
        unit = target.measure.unit_text or ("%" if target.measure.unit == "percent" else "")
        group.members.append(
            Seen(target.indicator.text, unit, document, target.source.start, target.source.sentence.text)
        )
    kept = [group for group in found if len(group.members) >= fewest]
    return sorted(kept, key=lambda g: (-g.documents, -len(g.members), g.shortest))


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
