"""Web pages and parts of them are told from text by where their words stand."""

from __future__ import annotations

import pytest

from extract.readers import of_bytes
from extract.readers.sniff import format_of
from tests.packed import GOAL

TABLE = f"<tr><td style='width:40%'>Chỉ tiêu</td><td width='60%'>{GOAL}</td></tr>"


@pytest.mark.parametrize(
    "page",
    [
        f"<div style='width:95%'><p>{GOAL}</p></div>",
        f"<table border=1>{TABLE}</table>",
        TABLE,
        f"<p>{GOAL}</p><p>{GOAL}</p>",
        f"<span>{GOAL}</span><br><span>{GOAL}</span>",
        f"\n\n<!-- <p>a</p> lưu ngày 3/5 -->\n<div>{GOAL}</div>",
        f"\ufeff<!-- a --><section><h2>Mục tiêu</h2>{GOAL}</section>",
        f"<p>{GOAL}\n<p>{GOAL}\n<ul><li>{GOAL}<li>{GOAL}</ul>",
        f"<?xml version='1.0'?>\n<div xmlns='x'><p>{GOAL}</p></div>",
        f"Mục tiêu<br><table>{TABLE * 9}</table>",
    ],
    ids=["div", "table", "tr", "p", "span", "comment", "mark", "open ends", "xml", "a word before"],
)
def test_a_part_of_a_page_is_a_page(page: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        assert format_of(page.encode(encoding)) == "html"
    raw = of_bytes(page.encode(), "a").raw
    assert GOAL in raw.replace("\n", " ")
    assert "<" not in raw
    assert "40%" not in raw
    assert "95%" not in raw


@pytest.mark.parametrize(
    "text",
    [
        f"Tỷ lệ < 5% và > 3%.\n{GOAL}",
        f"<5% số xã chưa đạt; {GOAL}",
        f"<Tên cơ quan>\n<Số văn bản>\n{GOAL}",
        f"<p>\n{GOAL}\n{GOAL}",
        f"<p align='center'>KẾ HOẠCH</p>\n\n# Mục tiêu\n\n- {GOAL}\n- {GOAL}\n",
        f"# Mục tiêu\n\n| a | b |\n|---|---|\n| x<br>y | {GOAL} |\n\n<b>Lưu ý</b>\n",
        f"<!-- ghi chú -->\n\n{GOAL}",
        f"<!-- ghi chú không hết\n\n{GOAL} <b>a</b>",
    ],
    ids=["less", "first less", "places", "one tag", "centred", "markdown", "comment", "open comment"],
)
def test_text_with_a_tag_in_it_is_text(text: str) -> None:
    assert format_of(text.encode()) == "text"
    assert of_bytes(text.encode(), "a").raw == text


@pytest.mark.parametrize("piece", ["<!-- ", "<!---->", "<p ", "<p>", "</p>", "<div><p>"])
def test_telling_takes_time_that_grows_with_the_length(piece: str) -> None:
    format_of((piece * 200_000).encode())
