"""`chitieu diff`: what changed between two sets of outputs, record by record."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from extract.cli.commands.terminal import DONE, SOME_FAILED, WrongUse, console, failed
from extract.messages import Language, say

if TYPE_CHECKING:
    from extract.views.diff import Diff

FOLDER = Path("outputs")


def diff(
    sides: Sequence[str],
    folder: Path | None,
    language: Language,
    *,
    check: bool,
    summary: bool,
    markdown: bool,
    html: Path | None,
    as_json: bool,
) -> int:
    """Compare two sides and show the difference; an output that cannot be read is named and left out."""
    from extract.views.diff import NoSide, between, read_sides

    if not 1 <= len(sides) <= 2:
        raise WrongUse("diff.use")
    if summary + markdown + as_json > 1:
        raise WrongUse("diff.one_form")
    try:
        old, new = read_sides(sides[0], sides[1] if len(sides) == 2 else None, folder or FOLDER)
    except NoSide as error:
        raise WrongUse(error.key, near=None, **error.values) from error
    except OSError as error:
        raise WrongUse("use.unreadable", path=error.filename, error=error.strerror or error) from error
    found = between(old.documents, new.documents, names=(old.name, new.name))
    unread = dict([*old.failed, *new.failed])
    for name in sorted(unread):
        failed(language, name, unread[name])
    _show(found, language, summary=summary or html is not None, markdown=markdown, as_json=as_json)
    if html is not None:
        _write(found, html, language, quiet=markdown or as_json)
    return SOME_FAILED if unread or (check and found.broken) else DONE


def _show(found: Diff, language: Language, *, summary: bool, markdown: bool, as_json: bool) -> None:
    if as_json:
        from extract.views.diff.render_json import data

        typer.echo(json.dumps(data(found), ensure_ascii=False, indent=1, allow_nan=False))
    elif markdown:
        from extract.views.diff.render_markdown import text

        typer.echo(text(found, language), nl=False)
    elif summary:
        from extract.views.diff.render_text import summary as lines

        typer.echo("\n".join(lines(found, language)))
    else:
        from extract.views.diff.render_text import rendered

        screen = console()
        with nullcontext() if screen.is_terminal else screen.capture() as taken:
            for item in rendered(found, language):
                screen.print(item)
        if taken is not None:  # no one wants the blanks that fill lines up
            typer.echo("\n".join(line.rstrip() for line in taken.get().split("\n")), nl=False)


def _write(found: Diff, path: Path, language: Language, *, quiet: bool) -> None:
    from extract.views.diff.render_html import page
    from extract.write.atomic import write_text

    try:
        write_text(path, page(found, language))
    except OSError as error:
        raise WrongUse("use.out", path=path, error=error.strerror or error) from error
    if not quiet:
        typer.echo(say("diff.written", language, path=path.as_posix()))
