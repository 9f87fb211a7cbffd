"""A fault costs what it touches: a part of a document that raises or takes too long is lost alone, and told.

Every stage from layout on does its work on a part through `Guard.tried`.  A part has a budget of processor time that
grows with its length and with the numbers in it.  In the main thread a timer looks at it (Python's regular expressions
let signals in, so even one that backtracks for ever is stopped); in other threads and on systems without such timers
only `Guard.poll`, between two values, does.  Native code that never gives way is bounded by the limit of the document,
in its process.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from time import thread_time
from types import FrameType
from typing import Final, Literal, NamedTuple, Protocol, TypeVar

from extract.contract.failures import one_line
from extract.contract.offsets import RawOffset, RawSpan

Code = Literal["paragraph_failed", "read_simply", "head_failed"]
LOSSES: Final = ("partial", "paragraph_failed", "read_simply", "head_failed")
"""Warnings that say that something of a document is missing: it was read in part."""

# Seconds of processor time.  Of the 3,100 paragraphs of 59 documents (446,000 characters) the slowest took 0.008 s in
# any one stage; one paragraph of nothing but short goals (160,000 characters, a number in nine) took 55 microseconds a
# character in all stages together (2026-11-29).
BASE = 2.0  # halved with every part that took too long, so that many do not add up
EACH = 1e-4  # a character
EACH_NUMBER = 1e-3  # a number: 20,000 in one paragraph ("1%1%1%...") took 0.3 ms each in the slowest stage (2026-11-30)
LOOK = 0.1  # between two looks at the time

Result = TypeVar("Result")
Otherwise = TypeVar("Otherwise")


class TooLong(BaseException):
    """The budget of a part is spent; no `except Exception` on the way may swallow it."""

    def __str__(self) -> str:
        return "it took too long"


class Mapped(Protocol):
    """A text that knows where in the raw text each of its characters stood (extract.language.working)."""

    def raw_span(self, start: int, end: int, /) -> RawSpan:
        """Raw offsets of its [start, end)."""


class Part(NamedTuple):
    """What is worked on: the stage, and [start, end) of a text; `code`: the warning that its loss is told with,
    None where it is no loss: what fails as a whole is done anew piece by piece.
    `numbers`: how many of the document's are worked on with it, where that is known.
    `timed`: it has a budget of its own (else only those of what it is made of, and that around it, hold).
    """

    stage: str
    text: Mapped
    start: int
    end: int
    code: Code | None = "paragraph_failed"
    timed: bool = True
    numbers: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """A part that was lost: raw offsets, and the error in one line."""

    code: Code
    stage: str
    start: RawOffset
    end: RawOffset
    error: str


def _of_the_text(error: BaseException) -> bool:
    """Whether an error is the fault of what was worked on; a panic of a compiled extension is no Exception."""
    if isinstance(error, MemoryError):
        return False
    return isinstance(error, Exception | TooLong) or type(error).__name__ == "PanicException"


class Guard:
    """The guard of one document: what it lost so far is in `faults`, each part once; `passing`: errors let through."""

    def __init__(self, *passing: type[BaseException]) -> None:
        self.faults: list[Fault] = []
        self._passing = passing
        self._base, self._each = BASE / LOOK + 1, EACH / LOOK  # the budget, in looks
        self._each_number = EACH_NUMBER / LOOK
        self._looks = 0  # how often it was, or should have been, looked at the time
        self._last = inf  # the look that is the last before the part that is worked on has spent its budget
        self._timed = False  # a timer looks

    def tried(self, part: Part, otherwise: Otherwise, work: Callable[..., Result], *args: object) -> Result | Otherwise:
        """What `work(*args)` gives; `otherwise` where it raises or takes too long, which is noted.

        Of parts within each other the innermost is lost; of those whose time is over, the outermost.
        KeyboardInterrupt, SystemExit, MemoryError and what else is no fault of the text pass through.
        """
        outer = self._last
        if part.timed:
            if not self._timed:
                self._looks = _by_the_clock()
            own = self._looks + self._base + self._each * (part.end - part.start) + self._each_number * part.numbers
            if own < outer:
                self._last = own
        try:
            result = work(*args)
            self._last = outer  # here, so that a timer that still fires finds itself within the `try`
            return result
        except BaseException as error:
            self._last = outer
            if isinstance(error, TooLong) and self._looks > outer:
                raise
            self.lost(part, error)
            return otherwise

    def lost(self, part: Part, error: BaseException) -> None:
        """Note that a part is lost; raises the error again where it is no fault of the text."""
        if isinstance(error, self._passing) or not _of_the_text(error):
            raise error
        if isinstance(error, TooLong):
            self._base = (self._base + 1) / 2
        if part.code is None:
            return
        start, end = part.text.raw_span(part.start, part.end)
        if any((f.code, f.start, f.end) == (part.code, start, end) for f in self.faults[-_REMEMBERED:]):
            return
        told = str(error) if isinstance(error, TooLong) else f"{type(error).__name__}: {error}"
        self.faults.append(Fault(part.code, part.stage, start, end, one_line(told)[:_LONGEST].rstrip(": ")))

    def poll(self) -> None:
        """Raise TooLong where the budget is spent and no timer would tell."""
        if not self._timed:
            self._looks = _by_the_clock()
            if self._looks > self._last:
                raise TooLong

    def _look(self, number: int, frame: FrameType | None) -> None:
        self._looks += 1
        if self._looks > self._last:
            raise TooLong

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Have a timer look at the time, where one can be had and nobody else uses it."""
        if self._timed or not _timer_is_free():
            yield
            return
        before = signal.signal(signal.SIGVTALRM, self._look)
        signal.setitimer(signal.ITIMER_VIRTUAL, LOOK, LOOK)
        self._timed = True
        try:
            yield
        finally:
            self._timed = False
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, before)


def _by_the_clock() -> int:
    """How often a timer would have looked by now, had it been set when this thread began."""
    return int(thread_time() / LOOK)


_REMEMBERED = 50  # faults among which one of the same part is looked for
_LONGEST = 300  # characters of an error's text


def _timer_is_free() -> bool:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return False
    return signal.getsignal(signal.SIGVTALRM) is signal.SIG_DFL and signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0


class Unguarded(Guard):
    """Lets every error through: for one stage called alone."""

    def tried(self, part: Part, otherwise: Otherwise, work: Callable[..., Result], *args: object) -> Result | Otherwise:
        """What `work(*args)` gives."""
        return work(*args)

    def lost(self, part: Part, error: BaseException) -> None:
        """Raise the error again."""
        raise error


UNGUARDED: Final = Unguarded()
