"""What each command does: plain arguments in, text to the terminal out, an exit code back."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console

from extract.messages import Language, said, say

if TYPE_CHECKING:
    from extract.model import Extraction
    from extract.run import Report

DONE, SOME_FAILED, WRONG_USE = 0, 1, 2


class WrongUse(Exception):
    """Arguments that ask for nothing that can be done: a key of the message table and its values."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def _console(*, stderr: bool = False) -> Console:
    """A console that does not squeeze tables to 80 columns where nobody is looking."""
    console = Console(stderr=stderr, highlight=False, emoji=False, markup=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = 140
    return console


def _failed(language: Language, path: object, code: str, message: str) -> int:
    reason = said(f"read.{code}", language, message)
    typer.echo(say("extract.failed", language, path=path, message=reason, code=code), err=True)
    return SOME_FAILED


def _print_json(data: Any) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=1, default=Path.as_posix))


def _watched(work: Callable[[Callable[[int, int], None]], Report], language: Language) -> Report:
    """The result of `work`, its progress shown on stderr while someone is looking."""
    from rich.progress import Progress

    with Progress(console=_console(stderr=True), transient=True) as bar:
        task = bar.add_task(say("extract.progress", language), total=None)
        return work(lambda done, total: bar.update(task, completed=done, total=total))


def extract(paths: Sequence[Path], out: Path | None, language: Language, *, quiet: bool, as_json: bool) -> int:
    """Extract documents into a folder; say what was written and what failed."""
    from extract.inputs import NoSuchPath
    from extract.run import Unwritable, run

    if not paths:
        raise WrongUse("use.no_paths")
    if out is None:
        raise WrongUse("use.no_out")
    try:
        if quiet or not _console(stderr=True).is_terminal:
            report = run(paths, out)
        else:
            report = _watched(lambda progress: run(paths, out, progress=progress), language)
    except NoSuchPath as error:
        raise WrongUse("use.missing", path=error) from error
    except Unwritable as error:
        raise WrongUse("use.out", path=out, error=error) from error
    for failure in report.failed:
        _failed(language, failure.source, failure.code, failure.message)
    if as_json:
        _print_json(asdict(report))
    elif not quiet:
        _tell(report, out, language)
    return SOME_FAILED if report.failed else DONE


def _tell(report: Report, out: Path, language: Language) -> None:
    """What was written, in plain lines."""
    for each in report.written:
        counts = {name: getattr(each, name) for name in ("targets", "rejected", "warnings")}
        typer.echo(say("extract.written", language, path=each.path.as_posix(), **counts))
    for path in report.stale:
        typer.echo(say("extract.stale", language, path=path.as_posix()), err=True)
    total = {"documents": len(report.written), "targets": report.targets, "out": out.as_posix()}
    typer.echo(say("extract.total", language, **total))


def _open(file: Path) -> Extraction:
    """A written extraction, or one made on the fly of a document."""
    from extract.model import SCHEMA, Extraction
    from extract.readers import read
    from extract.run import pipeline

    if file.suffix.lower() == ".json":
        data = file.read_bytes()
        if f'"{SCHEMA}"'.encode() in data[:200]:
            return Extraction.model_validate_json(data)
    source = read(file)
    return pipeline()(source)


def show(file: Path | None, language: Language, *, as_json: bool) -> int:
    """Show the records of one document."""
    from extract.readers import ReadError

    if file is None:
        raise WrongUse("use.no_file")
    if not file.is_file():
        raise WrongUse("use.missing", path=file)
    try:
        extraction = _open(file)
    except ReadError as error:
        return _failed(language, file, error.code, error.message)
    except ValueError as error:
        return _failed(language, file, "not_an_extraction", str(error).splitlines()[0])
    if as_json:
        from extract.write.json import text

        typer.echo(text(extraction), nl=False)
    else:
        from extract.show import records

        _console().print(records(extraction, language))
    return DONE


