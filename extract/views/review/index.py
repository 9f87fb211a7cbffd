"""The table of all documents: a small row each, so that a thousand of them fit into one page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extract.contract.model import Extraction
from extract.views.review.links import page
from extract.views.review.originals import Problem
from extract.views.review.paper import doubt, folded


@dataclass(frozen=True, slots=True)
class Entry:
    """A document's row.  `judged` of `all` records (those found wrong are among them) somebody has judged."""

    id: str
    href: str
    title: str
    province: str
    today: str
    district: str
    type: str
    number: str
    issued: str
    records: int
    targets: int
    actuals: int
    doubtful: int
    rejected: int
    warnings: int
    state: str
    problem: Problem | None
    judged: int
    all: int

    @property
    def find(self) -> str:
        """What the row is searched by."""
        words = (self.id, self.title, self.province, self.today, self.district, self.number, self.issued)
        return folded(" ".join(words))


def entry(extraction: Extraction, problem: Problem | None) -> Entry:
    """The row of an extraction; `problem` says why its page has no source text."""
    head, targets = extraction.document, extraction.standing
    province = head.province
    successor = province.successor if province else None
    kinds = [target.kind for target in targets]
    return Entry(
        head.id,
        page(head.id),
        head.title or "",
        province.name if province else "",
        successor.name if successor else (province.name if province else ""),
        head.district or "",
        head.type,
        head.number or "",
        head.issued or "",
        len(targets),
        kinds.count("target"),
        kinds.count("actual"),
        sum(doubt(target.confidence) == "doubtful" for target in targets if target.reviewed is None),
        len(extraction.other_numbers),
        len(extraction.warnings),
        head.text_state,
        problem,
        sum(target.reviewed is not None for target in extraction.targets),
        len(extraction.targets),
    )


def choices(entries: Iterable[Entry]) -> dict[str, list[str]]:
    """What the table can be filtered by; a province counts under its own name and today's."""
    held = list(entries)
    provinces = {name for each in held for name in (each.province, each.today) if name}
    return {
        "province": sorted(provinces, key=lambda name: (folded(name), name)),
        "type": sorted({each.type for each in held}),
        "state": sorted({each.state for each in held}),
    }
