"""Judging by the page of `chitieu serve`: nothing of anybody's is lost or overwritten."""

from __future__ import annotations

import json
import threading
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from extract.measure.verdicts import record_of
from extract.reviewing.applying import applied
from extract.reviewing.store import Store
from extract.serve.pieces import Pieces
from extract.write.json import text
from extract.write.outputs import parsed
from tests.judged import judged
from tests.serving import ROOT, app, folder, reviewer

DOCUMENT = "tay-son"


@pytest.fixture
def made(tmp_path: Path) -> FastAPI:
    return app(folder(tmp_path / "office", DOCUMENT))


def records(browser: TestClient) -> list[dict[str, Any]]:
    """The document's records with their versions."""
    found: list[dict[str, Any]] = browser.get(f"/documents/{DOCUMENT}/verdicts").json()["records"]
    return found


def say(browser: TestClient, *said: dict[str, Any], rest: bool = False) -> Any:
    """The answer to what a reviewer says."""
    return browser.post(f"/documents/{DOCUMENT}/verdicts", json={"verdicts": said, "rest": rest})


def on(record: dict[str, Any], verdict: str, /, **more: Any) -> dict[str, Any]:
    """A verdict on a record as it was seen."""
    return {"id": record["id"], "version": record["version"], "verdict": verdict, **more}


def test_what_is_said_stands_in_the_folder_when_it_is_answered(made: FastAPI) -> None:
    browser, at = reviewer(made, "Bình"), made.state.office.folder.path
    first, second, third = records(browser)[:3]
    right = record_of(made.state.office.folder.extraction(DOCUMENT).targets[2]).stated()
    corrected = on(third, "corrected", record={**right, "value": 12345})
    answer = say(browser, on(first, "right"), on(second, "wrong", note="số văn bản"), corrected)
    assert answer.status_code == 200, answer.text
    assert [each["reviewed"]["verdict"] for each in answer.json()["records"]] == ["right", "wrong", "corrected"]
    kept = [(each.by, each.verdict, each.note) for each in Store(at).of(DOCUMENT)]
    assert sorted(kept) == [("Bình", "corrected", ""), ("Bình", "right", ""), ("Bình", "wrong", "số văn bản")]
    written = parsed((at / f"{DOCUMENT}.json").read_bytes(), DOCUMENT)
    assert written.targets[1] not in written.standing
    assert written.targets[2].measure.value == 12345
    assert browser.get("/api/documents").json()[0]["reviewed"] == 3
    assert len(browser.get(f"/api/documents/{DOCUMENT}/records").json()) == len(written.targets) - 1


