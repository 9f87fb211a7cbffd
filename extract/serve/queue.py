"""The one queue: files of sources/ extracted one after another in isolated workers, whatever happens to this process.

What is to be done stands in the database before it is begun, and what came of it after it is written: a server that is
killed goes on where it was.  Files that are laid into the folder by other means, or changed there, are seen too.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from time import monotonic

from extract.contract.failures import partly
from extract.rules.errors import RuleError
from extract.run.engines.local import Local
from extract.run.opening import Openings
from extract.run.outcomes import Failure, Finished, Opened, Outcome
from extract.serve.database import PLACE
from extract.serve.folder import Folder
from extract.serve.jobs import Job, Jobs
from extract.serve.judging import Judging
from extract.serve.settings import Settings
from extract.serve.sources import SOURCES, File, digest, files
from extract.serve.texts import Texts, work
from extract.sources.ids import ids_of
from extract.sources.inputs import Document
from extract.sources.regular import own
from extract.write.outputs import parsed
from extract.write.packs import TABLES, Sorter
from extract.write.target_table import packed

_LOOK = 2.0  # seconds between two looks into sources/
_QUIET = 3.0  # seconds without a change, after which the tables are written anew
_TRIES = 3  # times that a document may take the whole server with it
_TOGETHER = 16  # documents of a round for each worker
_TROUBLES = (OSError, sqlite3.OperationalError)  # a full disk, a folder that is away
_LOG = logging.getLogger(__name__)


class AlreadyServed(Exception):
    """Another server works on this folder."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """The folder for this server alone, as long as it runs.  Raises AlreadyServed."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    with own(folder / PLACE / "lock") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AlreadyServed from error
        yield


