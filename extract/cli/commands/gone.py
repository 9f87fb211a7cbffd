"""Outputs whose source is gone: left out of what is made of a folder, and named."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from extract.messages import Language, say

_MOST_NAMED = 10  # named one by one; more are counted


def counted(files: Sequence[Path], language: Language, *, keep_gone: bool = False) -> list[Path]:
    """The outputs among `files` that count; those whose source is gone are named on stderr, and so is what to do."""
    from extract.write.gone import gone

    left = [] if keep_gone else gone(files)
    for each in left[:_MOST_NAMED]:
        typer.echo(say("gone.output", language, path=each.path.as_posix(), source=each.source), err=True)
    if len(left) > _MOST_NAMED:
        typer.echo(say("gone.more", language, count=len(left) - _MOST_NAMED), err=True)
    if left:
        typer.echo(say("gone.what_to_do", language), err=True)
    out = {each.path for each in left}
    return [path for path in files if path not in out]
