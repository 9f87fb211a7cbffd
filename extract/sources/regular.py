"""Files of a folder that others may write to, too: a pipe is not waited for, a device not read without end."""

from __future__ import annotations

import os
import stat
from errno import EINVAL, EISDIR
from io import BufferedReader
from pathlib import Path

_AT_ONCE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def opened(path: Path) -> BufferedReader:
    """A regular file, to be read.  Raises OSError, for anything else at the path too."""
    file = os.open(path, _AT_ONCE)
    mode = os.fstat(file).st_mode
    if stat.S_ISREG(mode):
        return os.fdopen(file, "rb")
    os.close(file)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))
    raise OSError(EINVAL, "not a regular file", str(path))


def contents(path: Path) -> bytes:
    """The bytes of a regular file.  Raises OSError, for anything else at the path too."""
    with opened(path) as file:
        return file.read()
