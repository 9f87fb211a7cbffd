"""From a folder of outputs to a folder of pages, one document in memory at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.contract.failures import Problem, unopened
from extract.contract.model import Extraction
from extract.messages import Language
from extract.views.review import rendering
from extract.views.review.index import Entry, entry
from extract.views.review.links import page_name
from extract.views.review.originals import Found, find
from extract.views.review.paper import made
from extract.write.atomic import write_text
from extract.write.outputs import NotAnOutput, parsed

Progress = Callable[[int, int], None]
"""Called with the number of documents done and their number altogether."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An output of which no page was made, and why."""

    path: Path
    problem: Problem


@dataclass(slots=True)
class Report:
    """What one run wrote; `bare` are the documents whose pages have no source text, with what was found."""

    entries: list[Entry]
    failed: list[Failure]
    bare: list[tuple[str, Found]]


def _read(files: Sequence[Path], failed: list[Failure]) -> Iterator[Extraction]:
    """The extractions of the files, one at a time; what is none goes to `failed`."""
    seen: dict[str, Path] = {}
    for path in files:
        try:
            extraction = parsed(path.read_bytes(), path.as_posix())
        except NotAnOutput as error:
            failed.append(Failure(path, error.problem))
            continue
        except OSError as error:
            failed.append(Failure(path, unopened(error).problem))
            continue
        name = page_name(extraction.document.id).casefold()
        if name in seen:
            failed.append(Failure(path, Problem("same_id.left_out", {"other": seen[name].as_posix()})))
            continue
        seen[name] = path
        yield extraction


def write(
    files: Sequence[Path], out: Path, language: Language, sources: Path | None = None, progress: Progress | None = None
) -> Report:
    """Write a page for each output and index.html over them; OSError where `out` takes no files.

    The pages depend on the outputs and sources alone; files that others left in `out` stay.
    """
    report = Report([], [], [])
    step = progress or (lambda done, total: None)
    out.mkdir(parents=True, exist_ok=True)
    for extraction in _read(files, report.failed):
        step(len(report.entries) + len(report.failed), len(files))
        found = find(extraction, sources)
        write_text(out / page_name(extraction.document.id), rendering.page(made(extraction, found), language))
        report.entries.append(entry(extraction, found.problem))
        if found.problem:
            report.bare.append((extraction.document.id, found))
    step(len(files), len(files))
    report.entries.sort(key=lambda each: each.id)
    write_text(out / "index.html", rendering.index(report.entries, language))
    return report
