"""Documents of anywhere, as the work of a process: each brought to this machine, worked on, and kept where it belongs.

All of it is done in the document's own process, so that a store that hangs is as bounded in time as a reader that does.
What is waited for a store that does not answer is told to the run, and is not of the document's own time.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from extract.contract.failures import Problem, ReadError
from extract.run.engines.folder import told_to_the_run
from extract.run.engines.local import Work
from extract.run.outcomes import Failure, Finished, Limits, Outcome
from extract.sources.addresses import fetched
from extract.sources.inputs import Document
from extract.sources.stores import Occupied, Unkept
from extract.sources.temporary import temporary_folder

UNKEPT = "unkept.store"
"""The cause of a document's failure whose output could not be written: nobody's fault but the store's."""


def whole(document: Document, limits: Limits) -> Outcome:
    """The work of this package, rows with all columns of the export; imported where it is done."""
    from extract.run.work import work
    from extract.write.target_table import packed_whole

    return work(document, limits, packed=packed_whole)


class Keep(Protocol):
    """What is done with finished documents where they are worked on; pickled, so that other processes can be told."""

    def recalled(self, document: Document, limits: Limits) -> Finished | None:
        """What an earlier run made of the same document, if it would be the same now."""
        ...

    def kept(self, done: Finished, limits: Limits) -> Finished:
        """Keep it; what of it goes back to the run.  Raises Unkept."""
        ...


@dataclass(frozen=True, slots=True)
class Fetching:
    """The work for documents of anywhere."""

    keep: Keep
    work: Work = whole

    def __call__(self, document: Document, limits: Limits) -> Outcome:
        """Of the document lies nothing here any more when it is done."""
        try:
            with told_to_the_run(), temporary_folder() as folder:
                here = fetched(document, Path(folder), limits.megabytes * 1_000_000)
                done: Outcome | None = self.keep.recalled(here, limits)
                if done is None:
                    done = self.work(here, limits)
                    return self.keep.kept(done, limits) if isinstance(done, Finished) else done
                return done
        except ReadError as error:
            return Failure(document.shown, error.problem)
        except Occupied as error:
            name = f"{document.id}.json"
            return Failure(document.shown, Problem("unkept.output", {"name": name, "reason": str(error)}))
        except Unkept as error:
            return Failure(document.shown, Problem("unkept.store", {"reason": str(error)}))
