"""`chitieu restore`: a document with its diacritics put back."""

from __future__ import annotations

from pathlib import Path

import typer

from extract.cli.commands.terminal import DONE, WrongUse, console, failed, missing, print_json
from extract.messages import Language, say


def restore(file: Path | None, language: Language, *, diff: bool, as_json: bool) -> int:
    """Print a document with its diacritics put back, or raw and restored side by side."""
    from extract.contract.failures import ReadError, told
    from extract.language.cleaning import composed
    from extract.readers import read
    from extract.restore import restore as restored
    from extract.views.show import restoration

    if file is None:
        raise WrongUse("use.no_file")
    if not file.is_file():
        raise missing(file)
    try:
        source = read(file)
    except ReadError as error:
        return failed(language, file, error.problem)
    found = restored(composed(source.raw))
    for code, message in found.notices:
        typer.echo(say("restore.notice", language, code=code, message=told(code, message, language)), err=True)
    if as_json:
        print_json({"state": found.state, "text": found.working.text, "tokens": [t._asdict() for t in found.tokens]})
    elif diff:
        console().print(restoration(source.raw, found, language))
    else:
        typer.echo(found.working.text, nl=False)
    return DONE
