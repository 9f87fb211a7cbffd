"""`chitieu suggest`: what the catalogue lacks."""

from __future__ import annotations

from pathlib import Path

import typer

from extract.cli.commands.terminal import DONE, WrongUse, failed, missing
from extract.messages import Language, say
from extract.write.outputs import NotAnOutput, written


def suggest(folder: Path | None, language: Language, *, fewest: int) -> int:
    """Propose catalogue entries for what a folder of documents or outputs names and the catalogue lacks."""
    from extract.catalogue.drafting import as_yaml, suggestions
    from extract.contract.failures import ReadError
    from extract.run.work import opened
    from extract.sources.inputs import gather

    if folder is None:
        raise WrongUse("use.no_folder")
    if not folder.exists():
        raise missing(folder)
    code, found = DONE, []
    for path in written(folder) or [document.path for document in gather([folder]).documents]:
        try:
            found.append(opened(path))
        except (ReadError, NotAnOutput) as error:
            code = failed(language, path, error.problem)
    entries = suggestions(found, fewest)
    typer.echo(say("suggest.head", language, documents=len(found), entries=len(entries)), err=True)
    typer.echo(as_yaml(entries), nl=False)
    return code
