"""The first page: all documents."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from extract.serve.office import TheOffice, Visitor
from extract.serve.rendering import page

documents = APIRouter()


@documents.get("/")
def listed(request: Request, here: TheOffice, who: Visitor) -> Response:
    """The list of documents."""
    return page(request, "documents.html.j2", who, {"documents": here.folder.summaries()})
