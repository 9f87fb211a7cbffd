"""The targets of documents as a tree: documents, their sections, targets, and the parts of each below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.contract.model import Extraction, Head, Target

_SECTION = 2  # labels of headings that make a group: II > 1


@dataclass(frozen=True, slots=True)
class Goal:
    """A target in the tree: its code (1.3: third part of the first target of its document) and its parent's.

    `depth`: 0 for a target that is no part of another.  `start`: what a result of the same document says it starts
    from, None where none does.
    """

    head: Head
    target: Target
    code: str
    parent: str | None
    depth: int
    start: Target | None


@dataclass(frozen=True, slots=True)
class Group:
    """The targets of one section, in the order of the text, parts behind what they are parts of."""

    section: tuple[str, ...]
    goals: tuple[Goal, ...]


def alike(one: Target, other: Target) -> bool:
    """Whether two records speak of one thing: indicator, part, place, tier and how it is measured."""
    named = [(each.indicator.id or each.indicator.name, each.part, each.level) for each in (one, other)]
    measured = [(each.measure.unit, each.measure.unit_text, each.measure.direction) for each in (one, other)]
    return named[0] == named[1] and measured[0] == measured[1]


def latest(target: Target, results: Iterable[Target]) -> Target | None:
    """The last of the results that speak of the same thing; one without a year is of the document's own date."""
    found = [each for each in results if alike(target, each)]
    return max(found, key=lambda each: (_year(each), each.source.start), default=None)


def _year(target: Target) -> int:
    when = target.period
    return when.end if when is not None and when.end is not None else 9999


def _children(targets: list[Target]) -> dict[str | None, list[Target]]:
    """By the id of what they are parts of; one whose parent is not among them, or that is its own, stands alone."""
    known, found = {each.id: each for each in targets}, dict[str | None, list[Target]]()
    for each in targets:
        found.setdefault(each.parent if _leads_up(each, known) else None, []).append(each)
    return found


def _leads_up(target: Target, known: dict[str, Target]) -> bool:
    """Whether a record has a parent among `known`, and the way up from it ends."""
    seen, at = {target.id}, target
    while at.parent is not None and at.parent in known:
        if at.parent in seen:
            return False
        seen.add(at.parent)
        at = known[at.parent]
    return target.parent in known


def groups(extraction: Extraction) -> list[Group]:
    """The targets of a document by section; a part stands with its whole, wherever it was said."""
    standing = sorted(extraction.standing, key=lambda each: (each.source.start, each.source.end, each.id))
    targets = [each for each in standing if each.kind == "target"]
    results = [each for each in standing if each.kind == "actual"]
    below, head = _children(targets), extraction.document

    def branch(target: Target, code: str, parent: str | None, depth: int) -> Iterator[Goal]:
        yield Goal(head, target, code, parent, depth, latest(target, results))
        for place, each in enumerate(below.get(target.id, ()), 1):
            yield from branch(each, f"{code}.{place}", code, depth + 1)

    found: dict[tuple[str, ...], list[Goal]] = {}
    for place, target in enumerate(below.get(None, ()), 1):
        section = target.source.section[:_SECTION]
        found.setdefault(section, []).extend(branch(target, str(place), None, 0))
    return [Group(section, tuple(goals)) for section, goals in found.items()]
