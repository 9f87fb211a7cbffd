"""Pages that the command line makes as files of their own, as this server gives them: the same bytes, under their own
policy.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

from fastapi import HTTPException
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from extract.views.review.links import anchor

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')
_BODY = re.compile(r"<body[^>]*>")
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "zip": "application/zip",
}


def whole(html: str, back: tuple[str, str]) -> Response:
    """A page that holds its style and script, with the policy that it tells itself as a header too.

    `back`: the address and words of a link before everything else, to where it was opened from.
    """
    found = _POLICY.search(html)
    policy = unescape(found[1]) if found else "default-src 'none'"
    home = Markup('<p><a href="{}">← {}</a></p>').format(*back)
    html = _BODY.sub(lambda match: f"{match[0]}{home}", html, count=1)
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
