"""`chitieu extract`: documents in, a folder of outputs out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from extract.commands.terminal import DONE, SOME_FAILED, WrongUse, console, failed, print_json
from extract.messages import Language, say

if TYPE_CHECKING:
    from rich.progress import TaskID

    from extract.run import Report


def _watched(work: Callable[[Callable[[int, int], None]], Report], language: Language) -> Report:
    """The result of `work`, shown on stderr while someone is looking: how far it is, how fast, how long it will be."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """Documents a second."""

        def render(self, task: Task) -> Text:
            return Text(say("extract.rate", language, rate=f"{task.speed:.1f}") if task.speed else "")

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        tasks: list[TaskID] = []

        def step(done: int, total: int) -> None:
            if not tasks:  # what earlier runs have done says nothing of how fast this one is
                tasks.append(bar.add_task(say("extract.progress", language), total=total, completed=done))
            bar.update(tasks[0], completed=done)

        return work(step)


def extract(
    paths: Sequence[Path],
    out: Path | None,
    language: Language,
    *,
    limits: dict[str, Any],
    jobs: int,
    quiet: bool,
    as_json: bool,
    no_cache: bool = False,
) -> int:
    """Extract documents into a folder; say what was written and what failed."""
    from extract.cache.place import place
    from extract.inputs import NoSuchPath
    from extract.run import Limits, Unwritable, run

    if not paths:
        raise WrongUse("use.no_paths")
    if out is None:
        raise WrongUse("use.no_out")
    cache = None if no_cache else place()
    work = partial(run, paths, out, limits=Limits(**limits), jobs=jobs, cache=cache)
    try:
        if quiet or not console(stderr=True).is_terminal:
            report = work()
        else:
            report = _watched(lambda step: work(progress=step), language)
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
    lines = []
    for each in report.written:
        counts = {name: getattr(each, name) for name in ("targets", "rejected", "warnings")}
        lines.append(say("extract.written", language, path=each.path.as_posix(), **counts) + "\n")
    typer.echo("".join(lines), nl=False)
    if report.left_out:
        typer.echo(say("extract.left_out", language, count=report.left_out), err=True)
    for path in report.stale:
        typer.echo(say("extract.stale", language, path=path.as_posix()), err=True)
    total = {"documents": len(report.written), "targets": report.targets, "out": out.as_posix()}
    typer.echo(say("extract.total", language, **total))
