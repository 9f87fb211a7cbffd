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
    from extract.run import Limits, Report

ENGINES = ("local", "ray")


def _watched(work: Callable[[Callable[[int, int], None]], Report], language: Language) -> Report:
    """The result of `work`, its progress shown on stderr while someone is looking."""
    from rich.progress import Progress

    with Progress(console=console(stderr=True), transient=True) as bar:
        task = bar.add_task(say("extract.progress", language), total=None)
        return work(lambda done, total: bar.update(task, completed=done, total=total))


def _far(
    paths: Sequence[str], out: str, limits: Limits, jobs: int, engine: str, address: str | None
) -> Callable[[Callable[[int, int], None] | None], Report] | None:
    """The run over addresses or on a cluster, where that is asked for."""
    from extract.inputs import is_url

    if engine not in ENGINES:
        raise WrongUse("use.engine", engine=engine, engines=", ".join(ENGINES))
    if engine == "local" and not any(map(is_url, [*paths, out])):
        return None
    from extract import remote

    chosen = remote.on_ray(limits, address, jobs) if engine == "ray" else remote.on_this_machine(limits, jobs)
    return lambda step: remote.run(paths, out, chosen, progress=step)


def extract(
    paths: Sequence[str],
    out: str | None,
    language: Language,
    *,
    limits: dict[str, Any],
    jobs: int,
    quiet: bool,
    as_json: bool,
    engine: str = "local",
    address: str | None = None,
) -> int:
    """Extract documents into a folder; say what was written and what failed."""
    from extract.inputs import NoSuchPath, Unreachable, Unsupported
    from extract.run import Limits, Unwritable, run

    if not paths:
        raise WrongUse("use.no_paths")
    if out is None:
        raise WrongUse("use.no_out")
    within = Limits(**limits)
    work = _far(paths, out, within, jobs, engine, address) or (
        lambda step: run(paths, out, limits=within, jobs=jobs, progress=step)
    )
    try:
        report = work(None) if quiet or not console(stderr=True).is_terminal else _watched(work, language)
    except NoSuchPath as error:
        raise WrongUse("use.missing", path=error) from error
    except Unreachable as error:
        raise WrongUse("use.unreachable", error=error) from error
    except Unsupported as error:
        raise WrongUse("use.ray", error=error) from error
    except Unwritable as error:
        raise WrongUse("use.out", path=out, error=error) from error
    for failure in report.failed:
        failed(language, failure.source, failure.code, failure.message)
    if as_json:
        print_json(asdict(report))
    elif not quiet:
        _tell(report, out, language)
    return SOME_FAILED if report.failed else DONE


def _plain(path: Path | str) -> str:
    return path if isinstance(path, str) else path.as_posix()


def _tell(report: Report, out: str, language: Language) -> None:
    """What was written, in plain lines."""
    from extract.inputs import is_url

    for each in report.written:
        counts = {name: getattr(each, name) for name in ("targets", "rejected", "warnings")}
        typer.echo(say("extract.written", language, path=_plain(each.path), **counts))
    if report.left_out:
        typer.echo(say("extract.left_out", language, count=report.left_out), err=True)
    for path in report.stale:
        typer.echo(say("extract.stale", language, path=_plain(path)), err=True)
    total = {
        "documents": len(report.written),
        "targets": report.targets,
        "out": _plain(out if is_url(out) else Path(out)),
    }
    typer.echo(say("extract.total", language, **total))
