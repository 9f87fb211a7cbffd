"""The one place that makes temporary files and folders: named at random, locked while they are needed, swept after.

What is made here is made by this process alone (a name that is taken, by a link too, is not opened) and is locked for
as long as the process lives.  One that was killed leaves it behind without the lock: the next that makes something in
the same folder takes it away.  Where a system has no locks, what is a day old goes.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from extract.sources.locking import locked

PREFIX = "chitieu-"
"""Before the names of folders in the system's temporary folder."""
_BESIDE = re.compile(r"\.chitieu-[0-9a-f]{16}\.(?:tmp|old\.(?P<former>.+))", re.S)
_FOLDER = re.compile(r"chitieu-(?:[a-z]+-)?[0-9a-f]{16}")
_NEW = 5.0  # seconds in which a process has locked what it has just made, and put something in
_OLD = 86_400.0  # seconds after which what no lock can tell of is nobody's
_ALONE = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_LOOK = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_BRIEF = Path("/tmp")
_MOST_OF_SOCKET = 55  # bytes of a folder in which a socket's own folder and name have room: systems take 104 or 108
_swept: set[str] = set()


def _token() -> str:
    return os.urandom(8).hex()


def beside(path: Path, *, former: bool = False) -> Path:
    """A hidden name in the folder of `path` that nobody can guess; `former`: for what stood there until now."""
    word = f"old.{path.name}" if former else "tmp"
    return path.with_name(f".chitieu-{_token()}.{word}")


@contextmanager
def partial_file(path: Path) -> Iterator[Path]:
    """An empty hidden file in the folder of `path`, to write to; gone at the end unless it was moved."""
    sweep_once(path.parent)
    partial = beside(path)
    file = os.open(partial, _ALONE, 0o666)
    try:
        with _kept(file):
            yield partial
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def partial_folder(path: Path) -> Iterator[Path]:
    """An empty hidden folder in the folder of `path`, to fill; gone at the end unless it was moved."""
    sweep_once(path.parent)
    with _folder(beside(path), 0o777) as folder:
        yield folder


@contextmanager
def temporary_folder(word: str = "", *, brief: bool = False) -> Iterator[Path]:
    """An empty folder of this user's in the system's temporary folder, gone at the end; `word` stands in its name.

    `brief`: for a socket, whose path may not be long: where that of the temporary folder is, in `/tmp`.
    """
    place = Path(tempfile.gettempdir())
    if brief and len(os.fsencode(place)) > _MOST_OF_SOCKET and os.access(_BRIEF, os.W_OK):
        place = _BRIEF
    sweep_once(place)
    with _folder(place / f"{PREFIX}{word}{_token()}", 0o700) as folder:
        yield folder


@contextmanager
def _folder(path: Path, mode: int) -> Iterator[Path]:
    path.mkdir(mode)
    try:
        file = -1
        with suppress(OSError):  # Windows opens no folders
            file = os.open(path, os.O_RDONLY)
        with _kept(file):
            yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _kept(file: int) -> Iterator[None]:
    """The lock of an open file or folder held; where an open file cannot be moved (Windows) it is none."""
    if file >= 0 and os.name == "nt":
        os.close(file)
        file = -1
    try:
        if file >= 0:
            locked(file)
        yield
    finally:
        if file >= 0:
            os.close(file)


def sweep_once(folder: Path) -> None:
    """Sweep a folder, unless this process has done so."""
    place = os.path.abspath(folder)
    if place not in _swept:
        _swept.add(place)
        sweep(folder)


def sweep_temporary() -> None:
    """Sweep the system's temporary folder, and where sockets are if they have no room in it."""
    for place in {Path(tempfile.gettempdir()), _BRIEF}:
        sweep(place)


def sweep(folder: Path) -> None:
    """Take away what processes that are gone left in a folder; a folder that one was just replacing comes back."""
    try:
        names = [name for name in os.listdir(folder) if _BESIDE.fullmatch(name) or _FOLDER.fullmatch(name)]
    except OSError:
        return
    for name in names:
        with suppress(OSError):
            _swept_away(folder / name)


def _swept_away(path: Path) -> None:
    """Raises OSError where it cannot be looked at."""
    about = path.lstat()
    if hasattr(os, "geteuid") and about.st_uid != os.geteuid():
        return
    if not (stat.S_ISDIR(about.st_mode) or stat.S_ISREG(about.st_mode)):
        return
    if os.name == "nt":
        _away_if(path, lambda: time.time() - about.st_mtime > _OLD)
        return
    file = os.open(path, _LOOK)
    try:
        _away_if(path, lambda: _nobodys(path, file))
    finally:
        os.close(file)


def _nobodys(path: Path, file: int) -> bool:
    """Whether the process that made it is gone."""
    about = os.fstat(file)
    age = time.time() - about.st_mtime
    if not locked(file):
        return False
    empty = not os.listdir(path) if stat.S_ISDIR(about.st_mode) else about.st_size == 0
    return os.path.samestat(about, path.lstat()) and not (empty and 0 <= age < _NEW)


def _away_if(path: Path, nobodys: Callable[[], bool]) -> None:
    if not nobodys():
        return
    found = _BESIDE.fullmatch(path.name)
    if found and found["former"] and not os.path.lexists(path.with_name(found["former"])):
        os.rename(path, path.with_name(found["former"]))
    elif path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink()
