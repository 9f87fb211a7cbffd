"""Where documents are worked on: `inline` in this process, `local` in worker processes of their own.

An engine takes documents and gives an `Outcome` for each, in any order; it knows nothing of what a target is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from extract.run.outcomes import Outcome
    from extract.sources.inputs import Document


class Engine(Protocol):
    """Works on documents, however many, holding few at a time."""

    def outcomes(self, documents: Iterable[Document]) -> Iterator[Outcome]:
        """An outcome for each document, as it is ready."""
        ...
