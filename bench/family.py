"""A command with all the processes that it begins: what each took of processors and of memory, read from /proc."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from timing import ROOT

_POLL = 0.05  # seconds between two looks; what a process does after the last is not counted
_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True, slots=True)
class Member:
    """One process: whose child it is, its seconds of processor, its peak of resident memory in MB."""

    parent: int
    cpu: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Family:
    """A command that ran: its seconds, itself, the server that workers are forked from, the workers.

    A worker's peak has in it what it shares with the server.
    """

    seconds: float
    itself: Member
    servers: tuple[Member, ...]
    workers: tuple[Member, ...]

    @property
    def of_workers(self) -> float:
        """Seconds of processor of all workers."""
        return sum(each.cpu for each in self.workers)


def _look(process: int) -> Member | None:
    """A process as it is now."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        status = Path(f"/proc/{process}/status").read_text("utf-8", "replace")
    except OSError:
        return None
    peak = next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")), 0)
    return Member(int(stat[1]), (int(stat[11]) + int(stat[12])) / _TICK, peak * 1024 / 1e6)


def _children(process: int) -> list[int]:
    try:
        names = os.listdir(f"/proc/{process}/task")
        return [int(n) for name in names for n in Path(f"/proc/{process}/task/{name}/children").read_text().split()]
    except OSError:
        return []


def run(*command: str, environment: dict[str, str] | None = None) -> Family:
    """Run a command to its end.  Raises CalledProcessError where it fails, OSError where there is no /proc."""
    start = time.perf_counter()
    told = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
    running = subprocess.Popen(command, cwd=ROOT, env=told, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if _look(running.pid) is None:
        raise OSError("there is no /proc to read processes from")
    found: dict[int, Member] = {}
    said = b""
    while True:
        waiting = [running.pid]
        while waiting:
            process = waiting.pop()
            now = _look(process)
            if now is not None and (now.cpu or now.megabytes):  # one that has just ended has no memory
                before = found.get(process, now)
                found[process] = Member(now.parent, max(before.cpu, now.cpu), max(before.megabytes, now.megabytes))
            waiting += _children(process)
        try:
            _, said = running.communicate(timeout=_POLL)
            break
        except subprocess.TimeoutExpired:
            continue
    seconds = time.perf_counter() - start
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command, stderr=said)
    itself = found.pop(running.pid)
    servers = {n: each for n, each in found.items() if each.parent == running.pid}
    workers = [each for n, each in found.items() if n not in servers]
    return Family(seconds, itself, tuple(servers.values()), tuple(workers))


def chitieu(*arguments: str, environment: dict[str, str] | None = None) -> Family:
    """Run our command line with all its processes."""
    return run(sys.executable, "-m", "extract", *arguments, environment=environment)


def told(family: Family) -> str:
    """The figures of a run in a line."""
    workers = ", ".join(f"{each.cpu:.2f} s {each.megabytes:.0f} MB" for each in family.workers)
    servers = ", ".join(f"{each.cpu:.2f} s {each.megabytes:.0f} MB" for each in family.servers)
    return (
        f"{family.seconds:.1f} s; itself {family.itself.cpu:.2f} s {family.itself.megabytes:.1f} MB;"
        f" server {servers}; workers {workers}"
    )


if __name__ == "__main__":
    print(told(chitieu(*sys.argv[1:])))
