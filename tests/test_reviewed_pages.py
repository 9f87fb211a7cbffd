"""Review pages of outputs that people have judged: what they said, going on from there, agreement and conflicts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.contract.model import Extraction
from extract.reviewing.folder import lay
from extract.reviewing.store import Store
from extract.views.review.files import write
from extract.write.json import text
from extract.write.outputs import written
from tests.browser import Visitor, chromium, needs_chromium, visitor
from tests.judged import judged
from tests.made import extraction, target

__all__ = ["chromium", "visitor"]  # fixtures

A, B, C = target(10, 13), target(30, 33), target(50, 53)


@pytest.fixture
def web(tmp_path: Path) -> Path:
    outputs = tmp_path / "out"
    outputs.mkdir()
    base: Extraction = extraction(A, B, C)
    (outputs / "phu-yen.json").write_text(text(base), "utf-8")
    Store(outputs).add([
        judged(A, "corrected", value=90, responsible="Sở <b>Y tế</b>"), judged(B, "wrong"), judged(C, "right"),
        judged(A, "corrected", "Minh", value=90), judged(B, "right", "Minh", note="<script>alert(1)</script>"),
    ])  # fmt: skip
    lay(outputs)
    write(written(outputs), tmp_path / "web", "vi")
    return tmp_path / "web"


def test_a_page_of_one_reviewer_has_no_page_of_agreement(tmp_path: Path) -> None:
    (tmp_path / "phu-yen.json").write_text(text(extraction(A)), "utf-8")
    Store(tmp_path).add([judged(A, "right")])
    write([tmp_path / "phu-yen.json"], tmp_path / "web", "vi")
    assert not (tmp_path / "web" / "agreement.html").exists()
    assert "agreement.html" not in (tmp_path / "web" / "index.html").read_text("utf-8")


def test_no_record_of_a_document_is_called_as_the_page_of_agreement(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(text(extraction(A, id="agreement")), "utf-8")
    write([tmp_path / "a.json"], tmp_path / "web", "vi")
    assert not (tmp_path / "web" / "agreement.html").exists()


@needs_chromium
def test_a_card_tells_what_was_said_and_what_the_extractor_had(web: Path, visitor: Visitor) -> None:
    page = visitor.open(web / "phu-yen.html").page
    card = page.locator("article.record").first
    assert "sửa lại (Lan, Minh, 2026-01-01)" in card.inner_text()
    assert "80 → 90" in " ".join(card.locator(".review-said").inner_text().replace("máy đọc: ", "").split())
    assert "Sở <b>Y tế</b>" in card.inner_text()


@needs_chromium
def test_a_reviewer_goes_on_from_what_is_stored_and_can_take_it_back(web: Path, visitor: Visitor) -> None:
    page = visitor.open(web / "phu-yen.html").page
    assert page.locator("#judged").inner_text() == "0"
    page.fill("#reviewer", "Lan")
    page.locator("#reviewer").blur()
    assert page.locator("#judged").inner_text() == "3"
    page.locator("article.record").nth(2).locator("[data-verdict=right]").click()
    with page.expect_download() as download:
        page.click("#save")
    saved = json.loads(download.value.path().read_text("utf-8"))
    said = {(each["start"], each["verdict"]) for each in saved["verdicts"]}
    assert said == {(10, "corrected"), (30, "wrong"), (50, "withdrawn")}
    (corrected,) = [each for each in saved["verdicts"] if each["verdict"] == "corrected"]
    assert corrected["record"]["responsible"] == "Sở <b>Y tế</b>"
    assert corrected["at"] == "2026-01-01T08:00:00.000Z"


@needs_chromium
@pytest.mark.parametrize("width", [1280, 390])
def test_agreement_and_conflicts_are_a_page_that_leads_to_the_records(web: Path, visitor: Visitor, width: int) -> None:
    page = visitor.open(web / "index.html", context=visitor.context(viewport={"width": width, "height": 800})).page
    page.get_by_role("link", name="Mức độ thống nhất").click()
    assert page.locator("article.dispute").count() == 1
    told = page.locator("article.dispute").inner_text()
    assert "<script>alert(1)</script>" in told
    assert "Lan" in told
    assert "Minh" in told
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("article.dispute a").click()
    assert page.locator("article.record.chosen").count() == 1
