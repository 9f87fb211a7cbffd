"""What a comparison found, as plain data: a `Diff` of documents, each with its records and numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Literal

from extract.contract.model import Head, Notice, Target

Status = Literal["same", "differs", "added", "removed"]
Move = Literal["reread", "recorded", "dropped", "appeared", "vanished"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field that differs; `old` and `new` are plain JSON values.

    A field that is not `core` (confidence, wording, rules) leaves what the record says as it was.
    """

    name: str
    old: Any
    new: Any
    core: bool = True


@dataclass(frozen=True, slots=True)
class Rules:
    """Ids of the rules that came into a record, went out of it, or took other characters than before."""

    came: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    shifted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Single:
    """A record that stands on one side only.

    `reason`: why its number is rejected on the other side; `elsewhere`: the id of the record there that
    holds its characters.  Both null where the other side's document has other characters or no such number.
    """

    target: Target
    rules: Rules
    reason: str | None = None
    elsewhere: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """One record as it was and as it is, with the fields that differ."""

    old: Target
    new: Target
    fields: tuple[Field, ...]
    rules: Rules


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is a rejection on at least one side, and is something else, or nothing, on the other.

    `reread`: another reason; `recorded`: a record now; `dropped`: was a record; `appeared`, `vanished`: not
    told apart as a number on the other side.  `old`, `new`: reason or record id; offsets where they are known.
    """

    move: Move
    text: str
    old: str | None
    new: str | None
    old_start: int | None = None
    new_start: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records; `unchanged` counts those `moved` (another place in the text, else as before) as well."""

    gained: int = 0
    lost: int = 0
    changed: int = 0
    minor: int = 0
    unchanged: int = 0
    moved: int = 0

    def __add__(self, other: Counts) -> Counts:
        names = [field.name for field in fields(self)]
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True, slots=True)
class Document:
    """One document on both sides, or on one."""

    id: str
    status: Status
    old: Head | None
    new: Head | None
    gained: tuple[Single, ...] = ()
    lost: tuple[Single, ...] = ()
    changed: tuple[Pair, ...] = ()
    minor: tuple[Pair, ...] = ()
    unchanged: int = 0
    moved: int = 0
    head: tuple[Field, ...] = ()
    warnings_came: tuple[Notice, ...] = ()
    warnings_gone: tuple[Notice, ...] = ()
    numbers: tuple[Number, ...] = ()

    @property
    def counts(self) -> Counts:
        """The number of its records, by what became of them."""
        changed, minor = len(self.changed), len(self.minor)
        return Counts(len(self.gained), len(self.lost), changed, minor, self.unchanged, self.moved)

    @property
    def source_changed(self) -> bool:
        """Whether the document that was read has other bytes than before."""
        return bool(self.old and self.new and self.old.sha256 != self.new.sha256)

    @property
    def moves(self) -> Counter[Move]:
        """How many of its numbers went where."""
        return Counter(number.move for number in self.numbers)


@dataclass(frozen=True, slots=True)
class Diff:
    """Everything that differs between two sets of outputs, `old` and `new` being their names."""

    old: str
    new: str
    documents: tuple[Document, ...]

    @property
    def differing(self) -> tuple[Document, ...]:
        """The documents in which something differs."""
        return tuple(document for document in self.documents if document.status != "same")

    @property
    def totals(self) -> Counts:
        """The counts of all documents together."""
        return sum((document.counts for document in self.documents), Counts())

    @property
    def broken(self) -> bool:
        """Whether a record was lost or changed, or a document is gone: what `--check` objects to."""
        totals = self.totals
        return bool(totals.lost or totals.changed) or any(each.status == "removed" for each in self.documents)

    @property
    def rules(self) -> dict[str, Rule]:
        """What each rule had a part in, those with the largest part first."""
        return by_rule(each.rules for document in self.documents for each in _ruled(document))


@dataclass(frozen=True, slots=True)
class Rule:
    """In how many gained, lost and changed records a rule came, went, or took other characters."""

    came: int = 0
    gone: int = 0
    shifted: int = 0


def _ruled(document: Document) -> tuple[Single | Pair, ...]:
    return (*document.gained, *document.lost, *document.changed)


def by_rule(found: Iterable[Rules]) -> dict[str, Rule]:
    """The records counted by rule; by part, then by name."""
    came: Counter[str] = Counter()
    gone: Counter[str] = Counter()
    shifted: Counter[str] = Counter()
    for rules in found:
        came.update(rules.came)
        gone.update(rules.gone)
        shifted.update(rules.shifted)
    parts = came + gone + shifted
    order = sorted(parts, key=lambda rule: (-parts[rule], rule))
    return {rule: Rule(came[rule], gone[rule], shifted[rule]) for rule in order}
