"""`chitieu serve`: the office's own page, until it is ended."""

from __future__ import annotations

import socket
import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import typer

from extract.cli.commands.terminal import DONE, WrongUse
from extract.contract.extras import require
from extract.messages import Language, say
from extract.run.stopping import telling

if TYPE_CHECKING:
    from fastapi import FastAPI

_SHORTEST = 16  # characters of a code that many use
_MANY = 200  # requests at a time; whoever comes then is told to come again
_IDLE = 15  # seconds that a connection without requests stays open
_PATIENCE = 5  # seconds that answers under way have when it is ended


def serve(
    folder: Path | None,
    language: Language,
    *,
    port: int,
    host: str,
    address: str | None,
    token: str | None,
    sources: Path | None,
    jobs: int,
    megabytes: int,
    ocr: Literal["auto", "never"],
    browser: bool,
) -> int:
    """Serve a folder of outputs, and say under which address."""
    if folder is None:
        raise WrongUse("use.serve")
    token = token or None  # an empty CHITIEU_TOKEN is none
    if token is not None and len(token) < _SHORTEST:
        raise WrongUse("use.serve.token")
    if address is not None and (urlsplit(address).scheme not in {"http", "https"} or not urlsplit(address).hostname):
        raise WrongUse("use.serve.address")
    if sources is not None and not sources.is_dir():
        raise WrongUse("use.missing", path=sources)
    require("serve", "fastapi", "uvicorn", "itsdangerous", "multipart")
    from extract.run.engines.local import cores
    from extract.run.outcomes import Limits
    from extract.serve.app import create_app
    from extract.serve.queue import AlreadyServed, alone
    from extract.serve.settings import LOOPBACK, Settings

    settings = Settings(
        token=token,
        host=host,
        address=address,
        language=language,
        file_bytes=megabytes * 1_000_000,
        jobs=jobs or max(1, cores() - 1),
        limits=Limits(megabytes=megabytes, ocr=ocr),
        sources=sources,
    )
    try:
        app = create_app(folder, settings=settings)
        with alone(folder):
            pass
    except AlreadyServed as error:
        raise WrongUse("use.serve.taken", path=folder.as_posix()) from error
    except OSError as error:
        raise WrongUse("use.out", path=folder.as_posix(), error=error.strerror or error) from error
    with _listening(host, port) as bound:
        shown = (address or _shown(host, bound.getsockname()[1])).rstrip("/")
        opened = f"{shown}/sign-in" if token else f"{shown}/sign-in?token={app.state.office.sessions.invited()}"
        typer.echo(say("serve.open_to_all" if token else "serve.open", language, address=opened))
        typer.echo(say("serve.stop", language))
        if host not in LOOPBACK and not settings.secure:
            typer.echo(say("serve.unencrypted", language), err=True)
        opening = threading.Timer(1.0, webbrowser.open, (opened,))
        if browser:
            opening.start()
        try:
            _run(app, bound)
        finally:  # also where a signal ends it that the server knows nothing of
            opening.cancel()
            app.state.office.close()
    return DONE


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens.  Raises WrongUse."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=256)
    except OSError as error:
        raise WrongUse("use.serve.port", host=host, port=port, error=error.strerror or error) from error


def _shown(host: str, port: int) -> str:
    """What is typed into a browser on this machine."""
    name = "127.0.0.1" if host in {"", "0.0.0.0", "::"} else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}"


def _run(app: FastAPI, bound: socket.socket) -> None:
    import uvicorn

    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        limit_concurrency=_MANY,
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=_PATIENCE,
    )
    server = uvicorn.Server(config)

    def end() -> None:
        server.should_exit = True

    with telling(end):  # it knows of INT and TERM alone
        server.run(sockets=[bound])
