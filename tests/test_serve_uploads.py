"""Files that are dragged into `chitieu serve`: named, queued, extracted in workers, told of in words."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from extract.contract.failures import Problem, ReadError
from extract.serve.queue import AlreadyServed
from extract.serve.sources import clean_name
from tests.serving import app, folder, reviewer

TEXT = (
    "ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ\nKẾ HOẠCH\nCải cách hành chính năm 2026\n"
    "Đến năm 2026, tối thiểu {n}% hồ sơ được giải quyết đúng hạn.\n"
)


def text(number: int) -> bytes:
    return TEXT.format(n=number).encode()


def bring(browser: TestClient, *files: tuple[str, bytes], **fields: str) -> Any:
    """The answer of an upload by a script."""
    given = [("files", (name, data)) for name, data in files]
    return browser.post("/uploads", files=given, data=fields, headers={"accept": "application/json"})


def worked(made: FastAPI) -> dict[str, tuple[str, str | None]]:
    """The queue worked off: state and cause of each document, by what people call it."""
    queue = made.state.office.queue
    while queue.step():
        pass
    return {job.name: (job.state, job.problem and job.problem.cause) for job in queue.jobs.all()}


@pytest.fixture
def made(tmp_path: Path) -> FastAPI:
    return app(folder(tmp_path / "office", "tay-son"))


def test_what_is_dragged_in_is_extracted(made: FastAPI) -> None:
    browser = reviewer(made, "Bình")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xa/muoi.txt", text(10))
        archive.writestr("lien-ket.exe", b"MZ" + bytes(200))
    answer = bring(browser, ("Kế hoạch 1.txt", text(80)), ("ho-so.zip", packed.getvalue()), ("hong.pdf", b"%PDF-1.7"))
    assert [each["document"] for each in answer.json()["files"]] == ["Kế hoạch 1", "ho-so", "hong"]
    states = worked(made)
    assert states["Kế hoạch 1.txt"] == ("done", None)
    assert states["ho-so.zip"] == ("opened", None)
    assert states["ho-so.zip/xa/muoi.txt"] == ("done", None)
    assert states["hong.pdf"][0] == "failed"
    assert states["tay-son.txt"] == ("done", None), "what stood there with its output is not done again"
    listed = {each["id"]: each for each in browser.get("/api/documents").json()}
    assert listed.keys() == {"tay-son", "Kế hoạch 1", "ho-so-xa-muoi"}
    assert listed["Kế hoạch 1"]["source"] == "sources/Kế hoạch 1.txt"
    told = browser.get("/progress").json()
    words = {each["name"]: each["problem"] for each in told["jobs"]}
    assert words["hong.pdf"], "why, in the reviewer's language"
    assert told["counts"]["failed"] == sum(state == "failed" for state, _ in states.values())
    source = made.state.office.folder.text("Kế hoạch 1").source
    assert source is not None
    assert source.raw == text(80).decode()


def test_a_file_of_a_name_that_is_taken_takes_nobodys_place(made: FastAPI) -> None:
    browser = reviewer(made, "Bình")
    names = [bring(browser, ("a.txt", text(number))).json()["files"][0]["name"] for number in (80, 90, 80)]
    assert names == ["a.txt", "a-2.txt", "a.txt"], "the same bytes are the same file"
    assert bring(browser, ("A.TXT", text(70))).json()["files"][0]["name"] == "A-3.TXT", "no system mixes them up"
    worked(made)
    at = made.state.office.folder
    assert at.extraction("a").targets[0].measure.value == 80
    assert at.extraction("a-2").targets[0].measure.value == 90


def test_a_file_that_is_replaced_or_changed_is_extracted_anew(made: FastAPI) -> None:
    browser, at = reviewer(made, "Bình"), made.state.office.folder
    bring(browser, ("a.txt", text(80)))
    worked(made)
    assert bring(browser, ("a.txt", text(85)), replace="1").json()["files"][0]["document"] == "a"
    worked(made)
    assert at.extraction("a").targets[0].measure.value == 85
    (at.path / "sources" / "a.txt").write_bytes(text(95))
    worked(made)
    assert at.extraction("a").targets[0].measure.value == 95
    assert not (at.path / "a-2.json").exists()


def test_limits_of_an_upload(tmp_path: Path) -> None:
    made = app(folder(tmp_path / "office", "tay-son"), file_bytes=1000, files=2, folder_bytes=60_000)
    browser = reviewer(made, "Bình")
    answer = bring(browser, ("a.txt", text(80)), ("b.txt", b"a" * 1001), ("c.txt", text(81)), ("d.txt", b""))
    assert answer.status_code == 422
    told = answer.json()["files"]
    assert [bool(each["error"]) for each in told] == [False, True, True, True]
    assert bring(browser, ("empty.txt", b"")).json()["files"][0]["error"]
    assert bring(browser, ("gold.jsonl", b"{}")).json()["files"][0]["error"]
    assert bring(browser).status_code == 422
    with_room = bring(browser, *((f"{n}.txt", bytes(900)) for n in range(2)))
    assert with_room.status_code == 200
    assert sorted(os.listdir(tmp_path / "office" / "sources")) == ["0.txt", "1.txt", "a.txt", "tay-son.txt"]


def test_a_folder_that_is_full_takes_no_more(tmp_path: Path) -> None:
    made = app(folder(tmp_path / "office", "tay-son"), folder_bytes=1000)
    assert bring(reviewer(made, "Bình"), ("a.txt", text(80))).json()["files"][0]["error"]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\báo cáo.docx", "báo cáo.docx"),
        ("..", "tep"),
        (".bashrc", "bashrc"),
        ("~$open.docx", "open.docx"),
        ("a\x00b\n<script>.txt", "abscript.txt"),
        ("con.txt", "tep-con.txt"),
        ("x" * 400 + ".pdf", "x" * 146 + ".pdf"),
        ("ế.txt", "ế.txt"),
        ("\u202egpj.exe", "gpj.exe"),
    ],
)
def test_names_of_files_are_plain(given: str, name: str) -> None:
    assert clean_name(given) == name


def test_data_files_are_no_documents() -> None:
    with pytest.raises(ReadError):
        clean_name("targets.json")


def test_a_killed_server_goes_on_where_it_was(tmp_path: Path) -> None:
    at = folder(tmp_path / "office", "tay-son")
    first = app(at)
    bring(reviewer(first, "Bình"), ("a.txt", text(80)))
    assert [job.state for job in first.state.office.queue.jobs.taken(5)] == ["working"]
    second = app(at)
    second.state.office.queue.jobs.revive(3)
    assert worked(second)["a.txt"] == ("done", None)


def test_what_kills_the_server_each_time_is_left_in_the_end(tmp_path: Path) -> None:
    made = app(folder(tmp_path / "office", "tay-son"))
    jobs = made.state.office.queue.jobs
    bring(reviewer(made, "Bình"), ("a.txt", text(80)), ("b.txt", text(81)))
    assert len(jobs.taken(9)) == 2
    jobs.revive(3)
    for _ in range(2):
        assert [job.name for job in jobs.taken(9)] == ["a.txt"], "alone, since the server was killed meanwhile"
        jobs.revive(3)
    states = worked(made)
    assert states["a.txt"] == ("failed", "crashed.lost")
    assert states["b.txt"] == ("done", None), "what was done beside it has no part in it"


def test_without_its_database_nothing_is_done_twice_or_called_otherwise(tmp_path: Path) -> None:
    at = folder(tmp_path / "office", "tay-son")
    first = app(at)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("b.txt", text(10))
    bring(reviewer(first, "Bình"), ("a.txt", text(80)), ("a.md", text(81)), ("z.zip", packed.getvalue()))
    worked(first)
    before = {path.name: path.read_bytes() for path in at.glob("*.json")}
    assert before.keys() == {"tay-son.json", "a.json", "a-md.json", "z-b.json"}
    for file in (at / ".chitieu").glob("serve.*"):
        file.unlink()
    second = app(at)
    second.state.office.queue.follow()
    assert {job.name for job in second.state.office.queue.jobs.all() if job.state == "waiting"} == {"z.zip"}
    worked(second)
    assert {path.name: path.read_bytes() for path in at.glob("*.json")} == before


def test_tables_follow_the_outputs(made: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.serve.queue._QUIET", 0)
    queue, at = made.state.office.queue, made.state.office.folder
    assert queue.tables()
    assert not queue.tables(), "written once"
    assert (at.path / "targets.csv").read_text("utf-8").count("tay-son") >= len(at.extraction("tay-son").targets)


def test_no_path_of_this_machine_is_told(made: FastAPI) -> None:
    queue, browser = made.state.office.queue, reviewer(made, "Bình")
    bring(browser, ("a.txt", text(80)))
    job = queue.jobs.taken(1)[0]
    raised = "FileNotFoundError: [Errno 2] No such file: '/home/an/office/x.txt' or C:\\Users\\an"
    queue.jobs.ended(job, "failed", Problem("internal_error.raised", {"error": raised}))
    assert "FileNotFoundError" in browser.get("/progress").text
    assert "/home" not in browser.get("/progress").text
    assert "Users" not in browser.get("/progress").text


def test_one_server_at_a_time_works_on_a_folder(tmp_path: Path) -> None:
    at = folder(tmp_path / "office", "tay-son")
    with TestClient(app(at)), pytest.raises(AlreadyServed), TestClient(app(at)):
        pass


def test_texts_that_the_command_line_read_are_read_before_anybody_asks(tmp_path: Path) -> None:
    at = folder(tmp_path / "office", "tay-son", "soc-trang")
    rmtree(at / ".chitieu")
    (at / "sources" / "soc-trang.txt").unlink()
    office = app(at).state.office
    texts = office.folder.texts
    assert texts.read_ahead(office.folder.texts_of()) == 2
    assert texts.read_ahead(office.folder.texts_of()) == 0, "what is not there is not looked for again and again"
    source = texts.at_hand(office.folder.extraction("tay-son"))
    assert source is not None
    assert source.raw.encode() == (at / "sources" / "tay-son.txt").read_bytes()


@pytest.mark.parametrize(("number", "status"), [(10**22, 422), (-1, 422), (2**63 - 1, 404)])
def test_a_number_of_any_size_is_no_error_of_the_server(tmp_path: Path, number: int, status: int) -> None:
    assert reviewer(app(tmp_path / "office"), "Lan").post(f"/uploads/{number}/again").status_code == status
