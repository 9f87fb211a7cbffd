"""Imported by the server that workers are forked from: everything they need, loaded once."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
import time
from contextlib import suppress
from importlib import import_module
from multiprocessing import spawn
from pickle import UnpicklingError
from types import FrameType, TracebackType

from extract.run.engines.server import BEGAN_BY
from extract.sources.temporary import sweep_temporary

_LOOK = 0.02  # seconds between two looks for the process that began the server
_GONE = 0.2  # seconds in which a process that was killed is gone
_BEGAN = int(os.environ.pop(BEGAN_BY, os.getppid()))  # it may be gone already, and another be the parent
_ALSO = (
    "pebble",
    "resource",
    "extract.cli.app",
    "extract.run.engines.local",
    "extract.readers.text.plain",
)  # what every worker imports


def _still_wanted(number: int, frame: FrameType | None) -> None:
    """The server ends with the process that began it, also where that had no work for it, or was killed, early."""
    if os.getppid() != _BEGAN:
        _end()


def _load() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the server too, and is for the run alone
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    gc.disable()  # what is loaded stays; looking through it again and again would take a tenth of the time
    signal.signal(signal.SIGALRM, _still_wanted)
    signal.setitimer(signal.ITIMER_REAL, _LOOK, _LOOK)
    try:
        for module in _ALSO:
            import_module(module)
        with suppress(Exception):  # what fails here fails again in a worker, which tells of it
            from extract.run.work import shipped

            shipped()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        gc.enable()
    _still_wanted(0, None)
    sys.excepthook = _complained
    atexit.register(_end)


def _complained(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What a process says that ends of an error: nothing where it is a worker that was not told its work.

    That is so where the run ended while it was begun: the locks are gone, or what was to be told is cut off.
    """
    told = trace
    while told is not None and told.tb_frame.f_globals.get("__name__") != spawn.__name__:
        told = told.tb_next
    if told is None or not issubclass(kind, (OSError, EOFError, UnpicklingError)):
        sys.__excepthook__(kind, error, trace)


def _end() -> None:
    """The end of the server: at once, to take all of it apart would take time, too.

    Where the process that began it was killed, what that left in the temporary folder goes.
    """
    until = time.monotonic() + _GONE
    while os.getppid() == _BEGAN and time.monotonic() < until:
        time.sleep(0.01)
    if os.getppid() != _BEGAN:
        sweep_temporary()
    os._exit(0)


_load()
