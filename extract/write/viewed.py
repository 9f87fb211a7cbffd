"""What the columns look at: a record with its document's head, a document with its counts, a rejected number."""

from __future__ import annotations

from dataclasses import dataclass

from extract.contract.model import Extraction, Head, Province, Rejection, Successor, Target
from extract.language.base_units import Based, of_target


def _current(head: Head | None) -> Province | Successor | None:
    """The province of today: the successor, or the province itself where nothing changed."""
    province = head.province if head else None
    return province.successor or province if province else None


@dataclass(frozen=True, slots=True)
class Placed:
    """A record and the head of its document (None for a record that came without one)."""

    head: Head | None
    target: Target

    @property
    def current(self) -> Province | Successor | None:
        """The province of today."""
        return _current(self.head)

    @property
    def base(self) -> Based | None:
        """Its numbers in base units, None where its unit is not known for certain."""
        return of_target(self.target)

    @property
    def indicator_name(self) -> str | None:
        """What the indicator is called: by the catalogue, else by the text; None where neither says it."""
        return self.target.indicator.name or self.target.indicator.text or None

    @property
    def section(self) -> str:
        """Labels from the outermost heading in."""
        return " > ".join(self.target.source.section)

    @property
    def rules(self) -> str:
        """Ids of the rules that had a part in the record, each once, in their order."""
        return " ".join(dict.fromkeys(why.rule for why in self.target.why))


@dataclass(frozen=True, slots=True)
class Counted:
    """A document, what was found in it counted."""

    extraction: Extraction

    @property
    def head(self) -> Head:
        """What the document says of itself."""
        return self.extraction.document

    @property
    def current(self) -> Province | Successor | None:
        """The province of today."""
        return _current(self.head)

    @property
    def n_targets(self) -> int:
        """How many commitments."""
        return sum(target.kind == "target" for target in self.extraction.standing)

    @property
    def n_actuals(self) -> int:
        """How many reported results."""
        return sum(target.kind == "actual" for target in self.extraction.standing)

    @property
    def n_rejected(self) -> int:
        """How many other numbers."""
        return len(self.extraction.other_numbers)

    @property
    def warnings(self) -> str | None:
        """Their codes, None without any."""
        return " ".join(notice.code for notice in self.extraction.warnings) or None

    @property
    def warning_messages(self) -> str | None:
        """What they say, a line each, None without any."""
        return "\n".join(notice.message for notice in self.extraction.warnings) or None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A number that is no record, and the head of its document."""

    head: Head
    rejection: Rejection


def record_views(extraction: Extraction) -> list[Placed]:
    """The records of a document, in its order."""
    return [Placed(extraction.document, target) for target in extraction.standing]