def restore(file: Path | None, language: Language, *, diff: bool, as_json: bool) -> int:
    """Print a document with its diacritics put back, or raw and restored side by side."""
    from extract.readers import ReadError, read
    from extract.restore import restore as restored
    from extract.show import restoration
    from extract.text import composed

    if file is None:
        raise WrongUse("use.no_file")
    if not file.is_file():
        raise WrongUse("use.missing", path=file)
    try:
        source = read(file)
    except ReadError as error:
        return _failed(language, file, error.code, error.message)
    found = restored(composed(source.raw))
    for code, message in found.notices:
        typer.echo(say("restore.notice", language, code=code, message=message), err=True)
    if as_json:
        _print_json({"state": found.state, "text": found.working.text, "tokens": [asdict(t) for t in found.tokens]})
    elif diff:
        _console().print(restoration(source.raw, found, language))
    else:
        typer.echo(found.working.text, nl=False)
    return DONE


def suggest(folder: Path | None, language: Language, *, fewest: int) -> int:
    """Propose catalogue entries for what a folder of documents or outputs names and the catalogue lacks."""
    from extract.inputs import gather
    from extract.model import SCHEMA
    from extract.readers import ReadError
    from extract.suggest import groups, proposed

    if folder is None:
        raise WrongUse("use.no_folder")
    if not folder.exists():
        raise WrongUse("use.missing", path=folder)
    marker = f'"{SCHEMA}"'.encode()
    written = [p for p in sorted(folder.glob("*.json")) if marker in p.read_bytes()[:200]]
    code, found = DONE, []
    for path in written or [document.path for document in gather([folder])[0]]:
        try:
            found.append(_open(path))
        except ReadError as error:
            code = _failed(language, path, error.code, error.message)
    typer.echo(say("suggest.head", language, documents=len(found)), err=True)
    typer.echo(proposed(groups(found, fewest)), nl=False)
    return code


def _gold_pairs(files: Sequence[Path], gold: Path | None, outputs: Path | None) -> list[tuple[Path, Path]]:
    """The (gold, output) files that the arguments of `evaluate` name."""
    from extract.gold import stem

    paired = bool(files) and len(files) % 2 == 0 and not (gold or outputs)
    if not paired and (files or not gold or not outputs):
        raise WrongUse("use.evaluate")
    for path in (*files, *(folder for folder in (gold, outputs) if folder)):
        if not path.exists():
            raise WrongUse("use.missing", path=path)
    if not gold or not outputs:
        return list(zip(files[::2], files[1::2], strict=True))
    pairs = [(path, outputs / f"{stem(path)}.json") for path in sorted(gold.glob("*.jsonl"))]
    if not pairs:
        raise WrongUse("use.no_gold", path=gold)
    return pairs


def evaluate(
    files: Sequence[Path],
    gold: Path | None,
    outputs: Path | None,
    indicators: Path | None,
    language: Language,
    *,
    bag: bool,
    most: int,
    as_json: bool,
) -> int:
    """Measure outputs against gold; a pair that cannot be read is named and left out."""
    from extract.evaluate import evaluate as measured
    from extract.evaluate import reliability, together
    from extract.gold import GoldError
    from extract.show import faults, figures

    pairs = _gold_pairs(files, gold, outputs)
    if indicators and not indicators.is_file():
        raise WrongUse("use.missing", path=indicators)
    scores, code = [], DONE
    for pair in pairs:
        try:
            scores += measured([pair], bag=bag, indicators=indicators)
        except GoldError as error:
            code = _failed(language, pair[1], "not_readable", str(error))
        except OSError as error:
            code = _failed(language, error.filename, "unreadable", str(error.strerror))
    total = together(scores)
    if as_json:
        each = [{"name": score.name, **score.figures(), "faults": faults(score, most)} for score in scores]
        _print_json({**total.figures(), "reliability": reliability(total.judged), "documents": each})
    else:
        for item in figures(scores, total, most, language):
            _console().print(item, soft_wrap=isinstance(item, str))
    return code


def indicators(language: Language, *, as_json: bool) -> int:
    """List the catalogue, sorted by id."""
    from extract.catalogue import catalogue
    from extract.show import indicators as table

    entries = sorted(catalogue().entries.values(), key=lambda entry: entry.id)
    if as_json:
        names = {"id", "name_vi", "name_en", "units"}
        _print_json([entry.model_dump(mode="json", include=names) for entry in entries])
    else:
        _console().print(table(entries, language))
    return DONE
