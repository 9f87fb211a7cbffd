"""What people met at the edges of pages, forms and commands: errors, long texts, assumed years, communes, words."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from extract.cli.app import build
from extract.contract.model import Extraction, Head, Horizon
from extract.messages import Language
from extract.serve.drawing import PAGE, Drawn
from extract.views.compare.comparison import compare
from extract.views.compare.files import write as write_comparison
from extract.views.compare.map_view import _spot
from extract.views.compare.panel import Records
from extract.views.compare.province_map import mapped
from extract.views.review.files import write as write_review
from extract.views.track.files import write as write_tracking
from extract.views.track.tracking import track
from extract.write.atomic import write_bytes
from extract.write.export.fitting import ROOM, Content, Fit, fitted, height
from extract.write.export.formats import Options, export
from extract.write.json import text
from extract.write.local_units import commune_of, local_unit
from tests.exporting import lay_out
from tests.made import extraction, target
from tests.serving import app, folder, reviewer

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
SIZES = (13.0, 11.0, 10.5)


@pytest.fixture(scope="module")
def lan(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return reviewer(app(folder(tmp_path_factory.mktemp("office") / "office", "tay-son")), "Lan", "en")


# The page's errors


@pytest.mark.parametrize(("path", "status"), [("/nowhere", 404), ("/" + "x" * 5000, 414)])
def test_a_browser_is_told_in_the_readers_language_with_a_way_back(lan: TestClient, path: str, status: int) -> None:
    answer = lan.get(path, headers={**BROWSER, "accept-language": "en-GB,en"})
    assert answer.status_code == status
    assert '<html lang="en"' in answer.text
    assert '<p><a href="/">To the documents</a></p>' in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    program = lan.get(path, headers={"accept": "application/json"})
    assert (program.status_code, [*program.json()]) == (status, ["detail"])


def test_what_is_refused_unread_speaks_vietnamese_to_who_asks_for_it(lan: TestClient) -> None:
    asked = {**BROWSER, "accept-language": "vi,en;q=0.8", "origin": "http://elsewhere.example"}
    answer = lan.post("/language", headers=asked)
    assert (answer.status_code, answer.headers["connection"]) == (403, "close")
    assert "Biểu mẫu không còn hiệu lực" in answer.text
    assert "Lan" not in answer.text  # nothing was looked up for it


def test_a_failure_is_a_page_for_people_and_json_for_programs(lan: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: object) -> None:
        raise RuntimeError("/secret/place")

    office: Any = lan.app.state.office  # type: ignore[attr-defined]
    monkeypatch.setattr(office.folder, "summaries", broken)
    monkeypatch.setattr(office.sessions, "visit", broken)
    lan.get("/sign-in")
    monkeypatch.setattr(office.sessions, "visit", lambda cookie: None)
    shown = lan.get("/", headers=BROWSER)
    assert (shown.status_code, "what was saved before is kept" in shown.text or "vẫn còn" in shown.text) == (500, True)
    assert "secret" not in shown.text
    told = lan.get("/api/documents", headers=BROWSER)
    assert (told.status_code, told.json()) == (500, {"detail": "failed"})


# Under load


def test_the_folder_is_open_to_others_while_an_output_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = app(folder(tmp_path / "office", "tay-son", "soc-trang")).state.office.folder
    others: list[str] = []

    def slow(path: Path, data: bytes) -> object:
        from threading import Thread

        asking = Thread(target=lambda: others.extend(each.id for each in here.summaries()))
        asking.start()
        asking.join(5)
        return write_bytes(path, data)

    monkeypatch.setattr("extract.serve.folder.write_bytes", slow)
    here.follow(now=True)
    with here.lock("tay-son"):
        here.write(here.extraction("tay-son"))
    assert others == ["soc-trang", "tay-son"]


def test_a_page_of_a_document_is_rendered_once_for_all_who_look(
    lan: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = lan.get("/documents/tay-son").text
    marking = sys.modules["extract.serve.pages.marking"]  # the package has the router under that name
    monkeypatch.setattr(marking, "made", None)
    monkeypatch.setattr(marking, "_environment", None)
    other = reviewer(lan.app, "Bình & <b>", "en")  # type: ignore[arg-type]
    second = other.get("/documents/tay-son").text
    assert "Bình &amp; &lt;b&gt;" in second
    assert other.headers["x-csrf-token"] in second
    assert "Lan" in first
    assert not re.search(r"\[[0-9a-f]{32}\]", first + second)


def test_what_takes_long_to_draw_is_not_drawn_for_everybody_who_asks() -> None:
    now = time.monotonic()
    assert Drawn(b"", {}, 1, now - 2, took=1.5).serves(PAGE)
    assert not Drawn(b"", {}, 1, now - 10, took=1.5).serves(PAGE)
    assert not Drawn(b"", {}, 1, now - 0.3, took=0.2).serves(PAGE)
    assert not Drawn(b"", {}, 1, now - 2, took=1.5).serves(120)  # a file is of the outputs as they are


def test_who_signed_out_is_not_remembered(lan: TestClient) -> None:
    gone = reviewer(lan.app, "Hoa", "en")  # type: ignore[arg-type]
    cookies = dict(gone.cookies)
    assert gone.post("/sign-out").status_code == 303
    gone.cookies.update(cookies)
    assert gone.get("/").headers["location"] == "/sign-in"


# The pages on the disk


def test_review_goes_on_past_a_document_that_cannot_be_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for id in ("a", "b", "c"):
        (tmp_path / f"{id}.json").write_text(text(extraction(target(), id=id, source=f"in/{id}.txt")), "utf-8")
    from extract.views.review import rendering

    draw = rendering.page

    def page(made: Any, language: Language) -> str:
        if made.extraction.document.id == "b":
            raise ZeroDivisionError("no\nsuch page")
        return draw(made, language)

    monkeypatch.setattr("extract.views.review.files.rendering.page", page)
    report = write_review(sorted(tmp_path.glob("*.json")), tmp_path / "out", "en")
    assert [each.id for each in report.entries] == ["a", "c"]
    result = CliRunner().invoke(build("en"), ["review", str(tmp_path), "--out", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert re.search(r"failed: \S*b\.json: ZeroDivisionError: no such page", result.stderr)
    assert sorted(path.stem for path in (tmp_path / "out").glob("*.html")) == ["a", "c", "index"]


def place(code: str, name: str) -> dict[str, Any]:
    return {"code": code, "name": name, "successor": None}


def _two(*second: Any, **head: Any) -> list[Extraction]:
    return [
        extraction(target(), id="one", province=place("01", "Hà Nội")),
        extraction(*(second or (target(),)), id="two", **{"province": place("38", "Thanh Hóa"), **head}),
    ]


def test_a_comparison_without_anything_shared_says_so(tmp_path: Path) -> None:
    apart = _two(target(indicator={"id": "satisfaction.procedure", "name": "Mức độ hài lòng", "text": "hài lòng"}))
    told_in: tuple[tuple[Language, str], ...] = (
        ("en", "no two documents set a target"), ("vi", "không có chỉ tiêu nào được hai văn bản"),
    )  # fmt: skip
    for language, words in told_in:
        given = lay_out(tmp_path / language, *apart)
        told = CliRunner().invoke(build(language), ["compare", str(given), "--out", str(tmp_path / f"c-{language}")])
        assert words in told.stdout
        assert " 0 " not in told.stdout
    assert "No target is set by two places" in (tmp_path / "c-en" / "compare.html").read_text("utf-8")
    alone = lay_out(tmp_path / "alone", apart[0])
    told = CliRunner().invoke(build("en"), ["compare", str(alone), "--out", str(tmp_path / "c")])
    assert "all of one place" in told.stdout


def test_assumed_years_are_marked_where_they_are_read(tmp_path: Path) -> None:
    horizon = Horizon(start=2021, end=2025, basis="title")
    both = [
        each.model_copy(update={
            "document": each.document.model_copy(update={"horizon": horizon}),
            "targets": tuple(one.model_copy(update={"period": None}) for one in each.targets),
        })
        for each in _two()
    ]  # fmt: skip
    write_tracking(both, tmp_path, "en", asof=None, today=False, review=None)
    page = (tmp_path / "track.html").read_text("utf-8")
    assert page.count('<sup class="inferred" title="year taken from the document&#39;s horizon"') >= 2
    goals, values = openpyxl.load_workbook(tmp_path / "track.xlsx").worksheets[:2]
    assert "2025 *" in [cell.value for row in goals.iter_rows() for cell in row]
    assert "2025 *" in [cell.value for row in values.iter_rows() for cell in row]
    for sheet in (goals, values):
        assert any(cell.comment and "horizon" in cell.comment.text for cell in sheet[1])
        assert "horizon" in str(sheet.oddFooter.center.text)
    found = compare(both)
    spots = [_spot(spot, Records(found, lambda document, target: None)) for each in mapped(found.matrix)
             for spot in each.spots]  # fmt: skip
    assert spots
    assert all(spot[9] == 1 for spot in spots)


def test_long_texts_of_tracking_are_there_whole(tmp_path: Path) -> None:
    long = "mục tiêu rất dài " * 400
    source = {"sentence": {"start": 0, "end": 30, "text": long}, "section": ["phần " * 40]}
    write_tracking([extraction(target(source=source), id="long")], tmp_path, "vi", asof=None, today=False, review=None)
    sheet = openpyxl.load_workbook(tmp_path / "track.xlsx").worksheets[0]
    (cell,) = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value and len(str(cell.value)) > 5000]
    assert cell.comment is not None
    assert len(cell.comment.text) >= len(long.strip())
    assert sheet.row_dimensions[cell.row].height > 400
    style = (tmp_path / "track.html").read_text("utf-8").partition("</style>")[0]
    assert not re.search(r"\.sec[^{]*\{[^}]*nowrap", style)


# The forms


def _content(rows: int, words: int = 8, sources: int = 1) -> Content:
    picture = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (900).to_bytes(4, "big") + (240).to_bytes(4, "big")
    row = ("1", "Tỷ lệ hồ sơ " * words, "Ít nhất 98%", "2025", "99,1% (2024)", "[1] mục II.1")
    pair = [(picture, 8.0), (picture, 8.0)]
    return Content("Văn bản đề ra 27 mục tiêu. " * 12, [row] * (rows + 1), (0.9, 5.2, 3.2, 1.9, 2.7, 3.1),
                   [[(picture, 15.0)], pair], ["[1] nguồn " * 18] * sources, 190.0)  # fmt: skip


def test_a_summary_is_set_to_take_one_page_where_it_can() -> None:
    assert fitted(_content(3, words=1), SIZES) == Fit(rows=3)
    fuller = _content(6, words=4, sources=4)
    assert height(fuller, Fit(rows=6), SIZES) > ROOM
    fit = fitted(fuller, SIZES)
    assert fit.whole
    assert fit.rows >= 5
    assert height(fuller, fit, SIZES) <= ROOM
    assert fitted(_content(6, words=4, sources=40), SIZES) == Fit(0.7, 1.0, 6, whole=False)


def test_a_summary_that_is_longer_is_told(tmp_path: Path) -> None:
    many = [extraction(target(), id=f"d{n}", title="Kế hoạch " * 16, issuer="Ủy ban nhân dân tỉnh") for n in range(25)]
    outputs = lay_out(tmp_path / "in", *many)
    told = CliRunner().invoke(build("en"), ["export", str(outputs), "--to", "summary", "--out", str(tmp_path / "out")])
    assert "1 longer than a page" in told.stdout
    export(lay_out(tmp_path / "few", many[0]), "summary", tmp_path / "one", Options(language="vi"))
    written = docx.Document(str(tmp_path / "one" / "Phú Yên.docx"))
    assert written.styles["Normal"].paragraph_format.line_spacing == 1.0


def test_english_forms_have_the_catalogues_english_names(tmp_path: Path) -> None:
    outputs = lay_out(tmp_path / "in", extraction(target()))
    from extract.catalogue.entries import catalogue

    name = catalogue().entries["procedure.online_full"].name_en
    for language, wanted in (("en", True), ("vi", False)):
        export(outputs, "tracker", tmp_path / f"{language}.xlsx", Options(language=language))  # type: ignore[arg-type]
        sheet = openpyxl.load_workbook(tmp_path / f"{language}.xlsx").worksheets[0]
        assert (name in [cell.value for row in sheet.iter_rows() for cell in row]) is wanted
        export(outputs, "summary", tmp_path / language, Options(language=language))  # type: ignore[arg-type]
        table = docx.Document(str(next((tmp_path / language).glob("*.docx")))).tables[1]
        assert (table.cell(1, 1).text == name) is wanted


def test_english_pages_of_the_server_have_them_too(lan: TestClient) -> None:
    from extract.catalogue.entries import catalogue

    office: Any = lan.app.state.office  # type: ignore[attr-defined]
    listed = [each.indicator for each in office.folder.doubted("tay-son") if each.indicator]
    names = {catalogue().entries[id].name_en for id in listed}
    shown = lan.get("/doubts").text
    assert all(name.replace("&", "&amp;").replace("'", "&#39;") in shown for name in names)


# Communes


def _head(issuer: str | None, district: str | None = None) -> Head:
    return extraction(target(), issuer=issuer, district=district).document


@pytest.mark.parametrize(
    ("issuer", "commune"),
    [
        ("Ủy ban nhân dân xã Quốc Oai", "xã Quốc Oai"),
        ("Hội đồng nhân dân phường 5", "phường 5"),
        ("ỦY BAN NHÂN DÂN XÃ Ea Kar", "xã Ea Kar"),
        ("Ủy ban nhân dân thị trấn Chi Nê, huyện Lạc Thủy", "thị trấn Chi Nê"),
        ("Ủy ban nhân dân thị xã Sơn Tây", None),
        ("Sở Lao động - Thương binh và Xã hội", None),
        ("Ủy ban nhân dân tỉnh Phú Yên", None),
        (None, None),
    ],
)
def test_a_commune_is_told_by_its_issuer(issuer: str | None, commune: str | None) -> None:
    assert commune_of(_head(issuer)) == commune
    assert local_unit(_head(issuer, "Chi Lăng")) == (f"{commune}, Chi Lăng" if commune else "Chi Lăng")


def test_a_commune_does_not_speak_for_its_province(tmp_path: Path) -> None:
    found = _two(target(value=95), province=place("01", "Hà Nội"), issuer="Ủy ban nhân dân xã Quốc Oai")
    made = compare(found).matrix
    assert [(each.district, each.peer, each.pledges) for each in made.columns] == [
        (None, True, True), ("xã Quốc Oai", False, False),
    ]  # fmt: skip
    write_comparison(found, tmp_path, "vi", None, None)
    assert "xã Quốc Oai<small>" in (tmp_path / "compare.html").read_text("utf-8")
    assert "xã Quốc Oai" in (tmp_path / "compare.csv").read_text("utf-8")
    assert {line.line.whose.names for line in track(found).lines} == {("Hà Nội",), ("xã Quốc Oai", "Hà Nội")}


# The command line, and what is written of it


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_command_alone_shows_its_help(language: Language) -> None:
    bare = CliRunner().invoke(build(language), [])
    asked = CliRunner().invoke(build(language), ["--help"])
    assert bare.exit_code == 2
    assert bare.stdout.strip() == asked.stdout.strip()
    assert bare.stderr == ""


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_the_readme_asks_for_nothing_that_a_new_user_has_not(name: str) -> None:
    """Until the chapters for those who change it; `apply`, `evaluate` stand there as names, not to be typed."""
    root = Path(__file__).parents[1]
    page = re.split(r"^## (?:Adding an indicator|Thêm một chỉ tiêu)", (root / name).read_text("utf-8"), flags=re.M)[0]
    blocks = "".join(re.findall(r"```sh\n(.*?)```", page, re.S))
    lines = [line.split("#")[0] for line in blocks.splitlines() if "chitieu" in line]
    inline = re.findall(r"`((?:cat \S+ \| )?[^\s`]*chitieu (?!apply|evaluate)[^`]+)`", page)
    given = [" ".join(each.split()) for each in (*lines, *inline)]
    assert len(given) >= 12
    made = {"results"}
    for each in given:
        program, _, rest = each.removeprefix("cat corpora/phu-yen.txt | ").partition(" ")
        assert program == ".venv/bin/chitieu", each
        first = rest.split()[1]
        assert first == "-" or first.startswith("s3://") or first in made or (root / first).exists(), each
