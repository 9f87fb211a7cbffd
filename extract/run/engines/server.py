"""The server that workers are forked from: it loads the pipeline once, while the process that the user started goes on.

This module imports next to nothing: the command begins the server before all else.
"""

from __future__ import annotations

import atexit
import multiprocessing.context
import os
import signal
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from extract.sources.temporary import temporary_folder

if TYPE_CHECKING or hasattr(multiprocessing.context, "ForkServerContext"):
    from multiprocessing.context import ForkServerContext
else:  # Windows

    class ForkServerContext:
        """None can be had."""


if TYPE_CHECKING:
    from multiprocessing.synchronize import RLock as Lock

_PRELOADED = "extract.run.engines.preloaded"
_ROOT = Path(__file__).parents[3]
BEGAN_BY = "CHITIEU_BEGAN_BY"
"""The variable that tells the server the number of the process that began it."""


@contextmanager
def _as_here() -> Iterator[None]:
    """A process begun meanwhile takes this very package, none of that name in the folder that the user stands in.

    It is told which process began it.
    """
    before = {name: os.environ.get(name) for name in ("PYTHONSAFEPATH", "PYTHONPATH", BEGAN_BY)}
    os.environ["PYTHONSAFEPATH"] = "1"
    os.environ[BEGAN_BY] = str(os.getpid())
    if str(_ROOT) not in (sysconfig.get_path("purelib"), sysconfig.get_path("platlib")):  # there it is found anyway
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(_ROOT), before["PYTHONPATH"]]))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextmanager
def _deaf() -> Iterator[None]:
    """A process begun meanwhile does not hear Ctrl-C, which is for the run alone, until it has seen to that itself."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@cache
def _settled() -> None:
    """Have the server's socket lie in a folder that is swept if this process is killed, and gone when it ends."""
    from multiprocessing.process import current_process

    settings = getattr(current_process(), "_config", {})  # where multiprocessing.util.get_temp_dir looks
    if "tempdir" not in settings:
        made = temporary_folder(brief=True)
        settings["tempdir"] = str(made.__enter__())
        atexit.register(made.__exit__, None, None, None)


def can_fork() -> bool:
    """Whether workers can be forked from a server here."""
    return hasattr(multiprocessing.context, "ForkServerContext")


class Context(ForkServerContext):
    """Whose locks are there until they are let go, also where the pool has done with them.

    A pool that is stopped gives them up before its workers are ended; one that has just been forked would not find
    them any more, and complain.
    """

    def __init__(self) -> None:
        super().__init__()
        self._locks: list[Lock] = []

    def RLock(self) -> Lock:
        """A lock for processes."""
        lock = super().RLock()
        self._locks.append(lock)
        return lock

    def let_go(self) -> None:
        """What was done with them is over: no process needs them any more."""
        self._locks.clear()


def begun(*modules: str) -> Context:
    """The context whose processes are forked from the server, which runs from now on; called again it changes nothing.

    `modules` are loaded beside the pipeline.  Where the process that began it ends before all is loaded, the server
    ends too.
    """
    from multiprocessing import resource_tracker
    from multiprocessing.forkserver import ensure_running

    resource_tracker.ensure_running()  # it is begun with the server, and would have all hear again
    _settled()
    context = Context()
    context.set_forkserver_preload([_PRELOADED, *modules])
    with _as_here(), _deaf():
        ensure_running()
    return context
