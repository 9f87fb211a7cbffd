"""What all commands share: exit codes, consoles, how failures and JSON are printed."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from extract.messages import Language, say

if TYPE_CHECKING:
    from rich.console import Console

    from extract.contract.failures import Problem

_ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # but for the colours that are ours
DONE, SOME_FAILED, WRONG_USE = 0, 1, 2


class WrongUse(Exception):
    """Arguments that ask for nothing that can be done: a key of the message table and its values.

    `near`: a name that was given and those there are, of which one like it is told.
    """

    def __init__(self, key: str, *, near: tuple[str, Collection[str]] | None = None, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.near = near
        self.values = values


def missing(path: str | Path) -> WrongUse:
    """A path that was named and is not there; what of its folder has nearly its name is told."""
    folder = Path(path).parent
    beside = [(folder / name).as_posix() for name in os.listdir(folder)] if folder.is_dir() else []
    return WrongUse("use.missing", near=(Path(path).as_posix(), beside), path=path)


def console(*, stderr: bool = False) -> Console:
    """A console that does not squeeze tables to 80 columns where nobody is looking.

    What documents and outputs say is printed without what a terminal would act on, wherever it stands.
    """
    from rich.console import Console
    from rich.segment import Segment

    class Inert(Console):
        def render(self, renderable: Any, options: Any = None) -> Iterator[Segment]:
            for each in super().render(renderable, options):
                acting = each.control is None and _ACTING.search(each.text)
                yield Segment(_ACTING.sub("\ufffd", each.text), each.style) if acting else each

    made = Inert(stderr=stderr, highlight=False, emoji=False, markup=False)
    if not made.is_terminal and "COLUMNS" not in os.environ:
        made.width = 140
    return made


def failed(language: Language, path: object, problem: Problem) -> int:
    """Say on stderr that `path` yielded nothing, and why; the exit code for it."""
    told = problem.told(language)
    typer.echo(say("extract.failed", language, path=path, message=told, code=problem.code), err=True)
    return SOME_FAILED


def print_json(data: Any) -> None:
    """Print plain data as JSON."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=1, default=Path.as_posix))
