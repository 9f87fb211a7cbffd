"""Signals at random moments to every process of a run."""

from __future__ import annotations

import os
import random
import shutil
import signal
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

from tests.soak.ledger import Finding
from tests.soak.running import (
    CACHE,
    OUT,
    Looks,
    Undisturbed,
    Watched,
    ending,
    extracting,
    ids,
    lay,
    undisturbed,
)

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)
ROLES = ("parent", "parent", "worker", "worker", "fork server")
_LOOK = 0.01
_RUNS = 3  # of a try


def attempt(number: int, folder: Path) -> str:
    """Runs into one folder, each of which gets a signal or two; what each leaves, and what the last makes of it.

    Each goes on with what the one before has left, so that one undisturbed run at the end tells of all of them.
    """
    pick = random.Random(f"kill {number}")
    wanted = undisturbed()
    looks = Looks("kills")
    lay(folder)
    hits = sum(_struck(folder, looks, pick, wanted) for _ in range(_RUNS))
    looks.about(f"after {_RUNS} runs")
    looks.next_run(folder, wanted)
    looks.over()
    return f"{hits} signals"


def _struck(folder: Path, looks: Looks, pick: random.Random, wanted: Undisturbed) -> int:
    """A run, a process of which gets a signal, and where it goes on another; how many did."""
    role, at_work = pick.choice(ROLES), pick.random() < 0.7  # else at any time, most of which is the start
    many = 1 if role == "parent" else pick.choice((1, 2, 3))
    looks.about(f"{many} signals to the {role}")
    run, sent = extracting(folder), list[str]()
    with ending(run):
        if at_work:
            _until_at_work(run)
        for _ in range(many):
            signaled = pick.choice(SIGNALS)
            if _send(run, role, signaled, pick.random() * wanted.seconds * (0.3 if at_work else 1.1)):
                sent.append(signaled.name)
                looks.about(f"{', '.join(sent)} to the {role}")
        code = run.ended()
        looks.need(code is not None, "the run hangs", run.said[-1500:])
        looks.quiet(run)
        looks.gone(folder, run)
    looks.whole(folder / OUT)
    if role != "parent":
        looks.need(code in (0, 1), "the run fails", f"{code} {run.said[-1500:]}")
    if code in (0, 1):
        looks.kept(folder / OUT, ids(wanted))
    if pick.random() < 0.3:  # else most of the work is done by the first
        shutil.rmtree(folder / OUT, ignore_errors=True)
        shutil.rmtree(folder / CACHE, ignore_errors=True)
        (folder / CACHE).mkdir()
    return len(sent)


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
