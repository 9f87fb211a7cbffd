"""What a request works with: the folder, the sessions, the settings; and who asks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from hmac import compare_digest
from pathlib import Path
from typing import Annotated, cast, get_args

from fastapi import Depends, HTTPException, Request
from starlette.concurrency import run_in_threadpool

from extract.serve.compared import TASK, Compared
from extract.serve.database import Database
from extract.serve.drawing import Drawing
from extract.serve.drawn import Kind, Task
from extract.serve.folder import Folder
from extract.serve.guard import SAFE
from extract.serve.jobs import Jobs
from extract.serve.judging import Judging
from extract.serve.queue import Queue
from extract.serve.sessions import Sessions, Visit
from extract.serve.settings import Settings
from extract.serve.sources import SOURCES
from extract.serve.texts import Texts

CSRF_FIELD, CSRF_HEADER = "csrf", "x-csrf-token"


@dataclass(frozen=True, slots=True)
class Office:
    """One server's parts."""

    settings: Settings
    database: Database
    folder: Folder
    sessions: Sessions
    queue: Queue
    judging: Judging
    compared: Compared
    drawing: Drawing

    def close(self) -> None:
        """End what goes on in the background: no thread, no process and no file of it is left.  Twice does no harm."""
        self.folder.texts.stop()
        self.queue.stop()
        self.drawing.stop()


def opened(path: Path, settings: Settings) -> Office:
    """The parts of a server over a folder, which is made where it is not there.  Raises OSError."""
    path.mkdir(parents=True, exist_ok=True)
    database = Database(path)
    places = (path / SOURCES, path, *([settings.sources] if settings.sources else []), None)
    texts = Texts(path, places, settings.limits)
    folder = Folder(path, database, texts)
    judging = Judging(folder)
    drawing = Drawing(folder, settings.limits)
    usual = [*(Task(kind, "html", settings.language) for kind in get_args(Kind)), TASK]
    queue = Queue(folder, texts, Jobs(database), settings, judging, partial(drawing.ahead, usual))
    sessions, compared = Sessions(database, settings), Compared(folder, drawing)
    return Office(settings, database, folder, sessions, queue, judging, compared, drawing)


async def office(request: Request) -> Office:
    """The server's parts, for a function that answers (a coroutine: no thread is taken for it)."""
    return cast(Office, request.app.state.office)


class SignedOut(Exception):
    """Somebody asks who is not signed in."""


async def visit(request: Request, here: Annotated[Office, Depends(office)]) -> Visit:
    """Who asks, for a function that answers.  Raises SignedOut."""
    cookie = request.cookies.get(here.sessions.cookie)
    found = here.sessions.lately(cookie) or await run_in_threadpool(here.sessions.visit, cookie)
    if found is None:
        raise SignedOut
    return found


async def reader(request: Request, here: Annotated[Office, Depends(office)]) -> None:
    """Who may read the API: whoever is signed in, or a program with the code that all use (`Authorization: Bearer`).

    Raises SignedOut, TooManyWrong.
    """
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not here.sessions.knows(token.strip()):
        await visit(request, here)


async def meant(request: Request, who: Annotated[Visit, Depends(visit)]) -> None:
    """Whoever changes something meant to: the request carries the session's token, in a field or a header.

    `app` has all pages depend on it.  Raises SignedOut, HTTPException 403.
    """
    if request.method in SAFE:
        return
    given = request.headers.get(CSRF_HEADER)
    if given is None and request.headers.get("content-type", "").startswith(("multipart/", "application/x-www-form")):
        field = (await request.form()).get(CSRF_FIELD)
        given = field if isinstance(field, str) else None
    if given is None or not _same(given, who.csrf):
        raise HTTPException(403, "the form is of another session")


def _same(given: str, wanted: str) -> bool:
    return compare_digest(given.encode("utf-8", "replace"), wanted.encode())


TheOffice = Annotated[Office, Depends(office)]
Visitor = Annotated[Visit, Depends(visit)]
