"""`chitieu apply`: what people said of records becomes part of the outputs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from extract.cli.commands.terminal import DONE, SOME_FAILED, WrongUse, console, failed, print_json
from extract.messages import Language, said, say
from extract.sources.regular import contents

if TYPE_CHECKING:
    from extract.contract.failures import Problem
    from extract.contract.model import Extraction
    from extract.measure.verdicts import Verdicts
    from extract.reviewing.agreement import Agreement
    from extract.reviewing.folder import Laid, Outcome
    from extract.reviewing.judgments import Judgment
    from extract.reviewing.store import Store

_NAMED = 10  # records that a note names


def apply(
    given: Sequence[Path],
    outputs: Path | None,
    language: Language,
    *,
    settle: str | None,
    conflicts: Path | None,
    sources: Path | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Take verdict files in, lay all verdicts on the outputs, write the tables anew; say what came of it."""
    from extract.reviewing.agreement import agreement, conflict_rows
    from extract.reviewing.store import Store

    if outputs is None:
        raise WrongUse("use.no_outputs_folder")
    for path in (*given, outputs, *([sources] if sources else [])):
        if not path.exists():
            raise WrongUse("use.missing", path=path)
    store = Store(outputs)
    wrong: list[tuple[Path, Problem]] = []
    try:
        new = _take(given, outputs, sources, store, wrong)
        if settle is not None:
            new += _settle(store, outputs, settle)
        if not given and not store.documents():
            raise WrongUse("use.nothing_judged", path=outputs)
        outcome = _laid(outputs, sources)
    except OSError as error:
        raise WrongUse("use.out", path=outputs, error=error.strerror or error) from error
    every = [each for said in store.every().values() for each in said]
    rows = [row for each in outcome.laid for row in conflict_rows(each.document, each.applied.conflicts)]
    for path, problem in wrong:
        failed(language, path, problem)
    for damaged in outcome.damaged:
        failed(language, damaged.name, damaged.problem)
    if conflicts is not None:
        _write_conflicts(rows, conflicts)
    if as_json:
        print_json(_data(outcome, new, agreement(every), rows, store.reviewers(), wrong))
    else:
        _tell(outcome, outputs, new, agreement(every), language, quiet=quiet)
        if conflicts is not None and not quiet:
            typer.echo(say("apply.written", language, rows=len(rows), path=conflicts.as_posix()))
    return SOME_FAILED if wrong or outcome.damaged or outcome.without else DONE


def _take(
    given: Sequence[Path], outputs: Path, sources: Path | None, store: Store, wrong: list[tuple[Path, Problem]]
) -> int:
    """Keep the verdicts of files; how many are new.  What cannot be used goes to `wrong`."""
    from extract.catalogue.entries import catalogue
    from extract.contract.failures import Problem, unopened
    from extract.measure.verdicts import VerdictError, load, unknown
    from extract.reviewing.store import Unfit
    from extract.reviewing.taking import files, taken

    new = 0
    for path in files([*given]):
        try:
            verdicts = load(path)
            if strange := unknown(verdicts, catalogue().entries):
                wrong.append((path, Problem("unknown_indicator.ids", {"ids": ", ".join(strange)})))
                continue
            at = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat()
            output = _output(outputs, verdicts)
            needed = output is not None and any(each.verdict == "missed" for each in verdicts.verdicts)
            text = _text(output, sources) if output is not None and needed else None
            new += len(store.add(taken(verdicts, output, at, text)))
        except VerdictError as error:
            wrong.append((path, error.problem))
        except Unfit as error:
            raise WrongUse("use.unfit", id=error) from error
        except OSError as error:
            if not path.is_file():
                raise
            wrong.append((path, unopened(error).problem))
    return new


def _output(outputs: Path, verdicts: Verdicts) -> Extraction | None:
    """The output of the document that was judged, None where there is none or it cannot be read."""
    from extract.write.outputs import NotAnOutput, parsed

    path = outputs / f"{verdicts.document.id}.json"
    try:
        return parsed(contents(path), path.as_posix())
    except (OSError, NotAnOutput, ValueError):
        return None


def _settle(store: Store, outputs: Path, name: str) -> int:
    """Have a reviewer's word decide what is in dispute; how many words that are."""
    from extract.reviewing.applying import applied
    from extract.reviewing.folder import outputs_of

    names = store.reviewers()
    if name not in names:
        raise WrongUse("use.no_reviewer", name=name, names=", ".join(names) or "—")
    deciding: list[Judgment] = []
    for _, extraction in outputs_of(outputs):
        if isinstance(extraction, Exception):
            continue
        own = store.of(extraction.document.id)
        for conflict in applied(extraction, own).conflicts.values():
            said = [each for each in conflict.words if each.by == name]
            deciding += [_as_said(each, own) for each in said]
    return len(store.add(deciding))


