"""The files of a comparison: open everywhere, hostile text inert, the same bytes every run, many documents."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from extract.cli.commands.compare import compare as command
from extract.cli.commands.terminal import WrongUse
from extract.contract.model import Extraction
from extract.views.compare.charts import svg
from extract.views.compare.comparison import compare
from extract.views.compare.files import write
from extract.views.compare.html_page import page
from extract.views.compare.labels import LABELS
from extract.views.review.links import link, page_name
from extract.write.json import text as as_json
from extract.write.outputs import load
from tests.made import VARIETY, extraction, target

ROOT = Path(__file__).parent.parent
FILES = tuple(f"compare.{suffix}" for suffix in ("csv", "html", "json", "xlsx"))
EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'\x00\x0b{{7*7}}"
FORMULA = '=HYPERLINK("http://example.org";"x")'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("five")
    write(load([ROOT / "outputs"]), out, "vi", None, None)
    return out


def run(folder: Path | None, out: Path | None, **more: Any) -> int:
    return command(folder, out, "en", **{"reference": None, "review": None, "quiet": False, **more})


def test_the_same_outputs_give_the_same_bytes(made: Path, tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from extract.write.outputs import load\nfrom extract.views.compare.files import write\n"
        "write(reversed(list(load([Path('outputs')]))), Path(sys.argv[1]), 'vi', None, None)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=True, env={"PYTHONHASHSEED": "7"})
    assert sorted(path.name for path in tmp_path.iterdir()) == list(FILES)
    assert [name for name in FILES if (made / name).read_bytes() != (tmp_path / name).read_bytes()] == []


def test_the_page_asks_for_nothing_and_hides_nothing(made: Path) -> None:
    text = (made / "compare.html").read_text("utf-8")
    assert "default-src 'none'" in html.unescape(text)
    assert not re.findall(r"""(?:src|href)=["']?(?!#)[^"'# >]""", text)
    assert not re.findall(r"<[^>]*\sstyle=", text)
    sentences = json.loads(re.findall(r'id="data">(.*?)</script>', text)[0])["sentences"]
    assert {t.source.sentence.text for e in load([ROOT / "outputs"]) for t in e.targets} == set(sentences)


def test_inferred_years_are_marked_in_every_format(made: Path) -> None:
    assert 'class="inferred"' in (made / "compare.html").read_text("utf-8")
    sheet = openpyxl.load_workbook(made / "compare.xlsx")["So sánh"]
    assert any("*" in str(cell.number_format) for row in sheet.iter_rows() for cell in row)
    with (made / "compare.csv").open(encoding="utf-8", newline="") as lines:
        assert {line["year_inferred"] for line in csv.DictReader(lines)} == {"true", "false"}


def test_the_workbook_holds_a_sheet_a_view_and_numbers_as_numbers(made: Path) -> None:
    book = openpyxl.load_workbook(made / "compare.xlsx")
    assert book.sheetnames == [
        "So sánh", "Khác năm", "Khác biệt", "Không nêu", "Thứ hạng chỉ số", "Mục tiêu và kết quả", "Nguồn", "Văn bản",
    ]  # fmt: skip
    for sheet in book:
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref
    records = list(book["Nguồn"].iter_rows(values_only=True))
    assert len(records) == 1 + sum(len(each.targets) for each in load([ROOT / "outputs"]))
    value = records[0].index("Giá trị")
    assert {type(row[value]) for row in records[1:]} <= {int, float, type(None)}
    cells = {cell.number_format: cell.value for row in book["So sánh"].iter_rows() for cell in row}
    assert cells['"≥ "0"%"'] in {20, 30, 50, 80, 85, 90, 95}
    english = openpyxl.load_workbook(io.BytesIO(_workbook("en")))
    assert english.sheetnames[:3] == ["Matrix", "Years apart", "Differences"]


def _workbook(language: Any, *documents: Extraction) -> bytes:
    from extract.views.compare.sheets import workbook

    return workbook(compare(documents or [extraction(*VARIETY)]), language, lambda document, target: None)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_the_workbook(made: Path, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76"]
    subprocess.run([*convert, "--outdir", str(tmp_path), str(made / "compare.xlsx")], check=True, timeout=180)
    with (tmp_path / "compare.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    assert rows[0][1] == "Chỉ tiêu"
    assert any("≥ 80%" in row for row in rows)
    assert any("▲ hạng ≤ 15" in row for row in rows)


def hostile() -> list[Extraction]:
    place = {"code": "01", "name": EVIL, "successor": {"code": "02", "name": FORMULA}}
    bad: dict[str, Any] = {
        "indicator": {"id": None, "name": EVIL, "text": FORMULA},
        "qualifier": EVIL,
        "exclusion": FORMULA,
    }
    sentence = {"start": 0, "end": 20, "text": f"{EVIL} 80% {FORMULA}"}
    head = {"province": place, "title": EVIL, "number": FORMULA, "district": EVIL}
    one = extraction(target(**bad, source={"sentence": sentence, "text": EVIL}), id=EVIL, **head)
    unit = target(20, 25, FORMULA, unit="money", unit_text=FORMULA, **bad)
    report = extraction(unit, target(30, 34, kind="actual", **bad), id=f"{FORMULA}/../x", type="report", **head)
    index = {"id": "index.par", "name": EVIL, "text": EVIL}
    return [one, report, extraction(target(unit="rank", indicator=index), id="r", **head)]


def test_hostile_text_is_inert(tmp_path: Path) -> None:
    write(hostile(), tmp_path, "en", EVIL, None)
    text = (tmp_path / "compare.html").read_text("utf-8")
    assert len(re.findall(r"<script", text)) == 3
    assert "<img" not in text
    assert "\x00" not in text
    assert "49" not in re.findall(r"<title>.*?</title>", text)[0]
    for line in csv.DictReader(io.StringIO((tmp_path / "compare.csv").read_text("utf-8"))):
        assert not [cell for cell in line.values() if cell.startswith(("=", "+", "@", "\t", "\r"))]
    book = openpyxl.load_workbook(tmp_path / "compare.xlsx")
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "b"}
    assert [cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink] == []
    with zipfile.ZipFile(tmp_path / "compare.xlsx") as parts:
        assert not [name for name in parts.namelist() if b"<f>" in parts.read(name) and "worksheets" in name]


def test_a_chart_is_shapes_and_text_alone() -> None:
    rank: dict[str, Any] = {"unit": "rank", "indicator": {"id": "index.par", "name": "x", "text": "x"}}
    found = compare([extraction(target(relation="le", value=30, **rank))])
    drawn = svg(found.positions[0].values, "c", f"Hạng {EVIL}", FORMULA)
    assert drawn
    assert set(re.findall(r"<(\w+)", drawn)) <= {"svg", "title", "desc", "g", "path", "rect", "line", "text"}
    shapes = re.sub(r"<(title|desc)\b.*?</\1>", "", drawn)
    assert not re.search(r"\s(?:style|href|on\w+|class(?!=\"chart\"))=", shapes)
    assert svg([], "c", "x", "x") is None


def test_links_lead_to_pages_that_are_there(tmp_path: Path) -> None:
    review, out = tmp_path / "xem lại", tmp_path / "out"
    review.mkdir()
    (review / page_name("phu-yen")).write_text("x", "utf-8")
    documents = [extraction(target()), extraction(target(), id="other")]
    write(documents, out, "vi", None, review)
    with (out / "compare.csv").open(encoding="utf-8", newline="") as lines:
        links = {line["document"]: line["link"] for line in csv.DictReader(lines)}
    assert links == {"phu-yen": f"../xem%20l%E1%BA%A1i/{link('phu-yen', target().id)}", "other": ""}
    book = openpyxl.load_workbook(out / "compare.xlsx")
    found = [c.hyperlink.target for row in book["Nguồn"].iter_rows() for c in row if c.hyperlink]
    assert [each.replace("\\", "/").split("#")[0] for each in found if each] == ["../xem%20l%E1%BA%A1i/phu-yen.html"]


def test_the_command_names_what_it_cannot_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    with pytest.raises(WrongUse, match=r"use\.no_outputs"):
        run(folder, out)
    (folder / "a.json").write_text(as_json(extraction()), "utf-8")
    (folder / "b.json").write_text(as_json(extraction()), "utf-8")
    (folder / "c.json").write_text(as_json(extraction(id="c"))[:300], "utf-8")
    assert run(folder, out) == 1
    told = capsys.readouterr()
    assert "b.json" in told.err
    assert "c.json" in told.err
    assert "1 document, 1 row" in told.out
    assert sorted(path.name for path in out.iterdir()) == list(FILES)
    for wrong in ({"reference": "nowhere"}, {"review": tmp_path / "nowhere"}):
        with pytest.raises(WrongUse):
            run(folder, out, **wrong)
    for place in ((None, out), (folder, None), (tmp_path / "nowhere", out)):
        with pytest.raises(WrongUse):
            run(*place)


def many(count: int) -> Iterator[Extraction]:
    base = list(load([ROOT / "outputs"]))
    for number in range(count):
        one = base[number % len(base)]
        code = f"{number % 63:02}"
        province = {"code": code, "name": f"Tỉnh {code}", "successor": None}
        head = {**one.document.model_dump(), "id": f"{one.document.id}-{number}", "province": province}
        targets = []
        for at, each in enumerate(one.targets):
            change = {"value": each.measure.value and each.measure.value + (number + at) % 3}
            targets.append(each.model_copy(update={"measure": each.measure.model_copy(update=change)}))
        document = type(one.document).model_validate(head)
        yield one.model_copy(update={"document": document, "targets": tuple(targets)})


def test_hundreds_of_documents_take_linear_time_and_few_columns() -> None:
    took = dict.fromkeys((60, 240), float("inf"))
    for count in (60, 240) * 2:  # the least of two, if need be: what else the machine does only adds
        documents = list(many(count))
        start = time.process_time()
        found = compare(documents)
        took[count] = min(took[count], time.process_time() - start)
        if took[240] < 12 * took[60]:
            break
    assert len(found.matrix.columns) <= 130
    assert took[240] < 12 * took[60]  # four times the documents; sixteen times would be quadratic


def test_labels_have_both_languages() -> None:
    assert [key for key, texts in LABELS.items() if not all(text.strip() for text in texts)] == []


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM:
        pytest.skip("no Chromium")
    with sync.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


def watched(browser: Any, path: Path, width: int = 1280) -> tuple[Any, list[str]]:
    """A page, and what went wrong on it: messages, errors, requests beyond the file."""
    tab, wrong = browser.new_page(viewport={"width": width, "height": 900}), []
    tab.on("console", lambda message: wrong.append(message.text))
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("dialog", lambda dialog: wrong.append(dialog.message))
    tab.on("request", lambda request: None if request.url == path.as_uri() else wrong.append(request.url))
    tab.goto(path.as_uri())
    return tab, wrong


def test_filters_languages_and_sentences_work_in_a_browser(made: Path, browser: Any) -> None:
    tab, wrong = watched(browser, made / "compare.html")
    shown = "#table tr.r:not([hidden])"
    all_rows = tab.locator(shown).count()
    tab.click("[data-flag=differs]")
    differing = tab.locator(shown).count()
    assert 0 < differing < all_rows
    assert tab.inner_text("#shown") == str(differing)
    assert tab.locator(f"{shown}:not([data-f*=differs])").count() == 0
    tab.fill("[name=q]", "chỉ số cải cách")
    assert tab.locator(shown).count() == 1
    tab.click("[type=reset]")
    tab.wait_for_function(f"document.querySelectorAll('{shown}').length === {all_rows}")
    choices = (("year", "2030", "y"), ("tier", "commune", "t"), ("domain", "index", "d"), ("kind", "actual", "k"))
    for name, value, attribute in choices:
        tab.select_option(f"[name={name}]", value)
        assert tab.locator(f"{shown}:not([data-{attribute}='{value}'])").count() == 0
        assert tab.locator(shown).count() > 0
        tab.select_option(f"[name={name}]", "target" if name == "kind" else "")
    assert not tab.is_visible("thead .today")
    tab.select_option("[name=group]", "today")
    assert "Lâm Đồng" in tab.inner_text("thead .today")
    assert tab.inner_text("h1") == "So sánh mục tiêu"
    tab.click("[data-set-lang=en]")
    assert tab.inner_text("h1") == tab.title() == "Commitments compared"
    assert tab.locator("[name=q]").get_attribute("placeholder") == LABELS["search_hint"][0]
    tab.click("[data-flag=several]")
    value = tab.locator(f"{shown}.exact [data-r]").first
    value.focus()
    tab.keyboard.press("Enter")
    assert tab.inner_text("#panel mark") == "100%"
    assert "Đề án vị trí việc làm" in tab.inner_text("#panel blockquote")
    tab.keyboard.press("Escape")
    assert not tab.is_visible("#panel")
    assert value.evaluate("element => element === document.activeElement")
    assert wrong == []


def test_every_value_of_the_page_opens_its_sentence(made: Path, browser: Any) -> None:
    tab, wrong = watched(browser, made / "compare.html")
    records = tab.evaluate("JSON.parse(document.getElementById('data').textContent).records.length")
    used = tab.evaluate("[...document.querySelectorAll('[data-r]')].flatMap(e => e.dataset.r.split(' ').map(Number))")
    assert set(used) == set(range(records))
    assert records == sum(len(each.targets) for each in load([ROOT / "outputs"]))
    assert wrong == []


def test_a_phone_shows_cards_without_scrolling_sideways(made: Path, browser: Any) -> None:
    tab, wrong = watched(browser, made / "compare.html", 390)
    assert tab.evaluate("document.documentElement.scrollWidth") == 390
    assert tab.locator("#table tr.r:not([hidden])").first.get_attribute("role") == "row"
    assert wrong == []


def test_hostile_text_is_inert_in_a_browser(tmp_path: Path, browser: Any) -> None:
    write(hostile(), tmp_path, "en", None, None)
    tab, wrong = watched(browser, tmp_path / "compare.html")
    for value in tab.locator("#table tr.r:not([hidden]) [data-r]").all():
        value.click()
        assert "alert(1)" in tab.inner_text("#panel")
        tab.keyboard.press("Escape")
    assert wrong == []


def test_charts_and_reports_of_many_documents_are_laid_out_when_opened(tmp_path: Path, browser: Any) -> None:
    (tmp_path / "compare.html").write_text(page(compare(many(60)), "vi", lambda document, target: None), "utf-8")
    tab, wrong = watched(browser, tmp_path / "compare.html")
    assert tab.locator("#positions figure").count() == 0
    tab.locator("#positions details.lazy summary").first.click()
    tab.wait_for_selector("figure svg")
    tab.locator("#results details.lazy summary").first.click()
    tab.wait_for_selector("#results .answers")
    assert wrong == []


def test_the_sheet_of_records_prints_on_a4_with_what_is_read(made: Path) -> None:
    sheet = openpyxl.load_workbook(made / "compare.xlsx")["Nguồn"]
    assert sheet.page_setup.paperSize == 9
    last = sheet[sheet.print_area.replace("$", "").rpartition(":")[2]].column
    spans = [(about.min, about.max, about.width) for about in sheet.column_dimensions.values()]
    assert sum(width * (min(stop, last) - start + 1) for start, stop, width in spans if start <= last) < 220
    heads = [str(cell.value) for cell in sheet[1]]
    assert {"Chỉ tiêu", "Huyện, xã", "Câu"} <= {*heads[:last]}
    assert len(heads) > last  # what is seldom asked for stands behind
