"""Documents of anywhere: brought to this machine, worked on by an engine, and what came of them kept."""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from extract.engines import Engine
from extract.inputs import Document
from extract.places import fetched
from extract.readers.content import ReadError
from extract.work import Failure, Finished, Limits, Outcome, one_line

Keep = Callable[[Finished], Finished]
"""What is done with a finished document where it was worked on; pickled, so that a process elsewhere can be told."""


def as_it_is(outcome: Finished) -> Finished:
    """Nothing done: the outcome goes back whole."""
    return outcome


@dataclass(frozen=True, slots=True)
class Fetching:
    """An engine for files of this machine, given documents of anywhere: few of them lie here at any time."""

    by: Engine
    limits: Limits
    keep: Keep = as_it_is

    def outcomes(self, documents: Iterable[Document]) -> Iterator[Outcome]:
        """An outcome for each document, as it is ready."""
        lying: defaultdict[str, list[Path]] = defaultdict(list)  # what is shown: the folders fetched for it
        done: Counter[str] = Counter()
        missed: list[Failure] = []

        def here(folder: Path) -> Iterator[Document]:
            for number, document in enumerate(documents):
                try:
                    found = fetched(document, folder / str(number), self.limits.megabytes * 1_000_000)
                except ReadError as error:
                    missed.append(Failure(document.shown, error.code, one_line(error.message)))
                    continue
                if document.url is not None:
                    lying[document.shown].append(folder / str(number))
                yield found

        with TemporaryDirectory(prefix="chitieu-", ignore_cleanup_errors=True) as name:
            for outcome in self.by.outcomes(here(Path(name))):
                done[outcome.source] += 1
                if done[outcome.source] == len(lying[outcome.source]):
                    for folder in lying.pop(outcome.source):
                        shutil.rmtree(folder, ignore_errors=True)
                    del done[outcome.source]
                yield self.keep(outcome) if isinstance(outcome, Finished) else outcome
                while missed:
                    yield missed.pop()
            yield from missed
