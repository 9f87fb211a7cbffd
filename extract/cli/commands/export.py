"""`chitieu export`: outputs in a form that other tools load."""

from __future__ import annotations

from pathlib import Path

import typer

from extract.cli.commands.terminal import DONE, WrongUse, failed, missing
from extract.messages import Language, say


def export(folder: Path | None, to: str | None, out: Path | None, language: Language, *, quiet: bool) -> int:
    """Write the outputs of a folder in another format; say what was written."""
    from extract.contract.failures import Problem
    from extract.write.atomic import Foreign
    from extract.write.export.formats import FORMATS
    from extract.write.export.formats import export as exported
    from extract.write.export.spool import Duplicate
    from extract.write.export.workbook import TooManyRows
    from extract.write.outputs import NotAnOutput, written

    formats = ", ".join(FORMATS)
    if folder is None:
        raise WrongUse("use.no_folder")
    if to is None:
        raise WrongUse("export.no_format", formats=formats)
    if to not in FORMATS:
        raise WrongUse("export.format", near=(to, [*FORMATS]), name=to, formats=formats)
    if out is None:
        raise WrongUse("export.no_out")
    if not folder.is_dir():
        raise missing(folder)
    try:
        if not written(folder):
            raise WrongUse("export.nothing", path=folder)
        counts = exported(folder, to, out)
    except NotAnOutput as error:
        return failed(language, error.name, error.problem)
    except Duplicate as error:
        return failed(language, folder, Problem("same_id.nothing_written", {"id": str(error)}))
    except TooManyRows as error:
        raise WrongUse("export.too_many", table=error) from error
    except Foreign as error:
        raise WrongUse("export.foreign", path=error) from error
    except OSError as error:
        raise WrongUse("use.out", path=out, error=error.strerror or error) from error
    if not quiet:
        rows = ", ".join(say(f"export.{name}", language, rows=number) for name, number in counts.items())
        typer.echo(say("export.written", language, path=out.as_posix(), rows=rows))
    return DONE
