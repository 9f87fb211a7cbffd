"""Whether an entry holds what every entry does: its examples, its units, and the names of others untouched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extract.catalogue.entries import Catalogue, Entry

FEWEST_EXAMPLES = 2


class Fault(NamedTuple):
    """What is wrong with an entry: its id, a code (`accept.<code>` of the messages) and the text that it is about."""

    id: str
    code: str
    text: str = ""


def best(catalogue: Catalogue, text: str, unit: str | None = None) -> str | None:
    """The id of the entry that a text names, None where it names none."""
    links = catalogue.links(text, unit)
    return links[0].entry.id if links else None


def faults(entry: Entry, grown: Catalogue) -> Iterator[Fault]:
    """What is wrong with an entry in a catalogue that has it: the examples of both kinds, and its units."""
    if len({*entry.examples}) < FEWEST_EXAMPLES:
        yield Fault(entry.id, "few_examples")
    if not entry.counterexamples:
        yield Fault(entry.id, "no_counterexample")
    for text in entry.examples:
        if best(grown, text) != entry.id:
            yield Fault(entry.id, "example", text)
    for text in entry.counterexamples:
        if best(grown, text) == entry.id:
            yield Fault(entry.id, "counterexample", text)
    for unit in entry.units if entry.examples else ():
        if best(grown, entry.examples[0], unit) != entry.id:
            yield Fault(entry.id, "unit", unit)


def taken_from(entries: Iterable[Entry], grown: Catalogue, new: frozenset[str]) -> Iterator[Fault]:
    """Examples of `entries` that one of the `new` ids would take from them."""
    for entry in entries:
        for text in entry.examples:
            found = best(grown, text)
            if found != entry.id and found in new:
                yield Fault(found, "takes", f"{text} ({entry.id})")
