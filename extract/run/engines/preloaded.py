"""Imported by the server that workers are forked from: everything they need, loaded once."""

from __future__ import annotations

import atexit
import gc
import os
import signal
from contextlib import suppress
from importlib import import_module
from types import FrameType

_LOOK = 0.02  # seconds between two looks for the process that began the server
_BEGAN = os.getppid()
_ALSO = (
    "pebble",
    "resource",
    "extract.cli.app",
    "extract.run.engines.local",
    "extract.readers.text.plain",
)  # what every worker imports


def _still_wanted(number: int, frame: FrameType | None) -> None:
    """The server ends with the process that began it, also where that had no work for it and ends early."""
    if os.getppid() != _BEGAN:
        os._exit(0)


def _load() -> None:
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
    atexit.register(os._exit, 0)  # to take all of it apart again at the end would take time, too


_load()
