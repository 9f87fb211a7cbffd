"""The app of `chitieu serve`: its parts put together.

**How a page is added.**  A module under `pages/` with an `APIRouter`, listed in `pages.PAGES`:

    router = APIRouter()

    @router.get("/documents/{id}")
    def shown(request: Request, here: TheOffice, who: Visitor, id: str) -> Response:
        return page(request, "document.html.j2", who, {"extraction": found(here, id)})

- `here: TheOffice` has `folder` (outputs as they stand now: `summaries()`, `summary(id)`, `extraction(id)` parsed once
  and cached, `extractions()`, `text(id)` the source, `doubted(...)` records by doubt), `judging` (what people said:
  `state(id)` has words, conflicts and the version of each record), `queue` (uploads: `queue.jobs`), `sessions`,
  `settings`, `database`.
- `who: Visitor` is the reviewer (`who.name`, `who.language`, `who.csrf`).  Functions are plain `def`s: they run in
  threads, and may read and compute.
- The template extends `base.html.j2` (blocks `title`, `head` for more styles and scripts, `content`); what it has is
  told in `rendering.page`.  Texts are keys of `extract.messages`, in both languages: `t("serve.documents.title")`.
- All pages need somebody signed in, and every POST the session's token: a form has `{{ csrf() }}` in it (a macro of
  the base template: `{% from "forms.html.j2" import csrf %}{{ csrf(who) }}`), a script sends it as the header
  `X-CSRF-Token`, from `document.documentElement.dataset.csrf`.  Only GET, HEAD and POST are let in.
- The content policy lets run what comes from /static and nothing else: no inline script, no `style=` attribute, no
  `onclick=`.  Styles and scripts are files of `static/`, put in by `{{ static("name.js") }}`; data for a script stands
  in `data-` attributes or `<script type="application/json">`, which runs nothing.  SVG with presentation attributes
  (`width=`, `fill=`) is fine, and so are `<progress>` and `<meter>`.
- A page that sends another policy of its own (a page of `chitieu compare` with styles inside) sets the header itself,
  with hashes, never 'unsafe-inline'.
- Never put a path of this machine into an answer: `extraction.document.source` is what may be shown.
- A script saves by POST /documents/{id}/verdicts (JSON, `verdicts.Saying`), with the version of each record that the
  reviewer saw: `state.version(id)`.  Of 409 nothing was kept: show whose words are on the record now.  Files go to
  POST /uploads (`files`, `replace`), how far they are tells GET /progress.
- NoSuchDocument becomes a page "not found" by itself.
"""

from __future__ import annotations

import logging
import sqlite3
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from extract.messages import Language, say
from extract.serve.api import api
from extract.serve.entrance import entrance, inside
from extract.serve.folder import NoFolder, NoSuchDocument
from extract.serve.guard import Guard
from extract.serve.office import Office, SignedOut, meant, opened, reader
from extract.serve.pages import PAGES
from extract.serve.pages.marking import warm
from extract.serve.queue import alone
from extract.serve.rendering import REVIEW, STATIC, page
from extract.serve.rules import chosen
from extract.serve.sessions import TooManyWrong, Visit
from extract.serve.settings import Settings
from extract.serve.uploads import uploads
from extract.serve.verdicts import verdicts

TOLD = frozenset({403, 404, 405, 413, 414, 421, 422, 429, 500, 501, 503})
"""What there are words for."""
_LOG = logging.getLogger(__name__)
_TURN = 0.001
"""Seconds until a thread lets another one go on: who brings answers in and out waits for each that computes."""
_SILENT = {"tracing": False, "metrics": False, "logs": False, "operation_spans": False, "auto_configure": False}


