"""`chitieu track`: promises and outcomes across documents and years."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import typer

from extract.cli.commands.terminal import DONE, WrongUse, failed
from extract.contract.failures import Problem, unopened
from extract.contract.model import Extraction
from extract.messages import Language, say
from extract.views.track.tracking import STATUSES, Tracking
from extract.write.outputs import NotAnOutput, parsed, written


def track(
    folders: Sequence[Path],
    out: Path | None,
    language: Language,
    *,
    asof: str | None,
    today: bool,
    review: Path | None,
    quiet: bool,
) -> int:
    """Write track.html, .xlsx, .csv and .json; an output that cannot be read is named and left out."""
    from extract.views.track.files import write

    if not folders:
        raise WrongUse("use.track")
    for path in (*folders, *filter(None, [review])):
        if not path.is_dir():
            raise WrongUse("use.missing", path=path)
    if out is None:
        raise WrongUse("use.no_out")
    code, found = _read(folders, language)
    try:
        made = write(found, out, language, asof=_day(asof), today=today, review=review)
    except OSError as error:
        raise WrongUse("use.out", path=out, error=error.strerror) from error
    if not quiet:
        _tell(made.tracking, language)
        for path in made.paths:
            typer.echo(path.as_posix())
    return code


def _day(text: str | None) -> str | None:
    """A day as ISO writes it.  Raises WrongUse for none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise WrongUse("use.track_asof", value=text) from error


def _read(folders: Sequence[Path], language: Language) -> tuple[int, list[Extraction]]:
    """The extractions of all folders, and the exit code; of two with one id the first counts."""
    code, found, paths = DONE, dict[str, Extraction](), dict[str, Path]()
    for folder in folders:
        files = written(folder)
        if not files:
            raise WrongUse("use.no_outputs", path=folder)
        for file in files:
            try:
                extraction = parsed(file.read_bytes(), file.as_posix())
            except NotAnOutput as error:
                code = failed(language, file, error.problem)
                continue
            except OSError as error:
                code = failed(language, file, unopened(error).problem)
                continue
            id = extraction.document.id
            if id in found:
                code = failed(language, file, Problem("same_id.left_out", {"other": paths[id].as_posix()}))
                continue
            found[id], paths[id] = extraction, file
    return code, list(found.values())


def _tell(found: Tracking, language: Language) -> None:
    """How many goals stand how, in plain lines."""
    goals = [goal for tracked in found.lines for goal in tracked.goals]
    counts = {status: sum(goal.status == status for goal in goals) for status in STATUSES}
    behind = sum(goal.pace == "behind" for goal in goals)
    told = {"asof": found.asof, "goals": len(goals), "documents": len(found.documents), "behind": behind}
    typer.echo(say("track.total", language, **told, **counts))
    if found.unmeasured:
        typer.echo(say("track.unmeasured", language, count=found.unmeasured))
