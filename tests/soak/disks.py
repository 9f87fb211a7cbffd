"""A disk that is full: a small file system in memory at the outputs, the cache or the temporary folder."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.soak.ledger import Skipped
from tests.soak.running import CACHE, OUT, TMP, Looks, ending, extracting, ids, lay, undisturbed

PLACES = (OUT, CACHE, TMP)
_LINES = 30  # a line for each document at most


@contextmanager
def _small(at: Path, options: str) -> Iterator[None]:
    """A file system of its own there, as long as it lasts.  Raises Skipped where none can be mounted."""
    try:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(at)], capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise Skipped(f"mount: {error.strerror}") from error
    if done.returncode:
        raise Skipped(f"a file system can be mounted by root alone ({done.stderr.strip()})")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(at)], check=False)


def attempt(number: int, folder: Path) -> str:
    """A run whose disk is full somewhere on the way; then there is room, and the next run does all of it."""
    pick = random.Random(f"disk {number}")
    place = PLACES[number % 3]
    wanted = undisturbed()
    full = sum(map(len, wanted.files.values()))
    most = {OUT: full, CACHE: full, TMP: 300_000}[place]
    size = f"size={pick.randrange(4096, most)}"
    if pick.random() < 0.3:
        size = f"size=8m,nr_inodes={pick.randrange(2, 14)}"
    looks = Looks(f"{place} full")
    lay(folder)
    with _small(folder / place, f"{size},mode=700"):
        run = extracting(folder)
        with ending(run):
            code = run.ended()
            looks.need(code in (0, 1, 2), "exit code", f"{code} {size} {run.said[-1500:]}")
            looks.need(len(run.said.splitlines()) <= _LINES, "more than a line each", run.said[-1500:])
            looks.quiet(run)
            looks.gone(folder, run)
        looks.whole(folder / OUT)
        if code in (0, 1):
            looks.kept(folder / OUT, ids(wanted))
        if place == CACHE:
            looks.need(code == wanted.code, "the run fails for its cache", f"{code} {size} {run.said[-1500:]}")
        subprocess.run(["mount", "-o", "remount,size=64m,nr_inodes=10000", str(folder / place)], check=True)
        looks.next_run(folder, wanted)
    looks.over()
    return f"{place}, code {code}"
