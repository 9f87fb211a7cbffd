"""The first page: files brought in, what became of them, and how far each document is reviewed, by whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from extract.serve.folder import Summary
from extract.serve.office import Office, TheOffice, Visitor
from extract.serve.rendering import page
from extract.views.review.paper import folded

documents = APIRouter()
Standing = Literal["", "open", "done", "conflict"]
_JOBS = 50  # of the queue, shown
_DOUBTS = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A document in the list: `judged` records, by all together and `by` each reviewer; `conflicts` among them."""

    document: Summary
    judged: int
    by: tuple[tuple[str, int], ...]
    conflicts: int

    @property
    def standing(self) -> Standing:
        """How far it is."""
        if self.conflicts:
            return "conflict"
        return "done" if self.judged >= self.document.records else "open"

    @property
    def find(self) -> str:
        """What it is searched by."""
        each = self.document
        words = (each.id, each.title, each.province, each.district, each.number, each.issued)
        return folded(" ".join(filter(None, words)))


def rows(here: Office) -> list[Row]:
    """All documents with their progress, by id."""
    spoken = {*here.judging.store.documents()}
    return [_row(here, each) if each.id in spoken else Row(each, 0, (), 0) for each in here.folder.summaries()]


def _row(here: Office, document: Summary) -> Row:
    state = here.judging.lately(document.id)
    return Row(document, state.judged, state.by, len(state.conflicts))


@documents.get("/")
def listed(
    request: Request,
    here: TheOffice,
    who: Visitor,
    q: Annotated[str, Query(max_length=200)] = "",
    province: Annotated[str, Query(max_length=100)] = "",
    standing: Standing = "",
) -> Response:
    """The list of documents that fit the filters of the address."""
    every = rows(here)
    words = folded(q).split()
    fitting = [
        each
        for each in every
        if all(word in each.find for word in words)
        and (not province or each.document.province == province)
        and (not standing or each.standing == standing)
    ]
    provinces = sorted({each.document.province for each in every if each.document.province}, key=folded)
    people = Counter[str]()
    for each in every:
        people.update(dict(each.by))
    values = {
        "rows": fitting, "all": len(every), "q": q, "province": province, "standing": standing,
        "provinces": provinces, "people": sorted(people.items()),
        "records": sum(each.document.records for each in every), "judged": sum(each.judged for each in every),
        "jobs": here.queue.jobs.all(_JOBS), "counts": here.queue.jobs.counts(),
    }  # fmt: skip
    return page(request, "documents.html.j2", who, values)


@documents.get("/doubts")
def doubts(request: Request, here: TheOffice, who: Visitor) -> Response:
    """The records of all documents that nobody has judged, the least sure first."""
    titles = {each.id: each for each in here.folder.summaries()}
    return page(request, "doubts.html.j2", who, {"doubted": here.folder.doubted(most=_DOUBTS), "documents": titles})
