"""A run over documents and outputs of anywhere, on any engine: what `run` writes, and the records as Parquet.

Workers write <id>.json where they are; rows come back, and lie sorted on disk until all are there.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path

from extract.contract.extras import require
from extract.contract.marker import WITHIN, begins_as_output
from extract.contract.model import Extraction
from extract.run.aside import back_in, set_aside_in
from extract.run.batch import Progress
from extract.run.cache import beside
from extract.run.engines import Engine
from extract.run.engines.fetching import UNKEPT, Fetching, Keep
from extract.run.laying import laid, marked, said_at, told
from extract.run.opening import Openings
from extract.run.outcomes import Failure, Finished, Limits, Opened, Outcome
from extract.run.report import ERRORS, Report, Unwritable, Written, errors, listed
from extract.run.stopping import Stopped, unstopped
from extract.run.work import finished
from extract.sources.addresses import gathered, modules
from extract.sources.inputs import Document
from extract.sources.patience import Tell, once, telling
from extract.sources.stores import Store, Unkept
from extract.sources.temporary import temporary_folder
from extract.write.export import partitions
from extract.write.packs import TABLES, Sorter
from extract.write.target_table import packed_whole


@dataclass(frozen=True, slots=True)
class Keeping:
    """Writes finished documents to the store; their rows go back, their texts do not.

    `remembering`: what earlier runs wrote is taken over where it would be the same.
    """

    store: Store
    remembering: bool = False

    def recalled(self, document: Document, limits: Limits) -> Finished | None:
        """What an earlier run wrote, unless only a part was read: it may have been the time that was short."""
        known = beside.recalled(self.store, document, limits) if self.remembering else None
        if known is None:
            return None
        text, read = known
        found = Extraction.model_validate_json(text)
        done = finished(document, found, text, packed_whole(found), read)
        if done.partial:
            return None
        if document.judged or marked(text):
            done = replace(done, laid=laid(document.judged, found, packed_whole))
        if done.laid is not None and done.laid.text != text:
            self.store.put(f"{done.id}.json", done.laid.text)
        return _as_laid(done)

    def kept(self, done: Finished, limits: Limits) -> Finished:
        """The outcome without its text."""
        self.store.put(f"{done.id}.json", done.laid.text if done.laid is not None else done.text)
        if self.remembering:
            beside.remember(self.store, done.id, done.source, limits, done.sha256, done.text)
        return _as_laid(done)


def _as_laid(done: Finished) -> Finished:
    """What goes back to the run: no text, the rows and counts of what is written."""
    if done.laid is None:
        return replace(done, text=b"")
    laid = done.laid
    return replace(
        done, text=b"", rows=laid.rows, laid=None, targets=laid.targets, rejected=laid.rejected, warnings=laid.warnings
    )


EngineOf = Callable[[Keep, tuple[str, ...]], Engine]
"""An engine, given what it is to do with finished documents, and the modules that its workers load beforehand."""


def on_ray(limits: Limits, address: str | None = None, jobs: int = 0) -> EngineOf:
    """A Ray cluster.  Raises MissingExtra where Ray is not installed."""
    require("ray", "ray")
    from extract.run.engines.on_ray import Ray

    return lambda keep, modules: Ray(limits, address, jobs, Fetching(keep), modules)


def on_this_machine(limits: Limits, jobs: int = 0) -> EngineOf:
    """Worker processes on this machine."""
    from extract.run.engines.local import Local

    return lambda keep, modules: Local(limits, jobs, Fetching(keep), modules)


@contextmanager
def _writing() -> Iterator[None]:
    """What goes wrong with the store, or with the disk on which rows wait for it, as Unwritable."""
    try:
        yield
    except Unkept as error:
        raise Unwritable(str(error)) from error
    except OSError as error:
        raise Unwritable(error.strerror or str(error)) from error


class _Run:
    """One run: of each document, whatever it is like, a few plain values are held."""

    def __init__(self, store: Store, folder: Path, sorter: Sorter) -> None:
        self._store, self._folder, self._sorter = store, folder, sorter
        self._at = str(store.place("")).rstrip("/")
        self.done: list[Written] = []
        self.failed: list[Failure] = []
        self.opened: list[Opened] = []
        self.containers: set[str] = set()

    def do(self, outcomes: Iterator[Outcome], step: Callable[[], None]) -> None:
        """Take what comes of documents."""
        with closing(outcomes) if isinstance(outcomes, Generator) else nullcontext():
            for outcome in outcomes:
                with unstopped():
                    self.take(outcome)
                step()

    def take(self, outcome: Outcome) -> None:
        """Take what came of a document."""
        if isinstance(outcome, Opened):
            self.opened.append(outcome)
            self.containers.add(outcome.id)
            return
        if isinstance(outcome, Failure):
            if outcome.problem.cause == UNKEPT:
                raise Unwritable(outcome.message)
            self.failed.append(outcome)
            return
        with _writing():
            self._sorter.add(outcome.rows)
        counts = outcome.targets, outcome.rejected, outcome.warnings
        self.done.append(Written(outcome.id, outcome.source, self._at, *counts, outcome.partial))

    def tables(self) -> None:
        """Write the tables and the Parquet files; a run that read nothing takes nothing away."""
        if self.done:
            with _writing():
                self._sorter.write()
                for name in TABLES:
                    self._store.put_file(name, self._folder / name)
                partitions.write(self._sorter.lines(), self._store)


def run(
    paths: Iterable[str],
    out: str,
    engine: EngineOf,
    *,
    progress: Progress | None = None,
    remembering: bool = False,
    tell: Tell | None = None,
) -> Report:
    """Extract every document of `paths` into `out`, both folders or addresses of fsspec's.

    Writes what extract.run.batch.run writes, byte for byte, and records/province=.../records.parquet;
    `remembering` takes over what earlier runs wrote into `out`, where it would be the same; `tell` is called with each
    wait for a store as it begins, and with nodes that are lost.  Raises MissingExtra, NoSuchPath, Unreachable and
    Unsupported (of extract.sources.inputs) before anything is read, RuleError before anything is written, Unwritable
    where `out` takes no files.
    """
    require("ray", "fsspec", "polars")
    with telling(once(tell or (lambda news: None))):
        return _run([*paths], out, engine, progress or (lambda done, total: None), remembering)


def _run(paths: list[str], out: str, engine: EngineOf, step: Progress, remembering: bool) -> Report:
    found = gathered(paths)
    store = Store(out)
    ordered = sorted(found.documents, key=lambda document: (-_size(document), document.id))
    with _writing():
        store.begin()
        said = said_at(store)
    step(0, len(ordered))
    with temporary_folder() as folder, Sorter(Path(folder)) as sorter:
        now = _Run(store, Path(folder), sorter)
        by = engine(Keeping(store, remembering), modules([*paths, out]))
        openings = Openings(document.id for document in ordered)
        waiting, every, places = ordered, [*ordered], count(1)
        stopped: int | None = None
        try:
            while waiting:  # the documents themselves, then those in the containers among them, and so on
                now.do(by.outcomes(told(waiting, said)), partial(_stepped, step, places, len(every)))
                by_id = {document.id: document for document in waiting}
                waiting, refused = openings.documents((by_id[each.id], each) for each in now.opened)
                every, now.opened = [*every, *waiting], []
                now.failed += refused
        except Stopped as error:
            stopped = error.number
        try:
            with unstopped():
                now.tables()
        except Stopped as error:
            stopped = error.number
    done = sorted(now.done, key=lambda each: each.id)
    failed = listed(found.refused, now.failed, done)
    with _writing():
        if failed:
            store.put(ERRORS, errors(failed).encode("utf-8"))
        else:
            store.remove(ERRORS)
        ids = {each.id for each in done}
        back_in(store, ids)
        aside = set_aside_in(store, {each.id for each in every} - ids - now.containers) if stopped is None else ()
        stale = _stale(store, ids) if stopped is None else ()
    left_out = found.left_out + openings.left_out
    return Report(tuple(done), failed, stale, left_out, 0, aside, stopped, len(every))


def _stepped(step: Progress, places: Iterator[int], total: int) -> None:
    step(next(places), total)


def _size(document: Document) -> int:
    """Bytes of a document, 0 where that cannot be told; the largest go first."""
    try:
        return document.size if document.url else document.path.stat().st_size
    except OSError:
        return 0


def _stale(store: Store, mine: set[str]) -> tuple[Path | str, ...]:
    """Extractions in the store that are not of the documents of this run (ids)."""
    others = [name for name in store.names(ending=".json") if name.removesuffix(".json") not in mine]
    return tuple(store.place(name) for name, head in store.heads(others, WITHIN) if begins_as_output(head))
