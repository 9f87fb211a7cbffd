"""Documents in worker processes: what hangs, crashes or eats memory ends its own document and nothing else.

Workers are forked from a server that has loaded the pipeline once, so that a new one (after a crash, after a time-out)
is there in milliseconds; the process that the user started loads nothing heavy.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.forkserver import ensure_running
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any

from extract.engines.folder import noted, orphaned, run_folder, settle
from extract.inputs import Document
from extract.outcomes import Failure, Limits, Outcome

_AHEAD = 3  # documents handed out for each worker, so that none waits for the next
_LOOK = 1.0  # seconds between two looks for workers that are gone
_PRELOADED = "extract.engines.preloaded"


def cores() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _end_with_the_run() -> None:
    """Waits for the process that started the run; where that was killed, the worker ends too."""
    run = parent_process()
    if run is not None:
        run.join()
        os._exit(1)


def prepared(limits: Limits, folder: Path) -> None:
    """What a worker does first: it ends with the run, takes no more memory than it may and keeps its files together."""
    import resource

    settle(folder)
    Thread(target=_end_with_the_run, daemon=True).start()
    most = limits.memory * 1_000_000
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


_CRASHED = "the reader crashed (exit {}); nothing was read"
_Numbered = tuple[int, Document]

Work = Callable[[Document, Limits], Outcome]
"""What a worker does with a document; a function of a module, so that a process can be told of it."""


def _shipped(document: Document, limits: Limits) -> Outcome:
    """The work of this package, imported where it is done."""
    from extract.work import work

    return work(document, limits)


def _noted(work: Work, document: Document, limits: Limits, folder: Path, number: int) -> Outcome:
    with noted(folder, number):
        return work(document, limits)


@dataclass(frozen=True, slots=True)
class Local:
    """A pool of `jobs` worker processes (0: one a processor)."""

    limits: Limits = field(default_factory=Limits)
    jobs: int = 0
    work: Work = _shipped

    def outcomes(self, documents: Iterable[Document]) -> Iterator[Outcome]:
        """An outcome for each document, as it is ready; at most a few are under way at any time."""
        waiting = enumerate(documents)
        jobs = self.jobs or cores()
        first = list(islice(waiting, jobs * _AHEAD))
        if first:
            with run_folder() as folder:
                yield from self._all(first, waiting, min(jobs, len(first)), folder)

    def _all(self, first: list[_Numbered], waiting: Iterator[_Numbered], jobs: int, folder: Path) -> Iterator[Outcome]:
        context = get_context("forkserver")
        context.set_forkserver_preload([_PRELOADED])
        ensure_running()  # it loads the pipeline while this process goes on
        from pebble import ProcessPool

        given = (self.limits, folder)
        pool: Any = ProcessPool(max_workers=jobs, context=context, initializer=prepared, initargs=given)
        under_way: dict[Future[Outcome], _Numbered] = {}
        gone: set[int] = set()
        look = monotonic() + _LOOK

        def hand_out(more: Iterable[_Numbered]) -> None:
            for number, document in more:
                told = (self.work, document, self.limits, folder, number)
                under_way[pool.schedule(_noted, told, timeout=self.limits.seconds)] = number, document

        try:
            hand_out(first)
            while under_way:
                done, _ = wait(under_way, timeout=_LOOK, return_when=FIRST_COMPLETED)
                for future in done:
                    _, document = under_way.pop(future)
                    hand_out(islice(waiting, 1))
                    yield _outcome(future, document, self.limits)
                if monotonic() < look:
                    continue
                before, gone, look = gone, orphaned(folder), monotonic() + _LOOK
                for future, (number, document) in [*under_way.items()]:
                    # The pool tells of any other exit, by the second look at the latest.
                    if number in gone & before and future.cancel():
                        del under_way[future]
                        hand_out(islice(waiting, 1))
                        yield Failure(document.shown, "crashed", _CRASHED.format(0))
            pool.close()
        finally:
            pool.stop()
            pool.join()


def _outcome(future: Future[Outcome], document: Document, limits: Limits) -> Outcome:
    """What became of a document, also where its worker did not live to tell."""
    from pebble import ProcessExpired

    try:
        return future.result()
    except TimeoutError:
        message = f"not done after {limits.seconds:g} seconds (--time-limit)"
        return Failure(document.shown, "time_out", message)
    except ProcessExpired as error:
        return Failure(document.shown, "crashed", _CRASHED.format(error.exitcode))
    except MemoryError:
        return Failure(document.shown, "out_of_memory", f"more than {limits.memory} MB of memory (--memory-limit)")
    except (Exception, SystemExit) as error:  # what a worker sent back: raised by no fault of this process
        return Failure(document.shown, "internal_error", f"{type(error).__name__}: {error}")
