"""The whole story: files dragged in, two reviewers, a server killed, a document that changes, forms taken away."""

from __future__ import annotations

import base64
import io
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from extract.readers.scan import engine
from extract.reviewing.store import Store
from tests.browser import chromium, needs_chromium
from tests.paper import printed, scanned
from tests.test_serve_process import CODE, served
from tests.word import of_text

__all__ = ["chromium"]

HEAD = "ỦY BAN NHÂN DÂN TỈNH SÓC TRĂNG\n\n{kind}\n\n"
PLAN = HEAD.format(kind="KẾ HOẠCH") + (
    "Đến năm 2025, 80% hồ sơ được tiếp nhận trực tuyến.\n\nĐến năm 2025, tỷ lệ hộ nghèo còn dưới 3%.\n\n"
    "Sở Y tế bố trí 12 xe cứu thương cho tuyến huyện vào năm 2025.\n\nMỗi huyện lập một tổ kiểm tra.\n"
)
REPORT = HEAD.format(kind="BÁO CÁO") + "Năm 2024, tỷ lệ hộ nghèo còn 2,5%.\n"
RESOLUTION = HEAD.format(kind="NGHỊ QUYẾT") + "Đến năm 2030, 95% hộ dân nông thôn được sử dụng nước sạch.\n"
DROP = """(files) => {
  const data = new DataTransfer();
  const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  for (const [name, text] of files) data.items.add(new File([bytes(text)], name));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


@contextmanager
def entered(chromium: Browser, address: str, name: str) -> Iterator[Page]:
    """A browser of somebody who is signed in, on the first page."""
    context = chromium.new_context(locale="vi-VN", viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page = context.new_page()
    page.goto(f"{address}/sign-in")
    page.get_by_label("Mã mời").fill(CODE)
    page.get_by_label("Họ và tên").fill(name)
    page.get_by_role("button", name="Vào", exact=True).click()
    page.wait_for_url(f"{address}/")
    yield page
    context.close()


def drop(page: Page, *files: tuple[str, bytes]) -> None:
    page.evaluate(DROP, [[name, base64.b64encode(data).decode()] for name, data in files])


def read_anew(page: Page, address: str, word: str) -> None:
    """Wait until an output has a word of the new text."""
    until = monotonic() + 60
    while word not in page.request.get(address).text():
        assert monotonic() < until, "it was not extracted anew"
        sleep(0.2)


def card(page: Page, text: str) -> Any:
    return page.locator(".record", has_text=text).first


def saved(page: Page) -> None:
    expect(page.locator(".ledger .message")).to_have_text("Đã lưu", timeout=20_000)


def taken(page: Page, name: str) -> bytes:
    """The bytes of a form, by its button on the page of downloads."""
    with page.expect_download(timeout=30_000) as waiting:
        page.locator(f"form[action='/exports/{name}'] button").click()
    return Path(waiting.value.path()).read_bytes()


def said(at: Path) -> list[tuple[str, str]]:
    return [(each.by, each.verdict) for each in Store(at).of("ke-hoach")]


@needs_chromium
@pytest.mark.skipif(not engine.available(), reason="tesseract or its Vietnamese model is not installed")
def test_from_files_dragged_in_to_forms_taken_away(tmp_path: Path, chromium: Browser) -> None:
    at, port = tmp_path / "office", str(free_port())
    plan = ("ke-hoach.txt", PLAN.encode())
    with served(at, "--port", port) as (server, address), entered(chromium, address, "Lan") as lan:
        drop(lan, plan, ("bao-cao.docx", of_text(REPORT)), ("nghi-quyet.pdf", scanned(printed(RESOLUTION))))
        expect(lan.locator("tbody tr")).to_have_count(3, timeout=60_000)
        lan.goto(f"{address}/documents/ke-hoach")
        card(lan, "tiếp nhận trực tuyến").get_by_role("button", name="Sai").click()
        saved(lan)
        card(lan, "hộ nghèo").get_by_role("button", name="Sửa").click()
        lan.locator("form.fix [name=value]").fill("2,75")
        lan.locator("form.fix .rest summary").click()
        lan.locator("form.fix [name=responsible]").fill("Sở Lao động")
        lan.keyboard.press("Enter")
        saved(lan)
        lan.locator("#add").click()
        lan.locator("#finding input").fill("một tổ kiểm tra")
        lan.locator("#finding li button").first.click()
        lan.locator("form.fix [name=value]").fill("1")
        lan.locator("form.fix [name=period_type]").select_option("by")
        lan.locator("form.fix [name=period_end]").fill("2025")
        lan.keyboard.press("Enter")
        saved(lan)
        with entered(chromium, address, "Minh") as minh:
            minh.goto(f"{address}/documents/ke-hoach")
            card(minh, "tiếp nhận trực tuyến").get_by_role("button", name="Đúng", exact=True).click()
            saved(minh)
            minh.goto(f"{address}/agreement")
            minh.locator(".dispute li", has_text="Lan").get_by_role("button").click()
            expect(minh.locator(".dispute")).to_have_count(0)
        server.kill()
        server.wait()
        card(lan, "xe cứu thương").get_by_role("button", name="Đúng", exact=True).click()
        expect(lan.locator(".ledger .message.bad")).to_contain_text("Chưa lưu được")
        with served(at, "--port", port):  # the page sends by itself what it had kept
            saved(lan)
            assert said(at) == [
                ("Lan", "wrong"), ("Lan", "corrected"), ("Lan", "missed"), ("Minh", "right"), ("Minh", "wrong"),
                ("Lan", "right"),
            ]  # fmt: skip
            lan.goto(address)
            lan.locator("[name=replace]").check()
            drop(lan, (plan[0], PLAN.replace("80% hồ sơ", "80% hồ sơ đất đai").encode()))
            expect(lan.locator("#bring-told")).to_contain_text("Đã nhận tệp")
            read_anew(lan, f"{address}/api/documents/ke-hoach", "đất đai")
            lan.goto(f"{address}/exports")
            tracker, summary = taken(lan, "tracker"), taken(lan, "summary")
    written = json.loads((at / "ke-hoach.json").read_bytes())
    assert "đất đai" in json.dumps(written, ensure_ascii=False), "it was extracted anew"
    verdicts = {each["source"]["text"]: each.get("reviewed", {}).get("verdict") for each in written["targets"]}
    assert verdicts == {"80%": "wrong", "3%": "corrected", "12": "right", "một tổ kiểm tra": "added"}
    sheets = openpyxl.load_workbook(io.BytesIO(tracker), read_only=True)
    cells = {str(cell) for row in sheets.worksheets[0].iter_rows(values_only=True) for cell in row if cell is not None}
    assert {"2.75", "Sở Lao động", "12", "95"} <= cells
    assert not {"80", "3"} & cells
    paper = docx.Document(io.BytesIO(summary))
    tables = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    words = "\n".join([*(each.text for each in paper.paragraphs), *tables])
    assert "2,75" in words
    assert "95" in words
    assert "80%" not in words
    assert "word/media/image1.png" in ZipFile(io.BytesIO(summary)).namelist() or "hộ nghèo" in words
