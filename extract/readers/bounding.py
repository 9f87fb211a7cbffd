"""The time that one document may take to be read, where no run with its own limits is around."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from types import FrameType

from extract.contract.failures import ReadError
from extract.readers.content import Options

SECONDS = 300.0
"""As `--time-limit` has it; pages to be read by OCR are given more."""
_SOFT = 0.8  # share of it after which a reader begins no further page


class _Over(BaseException):
    """The time is over; no `except Exception` of a reader may swallow it."""


@contextmanager
def bounded(options: Options | None) -> Iterator[Options]:
    """The options given (whoever gave them bounds the time), or those of a document that is read on its own.

    Then, in the main thread, a timer ends even what looks at no clock, with ReadError (time_out); in other threads and
    on systems without such timers the readers' own looks at the time are all there is.
    """
    if options is not None:
        yield options
        return
    end = monotonic() + SECONDS
    timed = _timer_is_free()

    def more(seconds: float) -> None:
        nonlocal end
        end += seconds / _SOFT
        if timed:
            signal.setitimer(signal.ITIMER_REAL, max(end - monotonic(), 0.001))

    own = Options(deadline=monotonic() + _SOFT * SECONDS, granted=more)
    if not timed:
        yield own
        return
    before = signal.signal(signal.SIGALRM, _over)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield own
    except _Over:
        raise ReadError("time_out.alone", seconds=f"{SECONDS:.0f}") from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _over(number: int, frame: FrameType | None) -> None:
    raise _Over


def _timer_is_free() -> bool:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return False
    return signal.getsignal(signal.SIGALRM) is signal.SIG_DFL and signal.getitimer(signal.ITIMER_REAL)[0] == 0
