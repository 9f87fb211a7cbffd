"""`chitieu show`: the records of one document."""

from __future__ import annotations

from pathlib import Path

import typer

from extract.cli.commands.terminal import DONE, WrongUse, console, failed
from extract.messages import Language


def show(file: Path | None, language: Language, *, page: bool, as_json: bool) -> int:
    """Show the records of one document; `page`: also where each value stands."""
    from extract.contract.failures import ReadError
    from extract.run.work import opened
    from extract.write.outputs import NotAnOutput

    if file is None:
        raise WrongUse("use.no_file")
    if not file.is_file():
        raise WrongUse("use.missing", path=file)
    try:
        extraction = opened(file)
    except ReadError as error:
        return failed(language, file, error.problem)
    except NotAnOutput as error:
        return failed(language, file, error.problem)
    if as_json:
        from extract.write.json import text

        typer.echo(text(extraction), nl=False)
    else:
        from extract.views.show import records

        console().print(records(extraction, language, places=page))
    return DONE
