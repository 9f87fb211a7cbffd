"""Paths in, a folder of outputs out; one document's failure never stops the others."""

from __future__ import annotations

import json as plain_json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from extract.engines import Engine
from extract.inputs import gather
from extract.outputs import written
from extract.work import Failure, Finished, Limits
from extract.write import json, tables
from extract.write.atomic import write_text

__all__ = ["Failure", "Limits", "Report", "Unwritable", "Written", "engine", "run"]

ERRORS = "errors.jsonl"
Progress = Callable[[int, int], None]
"""Called with the number of documents done and their number altogether."""


class Unwritable(Exception):
    """The output folder cannot be made or written to."""


@dataclass(frozen=True, slots=True)
class Written:
    """A document that was read, and what was written for it; `partial`: what of it was not read.

    `path` is a string where it is the address of something that is no file of this machine.
    """

    id: str
    source: str
    path: Path | str
    targets: int
    rejected: int
    warnings: int
    partial: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What one run did; `stale` are outputs in the folder that other runs left there.

    `failed` also names documents of which only a part was read (code `partial`); they are in `written` too.
    `left_out` counts the data files of folders.
    """

    written: tuple[Written, ...]
    failed: tuple[Failure, ...]
    stale: tuple[Path | str, ...]
    left_out: int = 0

    @property
    def targets(self) -> int:
        """The number of records written."""
        return sum(each.targets for each in self.written)


@contextmanager
def _writing() -> Iterator[None]:
    """What goes wrong with the output folder, as Unwritable."""
    try:
        yield
    except OSError as error:
        raise Unwritable(error.strerror or str(error)) from error


def engine(limits: Limits, jobs: int = 0) -> Engine:
    """The engine that a run uses unless told otherwise: worker processes on this machine."""
    from extract.engines.local import Local

    return Local(limits, jobs)


def _stale(folder: Path, mine: Iterable[Path | str]) -> tuple[Path, ...]:
    """Extractions in the folder that this run did not write."""
    own = set(mine)
    return tuple(path for path in written(folder) if path not in own)


def _errors(failed: Iterable[Failure]) -> str:
    """errors.jsonl: a line for each document that was not read, or not wholly."""
    lines = ({"document": each.source, "code": each.code, "message": each.message} for each in failed)
    return "".join(plain_json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def run(
    paths: Iterable[str | Path],
    out: str | Path,
    *,
    by: Engine | None = None,
    limits: Limits | None = None,
    jobs: int = 0,
    progress: Progress | None = None,
) -> Report:
    """Extract every document of `paths` (see inputs.gather) into the folder `out`.

    Writes <id>.json for each, targets.csv and targets.jsonl over all of this run, and errors.jsonl if anything could
    not be read.  Files that others left in `out` stay.  What is written depends on neither the order nor the number of
    the inputs.  `by`: the engine, else worker processes within `limits`, `jobs` of them (0: one a processor).
    Raises NoSuchPath before anything is read, Unwritable where `out` takes no files.
    """
    gathered = gather(paths)
    documents, folder = gathered.documents, Path(out)
    done: list[Written] = []
    failed = [Failure(each.shown, each.code, each.message) for each in gathered.refused]
    table: list[tables.Row] = []
    step = progress or (lambda done, total: None)
    with _writing():
        folder.mkdir(parents=True, exist_ok=True)
    by = by or engine(limits or Limits(), jobs)
    step(0, len(documents))
    largest_first = sorted(documents, key=lambda document: (-_size(document.path), document.id))
    for place, outcome in enumerate(by.outcomes(largest_first), 1):
        if isinstance(outcome, Finished):
            with _writing():
                path = json.write(outcome.id, outcome.text, folder)
            table += outcome.rows
            counts = outcome.targets, outcome.rejected, outcome.warnings
            done.append(Written(outcome.id, outcome.source, path, *counts, outcome.partial))
            if outcome.partial:
                failed.append(Failure(outcome.source, "partial", outcome.partial))
        else:
            failed.append(outcome)
        step(place, len(documents))
    done.sort(key=lambda each: each.id)
    failed.sort(key=lambda failure: (failure.source, failure.code))
    with _writing():
        if done:  # a run that read nothing takes nothing away
            tables.write(table, folder)
        if failed:
            write_text(folder / ERRORS, _errors(failed))
        else:
            (folder / ERRORS).unlink(missing_ok=True)
        stale = _stale(folder, (each.path for each in done))
    return Report(tuple(done), tuple(failed), stale, gathered.left_out)


def _size(path: Path) -> int:
    """Bytes of a file, 0 where that cannot be told; the largest go first, so that none is left to the end."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
