"""From a folder of outputs to a folder of pages, one document in memory at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from extract.contract.failures import Problem, one_line, unopened
from extract.contract.model import Extraction
from extract.messages import Language
from extract.reviewing.agreement import agreement
from extract.reviewing.applying import applied
from extract.reviewing.judgments import Judgment
from extract.reviewing.store import Store
from extract.sources.regular import contents
from extract.views.review import rendering
from extract.views.review.disputes import AGREEMENT, Dispute, disputed_of
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


def _read(files: Sequence[Path], failed: list[Failure]) -> Iterator[tuple[Path, Extraction]]:
    """The extractions of the files, one at a time; what is none goes to `failed`."""
    seen: dict[str, Path] = {}
    for path in files:
        try:
            extraction = parsed(contents(path), path.as_posix())
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
        yield path, extraction


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A document's page, what is said of it in the index, and by reviewers."""

    html: str
    entry: Entry
    found: Found
    said: list[Judgment]
    disputes: list[Dispute]


def _drawn(path: Path, extraction: Extraction, sources: Path | None, language: Language) -> _Drawn:
    found = find(extraction, sources)
    own = Store(path.parent).of(extraction.document.id)
    disputes = disputed_of(extraction, applied(extraction, own).conflicts) if own else []
    html = rendering.page(made(extraction, found, own), language)
    return _Drawn(html, entry(extraction, found.problem), found, own, disputes)


def write(
    files: Sequence[Path], out: Path, language: Language, sources: Path | None = None, progress: Progress | None = None
) -> Report:
    """Write a page for each output and index.html over them; OSError where `out` takes no files.

    A document that cannot be drawn is in the report with what was raised, and in no index.

    Where several reviewers have judged, agreement.html too.  The pages depend on the outputs, the verdicts beside them
    and the sources alone; files that others left in `out` stay.
    """
    report = Report([], [], [])
    step = progress or (lambda done, total: None)
    out.mkdir(parents=True, exist_ok=True)
    said: list[Judgment] = []
    disputes: list[Dispute] = []
    for path, extraction in _read(files, report.failed):
        step(len(report.entries) + len(report.failed), len(files))
        try:
            drawn = _drawn(path, extraction, sources, language)
        except Exception as error:  # whatever it is of one document, the others are drawn
            raised = one_line(f"{type(error).__name__}: {error}")
            report.failed.append(Failure(path, Problem("internal_error.raised", {"error": raised})))
            continue
        said += drawn.said
        disputes += drawn.disputes
        write_text(out / page_name(extraction.document.id), drawn.html)
        report.entries.append(drawn.entry)
        if drawn.found.problem:
            report.bare.append((extraction.document.id, drawn.found))
    step(len(files), len(files))
    report.entries.sort(key=lambda each: each.id)
    several = len({each.by for each in said}) > 1
    if several:
        write_text(out / AGREEMENT, rendering.agreement(agreement(said), disputes, language))
    else:
        with suppress(FileNotFoundError):
            (out / AGREEMENT).unlink()
    write_text(out / "index.html", rendering.index(report.entries, language, agreement=AGREEMENT if several else None))
    return report
