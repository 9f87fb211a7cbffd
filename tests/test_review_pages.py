"""Review pages in a real Chromium: where highlights stand, both ways, filters, keys, verdicts, hostile text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from typer.testing import CliRunner

from extract.cli.app import build
from extract.contract.model import Extraction
from extract.measure.evaluate import evaluate
from extract.measure.gold import annotated
from extract.views.review.links import link
from extract.write.json import text
from extract.write.outputs import parsed, written
from tests.browser import Visitor, chromium, needs_chromium, visitor
from tests.made import extraction, target

__all__ = ["chromium", "visitor"]  # fixtures

pytestmark = needs_chromium
ROOT = Path(__file__).parent.parent
NAMES = [path.stem for path in written(ROOT / "outputs")]
TWO = ("phu-yen", "dak-nong")  # clean, and restored
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def _pages(outputs: Path, out: Path, *more: str) -> Path:
    result = CliRunner().invoke(build("vi"), ["review", str(outputs), "--out", str(out), *more])
    assert result.exit_code == 0, result.stderr
    return out


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the five documents."""
    return _pages(ROOT / "outputs", tmp_path_factory.mktemp("web"), "--sources", str(ROOT / "corpora"))


def _output(name: str) -> Extraction:
    path = ROOT / "outputs" / f"{name}.json"
    return parsed(path.read_bytes(), path.name)


def _chosen(page: Page) -> Locator:
    return page.locator(".record.chosen")


SHOWN = """() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  return data.records.map((record, place) => {
    const runs = [];
    for (let run = record.runs[0]; run < record.runs[1]; run++) runs.push(document.getElementById('t' + run));
    const links = [...document.querySelectorAll('.paper .raw a.hl, .paper .line a.hl')]
      .filter((a) => a.dataset.records.split(' ').includes(String(place)));
    return {
      text: runs.map((run) => run.textContent).join(''),
      lit: runs.every((run) => run.closest('a.hl')?.dataset.records.split(' ').includes(String(place))),
      alone: links.every((a) => a.dataset.records.includes(' ')) ? null : links.map((a) => a.textContent).join(''),
      kind: runs.every((run) => run.closest('a.hl').classList.contains(record.facts.kind)),
      drawn: runs.some((run) => run.getBoundingClientRect().width > 0),
    };
  });
}"""


@pytest.mark.parametrize("name", NAMES)
def test_the_text_is_that_read_and_every_highlight_on_the_characters_of_its_record(
    name: str, pages: Path, visitor: Visitor
) -> None:
    page = visitor.open(pages / f"{name}.html").page
    output = _output(name)
    side, targets = ".raw" if output.document.text_state == "restored" else ".line", output.targets
    found = page.evaluate(f"[...document.querySelectorAll('.paper {side}')].map((e) => e.textContent).join('')")
    assert found == (ROOT / "corpora" / f"{name}.txt").read_text("utf-8")
    shown = page.evaluate(SHOWN)
    assert [each["text"] for each in shown] == [target.source.text for target in targets]
    assert all(each["lit"] and each["kind"] and each["drawn"] for each in shown)
    assert all(
        each["alone"] in (None, target.source.text) for each, target in zip(shown, targets, strict=True)
    )  # a highlight holds nothing but the value


@pytest.mark.parametrize("name", TWO)
def test_every_highlight_leads_to_its_record_and_back(name: str, pages: Path, visitor: Visitor) -> None:
    page = visitor.open(pages / f"{name}.html").page
    faults = page.evaluate("""() => {
      const faults = [];
      const inside = (element, pane) => {
        const [a, b] = [element.getBoundingClientRect(), pane.getBoundingClientRect()];
        return a.top < b.bottom && a.bottom > b.top;
      };
      for (const link of document.querySelectorAll('.paper a.hl')) {
        if (!link.getClientRects().length) continue;
        const members = link.dataset.records.split(' ').map(Number);
        const seen = new Set();
        for (const _ of members) {
          link.click();
          const chosen = document.querySelector('.record.chosen');
          seen.add(Number(chosen.closest('li').dataset.place));
          if (!inside(chosen, document.getElementById('records'))) faults.push(['record', link.textContent]);
        }
        if ([...seen].sort().join() !== members.sort().join()) faults.push(['members', link.textContent]);
      }
      document.querySelectorAll('.cards > li').forEach((item, place) => {
        item.querySelector('.sentence').click();
        const lit = [...document.querySelectorAll('.paper a.hl.chosen')];
        const own = lit.filter((a) => a.dataset.records.split(' ').includes(String(place)));
        if (!lit.length || own.length < lit.length) faults.push(['lit', place]);
        if (!lit.some((a) => inside(a, document.getElementById('text')))) faults.push(['scrolled', place]);
        if (!document.querySelector('.paper .flash')) faults.push(['flash', place]);
      });
      return faults;
    }""")
    assert faults == []


