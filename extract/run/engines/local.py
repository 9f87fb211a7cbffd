"""Documents in worker processes: what hangs, crashes or eats memory ends its own document and nothing else.

Workers are forked from a server that has loaded the pipeline once, so that a new one (after a crash, after a time-out)
is there in milliseconds; the process that the user started loads nothing heavy.
"""

from __future__ import annotations

import gc
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from errno import ECHILD, EMFILE, ENFILE, ENOMEM
from itertools import islice
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

from extract.contract.failures import Problem
from extract.rules.errors import RuleError
from extract.rules.own import choose, own_folders
from extract.run.engines.blame import SERVER_GONE, Blame
from extract.run.engines.ending import end_with_the_run
from extract.run.engines.folder import at_work, forgotten, heard, noted, orphaned, overdue, run_folder, settle, slotted
from extract.run.engines.server import begun
from extract.run.outcomes import Failure, Limits, Outcome
from extract.sources.inputs import Document
from extract.sources.patience import tell

_AHEAD = 3  # batches handed out for each worker, so that none waits for the next
_TOGETHER = 8  # documents of a batch at most: what handing out costs is shared by so many
_SPAN = 0.5  # seconds in which a batch's documents are begun: large ones are not kept waiting behind each other
_POLL = 0.02  # seconds between two looks of the pool for what became of its workers, and for its end
_SELDOM = 0.1  # the same once it has run for a while: 50 looks a second took 1.4% of a processor (2026-11-30)
_ANEW = 5  # times that a run goes on after its server was killed
_IDLE, _BEGINNING = 10.0, 60.0  # seconds in which no worker works though work is handed out; before any ever did
_LOOK = 0.5  # seconds between two looks for workers that are gone, or whose time is over


def cores() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def prepared(limits: Limits, folder: Path, patterns: tuple[Path, ...] = ()) -> None:
    """What a worker does first: it ends with the run, takes no more memory than it may and keeps its files together.

    `patterns`: the user's folders of rule data.
    """
    import resource

    settle(folder)
    ruled(patterns)
    end_with_the_run()
    _bounded(resource.RLIMIT_DATA, limits.memory * 1_000_000)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _bounded(what: int, most: int) -> None:
    """Have this process take no more than so much, which may be more than the system knows, or would give."""
    import resource

    _, hard = resource.getrlimit(what)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    if most <= sys.maxsize:
        resource.setrlimit(what, (most, most))


def ruled(patterns: tuple[Path, ...]) -> None:
    """Have this process take the user's rule data from these folders, also where it was forked with others loaded."""
    if patterns or own_folders():
        from extract.rules.loader import follow

        choose(*patterns)
        follow()  # what is wrong with them the work will tell


_Numbered = tuple[int, Document]
_Done = list[tuple[int, Outcome]]

Work = Callable[[Document, Limits], Outcome]
"""What a worker does with a document; a function of a module, so that a process can be told of it."""


def shipped(document: Document, limits: Limits) -> Outcome:
    """The work of this package, imported where it is done."""
    from extract.run.work import work

    return work(document, limits)


def _batch(work: Work, batch: Sequence[_Numbered], limits: Limits, folder: Path) -> _Done:
    """The documents of a batch done one after another; those that are not begun within `_SPAN` are left."""
    done: _Done = []
    until = monotonic() + _SPAN
    for number, document in batch:
        if done and monotonic() > until:
            break
        with noted(folder, number, limits.seconds):
            done.append((number, _one(work, document, limits)))
    return done


def _one(work: Work, document: Document, limits: Limits) -> Outcome:
    """A document done.  What one that ate all memory held is let go, so that the next finds it free."""
    outcome: Outcome | None = None
    with suppress(MemoryError):
        outcome = work(document, limits)
    if outcome is None:
        gc.collect()
        outcome = Failure(document.shown, Problem("out_of_memory.limit", {"most": limits.memory}))
    return outcome


