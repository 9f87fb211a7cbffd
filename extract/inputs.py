"""From the paths a user names to the documents to read, each with an id of its own."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

SUFFIXES = (".txt", ".md", ".markdown")


class NoSuchPath(ValueError):
    """A path that was named and does not exist."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file to read: where it is, the path that is shown for it (never absolute), its id."""

    path: Path
    shown: str
    id: str


def _walk(folder: Path) -> list[Path]:
    """The documents under a folder; what is hidden, and folders that are hidden, are left out."""
    found = []
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            Path(at, name) for name in files if not name.startswith(".") and PurePath(name).suffix.lower() in SUFFIXES
        ]
    return sorted(found)


def _shown(path: Path, base: Path) -> str:
    """`path` as given; an absolute one from here, or else from the folder above `base`."""
    if not path.is_absolute():
        return path.as_posix()
    here = Path.cwd()
    return path.relative_to(here if path.is_relative_to(here) else base.parent).as_posix()


def _folders(path: PurePath) -> list[str]:
    return [part for part in path.parts[:-1] if part not in {path.anchor, ".."}]


def _name(path: PurePath, depth: int, deepest: int) -> str:
    """The stem, with `depth` folder names before it, and past the deepest the suffix behind it."""
    folders = _folders(path)
    stem = "-".join([*folders[max(len(folders) - depth, 0) :], path.stem])
    return f"{stem}-{path.suffix[1:]}" if depth > deepest and path.suffix else stem


def _same(name: str) -> str:
    """What file systems that ignore case or composition would take for one name."""
    return unicodedata.normalize("NFC", name).casefold()


def _ids(paths: Iterable[Path]) -> dict[Path, str]:
    """An id for each path: its stem, and as many folder names before it as tell it apart."""
    depth = dict.fromkeys(sorted(paths), 0)
    deepest = max((len(_folders(path)) for path in depth), default=0)
    while True:
        groups: defaultdict[str, list[Path]] = defaultdict(list)
        for path in depth:
            groups[_same(_name(path, depth[path], deepest))].append(path)
        alike = [path for group in groups.values() if len(group) > 1 for path in group]
        deeper = [path for path in alike if depth[path] <= deepest]
        if not deeper:
            break
        for path in deeper:
            depth[path] += 1
    ids: dict[Path, str] = {}
    for group in groups.values():
        for place, path in enumerate(group, 1):  # more than one: they differ in nothing but case
            name = _name(path, depth[path], deepest)
            while place > 1 and _same(f"{name}-{place}") in groups:
                place += len(group)
            ids[path] = name if place == 1 else f"{name}-{place}"
    return ids


def gather(paths: Iterable[str | Path]) -> tuple[list[Document], list[str]]:
    """The documents that `paths` name, sorted by id, and the folders that hold none.

    A folder is walked for *.txt, *.md and *.markdown; a file is taken whatever its suffix.  A file
    named twice is read once.  Two files of one stem take the names of their folders into their
    ids ("b-name"), both alike, so that no output overwrites another whatever the order.
    Raises NoSuchPath for a path that does not exist.
    """
    found: dict[str, tuple[str, Path]] = {}
    barren = []
    for given in map(Path, paths):
        if given.is_dir():
            files, base = _walk(given), given
            if not files:
                barren.append(_shown(given, given))
        elif given.exists():
            files, base = [given], given
        else:
            raise NoSuchPath(str(given))
        for path in files:
            real = os.path.realpath(path)
            candidate = (_shown(path, base), path)
            found[real] = min(found.get(real, candidate), candidate)
    ids = _ids(path for _, path in found.values())
    documents = [Document(path, shown, ids[path]) for shown, path in found.values()]
    return sorted(documents, key=lambda document: document.id), sorted(set(barren))
