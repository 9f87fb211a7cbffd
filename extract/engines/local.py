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
from multiprocessing import get_context
from typing import Any

from extract.inputs import Document
from extract.work import Failure, Limits, Outcome, work

_AHEAD = 3  # documents handed out for each worker, so that none waits for the next
_PRELOADED = "extract.engines.preloaded"


def cores() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def limited(limits: Limits) -> None:
    """What a worker does first: it takes no more memory than it may."""
    import resource

    most = limits.memory * 1_000_000
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


Work = Callable[[Document, Limits], Outcome]
"""What a worker does with a document; a function of a module, so that a process can be told of it."""


@dataclass(frozen=True, slots=True)
class Local:
    """A pool of `jobs` worker processes (0: one a processor)."""

    limits: Limits = field(default_factory=Limits)
    jobs: int = 0
    work: Work = work

    def outcomes(self, documents: Iterable[Document]) -> Iterator[Outcome]:
        """An outcome for each document, as it is ready; at most a few are under way at any time."""
        from pebble import ProcessPool

        context = get_context("forkserver")
        context.set_forkserver_preload([_PRELOADED])
        jobs = self.jobs or cores()
        waiting = iter(documents)
        first = list(islice(waiting, jobs * _AHEAD))
        if not first:
            return
        jobs = min(jobs, len(first))
        pool: Any = ProcessPool(max_workers=jobs, context=context, initializer=limited, initargs=(self.limits,))
        under_way: dict[Future[Outcome], Document] = {}

        def hand_out(given: Iterable[Document]) -> None:
            for document in given:
                future: Any = pool.schedule(self.work, (document, self.limits), timeout=self.limits.seconds)
                under_way[future] = document

        try:
            hand_out(first)
            while under_way:
                done, _ = wait(under_way, return_when=FIRST_COMPLETED)
                for future in done:
                    document = under_way.pop(future)
                    hand_out(islice(waiting, 1))
                    yield _outcome(future, document, self.limits)
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
        return Failure(document.shown, "crashed", f"the reader crashed (exit {error.exitcode}); nothing was read")
    except MemoryError:
        return Failure(document.shown, "out_of_memory", f"more than {limits.memory} MB of memory (--memory-limit)")
    except (Exception, SystemExit) as error:  # what a worker sent back: raised by no fault of this process
        return Failure(document.shown, "internal_error", f"{type(error).__name__}: {error}")
