"""What stands in a folder, by name: a folder that cannot be read is an error, and not an empty one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path


def listed(folder: Path, pattern: str) -> list[Path]:
    """The entries of a folder whose names fit a pattern, sorted; none of a folder that is not there.

    Raises OSError where it cannot be read (`Path.glob` says nothing of that).
    """
    try:
        names = os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(folder / name for name in names if fnmatchcase(name, pattern))


def within(folder: Path) -> Iterator[Path]:
    """All files under a folder, sorted by their paths.  Raises OSError where one within cannot be read."""
    found: list[Path] = []
    for at, _, names in os.walk(folder, onerror=refuse):
        found += (Path(at, name) for name in names)
    yield from (path for path in sorted(found) if path.is_file())


def refuse(error: OSError) -> None:
    """Raise what `os.walk` would pass over."""
    raise error
