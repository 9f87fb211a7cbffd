"""Pages that the command line makes as files of their own, as this server gives them: the same bytes, under their own
policy.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from html import unescape
from typing import Generic, TypeVar
from urllib.parse import quote

from fastapi import HTTPException
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from extract.messages import Language
from extract.views.review.links import anchor

Made = TypeVar("Made")
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


class Drawn(Generic[Made]):
    """Pages of something that is made anew when an output changes: the last of each language, as drawing takes long."""

    def __init__(self, draw: Callable[[Made, Language], str]) -> None:
        self._draw, self._lock = draw, threading.Lock()
        self._held: dict[Language, tuple[Made, str]] = {}

    def of(self, made: Made, language: Language) -> str:
        """It as HTML."""
        with self._lock:
            held = self._held.get(language)
            if held is None or held[0] is not made:
                held = self._held[language] = made, self._draw(made, language)
            return held[1]


def whole(html: str, back: tuple[str, str]) -> Response:
    """A page that holds its style and script, with the policy that it tells itself as a header too.

    `back`: the address and words of a link before everything else, to where it was opened from.
    """
    found = _POLICY.search(html)
    policy = unescape(found[1]) if found else "default-src 'none'"
    home = Markup('<p><a href="{}">← {}</a></p>').format(*back)
    html = _FIRST.sub(lambda match: f"{match[0]}{home}", html, count=1)
    return HTMLResponse(html, headers={"Content-Security-Policy": f"{policy}; frame-ancestors 'none'"})


def attachment(data: bytes | str, name: str) -> Response:
    """A file to keep, by its name's ending."""
    body = data.encode("utf-8") if isinstance(data, str) else data
    kind = _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(body, media_type=kind, headers={"Content-Disposition": disposition})


def record_address(document: str, record: str) -> str:
    """Where a record stands in the review pages of this server."""
    return f"/documents/{quote(document, safe='')}#{quote(anchor(record), safe='/~')}"


def form(name: str, *forms: str) -> str:
    """The ending that is asked for.  Raises HTTPException 404 for one that is not made."""
    if name not in forms:
        raise HTTPException(404)
    return name
