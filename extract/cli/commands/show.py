"""`chitieu show`: the records of one document, or what a folder holds."""

from __future__ import annotations

from pathlib import Path

import typer

from extract.cli.commands.standard_input import DASH, laid
from extract.cli.commands.terminal import DONE, WrongUse, console, failed, missing, print_json
from extract.messages import Language, say
from extract.sources.regular import contents


def show(file: Path | None, language: Language, *, page: bool, as_json: bool, stdin: str = "stdin") -> int:
    """Show the records of one document, or list those of a folder; `page`: also where each value stands.

    `-` is the document of standard input, named `stdin`.
    """
    from extract.contract.marker import is_own_table

    if file is None:
        raise WrongUse("use.no_file")
    if str(file) == DASH:
        with laid(stdin) as path:
            return _one(path, language, page=page, as_json=as_json)
    if file.is_dir():
        return _folder(file, language, page=page, as_json=as_json)
    if not file.is_file():
        raise missing(file)
    if is_own_table(file) or file.suffix == ".jsonl":
        raise WrongUse("use.own_table", path=file, folder=file.parent.as_posix())
    return _one(file, language, page=page, as_json=as_json)


def _one(file: Path, language: Language, *, page: bool, as_json: bool) -> int:
    """Show the records of an output, or of a document extracted on the fly."""
    from extract.contract.failures import ReadError
    from extract.run.work import opened
    from extract.write.outputs import NotAnOutput

    try:
        extraction = opened(file)
    except (ReadError, NotAnOutput) as error:
        return failed(language, file, error.problem)
    if as_json:
        from extract.write.json import text

        typer.echo(text(extraction), nl=False)
    else:
        from extract.views.show import records

        console().print(records(extraction, language, places=page))
    return DONE


def _folder(folder: Path, language: Language, *, page: bool, as_json: bool) -> int:
    """List the outputs of a folder, else its documents; one that is alone is shown."""
    from extract.contract.failures import unopened
    from extract.sources.inputs import gather
    from extract.views import listing
    from extract.write.outputs import NotAnOutput, parsed, written

    outputs = written(folder)
    paths = outputs or [document.path for document in gather([folder]).documents]
    if not paths:
        raise WrongUse("use.nothing_to_show", path=folder)
    if len(paths) == 1:
        return _one(paths[0], language, page=page, as_json=as_json)
    if not outputs:
        return _documents(folder, paths, language, as_json=as_json)
    code, found = DONE, []
    for path in outputs:
        try:
            found.append(parsed(contents(path), path.as_posix()))
        except NotAnOutput as error:
            code = failed(language, path, error.problem)
        except OSError as error:
            code = failed(language, path, unopened(error).problem)
    if as_json:
        print_json(listing.data(found))
    elif found:
        console().print(listing.table(found, folder.as_posix(), language))
        typer.echo(say("listing.next", language, path=(folder / f"{found[0].document.id}.json").as_posix()))
    return code


def _documents(folder: Path, paths: list[Path], language: Language, *, as_json: bool) -> int:
    """List documents that nothing was extracted from yet."""
    if as_json:
        print_json([path.as_posix() for path in paths])
        return DONE
    for path in paths:
        typer.echo(path.as_posix())
    typer.echo(say("listing.unread", language, count=len(paths), folder=folder.as_posix()), err=True)
    return DONE
