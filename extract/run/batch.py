"""Paths in, a folder of outputs out; one document's failure never stops the others."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from extract.contract.marker import is_output
from extract.run.aside import back, set_aside
from extract.run.engines import Engine
from extract.run.opening import Openings
from extract.run.outcomes import Failure, Limits
from extract.run.report import ERRORS, Report, Unwritable, Written, errors, listed
from extract.run.stopping import Stopped, unstopped
from extract.run.taking import Taking, writing
from extract.sources.inputs import gather
from extract.write.atomic import write_text
from extract.write.packs import Sorter

if TYPE_CHECKING:
    from extract.run.cache.memory import Memory

__all__ = ["Failure", "Limits", "Report", "Unwritable", "Written", "engine", "run"]

Progress = Callable[[int, int], None]
"""Called with the number of documents done and their number altogether; first with those that need not be done."""


def engine(limits: Limits, jobs: int = 0) -> Engine:
    """The engine that a run uses unless told otherwise: worker processes on this machine, else this process."""
    from extract.run.engines.server import can_fork

    if not can_fork():
        from extract.run.engines.inline import Inline

        return Inline(limits=limits)
    from extract.run.engines.local import Local

    return Local(limits, jobs)


def _stale(folder: Path, mine: Iterable[str]) -> tuple[Path, ...]:
    """Extractions in the folder that are not of the documents of this run (ids)."""
    own = {f"{id}.json" for id in mine}
    names = sorted(name for name in os.listdir(folder) if name.endswith(".json") and name not in own)
    return tuple(path for path in map(folder.joinpath, names) if path.is_file() and is_output(path))


@contextmanager
def _remembering(cache: Path | None, out: Path, limits: Limits) -> Iterator[Memory | None]:
    """The memory of earlier runs in the folder `cache`; none where that lies in `out`, which takes outputs alone."""
    if cache is None or cache.resolve().is_relative_to(out.resolve()):
        yield None
        return
    from extract.run.cache.memory import Memory

    memory = Memory(cache, out, limits)
    try:
        yield memory
    finally:
        memory.close()


def run(
    paths: Iterable[str | Path],
    out: str | Path,
    *,
    by: Engine | None = None,
    limits: Limits | None = None,
    jobs: int = 0,
    progress: Progress | None = None,
    cache: Path | None = None,
    bom: bool = False,
) -> Report:
    """Extract every document of `paths` (see inputs.gather) into the folder `out`.

    Writes <id>.json for each, targets.csv and targets.jsonl over all of this run, and errors.jsonl if anything could
    not be read.  Files that others left in `out` stay.  What is written depends on neither the order nor the number of
    the inputs.  The documents in archives and messages are extracted one by one.  `by`: the engine, else worker
    processes within `limits`, `jobs` of them (0: one a processor).  `cache`: a folder that says what earlier runs wrote
    into `out`, so that this one does only what has changed.  `bom`: targets.csv with a byte order mark.  Raises
    NoSuchPath before anything is read, RuleError before anything is written, Unwritable where `out` takes no files.
    """
    gathered = gather(paths)
    documents, folder, limits = gathered.documents, Path(out), limits or Limits()
    step = progress or (lambda done, total: None)
    with writing():
        folder.mkdir(parents=True, exist_ok=True)
    with _remembering(cache, folder, limits) as memory, Sorter(folder, bom=bom) as sorter:
        now = Taking(folder, by or engine(limits, jobs), memory, sorter)
        openings = Openings(document.id for document in documents)
        waiting, places = documents, count()

        def advance() -> None:
            step(next(places), len(documents))

        stopped: int | None = None
        try:
            advance()
            while waiting:  # the documents themselves, then those in the containers among them, and so on
                rest = now.recall(waiting)
                for _ in range(len(waiting) - len(rest)):
                    advance()
                now.do(rest, advance)
                waiting, refused = openings.documents(now.opened)
                documents, now.opened = [*documents, *waiting], []
                now.failed += refused
        except Stopped as error:
            stopped = error.number
        try:
            with unstopped():
                now.tables(documents if stopped is None else [])
        except Stopped as error:
            stopped = error.number
    done = sorted(now.done.values(), key=lambda each: each.id)
    failed = listed(gathered.refused, now.failed, done)
    stale: tuple[Path, ...] = ()
    aside: tuple[Path, ...] = ()
    with writing():
        if failed:
            write_text(folder / ERRORS, errors(failed))
        else:
            (folder / ERRORS).unlink(missing_ok=True)
        back(folder, now.done)
        if stopped is None:
            came = now.done.keys() | now.containers if now.containers else now.done.keys()
            unread = {each.id: each.shown for each in documents if each.id not in came}
            refusals = {each.shown for each in gathered.refused if each.problem.code != "no_documents"}
            stale = _stale(folder, now.done)
            aside = set_aside(folder, unread, {*unread.values(), *refusals}, stale)
            stale = tuple(path for path in stale if path.name not in {each.name for each in aside}) if aside else stale
    left_out = gathered.left_out + openings.left_out
    return Report(tuple(done), failed, stale, left_out, now.unchanged, aside, stopped, len(documents))
