"""How the command ends: with the exit code of what was done, or with one line on what kept it from being done.

What the system refuses (a full disk, no open file more, a working folder that is gone) is no fault of the program, and
nothing that a traceback would help with.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress

from extract.cli.complaining import complain
from extract.cli.printing import UNREAD, Unread
from extract.cli.running import WRONG_USE
from extract.messages import pick, say
from extract.run.stopping import Stopped


def ended(command: Callable[[], int]) -> int:
    """The exit code of a command; where a signal or the system ended it, that is said."""
    try:
        return _flushed(command)
    except Exception as error:
        for each in (error, error.__cause__, error.__context__):
            if isinstance(each, Stopped):  # the argument parser makes an exception of its own of it
                return _stopped(each)
        if not isinstance(error, OSError):
            raise
        return _refused(error)
    except Unread:
        return UNREAD
    except Stopped as stopped:
        return _stopped(stopped)


def _flushed(command: Callable[[], int]) -> int:
    """What was printed reaches its reader, or the command is none that has done what it should."""
    os.getcwd()
    code = command()
    sys.stdout.flush()
    return code


def _stopped(stopped: Stopped) -> int:
    _say("use.stopped", signal=stopped.name)
    return stopped.code


def _refused(error: OSError) -> int:
    if isinstance(error, FileNotFoundError) and not _here():
        _say("use.no_here")
    else:
        name = f" ({error.filename})" if error.filename else ""
        _say("use.system", error=f"{error.strerror or error}{name}")
    _silenced()
    return WRONG_USE


def _here() -> bool:
    try:
        os.getcwd()
    except OSError:
        return False
    return True


def _say(key: str, **values: object) -> None:
    with suppress(OSError, ValueError):
        try:
            language = pick(sys.argv[1:], os.environ)[0]
        except ValueError:
            language = pick([], os.environ)[0]
        complain(say(key, language, **values))


def _silenced() -> None:
    """What could not be printed is not tried again at the end of the process."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
