"""How long a store that does not answer is waited for, and who is told of it: each wait as it begins.

A store that is away for a minute costs a run that minute and no document.  It is asked a few times only where nothing
is begun yet (that it is misspelt is likelier then), where it was given up before, and where it answers with a fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from errno import EBUSY, EHOSTUNREACH, EIO, ENETUNREACH, EPIPE, ETIMEDOUT
from threading import Event, Thread
from time import monotonic, sleep
from typing import TypeVar

PAUSES = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds before each further attempt, the last of them again and again."""
PATIENCE = 300.0
"""Seconds since the first attempt failed after which no other is begun."""
FEW = 21.0
"""The same where nothing is begun yet, the store was given up before, or it is there."""
SILENCE = 10.0
"""Seconds without an answer to one attempt after which that is told: the stores' clients try again by themselves."""
_ALIKE = 0.8  # of a pause: waits that begin after so much of it are the next attempt's
FINAL = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError, ImportError)
"""What no waiting mends."""
_CALLED = ("Connect", "Timeout", "ServiceRequest")  # in the names of clients' own exceptions, or what they are made of
_LATER = frozenset({429, 502, 503, 504})  # what a server answers that cannot now; 500 is said of one object, too
_PASSING = frozenset({EBUSY, EHOSTUNREACH, EIO, ENETUNREACH, EPIPE, ETIMEDOUT})
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Wait:
    """One wait: for which place, why, how many seconds until it is asked again, and since when it does not answer.

    `seconds` is 0 where an attempt is under way that has no answer yet.
    """

    place: str
    reason: str
    seconds: float
    since: float


@dataclass(frozen=True, slots=True)
class Lost:
    """Machines of a cluster that are gone, and how many are left: what those had begun is done again on these."""

    machines: int
    left: int


News = Wait | Lost
Tell = Callable[[News], None]
Waited = Callable[[float], None]
_listening: ContextVar[tuple[Tell, Waited]] = ContextVar("listening", default=(lambda news: None, lambda seconds: None))
_given_up: set[str] = set()


@contextmanager
def telling(tell: Tell, waited: Waited = lambda seconds: None) -> Iterator[None]:
    """Have `tell` called with what happens meanwhile, of this process, and `waited` with the seconds of its waits."""
    token = _listening.set((tell, waited))
    try:
        yield
    finally:
        _listening.reset(token)


def tell(news: News) -> None:
    """Tell of what happens elsewhere."""
    _listening.get()[0](news)


def once(tell: Tell) -> Tell:
    """`tell`, called with no wait for a place while it was told already that this is waited for: a hundred workers wait
    for one store.
    """
    until: dict[str, float] = {}

    def told(news: News) -> None:
        if isinstance(news, Wait):
            now = monotonic()
            if now < until.get(news.place, 0.0):
                return
            until[news.place] = now + (news.seconds or SILENCE) * _ALIKE
        tell(news)

    return told


def away(error: BaseException | None) -> bool:
    """Whether a failure is of a store that does not answer, or says that it cannot now: as far as its client tells."""
    while error is not None:
        kinds = {kind.__name__ for kind in type(error).__mro__}
        status = getattr(error, "status", None) or getattr(error, "code", None)
        if (
            (isinstance(error, OSError) and error.errno in _PASSING)
            or any(word in kind for kind in kinds for word in _CALLED)
            or status in _LATER
        ):
            return True
        error = error.__cause__ or error.__context__
    return False


def meant(error: Exception) -> Exception:
    """A failure as it is meant: over HTTP fsspec says of a server that does not answer that there is no such file."""
    cause = error.__cause__
    return cause if isinstance(error, FINAL) and isinstance(cause, Exception) and away(cause) else error


def patiently(
    action: Callable[[], _T],
    place: str,
    reason: Callable[[BaseException], str] = str,
    *,
    most: float = PATIENCE,
) -> _T:
    """The result of `action`, tried again where the failure may be passing, until `most` seconds have gone.

    `place`: what is asked, as it may be shown; `reason`: a failure in one line.  Raises what the last attempt raised.
    """
    most = min(most, FEW) if place in _given_up else most
    tell, waited = _listening.get()
    first = monotonic()
    tries = 0
    while True:
        begun = monotonic()
        try:
            with _watched(place, first, most) as granted:
                found = action()
        except Exception as raised:  # every store has exceptions of its own
            error = meant(raised)
            if isinstance(error, FINAL):
                raise
            pause = PAUSES[min(tries, len(PAUSES) - 1)]
            now, gone = monotonic(), away(error)
            if now + pause - first > (most if gone else min(most, FEW)):
                if gone:
                    _given_up.add(place)
                raise error from None
            tell(Wait(place, reason(error), pause, now - first))
            waited(now + pause - begun - sum(granted))
            sleep(pause)
            tries += 1
        else:
            _given_up.discard(place)
            return found


@contextmanager
def _watched(place: str, first: float, most: float) -> Iterator[list[float]]:
    """What is asked here has an answer soon, or it is told, time and again, that there is none.

    The seconds for which that was done.
    """
    granted: list[float] = []
    (tell, waited), done = _listening.get(), Event()

    def watch() -> None:
        while not done.wait(SILENCE) and monotonic() - first < most:
            waited(SILENCE)
            granted.append(SILENCE)
            tell(Wait(place, "", 0.0, monotonic() - first))

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield granted
    finally:
        done.set()
        watcher.join()
