"""`chitieu gold import`: verdict files as gold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from extract.cli.commands.terminal import DONE, WrongUse, failed, missing
from extract.messages import Language, say

if TYPE_CHECKING:
    from extract.measure.verdicts import Verdicts


def gold_import(files: Sequence[Path], out: Path | None, language: Language, *, quiet: bool) -> int:
    """Write <document>.jsonl for each verdict file; one that cannot be used is named and left out."""
    from extract.catalogue.entries import catalogue
    from extract.contract.failures import Problem, unopened
    from extract.measure.verdicts import VerdictError, gold_text, load, unknown
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
    names = [page_name(verdicts.document.id).removesuffix(".html") for _, verdicts in read]
    judges = defaultdict[str, list[Path]](list)
    for name, (path, _) in zip(names, read, strict=True):
        judges[name.casefold()].append(path)
    for name, (path, verdicts) in zip(names, read, strict=True):
        strange = unknown(verdicts, catalogue().entries)
        others = [other for other in judges[name.casefold()] if other != path]
        if strange:
            code = failed(language, path, Problem("unknown_indicator.ids", {"ids": ", ".join(strange)}))
        elif others:  # which reviewer is right is not for us to say
            code = failed(language, path, Problem("judged_twice.document", {"other": str(others[0])}))
        else:
            try:
                out.mkdir(parents=True, exist_ok=True)
                write_text(out / f"{name}.jsonl", gold_text(verdicts))
            except OSError as error:
                raise WrongUse("use.out", path=out, error=error.strerror or error) from error
            if not quiet:
                kept = sum(each.record is not None for each in verdicts.verdicts)
                counts = {"records": kept, "wrong": len(verdicts.verdicts) - kept, "unjudged": len(verdicts.unjudged)}
                typer.echo(say("gold.written", language, path=(out / f"{name}.jsonl").as_posix(), **counts))
    return code
