"""A run over documents and outputs of anywhere, on any engine: what `run` writes, and the records as Parquet.

Workers write <id>.json where they are; rows come back, and lie on disk until all are there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from extract.engines import Engine
from extract.engines.fetching import Fetching, Keep
from extract.export import partitions
from extract.export.columns import TARGETS, rows_of
from extract.export.spool import Spool
from extract.model import Extraction
from extract.outputs import begins_as_output
from extract.places import Store, Unkept, gathered
from extract.run import ERRORS, Progress, Report, Unwritable, Written
from extract.work import Failure, Finished, Limits
from extract.write.tables import COLUMNS, csv_text, jsonl_text

_HEAD = 200  # bytes by which an output is known


@dataclass(frozen=True, slots=True)
class Keeping:
    """Writes a finished document to the store; its rows go back, with all columns of the export, its text does not."""

    store: Store

    def __call__(self, outcome: Finished) -> Finished:
        """The outcome without its text."""
        self.store.put(f"{outcome.id}.json", outcome.text.encode("utf-8"))
        rows = rows_of(TARGETS, Extraction.model_validate_json(outcome.text))
        return replace(outcome, text="", rows=rows)


EngineOf = Callable[[Keep], Engine]
"""An engine, given what it is to do with finished documents."""


def on_ray(limits: Limits, address: str | None = None, jobs: int = 0) -> EngineOf:
    """A Ray cluster."""
    from extract.engines.on_ray import Ray

    return lambda keep: Ray(limits, address, jobs, keep=keep)


def on_this_machine(limits: Limits, jobs: int = 0) -> EngineOf:
    """Worker processes on this machine."""
    from extract.engines.local import Local

    return lambda keep: Fetching(Local(limits, jobs), limits, keep)


def run(paths: Iterable[str], out: str, engine: EngineOf, *, progress: Progress | None = None) -> Report:
    """Extract every document of `paths` into `out`, both folders or addresses of fsspec's.

    Writes what extract.run.run writes, byte for byte, and records/province=.../records.parquet.  Raises NoSuchPath,
    places.Unreachable and places.Unsupported before anything is read, Unwritable where `out` takes no files.
    """
    found = gathered(paths)
    store, step = Store(out), progress or (lambda done, total: None)
    done: list[Written] = []
    failed = [Failure(each.shown, each.code, each.message) for each in found.refused]
    ordered = sorted(found.documents, key=lambda document: (-_size(document.path, document.size), document.id))
    try:
        store.begin()
        step(0, len(ordered))
        with TemporaryDirectory(prefix="chitieu-") as folder:
            spool = Spool(Path(folder), [TARGETS])
            for place, outcome in enumerate(engine(Keeping(store)).outcomes(ordered), 1):
                if isinstance(outcome, Finished):
                    spool.keep(TARGETS, outcome.id, outcome.rows)
                    counts = outcome.targets, outcome.rejected, outcome.warnings
                    path = store.place(f"{outcome.id}.json")
                    done.append(Written(outcome.id, outcome.source, path, *counts, outcome.partial))
                    if outcome.partial:
                        failed.append(Failure(outcome.source, "partial", outcome.partial))
                else:
                    failed.append(outcome)
                step(place, len(ordered))
            spool.sort()
            if done:
                _tables(spool, store, Path(folder))
            spool.close()
        done.sort(key=lambda each: each.id)
        failed.sort(key=lambda failure: (failure.source, failure.code))
        _errors(failed, store)
        stale = _stale(store, {each.id for each in done})
    except Unkept as error:
        raise Unwritable(str(error)) from error
    return Report(tuple(done), tuple(failed), stale, found.left_out)


def _size(path: Path, size: int) -> int:
    """Bytes of a document, 0 where that cannot be told; the largest go first."""
    try:
        return size or path.stat().st_size
    except OSError:
        return 0


def _tables(spool: Spool, store: Store, folder: Path) -> None:
    """targets.csv, targets.jsonl and the Parquet files."""
    csv, jsonl = folder / "targets.csv", folder / "targets.jsonl"
    with csv.open("wb") as comma, jsonl.open("wb") as lines:
        comma.write(csv_text(()).encode("utf-8"))
        for batch in spool.batches(TARGETS):
            brief = [{name: row[name] for name in COLUMNS} for row in batch]
            comma.write(csv_text(brief, header=False).encode("utf-8"))
            lines.write(jsonl_text(brief).encode("utf-8"))
    for file in (csv, jsonl):
        store.put_file(file.name, file)
    partitions.write(spool, store)


def _errors(failed: list[Failure], store: Store) -> None:
    """errors.jsonl: a line for each document that was not read, or not wholly."""
    if not failed:
        store.remove(ERRORS)
        return
    lines = ({"document": each.source, "code": each.code, "message": each.message} for each in failed)
    store.put(ERRORS, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode("utf-8"))


def _stale(store: Store, mine: set[str]) -> tuple[Path | str, ...]:
    """Extractions in the store that this run did not write."""
    others = [name for name in store.names(ending=".json") if name.removesuffix(".json") not in mine]
    heads = store.heads(others, _HEAD)
    return tuple(store.place(name) for name in others if begins_as_output(heads[name]))
