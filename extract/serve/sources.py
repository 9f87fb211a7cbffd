"""The files that people bring, in `sources/`: what they are called there, and which there are."""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path, PurePath
from typing import IO

from extract.contract.failures import Problem, ReadError
from extract.sources.ids import RESERVED
from extract.sources.inputs import DATA, gather, hidden
from extract.sources.temporary import partial_file

SOURCES = "sources"
_LONGEST = 150  # bytes of a name
_FORBIDDEN = frozenset('<>:"|?*\\/')


@dataclass(frozen=True, slots=True)
class File:
    """A file of sources/: its path there, bytes, time of change in nanoseconds."""

    name: str
    bytes: int
    changed: int


def clean_name(given: str) -> str:
    """What a file is called in sources/, from what a browser says: the last part of a path, in letters that any system
    takes.  Raises ReadError for data files, which are no documents.
    """
    last = PurePath(unicodedata.normalize("NFC", given).replace("\\", "/")).name
    kept = "".join(c for c in last if c.isprintable() and c not in _FORBIDDEN).strip().strip(".")
    kept = " ".join(kept.split())
    while hidden(kept):
        kept = kept[1:].lstrip(" .~$")
    stem, suffix = os.path.splitext(kept)
    if stem.split(".")[0].rstrip().lower() in RESERVED or not stem:
        stem = f"tep-{stem}".rstrip("-")
    if suffix.lower() in DATA:
        raise ReadError("not_a_document.format")
    suffix = suffix if len(suffix.encode()) <= 20 else ""
    return stem.encode()[: _LONGEST - len(suffix.encode())].decode("utf-8", "ignore").rstrip(" .") + suffix


def free_name(name: str, taken: Iterable[str]) -> str:
    """`name`, with a number where another file is called so on some system."""
    used = {each.casefold() for each in taken}
    stem, suffix = os.path.splitext(name)
    number, chosen = 1, name
    while chosen.casefold() in used:
        number += 1
        chosen = f"{stem}-{number}{suffix}"
    return chosen


def files(folder: Path) -> dict[str, File]:
    """The documents in sources/, by name (with folders, where somebody made such)."""
    top = folder / SOURCES
    found: dict[str, File] = {}
    for document in gather([top]).documents if top.is_dir() else ():
        try:
            about = document.path.stat()
        except OSError:
            continue
        name = document.path.relative_to(top).as_posix()
        found[name] = File(name, about.st_size, about.st_mtime_ns)
    return found


def digest(path: Path) -> str:
    """The SHA-256 of a file.  Raises OSError."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def room(folder: Path) -> int:
    """The bytes of all files in sources/."""
    return sum(each.bytes for each in files(folder).values())


def fitting(folder: Path, name: str, content: IO[bytes]) -> str:
    """What a file is to be called that takes nobody's place: its name where that is free or holds the same bytes."""
    path = folder / SOURCES / name
    if not os.path.lexists(path):
        taken = os.listdir(path.parent) if path.parent.is_dir() else []
        return free_name(name, taken)
    content.seek(0)
    if path.is_file() and digest(path) == file_digest(content, "sha256").hexdigest():  # type: ignore[arg-type]
        return name
    return free_name(name, os.listdir(path.parent))


def put(folder: Path, name: str, content: IO[bytes], most: int) -> bool:
    """Lay a file into sources/, whole and on the disk; whether it stood there already as it is.

    Raises ReadError where it is empty or larger than `most` bytes, OSError where the disk takes no more.
    """
    top = folder / SOURCES
    top.mkdir(exist_ok=True)
    content.seek(0, os.SEEK_END)
    size = content.tell()
    if size == 0:
        raise ReadError("empty.file")
    if size > most:
        raise ReadError("too_large.file", size=-(-size // 1_000_000), most=max(most, 0) // 1_000_000)
    content.seek(0)
    path = top / name
    with partial_file(path) as partial:
        with partial.open("wb") as file:
            shutil.copyfileobj(content, file, 1 << 20)
            file.flush()
            os.fsync(file.fileno())
        if path.is_file() and digest(path) == digest(partial):
            return True
        os.replace(partial, path)
    return False


def told(error: ReadError | OSError) -> Problem:
    """Why a file was not taken, in words that name no place of this machine."""
    return error.problem if isinstance(error, ReadError) else Problem("unkept.store", {"reason": error.strerror or ""})
