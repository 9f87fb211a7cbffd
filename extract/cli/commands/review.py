"""`chitieu review`: a folder of outputs as pages to be checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from extract.cli.commands.terminal import DONE, SOME_FAILED, WrongUse, console, failed, missing
from extract.messages import Language, say

if TYPE_CHECKING:
    from extract.views.review.files import Report


def review(folder: Path | None, out: Path | None, sources: Path | None, language: Language, *, quiet: bool) -> int:
    """Write index.html and a page a document; say on stderr what failed and which pages lack their source."""
    from extract.write.outputs import is_output, written

    if folder is None:
        raise WrongUse("use.no_folder")
    if out is None:
        raise WrongUse("use.no_out")
    for path in (folder, sources):
        if path is not None and not path.exists():
            raise missing(path)
    files = written(folder) if folder.is_dir() else [folder] if is_output(folder) else []
    if not files:
        raise WrongUse("use.no_outputs", path=folder)
    try:
        report = _written(files, out, sources, language, quiet=quiet)
    except OSError as error:
        raise WrongUse("use.out", path=out, error=error.strerror or error) from error
    for id, found in report.bare:
        typer.echo(say(f"review.{found.problem}", language, id=id, path=found.path), err=True)
    for failure in report.failed:
        failed(language, failure.path, failure.problem)
    if not quiet:
        typer.echo(say("review.total", language, pages=len(report.entries), index=(out / "index.html").as_posix()))
    return SOME_FAILED if report.failed else DONE


def _written(files: list[Path], out: Path, sources: Path | None, language: Language, *, quiet: bool) -> Report:
    """The pages written, progress shown on stderr while someone is looking."""
    from extract.views.review.files import write

    if quiet or not console(stderr=True).is_terminal:
        return write(files, out, language, sources)
    from rich.progress import Progress

    with Progress(console=console(stderr=True), transient=True) as bar:
        task = bar.add_task(say("review.progress", language), total=None)
        return write(files, out, language, sources, lambda done, total: bar.update(task, completed=done, total=total))
