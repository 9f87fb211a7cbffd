"""`chitieu extract`: documents in, a folder of outputs out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from extract.cli.commands.standard_input import DASH, laid
from extract.cli.commands.terminal import DONE, SOME_FAILED, WrongUse, console, failed, missing, print_json
from extract.messages import Language, say

if TYPE_CHECKING:
    from rich.progress import TaskID

    from extract.run.batch import Limits, Report
    from extract.sources.patience import News

ENGINES = ("local", "ray")
MOST_READ, MOST_NAMED = 200, 3  # outputs whose warnings are told in words; documents named at each


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


def _run(
    paths: Sequence[str],
    out: str,
    limits: Limits,
    jobs: int,
    cache: Path | None,
    engine: str,
    address: str | None,
    here_only: dict[str, bool],
    language: Language,
) -> Callable[..., Report]:
    """The run that is asked for: over files of this machine, or over addresses or on a cluster."""
    from extract.sources.inputs import is_url, local

    if engine not in ENGINES:
        raise WrongUse("use.engine", near=(engine, ENGINES), engine=engine, engines=", ".join(ENGINES))
    if address and engine != "ray":
        raise WrongUse("use.address")
    if engine == "local" and not any(map(is_url, [*paths, out])):
        from extract.run.batch import run

        bom = here_only["csv_bom"]
        return partial(run, [*map(local, paths)], local(out), limits=limits, jobs=jobs, cache=cache, bom=bom)
    for name, asked in here_only.items():
        if asked:
            raise WrongUse(f"{name}.elsewhere")
    from extract.run import remote

    chosen = remote.on_ray(limits, address, jobs) if engine == "ray" else remote.on_this_machine(limits, jobs)
    tell = partial(_happening, language)
    return partial(remote.run, paths, out, chosen, remembering=cache is not None, tell=tell)


def _happening(language: Language, news: News) -> None:
    """Say on stderr what is waited for, as the waiting begins, and that nodes of a cluster are lost."""
    from extract.sources.patience import Lost

    if isinstance(news, Lost):
        told = say("extract.lost_nodes", language, nodes=news.machines, left=news.left)
    else:
        key = "extract.away" if news.seconds else "extract.silent"
        values = {"reason": news.reason, "seconds": f"{news.seconds:g}"} if news.seconds else {}
        told = say(key, language, address=news.place, since=f"{news.since:.0f}", **values)
    typer.echo(told, err=True)


def extract(
    paths: Sequence[str],
    out: str | None,
    language: Language,
    *,
    limits: dict[str, Any],
    jobs: int,
    quiet: bool,
    as_json: bool,
    no_cache: bool = False,
    prune: bool = False,
    bom: bool = False,
    engine: str = "local",
    address: str | None = None,
    stdin: str = "stdin",
) -> int:
    """Extract documents into a folder; say what was written and what failed.  `-`: standard input, called `stdin`."""
    if DASH not in paths:
        return _extracted(paths, out, language, limits, jobs, quiet, as_json, no_cache, prune, bom, engine, address)
    if paths.count(DASH) > 1:
        raise WrongUse("use.stdin_twice")
    with laid(stdin) as path:
        named = [str(path) if each == DASH else each for each in paths]
        return _extracted(named, out, language, limits, jobs, quiet, as_json, no_cache, prune, bom, engine, address)


def _extracted(
    paths: Sequence[str],
    out: str | None,
    language: Language,
    limits: dict[str, Any],
    jobs: int,
    quiet: bool,
    as_json: bool,
    no_cache: bool,
    prune: bool,
    bom: bool,
    engine: str,
    address: str | None,
) -> int:
    """Extract documents into a folder; say what was written and what failed."""
    from extract.run.batch import Unwritable
    from extract.run.cache.location import place
    from extract.run.outcomes import Limits
    from extract.sources.inputs import NoSuchPath, Unreachable, Unsupported, elsewhere

    if not paths:
        raise WrongUse("use.no_paths")
    if out is None:
        raise WrongUse("use.no_out")
    if not out or not all(paths):  # what is "" to a script is no name; to the system it would be the folder here
        raise WrongUse("use.empty_path" if out else "use.empty_out")
    for each in filter(elsewhere, [*paths, out]):
        raise WrongUse("use.file_host", address=each)
    cache = None if no_cache else place()
    work = _run(paths, out, Limits(**limits), jobs, cache, engine, address, {"prune": prune, "csv_bom": bom}, language)
    try:
        if quiet or not console(stderr=True).is_terminal:
            report = work()
        else:
            report = _watched(lambda step: work(progress=step), language)
    except NoSuchPath as error:
        raise missing(str(error)) from error
    except Unreachable as error:
        raise WrongUse("use.unreachable", error=error) from error
    except Unsupported as error:
        raise WrongUse("use.ray", error=error) from error
    except Unwritable as error:
        raise WrongUse("use.out", path=_named(out), error=error) from error
    for failure in report.failed:
        failed(language, failure.source, failure.problem)
    if prune and report.stopped is None:
        report = _pruned(report, paths, out, language)
    if as_json:
        print_json(_data(report))
    elif not quiet:
        _tell(report, out, language)
    if report.stopped is not None:
        return _stopped(report, language, remembered=cache is not None)
    return SOME_FAILED if report.failed else DONE


def _stopped(report: Report, language: Language, *, remembered: bool) -> int:
    """Say that the run was asked to end, and how to go on; the exit code for it."""
    from extract.run.stopping import Stopped

    by = Stopped(report.stopped or 0)
    key = "extract.stopped" if remembered else "extract.stopped_anew"
    typer.echo(say(key, language, signal=by.name, done=len(report.written), documents=report.documents), err=True)
    return by.code


def _pruned(report: Report, paths: Sequence[str], out: str, language: Language) -> Report:
    """The report without the outputs that are now removed, which are named; and so are those that are kept."""
    from extract.run.pruning import prune
    from extract.sources.inputs import local

    seen = [failure.source for failure in report.failed]
    try:
        done = prune([Path(path) for path in report.stale], map(local, paths), seen)
    except OSError as error:
        raise WrongUse("use.out", path=_named(out), error=error.strerror or error) from error
    for key, named in (("prune.removed", done.removed), ("prune.kept", done.reviewed)):
        for path in named:
            typer.echo(say(key, language, path=path.as_posix()), err=True)
    return replace(report, stale=tuple(path for path in report.stale if path not in done.removed))


def _data(report: Report) -> dict[str, Any]:
    """The report as plain data: of each failure its source, code and English message."""
    failed = [{"source": each.source, "code": each.code, "message": each.message} for each in report.failed]
    written = [
        {
            ("path" if name == "folder" else name): (each.path if name == "folder" else value)
            for name, value in asdict(each).items()
        }
        for each in report.written
    ]
    return {**asdict(replace(report, written=(), failed=())), "written": written, "failed": failed}


def _named(out: str) -> str:
    """Where outputs go, as it may be shown."""
    from extract.sources.inputs import is_url, local

    if not is_url(out):
        return Path(local(out)).as_posix()
    from extract.sources.addresses import shown

    return shown(out)


def _plain(path: Path | str) -> str:
    return path if isinstance(path, str) else path.as_posix()


def _tell(report: Report, out: str, language: Language) -> None:
    """What was written, in plain lines."""
    lines = []
    for each in report.written:
        counts = {name: getattr(each, name) for name in ("targets", "rejected", "warnings")}
        lines.append(say("extract.written", language, path=_plain(each.path), **counts) + "\n")
    typer.echo("".join(lines), nl=False)
    if report.left_out:
        typer.echo(say("extract.left_out", language, count=report.left_out), err=True)
    if report.unchanged:
        counts = {"count": report.unchanged, "documents": len(report.written)}
        typer.echo(say("extract.unchanged", language, **counts), err=True)
    for path in report.aside:
        typer.echo(say("extract.aside", language, path=_plain(path)), err=True)
    for path in report.stale:
        typer.echo(say("extract.stale", language, path=_plain(path)), err=True)
    for line in _warned(report, language):
        typer.echo(line)
    total = {"documents": len(report.written), "targets": report.targets, "out": _named(out)}
    typer.echo(say("extract.total", language, **total))


def _warned(report: Report, language: Language) -> Iterator[str]:
    """The warnings of all that was written, in words: each with the documents that have it."""
    from extract.contract.failures import told

    found: dict[tuple[str, str], list[str]] = {}
    warned = [each for each in report.written if each.warnings and isinstance(each.path, Path)]
    for each in warned[:MOST_READ]:
        try:
            notices = json.loads(Path(each.path).read_bytes())["warnings"]
            pairs = [(str(notice["code"]), str(notice["message"])) for notice in notices]
        except (OSError, ValueError, RecursionError, KeyError, TypeError):  # it is another by now
            continue
        for pair in pairs:
            found.setdefault(pair, []).append(each.id)
    for (code, message), ids in sorted(found.items()):
        many = say("extract.more", language, count=len(ids) - MOST_NAMED) if len(ids) > MOST_NAMED else ""
        names = ", ".join(ids[:MOST_NAMED]) + many
        yield say("extract.warning", language, message=told(code, message, language), code=code, names=names)
    if len(warned) > MOST_READ:
        yield say("extract.unread_warnings", language, count=len(warned) - MOST_READ)
