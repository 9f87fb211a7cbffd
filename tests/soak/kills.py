"""Signals at random moments to every process of a run."""

from __future__ import annotations

import os
import random
import signal
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

from tests.soak.ledger import Finding
from tests.soak.running import OUT, Looks, Watched, ending, extracting, ids, lay, undisturbed

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)
ROLES = ("parent", "parent", "worker", "worker", "fork server")
_LOOK = 0.01


def attempt(number: int, folder: Path) -> str:
    """A run, one process of which gets a signal; what it leaves, and what the next run makes of it."""
    pick = random.Random(f"kill {number}")
    wanted = undisturbed()
    sent, role = pick.choice(SIGNALS), pick.choice(ROLES)
    at_work = pick.random() < 0.7  # else at any time, most of which is the start
    at = pick.random() * wanted.seconds * (0.3 if at_work else 1.1)
    looks = Looks(f"{sent.name} to the {role}")
    run = extracting(lay(folder))
    with ending(run):
        if at_work:
            _until_at_work(run)
        hit = _send(run, role, sent, at)
        code = run.ended()
        looks.need(code is not None, "the run hangs", run.said[-1500:])
        looks.quiet(run)
        looks.gone(folder, run)
    looks.whole(folder / OUT)
    if role != "parent":
        looks.need(code in (0, 1), "the run fails", f"{code} {run.said[-1500:]}")
    if code in (0, 1):
        looks.kept(folder / OUT, ids(wanted))
    looks.next_run(folder, wanted)
    looks.over()
    if not hit:
        return "ended before"
    return f"{sent.name} {role}, {'at work' if at_work else 'any time'}"


def _until_at_work(run: Watched) -> None:
    """Wait for the first worker."""
    while run.process.poll() is None and "worker" not in run.alive().values():
        sleep(_LOOK)


def _send(run: Watched, role: str, sent: signal.Signals, after: float) -> bool:
    """Send a signal to a process of that role, the first that there is after so many seconds; False for none."""
    end = monotonic() + after
    while monotonic() < end and run.process.poll() is None:
        sleep(_LOOK)
    while run.process.poll() is None:
        for id, each in run.alive().items():
            if each == role:
                with suppress(ProcessLookupError):
                    os.kill(id, sent)
                    return True
        if monotonic() > end + 60:
            raise Finding("kills: no such process for a minute", role)
        sleep(_LOOK)
    return False
