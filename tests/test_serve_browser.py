"""The pages of serve in a real Chromium: verdicts saved as they are given, two reviewers, uploads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import Visitor, chromium, needs_chromium, visitor
from tests.serving import app, folder, live
from tests.test_review_pages import CONTRAST

__all__ = ["chromium", "visitor"]  # fixtures

pytestmark = needs_chromium
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """A server over two documents."""
    return app(folder(tmp_path_factory.mktemp("office"), "tay-son", "soc-trang"))


@pytest.fixture(scope="module")
def address(made: FastAPI) -> Iterator[str]:
    """Where it is."""
    with live(made) as found:
        yield found


@pytest.fixture
def signed(visitor: Visitor, made: FastAPI, address: str) -> Any:
    """Opens a page as somebody."""

    def opened(name: str, path: str = "/", **options: Any) -> Page:
        context: BrowserContext = visitor.context(**{"viewport": {"width": 1280, "height": 900}, **options})
        page = visitor.at(f"{address}/sign-in?token={made.state.office.sessions.invited()}", context=context).page
        page.locator("#name").fill(name)
        page.locator("form.sheet button").click()
        expect(page.locator("h1")).to_be_visible()
        page.goto(f"{address}{path}")
        return page

    return opened


def _expected(visitor: Visitor, status: int) -> None:
    """That the server answered so was meant; the browser complains of it all the same."""
    for visit in visitor.visits:
        visit.complaints[:] = [each for each in visit.complaints if f"status of {status}" not in each]


def _said(made: FastAPI, document: str) -> list[tuple[str, str]]:
    return [(each.by, each.verdict) for each in made.state.office.judging.store.of(document)]


def test_two_reviewers_save_differ_and_settle(signed: Any, made: FastAPI, visitor: Visitor) -> None:
    lan, minh = signed("Lan", "/documents/tay-son"), signed("Minh", "/documents/tay-son")
    for page, key in ((lan, "1"), (minh, "2")):
        page.keyboard.press("j")
        page.keyboard.press(key)
        expect(page.locator(".ledger .message")).to_have_text("Đã lưu")
    assert _said(made, "tay-son") == [("Lan", "right"), ("Minh", "wrong")]
    first = minh.locator(".record").first
    expect(first.locator(".others")).to_contain_text("Lan")
    expect(first.locator(".split")).to_be_visible()
    minh.locator("select[name=verdict]").select_option("conflict")
    expect(minh.locator("#shown")).to_have_text("1")
    first.get_by_role("button", name="Chọn ý kiến này: Lan").click()
    expect(first.locator(".split")).to_have_count(0)
    expect(minh.locator(".ledger .message")).to_have_text("Đã lưu")
    lan.reload()
    expect(lan.locator("#judged")).to_have_text("1")
    expect(lan.locator(".split")).to_have_count(0)
    _expected(visitor, 409)  # that Lan had spoken came back as a change, and Minh's word was sent again


def test_what_could_not_be_saved_is_kept_and_sent_later(signed: Any, made: FastAPI, visitor: Visitor) -> None:
    page = signed("Hoa", "/documents/soc-trang")
    page.route("**/verdicts", lambda route: route.fulfill(status=503, body="{}"))
    page.keyboard.press("j")
    page.keyboard.press("2")
    expect(page.locator(".ledger .message.bad")).to_contain_text("Chưa lưu được")
    assert _said(made, "soc-trang") == []
    page.unroute("**/verdicts")
    page.reload()
    expect(page.locator("[data-verdict=wrong][aria-pressed=true]")).to_have_count(1)
    expect(page.locator(".ledger .message")).to_have_text("Đã lưu")
    assert _said(made, "soc-trang") == [("Hoa", "wrong")]
    page.keyboard.press("u")  # nothing to undo on a fresh page
    page.locator("[data-verdict=wrong][aria-pressed=true]").click()
    expect(page.locator(".ledger .message")).to_have_text("Đã lưu")
    assert _said(made, "soc-trang")[-1] == ("Hoa", "withdrawn")
    _expected(visitor, 503)
    _expected(visitor, 409)  # the page that was being left had sent it, too


def test_a_page_older_than_a_verdict_shows_it_all_the_same(signed: Any, made: FastAPI) -> None:
    """The server made the page before the verdict came in: it was sent as the page was being left."""
    page = signed("Thu", "/documents/soc-trang")
    old = page.request.get(page.url)
    page.keyboard.press("j")
    page.keyboard.press("2")
    expect(page.locator(".ledger .message")).to_have_text("Đã lưu")
    page.route("**/documents/soc-trang", lambda route: route.fulfill(response=old))
    page.reload()
    expect(page.locator("[data-verdict=wrong][aria-pressed=true]")).to_have_count(1)
    expect(page.locator("#judged")).to_have_text("1")


def test_two_windows_of_a_reviewer_keep_apart_what_waits(signed: Any, made: FastAPI, visitor: Visitor) -> None:
    one = signed("Yến", "/documents/soc-trang")
    two = visitor.at(one.url, context=one.context).page
    for page, steps in ((one, 1), (two, 2)):
        page.route("**/verdicts", lambda route: route.abort())
        for _ in range(steps):
            page.keyboard.press("j")
        page.keyboard.press("2")
        expect(page.locator(".ledger .message.bad")).to_contain_text("Chưa lưu được")
    two.close()
    one.unroute("**/verdicts")
    one.reload()
    expect(one.locator("[data-verdict=wrong][aria-pressed=true]")).to_have_count(2)
    expect(one.locator(".ledger .message")).to_have_text("Đã lưu")
    assert [each for each in _said(made, "soc-trang") if each[0] == "Yến"] == [("Yến", "wrong")] * 2
    for visit in visitor.visits:
        visit.complaints[:] = [each for each in visit.complaints if "ERR_FAILED" not in each]


def test_a_correction_and_a_missed_record_reach_the_output(signed: Any, made: FastAPI) -> None:
    page = signed("Kim", "/documents/soc-trang")
    for _ in range(3):
        page.keyboard.press("j")
    page.keyboard.press("3")
    page.locator("form.fix [name=value]").fill("77,5")
    page.keyboard.press("Enter")
    expect(page.locator(".ledger .message")).to_have_text("Đã lưu")
    page.locator("#add").click()
    page.locator("#finding input").fill("Sóc Trăng")
    page.locator("#finding li button").first.click()
    page.locator("form.fix [name=value]").fill("7")
    page.keyboard.press("Enter")
    expect(page.locator("#added .tag")).to_have_count(1)
    expect(page.locator(".ledger .message")).to_have_text("Đã lưu")
    page.locator("#added .tag").click()
    page.locator("form.fix [name=kind]").select_option("actual")
    page.locator("form.fix .rest summary").click()
    page.locator("form.fix [name=responsible]").fill("Sở Y tế")
    page.locator("form.fix [name=place]").fill("huyện Kế Sách")
    page.locator("form.fix [name=label]").fill("7.1")
    page.locator("form.fix [name=qualifier]").fill("hộ nghèo")
    page.locator("form.fix [name=parent]").select_option(index=2)
    page.locator("form.fix [type=submit]").click()
    expect(page.locator(".ledger .message")).to_have_text("Đã lưu")
    targets = made.state.office.folder.extraction("soc-trang").targets
    verdicts = {each.reviewed.verdict: each for each in targets if each.reviewed}
    assert verdicts["corrected"].measure.value == 77.5
    assert verdicts["added"].source.text == "Sóc Trăng"
    (added,) = [each for each in targets if each.reviewed and each.reviewed.verdict == "added"]
    assert (added.kind, added.responsible, added.label, added.qualifier) == ("actual", "Sở Y tế", "7.1", "hộ nghèo")
    assert added.place.name == "huyện Kế Sách"
    assert added.parent in {each.id for each in targets} - {added.id}
    page.locator("#added .tag").click()
    page.locator("[data-remove]").click()
    expect(page.locator("#added .tag")).to_have_count(0)
    expect(page.locator(".ledger .message")).to_have_text("Đã lưu")
    targets = made.state.office.folder.extraction("soc-trang").targets
    assert "added" not in {each.reviewed.verdict for each in targets if each.reviewed}
    page.reload()
    expect(page.locator("#judged")).to_have_text("1")
    expect(page.locator("#added .tag")).to_have_count(0)


def test_files_are_dropped_onto_the_page(signed: Any, made: FastAPI) -> None:
    page = signed("Lan")
    dropped = page.evaluate_handle("""() => {
      const data = new DataTransfer();
      data.items.add(new File(['Đến năm 2025, 80% hồ sơ trực tuyến.'], 'kế hoạch.txt', { type: 'text/plain' }));
      return data;
    }""")
    page.dispatch_event("body", "drop", {"dataTransfer": dropped})
    expect(page.locator("#bring-told")).to_contain_text("Đã nhận tệp")
    expect(page.locator("#jobs-list li").first).to_contain_text("kế hoạch.txt")
    assert [each.name for each in made.state.office.queue.jobs.all()][:1] == ["kế hoạch.txt"]


SEEN = ("/", "/doubts", "/documents/tay-son", "/agreement", "/indicators?q=ho+ngheo", "/indicators/new", "/exports")


@pytest.mark.parametrize(("scheme", "options", "paths"), [("dark", PHONE, SEEN), ("light", {}, SEEN[:3])])
def test_pages_fit_stand_out_and_have_names(
    scheme: str, options: dict[str, Any], paths: tuple[str, ...], signed: Any, address: str
) -> None:
    page = signed("Minh", color_scheme=scheme, **options)
    for path in paths:
        page.goto(f"{address}{path}")
        assert page.evaluate(CONTRAST) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        nameless = page.evaluate("""() => [...document.querySelectorAll('button, input, select, a[href], summary')]
          .filter((e) => e.getClientRects().length)
          .filter((e) => !(e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent).trim())
          .map((e) => e.outerHTML.slice(0, 80))""")
        assert nameless == [], path


def test_by_keyboard_alone(signed: Any) -> None:
    page = signed("Lan")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.locator("tbody a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#records")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("j")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_data_in_scripts_is_inert(signed: Any) -> None:
    page = signed("</script><script>alert(1)</script>", "/documents/tay-son")
    assert json.loads(page.evaluate("JSON.stringify(page.reviewer)")) == "</script><script>alert(1)</script>"


def test_print_leaves_out_what_is_of_the_screen(signed: Any, tmp_path: Path) -> None:
    page = signed("Lan", "/indicators?q=ho+ngheo")
    page.emulate_media(media="print")
    expect(page.locator(".top nav")).not_to_be_visible()
    expect(page.locator(".filters")).not_to_be_visible()
    expect(page.locator("tbody tr").first).to_be_visible()
