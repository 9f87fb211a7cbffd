"""Paths in, a folder of outputs out; one document's failure never stops the others."""

from __future__ import annotations

import json as plain_json
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from errno import EDQUOT, EIO, EMFILE, ENFILE, ENOSPC, EROFS
from hashlib import sha256
from itertools import count
from pathlib import Path
from stat import S_ISREG
from struct import Struct
from time import time_ns
from typing import TYPE_CHECKING

from extract.contract.failures import Problem, partly
from extract.contract.marker import is_output
from extract.run.aside import back, set_aside
from extract.run.effort import effort
from extract.run.engines import Engine
from extract.run.laying import laid, said_in, told
from extract.run.opening import Openings
from extract.run.outcomes import Failure, Finished, Laid, Limits, Opened, Outcome
from extract.run.stopping import Stopped, unstopped
from extract.sources.inputs import Document, Refused, gather, is_url
from extract.sources.temporary import partial_file
from extract.write.atomic import write_bytes, write_text
from extract.write.packs import Sorter

if TYPE_CHECKING:
    from extract.run.cache.memory import Memory
    from extract.run.cache.store import Entry

__all__ = ["Failure", "Limits", "Report", "Unwritable", "Written", "engine", "run"]

ERRORS = "errors.jsonl"
_OF_ALL = frozenset({ENOSPC, EDQUOT, EROFS, EIO, EMFILE, ENFILE})  # what is wrong with the disk or the process
_LOOKS = Struct("<QqqQ")  # size, times of modification and change, inode
Progress = Callable[[int, int], None]
"""Called with the number of documents done and their number altogether; first with those that need not be done."""


class Unwritable(Exception):
    """The output folder cannot be made or written to."""


@dataclass(frozen=True, slots=True)
class Written:
    """A document that was read, and what was written for it; `partial`: what of it was not read.

    `path` is a string where it is the address of something that is no file of this machine; held is its `folder`, which
    all have in common.
    """

    id: str
    source: str
    folder: str
    targets: int
    rejected: int
    warnings: int
    partial: str | None = None

    @property
    def path(self) -> Path | str:
        """Where the output is."""
        return f"{self.folder}/{self.id}.json" if is_url(self.folder) else Path(self.folder, f"{self.id}.json")


@dataclass(frozen=True, slots=True)
class Report:
    """What one run did; `stale` are outputs in the folder that other runs left there.

    `failed` also names documents of which only a part was read (code `partial`); they are in `written` too.
    `left_out` counts the data files of folders, `unchanged` those of `written` that an earlier run had written.
    `aside`: outputs of documents that this run could not read, where they are now (see extract.run.aside).
    `stopped`: the number of the signal by which the run was asked to end before all `documents` were done.
    """

    written: tuple[Written, ...]
    failed: tuple[Failure, ...]
    stale: tuple[Path | str, ...]
    left_out: int = 0
    unchanged: int = 0
    aside: tuple[Path | str, ...] = ()
    stopped: int | None = None
    documents: int = 0

    @property
    def targets(self) -> int:
        """The number of records written."""
        return sum(each.targets for each in self.written)


@contextmanager
def _writing() -> Iterator[None]:
    """What goes wrong with the output folder, as Unwritable."""
    try:
        yield
    except OSError as error:
        raise Unwritable(error.strerror or str(error)) from error


def engine(limits: Limits, jobs: int = 0) -> Engine:
    """The engine that a run uses unless told otherwise: worker processes on this machine, else this process."""
    from extract.run.engines.server import can_fork

    if not can_fork():
        from extract.run.engines.inline import Inline

        return Inline(limits=limits)
    from extract.run.engines.local import Local

    return Local(limits, jobs)


def _stale(folder: Path, mine: Iterable[str]) -> tuple[Path, ...]:
    """Extractions in the folder that are not of the documents of this run (ids)."""
    own = {f"{id}.json" for id in mine}
    names = sorted(name for name in os.listdir(folder) if name.endswith(".json") and name not in own)
    return tuple(path for path in map(folder.joinpath, names) if path.is_file() and is_output(path))


