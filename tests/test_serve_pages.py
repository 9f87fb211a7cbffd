"""Pages of serve without a browser: lists, catalogue, comparison, agreement, downloads, records one by one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from fastapi import FastAPI
from fastapi.testclient import TestClient

from extract.pipeline.components import extract
from extract.rules.loader import forget
from extract.serve.drawn import Task
from extract.serve.pages.one_by_one import corrected, number
from tests.made import target
from tests.serving import app, folder, reviewer


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """A server over two documents."""
    return app(folder(tmp_path_factory.mktemp("office"), "tay-son", "soc-trang"))


@pytest.fixture(scope="module")
def lan(made: FastAPI) -> TestClient:
    """Somebody signed in."""
    return reviewer(made, "Lan")


@pytest.fixture
def own_rules(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Rule data as it was, afterwards."""
    monkeypatch.setenv("CHITIEU_PATTERNS", "")
    monkeypatch.setenv("CHITIEU_WEIGHTS", "")
    yield
    monkeypatch.undo()
    forget()


def _word(made: FastAPI, who: TestClient, verdict: str, place: int = 0, document: str = "tay-son") -> str:
    """A verdict on a document's record; the record's id."""
    state = made.state.office.judging.state(document)
    each = state.base.targets[place]
    said = {"id": each.id, "version": state.version(each.id), "verdict": verdict}
    answer = who.post(f"/documents/{document}/verdicts", json={"verdicts": [said]}, headers={"accept": "*/*"})
    assert answer.status_code == 200, answer.text
    return str(each.id)


PAGES = ("/", "/doubts", "/documents/tay-son", "/documents/tay-son/record", "/comparison", "/tracking", "/agreement",
         "/indicators", "/indicators/new", "/indicators/society.poverty_rate", "/exports")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_there_in_both_languages(path: str, language: str, made: FastAPI) -> None:
    answer = reviewer(made, "Kim", language).get(path)
    assert answer.status_code == 200
    assert f'lang="{language}"' in answer.text
    assert not re.search(r"serve\.[a-z_]+\.[a-z_]+<", answer.text)  # no key stands for its words
    assert " style=" not in answer.text  # the policy lets none be
    assert not re.search(r"<script(?![^>]*(src=|application/json))", answer.text)


def test_documents_are_filtered_by_the_address(made: FastAPI, lan: TestClient) -> None:
    assert "/documents/soc-trang" not in (found := lan.get("/?q=TAY+son").text)
    assert "/documents/tay-son" in found
    _word(made, lan, "right")
    assert "Lan 1" in lan.get("/?standing=open").text
    assert "/documents/" not in lan.get("/?standing=done").text


def test_a_dispute_is_shown_and_settled(made: FastAPI, lan: TestClient) -> None:
    minh = reviewer(made, "Minh")
    id = _word(made, lan, "right", 3)
    assert _word(made, minh, "wrong", 3) == id
    shown = lan.get("/agreement").text
    assert shown.count('class="tile dispute"') == 1
    assert "kappa" in shown
    assert id in lan.get("/agreement/conflicts.csv").text
    assert "standing=conflict" not in lan.get("/?standing=conflict").text
    assert "/documents/tay-son?verdict=conflict" in lan.get("/?standing=conflict").text
    kim = reviewer(made, "Kim")
    assert kim.post("/documents/tay-son/settled", data={"record": id, "by": "Nobody"}).status_code == 404
    assert kim.post("/documents/tay-son/settled", data={"record": id, "by": "Minh"}).status_code == 303
    assert 'class="tile dispute"' not in lan.get("/agreement").text
    (there,) = [each for each in made.state.office.folder.extraction("tay-son").targets if each.id == id]
    assert there.reviewed is not None
    assert there.reviewed.verdict == "wrong"


