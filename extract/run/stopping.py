"""A signal that asks a process to end (Ctrl-C, TERM, HUP, QUIT), as an exception: what is begun is put in order first.

Handlers are set by the command alone (`listening`); a caller of the package keeps its own.  The first signal raises
`Stopped`, a second one ends the process as it would have without.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_ASKED = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK")


class Stopped(KeyboardInterrupt):
    """The process was asked to end, by the signal of this number; whatever lets Ctrl-C pass lets it pass."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    @property
    def name(self) -> str:
        """The signal's name: SIGTERM."""
        return signal.Signals(self.number).name

    @property
    def code(self) -> int:
        """What the process exits with, as shells count: 130 for SIGINT, 143 for SIGTERM."""
        return 128 + self.number


_holding = 0
_raised: Stopped | None = None
_waiting: Stopped | None = None


def _stop(number: int, frame: FrameType | None) -> None:
    global _waiting
    unheard()
    _waiting = Stopped(number)
    if not _holding:
        _raise()


def _raise() -> None:
    global _raised, _waiting
    stopped, _waiting = _waiting, None
    if stopped is not None:
        _raised = stopped
        raise stopped


def raised() -> Stopped | None:
    """What was raised for a signal, though something on the way may have taken it for Ctrl-C and made a code of it."""
    return _raised


def _signals() -> list[signal.Signals]:
    return [getattr(signal, name) for name in _ASKED if hasattr(signal, name)]


def listening() -> None:
    """Have signals raise Stopped in this process's main thread; one that is ignored (nohup) stays so."""
    if threading.current_thread() is not threading.main_thread():
        return
    for each in _signals():
        if signal.getsignal(each) is not signal.SIG_IGN:
            signal.signal(each, _stop)


def unheard() -> None:
    """From now on a signal ends the process at once: what was begun has been put in order, or is being."""
    for each in _signals():
        if signal.getsignal(each) is _stop:
            signal.signal(each, signal.SIG_DFL)


@contextmanager
def telling(tell: Callable[[], None]) -> Iterator[None]:
    """What is done here ends by itself when it is told to: a signal calls `tell`, and is heeded at the end of it."""
    told: list[int] = []

    def heard(number: int, frame: FrameType | None) -> None:
        told.append(number)
        tell()

    ours = [each for each in _signals() if signal.getsignal(each) is _stop]
    for each in ours:
        signal.signal(each, heard)
    try:
        yield
    finally:
        for each in ours:
            signal.signal(each, _stop)
    if told:
        signal.raise_signal(told[0])


@contextmanager
def unstopped() -> Iterator[None]:
    """What is done here is done whole: a signal is heeded at the end of it."""
    global _holding
    _holding += 1
    try:
        yield
    finally:
        _holding -= 1
    if not _holding:
        _raise()
