"""What becomes of one document, and what it may cost: plain values that cross from worker to run.

This module imports nothing heavy: the process that a user starts reads it, the workers do the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extract.contract.failures import Problem


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost: seconds, megabytes of memory, megabytes of file, pages; `ocr` for scans."""

    seconds: float = 300
    memory: int = 4096
    megabytes: int = 200
    pages: int = 3000
    ocr: Literal["auto", "never"] = "auto"


@dataclass(frozen=True, slots=True)
class Laid:
    """A document's output with what people said of its records: its JSON, its rows, and how many there are now."""

    text: bytes
    rows: bytes
    targets: int
    rejected: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Finished:
    """A document's output, ready to be written.

    `text`: its JSON in UTF-8, and the SHA-256 of that; `rows`: its rows of the tables (see write.packs); `sha256`: of
    the bytes that were read; `partial`: what of the document was not read; `laid`: what is written in its place, where
    people have said something of it.
    """

    id: str
    source: str
    text: bytes
    text_sha256: str
    rows: bytes
    sha256: str
    targets: int
    rejected: int
    warnings: int
    partial: str | None = None
    laid: Laid | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that yielded nothing, and why."""

    source: str
    problem: Problem

    @property
    def code(self) -> str:
        """The snake_case code of errors.jsonl."""
        return self.problem.code

    @property
    def message(self) -> str:
        """The reason in one line of English."""
        return self.problem.message


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that holds documents: each is worked on as a document of its own.

    `id`, `source`: of the file; `members`: number, path and size of each document in it; `most`: the
    megabytes that it may unpack to; `refused`: what in it is not read; `left_out`: how many data files.
    """

    id: str
    source: str
    members: tuple[tuple[int, str, int], ...]
    most: int
    refused: tuple[Failure, ...] = ()
    left_out: int = 0


Outcome = Finished | Failure | Opened
