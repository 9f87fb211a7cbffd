"""The ids of documents: names for their outputs that no system refuses, no two alike whatever the order."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from operator import eq
from pathlib import Path, PurePath

RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")})
"""Names of devices on Windows, whatever stands behind a point: no file there can have one."""
_LONGEST = 180  # bytes of an id: it becomes a file name, and file names have 255 at most


def printable(name: str) -> str:
    """A name without what is no character, or would act on a terminal: each such thing a U+FFFD."""
    return name if name.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in name)


def parted(name: str) -> tuple[str, str]:
    """Stem and suffix of a file's name, as pathlib parts them."""
    dot = name.rfind(".")
    return (name[:dot], name[dot:]) if 0 < dot < len(name) - 1 else (name, "")


def _folders(path: PurePath) -> list[str]:
    return [part for part in path.parts[:-1] if part not in {path.anchor, ".."}]


def _name(path: PurePath, depth: int, *, suffixed: bool) -> str:
    """The stem, with `depth` folder names before it, and if need be the suffix behind it."""
    folders = _folders(path)
    stem = "-".join([*folders[max(len(folders) - depth, 0) :], path.stem])
    return _fitting(f"{stem}-{path.suffix[1:]}" if suffixed and path.suffix else stem)


def _fitting(name: str) -> str:
    """A name as a file name can hold it: printable, and with a digest of the rest where it is too long."""
    name = printable(name)
    if name.split(".")[0].rstrip().lower() in RESERVED:
        name = f"{name}-"
    data = name.encode("utf-8")
    if len(data) <= _LONGEST:
        return name
    digest = hashlib.sha256(data).hexdigest()[:8]
    return f"{data[: _LONGEST - 9].decode('utf-8', 'ignore')}-{digest}"


def _same(name: str) -> str:
    """What file systems that ignore case or composition would take for one name."""
    return unicodedata.normalize("NFC", name).casefold()


def ids_of(paths: Iterable[Path]) -> dict[Path, str]:
    """An id for each path: its stem; the suffix behind it where a neighbour in its folder has the same stem; and as
    many folder names before it as tell it apart.
    """
    paths = list(paths)
    return dict(zip(paths, ids_by_text([*map(str, paths)]), strict=True))


def ids_by_text(paths: Sequence[str]) -> list[str]:
    """The same for paths as text, all different, in their order."""
    ids = [_fitting(_stem(path)) for path in paths]
    stems = _different(map(_stem, paths))
    if stems == len(paths) and (all(map(eq, ids, map(_stem, paths))) or _different(ids) == stems):
        return ids
    named = {path: Path(path) for path in paths}
    apart = _told_apart(sorted(named.values()))
    return [apart[named[path]] for path in paths]


def _different(names: Iterable[str]) -> int:
    """How many different names there are; by their hashes, which take half the room: two that meet make it one less."""
    return len({hash(_same(name)) for name in names})


def _stem(path: str) -> str:
    return parted(os.path.basename(path))[0]


def _told_apart(paths: Iterable[Path]) -> dict[Path, str]:
    """The same where names collide."""
    depth = dict.fromkeys(paths, 0)
    stems = Counter((path.parent, _same(path.stem)) for path in depth)
    suffixed = {path: stems[path.parent, _same(path.stem)] > 1 for path in depth}
    deepest = max((len(_folders(path)) for path in depth), default=0)
    while True:
        groups: defaultdict[str, list[Path]] = defaultdict(list)
        for path in depth:
            groups[_same(_name(path, depth[path], suffixed=suffixed[path] or depth[path] > deepest))].append(path)
        alike = [path for group in groups.values() if len(group) > 1 for path in group]
        deeper = [path for path in alike if depth[path] <= deepest]
        if not deeper:
            break
        for path in deeper:
            depth[path] += 1
    ids: dict[Path, str] = {}
    for group in groups.values():
        for place, path in enumerate(group, 1):  # more than one: they differ in nothing but case
            name = _name(path, depth[path], suffixed=suffixed[path] or depth[path] > deepest)
            while place > 1 and _same(f"{name}-{place}") in groups:
                place += len(group)
            ids[path] = name if place == 1 else f"{name}-{place}"
    return ids


def ids_within(id: str, names: Sequence[str], taken: Iterable[str]) -> list[str]:
    """Ids for the files in a container: its own id, their folders there and their stems, joined by hyphens.

    The suffix stands behind where two would be alike, and a number where they still are, or where one is `taken`.

        ids_within("ho-so", ["1.docx", "phu-luc/1.docx"], []) == ["ho-so-1", "ho-so-phu-luc-1"]
    """
    paths = [PurePath(name) for name in names]
    short = [_within(id, path, suffixed=False) for path in paths]
    often = Counter(map(_same, short))
    used = {*map(_same, taken)}
    found: list[str] = []
    for path, name in zip(paths, short, strict=True):
        first = name if often[_same(name)] == 1 else _within(id, path, suffixed=True)
        chosen, number = first, 1
        while _same(chosen) in used:
            number += 1
            chosen = f"{first}-{number}"
        used.add(_same(chosen))
        found.append(chosen)
    return found


def _within(id: str, path: PurePath, *, suffixed: bool) -> str:
    return _fitting(f"{id}-{_name(path, len(path.parts), suffixed=suffixed)}")
