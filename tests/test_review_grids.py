"""Review pages show tables as tables and records as marks on the picture of a page; both lead to the records."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from extract.readers.pdf.picture import size_of
from extract.views.review.grids import bars_of, rows_of, ruler
from tests.browser import Visitor, chromium, needs_chromium, visitor
from tests.paper import printed
from tests.test_review_pictures import reviewed

__all__ = ["chromium", "visitor"]  # fixtures

PLAN = """## I. MỤC TIÊU ĐẾN NĂM 2029

| Chỉ tiêu | Đơn vị | Năm 2027 | Năm 2029 |
|---|---|---|---|
| Tỷ lệ bản có loa \\| đài | % | 71 | ~~80~~ 85 |
| Tỷ lệ bản có đèn | % | 72 | 90 |

- Tỷ lệ xã có chợ đạt 44% vào năm 2029.
"""
PAGE = (
    "<html><body><p>I. MỤC TIÊU ĐẾN NĂM 2029</p><table><tr><th>Chỉ tiêu</th><th>Đơn vị</th><th>Năm 2029</th></tr>"
    "<tr><td>Tỷ lệ hộ có bể nước</td><td>%</td><td>81</td></tr><tr><td>Tỷ lệ trẻ đến lớp</td><td>%</td><td>92</td></tr>"
    "</table></body></html>"
)


def test_rows_and_bars() -> None:
    raw = "| a \\| b | c |\n| d | e |\nx\n| lẻ |\n\n| f |\n|---|"
    rows = rows_of(raw)
    assert [(raw[at:].split("\n")[0], first) for at, first in rows.items()] == [
        ("| a \\| b | c |", True), ("| d | e |", False), ("| f |", True), ("|---|", False),
    ]  # fmt: skip
    assert len(bars_of(raw, rows)) == 3 + 3 + 2 + 2
    assert [ruler("|---|:-:|\n"), ruler("| - 5 |"), ruler("| |")] == [True, False, False]


@needs_chromium
@pytest.mark.parametrize(
    ("name", "text", "cells"),
    [
        ("plan.md", PLAN, [["Chỉ tiêu", "Đơn vị", "Năm 2027", "Năm 2029"],
                           ["Tỷ lệ bản có loa \\| đài", "%", "71", "~~80~~ 85"],
                           ["Tỷ lệ bản có đèn", "%", "72", "90"]]),
        ("page.html", PAGE, [["Chỉ tiêu", "Đơn vị", "Năm 2029"], ["Tỷ lệ hộ có bể nước", "%", "81"],
                             ["Tỷ lệ trẻ đến lớp", "%", "92"]]),
    ],
)  # fmt: skip
def test_a_table_is_shown_as_one(
    name: str, text: str, cells: list[list[str]], tmp_path: Path, visitor: Visitor
) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    page = visitor.open(reviewed(path, tmp_path)).page
    box = page.get_by_role("region", name="Bảng trong văn bản")
    expect(box).to_have_count(1)
    shown = [row.locator("th, td").all_inner_texts() for row in box.get_by_role("row").all()]
    assert [[cell.strip() for cell in row] for row in shown] == cells
    expect(box.get_by_role("columnheader")).to_have_count(len(cells[0]))
    value = cells[-1][-1]
    box.locator("a.hl", has_text=value).click()
    expect(page.locator(".record.chosen .value")).to_contain_text(value)
    box.locator("a.hl").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".record.chosen .value")).to_contain_text(cells[1][2])
    assert "".join(page.locator(".paper .line").all_text_contents()).count("|") > len(cells[0])  # no character is lost


@needs_chromium
def test_what_is_struck_shows_so(tmp_path: Path, visitor: Visitor) -> None:
    path = tmp_path / "plan.md"
    path.write_text(PLAN, "utf-8")
    page = visitor.open(reviewed(path, tmp_path)).page
    assert page.locator(".paper .struck").all_text_contents() == ["~~", "80", "~~"]
    assert "line-through" in page.evaluate("getComputedStyle(document.querySelector('.struck')).textDecoration")


@needs_chromium
def test_a_narrow_page_scrolls_only_within_its_table(tmp_path: Path, visitor: Visitor) -> None:
    path = tmp_path / "plan.md"
    wide = "| " + " | ".join(f"Chỉ tiêu thứ {i}" for i in range(12)) + " |\n"
    path.write_text(f"{PLAN}\n{wide}{wide}", "utf-8")
    phone = visitor.context(viewport={"width": 390, "height": 844})
    page = visitor.open(reviewed(path, tmp_path), context=phone).page
    page.locator("[data-pane=text]").click()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.evaluate("[...document.querySelectorAll('.gridbox')].map((e) => e.scrollWidth > e.clientWidth)")[1]


@needs_chromium
def test_values_on_the_picture_of_a_page_lead_to_their_records(tmp_path: Path, visitor: Visitor) -> None:
    path = tmp_path / "plan.pdf"
    goals = {"xã có chợ": 44, "bản có loa": 71}
    lines = "".join(f"<p>- Tỷ lệ {name} đạt {value}% vào năm 2029.</p>" for name, value in goals.items())
    path.write_bytes(printed(f"<p>I. MỤC TIÊU</p>{lines}"))
    page = visitor.open(reviewed(path, tmp_path)).page
    marks = page.get_by_role("group", name="Ảnh trang với các giá trị của bản ghi").locator("a.mark")
    expect(marks).to_have_count(2)
    assert "71%" in (marks.nth(1).get_attribute("aria-label") or "")
    marks.nth(1).click()
    expect(page.locator(".record.chosen .value")).to_contain_text("71%")
    expect(page.locator("a.mark.chosen")).to_have_count(1)
    marks.nth(0).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".record.chosen .value")).to_contain_text("44%")
    page.locator("[data-language=en]").click()
    expect(page.get_by_role("group", name="Picture of the page with the records' values")).to_have_count(1)
    image, mark = page.locator("img.pageimage").bounding_box(), page.locator("a.mark rect").first.bounding_box()
    assert image is not None
    assert mark is not None
    assert image["x"] < mark["x"] < image["x"] + image["width"]


def test_the_size_of_a_page(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(printed("<p>Một</p>"))
    size = size_of(path, 1)
    assert size is not None
    assert [round(side) for side in size] == [595, 842]
    assert size_of(path, 9) is None
