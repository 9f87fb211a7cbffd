"""The read-only API of `chitieu serve`, and what it sees of a folder that others write to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.serving import BASE, ROOT, app, folder, reviewer


@pytest.fixture
def made(tmp_path: Path) -> FastAPI:
    return app(folder(tmp_path / "office", "tay-son", "soc-trang"))


def test_the_api_gives_what_stands_in_the_folder(made: FastAPI) -> None:
    browser = reviewer(made, "Bình")
    written = json.loads((ROOT / "outputs" / "tay-son.json").read_bytes())
    assert [each["id"] for each in browser.get("/api/documents").json()] == ["soc-trang", "tay-son"]
    assert browser.get("/api/documents/tay-son").json() == written
    assert browser.get("/api/documents/tay-son/rejected").json() == written["rejected"]
    assert browser.get("/api/documents/tay-son/records").json() == written["targets"]
    assert browser.get("/api/documents/phu-yen").status_code == 404


def test_the_description_tells_of_every_path_and_nothing_that_writes(made: FastAPI) -> None:
    told = reviewer(made, "Bình").get("/api/openapi.json").json()
    assert told["openapi"].startswith("3.")
    assert "/api/documents/{id}/records" in told["paths"]
    assert {method for path in told["paths"].values() for method in path} == {"get"}
    assert all(path.startswith("/api/") for path in told["paths"])
    assert "Target" in json.dumps(told["components"]["schemas"]["Extraction"])


def test_what_the_command_line_writes_is_seen(made: FastAPI) -> None:
    browser, at = reviewer(made, "Bình"), made.state.office.folder
    path = at.path / "tay-son.json"
    path.write_text(path.read_text("utf-8").replace('"district": "', '"district": "Mới '), "utf-8")
    (at.path / "soc-trang.json").unlink()
    (at.path / "notes.json").write_text("{}", "utf-8")
    at.follow(now=True)
    listed = browser.get("/api/documents").json()
    assert [each["id"] for each in listed] == ["tay-son"]
    assert listed[0]["district"].startswith("Mới ")
    assert browser.get("/api/documents/tay-son").json()["document"]["district"].startswith("Mới ")


def test_an_unchanged_output_is_parsed_once(made: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    at = made.state.office.folder
    at.follow(now=True)
    first = at.extraction("tay-son")
    monkeypatch.setattr("extract.serve.folder.parsed", None)
    at.follow(now=True)
    assert at.extraction("tay-son") is first


def test_the_database_can_be_deleted_or_damaged(tmp_path: Path) -> None:
    at = folder(tmp_path / "office", "tay-son")
    before = app(at).state.office.folder.doubted("tay-son")
    assert [each.confidence for each in before] == sorted(each.confidence for each in before)
    (at / ".chitieu" / "serve.sqlite3").write_bytes(b"no database at all" * 1000)
    assert app(at).state.office.folder.doubted("tay-son") == before
    for file in (at / ".chitieu").glob("serve.sqlite3*"):
        file.unlink()
    assert app(at).state.office.folder.doubted("tay-son") == before


def test_the_api_gives_the_catalogue_and_the_comparison(made: FastAPI) -> None:
    browser = reviewer(made, "Bình")
    ids = [each["id"] for each in browser.get("/api/indicators").json()]
    assert ids == sorted(ids)
    rows = browser.get("/api/comparison").json()["rows"]
    named = next(row["indicator"] for row in rows if row["indicator"] in ids)
    own = browser.get(f"/api/comparison?indicator={named}").json()["rows"]
    assert own == [row for row in rows if row["indicator"] == named]


def test_a_program_reads_with_the_code_that_all_use(tmp_path: Path) -> None:
    made = app(folder(tmp_path / "office", "tay-son"), token="mot-hai-ba-bon-nam-sau")
    program = TestClient(made, base_url=BASE)
    right, wrong = ({"authorization": f"Bearer {token}"} for token in ("mot-hai-ba-bon-nam-sau", "x"))
    assert program.get("/api/documents", headers=right).json()[0]["id"] == "tay-son"
    assert program.get("/", headers=right).status_code == 401, "pages are for people"
    assert {program.get("/api/documents", headers=wrong).status_code for _ in range(25)} == {401, 429}
