"""A server of `chitieu serve` for tests: over a copy of outputs, with reviewers who are signed in."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from extract.readers import read
from extract.serve.app import create_app
from extract.serve.database import PLACE
from extract.serve.settings import Settings
from extract.serve.texts import keep

ROOT = Path(__file__).parents[1]
BASE = "http://127.0.0.1:8000"


def folder(at: Path, *documents: str) -> Path:
    """A folder with the outputs of these documents (all five, where none is named) and their sources."""
    (at / "sources").mkdir(parents=True)
    for output in sorted((ROOT / "outputs").glob("*.json")):
        if not documents or output.stem in documents:
            shutil.copy(output, at)
            shutil.copy(ROOT / "corpora" / f"{output.stem}.txt", at / "sources")
            keep(at / PLACE / "texts", output.stem, read(ROOT / "corpora" / f"{output.stem}.txt"))
    return at


def app(at: Path, **settings: object) -> FastAPI:
    """The app over a folder."""
    return create_app(at, settings=Settings(**settings))  # type: ignore[arg-type]


def reviewer(made: FastAPI, name: str, language: str = "vi") -> TestClient:
    """A browser of somebody who is signed in; it sends the session's token as scripts do."""
    browser = TestClient(made, base_url=BASE, headers={"accept": "text/html"}, follow_redirects=False)
    token = made.state.office.sessions.invited()
    answer = browser.post("/sign-in", data={"token": token, "name": name, "language": language})
    assert answer.status_code == 303, answer.text
    found = re.search(r'data-csrf="([0-9a-f]{64})"', browser.get("/").text)
    assert found is not None
    browser.headers["x-csrf-token"] = found[1]
    return browser


@contextmanager
def live(made: FastAPI) -> Iterator[str]:
    """The app as a server of its own on a free port, for a real browser; its address."""
    server = uvicorn.Server(uvicorn.Config(made, host="127.0.0.1", port=0, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        thread.join(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)
