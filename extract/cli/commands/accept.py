"""`chitieu accept`: proposed entries taken into the user's own rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer
import yaml

from extract.cli.commands.terminal import DONE, SOME_FAILED, WrongUse, missing
from extract.messages import Language, say
from extract.sources.regular import contents


def accept(file: Path | None, only: Sequence[str], language: Language, *, quiet: bool) -> int:
    """Take the entries of a file (those of the ids in `only`, if any) into the first folder of --patterns."""
    from extract.catalogue.accepting import Refused
    from extract.catalogue.accepting import accept as accepted
    from extract.rules.own import own_folders

    if file is None:
        raise WrongUse("use.no_entries_file")
    if not file.is_file():
        raise missing(file)
    folder = next((each for each in own_folders() if not each.is_file()), None)
    if folder is None:
        raise WrongUse("use.no_patterns")
    try:
        done = accepted(_chosen(file, only), folder)
    except Refused as error:
        for fault in error.faults:
            told = say(f"accept.{fault.code}", language, text=fault.text)
            typer.echo(say("accept.refused", language, id=fault.id, told=told), err=True)
        typer.echo(say("accept.nothing", language), err=True)
        return SOME_FAILED
    except OSError as error:
        raise WrongUse("use.out", path=folder, error=error.strerror or error) from error
    if done.known and not quiet:
        typer.echo(say("accept.known", language, count=len(done.known)))
    if done.written and not quiet:
        files = ", ".join(path.as_posix() for path in done.files)
        typer.echo(say("accept.written", language, count=len(done.written), files=files, folder=folder.as_posix()))
    return DONE


def _chosen(file: Path, only: Sequence[str]) -> list[Any]:
    """The rows of a file, or those of some ids.  Raises WrongUse."""
    try:
        rows = yaml.safe_load(contents(file).decode("utf-8"))
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        raise WrongUse("use.no_entries", path=file, error=_briefly(error)) from error
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise WrongUse("use.no_entries", path=file, error="YAML")
    ids = [str(row.get("id")) for row in rows]
    for id in only:
        if id not in ids:
            raise WrongUse("use.no_entry", path=file, near=(id, ids), id=id)
    return [row for row, id in zip(rows, ids, strict=True) if not only or id in only]


def _briefly(error: Exception) -> str:
    """Why a file is no list, in few words."""
    mark = getattr(error, "problem_mark", None)
    return (
        f"YAML {mark.line + 1}:{mark.column + 1}"
        if mark
        else getattr(error, "strerror", None) or ("UTF-8" if isinstance(error, UnicodeDecodeError) else "YAML")
    )
