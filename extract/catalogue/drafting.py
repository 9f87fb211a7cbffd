"""Entries drafted from groups of unlinked names, such as pass: what `chitieu suggest` proposes.

What all names of a group say, in the order of the shortest, becomes the ideas of its `match`.  A draft is dropped where
it would not pass as an entry (extract.catalogue.passing), where it would take a name from another entry, and where it
is too general: more names that are not its own would link to it than are, or those of several entries.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

import yaml
from unidecode import unidecode

from extract.catalogue.entries import Catalogue, Entry, as_row, catalogue, folded
from extract.catalogue.passing import FEWEST_EXAMPLES, best, faults
from extract.catalogue.suggest import Group, Seen, groups, telling, tells
from extract.contract.failures import one_line
from extract.contract.model import Extraction
from extract.rules.indicator_rows import Match
from extract.rules.loader import from_rules, whole
from extract.rules.word_rows import Suggesting

FEWEST = 2
"""How often a thing is named at least before it is proposed: what is named once is mostly a sentence ill cut."""
_MOST_EXAMPLES, _MOST_COUNTER, _MOST_PLACES, _LONG = 6, 2, 6, 200
_GENERAL = 2  # entries whose names hold all ideas of a draft, from which it is too general


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry that passes as it is, and where the names stand that it was made of."""

    entry: Entry
    seen: tuple[Seen, ...]

    @property
    def documents(self) -> int:
        """In how many documents it is named."""
        return len({seen.document for seen in self.seen})


class _Name(NamedTuple):
    """A name that means another thing than a draft: its words and unit, and the entry that it links to, if any."""

    text: str
    unit: str | None
    id: str | None


def suggestions(extractions: Iterable[Extraction], fewest: int = FEWEST) -> list[Suggestion]:
    """What the catalogue lacks of the indicators of `extractions`, as entries; those of most documents first."""
    every = list(extractions)
    known = catalogue()
    names = [*_names(every, known)]
    drafts = [*_drafts(groups(every), fewest, known)]
    while True:
        grown = Catalogue([*known.entries.values(), *(draft.entry for draft in drafts)], known.abbreviations)
        barred = _barred(drafts, grown, names)
        kept = [made for draft in drafts if draft.entry.id not in barred and (made := _shown(draft, grown))]
        if len(kept) == len(drafts):
            break
        drafts = kept
    others = {name.text: frozenset(telling(name.text)) for name in names if name.id is not None}
    whole = [replace(each, entry=_parted(each.entry, grown, others)) for each in kept]
    passing = [each for each in whole if not any(faults(each.entry, grown))]
    return sorted(passing, key=lambda each: (-each.documents, -len(each.seen), each.entry.id))


def _names(extractions: Sequence[Extraction], known: Catalogue) -> Iterator[_Name]:
    """The examples of all entries, and all names of a corpus, each once."""
    for entry in known.entries.values():
        yield from (_Name(text, None, entry.id) for text in entry.examples)
    seen = {(t.indicator.text, t.measure.unit) for each in extractions for t in each.standing}
    yield from (_Name(text, unit, best(known, text, unit)) for text, unit in sorted(seen))


def _drafts(found: Iterable[Group], fewest: int, known: Catalogue) -> Iterator[Suggestion]:
    """A draft for all groups of the same ideas, whatever their units."""
    by_ideas: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    for group in found:
        by_ideas[_ideas(group)].append(group)
    taken = Counter(known.entries)
    for ideas, same in by_ideas.items():
        seen = tuple(each for group in same for each in group.members)
        if ideas and len({(each.document, each.sentence) for each in seen}) >= fewest:
            units = sorted({unit for group in same for unit in group.units})
            yield Suggestion(_entry(same[0], ideas, units, seen, taken), seen)


def _ideas(group: Group) -> tuple[str, ...]:
    """Runs of words that all names share, as they stand in the shortest; a run that all names have is one idea."""
    keys = [folded(seen.text) for seen in group.members]
    runs: list[list[str]] = [[]]
    for word in folded(group.shortest).split():
        if all(f" {' '.join([*runs[-1], word])} " in key for key in keys):
            runs[-1].append(word)
        else:
            runs.append([word] if all(f" {word} " in key for key in keys) else [])
    return tuple(" ".join(core) for run in runs if (core := _trimmed(run)))


def _trimmed(run: Sequence[str]) -> Sequence[str]:
    """A run from its first word that tells things apart."""
    first = next((number for number, word in enumerate(run) if tells(word)), len(run))
    return run[first:]


def _entry(group: Group, ideas: tuple[str, ...], units: list[str], seen: Sequence[Seen], taken: Counter[str]) -> Entry:
    """The draft of an entry, whose examples are still to be chosen."""
    words = [word for word in telling(group.shortest) if word in group.core]
    slug = "suggested." + "_".join(re.findall("[a-z0-9]+", unidecode(" ".join(words)).lower())[:6])
    taken[slug] += 1
    name = group.shortest.replace(" …", "")
    name = name[:1].upper() + name[1:]
    places = sorted({f"{each.document} {each.start}" for each in seen})
    return Entry(
        id=slug if taken[slug] == 1 else f"{slug}_{taken[slug]}",
        name_vi=name,
        name_en=_in_english(name) or name,
        units=tuple(units),
        source="; ".join(places[:_MOST_PLACES]),
        match=(Match(all=ideas),),
    )


