"""`chitieu gold import`: verdict files as gold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from extract.cli.commands.terminal import DONE, WrongUse, failed, missing
from extract.messages import Language, say

if TYPE_CHECKING:
    from extract.contract.failures import Problem
    from extract.measure.verdicts import Verdicts
    from extract.reviewing.settling import Conflict


def gold_import(files: Sequence[Path], out: Path | None, language: Language, *, quiet: bool) -> int:
    """Write <document>.jsonl for each verdict file; one that cannot be used is named and left out.

    Of several files on one document what their reviewers agree on; a record on which they differ is named and open.
    """
    from extract.catalogue.entries import catalogue
    from extract.contract.failures import Problem, unopened
    from extract.measure.verdicts import VerdictError, gold_text, load, unknown
    from extract.reviewing.as_gold import together
    from extract.views.review.links import page_name
    from extract.write.atomic import write_text

    if not files:
        raise WrongUse("use.no_verdicts")
    if out is None:
        raise WrongUse("use.no_out")
    for path in files:
        if not path.is_file():
            raise missing(path)
    code = DONE
    read: list[tuple[Path, Verdicts]] = []
    for path in files:
        try:
            read.append((path, load(path)))
        except VerdictError as error:
            code = failed(language, path, error.problem)
        except OSError as error:
            code = failed(language, path, unopened(error).problem)
    judges: defaultdict[str, list[tuple[Path, Verdicts]]] = defaultdict(list)
    for path, verdicts in read:
        strange = unknown(verdicts, catalogue().entries)
        if strange:
            code = failed(language, path, Problem("unknown_indicator.ids", {"ids": ", ".join(strange)}))
        else:
            judges[page_name(verdicts.document.id).removesuffix(".html").casefold()].append((path, verdicts))
    for own in judges.values():
        name = page_name(own[0][1].document.id).removesuffix(".html")
        others = [path for path, each in own if each.document.sha256 != own[0][1].document.sha256]
        if others:
            for path, _ in own:
                other = own[0][0] if path in others else others[0]
                code = failed(language, path, Problem("judged_twice.text", {"other": str(other)}))
            continue
        verdicts = own[0][1]
        disputed: list[Conflict] = []
        if len(own) > 1:
            verdicts, disputed = together([(each.reviewer or str(path), _at(path), each) for path, each in own])
        for conflict in disputed:
            code = failed(language, own[0][0], _dispute(conflict))
        try:
            out.mkdir(parents=True, exist_ok=True)
            write_text(out / f"{name}.jsonl", gold_text(verdicts))
        except OSError as error:
            raise WrongUse("use.out", path=out, error=error.strerror or error) from error
        if not quiet:
            kept = sum(each.record is not None for each in verdicts.given)
            counts = {"records": kept, "wrong": len(verdicts.given) - kept, "unjudged": len(verdicts.unjudged)}
            typer.echo(say("gold.written", language, path=(out / f"{name}.jsonl").as_posix(), **counts))
    return code


def _at(path: Path) -> str:
    """When a file was saved."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat()


def _dispute(conflict: Conflict) -> Problem:
    """On what reviewers differ."""
    from extract.contract.failures import Problem

    first = conflict.words[0]
    names = ", ".join(each.by for each in conflict.words)
    return Problem("judged_twice.record", {"value": first.value_text, "start": first.start, "reviewers": names})