def test_a_link_from_elsewhere_chooses_its_record(pages: Path, visitor: Visitor) -> None:
    record = _output("phu-yen").targets[20]
    fragment = "#" + link("phu-yen", record.id).split("#", 1)[1]
    page = visitor.open(pages / "phu-yen.html", fragment=fragment).page
    expect(_chosen(page)).to_have_id(f"r-{record.id}")
    expect(_chosen(page)).to_be_in_viewport()
    expect(page.locator(".paper a.hl.chosen").first).to_be_in_viewport()


FILTERS: dict[str, Callable[[Any], Any]] = {
    "kind": lambda t: t.kind,
    "level": lambda t: t.level or "",
    "year": lambda t: str(t.period.end) if t.period and t.period.end else "",
    "indicator": lambda t: t.indicator.id or f"~{t.indicator.name}",
    "doubt": lambda t: "sure" if t.confidence >= 0.9 else "fair" if t.confidence >= 0.8 else "doubtful",
}


@pytest.mark.parametrize("name", ["tay-son", "soc-trang"])
def test_filters_show_what_they_say(name: str, pages: Path, visitor: Visitor) -> None:
    page = visitor.open(pages / f"{name}.html").page
    targets = _output(name).targets
    for field, of in FILTERS.items():
        for value in sorted({of(each) for each in targets})[:6]:
            page.locator(f"select[name={field}]").select_option(value)
            wanted = [place for place, each in enumerate(targets) if of(each) == value]
            shown = page.evaluate(
                "[...document.querySelectorAll('.cards > li:not([hidden])')].map((e) => +e.dataset.place)"
            )
            assert shown == wanted, (field, value)
            expect(page.locator("#shown")).to_have_text(str(len(wanted)))
        page.locator("#filters [type=reset]").click()
        expect(page.locator("#shown")).to_have_text(str(len(targets)))


def test_search_minds_neither_case_nor_diacritics(pages: Path, visitor: Visitor) -> None:
    page = visitor.open(pages / "phu-yen.html").page
    counts = []
    for words in ("Số hóa kết quả", "so hoa KET qua", "zzz"):
        page.keyboard.press("/")
        page.keyboard.press("Control+a")
        page.keyboard.type(words)
        counts.append(int(page.locator("#shown").inner_text()))
    assert counts[0] == counts[1] > 0
    assert counts[2] == 0
    expect(page.locator(".nothing")).to_be_visible()
    assert page.locator(".paper a.hl:not(.dim)").count() == 0
    page.keyboard.press("Escape")
    assert page.locator(".paper a.hl.dim").count() == 0


