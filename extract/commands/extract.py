"""`chitieu extract`: documents in, a folder of outputs out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from extract.commands.terminal import DONE, SOME_FAILED, WrongUse, console, failed, print_json
from extract.messages import Language, say

if TYPE_CHECKING:
    from extract.run import Report


def _watched(work: Callable[[Callable[[int, int], None]], Report], language: Language) -> Report:
    """The result of `work`, its progress shown on stderr while someone is looking."""
    from rich.progress import Progress

    with Progress(console=console(stderr=True), transient=True) as bar:
        task = bar.add_task(say("extract.progress", language), total=None)
        return work(lambda done, total: bar.update(task, completed=done, total=total))


def extract(
    paths: Sequence[Path],
    out: Path | None,
    language: Language,
    *,
    limits: dict[str, Any],
    jobs: int,
    quiet: bool,
    as_json: bool,
) -> int:
    """Extract documents into a folder; say what was written and what failed."""
    from extract.inputs import NoSuchPath
    from extract.run import Limits, Unwritable, run

    if not paths:
        raise WrongUse("use.no_paths")
    if out is None:
        raise WrongUse("use.no_out")
    within = Limits(**limits)
    try:
        if quiet or not console(stderr=True).is_terminal:
            report = run(paths, out, limits=within, jobs=jobs)
        else:
            report = _watched(lambda step: run(paths, out, limits=within, jobs=jobs, progress=step), language)
    except NoSuchPath as error:
        raise WrongUse("use.missing", path=error) from error
    except Unwritable as error:
        raise WrongUse("use.out", path=out, error=error) from error
    for failure in report.failed:
        failed(language, failure.source, failure.code, failure.message)
    if as_json:
        print_json(asdict(report))
    elif not quiet:
        _tell(report, out, language)
    return SOME_FAILED if report.failed else DONE


def _tell(report: Report, out: Path, language: Language) -> None:
    """What was written, in plain lines."""
    for each in report.written:
        counts = {name: getattr(each, name) for name in ("targets", "rejected", "warnings")}
        typer.echo(say("extract.written", language, path=each.path.as_posix(), **counts))
    if report.left_out:
        typer.echo(say("extract.left_out", language, count=report.left_out), err=True)
    for path in report.stale:
        typer.echo(say("extract.stale", language, path=path.as_posix()), err=True)
    total = {"documents": len(report.written), "targets": report.targets, "out": out.as_posix()}
    typer.echo(say("extract.total", language, **total))
