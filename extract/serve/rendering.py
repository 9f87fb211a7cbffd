"""Pages as HTML: templates with every text escaped, style and script in files of their own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from extract.catalogue.entries import named
from extract.messages import Language, say
from extract.serve.sessions import Visit

STATIC = Path(__file__).parent / "static"
REVIEW = Path(__file__).parents[1] / "views" / "review" / "static"
"""Style and scripts of the review pages on the disk, which the server's have too: /static/review/."""


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("extract.serve"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["static"] = address_of
    return made


@cache
def address_of(name: str) -> str:
    """The address of a file of static/, or of the review pages' (review/…), another one whenever its content is."""
    path = REVIEW / name.removeprefix("review/") if name.startswith("review/") else STATIC / name
    return f"/static/{name}?v={sha256(path.read_bytes()).hexdigest()[:12]}"


def page(
    request: Request,
    template: str,
    who: Visit | None,
    values: Mapping[str, Any] | None = None,
    *,
    language: Language | None = None,
    status: int = 200,
    again: int | None = None,
) -> HTMLResponse:
    """A template of templates/ as an answer.

    It has `t(key, **values)` (the texts of extract.messages in the reader's language), `named(id, name)` of an
    indicator in it, `who` (a Visit, or None where
    nobody is signed in), `language`, `path` (of the request), `static(name)` (address of a file of static/), and
    `values`.  `again`: the browser asks anew after so many seconds.
    """
    spoken = language or (who.language if who else "vi")

    def t(key: str, **more: object) -> str:
        return say(key, spoken, **more)

    def called(id: str | None, name: str) -> str:
        return named(id, name, spoken)

    given = {"t": t, "named": called, "who": who, "language": spoken, "path": request.url.path, **(values or {})}
    headers = {"Refresh": str(again)} if again is not None else None
    return HTMLResponse(_environment().get_template(template).render(**given), status, headers)
