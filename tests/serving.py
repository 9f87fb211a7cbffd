"""A server of `chitieu serve` for tests: over a copy of outputs, with reviewers who are signed in."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient

from extract.serve.app import create_app
from extract.serve.settings import Settings

ROOT = Path(__file__).parents[1]
BASE = "http://127.0.0.1:8000"


def folder(at: Path, *documents: str) -> Path:
    """A folder with the outputs of these documents (all five, where none is named) and their sources."""
    (at / "sources").mkdir(parents=True)
    for output in sorted((ROOT / "outputs").glob("*.json")):
        if not documents or output.stem in documents:
            shutil.copy(output, at)
            shutil.copy(ROOT / "corpora" / f"{output.stem}.txt", at / "sources")
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