def test_records_one_by_one_without_scripts(made: FastAPI, lan: TestClient) -> None:
    def form() -> dict[str, str]:
        shown = lan.get("/documents/soc-trang/record").text
        return dict(re.findall(r'<input type="hidden" name="(record|version)" value="([^"]*)"', shown))

    first = form()
    answer = lan.post("/documents/soc-trang/record", data={**first, "verdict": "right", "note": "đúng"})
    assert answer.status_code == 303
    second = form()
    assert second["record"] != first["record"]
    given = {**second, "verdict": "corrected", "value": "84,11", "unit": "percent", "kind": "actual", "relation": "eq",
             "level": "", "period_type": "in", "period_end": "2024"}  # fmt: skip
    assert lan.post("/documents/soc-trang/record", data={**given, "value": "?"}).status_code == 422
    assert lan.post("/documents/soc-trang/record", data={**given, "version": "0" * 16}).status_code == 409
    assert lan.post("/documents/soc-trang/record", data=given).status_code == 303
    state = made.state.office.judging.state("soc-trang")
    there = state.targets[second["record"]]
    assert there.reviewed.verdict == "corrected"
    assert (there.measure.value, there.kind, there.period.start) == (84.11, "actual", 2024)


@pytest.mark.parametrize(("text", "value"), [("84,11", 84.11), ("1752", 1752), (" ", None), ("-3", -3)])
def test_numbers_as_people_write_them(text: str, value: float | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["x", "1.752,5", "nan", "inf"])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        number(text)


def test_a_form_keeps_what_it_does_not_ask_for() -> None:
    each = target(0, 3, exclusion="trừ xã đảo")
    record = corrected(each, {"value": "5", "period_type": "asof", "period_end": "2024"})
    assert record["exclusion"] == "trừ xã đảo"
    assert record["period"] == {"type": "asof", "start": None, "end": None}


def test_downloads_in_every_form(lan: TestClient) -> None:
    shown = lan.get("/exports").text
    for name in ("csv", "xlsx", "datapackage"):
        assert f'action="/exports/{name}"' in shown
        answer = lan.get(f"/exports/{name}")
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment")
    assert "datapackage.json" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert lan.get("/exports/nothing").status_code == 404
    table = lan.get("/exports/csv?options=bom&options=words&options=decimal_comma").content
    assert table.startswith(b"\xef\xbb\xbf")
    assert ";mục tiêu;" in table.decode("utf-8-sig")
    assert lan.get("/exports/xlsx?options=pdf").status_code == 422


def test_outputs_whose_source_is_gone_are_left_out_and_named(tmp_path: Path) -> None:
    at = folder(tmp_path / "office", "tay-son", "soc-trang")
    for output in at.glob("*.json"):
        output.write_text(output.read_text("utf-8").replace('"corpora/', '"sources/'), "utf-8")
    (at / "sources" / "soc-trang.txt").unlink()
    lan = reviewer(app(at), "Lan")
    assert "<li>sources/soc-trang.txt</li>" in lan.get("/exports").text
    assert "<li>sources/soc-trang.txt</li>" in lan.get("/comparison").text
    rows = lan.get("/exports/csv").text
    assert "tay-son" in rows
    assert "soc-trang" not in rows
    assert "Sóc Trăng" not in lan.get("/comparison/compare.csv").text
    assert "/documents/soc-trang" in lan.get("/").text  # it is reviewed as before


def test_a_page_being_drawn_says_so_and_looks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = app(folder(tmp_path / "office", "tay-son"))
    lan, drawing = reviewer(made, "Lan"), made.state.office.drawing
    monkeypatch.setattr("extract.serve.pages.whole.PAGE", 0.0)
    answer = lan.get("/comparison/page")
    assert answer.headers["refresh"] == "1"
    assert "Đang lập bảng so sánh" in answer.text
    assert drawing.of(Task("comparison", "html", "vi"), 60)[1]
    drawn = lan.get("/comparison/page")
    assert "refresh" not in drawn.headers
    assert "Đang lập" not in drawn.text
    assert "vừa thay đổi" not in drawn.text
    _word(made, lan, "wrong")
    older = lan.get("/comparison/page").text  # there is one: it is shown, and said to be older
    assert "vừa thay đổi" in older
    monkeypatch.setattr("extract.serve.pages.whole.PAGE", 60.0)
    assert "vừa thay đổi" not in lan.get("/comparison/page").text


