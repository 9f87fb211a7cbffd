"""Outputs whose source is gone: the document they were made from is no longer where it was read.

It can be told only of a file that was read from a folder: its path is kept from where `chitieu extract` was run.  A
source counts as gone where others of the same folder are found and it is not.  Where none is found (all were moved, or
the command runs elsewhere) nothing is known, and every output counts; so it does where the source was fetched from an
address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from unicodedata import normalize

_HEAD = re.compile(r'"document":\s*')
_ENOUGH = 65_536  # bytes in which the head of an output ends
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://")


@dataclass(frozen=True, slots=True)
class Gone:
    """An output, and the path at which its source was."""

    path: Path
    source: str


def source_of(path: Path) -> str | None:
    """The source that an output names, read from its beginning; None where it cannot be told."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            text = file.read(_ENOUGH).decode("utf-8", "ignore")
        found = _HEAD.search(text)
        head = json.JSONDecoder().raw_decode(text, found.end())[0] if found else None
    except (OSError, ValueError, RecursionError):  # it may be no output at all
        return None
    source = head.get("source") if isinstance(head, dict) else None
    return source if isinstance(source, str) and source and not _ADDRESS.match(source) else None


def is_there(source: str, folder: Path) -> bool:
    """Whether a source, or the archive or message that holds it, is found from a folder.

    It is kept in one spelling, names on disk may have another; one with a character that could not be shown (a mark
    stands for it) is taken for found, for it cannot be looked for.
    """
    if "\ufffd" in source or "?" in source:
        return True
    from extract.readers import holding  # all readers with it, of which a run that reads documents elsewhere needs none

    for each in (source, normalize("NFD", source)):
        with suppress(OSError, ValueError):  # a name that is too long in this spelling, a null character
            if holding(folder / each) is not None:
                return True
    return False


def gone(files: Iterable[Path], folders: Iterable[Path] | None = None) -> list[Gone]:
    """The outputs among `files` whose source is gone, looked for from `folders` (here, and around the outputs)."""
    sources = {path: source for path in files if (source := source_of(path)) is not None}
    if not sources:
        return []
    beside = next(iter(sources)).resolve().parent
    return left([*sources.items()], [*folders] if folders is not None else [Path(), beside.parent, beside])


def left(named: Sequence[tuple[Path, str]], bases: Sequence[Path]) -> list[Gone]:
    """Of outputs with their sources those whose source is gone, looked for from `bases`."""
    sources = {path: source for path, source in named if not _ADDRESS.match(source)}
    lost = {path for path, source in sources.items() if not any(is_there(source, base) for base in bases)}
    if not lost:
        return []
    known = {_beside(source) for path, source in sources.items() if path not in lost}
    return [Gone(path, source) for path, source in sources.items() if path in lost and _beside(source) in known]


def _beside(source: str) -> PurePosixPath:
    return PurePosixPath(source).parent
