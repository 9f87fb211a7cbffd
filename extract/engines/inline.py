"""Documents one after another in this process: for tests and for callers with an extractor of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extract.inputs import Document
from extract.work import Extractor, Limits, Outcome, work


@dataclass(frozen=True, slots=True)
class Inline:
    """No isolation: what kills the extractor kills the run."""

    extractor: Extractor | None = None
    limits: Limits = field(default_factory=Limits)

    def outcomes(self, documents: Iterable[Document]) -> Iterator[Outcome]:
        """An outcome for each document, in order."""
        for document in documents:
            yield work(document, self.limits, self.extractor)
