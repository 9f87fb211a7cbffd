"""What comes of the documents of a run into a folder: taken over from an earlier run, or done and written anew."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager, nullcontext
from errno import EDQUOT, EIO, EMFILE, ENFILE, ENOSPC, EROFS
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from struct import Struct
from time import time_ns
from typing import TYPE_CHECKING

from extract.contract.failures import Problem
from extract.run.effort import effort
from extract.run.engines import Engine
from extract.run.laying import laid, said_in, told
from extract.run.outcomes import Failure, Finished, Laid, Opened, Outcome
from extract.run.report import ERRORS, Unwritable, Written
from extract.run.stopping import unstopped
from extract.sources.inputs import Document
from extract.sources.regular import contents
from extract.sources.temporary import partial_file
from extract.write.atomic import write_bytes
from extract.write.packs import Sorter

if TYPE_CHECKING:
    from extract.run.cache.memory import Memory
    from extract.run.cache.store import Entry

_OF_ALL = frozenset({ENOSPC, EDQUOT, EROFS, EIO, EMFILE, ENFILE})  # what is wrong with the disk or the process
_LOOKS = Struct("<QqqQ")  # size, times of modification and change, inode


@contextmanager
def writing() -> Iterator[None]:
    """What goes wrong with the output folder, as Unwritable."""
    try:
        yield
    except OSError as error:
        raise Unwritable(error.strerror or str(error)) from error


class Taking:
    """One run: of each document, whatever it is like, a few plain values are held."""

    def __init__(self, folder: Path, by: Engine, memory: Memory | None, sorter: Sorter) -> None:
        self._folder, self._by, self._memory, self._sorter = folder, by, memory, sorter
        self._at = str(folder)
        self.done: dict[str, Written] = {}
        self.failed: list[Failure] = []
        self.opened: list[tuple[Document, Opened]] = []
        self.containers: set[str] = set()
        self._begun = time_ns()
        self._looks: dict[str, bytes] = {}  # how files looked before they were read, in as little room as it takes
        self._recalled: dict[str, Entry] = {}
        self._said = said_in(folder)
        self._laid: dict[str, str] = {}  # SHA-256 of outputs with what people said of them

    @property
    def unchanged(self) -> int:
        """How many documents were taken over."""
        return len(self._recalled)

    def recall(self, documents: Iterable[Document]) -> list[Document]:
        """Take over what earlier runs have done; the documents that are to be done."""
        rest = []
        for document in documents:
            about = _about(document.path)
            entry = self._memory.recalled(document, about) if self._memory and about else None
            if entry is not None:
                self._recalled[entry.id] = entry
                counts = self._relaid(entry) or (entry.targets, entry.rejected, entry.warnings)
                self.done[document.id] = Written(document.id, document.shown, self._at, *counts, entry.partial)
                continue
            if about is not None and S_ISREG(about.st_mode):
                self._looks[document.id] = _LOOKS.pack(
                    about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino
                )
            rest.append(document)
        return rest

    def do(self, documents: Iterable[Document], step: Callable[[], None]) -> None:
        """Have documents done, the longest first, so that none is left to the end; write what comes of each."""
        ordered = sorted(told(documents, self._said), key=lambda document: (-self._effort(document), document.id))
        by_id = {document.id: document for document in ordered}
        outcomes = self._by.outcomes(ordered) if ordered else iter(())
        with closing(outcomes) if isinstance(outcomes, Generator) else nullcontext():
            for outcome in outcomes:
                with unstopped():
                    self._take(outcome, by_id)
                step()

    def _take(self, outcome: Outcome, by_id: dict[str, Document]) -> None:
        if isinstance(outcome, Finished):
            with writing():
                failure = self._write(by_id[outcome.id], outcome)
            self.failed += [failure] if failure else []
        elif isinstance(outcome, Opened):
            self.opened.append((by_id[outcome.id], outcome))
            self.containers.add(outcome.id)
        else:
            self.failed.append(outcome)

    def _effort(self, document: Document) -> int:
        looks = self._looks.get(document.id)
        return effort(document.path, _LOOKS.unpack(looks)[0]) if looks else 0

    def _write(self, document: Document, outcome: Finished) -> Failure | None:
        """Write one output; what is wrong where it is the one that cannot be written."""
        path = self._path(outcome.id)
        made = outcome.laid or outcome
        try:
            looks = write_bytes(path, made.text)
        except (OSError, ValueError) as error:  # a name that this system has no letters for is a ValueError
            if isinstance(error, OSError) and not _of_this_name(error, self._folder):
                raise
            reason = error.strerror if isinstance(error, OSError) else None
            return Failure(
                outcome.source, Problem("unkept.output", {"name": path.name, "reason": reason or str(error)})
            )
        self._sorter.add(made.rows)
        if outcome.laid is not None:
            self._laid[outcome.id] = sha256(made.text).hexdigest()
        counts = made.targets, made.rejected, made.warnings
        # the names that are held already
        self.done[document.id] = Written(document.id, document.shown, self._at, *counts, outcome.partial)
        before = self._looks.pop(outcome.id, None)
        if self._memory and before:
            self._memory.keep(outcome, _LOOKS.unpack(before), self._begun, looks)
        return None

    def tables(self, documents: Iterable[Document]) -> None:
        """Write the tables, unless they stand there as they would be; a run that read nothing takes nothing away.

        `documents`: those that may be done again where their rows are lost.
        """
        if self._memory and self._sorter.begun_so() and self._memory.tables_hold(sorted(self.done), self._laid):
            return
        lost = {id for id, entry in self._recalled.items() if not self._arranged(entry)}
        for id in lost:
            del self.done[id], self._recalled[id]
        self.do([document for document in documents if document.id in lost], lambda: None)
        if self.done:
            with writing():
                looks = self._sorter.write()
            if self._memory:
                self._memory.keep_tables(sorted(self.done), looks, self._laid)

    def _relaid(self, entry: Entry) -> tuple[int, int, int] | None:
        """How many records, other numbers and warnings an output has that was taken over, once what people said is
        laid on it; None where nobody said anything.
        """
        said = self._said.get(entry.id, ())
        if self._memory is None or not (said or entry.id in self._memory.reviewed):
            return None
        with writing():
            before = contents(self._path(entry.id))
            made = self._of_output(before, said)
            if made.text != before:
                write_bytes(self._path(entry.id), made.text)
        self._laid[entry.id] = sha256(made.text).hexdigest()
        return made.targets, made.rejected, made.warnings

    def _of_output(self, output: bytes, said: tuple[str, ...]) -> Laid:
        """A written output with what people said of it."""
        from extract.write.outputs import parsed
        from extract.write.target_table import packed

        return laid(said, parsed(output, ""), packed)

    def _arranged(self, entry: Entry) -> bool:
        """Whether the rows of a document that was recalled are there, and were taken."""
        if entry.id in self._laid:
            with writing():
                output = contents(self._path(entry.id))
                self._sorter.add(self._of_output(output, self._said.get(entry.id, ())).rows)
            return True
        rows = self._memory.rows(entry) if self._memory else None
        if rows is None:
            return False
        with writing():
            self._sorter.add(rows)
        return True

    def _path(self, id: str) -> Path:
        return self._folder / f"{id}.json"


def _of_this_name(error: OSError, folder: Path) -> bool:
    """Whether an output could not be written for its name alone, while the folder takes others."""
    if error.errno in _OF_ALL:
        return False
    try:
        with partial_file(folder / ERRORS):
            return True
    except OSError:
        return False


def _about(path: Path) -> os.stat_result | None:
    """How a file looks, None where that cannot be told."""
    try:
        return path.stat()
    except OSError:
        return None
