"""The comparison of all documents: what it holds, the page itself, and its files."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from extract.messages import say
from extract.serve.drawn import Task
from extract.serve.office import TheOffice, Visitor
from extract.serve.pages.whole import FORMS, Form, counted, file_of, page_of
from extract.serve.rendering import page

comparing = APIRouter()


@comparing.get("/comparison")
def told(request: Request, here: TheOffice, who: Visitor) -> Response:
    """What the comparison holds."""
    counts, fresh = counted(here, Task("comparison", "html", who.language))
    values = {"counts": counts, "forms": FORMS, "gone": here.folder.gone()}
    return page(request, "comparison.html.j2", who, values, again=None if fresh else 2)


@comparing.get("/comparison/page")
def shown(request: Request, here: TheOffice, who: Visitor) -> Response:
    """The page that `chitieu compare` writes; its values lead to the review pages here."""
    back = "/comparison", say("serve.back.office", who.language)
    return page_of(request, here, who, Task("comparison", "html", who.language), back)


@comparing.get("/comparison/compare.{ending}")
def kept(here: TheOffice, who: Visitor, ending: Form) -> Response:
    """The comparison as a file."""
    return file_of(here, Task("comparison", ending, who.language), "compare")
