"""Documents one after another in this process: where no workers can be forked (Windows), for tests, and for callers
with an extractor of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.run.work import Extractor, Limits, Outcome, work
from extract.sources.inputs import Document

if TYPE_CHECKING:
    from extract.run.engines.local import Work


@dataclass(frozen=True, slots=True)
class Inline:
    """No isolation: what kills the extractor kills the run.  `work`: what is done instead of reading and extracting."""

    extractor: Extractor | None = None
    limits: Limits = field(default_factory=Limits)
    work: Work | None = None

    def outcomes(self, documents: Iterable[Document]) -> Iterator[Outcome]:
        """An outcome for each document, in order."""
        for document in documents:
            yield self.work(document, self.limits) if self.work else work(document, self.limits, self.extractor)
