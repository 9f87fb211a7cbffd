"""What every request passes before anything else, and every answer after: the outermost layer.

A request for a host that is not ours (a name of somebody's own that leads here), one that another site's page sends, or
one that is too large is refused unread.  Every answer says that nothing but what this server itself sends may run.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extract.serve.settings import Settings

_LOG = logging.getLogger(__name__)
SAFE = frozenset({"GET", "HEAD"})
METHODS = SAFE | {"POST"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with no-referrer browsers send forms with "Origin: null"
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
_LONGEST = 4096  # characters of a path with its query
_UPLOADS = "/uploads"
_FORM = 5_000_000  # bytes of any other request


class Guard:
    """The layer around the app."""

    def __init__(
        self,
        app: ASGIApp,
        settings: Settings,
        broken: Callable[[Request], Response],
        refusing: Callable[[Request, int, str], Response],
    ) -> None:
        """`broken` answers where something failed, `refusing` with a status and words what is not let in."""
        self._app, self._settings, self._broken, self._refusing = app, settings, broken, refusing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI app."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._asked(scope, receive, _guarded(send))
        else:  # a web socket: there is none here
            await send({"type": "websocket.close", "code": 1008})

    async def _asked(self, scope: Scope, receive: Receive, send: Send) -> None:
        if refused := self.refused(scope):
            answer = self._refusing(Request(scope), *refused)
            answer.headers["connection"] = "close"
            await answer(scope, receive, send)
            return
        most = self._settings.request_bytes if scope["path"] == _UPLOADS else _FORM
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, _bounded(receive, most), noted)
        except Exception:
            if begun:
                raise
            _LOG.exception("a request failed")  # where it stands, for who runs the server; nothing of it is answered
            await self._broken(Request(scope))(scope, receive, send)

    def refused(self, scope: Scope) -> tuple[int, str] | None:
        """Why a request is not even looked at: status and words; None for one that may come in."""
        headers, method = Headers(scope=scope), scope["method"]
        host = _host(headers)
        if host is None or not self._settings.knows(host):
            return 421, "this address is not served here"
        if method not in METHODS:
            return 405, "method not allowed"
        if len(scope.get("raw_path") or scope["path"]) + len(scope["query_string"]) > _LONGEST:
            return 414, "address too long"
        if method not in SAFE and not self._own(headers):
            return 403, "sent from another site"
        length = headers.get("content-length", "0")
        most = self._settings.request_bytes if scope["path"] == _UPLOADS else _FORM
        if not length.isdecimal() or int(length) > most:
            return 413, "too large"
        return None

    def _own(self, headers: Headers) -> bool:
        """Whether a page of this server sent it: browsers say so of every POST."""
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return False
        origin = headers.get("origin")
        if origin is None:
            return True  # no browser: it has the token of a form, or is refused for want of it
        parts = urlsplit(origin)
        if self._settings.address and origin.lower() == self._settings.address.lower().rstrip("/"):
            return True
        return parts.scheme in {"http", "https"} and parts.netloc.lower() == headers["host"].lower()


def _host(headers: Headers) -> str | None:
    """The one host a request is for, without port."""
    given = headers.getlist("host")
    if len(given) != 1 or any(c in given[0] for c in "/@?#\\ "):
        return None
    try:
        parts = urlsplit(f"//{given[0]}")
        return parts.hostname if parts.port is None or parts.port else None
    except ValueError:
        return None


def _bounded(receive: Receive, most: int) -> Receive:
    """A request's body, refused where it turns out larger than it may be."""
    so_far = 0

    async def bounded() -> Message:
        nonlocal so_far
        message = await receive()
        so_far += len(message.get("body", b""))
        if so_far > most:
            raise HTTPException(413, "too large")
        return message

    return bounded


def _guarded(send: Send) -> Send:
    """Answers with the headers that all have, unless they have stricter ones of their own."""

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return guarded