def create_app(folder: Path, *, settings: Settings | None = None) -> FastAPI:
    """The app over a folder of outputs, which is made where it is not there.  Raises OSError.

    `app.state.office` has its parts (extract.serve.office.Office), among them `sessions.invited()`, the token of an
    address that lets one person in.
    """
    settings = settings or Settings()
    chosen(folder)
    office = opened(folder, settings)

    @asynccontextmanager
    async def living(app: FastAPI) -> AsyncIterator[None]:
        sys.setswitchinterval(_TURN)
        with alone(folder):
            office.queue.start()
            threading.Thread(target=warm, daemon=True).start()
            try:
                yield
            finally:
                await run_in_threadpool(office.close)

    app = FastAPI(
        lifespan=living,
        title=say("serve.name", "vi"),
        version=version("chitieu"),
        description="Targets and results of provincial documents, each with its place in the text. Read only.",
        openapi_url=None,  # extract.serve.api has it, for those who are signed in
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry=_SILENT,  # type: ignore[arg-type]
    )
    app.state.office = office
    app.include_router(entrance)
    for router in (inside, uploads, verdicts, *PAGES):
        app.include_router(router, dependencies=[Depends(meant)], include_in_schema=False)
    app.include_router(api, dependencies=[Depends(reader)])
    app.mount("/static/review", StaticFiles(directory=REVIEW), name="review")
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    _failing(app, office)
    app.add_middleware(
        Guard, settings=settings, broken=partial(_told, office=office, status=500), refusing=partial(_unseen, settings)
    )
    return app


def _failing(app: FastAPI, office: Office) -> None:
    """What is answered where something is wrong: words of ours, never a trace or a path."""

    @app.exception_handler(SignedOut)
    def signed_out(request: Request, error: Exception) -> Response:
        if _by_program(request):
            return JSONResponse({"detail": "sign in first"}, 401)
        return RedirectResponse("/sign-in", 303)

    @app.exception_handler(TooManyWrong)
    def too_many(request: Request, error: Exception) -> Response:
        return _told(request, office, 429)

    @app.exception_handler(NoSuchDocument)
    def no_document(request: Request, error: Exception) -> Response:
        return _told(request, office, 404)

    @app.exception_handler(OSError)
    @app.exception_handler(sqlite3.OperationalError)
    def troubled(request: Request, error: Exception) -> Response:
        """A full disk, or a folder that is away: no fault of ours, and told in a line to who runs the server."""
        if isinstance(error, NoFolder) or not office.folder.path.is_dir():
            return _told(request, office, 404, "the folder is not there", key="folder")
        _LOG.error("a request failed: %s", error)
        return _told(request, office, 503)

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return _told(request, office, error.status_code, error.detail)

    @app.exception_handler(RequestValidationError)
    def unfitting(request: Request, error: Exception) -> Response:
        """What does not fit, and where; not what was sent, which may be nothing that can be sent back."""
        assert isinstance(error, RequestValidationError)
        found = [{"loc": [_sendable(part) for part in each["loc"]], "msg": _sendable(each["msg"])}
                 for each in error.errors()[:20]]  # fmt: skip
        return _told(request, office, 422, found)


def _sendable(part: object) -> str:
    """A text without halves of characters."""
    return str(part)[:200].encode("utf-8", "replace").decode()


def _by_program(request: Request) -> bool:
    """Whether a program asks, or a script of a page, rather than a person."""
    wanted = request.headers.get("accept", "")
    return request.url.path.startswith("/api/") or "text/html" not in wanted


def _told(request: Request, office: Office, status: int, detail: object = None, *, key: str = "") -> Response:
    """What went wrong: a page in the reader's language with a way back, JSON for programs.

    `key` is that of serve.error, where the status has not all to say.
    """
    if _by_program(request):
        return JSONResponse({"detail": detail or "failed"}, status)
    try:
        who = office.sessions.visit(request.cookies.get(office.sessions.cookie))
    except (OSError, sqlite3.Error):  # what failed may be just that
        who = None
    return _error_page(request, office.settings, status, who, key=key)


def _unseen(settings: Settings, request: Request, status: int, words: str) -> Response:
    """The same of a request that nothing is looked up for."""
    return JSONResponse({"detail": words}, status) if _by_program(request) else _error_page(request, settings, status)


def _error_page(
    request: Request, settings: Settings, status: int, who: Visit | None = None, *, key: str = ""
) -> Response:
    words = f"serve.error.{key or (status if status in TOLD else 'other')}"
    language = who.language if who else _wanted(request) or settings.language
    return page(request, "error.html.j2", who, {"key": words}, language=language, status=status)


def _wanted(request: Request) -> Language | None:
    """The language that a browser asks for first, if we speak it."""
    first = request.headers.get("accept-language", "")[:2].lower()
    return "vi" if first == "vi" else "en" if first == "en" else None
