"""Files and folders that are either as they were or wholly new, never half written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from extract.sources.temporary import beside, partial_file, partial_folder

Seen = tuple[int, int, int]
"""How a file looks without being read: bytes, time of change in nanoseconds, inode."""


def seen(path: str | Path) -> Seen:
    """How a file looks.  Raises OSError."""
    about = os.stat(path)
    return about.st_size, about.st_mtime_ns, about.st_ino


class Foreign(Exception):
    """Something that stands where we should write and that we did not make."""


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A hidden empty file in the same folder to write to; it takes the place of `path` if nothing goes wrong."""
    with partial_file(path) as partial:
        yield partial
        os.replace(partial, path)


@contextmanager
def replacing_afresh(path: Path) -> Iterator[Path]:
    """`replacing` for a writer that makes its file itself: nothing stands at the path yet."""
    with partial_folder(path) as folder:
        yield folder / "whole"
        os.replace(folder / "whole", path)


def write_bytes(path: Path, data: bytes) -> Seen:
    """Write `data`, whole or not at all; how the file then looks."""
    with replacing(path) as partial, open(partial, "wb") as file:
        file.write(data)
        file.flush()
        about = os.fstat(file.fileno())
    return about.st_size, about.st_mtime_ns, about.st_ino


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8, line ends as they are."""
    write_bytes(path, text.encode("utf-8"))


@contextmanager
def replacing_folder(path: Path, ours: Callable[[Path], bool]) -> Iterator[Path]:
    """An empty hidden folder to fill; it takes the place of `path` if nothing goes wrong.

    What stands at `path` must be a folder in which all is `ours`, else Foreign is raised, naming what is
    not, before anything is written: a folder is replaced whole, and nobody's files go with it.
    """
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        raise Foreign(path.as_posix())
    for each in sorted(path.iterdir()) if path.exists() else ():
        if not ours(each):
            raise Foreign(each.as_posix())
    former = beside(path, former=True)
    try:
        with partial_folder(path) as partial:
            yield partial
            if path.exists():
                os.replace(path, former)
            try:
                os.replace(partial, path)
            except OSError:
                if former.exists():
                    os.replace(former, path)
                raise
    finally:
        shutil.rmtree(former, ignore_errors=True)
