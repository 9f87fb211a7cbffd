"""The folder of one run for what its workers put down, which goes with the run: also what killed workers left there.

It holds the workers' temporary files, and a note for each document that is being worked on.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = "chitieu-run-"
_HELD = "held"  # locked for as long as the run lives
_YOUNG = 60.0  # seconds in which a run has locked its folder


@contextmanager
def run_folder() -> Iterator[Path]:
    """A fresh folder, taken away at the end; so are those of runs that were killed."""
    _sweep(Path(tempfile.gettempdir()))
    with (
        tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name,
        Path(name, _HELD).open("w") as held,
    ):
        fcntl.flock(held, fcntl.LOCK_EX)
        yield Path(name)


def _sweep(place: Path) -> None:
    """Take away the folders of this user's runs that ended without doing so."""
    for folder in place.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            about = folder.lstat()
            if about.st_uid != os.geteuid() or time.time() - about.st_mtime < _YOUNG:
                continue
            with (folder / _HELD).open("r+") as held:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)


def settle(folder: Path) -> None:
    """Have this process put its temporary files, and those of programs it starts, into a run's folder."""
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)


@contextmanager
def noted(folder: Path, number: int) -> Iterator[None]:
    """A note that this process works on the document of that number, gone when it is done with it."""
    note = folder / f"at-{number}-{os.getpid()}"
    note.touch()
    try:
        yield
    finally:
        note.unlink(missing_ok=True)


def orphaned(folder: Path) -> set[int]:
    """The numbers of the documents whose process is gone."""
    found = set()
    for note in folder.glob("at-*"):
        _, number, process = note.name.split("-")
        try:
            os.kill(int(process), 0)
        except (ProcessLookupError, PermissionError):  # gone, or its number is somebody else's now
            found.add(int(number))
    return found
