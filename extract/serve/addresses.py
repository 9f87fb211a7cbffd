"""Where things stand on this server."""

from __future__ import annotations

from urllib.parse import quote

from extract.views.review.links import anchor


def record_address(document: str, record: str) -> str:
    """Where a record stands in the review pages of this server."""
    return f"/documents/{quote(document, safe='')}#{quote(anchor(record), safe='/~')}"


def no_address(document: str, record: str) -> None:
    """A file that is sent on leads to no server."""