@dataclass(frozen=True, slots=True)
class Local:
    """A pool of `jobs` worker processes (0: one a processor); `modules` are loaded before the first is forked.

    Once `ending` is set, what is under way or waits is left: no more outcomes come.
    """

    limits: Limits = field(default_factory=Limits)
    jobs: int = 0
    work: Work = shipped
    modules: tuple[str, ...] = ()
    ending: Event = field(default_factory=Event, compare=False, repr=False)

    def outcomes(self, documents: Iterable[Document]) -> Iterator[Outcome]:
        """An outcome for each document, as it is ready; at most a few are under way at any time."""
        waiting = enumerate(documents)
        jobs = self.jobs or cores()
        first = list(islice(waiting, jobs * _AHEAD * _TOGETHER))
        if first and not self.ending.is_set():
            with run_folder() as folder:
                slotted(folder, jobs)
                yield from _Batches(self, min(jobs, len(first)), folder).outcomes(first, waiting)


def _look_every(seconds: float) -> None:
    """Have the pools of this process look so often."""
    from pebble import CONSTS

    CONSTS.sleep_unit = seconds


class _Batches:
    """Documents handed out to a pool, several small ones together.

    What ends a worker ends the one document that the worker had noted; those that were with it in a batch are handed
    out again.  Where it is not known which it was, each is handed out alone.
    """

    def __init__(self, local: Local, jobs: int, folder: Path) -> None:
        self._context = begun(*local.modules)
        self._given = (local.limits, folder, own_folders())
        self._modules, self._ending, self._broken = local.modules, local.ending, 0
        self._work, self._limits, self._jobs, self._folder = local.work, local.limits, jobs, folder
        self._next: deque[_Numbered] = deque()
        self._alone: set[int] = set()
        self._blame = Blame()
        self._under_way: dict[Future[_Done], dict[int, Document]] = {}
        self._pool = self._filled()

    def _filled(self) -> Any:
        """A pool of workers."""
        from pebble import ProcessPool

        _look_every(_POLL)
        return ProcessPool(max_workers=self._jobs, context=self._context, initializer=prepared, initargs=self._given)

    def outcomes(self, first: Iterable[_Numbered], waiting: Iterator[_Numbered]) -> Iterator[Outcome]:
        """An outcome for each, as it is ready.  Raises OSError where no worker can be begun."""
        self._next.extend(first)
        done = False
        try:
            while not done:
                try:
                    yield from self._through(waiting)
                    done = True
                except BrokenProcessPool as error:
                    self._anew(error)
            self._pool.close()
        finally:
            _look_every(_POLL)
            self._pool.stop()
            self._pool.join()
            self._context.let_go()

    def _anew(self, error: BrokenProcessPool) -> None:
        """Go on with another server and other workers: the server was killed.  Raises OSError where that is no help."""
        self._broken += 1
        if self._broken > _ANEW or getattr(error.__cause__, "errno", None) in (EMFILE, ENFILE, ENOMEM):
            cause = error.__cause__
            raise cause if isinstance(cause, OSError) else ChildProcessError(ECHILD, os.strerror(ECHILD)) from error
        self._pool.stop()
        self._pool.join()
        for batch in self._under_way.values():
            self._again(batch)
        self._under_way = {}
        self._context = begun(*self._modules)
        self._pool = self._filled()

    def _through(self, waiting: Iterator[_Numbered]) -> Iterator[Outcome]:
        """An outcome for each, as long as the pool holds and nobody wants it left.  Raises BrokenProcessPool."""
        gone: set[int] = set()
        busy = monotonic()
        look, idle = busy + _LOOK, _BEGINNING
        self._hand_out(waiting)
        while self._under_way and not self._ending.is_set():
            done, _ = wait(self._under_way, timeout=_LOOK, return_when=FIRST_COMPLETED)
            if done:
                busy, idle = monotonic(), _IDLE * 2**self._broken
            for future in done:
                batch = self._under_way.pop(future)
                yield from self._came(future, batch)
                self._hand_out(waiting)
            if monotonic() < look:
                continue
            for each in heard(self._folder):
                tell(each)
            _look_every(_SELDOM)
            if at_work(self._folder):
                busy, idle = monotonic(), _IDLE * 2**self._broken
            elif monotonic() - busy > idle:
                raise BrokenProcessPool("a worker was killed while it held what all of them wait for")
            before, gone, look = gone, orphaned(self._folder), monotonic() + _LOOK
            late = overdue(self._folder)
            for future, batch in [*self._under_way.items()]:
                over = late.keys() & batch.keys()
                if over and future.cancel():
                    del self._under_way[future]
                    seconds = f"{max(late[number] for number in over):g}"
                    yield from self._ended(batch, over, Problem("time_out.worker", {"seconds": seconds}))
                    self._hand_out(waiting)
                    continue
                # The pool tells of any other exit, by the second look at the latest.
                lost = gone & before & batch.keys()
                if lost and future.cancel():
                    del self._under_way[future]
                    yield from self._ended(batch, lost, Problem("crashed.worker", {"status": 0}))
                    self._hand_out(waiting)

    def _hand_out(self, waiting: Iterator[_Numbered]) -> None:
        """Give the pool as much as it may have ahead; the fewer are left, the smaller the batches."""
        most = self._jobs * _AHEAD
        self._next.extend(islice(waiting, max(most * _TOGETHER - len(self._next), 0)))
        while self._next and len(self._under_way) < most:
            number, document = self._next.popleft()
            batch = {number: document}
            size = 1 if number in self._alone else min(_TOGETHER, len(self._next) // most + 1)
            while len(batch) < size and self._next and self._next[0][0] not in self._alone:
                number, document = self._next.popleft()
                batch[number] = document
            told = (self._work, list(batch.items()), self._limits, self._folder)
            try:
                self._under_way[self._pool.schedule(_batch, told)] = batch
            except (BrokenProcessPool, RuntimeError) as error:  # it is broken, or was found so before
                self._again(batch)
                raise error if isinstance(error, BrokenProcessPool) else BrokenProcessPool from error

    def _came(self, future: Future[_Done], batch: dict[int, Document]) -> Iterator[Outcome]:
        """What became of a batch, also where its worker did not live to tell."""
        from pebble import ProcessExpired

        try:
            for number, outcome in future.result():
                del batch[number]
                yield outcome
            self._again(batch)
        except BrokenProcessPool:
            self._again(batch)
            raise
        except ProcessExpired as error:
            crashed = Problem("crashed.worker", {"status": error.exitcode})
            yield from self._ended(batch, orphaned(self._folder), crashed)
            if error.exitcode == SERVER_GONE:  # all workers were its, and what one held goes with it
                self._broken -= 1  # the document bears it
                raise BrokenProcessPool from None
        except MemoryError:
            yield from self._ended(batch, set(), Problem("out_of_memory.limit", {"most": self._limits.memory}))
        except RuleError:  # no document's fault: it would be told of each
            raise
        except (Exception, SystemExit) as error:  # what a worker sent back: raised by no fault of this process
            raised = Problem("internal_error.raised", {"error": f"{type(error).__name__}: {error}"})
            yield from self._ended(batch, set(), raised)

    def _ended(self, batch: dict[int, Document], lost: set[int], problem: Problem) -> Iterator[Outcome]:
        """A batch that came to nothing by one of its documents: that of `lost`, if it is known, which is then alone."""
        guilty = {*batch} if len(batch) == 1 else lost & batch.keys()
        for number in guilty:
            if self._blame.guilty(number, problem):
                yield Failure(batch.pop(number).shown, problem)
        self._alone |= guilty or {*batch}
        self._again(batch)

    def _again(self, batch: dict[int, Document]) -> None:
        """Have documents handed out anew, before all others; what notes there are of them is no longer so."""
        forgotten(self._folder, batch)
        self._next.extendleft(reversed(batch.items()))
