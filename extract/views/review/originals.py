"""The text a record set was made from, found again and checked: outputs do not hold it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from extract.contract.failures import ReadError
from extract.contract.model import Extraction
from extract.readers import holding, read_all
from extract.sources.source import Source

Problem = Literal["missing", "different", "displaced"]


@dataclass(frozen=True, slots=True)
class Found:
    """The source of an extraction, or why it is of no use; `path` is where it was looked for."""

    source: Source | None
    path: str
    problem: Problem | None = None


def _places(shown: str, folder: Path | None) -> Iterator[Path]:
    """Where a document may lie: as its output says or, in a folder that was named, under each tail of that path."""
    if folder is None:
        yield Path(shown)
        return
    parts = [part for part in PurePosixPath(shown).parts if part not in {"/", ".."}]
    for first in range(len(parts)):
        yield folder.joinpath(*parts[first:])


def _fits(extraction: Extraction, raw: str) -> bool:
    """Whether every record stands where it says."""
    spans = (target.source for target in extraction.targets)
    return all(0 <= span.start < span.end and raw[span.start : span.end] == span.text for span in spans)


def find(extraction: Extraction, folder: Path | None = None) -> Found:
    """The text of an extraction: `document.source` from here, or in `folder`; only with the same sha256."""
    head = extraction.document
    problem: Problem = "missing"
    looked = head.source if folder is None else (folder / PurePosixPath(head.source).name).as_posix()
    for path in _places(head.source, folder):
        for source in _sources(path):
            if source.sha256 != head.sha256:
                problem, looked = "different", path.as_posix()
            elif _fits(extraction, source.raw):
                return Found(source, path.as_posix())
            else:
                return Found(None, path.as_posix(), "displaced")
    return Found(None, looked, problem)


def _sources(path: Path) -> list[Source]:
    """What is read at a path: a file, or each document of that path in an archive or message that lies on the way."""
    try:
        return read_all(path) if holding(path) else []  # nor is a device or a pipe read
    except (ReadError, OSError, ValueError):  # a path with a null character is a ValueError
        return []
