"""Files of a folder that others may write to, too: a pipe is not waited for, a device not read without end, and no
planted link written through.
"""

from __future__ import annotations

import os
import stat
from errno import EINVAL, EISDIR
from io import BufferedRandom, BufferedReader
from pathlib import Path

_AT_ONCE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_OWN = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | (_AT_ONCE & ~os.O_RDONLY)


def opened(path: Path) -> BufferedReader:
    """A regular file, to be read.  Raises OSError, for anything else at the path too."""
    return os.fdopen(_regular(path, _AT_ONCE), "rb")


def own(path: Path, mode: int = 0o666) -> BufferedRandom:
    """A regular file, made where there is none, to be read and appended to.

    Raises OSError, for anything else at the path too, a link among them: it may lead to what is not to be written.
    """
    return os.fdopen(_regular(path, _OWN, mode), "a+b")


def _regular(path: Path, flags: int, given: int = 0o666) -> int:
    file = os.open(path, flags, given)
    mode = os.fstat(file).st_mode
    if stat.S_ISREG(mode):
        return file
    os.close(file)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))
    raise OSError(EINVAL, "not a regular file", str(path))


def contents(path: Path) -> bytes:
    """The bytes of a regular file.  Raises OSError, for anything else at the path too."""
    with opened(path) as file:
        return file.read()