def test_saving_parses_nothing_again(made: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = reviewer(made, "Bình")
    first, second = records(browser)[:2]
    monkeypatch.setattr("extract.serve.folder.parsed", None)
    assert say(browser, on(first, "right")).status_code == 200
    assert say(browser, on(second, "right")).status_code == 200


def test_who_judges_what_another_has_judged_meanwhile_is_told_and_nothing_is_kept(made: FastAPI) -> None:
    binh, an, at = reviewer(made, "Bình"), reviewer(made, "An"), made.state.office.folder.path
    seen = records(an)
    assert say(binh, on(seen[0], "wrong", note="không phải chỉ tiêu")).status_code == 200
    answer = say(an, on(seen[1], "right"), on(seen[0], "right"))
    assert answer.status_code == 409
    changed = answer.json()["changed"]
    assert [each["id"] for each in changed] == [seen[0]["id"]]
    assert [(word["by"], word["verdict"], word["note"]) for word in changed[0]["said"]] == [
        ("Bình", "wrong", "không phải chỉ tiêu")
    ]
    assert {each.by for each in Store(at).of(DOCUMENT)} == {"Bình"}
    again = say(an, {**on(seen[0], "right"), "version": changed[0]["version"]})
    assert again.json()["records"][0]["conflict"], "having seen it, one may differ: it is told, and nothing stands"
    assert again.json()["records"][0]["reviewed"] is None
    assert say(binh, on(again.json()["records"][0], "right", settles=True)).json()["records"][0]["reviewed"]
    assert say(binh, on(seen[0], "right")).status_code == 409, "what was seen before all this is no version any more"


def test_the_rest_is_right_touches_nothing_that_was_judged(made: FastAPI) -> None:
    binh, an = reviewer(made, "Bình"), reviewer(made, "An")
    seen = records(an)
    say(binh, on(seen[0], "wrong"))
    answer = say(an, on(seen[1], "wrong"), rest=True).json()
    verdicts = [each["reviewed"]["verdict"] for each in answer["records"]]
    assert verdicts == ["wrong", "wrong", *["right"] * (len(seen) - 2)]
    assert answer["progress"] == {"records": len(seen), "open": 0, "conflicts": 0}


def test_a_record_that_was_missed_stands_where_the_text_has_it(made: FastAPI) -> None:
    browser, office = reviewer(made, "Bình"), made.state.office
    source = office.folder.text(DOCUMENT).source
    record = record_of(office.folder.extraction(DOCUMENT).targets[0]).stated()
    place = source.raw.index("2020")
    missed = {"verdict": "missed", "start": place, "end": place + 4, "value_text": "2020", "record": record}
    before = len(records(browser))
    assert say(browser, {**missed, "value_text": "1999"}).status_code == 422
    assert say(browser, {**missed, "end": len(source.raw) + 1}).status_code == 422
    assert say(browser, missed).status_code == 200
    now = {each["id"]: each for each in records(browser)}
    assert len(now) == before + 1
    added = next(each for each in now.values() if each["reviewed"] and each["reviewed"]["verdict"] == "added")
    target = next(each for each in office.folder.extraction(DOCUMENT).targets if each.id == added["id"])
    assert "2020" in target.source.sentence.text
    assert len(target.source.sentence.text) > 30
    assert say(browser, on(added, "wrong")).status_code == 200


def test_what_does_not_fit_is_refused(made: FastAPI) -> None:
    browser = reviewer(made, "Bình")
    first = records(browser)[0]
    record = record_of(made.state.office.folder.extraction(DOCUMENT).targets[0]).stated()
    wrong: list[dict[str, Any]] = [
        {"id": "no.such", "verdict": "right"},
        on(first, "corrected"),
        on(first, "corrected", record={**record, "indicator": "no.such"}),
        on(first, "corrected", record={**record, "value": None}),
        on(first, "corrected", record={**record, "unit": "parsec"}),
        on(first, "excellent"),
        on(first, "right", by="An"),
    ]
    for each in wrong:
        assert say(browser, each).status_code == 422, each
    assert not made.state.office.judging.store.of(DOCUMENT)


def test_judgments_that_come_in_by_git_are_laid_on(made: FastAPI) -> None:
    browser, office = reviewer(made, "Bình"), made.state.office
    extraction = office.folder.extraction(DOCUMENT)
    word = judged(extraction.targets[0], "wrong", document=DOCUMENT, sha256=extraction.document.sha256)
    Store(office.folder.path).add([word])
    office.judging.catch_up()
    assert office.folder.extraction(DOCUMENT).targets[0].reviewed.by == "Lan"
    assert records(browser)[0]["said"][0]["by"] == "Lan"


def test_an_extraction_anew_keeps_what_was_said(tmp_path: Path) -> None:
    made = app(folder(tmp_path / "office", DOCUMENT))
    browser, office = reviewer(made, "Bình"), made.state.office
    say(browser, on(records(browser)[0], "wrong"))
    office.queue.follow()
    assert office.queue.again(office.queue.jobs.of(f"{DOCUMENT}.txt").number, "Bình")
    while office.queue.step():
        pass
    assert office.folder.extraction(DOCUMENT).targets[0].reviewed.verdict == "wrong"


def test_many_at_once_lose_nothing(made: FastAPI) -> None:
    many, each_says = 6, 8
    browsers = [reviewer(made, f"Người {'abcdefgh'[n]}") for n in range(many)]
    seen = records(browsers[0])
    failed: list[str] = []

    def judge(number: int) -> None:
        for turn in range(each_says):
            record = seen[number * each_says + turn]
            answer = say(browsers[number], on(record, "right" if turn % 2 else "wrong"))
            if answer.status_code != 200:
                failed.append(answer.text)

    threads = [threading.Thread(target=judge, args=(number,)) for number in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    office = made.state.office
    assert len(office.judging.store.of(DOCUMENT)) == many * each_says
    written = json.loads((office.folder.path / f"{DOCUMENT}.json").read_bytes())
    assert sum("reviewed" in target for target in written["targets"]) == many * each_says


def test_an_output_is_written_as_the_command_line_writes_it(tmp_path: Path) -> None:
    at = folder(tmp_path / "office")
    pieces = Pieces()
    for path in sorted(at.glob("*.json")):
        extraction = parsed(path.read_bytes(), path.name)
        bare = extraction.model_copy(update={"targets": (), "warnings": (), "rejected": ()})
        for each in (extraction, extraction, bare):
            assert pieces.text(each) == text(each)


def test_what_is_laid_word_by_word_is_what_all_words_together_give(made: FastAPI) -> None:
    """Agreeing, differing, taking back, settling: after each word the output is that of all words laid anew."""
    names = ("Bình", "An", "Lan")
    browsers = [reviewer(made, name) for name in names]
    office, draw = made.state.office, Random(1)
    untouched = parsed((ROOT / "outputs" / f"{DOCUMENT}.json").read_bytes(), DOCUMENT)
    ways = Counter[str]()
    for _ in range(40):
        state = office.judging.state(DOCUMENT)
        id = draw.choice([each.id for each in state.extraction.targets[:6]])
        verdict = draw.choice(["right", "right", "wrong", "withdrawn"])
        said = {"id": id, "version": state.version(id), "verdict": verdict, "settles": draw.random() < 0.1}
        answer = say(draw.choice(browsers), said)
        assert answer.status_code == 200
        ways["conflict" if answer.json()["records"][0]["conflict"] else "none"] += 1
        wanted = applied(untouched, Store(office.folder.path).of(DOCUMENT))
        written = (office.folder.path / f"{DOCUMENT}.json").read_text("utf-8")
        assert written == text(wanted.extraction)
        assert office.judging.state(DOCUMENT).conflicts.keys() == wanted.conflicts.keys()
    assert min(ways.values()) > 3
