"""The one supervisor of other programs: they end in time, and with the process that runs them, whatever ends it.

A program runs in a group of processes of its own.  When its time is over, or the caller is interrupted, the whole group
is ended.  Where the calling process itself is killed and can end nothing, the kernel tells the watch that stands
between (`setpriv --pdeathsig`), and the watch (`timeout`) ends the program, at the latest when its time is over.  Where
a system lacks these two, a killed process leaves its program to end by itself.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from errno import ENOENT
from functools import cache
from pathlib import Path

_SPARE = 5.0  # seconds after which the watch steps in: the process that is waited in was killed


class OutOfTime(TimeoutError):
    """A program that was ended because its time was over."""


@cache
def _watch() -> tuple[str, str | None]:
    """The programs that end others: `timeout` ("" where there is none), `setpriv`."""
    return shutil.which("timeout") or "", shutil.which("setpriv")


def watched(command: Sequence[str], seconds: float) -> list[str]:
    """The command under its watch, which ends it with the thread that begins it."""
    timeout, setpriv = _watch()
    if not timeout:
        return [*command]
    # A second of grace: on TERM the watch ends its group, and with KILL whatever does not heed that.
    under = [timeout, "--signal=KILL", "--kill-after=1", f"{seconds + _SPARE:.0f}", *command]
    return [setpriv, "--pdeathsig", "TERM", *under] if setpriv else under


def finished(
    command: Sequence[str],
    seconds: float,
    *,
    given: bytes = b"",
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """A program run to its end: its exit code and what it wrote.

    `given`: its standard input; `environment`: variables beside those of this process.  Raises OutOfTime, after which
    nothing of it runs any more, and OSError where it cannot be begun.
    """
    if shutil.which(command[0]) is None:  # the watch would say so by an exit code
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT), command[0])
    with subprocess.Popen(
        watched(command, seconds), cwd=folder, env={**os.environ, **(environment or {})}, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            out, said = process.communicate(given, seconds)
        except subprocess.TimeoutExpired as error:
            raise OutOfTime(f"{command[0]} took more than {seconds:.0f} s") from error
        finally:
            with suppress(ProcessLookupError, PermissionError):
                _end(process)
    return subprocess.CompletedProcess([*command], process.returncode, out, said)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and what it began, where the system knows groups of processes."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
