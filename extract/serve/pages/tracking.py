"""Goals and results over the years: what `chitieu track` makes of all documents, with its files."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from extract.messages import say
from extract.serve.drawn import Task
from extract.serve.office import TheOffice, Visitor
from extract.serve.pages.whole import FORMS, Form, counted, file_of, page_of
from extract.serve.rendering import page
from extract.views.track.labels import label

tracking = APIRouter()
Today = Annotated[bool, Query()]


@tracking.get("/tracking")
def told(request: Request, here: TheOffice, who: Visitor, today: Today = False) -> Response:
    """How the goals stand; `today`: under the provinces of today."""
    counts, fresh = counted(here, Task("tracking", "html", who.language, today))
    statuses = counts["statuses"] if counts else {}
    day = date.fromisoformat(counts["asof"]) if counts else date.min
    values = {
        "counts": counts, "forms": FORMS, "gone": here.folder.gone(), "today": today,
        "asof": f"{day:%d/%m/%Y}" if who.language == "vi" else day.isoformat(),
        "statuses": [(label(f"status.{name}", who.language), count) for name, count in statuses.items()],
    }  # fmt: skip
    return page(request, "tracking.html.j2", who, values, again=None if fresh else 2)


@tracking.get("/tracking/page")
def shown(request: Request, here: TheOffice, who: Visitor, today: Today = False) -> Response:
    """The page that `chitieu track` writes; its values lead to the review pages here."""
    back = "/tracking", say("serve.back.office", who.language)
    return page_of(request, here, who, Task("tracking", "html", who.language, today), back)


@tracking.get("/tracking/track.{ending}")
def kept(here: TheOffice, who: Visitor, ending: Form, today: Today = False) -> Response:
    """The tracking as a file."""
    return file_of(here, Task("tracking", ending, who.language, today), "track")
