"""Files as they stand in a git revision, read with the program `git` itself."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from subprocess import CompletedProcess

from extract.sources.children import OutOfTime, finished

File = tuple[str, bytes]
"""A file's name, to be shown, and its bytes."""


_FILE = b"100"  # with which the modes of a tree's files begin: no links, no folders, no other repositories
_LONGEST = 600.0  # seconds: a repository may lie far away


class NoSide(Exception):
    """A side that cannot be read at all: a key of the message table and its values."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def _git(where: Path, *arguments: str, given: bytes = b"") -> CompletedProcess[bytes]:
    command = ["git", "-C", str(where), *arguments]
    try:
        return finished(command, _LONGEST, given=given)
    except OutOfTime as error:
        raise NoSide("diff.no_answer", seconds=f"{_LONGEST:.0f}") from error
    except OSError as error:
        raise NoSide("diff.no_git", name=arguments[-1]) from error


def _standing(folder: Path) -> tuple[Path, str]:
    """The nearest folder that exists, and the way from it to `folder`, which may exist in the past only."""
    here, rest = folder.absolute(), PurePosixPath()
    while not here.is_dir():
        here, rest = here.parent, PurePosixPath(here.name) / rest
    return here, rest.as_posix()


def contents(name: str, folder: Path) -> tuple[bool, list[File]]:
    """The JSON files of a revision's `folder`, or of what REV:PATH names; and whether it is one file.

    PATH counts from the root of the repository, as git has it.  Raises NoSide, with a reason a user can act on.
    """
    revision, colon, path = name.partition(":")
    where, way = (Path(), "") if colon else _standing(folder)
    if not revision or revision.startswith("-"):
        raise NoSide("diff.no_side", name=name)
    inside = _git(where, "rev-parse", "--git-dir")
    if inside.returncode:
        raise NoSide("diff.no_repository", name=name)
    if _git(where, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").returncode:
        raise NoSide("diff.no_revision", name=revision)
    wanted = f"{revision}:{path}" if colon else f"{revision}:./{way if way != '.' else ''}"
    kind = _git(where, "cat-file", "-t", wanted).stdout.strip()
    shown = path if colon else folder.as_posix()
    if kind == b"blob":
        found = _git(where, "cat-file", "blob", wanted)
        if found.returncode:
            raise NoSide("diff.lacking", name=wanted)
        return True, [(wanted, found.stdout)]
    if not kind and not _git(where, "rev-parse", "--verify", "--quiet", wanted).returncode:
        raise NoSide("diff.lacking", name=wanted)  # it is named there, and is not there
    if kind != b"tree":
        raise NoSide("diff.not_in_revision", folder=shown, name=revision)
    return False, _blobs(where, wanted)


def _blobs(where: Path, tree: str) -> list[File]:
    """The JSON files right in a tree, by name."""
    listed: list[tuple[str, bytes]] = []
    entries = _git(where, "ls-tree", "--full-tree", "-z", tree)
    if entries.returncode:  # it is damaged, or lacking
        raise NoSide("diff.lacking", name=tree)
    for entry in entries.stdout.split(b"\0"):
        about, _, name = entry.partition(b"\t")
        if about.startswith(_FILE) and name.endswith(b".json"):
            blob = about.split()[2]
            listed.append((name.decode("utf-8", "replace"), blob))
    stream = _git(where, "cat-file", "--batch", given=b"".join(blob + b"\n" for _, blob in listed)).stdout
    files, at = [], 0
    for shown, _ in listed:
        line = stream.find(b"\n", at)
        found = stream[at : max(line, at)].split()
        if len(found) != 3 or not found[2].isdigit():  # "<blob> missing"
            raise NoSide("diff.lacking", name=f"{tree.rstrip('/')}/{shown}")
        at = line + 1 + int(found[2])
        if len(stream) <= at:  # what is damaged ends before its size
            raise NoSide("diff.lacking", name=f"{tree.rstrip('/')}/{shown}")
        files.append((f"{tree.rstrip('/')}/{shown}", stream[line + 1 : at]))
        at += 1
    return sorted(files)