def _barred(drafts: Sequence[Suggestion], grown: Catalogue, names: Sequence[_Name]) -> set[str]:
    """Drafts that take a name from another entry, or are too general."""
    size = {draft.entry.id: len(draft.seen) for draft in drafts}
    own = {(draft.entry.id, seen.text) for draft in drafts for seen in draft.seen}
    barred: set[str] = set()
    strange: Counter[str] = Counter()
    holders: Mapping[str, set[str]] = defaultdict(set)
    for name in names:
        links = grown.links(name.text, name.unit)
        if name.id is not None:
            for link in links:
                holders[link.entry.id].add(name.id)
            if links[0].entry.id != name.id:
                barred.add(links[0].entry.id)
        elif links and (links[0].entry.id, name.text) not in own:
            strange[links[0].entry.id] += 1
    general = {id for id in size if strange[id] > size[id] or len(holders[id]) >= _GENERAL}
    return general | (barred & size.keys())


def _shown(draft: Suggestion, grown: Catalogue) -> Suggestion | None:
    """A draft with examples: the names it is made of, else one of them as it stands in its clause or over a column."""
    id, units = draft.entry.id, draft.entry.units
    texts = sorted({seen.text for seen in draft.seen}, key=lambda text: (len(text), text))
    more = [text for seen in draft.seen for text in (_clause(seen), *_column(seen))]
    held: dict[str, str] = {}  # by what they are folded to
    for text in [*texts, *more]:
        if (text in texts or len(held) < FEWEST_EXAMPLES) and best(grown, text) == id:
            held.setdefault(folded(text), text)
    found = sorted(held.values(), key=lambda text: any(best(grown, text, unit) != id for unit in units))
    if len(found) < FEWEST_EXAMPLES:
        return None
    return replace(draft, entry=draft.entry.model_copy(update={"examples": tuple(found[:_MOST_EXAMPLES])}))


def _clause(seen: Seen) -> str:
    """The clause of its sentence in which a name stands; the name where it stands in none."""
    name = seen.text.partition(" …")[0]
    clauses = re.split(r"[;:|]|[.,](?=\s|$)", one_line(seen.sentence))
    return next((clause.strip() for clause in clauses if name in clause), seen.text)


def _column(seen: Seen) -> Iterator[str]:
    """A name as it stands over a column of a table, with its unit."""
    if seen.unit:
        yield f"{seen.text} ({seen.unit})"


def _parted(entry: Entry, grown: Catalogue, others: Mapping[str, frozenset[str]]) -> Entry:
    """An entry with counterexamples: names of others that share most words with it; else its own, a word short."""
    words = {word for idea in entry.match[0].all for word in idea.split()}
    shared = {text: len(words & theirs) for text, theirs in others.items()}
    near = sorted((text for text, count in shared.items() if count), key=lambda text: (-shared[text], len(text), text))
    free = (text for text in near if all(link.entry.id != entry.id for link in grown.links(text)))
    chosen = tuple(islice(free, _MOST_COUNTER)) or (" ".join(" ".join(entry.match[0].all).split()[:-1]),)
    return entry.model_copy(update={"counterexamples": chosen})


def _short(sentence: str) -> str:
    line = one_line(sentence)
    return line if len(line) <= _LONG else f"{line[:_LONG].rpartition(' ')[0]} …"


@from_rules
def _glossary() -> dict[str, str]:
    return {folded(k).strip(): v for k, v in whole("suggest.yaml", Suggesting).glossary.items()}


def _in_english(text: str) -> str | None:
    """A name word by word through the glossary, None where it lacks one."""
    glossary = _glossary()
    words, out, at = folded(text).split(), [], 0
    while at < len(words):
        size = next((n for n in range(5, 0, -1) if " ".join(words[at : at + n]) in glossary), None)
        if size is None:
            return None
        out.append(glossary[" ".join(words[at : at + size])])
        at += size
    told = " ".join(word for word in out if word)
    return told[:1].upper() + told[1:]


def as_yaml(found: Iterable[Suggestion]) -> str:
    """Suggestions as a file that `chitieu accept` takes, above each the sentences it comes from."""
    return "\n".join(_block(each) for each in found)


def _block(found: Suggestion) -> str:
    lines = [f"# {seen.document} {seen.start}: {_short(seen.sentence)}\n" for seen in found.seen[:_MOST_PLACES]]
    return "".join(dict.fromkeys(lines)) + yaml.safe_dump(
        [as_row(found.entry)], allow_unicode=True, sort_keys=False, width=110
    )
