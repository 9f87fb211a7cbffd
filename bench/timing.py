"""How things are timed: taking turns in rounds, ratios within a round, whole processes with their peak of memory."""

from __future__ import annotations

import gc
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
_POLL = 0.02  # seconds between two looks at the memory of a process

Work = Callable[[], object]
Timings = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of the rounds, the lowest and the highest."""

    middle: float
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Process:
    """A whole process: its seconds, and its own peak of resident memory in MB (its workers' not counted).

    `megabytes` is None where the system does not tell (it is read from /proc).
    """

    seconds: float
    megabytes: float | None


def spread(values: Sequence[float]) -> Spread:
    """Median, lowest and highest of one figure a round."""
    return Spread(statistics.median(values), min(values), max(values))


def timed(work: Work) -> float:
    """Seconds of one call, garbage of others collected before."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def interleaved(works: Mapping[str, Callable[[], float]], rounds: int) -> Timings:
    """What each of `works` measures, round by round: A B C, then C B A, ..., so that no place in it is the better."""
    taken: Timings = {name: [] for name in works}
    for number in range(rounds):
        for name in works if number % 2 == 0 else reversed(works):
            taken[name].append(works[name]())
    return taken


def warm(works: Mapping[str, Work], rounds: int) -> Timings:
    """Seconds of each piece of work, all of them done once before anything is timed (unless one round is all)."""
    for work in works.values() if rounds > 1 else ():
        work()
    return interleaved({name: lambda work=work: timed(work) for name, work in works.items()}, rounds)


def ratio(above: Sequence[float], below: Sequence[float], times: float = 1.0) -> Spread:
    """`above` over `below`, each taken within its round, `times` a constant."""
    return spread([times * a / b for a, b in zip(above, below, strict=True)])


def _peak(process: subprocess.Popen[bytes]) -> int:
    """The highest resident memory of a running process in bytes so far, 0 where that cannot be told."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text("ascii", errors="replace")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:")), 0)


def process(*command: str) -> Process:
    """Run a command to its end.  Raises CalledProcessError, with what it said, where it fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has its byte code, and so have we
    start = time.perf_counter()
    running = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    peak = 0
    while True:
        peak = max(peak, _peak(running))
        try:
            _, said = running.communicate(timeout=_POLL)
            break
        except subprocess.TimeoutExpired:
            continue
    seconds = time.perf_counter() - start
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command, stderr=said)
    return Process(seconds, peak / 1e6 or None)


def chitieu(*arguments: str) -> Process:
    """Run our command line as a process of its own."""
    return process(sys.executable, "-m", "extract", *arguments)


def machine() -> dict[str, object]:
    """What the figures were measured on, without names of it."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
    }
