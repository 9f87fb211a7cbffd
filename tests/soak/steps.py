"""Every step of the rooms between reading and writing, timed by itself: what one module calls of another."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from inspect import isfunction, isgeneratorfunction
from time import process_time
from types import ModuleType
from typing import Any

ROOMS = ("language", "layout", "mentions", "catalogue", "head", "clauses", "bind", "tagger", "records", "pipeline")
_PREFIXES = tuple(f"extract.{room}" for room in ROOMS)


class Steps:
    """Seconds of processor time of each step, "module:function", the steps within it among them."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._open: set[str] = set()

    def timed(self, step: Callable[..., Any]) -> Callable[..., Any]:
        """The same function; of one that calls itself, only the outermost call counts."""
        name = f"{step.__module__.removeprefix('extract.')}:{step.__qualname__}"

        @wraps(step)
        def work(*args: Any, **named: Any) -> Any:
            if name in self._open:
                return step(*args, **named)
            self._open.add(name)
            begun = process_time()
            try:
                return step(*args, **named)
            finally:
                self.seconds[name] += process_time() - begun
                self._open.discard(name)

        return work

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Within it, whatever one loaded module of the rooms has of another is timed.

        A generator's time is that of whoever asks it.
        """
        changed: list[tuple[ModuleType, str, Any]] = []
        for module in _loaded():
            for name, value in list(vars(module).items()):
                if _crosses(module, value):
                    changed.append((module, name, value))
                    setattr(module, name, self.timed(value))
        try:
            yield
        finally:
            for module, name, value in changed:
                setattr(module, name, value)


def _loaded() -> list[ModuleType]:
    return [module for name, module in sys.modules.items() if name.startswith(_PREFIXES)]


def _crosses(module: ModuleType, value: Any) -> bool:
    own = getattr(value, "__module__", None) or ""
    return (
        isfunction(value)
        and own != module.__name__
        and own.startswith(_PREFIXES)
        and not hasattr(value, "cache_clear")
        and not isgeneratorfunction(value)
    )


def names() -> set[str]:
    """All steps that are timed."""
    found = {value for module in _loaded() for value in vars(module).values() if _crosses(module, value)}
    return {f"{each.__module__.removeprefix('extract.')}:{each.__qualname__}" for each in found}
