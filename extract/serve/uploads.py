"""Files that people bring, and how far the queue is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from extract.contract.failures import Problem, ReadError
from extract.messages import Language
from extract.serve import sources
from extract.serve.jobs import Job
from extract.serve.office import Office, TheOffice, Visitor
from extract.serve.sessions import Visit

uploads = APIRouter()
_LARGEST = 2**63 - 1  # that the database takes for a number


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of one file: its name here and document, whether it stood there already, or why it was refused."""

    given: str
    name: str | None = None
    document: str | None = None
    known: bool = False
    problem: Problem | None = None

    def told(self, language: Language) -> dict[str, Any]:
        """It as JSON."""
        problem = self.problem.told(language) if self.problem else None
        return {"file": self.given, "name": self.name, "document": self.document, "known": self.known, "error": problem}


@uploads.post("/uploads")
async def brought(request: Request, here: TheOffice, who: Visitor) -> Response:
    """Files of a form (`files`) into the queue.  `replace`: a file takes the place of one of its name.

    Without it, another file of a name that is taken gets a number.  A script is told of each file, a form goes on to
    the first page.
    """
    form = await request.form()  # parsed by now: who sent it is known
    given = [each for each in form.getlist("files") if isinstance(each, UploadFile) and each.filename]
    replace = form.get("replace") in ("1", "on", "true")
    found = await run_in_threadpool(_all, here, who, given, replace)
    if "text/html" in request.headers.get("accept", ""):
        return RedirectResponse("/", 303)
    refused = [each for each in found if each.problem]
    return JSONResponse({"files": [each.told(who.language) for each in found]}, 422 if refused or not found else 200)


def _all(here: Office, who: Visit, given: list[UploadFile], replace: bool) -> list[Brought]:
    left = here.settings.folder_bytes - sources.room(here.folder.path)
    found = []
    for number, each in enumerate(given):
        if number >= here.settings.files:
            problem = Problem("too_large.members", {"most": here.settings.files})
            found.append(Brought(_shown(each), problem=problem))
            continue
        one = _one(here, who, each, min(left, here.settings.file_bytes), replace)
        left -= (each.size or 0) if one.problem is None and not one.known else 0
        found.append(one)
    return found


def _shown(file: UploadFile) -> str:
    return (file.filename or "")[:200]


def _one(here: Office, who: Visit, file: UploadFile, most: int, replace: bool) -> Brought:
    """One file laid into sources/ and put in the queue, or why not."""
    try:
        name = sources.clean_name(file.filename or "")
        with here.queue.bringing:
            if not replace:
                name = sources.fitting(here.folder.path, name, file.file)
            known = sources.put(here.folder.path, name, file.file, most)
            job = here.queue.bring(name, who.name)
    except (ReadError, OSError) as error:
        return Brought(_shown(file), problem=sources.told(error))
    return Brought(_shown(file), name, job.document if job else None, known)


@uploads.post("/uploads/{number}/again")
def again(here: TheOffice, who: Visitor, number: Annotated[int, Path(ge=0, le=_LARGEST)]) -> Response:
    """Have a document extracted once more (one that failed, or by new rules)."""
    if not here.queue.again(number, who.name):
        return JSONResponse({"detail": "no such file"}, 404)
    return RedirectResponse("/", 303)


@uploads.get("/progress")
def progress(here: TheOffice, who: Visitor, most: Annotated[int, Query(ge=0, le=1000)] = 100) -> JSONResponse:
    """How far the queue is: counts by state, the latest documents, and why nothing is done, if so."""
    jobs = [_told(job, who.language) for job in here.queue.jobs.all(most)]
    return JSONResponse({"counts": here.queue.jobs.counts(), "trouble": here.queue.trouble is not None, "jobs": jobs})


def _told(job: Job, language: Language) -> dict[str, Any]:
    return {
        "number": job.number, "name": job.name, "document": job.document, "state": job.state,
        "problem": job.told(language), "records": job.records, "by": job.by,
    }  # fmt: skip
