"""What is printed into a pipe that nobody reads on from (`chitieu show FILE | head -1`): no failure, and no traceback.

A command that only prints has nothing more to do: it ends there and then, without a word, with the code that shells
give what SIGPIPE ends (141), as `cat` and `git log` do.  One that writes, compares or serves goes on to its end, and
its exit code tells of that.  Complaints that nobody wants to hear end nothing.
"""

from __future__ import annotations

import os
import stat
import sys
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import Any

UNREAD = 141
ONLY_PRINTING = frozenset({"show", "why", "indicators", "evaluate", "restore"})


class Unread(BaseException):
    """Nobody reads what is printed; no `except` on the way may take it for a fault of what it prints."""


class _Pipe(FileIO):
    """The writing end of a pipe, which takes what it is given also when nobody reads it."""

    def __init__(self, number: int, *, ending: bool) -> None:
        super().__init__(number, "w", closefd=False)
        self.ending = ending

    def write(self, data: Any, /) -> int:
        """How many bytes are gone; raises Unread, once, if that is to end the command."""
        try:
            return super().write(data) or 0
        except BrokenPipeError:
            if self.ending:
                self.ending = False
                raise Unread from None
            return memoryview(data).nbytes


def into_pipes() -> None:
    """Have standard output and error, where they are pipes, be such."""
    sys.stdout, sys.stderr = _piped(sys.stdout, ending=True), _piped(sys.stderr, ending=False)


def going_on() -> None:
    """From now on what is printed may stay unread."""
    raw = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    if isinstance(raw, _Pipe):
        raw.ending = False


def _piped(stream: object, *, ending: bool) -> TextIOWrapper:
    assert isinstance(stream, TextIOWrapper)
    mode = os.fstat(stream.fileno()).st_mode
    if not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)):
        return stream
    stream.flush()
    raw = _Pipe(stream.fileno(), ending=ending)
    return TextIOWrapper(
        BufferedWriter(raw), stream.encoding, stream.errors, line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )  # fmt: skip
