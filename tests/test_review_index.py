"""The index of a thousand documents: built in time linear in their number, opened and filtered in under a second."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from extract.contract.model import Extraction, Province, Reviewed
from extract.views.review import rendering
from extract.views.review.index import Entry, entry
from extract.write.outputs import parsed, written
from tests.browser import Visitor, chromium, needs_chromium, visitor

__all__ = ["chromium", "visitor"]  # fixtures

ROOT = Path(__file__).parent.parent


def _given() -> list[Extraction]:
    return [parsed(path.read_bytes(), path.name) for path in written(ROOT / "outputs")]


def _many(count: int) -> list[Entry]:
    """Rows of documents made by altering the five."""
    given = _given()
    made = []
    for place in range(count):
        each = given[place % len(given)]
        province = Province(code=f"{place % 60:02}", name=f"Tỉnh số {place % 60}", successor=None)
        changes = {"id": f"van-ban-{place:04}", "province": province, "number": f"{place}/NQ-HĐND"}
        document = each.document.model_copy(update=changes)
        made.append(entry(each.model_copy(update={"document": document}), "missing" if place % 50 == 0 else None))
    return made


def test_it_tells_what_the_outputs_hold() -> None:
    rows = {each.id: each for each in (entry(given, None) for given in _given())}
    given = {each.document.id: each for each in _given()}
    for id, row in rows.items():
        targets = given[id].targets
        assert row.targets + row.actuals == row.records == len(targets)
        assert row.doubtful == sum(target.confidence < 0.8 for target in targets)
    assert (rows["phu-yen"].province, rows["phu-yen"].today) == ("Phú Yên", "Đắk Lắk")
    assert (rows["quang-ngai"].province, rows["quang-ngai"].today) == ("Quảng Ngãi", "Quảng Ngãi")


def test_it_is_built_in_linear_time() -> None:
    def took(count: int) -> float:
        entries = _many(count)
        start = time.process_time()
        rendering.index(entries, "vi")
        return time.process_time() - start

    took(50)  # templates are compiled once
    few, many = min(took(250) for _ in range(3)), min(took(1000) for _ in range(3))
    assert many < 12 * few


@needs_chromium
def test_a_thousand_documents_open_filter_and_sort_in_under_a_second(visitor: Visitor, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(rendering.index(_many(1000), "vi"), "utf-8")
    page = visitor.open(tmp_path / "index.html").page
    expect(page.locator("#shown")).to_have_text("1000")
    expect(page.locator("#all")).to_be_visible()
    # The time of the page's own thread: other work on the machine is not the page's.
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.reload()
    metrics = {each["name"]: each["value"] for each in devtools.send("Performance.getMetrics")["metrics"]}
    assert metrics["TaskDuration"] < 1

    def took(action: str) -> float:
        script = (
            "(action) => new Promise((done) => { const start = performance.now(); eval(action);"
            " requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))); })"
        )
        # The best of three: what else the machine does is not the page's.
        return min(float(page.evaluate(script.replace("eval(action)", action), "")) for _ in range(3))

    def typed(words: str) -> str:
        return f"filters.elements.find.value = '{words}'; filters.dispatchEvent(new Event('input'))"

    assert took(typed("van-ban-07")) < 1000
    expect(page.locator("#shown")).to_have_text("100")
    assert page.locator("tbody tr:visible").count() == 100
    assert took(typed("tinh so 7")) < 1000
    assert took(typed("")) < 1000
    page.locator("#all").click()
    assert page.locator("tbody tr:visible").count() == 1000
    assert took("document.querySelectorAll('thead button')[5].click()") < 1000
    assert took("document.querySelector('[data-language=en]').click()") < 1000


@needs_chromium
def test_filters_and_order(visitor: Visitor, tmp_path: Path) -> None:
    entries = [entry(each, None) for each in _given()]
    (tmp_path / "index.html").write_text(rendering.index(entries, "vi"), "utf-8")
    page = visitor.open(tmp_path / "index.html").page
    names = page.locator("tbody tr:visible th a")
    assert (
        page.evaluate("(() => { const m = document.querySelector('main'); return m.scrollWidth - m.clientWidth; })()")
        == 0
    )
    page.locator("select[name=province]").select_option("Lâm Đồng")  # today's name
    assert names.all_inner_texts() == ["dak-nong"]
    page.locator("#filters [type=reset]").click()
    page.locator("select[name=type]").select_option("resolution")
    assert names.all_inner_texts() == ["dak-nong", "quang-ngai", "soc-trang"]
    page.locator("select[name=state]").select_option("restored")
    assert names.all_inner_texts() == ["dak-nong"]
    page.locator("#filters [type=reset]").click()
    page.keyboard.press("/")
    page.keyboard.type("dak lak")
    assert names.all_inner_texts() == ["phu-yen"]
    page.keyboard.press("Escape")
    records = page.locator("thead button").nth(5)
    wanted = [each.id for each in sorted(entries, key=lambda each: -each.records)]
    records.click()
    assert names.all_inner_texts() == wanted
    expect(page.locator("thead th").nth(5)).to_have_attribute("aria-sort", "descending")
    records.click()
    assert names.all_inner_texts() == wanted[::-1]
    page.locator("thead button").nth(1).click()
    assert names.all_inner_texts()[0] == "tay-son"  # Bình Định comes first


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_empty_index_is_a_page(language: str) -> None:
    assert "<table" in rendering.index([], "vi" if language == "vi" else "en")


def test_progress_stands_beside_the_state() -> None:
    given = _given()[0]
    said = Reviewed(verdict="right", by="Lan")
    judged = [each.model_copy(update={"reviewed": said}) for each in given.targets[:3]]
    made = entry(given.model_copy(update={"targets": (*judged, *given.targets[3:])}), None)
    assert (made.judged, made.all) == (3, len(given.targets))
    assert f"3/{made.all}" in rendering.index([made], "vi")