def _as_said(word: Judgment, every: Sequence[Judgment]) -> Judgment:
    """The judgment as it was kept (a conflict's words carry the ids of this extraction), deciding from now on."""
    kept = [each for each in every if (each.by, each.at, each.note, each.verdict) ==
            (word.by, word.at, word.note, word.verdict) and each.record == word.record]  # fmt: skip
    near = [each for each in kept if (each.start, each.end) == (word.start, word.end)] or kept
    return near[-1].model_copy(update={"settles": True})


def _laid(outputs: Path, sources: Path | None) -> Outcome:
    from extract.reviewing.folder import lay

    return lay(outputs, lambda extraction: _text(extraction, sources))


def _text(extraction: Extraction, sources: Path | None) -> str | None:
    """A document as it was read, where its source is found."""
    from extract.reviewing.applying import unreviewed
    from extract.views.review.originals import find

    found = find(unreviewed(extraction), sources)
    return found.source.raw if found.source is not None else None


def _write_conflicts(rows: Sequence[dict[str, Any]], file: Path) -> None:
    from extract.reviewing.agreement import CONFLICT_COLUMNS
    from extract.write.atomic import write_text
    from extract.write.target_table import csv_text

    try:
        write_text(file, csv_text(rows, CONFLICT_COLUMNS))
    except OSError as error:
        raise WrongUse("use.out", path=file, error=error.strerror or error) from error


def _data(
    outcome: Outcome,
    new: int,
    agreed: Sequence[Agreement],
    rows: Sequence[dict[str, Any]],
    reviewers: Sequence[str],
    wrong: Sequence[tuple[Path, Problem]],
) -> dict[str, Any]:
    """All of it as plain data."""
    documents = [
        {
            "document": each.document, **each.applied.counts, "records": each.records, "rewritten": each.rewritten,
            "conflicts": [*each.applied.conflicts], "changed": each.applied.changed, "lost": each.applied.lost,
            "moot": each.applied.moot, "torn": each.torn,
        }
        for each in outcome.laid
    ]  # fmt: skip
    problems = [(path.as_posix(), problem) for path, problem in wrong]
    problems += [(each.name, each.problem) for each in outcome.damaged]
    return {
        "new": new, "documents": documents, "without": outcome.without, "reviewers": reviewers,
        "agreement": [each.plain() for each in agreed], "conflicts": rows,
        "failed": [{"source": path, "code": each.code, "message": each.message} for path, each in problems],
    }  # fmt: skip


def _tell(
    outcome: Outcome, outputs: Path, new: int, agreed: Sequence[Agreement], language: Language, *, quiet: bool
) -> None:
    """What came of it, in lines and a table; notes on stderr."""
    for each in outcome.laid:
        if not quiet:
            counts = {**each.applied.counts, "records": each.records}
            typer.echo(say("apply.document", language, document=each.document, **counts))
        _notes(each, language)
    for document in outcome.without:
        typer.echo(say("apply.without", language, document=document, path=outputs.as_posix()), err=True)
    if quiet:
        return
    if agreed:
        _table(agreed, language)
    rewritten = sum(each.rewritten for each in outcome.laid)
    typer.echo(say("apply.total", language, new=new, documents=len(outcome.laid), rewritten=rewritten))


def _notes(laid: Laid, language: Language) -> None:
    found = laid.applied
    for key, ids in (("conflicts", [*found.conflicts]), ("changed", found.changed), ("lost", found.lost),
                     ("moot", found.moot)):  # fmt: skip
        if ids:
            records = "; ".join(ids[:_NAMED]) + ("; …" if len(ids) > _NAMED else "")
            told = {"document": laid.document, "count": len(ids), "records": records}
            typer.echo(say(f"apply.{key}", language, **told), err=True)
    if laid.torn:
        places = ", ".join(laid.torn)
        typer.echo(say("apply.torn", language, document=laid.document, places=places), err=True)


def _table(agreed: Sequence[Agreement], language: Language) -> None:
    """How far reviewers agree, a line a field."""
    from rich.table import Table

    table = Table(title=say("apply.agreement", language), title_justify="left")
    table.add_column(say("apply.reviewers", language))
    table.add_column(say("apply.field", language))
    for key in ("both", "agreed", "kappa"):
        table.add_column(say(f"apply.{key}", language), justify="right")
    last = None
    for each in agreed:
        pair = f"{_named(each.one, language)} – {_named(each.other, language)}"
        shown = "—" if each.kappa is None else f"{each.kappa:.2f}"
        shown = shown.replace(".", ",") if language == "vi" else shown
        table.add_row(
            pair if pair != last else "", field_name(each.field, language), str(each.judged), str(each.agreed), shown
        )
        last = pair
    console().print(table)


def _named(reviewer: str, language: Language) -> str:
    return reviewer or say("agreement.unnamed", language)


def field_name(field: str, language: Language) -> str:
    """A field of a judgment as a reader knows it."""
    if field == "verdict":
        return say("agreement.verdict", language)
    return said(f"diff.field.{field}", language, field)
