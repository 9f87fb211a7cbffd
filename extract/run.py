"""Paths in, a folder of outputs out; one document's failure never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from extract.inputs import Document, gather
from extract.model import Extraction
from extract.outputs import written
from extract.readers import ReadError, Source, read
from extract.write import json, tables

Extractor = Callable[[Source], Extraction]
Progress = Callable[[int, int], None]
"""Called with the number of documents done and their number altogether."""


class Unwritable(Exception):
    """The output folder cannot be made or written to."""


@dataclass(frozen=True, slots=True)
class Written:
    """A document that was read, and what was written for it."""

    id: str
    source: str
    path: Path
    targets: int
    rejected: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that yielded nothing, with a snake_case code and the reason."""

    source: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """What one run did; `stale` are outputs in the folder that other runs left there."""

    written: tuple[Written, ...]
    failed: tuple[Failure, ...]
    stale: tuple[Path, ...]

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


def pipeline() -> Extractor:
    """The shipped pipeline, loaded once."""
    from extract.pipeline import extract, load

    nlp = load()
    return lambda source: extract(source, nlp)


def _one(document: Document, extractor: Extractor) -> tuple[Extraction, str] | Failure:
    """One document read, extracted and rendered; whatever goes wrong comes back as a Failure."""
    try:
        extraction = extractor(replace(read(document.path), id=document.id, path=document.shown))
        return extraction, json.text(extraction)
    except ReadError as error:
        return Failure(document.shown, error.code, error.message.removeprefix(f"{document.path}: "))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic in a compiled extension is no Exception
        return Failure(document.shown, "internal_error", f"{type(error).__name__}: {error}".rstrip(": "))


def _stale(folder: Path, mine: Iterable[Path]) -> tuple[Path, ...]:
    """Extractions in the folder that this run did not write."""
    own = set(mine)
    return tuple(path for path in written(folder) if path not in own)


def run(
    paths: Iterable[str | Path],
    out: str | Path,
    *,
    extractor: Extractor | None = None,
    progress: Progress | None = None,
) -> Report:
    """Extract every document of `paths` (see inputs.gather) into the folder `out`.

    Writes <id>.json for each, and targets.csv and targets.jsonl over all of this run.  Files that
    others left in `out` stay.  What is written depends on neither the order nor the number of the
    inputs.  Raises NoSuchPath before anything is read, Unwritable where `out` takes no files.
    """
    documents, barren = gather(paths)
    folder = Path(out)
    done: list[Written] = []
    failed = [Failure(path, "no_documents", "no documents in this folder") for path in barren]
    table: list[tables.Row] = []
    step = progress or (lambda done, total: None)
    with _writing():
        folder.mkdir(parents=True, exist_ok=True)
    extractor = extractor or pipeline()
    for place, document in enumerate(documents):
        step(place, len(documents))
        result = _one(document, extractor)
        if isinstance(result, Failure):
            failed.append(result)
            continue
        extraction, text = result
        with _writing():
            path = json.write(document.id, text, folder)
        table += tables.rows(extraction)
        counts = len(extraction.targets), len(extraction.rejected), len(extraction.warnings)
        done.append(Written(document.id, document.shown, path, *counts))
    step(len(documents), len(documents))
    with _writing():
        if done:  # a run that read nothing takes nothing away
            tables.write(table, folder)
        stale = _stale(folder, [each.path for each in done])
    failed.sort(key=lambda failure: (failure.source, failure.code))
    return Report(tuple(done), tuple(failed), stale)