def test_what_cannot_be_drawn_is_an_error_until_something_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = app(folder(tmp_path / "office", "tay-son"))
    lan = reviewer(made, "Lan")
    monkeypatch.setattr("extract.serve.drawing.work", None)
    assert lan.get("/tracking/track.csv").status_code == 500
    monkeypatch.undo()
    assert lan.get("/tracking/track.csv").status_code == 500, "nothing has changed: it is not tried again"
    _word(made, lan, "wrong")
    assert lan.get("/tracking/track.csv").status_code == 200


BEES = (
    "KẾ HOẠCH\nII. MỤC TIÊU\n- Đến năm {year}, tỷ lệ hộ nuôi ong lấy mật áp dụng quy trình hữu cơ đạt {n}%.\n"
    "- Đến năm 2030, tỷ lệ hộ nuôi ong lấy mật áp dụng quy trình hữu cơ đạt 6{n}%.\n"
)


def test_a_suggestion_is_taken_by_a_click(own_rules: None, tmp_path: Path) -> None:
    made = app(tmp_path / "office")
    for place in range(3):
        extraction = extract(BEES.format(year=2026 + place, n=place + 3))
        head = extraction.document.model_copy(update={"id": f"ong-{place}", "source": f"sources/ong-{place}.txt"})
        made.state.office.folder.write(extraction.model_copy(update={"document": head}))
    lan = reviewer(made, "Lan")
    shown = lan.get("/indicators/suggested").text
    (id,) = re.findall(r'name="id" value="([^"]+)"', shown)
    answer = lan.post("/indicators/suggested", data={"id": id})
    assert answer.status_code == 303, answer.text
    assert "hộ nuôi ong" in lan.get(answer.headers["location"]).text.lower()
    assert id not in lan.get("/indicators/suggested").text
    assert [*(tmp_path / "office" / "patterns" / "indicators").glob("*.yaml")]


def test_comparison_and_tracking_with_their_files(lan: TestClient) -> None:
    for path in ("/comparison/compare", "/tracking/track"):
        rows = lan.get(f"{path}.csv").text.splitlines()
        assert len(rows) > 20
        assert lan.get(f"{path}.exe").status_code == 422
    assert lan.get("/comparison/compare.json").json()


def test_an_entry_of_the_catalogue_is_added_checked_and_used(own_rules: None, tmp_path: Path) -> None:
    lan = reviewer(app(folder(tmp_path / "office", "tay-son")), "Lan")
    given = {
        "name_vi": "Tỷ lệ cán bộ biết bơi", "ideas": "cán bộ\nbiết bơi, bơi được", "examples": "cán bộ biết bơi",
        "counterexamples": "học sinh biết bơi", "units": ["percent"],
    }  # fmt: skip
    refused = lan.post("/indicators/new", data=given)
    assert refused.status_code == 422
    assert "cán bộ biết bơi" in refused.text  # what was written is still there
    assert not (tmp_path / "office" / "patterns").exists()
    answer = lan.post("/indicators/new", data={**given, "examples": "cán bộ biết bơi\ncán bộ xã bơi được"})
    assert answer.status_code == 303, answer.text
    (path,) = (tmp_path / "office" / "patterns" / "indicators").glob("*.yaml")
    (row,) = yaml.safe_load(path.read_text("utf-8"))
    assert row["match"] == [{"all": ["cán bộ", "biết bơi|bơi được"]}]
    assert "Tỷ lệ cán bộ biết bơi" in lan.get(answer.headers["location"]).text
    assert row["id"] in lan.get("/indicators?q=biet+boi").text


def test_hostile_names_stay_text(made: FastAPI) -> None:
    evil = "<script>alert(1)</script>"
    kim = reviewer(made, evil)
    _word(made, kim, "right", 5)
    for path in ("/", "/agreement", "/documents/tay-son"):
        assert evil not in kim.get(path).text
    assert evil not in kim.get("/indicators", params={"q": evil}).text
