"""`chitieu track`: promises and outcomes across documents and years."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import typer

from extract.cli.commands.reading import extractions
from extract.cli.commands.terminal import WrongUse, missing
from extract.messages import Language, say
from extract.views.track.tracking import STATUSES, Tracking


def track(
    folders: Sequence[Path],
    out: Path | None,
    language: Language,
    *,
    asof: str | None,
    today: bool,
    review: Path | None,
    keep_gone: bool = False,
    quiet: bool,
) -> int:
    """Write track.html, .xlsx, .csv and .json; an output that cannot be read is named and left out."""
    from extract.views.track.files import write

    if not folders:
        raise WrongUse("use.track")
    for path in (*folders, *filter(None, [review])):
        if not path.is_dir():
            raise missing(path)
    if out is None:
        raise WrongUse("use.no_out")
    code, found = extractions(folders, language, keep_gone=keep_gone)
    try:
        made = write(found.values(), out, language, asof=_day(asof), today=today, review=review)
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


def _tell(found: Tracking, language: Language) -> None:
    """How many goals stand how, in plain lines."""
    goals = [goal for tracked in found.lines for goal in tracked.goals]
    counts = {status: sum(goal.status == status for goal in goals) for status in STATUSES}
    behind = sum(goal.pace == "behind" for goal in goals)
    told = {"asof": found.asof, "goals": len(goals), "documents": len(found.documents), "behind": behind}
    typer.echo(say("track.total", language, **told, **counts))
    if found.unmeasured:
        typer.echo(say("track.unmeasured", language, count=found.unmeasured))
