"""The folder of one run for what its workers put down, which goes with the run: also what killed workers left there.

It holds the workers' temporary files, and a note for each document that is being worked on.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import astuple
from pathlib import Path
from uuid import uuid4

from extract.sources.patience import News, Wait, telling
from extract.sources.temporary import PREFIX, temporary_folder

_WORD = "run-"
_NOTE, _SLOT, _SAID = "at-", "slot-", "said-"


@contextmanager
def run_folder() -> Iterator[Path]:
    """A fresh folder, taken away at the end; so are those of runs that were killed."""
    with temporary_folder(_WORD) as folder:
        yield folder


def settle(folder: Path) -> None:
    """Have this process put its temporary files, and those of programs it starts, into a run's folder."""
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)


def slotted(folder: Path, many: int) -> None:
    """Have at most so many pages be read by OCR at once, whichever workers of the run read them."""
    for number in range(many):
        (folder / f"{_SLOT}{number}").touch()


def slots() -> tuple[Path, ...]:
    """The slots of the run that this process works for; none outside of a run."""
    folder = Path(tempfile.gettempdir())
    return tuple(sorted(folder.glob(f"{_SLOT}*"))) if folder.name.startswith(PREFIX + _WORD) else ()


@contextmanager
def noted(folder: Path, number: int, seconds: float) -> Iterator[None]:
    """A note that this process works on the document of that number, and how long it may; gone when it is done."""
    note = folder / f"{_NOTE}{number}-{os.getpid()}"
    _write(note, seconds, time.monotonic() + seconds)
    try:
        yield
    finally:
        note.unlink(missing_ok=True)


def granted(seconds: float) -> None:
    """The document that this process works on may take so many seconds more."""
    for note in Path(tempfile.gettempdir()).glob(f"{_NOTE}*-{os.getpid()}"):
        allowed, until = map(float, note.read_text("ascii").split())
        _write(note, allowed + seconds, until + seconds)


def _write(note: Path, seconds: float, until: float) -> None:
    fresh = note.with_name(f".{note.name}")
    fresh.write_text(f"{seconds:g} {until}", "ascii")
    fresh.replace(note)


def overdue(folder: Path) -> dict[int, float]:
    """The documents whose time is over while their process lives, by their numbers; and the seconds they had."""
    found = {}
    for note in folder.glob(f"{_NOTE}*"):
        _, number, process = note.name.split("-")
        try:
            allowed, until = map(float, note.read_text("ascii").split())
        except OSError:  # done meanwhile
            continue
        if time.monotonic() > until and _lives(int(process)):
            found[int(number)] = allowed
    return found


def at_work(folder: Path) -> bool:
    """Whether a living process works on a document."""
    return any(_lives(int(note.name.split("-")[2])) for note in folder.glob(f"{_NOTE}*"))


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, PermissionError):  # gone, or its number is somebody else's now
        return False
    return True


def orphaned(folder: Path) -> set[int]:
    """The numbers of the documents whose process is gone."""
    notes = [note.name.split("-") for note in folder.glob(f"{_NOTE}*")]
    return {int(number) for _, number, process in notes if not _lives(int(process))}


def forgotten(folder: Path, numbers: Iterable[int]) -> None:
    """Take away the notes of documents that are handed out anew.

    Their processes are gone, or about to be: one whose server was killed ends a little later than the pool says.
    """
    wanted = {str(number) for number in numbers}
    for note in folder.glob(f"{_NOTE}*") if wanted else ():
        if note.name.split("-")[1] in wanted:
            note.unlink(missing_ok=True)


@contextmanager
def told_to_the_run() -> Iterator[None]:
    """What this process waits for meanwhile is said to the run that it works for, and is not of the document's time."""
    folder = Path(tempfile.gettempdir())
    if not folder.name.startswith(PREFIX + _WORD):  # the run is this process
        yield
        return

    def say(news: News) -> None:
        if isinstance(news, Wait):
            note = f"{_SAID}{time.monotonic_ns()}-{uuid4().hex}"
            with suppress(OSError):  # on a full disk it goes unsaid
                (folder / f".{note}").write_text(json.dumps(astuple(news)), "utf-8")
                (folder / f".{note}").replace(folder / note)

    with telling(say, granted):
        yield


def heard(folder: Path) -> list[Wait]:
    """What was said since this was last asked, in its order."""
    found = []
    for note in sorted(folder.glob(f"{_SAID}*")):
        with suppress(OSError):
            found.append(Wait(*json.loads(note.read_text("utf-8"))))
            note.unlink()
    return found
