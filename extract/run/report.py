"""What a run did, document by document, and how it is told: the report, and the lines of errors.jsonl."""

from __future__ import annotations

import json as plain_json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from extract.contract.failures import partly
from extract.run.outcomes import Failure
from extract.sources.inputs import Refused, is_url

ERRORS = "errors.jsonl"


class Unwritable(Exception):
    """The output folder cannot be made or written to."""


@dataclass(frozen=True, slots=True)
class Written:
    """A document that was read, and what was written for it; `partial`: what of it was not read.

    `path` is a string where it is the address of something that is no file of this machine; held is its `folder`, which
    all have in common.
    """

    id: str
    source: str
    folder: str
    targets: int
    rejected: int
    warnings: int
    partial: str | None = None

    @property
    def path(self) -> Path | str:
        """Where the output is."""
        return f"{self.folder}/{self.id}.json" if is_url(self.folder) else Path(self.folder, f"{self.id}.json")


@dataclass(frozen=True, slots=True)
class Report:
    """What one run did; `stale` are outputs in the folder that other runs left there.

    `failed` also names documents of which only a part was read (code `partial`); they are in `written` too.
    `left_out` counts the data files of folders, `unchanged` those of `written` that an earlier run had written.
    `aside`: outputs of documents that this run could not read, where they are now (see extract.run.aside).
    `stopped`: the number of the signal by which the run was asked to end before all `documents` were done.
    """

    written: tuple[Written, ...]
    failed: tuple[Failure, ...]
    stale: tuple[Path | str, ...]
    left_out: int = 0
    unchanged: int = 0
    aside: tuple[Path | str, ...] = ()
    stopped: int | None = None
    documents: int = 0

    @property
    def targets(self) -> int:
        """The number of records written."""
        return sum(each.targets for each in self.written)


def errors(failed: Iterable[Failure]) -> str:
    """errors.jsonl: a line for each document that was not read, or not wholly."""
    lines = ({"document": each.source, "code": each.code, "message": each.message} for each in failed)
    return "".join(plain_json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def listed(refused: Iterable[Refused], failed: Iterable[Failure], done: Iterable[Written]) -> tuple[Failure, ...]:
    """All that was not read, or not wholly, by what is shown of it."""
    every = [Failure(each.shown, each.problem) for each in refused]
    every += failed
    every += [Failure(each.source, partly(each.partial)) for each in done if each.partial]
    return tuple(sorted(every, key=lambda failure: (failure.source, failure.code)))
