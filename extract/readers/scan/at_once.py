"""Pages read by OCR, several at once: as many as there are processors, over all documents of a run."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from pathlib import Path

from extract.readers.content import Options
from extract.readers.print.words import Page
from extract.readers.scan.sheet import Sheet
from extract.sources.locking import locked

_LOOK = 0.01  # seconds between two looks for a free slot
_AHEAD = 1  # pages drawn before there is a thread for them


def at_once(
    numbers: Collection[int], drawn: Callable[[int], Sheet], read: Callable[[Sheet], Page], options: Options
) -> Iterator[tuple[int, Page | Exception]]:
    """Each page that is drawn and read before it is too late, or what came of it, as it is ready.

    Pages are drawn in this thread; none is begun after the deadline.
    """
    many = max(min(len(options.slots) or cores(), len(numbers)), 1)
    waiting = iter(sorted(numbers))
    under_way: dict[Future[Page | None], int] = {}

    def one(sheet: Sheet) -> Page | None:
        with _slot(options.slots):
            return None if options.late else read(sheet)

    with ThreadPoolExecutor(many) as threads:
        for number in waiting:
            if options.late:
                break
            try:
                sheet = drawn(number)
            except MemoryError:
                raise
            except Exception as error:  # whatever a damaged page leads to
                yield number, error
                continue
            under_way[threads.submit(one, sheet)] = number
            del sheet
            if len(under_way) >= many + _AHEAD:
                yield from _ready(under_way)
        while under_way:
            yield from _ready(under_way)


def _ready(under_way: dict[Future[Page | None], int]) -> Iterator[tuple[int, Page | Exception]]:
    done, _ = wait(under_way, return_when=FIRST_COMPLETED)
    for future in done:
        number = under_way.pop(future)
        try:
            page = future.result()
        except MemoryError:
            raise
        except Exception as error:  # of this page alone
            yield number, error
        else:
            if page is not None:
                yield number, page


def cores() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _slot(slots: tuple[Path, ...]) -> Iterator[None]:
    """One of the slots, held meanwhile; with none, or none that can be had, at once."""
    with ExitStack() as held:
        files = []
        for slot in slots:
            try:
                files.append(held.enter_context(slot.open("rb")))
            except OSError:
                continue
        while files and not any(locked(file.fileno()) for file in files):
            time.sleep(_LOOK)
        yield
