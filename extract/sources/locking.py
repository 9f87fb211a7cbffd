"""Files locked by one process for as long as it holds them open, on systems of either family."""

from __future__ import annotations

from contextlib import suppress
from types import ModuleType


def _module(name: str) -> ModuleType | None:
    from importlib import import_module

    with suppress(ImportError):
        return import_module(name)
    return None


_FCNTL, _MSVCRT = _module("fcntl"), _module("msvcrt")


def locked(file: int) -> bool:
    """Lock an open file (its descriptor), unless another process has it locked; goes with the file.

    Where a system has no locks, nobody else has any.
    """
    try:
        if _FCNTL is not None:
            _FCNTL.flock(file, _FCNTL.LOCK_EX | _FCNTL.LOCK_NB)
        elif _MSVCRT is not None:
            _MSVCRT.locking(file, _MSVCRT.LK_NBLCK, 1)
    except OSError:
        return False
    return True
