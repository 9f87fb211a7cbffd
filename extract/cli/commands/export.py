"""`chitieu export`: outputs in a form that other tools load, or that offices use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from extract.cli.commands.gone import counted
from extract.cli.commands.terminal import DONE, WrongUse, failed, missing
from extract.messages import Language, say


def export(
    folder: Path | None,
    to: str | None,
    out: Path | None,
    language: Language,
    *,
    keep_gone: bool = False,
    quiet: bool,
    **options: Any,
) -> int:
    """Write the outputs of a folder in another format; say what was written.

    `options`: what `extract.write.export.formats.Options` has but the language.
    """
    from extract.contract.failures import Problem
    from extract.write.atomic import Foreign
    from extract.write.export.formats import FORMATS, Options, Unfit
    from extract.write.export.formats import export as exported
    from extract.write.export.spool import Duplicate
    from extract.write.export.summary_pdf import NoLibreOffice
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
        files = written(folder)
        if not files:
            raise WrongUse("export.nothing", path=folder)
        files = counted(files, language, keep_gone=keep_gone)
        counts = exported(folder, to, out, Options(language=language, **options), files=files)
    except Unfit as error:
        option, fit = error.args
        raise WrongUse("export.unfit", option="--" + _SPELT[option], name=to, formats=", ".join(fit)) from error
    except NoLibreOffice as error:
        raise WrongUse("export.no_libreoffice") from error
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


_SPELT = {"words": "words", "bom": "csv-bom", "decimal_comma": "decimal-comma", "pdf": "pdf"}
"""How each option is spelt on the command line."""