def test_keys(pages: Path, visitor: Visitor) -> None:
    page = visitor.open(pages / "tay-son.html").page
    number = _chosen(page).locator(".n")
    for key, now in (("j", "1"), ("j", "2"), ("ArrowDown", "3"), ("ArrowUp", "2"), ("k", "1"), ("k", "1")):
        page.keyboard.press(key)
        expect(number).to_have_text(now)
    expect(_chosen(page)).to_be_focused()
    why = _chosen(page).locator("details.why")
    page.keyboard.press("Enter")
    expect(why).to_have_attribute("open", "")
    page.keyboard.press("w")
    expect(why).not_to_have_attribute("open", "")
    for key, verdict in (("1", "right"), ("2", "wrong")):
        page.keyboard.press(key)
        expect(number).to_have_text("2")  # the next one without a verdict
        page.keyboard.press("k")
        expect(_chosen(page).locator(f"[data-verdict={verdict}]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("2")
    expect(page.locator("#judged")).to_have_text("0")
    expect(number).to_have_text("1")
    page.keyboard.press("1")
    page.keyboard.press("u")
    expect(page.locator("#judged")).to_have_text("0")
    expect(number).to_have_text("1")
    page.keyboard.press("3")
    expect(page.locator("form.fix")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("form.fix")).to_have_count(0)
    page.keyboard.press("x")
    expect(page.locator("body")).to_have_class("review pane-text show-rejected")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).not_to_be_visible()
    page.keyboard.press("j")  # switched off
    expect(number).to_have_text("1")


@pytest.mark.parametrize("name", TWO)
def test_why_lights_the_characters_of_each_rule(name: str, pages: Path, visitor: Visitor) -> None:
    page = visitor.open(pages / f"{name}.html").page
    raw = (ROOT / "corpora" / f"{name}.txt").read_text("utf-8")
    lit = page.evaluate("""() => [...document.querySelectorAll('.rule')].map((rule) => {
      rule.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
      return [...document.querySelectorAll('.paper .on[id^=t]')].map((e) => e.textContent).join('');
    })""")
    assert lit == [raw[why.start : why.end] for each in _output(name).targets for why in each.why]
    summary = page.locator(".record summary").first
    summary.click()
    rule = page.locator(".rule").first
    rule.hover()
    assert page.locator(".paper .on").count() > 0
    page.locator("h1").hover()
    assert page.locator(".paper .on").count() == 0
    rule.click()
    page.locator("h1").hover()
    assert page.locator(".paper .on").count() > 0


def test_other_numbers_behind_their_switch(pages: Path, visitor: Visitor) -> None:
    page = visitor.open(pages / "soc-trang.html").page
    output = _output("soc-trang")
    assert page.locator("#rejected").get_attribute("open") is None
    dotted = "getComputedStyle(document.querySelector('.paper .x')).borderBottomStyle"
    assert page.evaluate(dotted) == "none"
    page.locator("#show-rejected").check()
    assert page.evaluate(dotted) == "dotted"
    items = page.locator("#rejected li")
    expect(items).to_have_count(len(output.rejected))
    for place in (0, len(output.rejected) - 1):
        expect(items.nth(place).locator(".number")).to_have_text(output.rejected[place].text)
        expect(items.nth(place).locator(".reason code")).to_have_text(output.rejected[place].reason)
    items.nth(7).locator(".jump").click()
    expect(page.locator(".paper .flash").first).to_be_in_viewport()
    number = page.locator(".paper .x").first
    number.scroll_into_view_if_needed()
    number.hover()
    assert number.get_attribute("title")
    number.click()
    expect(page.locator("#rejected li.chosen")).to_have_count(1)
    for warning in output.warnings:
        expect(page.locator(".warnings")).to_contain_text(warning.message)


def test_restored_text_beside_raw(pages: Path, visitor: Visitor) -> None:
    page = visitor.open(pages / "dak-nong.html").page
    raw, restored = page.locator(".pair:not(.heads) .raw").first, page.locator(".pair:not(.heads) .restored").first
    expect(raw).to_be_visible()
    expect(restored).to_be_visible()
    page.locator("[data-view=restored]").click()
    expect(raw).not_to_be_visible()
    page.locator("[data-view=raw]").click()
    expect(raw).to_be_visible()
    expect(restored).not_to_be_visible()
    done = CliRunner().invoke(build("en"), ["restore", str(ROOT / "corpora/dak-nong.txt")]).stdout
    found = page.evaluate("[...document.querySelectorAll('.paper .restored')].map((e) => e.textContent).join('')")
    assert found.split() == done.split()


def _correct(page: Page, **fields: str) -> None:
    form = page.locator("form.fix")
    form.locator("details").evaluate("e => { e.open = true; }")
    for name, value in fields.items():
        field = form.locator(f"[name={name}]")
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    form.locator("[type=submit]").click()


def _saved(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.locator("#save").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_verdicts_are_kept_saved_loaded_and_worth_gold(pages: Path, visitor: Visitor, tmp_path: Path) -> None:
    name = "soc-trang"
    output = _output(name)
    context = visitor.context(viewport={"width": 1280, "height": 900})
    page = visitor.open(pages / f"{name}.html", context=context).page
    page.locator("#reviewer").fill("Lan")
    page.locator("#reviewer").blur()
    for key in "j123":
        page.keyboard.press(key)
    value = page.locator("form.fix [name=value]").input_value()
    assert float(value.replace(",", ".")) == output.targets[2].measure.value
    _correct(page, value="1.752")  # a thousand seven hundred, or one and three quarters?
    expect(page.locator("form.fix [name=value]")).to_have_attribute("aria-invalid", "true")
    _correct(page, value="84,11", indicator="no.such", note="xem lại")
    expect(page.locator("form.fix [name=indicator]")).to_have_attribute("aria-invalid", "true")
    _correct(page, indicator="other", level="district", period_type="during", period_start="2022", period_end="2025")
    expect(page.locator("form.fix")).to_have_count(0)
    page.locator("#show-rejected").check()
    page.locator("#rejected li").nth(3).locator("[data-missed]").click()
    _correct(page, unit="percent", value="7", indicator_text="hồ sơ")
    expect(page.locator("#judged")).to_have_text("3")

    file = _saved(page, tmp_path)
    assert file.name == f"{name}.verdicts.json"
    saved = json.loads(file.read_text("utf-8"))
    assert saved["document"] == {"id": name, "sha256": output.document.sha256}
    assert saved["reviewer"] == "Lan"
    assert len(saved["unjudged"]) == len(output.targets) - 3 + len(output.rejected) - 1
    (corrected,) = [each for each in saved["verdicts"] if each["verdict"] == "corrected"]
    assert corrected["record"]["value"] == 84.11
    assert corrected["record"]["period"] == {"type": "during", "start": 2022, "end": 2025}
    assert corrected["note"] == "xem lại"

    page.reload()  # kept in the browser
    expect(page.locator("#judged")).to_have_text("3")
    expect(page.locator("#reviewer")).to_have_value("Lan")

    other = visitor.open(pages / f"{name}.html").page  # loaded elsewhere
    expect(other.locator("#judged")).to_have_text("0")
    other.locator("#load").set_input_files(file)
    expect(other.locator("#judged")).to_have_text("3")
    (tmp_path / "again").mkdir()
    assert _saved(other, tmp_path / "again").read_bytes() == file.read_bytes()

    (score,) = evaluate([(file, ROOT / "outputs" / f"{name}.json")])
    assert (score.wanted, score.given, score.found, score.strict) == (3, 3, 2, 1)
    result = CliRunner().invoke(build("vi"), ["gold", "import", str(file), "--out", str(tmp_path / "gold")])
    assert result.exit_code == 0, result.stderr
    gold = tmp_path / "gold" / f"{name}.jsonl"
    assert sum(not each.ignored for each in annotated(gold)) == 3
    (score,) = evaluate([(gold, ROOT / "outputs" / f"{name}.json")])
    assert (score.wanted, score.found, score.strict) == (3, 2, 1)


def test_records_in_order_of_doubt_and_filters_that_outlast_a_reload(pages: Path, visitor: Visitor) -> None:
    page = visitor.open(pages / "soc-trang.html").page
    targets = _output("soc-trang").targets
    page.locator("select[name=order]").select_option("doubt")
    page.locator("select[name=kind]").select_option("target")
    least = min((each for each in targets if each.kind == "target"), key=lambda each: each.confidence)
    page.keyboard.press("j")
    expect(_chosen(page).locator(".figure")).to_have_text(
        f"{least.confidence:.2f}".replace(".", ","), use_inner_text=True
    )
    shown = page.locator("#shown").inner_text()
    page.reload()
    expect(page.locator("select[name=order]")).to_have_value("doubt")
    expect(page.locator("select[name=kind]")).to_have_value("target")
    expect(page.locator("#shown")).to_have_text(shown)
    figures = [
        float(each.replace(",", ".")) for each in page.locator(".cards > li:not([hidden]) .figure").all_inner_texts()
    ]
    assert figures == sorted(figures)
    page.locator("[type=reset]").click()
    page.reload()
    expect(page.locator("select[name=order]")).to_have_value("text")


def test_the_rest_is_right_and_progress(pages: Path, visitor: Visitor) -> None:
    page = visitor.open(pages / "tay-son.html").page
    targets = _output("tay-son").targets
    page.keyboard.press("j")
    page.keyboard.press("2")
    page.locator("select[name=kind]").select_option("target")
    page.locator("#rest-button").click()
    page.get_by_role("button", name="Hủy").click()
    expect(page.locator("#judged")).to_have_text("1")
    page.locator("#rest-button").click()
    page.get_by_role("button", name="Đánh dấu đúng").click()
    judged = sum(each.kind == "target" for each in targets[1:]) + 1
    expect(page.locator("#judged")).to_have_text(str(judged))
    assert page.locator("#progress").evaluate("e => [e.value, e.max]") == [judged, len(targets)]
    expect(page.locator("[data-verdict=wrong][aria-pressed=true]")).to_have_count(1)


def test_the_indicator_is_picked_by_its_name(pages: Path, visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.open(pages / "tay-son.html").page
    page.keyboard.press("j")
    page.keyboard.press("3")
    field = page.get_by_role("combobox", name="Chỉ tiêu", exact=True).last
    expect(field).to_be_focused()
    page.keyboard.type("dai bieu NU hoi dong")
    page.keyboard.press("Control+a")
    page.keyboard.type("ho ngheo")
    options = page.get_by_role("option").filter(has=page.locator("small"))
    expect(options.first).to_contain_text("nghèo")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "fix-list-0")
    page.keyboard.press("Enter")
    expect(page.locator("#fix-list")).not_to_be_visible()
    wanted = field.get_attribute("data-id")
    assert wanted is not None
    page.keyboard.press("Enter")
    assert json.loads(_saved(page, tmp_path).read_text("utf-8"))["verdicts"][0]["record"]["indicator"] == wanted


def test_a_record_is_added_at_any_words_of_the_text(pages: Path, visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.open(pages / "tay-son.html").page
    raw = (ROOT / "corpora" / "tay-son.txt").read_text("utf-8")
    page.locator("#add").click()
    page.locator("#finding input").fill("Tây Sơn")
    page.locator("#finding li button").nth(1).click()
    _correct(page, value="7", indicator="other")
    expect(page.locator("#added")).to_contain_text("Tây Sơn")
    page.evaluate("""() => {
      const lines = [...document.querySelectorAll('.paper .line')];
      const line = lines.find((e) => e.textContent.trim().split(' ').length > 6);
      getSelection().selectAllChildren(line);
    }""")
    page.locator("#here").click()
    _correct(page, value="8", indicator="other")
    first, second = sorted(
        json.loads(_saved(page, tmp_path).read_text("utf-8"))["verdicts"], key=lambda v: v["record"]["value"]
    )
    for each in (first, second):
        assert each["id"] is None
        assert raw[each["start"] : each["end"]] == each["value_text"]
    assert first["start"] == raw.index("Tây Sơn", raw.index("Tây Sơn") + 1)
    assert len(second["value_text"].split()) > 6


@pytest.mark.parametrize("name", TWO)
def test_all_judged_right_is_a_perfect_score(name: str, pages: Path, visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.open(pages / f"{name}.html").page
    page.evaluate("page.records.forEach((_, place) => judge(place, 'right'))")
    (score,) = evaluate([(_saved(page, tmp_path), ROOT / "outputs" / f"{name}.json")])
    n = len(_output(name).targets)
    assert (score.wanted, score.given, score.strict) == (n, n, n)


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"format": "chitieu-verdicts/1"}', '{"format":"chitieu-verdicts/1","verdicts":[1]}']
)
def test_what_is_no_verdict_file_is_refused(content: str, pages: Path, visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.open(pages / "phu-yen.html").page
    (tmp_path / "x.json").write_text(content, "utf-8")
    page.locator("#load").set_input_files(tmp_path / "x.json")
    expect(page.locator(".message")).to_have_text("Đây không phải tệp nhận xét.")


def test_verdicts_on_another_document_are_refused(pages: Path, visitor: Visitor, tmp_path: Path) -> None:
    file = _saved(visitor.open(pages / "phu-yen.html").page, tmp_path)
    page = visitor.open(pages / "tay-son.html").page
    page.locator("#load").set_input_files(file)
    expect(page.locator(".message")).to_contain_text("văn bản khác")


def test_two_languages_and_the_choice_is_remembered(pages: Path, visitor: Visitor) -> None:
    context = visitor.context()
    page = visitor.open(pages / "phu-yen.html", context=context).page
    expect(page.locator("#records-title")).to_contain_text("Bản ghi")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#records-title .en")).to_be_visible()
    expect(page.locator("#records-title .vi")).not_to_be_visible()
    expect(page.locator("select[name=kind] option").nth(1)).to_contain_text("target")
    page.goto((pages / "index.html").as_uri())  # of another tab the browser says it a moment later
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_on_a_phone_text_and_records_take_turns(pages: Path, visitor: Visitor) -> None:
    context = visitor.context(**PHONE)
    page = visitor.open(pages / "dak-nong.html", context=context).page
    expect(page.locator("#text")).to_be_visible()
    expect(page.locator("#records")).not_to_be_visible()
    page.locator(".paper .restored a.hl").nth(2).tap()
    expect(page.locator("#records")).to_be_visible()
    expect(_chosen(page)).to_be_in_viewport()
    _chosen(page).locator(".jump").tap()
    expect(page.locator("#text")).to_be_visible()
    expect(page.locator(".paper .restored a.hl.chosen")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("name", ["phu-yen", "dak-nong", "index"])
def test_without_scripts_it_can_be_read(name: str, pages: Path, visitor: Visitor) -> None:
    page = visitor.open(pages / f"{name}.html", java_script_enabled=False).page
    if name == "index":
        expect(page.get_by_role("link", name="phu-yen")).to_be_visible()
        return
    expect(page.locator(".paper")).to_be_visible()
    expect(page.locator(".record").first).to_be_visible()
    expect(page.locator("#save")).not_to_be_visible()
    card = page.locator(".record").first
    card.locator("summary").click()
    expect(card.locator(".rule").first).to_be_visible()
    page.locator(".paper a.hl").nth(5).click()
    assert "#r-" in page.url


def test_print_shows_text_with_numbers_and_a_table(pages: Path, visitor: Visitor) -> None:
    page = visitor.open(pages / "phu-yen.html").page
    page.emulate_media(media="print")
    expect(page.locator("table.print-only")).to_be_visible()
    expect(page.locator("#records")).not_to_be_visible()
    expect(page.locator(".filters")).not_to_be_visible()
    mark = "getComputedStyle(document.querySelector('.paper a.hl'), '::after').content"
    assert page.evaluate(mark) == '"1"'
    assert page.locator("table.print-only tbody tr").count() == len(_output("phu-yen").targets)


CONTRAST = """() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgb = (colour, under = [255, 255, 255]) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b].map((c, i) => c * a / 255 + under[i] * (1 - a / 255));
  };
  const opaque = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (!/rgba\\(.*, 0\\)$|transparent/.test(colour)) return rgb(colour);
    }
    return [255, 255, 255];
  };
  const light = (c) => {
    const [r, g, b] = c.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const faint = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !element.getClientRects().length) continue;
    if (element.closest('option, .skip')) continue;
    const ground = opaque(element);
    const [a, b] = [light(rgb(getComputedStyle(element).color, ground)), light(ground)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) faint.set(element.outerHTML.slice(0, 90), ratio.toFixed(2));
  }
  return [...faint].slice(0, 10);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["dak-nong", "index"])
def test_all_text_stands_out(name: str, scheme: str, pages: Path, visitor: Visitor) -> None:
    page = visitor.open(pages / f"{name}.html", color_scheme=scheme).page
    if name != "index":
        for key in "j1jj2jx":
            page.keyboard.press(key)
        page.keyboard.press("w")
        _chosen(page).locator(".rule").first.click()
        page.keyboard.press("3")
    assert page.evaluate(CONTRAST) == []


def test_names_and_landmarks(pages: Path, visitor: Visitor) -> None:
    page = visitor.open(pages / "phu-yen.html").page
    page.keyboard.press("j")
    page.keyboard.press("3")
    for role in ("banner", "main", "search"):
        expect(page.get_by_role(role)).to_have_count(1)
    nameless = page.evaluate("""() => [...document.querySelectorAll('button, input, select, a[href], summary')]
      .filter((e) => e.getClientRects().length)
      .filter((e) => !(e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent).trim())
      .map((e) => e.outerHTML.slice(0, 80))""")
    assert nameless == []


HOSTILE = '"><img src=x onerror=alert(1)></script><script>alert(2)</script>{{7*7}}=HYPERLINK("http://x.invalid","y")\u2028\u202e&lt;'


def _hostile(folder: Path) -> Path:
    """A document whose every text is an attack."""
    raw = f"{HOSTILE}\nTối thiểu 80% {HOSTILE}\n<!-- ]]> --> 2021 \x1b\x07"
    start = raw.index("80%")
    (folder / "out").mkdir()
    source = folder / "a'\"><b>.txt"
    source.write_text(raw, "utf-8")
    evil = target(
        start, start + 3, id=f"x/{HOSTILE}", indicator={"id": None, "name": HOSTILE, "text": HOSTILE},
        qualifier=HOSTILE, exclusion=HOSTILE, unit_text=HOSTILE, unit="quantity",
        why=[{"rule": f"value.{HOSTILE}", "start": 0, "end": len(raw) + 9}],
        source={"sentence": {"start": 0, "end": 9, "text": HOSTILE}, "section": [HOSTILE]},
    )  # fmt: skip
    made = extraction(
        evil, id=f"</title>{HOSTILE}", source=str(source), sha256=hashlib.sha256(source.read_bytes()).hexdigest(),
        title=HOSTILE, number=HOSTILE, issuer=HOSTILE, signer=HOSTILE, district=HOSTILE, issued="2025-01-31",
        province={"code": HOSTILE, "name": HOSTILE, "successor": {"code": "1", "name": HOSTILE}},
    )  # fmt: skip
    data = json.loads(text(made))
    data["rejected"] = [{"start": 5, "end": 9, "text": HOSTILE, "reason": HOSTILE}]
    data["warnings"] = [{"code": HOSTILE, "message": HOSTILE}]
    (folder / "out/a.json").write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
    return folder / "out"


@pytest.mark.parametrize("bare", [False, True])
def test_hostile_text_is_inert(bare: bool, visitor: Visitor, tmp_path: Path) -> None:
    outputs = _hostile(tmp_path)
    if bare:
        next(tmp_path.glob("*.txt")).unlink()
    web = _pages(outputs, tmp_path / "web")
    (path,) = [each for each in web.iterdir() if each.name != "index.html"]
    index = visitor.open(web / "index.html").page
    assert index.locator("img, script:not([type])").count() == 2  # our own two scripts
    index.locator("tbody a").click()
    expect(index.locator(".record")).to_have_count(1)
    page = visitor.open(path).page
    for key in "jw1x":
        page.keyboard.press(key)
    page.locator(".rule").hover()
    page.locator("#rejected li [data-missed]").click()
    _correct(page, indicator_text=HOSTILE, value="5", note=HOSTILE)
    expect(page.locator("form.fix")).to_have_count(0)
    assert page.locator("img, b, script:not([type])").count() == 2
    expect(page.locator("h1")).to_contain_text("<img src=x")
    assert page.locator(".paper a.hl").inner_text() == "80%"
    file = _saved(page, tmp_path)
    page.reload()
    page.locator("#load").set_input_files(file)
    expect(page.locator(".said .tag")).to_contain_text("<script>")
    (score,) = evaluate([(file, outputs / "a.json")])
    assert (score.wanted, score.strict) == (2, 1)


def test_without_the_source_its_sentences_are_shown(visitor: Visitor, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    for name in TWO:
        data = (ROOT / "outputs" / f"{name}.json").read_text("utf-8")
        data = data.replace('"source": "corpora/', '"source": "nowhere/')
        (tmp_path / "out" / f"{name}.json").write_text(data, "utf-8")
    web = tmp_path / "web"
    result = CliRunner().invoke(build("vi"), ["review", str(tmp_path / "out"), "--out", str(web)])
    assert len(result.stderr.splitlines()) == len(TWO)
    for name in TWO:
        page = visitor.open(web / f"{name}.html").page
        expect(page.locator(".problem")).to_be_visible()
        shown = page.evaluate(SHOWN)
        assert [each["text"] for each in shown] == [target.source.text for target in _output(name).targets]
        assert all(each["lit"] for each in shown)
        page.locator(".paper a.hl").last.click()
        expect(_chosen(page)).to_be_in_viewport()
