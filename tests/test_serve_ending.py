"""The end of a server, and of the folder that it serves: nothing goes on in the background, nothing is left."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from errno import ENOSPC
from pathlib import Path
from time import monotonic, sleep

import pytest

from extract.run.outcomes import Finished, Outcome
from extract.serve import texts
from extract.serve.database import PLACE, Database
from extract.serve.drawing import Drawing, Drawn, Undrawn
from extract.serve.drawn import Task
from extract.serve.jobs import Jobs
from extract.serve.office import opened
from extract.serve.pages.marking import laid
from extract.serve.settings import Settings
from extract.sources.temporary import PREFIX
from tests.serving import app, folder, reviewer

TASK = Task("comparison", "html", "vi")


def slow(*given: object) -> Outcome:
    """Work that takes longer than anybody waits for the end of a server."""
    sleep(60)
    return Finished("x", "x", b"", "", b"", "", 0, 0, 0)


def _until(holds: object) -> None:
    end = monotonic() + 30
    while not holds():  # type: ignore[operator]
        assert monotonic() < end
        sleep(0.02)


def _running() -> list[str]:
    return sorted(each.name for each in threading.enumerate() if each.name in {"drawing", "queue"})


def test_a_server_ends_what_it_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    monkeypatch.setattr("extract.serve.drawing.work", slow)
    made = app(folder(tmp_path / "office", "tay-son"))
    browser, drawing = reviewer(made, "Lan"), made.state.office.drawing
    with browser:
        assert drawing.of(TASK, 0.0) == (None, False)
        _until(lambda: [*place.glob(f"{PREFIX}run-*/at-*")])
        assert _running() == ["drawing", "queue"]
        begun = monotonic()
    assert monotonic() - begun < 20
    assert _running() == []
    assert [*place.glob(f"{PREFIX}run-*")] == []
    assert drawing.of(TASK, 60.0) == (None, False), "nobody waits for what does not come"
    assert _running() == []


def test_a_folder_that_vanishes_is_told_in_a_line_and_is_served_again_when_it_is_back(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    at, away = folder(tmp_path / "office", "tay-son"), tmp_path / "away"
    made = app(at)
    browser = reviewer(made, "Lan", "en")
    with browser:
        assert browser.get("/").status_code == 200
        os.rename(at, away)
        sleep(0.3)
        for path in ("/", "/comparison", "/tracking", "/doubts", "/exports", "/exports/csv", "/agreement"):
            answer = browser.get(path)
            assert (path, answer.status_code) == (path, 404)
            assert "folder of outputs is not there" in answer.text
        assert browser.get("/api/documents").status_code == 404
        assert browser.get("/documents/tay-son").status_code == 404
        files = [("files", ("moi.txt", b"Den nam 2030, 5%."))]
        told = browser.post("/uploads", files=files, headers={"accept": "application/json"}).json()["files"]
        assert [(each["document"], bool(each["error"])) for each in told] == [(None, True)]
        assert not at.exists(), "it is not made anew: it may be on a disk that is away"
        made.state.office.queue.wake()
        _until(lambda: made.state.office.queue.trouble)
        os.rename(away, at)
        sleep(0.3)
        assert "tay-son" in browser.get("/").text
        _until(lambda: made.state.office.queue.trouble is None)
    ours = [each for each in caplog.records if each.name.startswith("extract.")]
    assert [each.message for each in ours] == [f"the folder is not there: {at}"]
    assert not any(each.exc_info for each in ours)


def test_a_folder_that_vanishes_while_a_page_is_drawn_is_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    at = folder(tmp_path / "office", "tay-son")
    drawing = app(at).state.office.drawing
    drawing._folder.stamp()
    run = type(drawing)._run

    def late(self: object) -> None:
        shutil.rmtree(at)
        sleep(0.3)
        run(self)

    monkeypatch.setattr(type(drawing), "_run", late)
    drawing.of(TASK, 0.0)
    _until(lambda: not _running())
    assert [each.message for each in caplog.records] == [f"the folder is not there: {at}"]


def test_the_queue_goes_on_after_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    office = app(folder(tmp_path / "office", "tay-son")).state.office
    queue = office.queue
    monkeypatch.setattr("extract.serve.queue._LOOK", 0.02)
    monkeypatch.setattr(queue, "step", lambda: 1 / 0)
    queue.start()
    _until(lambda: queue.trouble is not None)
    sleep(0.1)
    monkeypatch.setattr(queue, "step", lambda: False)
    _until(lambda: queue.trouble is None)
    office.close()
    assert _running() == []
    assert [each.message for each in caplog.records] == ["the queue stands still for a while"]


def test_a_round_that_fell_through_is_no_try_of_its_documents(tmp_path: Path) -> None:
    jobs = Jobs(Database(tmp_path))
    jobs.put("a.pdf", "a", (1, 1), by="Lan")
    for _ in range(3):  # a full disk, or three orderly ends
        jobs.back(jobs.taken(8))
    jobs.taken(8)
    jobs.revive(3)  # the server was killed once
    found = jobs.of("a.pdf")
    assert found is not None
    assert found.state == "waiting"


def test_a_full_disk_is_not_held_against_what_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = opened(folder(tmp_path / "served", "tay-son"), Settings())
    tries: list[Task] = []

    def made(self: Drawing, task: Task, stamp: int, begun: float) -> Drawn:
        tries.append(task)
        if len(tries) == 1:
            raise OSError(ENOSPC, "No space left on device")
        return Drawn(b"{}", {}, stamp, begun, 0.1)

    monkeypatch.setattr(Drawing, "_made", made)
    with pytest.raises(Undrawn):
        here.drawing.of(TASK, 10)
    drawn, new = here.drawing.of(TASK, 10)
    assert drawn is not None
    assert new
    here.close()


def test_a_page_without_its_text_has_it_once_it_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "_AGAIN", 0)
    at = folder(tmp_path / "served", "tay-son")
    shutil.rmtree(at / PLACE)
    (at / "sources").rename(tmp_path / "away")
    monkeypatch.chdir(tmp_path)
    here = opened(at, Settings())

    def page() -> str:
        base = here.judging.state("tay-son").base
        assert base is not None
        return "".join(laid(here, base, "en").pieces)

    before = page()
    (tmp_path / "away").rename(at / "sources")
    after = page()
    assert len(after) > len(before)
    assert page() == after
    here.close()
