"""`chitieu compare`: a folder of outputs as one table."""

from __future__ import annotations

from pathlib import Path

import typer

from extract.cli.commands.reading import extractions
from extract.cli.commands.terminal import WrongUse, missing
from extract.messages import Language, say

MOST_REPORTS = 10  # reports told one by one; more are told together


def compare(
    folder: Path | None,
    out: Path | None,
    language: Language,
    *,
    reference: str | None,
    review: Path | None,
    keep_gone: bool = False,
    quiet: bool,
) -> int:
    """Write compare.html, .xlsx, .csv and .json; an output that cannot be read is named and left out."""
    from extract.views.compare.comparison import NoReference
    from extract.views.compare.files import write

    if folder is None:
        raise WrongUse("use.compare")
    for path in (folder, review):
        if path is not None and not path.is_dir():
            raise missing(path)
    if out is None:
        raise WrongUse("use.no_out")
    code, found = extractions([folder], language, keep_gone=keep_gone)
    try:
        made = write(found.values(), out, language, reference, review)
    except NoReference as error:
        raise WrongUse(
            "use.no_reference", near=(str(error), [*found]), id=error, known=", ".join(sorted(found))
        ) from error
    except OSError as error:
        raise WrongUse("use.out", path=out, error=error.strerror) from error
    if not quiet:
        _tell(made.comparison, language)
        for path in made.paths:
            typer.echo(path.as_posix())
    return code


def _tell(found: object, language: Language) -> None:
    """What was compared, in plain lines."""
    from extract.views.compare.comparison import Comparison

    assert isinstance(found, Comparison)
    rows = [row for row in found.matrix.rows if row.key.kind == "target"]
    counts = {flag: sum(flag in row.flags for row in rows) for flag in ("differs", "stricter", "laxer", "silent")}
    documents, shared = len(found.matrix.documents), sum(len(row.cells) > 1 for row in rows)
    if shared:
        typer.echo(say("compare.total", language, documents=documents, rows=len(rows), **counts))
    else:
        key = "compare.unshared" if len(found.matrix.columns) > 1 else "compare.alone"
        beside = say("compare.beside", language, count=len(found.matrix.beside)) if found.matrix.beside else ""
        typer.echo(say(key, language, documents=documents, rows=len(rows)) + beside)
    answers = {report.head.id: report.answers for report in found.reports}
    if len(answers) > MOST_REPORTS:
        all_of_them = say("compare.reports", language, count=len(answers))
        answers = {all_of_them: [answer for each in answers.values() for answer in each]}
    for id, given in answers.items():
        outcomes = [answer.outcome for answer in given]
        numbers = {name: outcomes.count(name) for name in ("met", "not_met", "no_figure", "unclear")}
        clashes = sum(answer.agrees is False for answer in given)
        typer.echo(say("compare.report", language, id=id, goals=len(outcomes), clashes=clashes, **numbers))
    left = sum(len(each) for each in found.matrix.leftover.values())
    if left:
        typer.echo(say("compare.leftover", language, count=left))
