"""What the command needs before it begins: three open streams, and names of files in UTF-8."""

from __future__ import annotations

import os
import sys

_MODE = "PYTHONUTF8"


def in_utf8_mode() -> None:
    """Begin anew in Python's UTF-8 mode, in a locale whose encoding has no Vietnamese letters for names of files.

    Python does so by itself in the locale C, unless it is told not to; a process that it begins does as it does.
    """
    foreign = sys.getfilesystemencoding().lower().replace("-", "") != "utf8"
    if foreign and os.name == "posix" and sys.executable and os.environ.get(_MODE) != "1":
        os.environ[_MODE] = "1"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def with_streams() -> None:
    """Open what was closed of standard input, output and error (`>&-`): else the next files would take their places.

    There is nothing to be read, and what is printed cannot be: that ends the command as a full disk does.  Complaints
    that nobody wants to hear end nothing.
    """
    for number, flags in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(_at(number, os.open(os.devnull, flags)), True)
    sys.stdin = sys.stdin or os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = sys.stdout or os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8", closefd=False)


def _at(number: int, file: int) -> int:
    """An open file under a number of its own."""
    if file != number:
        os.dup2(file, number)
        os.close(file)
    return number
