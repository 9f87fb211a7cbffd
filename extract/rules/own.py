"""The user's own folders of rule data, and file of weights: which they are, what is in them, how others are told.

A file of weights counts as a folder that holds nothing but `weights.yaml`; it comes before the folders.

This module imports next to nothing: runs that find everything done ask it what their outputs were made of.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

VARIABLE = "CHITIEU_PATTERNS"
WEIGHTS_VARIABLE = "CHITIEU_WEIGHTS"
WEIGHTS = "weights.yaml"
ENDINGS = (".yaml", ".yml", ".tsv")

Carried = tuple[tuple[tuple[str, bytes], ...], ...]
"""For each folder, what overrides all others first, its files: name in the folder, contents."""


def own_folders() -> tuple[Path, ...]:
    """The user's file of weights (CHITIEU_WEIGHTS) and folders (CHITIEU_PATTERNS), what overrides all others first."""
    names = [os.environ.get(WEIGHTS_VARIABLE, ""), *os.environ.get(VARIABLE, "").split(os.pathsep)]
    return tuple(dict.fromkeys(Path(name) for name in names if name))


def choose(*folders: str | Path) -> None:
    """Take rule data from these (the first may be a file of weights) and from no others of the user's, in this process
    and those begun from here.
    """
    os.environ[VARIABLE] = os.pathsep.join(map(str, folders))
    os.environ.pop(WEIGHTS_VARIABLE, None)


def files_of(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files of rule data under a folder: name in it, path; in an order of their own.  Hidden ones are none.

    Links are followed, as when rules are loaded, but not to a folder that they stand in.
    """
    if folder.is_file():
        yield WEIGHTS, folder
        return
    for at, folders, names in os.walk(folder, followlinks=True, onerror=_refuse):
        real = os.path.realpath(at)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _above(Path(at, name), real))
        for name in sorted(names):
            path = Path(at, name)
            if name.endswith(ENDINGS) and not name.startswith("."):
                yield path.relative_to(folder).as_posix(), path


def _refuse(error: OSError) -> None:
    """What is in a folder that cannot be read is not known: that is told, and not passed over."""
    raise error


def _above(folder: Path, real: str) -> bool:
    """Whether a folder is one that `real` lies in, by a link: to walk it has no end."""
    return folder.is_symlink() and Path(real).is_relative_to(os.path.realpath(folder))


def carried() -> Carried:
    """The user's folders as they are now, so that another machine can be told."""
    return tuple(tuple((name, path.read_bytes()) for name, path in files_of(each)) for each in own_folders())


def contents(own: Carried) -> str:
    """A digest of folders that were carried; "" for none."""
    digest = sha256()
    for files in own:
        for name, data in files:
            digest.update(f"{name} {len(data)}\0".encode(errors="surrogateescape"))
            digest.update(data)
        digest.update(b"\0\0")
    return digest.hexdigest() if own else ""


def laid(own: Carried, at: Path) -> tuple[Path, ...]:
    """Folders that were carried, written under `at`."""
    for number, files in enumerate(own):
        (at / str(number)).mkdir(parents=True, exist_ok=True)
        for name, data in files:
            path = at / str(number) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return tuple(at / str(number) for number in range(len(own)))
