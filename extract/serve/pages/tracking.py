"""Goals and results over the years: what `chitieu track` makes of all documents, with its files."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from extract.messages import say
from extract.serve.folder import Folder
from extract.serve.office import TheOffice, Visitor
from extract.serve.pages.whole import Drawn, attachment, form, record_address, whole
from extract.serve.rendering import page
from extract.views.track.labels import label
from extract.views.track.page import page as tracked
from extract.views.track.plain import csv_text, json_text
from extract.views.track.tracking import STATUSES, Tracking, track

tracking = APIRouter()
_FORMS = ("xlsx", "csv", "json")
Today = Annotated[bool, Query()]


class _Tracked:
    """What is tracked of a folder, made again only when an output has changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: dict[bool, tuple[object, Tracking]] = {}

    def of(self, folder: Folder, today: bool) -> Tracking:
        """It by now; `today`: under the provinces of today."""
        with self._lock:
            stamp = folder.path, folder.stamp()
            held = self._held.get(today)
            if held is None or held[0] != stamp:
                held = self._held[today] = stamp, track(folder.extractions(), today=today)
            return held[1]


_tracked = _Tracked()
_drawn = Drawn[Tracking](lambda found, language: tracked(found, language, record_address))


@tracking.get("/tracking")
def told(request: Request, here: TheOffice, who: Visitor, today: Today = False) -> Response:
    """How the goals stand."""
    found = _tracked.of(here.folder, today)
    counts = Counter(goal.status for line in found.lines for goal in line.goals)
    values = {
        "found": found, "lines": sum(bool(line.goals) for line in found.lines), "today": today, "forms": _FORMS,
        "counts": [(label(f"status.{name}", who.language), counts[name]) for name in STATUSES],
    }  # fmt: skip
    return page(request, "tracking.html.j2", who, values)


@tracking.get("/tracking/page")
def shown(here: TheOffice, who: Visitor, today: Today = False) -> Response:
    """The page that `chitieu track` writes; its values lead to the review pages here."""
    back = "/tracking", say("serve.back.office", who.language)
    return whole(_drawn.of(_tracked.of(here.folder, today), who.language), back)


@tracking.get("/tracking/track.{ending}")
def kept(here: TheOffice, who: Visitor, ending: str, today: Today = False) -> Response:
    """The tracking as a file."""
    found, ending = _tracked.of(here.folder, today), form(ending, *_FORMS)
    if ending == "xlsx":
        from extract.views.track.book import workbook

        return attachment(workbook(found, who.language), "track.xlsx")
    return attachment((csv_text if ending == "csv" else json_text)(found, _no_address), f"track.{ending}")


def _no_address(document: str, record: str) -> None:
    """A file that is sent on leads to no server."""
