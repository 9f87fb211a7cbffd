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

    if file is None:
        raise WrongUse("use.no_file")
    if not file.is_file():
        raise WrongUse("use.missing", path=file)
    try:
        extraction = opened(file)
    except ReadError as error:
        return failed(language, file, error.code, error.message)
    except ValueError as error:
        return failed(language, file, "not_an_extraction", str(error).splitlines()[0])
    if as_json:
        from extract.write.json import text

        typer.echo(text(extraction), nl=False)
    else:
        from extract.views.show import records

        console().print(records(extraction, language, places=page))
    return DONE