def errors(failed: Iterable[Failure]) -> str:
    """errors.jsonl: a line for each document that was not read, or not wholly."""
    lines = ({"document": each.source, "code": each.code, "message": each.message} for each in failed)
    return "".join(plain_json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def listed(refused: Iterable[Refused], failed: Iterable[Failure], done: Iterable[Written]) -> tuple[Failure, ...]:
    """All that was not read, or not wholly, by what is shown of it."""
    every = [Failure(each.shown, each.problem) for each in refused]
    every += failed
    every += [Failure(each.source, partly(each.partial)) for each in done if each.partial]
    return tuple(sorted(every, key=lambda failure: (failure.source, failure.code)))


@contextmanager
def _remembering(cache: Path | None, out: Path, limits: Limits) -> Iterator[Memory | None]:
    """The memory of earlier runs in the folder `cache`; none where that lies in `out`, which takes outputs alone."""
    if cache is None or cache.resolve().is_relative_to(out.resolve()):
        yield None
        return
    from extract.run.cache.memory import Memory

    memory = Memory(cache, out, limits)
    try:
        yield memory
    finally:
        memory.close()


class _Run:
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

    def _take(self, outcome: Outcome, by_id: Mapping[str, Document]) -> None:
        if isinstance(outcome, Finished):
            with _writing():
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
            with _writing():
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
        with _writing():
            before = self._path(entry.id).read_bytes()
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
            with _writing():
                output = self._path(entry.id).read_bytes()
                self._sorter.add(self._of_output(output, self._said.get(entry.id, ())).rows)
            return True
        rows = self._memory.rows(entry) if self._memory else None
        if rows is None:
            return False
        with _writing():
            self._sorter.add(rows)
        return True

    def _path(self, id: str) -> Path:
        return self._folder / f"{id}.json"


def run(
    paths: Iterable[str | Path],
    out: str | Path,
    *,
    by: Engine | None = None,
    limits: Limits | None = None,
    jobs: int = 0,
    progress: Progress | None = None,
    cache: Path | None = None,
    bom: bool = False,
) -> Report:
    """Extract every document of `paths` (see inputs.gather) into the folder `out`.

    Writes <id>.json for each, targets.csv and targets.jsonl over all of this run, and errors.jsonl if anything could
    not be read.  Files that others left in `out` stay.  What is written depends on neither the order nor the number of
    the inputs.  The documents in archives and messages are extracted one by one.  `by`: the engine, else worker
    processes within `limits`, `jobs` of them (0: one a processor).  `cache`: a folder that says what earlier runs wrote
    into `out`, so that this one does only what has changed.  `bom`: targets.csv with a byte order mark.  Raises
    NoSuchPath before anything is read, RuleError before anything is written, Unwritable where `out` takes no files.
    """
    gathered = gather(paths)
    documents, folder, limits = gathered.documents, Path(out), limits or Limits()
    step = progress or (lambda done, total: None)
    with _writing():
        folder.mkdir(parents=True, exist_ok=True)
    with _remembering(cache, folder, limits) as memory, Sorter(folder, bom=bom) as sorter:
        now = _Run(folder, by or engine(limits, jobs), memory, sorter)
        openings = Openings(document.id for document in documents)
        waiting, places = documents, count()

        def advance() -> None:
            step(next(places), len(documents))

        stopped: int | None = None
        try:
            advance()
            while waiting:  # the documents themselves, then those in the containers among them, and so on
                rest = now.recall(waiting)
                for _ in range(len(waiting) - len(rest)):
                    advance()
                now.do(rest, advance)
                waiting, refused = openings.documents(now.opened)
                documents, now.opened = [*documents, *waiting], []
                now.failed += refused
        except Stopped as error:
            stopped = error.number
        try:
            with unstopped():
                now.tables(documents if stopped is None else [])
        except Stopped as error:
            stopped = error.number
    done = sorted(now.done.values(), key=lambda each: each.id)
    failed = listed(gathered.refused, now.failed, done)
    stale: tuple[Path, ...] = ()
    aside: tuple[Path, ...] = ()
    with _writing():
        if failed:
            write_text(folder / ERRORS, errors(failed))
        else:
            (folder / ERRORS).unlink(missing_ok=True)
        back(folder, now.done)
        if stopped is None:
            came = now.done.keys() | now.containers if now.containers else now.done.keys()
            unread = {each.id: each.shown for each in documents if each.id not in came}
            refusals = {each.shown for each in gathered.refused if each.problem.code != "no_documents"}
            stale = _stale(folder, now.done)
            aside = set_aside(folder, unread, {*unread.values(), *refusals}, stale)
            stale = tuple(path for path in stale if path.name not in {each.name for each in aside}) if aside else stale
    left_out = gathered.left_out + openings.left_out
    return Report(tuple(done), failed, stale, left_out, now.unchanged, aside, stopped, len(documents))


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