class Queue:
    """Extracts what waits, in a thread of its own (`start`, `stop`); `step` is one round of it."""

    def __init__(self, folder: Folder, texts: Texts, jobs: Jobs, settings: Settings, judging: Judging,
                 after: Callable[[], None] = lambda: None) -> None:  # fmt: skip
        self._folder, self._texts, self._settings, self._judging = folder, texts, settings, judging
        self.jobs, self._after = jobs, after
        self.trouble: str | None = None
        """Why nothing is done at present, in words: rule data that is wrong, a full disk."""
        self._openings: dict[str, Openings] = {}
        self._wake, self._ending = threading.Event(), threading.Event()
        self.bringing = threading.RLock()
        """Held by who lays a file into sources/ and puts it in the queue."""
        self._thread: threading.Thread | None = None
        self._work = partial(work, texts.path)

    def start(self) -> None:
        """Begin, with what was left undone."""
        self.jobs.revive(_TRIES)
        self._thread = threading.Thread(target=self._run, name="queue", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End after the documents that are under way have been left: they are done again by the next server."""
        self._ending.set()
        self._wake.set()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join(timeout=10)

    def wake(self) -> None:
        """Something is to be done."""
        self._wake.set()

    def _run(self) -> None:
        with suppress(*_TROUBLES):
            self._texts.read_ahead(self._folder.texts_of())
        while not self._ending.is_set():
            self._wake.clear()
            if not self._busy():
                self._wake.wait(_LOOK)

    def _busy(self) -> bool:
        """A round, or what is done where nothing waits; whether there was a round.  It raises nothing: who would take
        up what waits?"""
        try:
            busy = self.step()
            self.trouble = None
            if not busy:
                with suppress(*_TROUBLES):
                    self._at_leisure()
        except (RuleError, *_TROUBLES) as error:
            self.trouble = error.strerror or "" if isinstance(error, OSError) else str(error)
            return False
        except Exception:
            if self.trouble is None:  # else it was told before
                _LOG.exception("the queue stands still for a while")
            self.trouble = ""
            return False
        return busy

    def _at_leisure(self) -> None:
        self._texts.read_ahead(self._folder.texts_of())
        self._judging.catch_up()
        if self.quiet() and self._folder.summaries():
            self.tables()
            self._after()

    def step(self) -> bool:
        """One round: some documents of the queue done; whether there were any.  Raises RuleError, OSError."""
        self.follow()
        taken = self.jobs.taken(self._settings.jobs * _TOGETHER)
        left = {job.number: job for job in taken}
        engine = Local(self._settings.limits, self._settings.jobs, self._work, ending=self._ending)
        try:
            for outcome in engine.outcomes([self._document(job) for job in taken]):
                job = _job_of(outcome, left)
                self._came(job, outcome)
                del left[job.number]
        finally:
            self.jobs.back(left.values())
        return bool(taken)

    def _document(self, job: Job) -> Document:
        return Document(str(self._folder.path / SOURCES / job.file), job.shown, job.document, inside=job.inside)

    def _came(self, job: Job, outcome: Outcome) -> None:
        if isinstance(outcome, Failure):
            self.jobs.ended(job, "failed", outcome.problem)
        elif isinstance(outcome, Finished):
            extraction = parsed(outcome.text, job.shown)
            with self._folder.lock(job.document):
                laid = self._judging.laid(extraction)
                self._folder.write(laid, outcome.text if laid is extraction else None)
            self.jobs.ended(job, "done", partly(outcome.partial) if outcome.partial else None, len(laid.targets))
        else:
            self._opened(job, outcome)

    def _opened(self, job: Job, outcome: Opened) -> None:
        """Have the documents in a container in the queue, and what in it is not read."""
        if not job.inside:
            self._openings[job.file] = Openings(())
            self.jobs.emptied(job.file)
        openings = self._openings.setdefault(job.file, Openings(()))
        members, refused = openings.documents([(self._document(job), outcome)])
        looks = job.bytes, job.changed
        for each in members:
            id = self._known(each.shown) or self._free(each.id)
            self.jobs.put(job.file, id, looks, by=job.by, inside=each.inside, shown=each.shown)
        for number, failure in enumerate(refused, 1):
            inside = (*job.inside, -number)
            self.jobs.put(job.file, "", looks, by=job.by, inside=inside, shown=failure.source, problem=failure.problem)
        self.jobs.ended(job, "opened")

    def follow(self) -> None:
        """Put in the queue what is new or changed in sources/, and forget what is gone.

        Raises OSError, as where the whole folder is away: then nothing is forgotten.
        """
        self._folder.follow()
        with self.bringing:
            there, known = files(self._folder.path), self.jobs.files()
            for name in known.keys() - there.keys():
                self.jobs.drop(name)
            for name, file in there.items():
                if known.get(name) != (file.bytes, file.changed):
                    with suppress(FileNotFoundError):
                        self._noticed(file, None)

    def bring(self, name: str, by: str) -> Job | None:
        """Put a file of sources/ in the queue that somebody brought just now; its row, unless it is no document."""
        with self.bringing:
            about = (self._folder.path / SOURCES / name).stat()
            self._noticed(File(name, about.st_size, about.st_mtime_ns), by)
        self.wake()
        return self.jobs.of(name)

    def again(self, number: int, by: str) -> bool:
        """Have a document done once more; whether there is such a one."""
        found = self.jobs.again(number, by)
        self.wake()
        return found

    def _noticed(self, file: File, by: str | None) -> None:
        looks, before = (file.bytes, file.changed), self.jobs.of(file.name)
        if before is not None:
            if (before.bytes, before.changed) != looks:
                self.jobs.put(file.name, before.document, looks, by=by)
            return
        sha256 = digest(self._folder.path / SOURCES / file.name)
        id = self._known(f"{SOURCES}/{file.name}") or self._same(sha256)
        if id is None:
            id = self._free(ids_of([Path(file.name)])[Path(file.name)], Path(file.name).suffix)
            self.jobs.put(file.name, id, looks, by=by)
            return
        summary = self._folder.summary(id)
        fresh = summary.sha256 == sha256
        self.jobs.put(
            file.name,
            id,
            looks,
            by=by,
            state="done" if fresh else "waiting",
            records=summary.records if fresh else None,
        )

    def _known(self, shown: str) -> str | None:
        """The output that was made of a file, as the path that is shown for it says."""
        found = [each.id for each in self._folder.summaries() if f"/{each.source}".endswith(f"/{shown}")]
        return found[0] if found else None

    def _same(self, sha256: str) -> str | None:
        """The output that was made of these bytes elsewhere, if no other file here is its."""
        taken = self.jobs.ids()
        found = [each.id for each in self._folder.summaries() if each.sha256 == sha256 and each.id not in taken]
        return found[0] if found else None

    def _free(self, id: str, suffix: str = "") -> str:
        """An id that no document has: that one, with its suffix behind, or a number."""
        used = {_same_name(each) for each in self.jobs.ids() | {each.id for each in self._folder.summaries()}}
        chosen, number = id, 1
        if _same_name(chosen) in used and suffix:
            id = chosen = f"{id}-{suffix[1:]}"
        while _same_name(chosen) in used:
            number += 1
            chosen = f"{id}-{number}"
        return chosen

    def quiet(self) -> bool:
        """Whether no output has changed for a while."""
        return monotonic() - self._folder.touched >= _QUIET

    def tables(self) -> bool:
        """Write the tables over all documents, where outputs have changed since; whether they were written."""
        changed = self._folder.changed()
        if changed is None or not self.quiet():
            return False
        with suppress(OSError):
            if all((self._folder.path / name).stat().st_mtime_ns >= changed for name in TABLES):
                return False
        with Sorter(self._folder.path) as sorter:
            for extraction in self._folder.extractions(every=True):
                sorter.add(packed(extraction))
                if self._ending.is_set():
                    return False
            sorter.write()
        os.utime(self._folder.path / TABLES[0])
        os.utime(self._folder.path / TABLES[1])
        return True


def _same_name(id: str) -> str:
    return unicodedata.normalize("NFC", id).casefold()


def _job_of(outcome: Outcome, left: dict[int, Job]) -> Job:
    """Whose outcome it is."""
    if isinstance(outcome, Failure):
        return next(job for job in left.values() if job.shown == outcome.source)
    return next(job for job in left.values() if job.document == outcome.id)
