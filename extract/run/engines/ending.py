"""A worker ends with the run that it works for: at once where the system can see to it, else as soon as it can look."""

from __future__ import annotations

import os
import select
from contextlib import suppress
from multiprocessing import parent_process
from threading import Thread


def end_with_the_run() -> None:
    """Have this process end when the process that started the run does, however that ends."""
    run = parent_process()
    if run is None:
        return
    _told_by_the_system(run.sentinel)
    Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    """Waits for the run's process.  It cannot look while a library keeps Python's lock."""
    run = parent_process()
    if run is not None:
        run.join()
        os._exit(1)


def _told_by_the_system(sentinel: int) -> None:
    """Have the system end this process (SIGIO, which nobody handles) when the pipe to the run's process is closed."""
    try:
        import fcntl
    except ImportError:
        return
    with suppress(OSError, AttributeError):  # not every system has it
        fcntl.fcntl(sentinel, fcntl.F_SETOWN, os.getpid())
        flags = fcntl.fcntl(sentinel, fcntl.F_GETFL)
        fcntl.fcntl(sentinel, fcntl.F_SETFL, flags | os.O_ASYNC)
        if select.select([sentinel], [], [], 0)[0]:  # it was closed before
            os._exit(1)
