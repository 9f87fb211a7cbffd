"""Pages that the command line makes as files of their own, as this server gives them: the same bytes, under their own
policy.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any, Literal
from urllib.parse import quote

from fastapi import HTTPException, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from extract.messages import say
from extract.serve.drawing import FILE, PAGE, Drawn, Undrawn
from extract.serve.drawn import Task
from extract.serve.office import Office
from extract.serve.rendering import page
from extract.serve.sessions import Visit

Form = Literal["xlsx", "csv", "json"]
FORMS: tuple[Form, ...] = ("xlsx", "csv", "json")
"""The files of the comparison and of the tracking."""
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')
_FIRST = re.compile(r"<header\b[^>]*>|<body[^>]*>(?![\s\S]*<header\b)")
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "zip": "application/zip",
}


def counted(here: Office, task: Task) -> tuple[dict[str, Any] | None, bool]:
    """What something holds in numbers, if that is known by now, and whether they are of the outputs as they are."""
    drawn, fresh = _drawn(here, task, PAGE)
    return drawn.counts if drawn else None, fresh


def page_of(request: Request, here: Office, who: Visit, task: Task, back: tuple[str, str]) -> Response:
    """A page that a worker draws; where it is not drawn yet, one that says so and looks again by itself.

    `back`: the address and words of a link before everything else, to where it was opened from.
    """
    drawn, fresh = _drawn(here, task, PAGE)
    older = say("serve.drawing.older", who.language), say("serve.drawing.again", who.language)
    if drawn is None:
        return page(request, "drawing.html.j2", who, {"kind": task.kind}, again=1)
    return whole(drawn.data.decode("utf-8"), back, None if fresh else older)


def file_of(here: Office, task: Task, name: str) -> Response:
    """A file that a worker makes of all outputs as they are now.  HTTPException 503 where that takes too long."""
    drawn, fresh = _drawn(here, task, FILE)
    if drawn is None or not fresh:
        raise HTTPException(503)
    return attachment(drawn.data, f"{name}.{task.ending}")


def _drawn(here: Office, task: Task, patience: float) -> tuple[Drawn | None, bool]:
    try:
        return here.drawing.of(task, patience)
    except Undrawn:
        raise HTTPException(500) from None


def whole(html: str, back: tuple[str, str], note: tuple[str, str] | None = None) -> Response:
    """A page that holds its style and script, with the policy that it tells itself as a header too.

    `back`: the address and words of a link before everything else, to where it was opened from; `note`: what is said
    beside it.
    """
    found = _POLICY.search(html)
    policy = unescape(found[1]) if found else "default-src 'none'"
    beside = Markup(' <span role="status">{} <a href="">{}</a></span>').format(*note) if note else ""
    home = Markup('<p><a href="{}">← {}</a>{}</p>').format(*back, beside)
    html = _FIRST.sub(lambda match: f"{match[0]}{home}", html, count=1)
    return HTMLResponse(html, headers={"Content-Security-Policy": f"{policy}; frame-ancestors 'none'"})


def attachment(data: bytes | str, name: str) -> Response:
    """A file to keep, by its name's ending."""
    body = data.encode("utf-8") if isinstance(data, str) else data
    kind = _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(body, media_type=kind, headers={"Content-Disposition": disposition})
