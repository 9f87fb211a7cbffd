"""Soft hyphens, zero-width blanks and joiners within numbers and words change nothing that is read, in any format."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from html import escape

import pymupdf
import pytest

from extract.pipeline.stages import extract
from extract.readers import of_bytes
from tests.packed import grid, saved_page, shape, slides
from tests.paper import SERIF
from tests.sheets import xlsx
from tests.word import package, para, table

TITLE = "Kế hoạch cải cách hành chính năm 2025 của Ủy ban nhân dân tỉnh Phú Yên."
GOAL = "Đến năm 2025, tối thi|ểu 8|0% hồ s|ơ giải quyết đúng h|ạn; tỷ lệ h|ộ nghèo giảm còn dư|ới 1|2,|5%."
ROWS = (("Chỉ t|iêu", "Năm 20|25 (%)"), ("Tỷ lệ h|ộ nghèo", "1|2,5"), ("Tỷ lệ bao ph|ủ bảo hiểm y tế", "9|5"))
UNSEEN = ("\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff")
Rows = list[list[str]]


def _html(goal: str, rows: Rows) -> bytes:
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    page = f"<html><body><p>{TITLE}</p><p>{escape(goal)}</p><table>{body}</table></body></html>"
    return page.encode("ascii", "xmlcharrefreplace")


def _docx(goal: str, rows: Rows) -> bytes:
    return package(para(TITLE) + para(goal) + table(*rows))


def _text(goal: str, rows: Rows) -> bytes:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([TITLE, "", goal, "", lines[0], "|---|---|", *lines[1:], ""]).encode()


def _csv(goal: str, rows: Rows) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([[TITLE, ""], [goal, ""], *rows])
    return out.getvalue().encode()


def _pdf(goal: str, rows: Rows) -> bytes:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_font(fontname="F", fontfile=SERIF)
    for at, part in enumerate([TITLE, *goal.split("; ")]):
        page.insert_text((50, 80 + 14 * at), part + ";" * (at == 1), fontname="F", fontsize=10)
    data: bytes = document.tobytes()
    return data


MAKERS: dict[str, tuple[str, Callable[[str, Rows], bytes]]] = {
    "text": ("a.txt", _text), "html": ("a.html", _html), "docx": ("a.docx", _docx), "csv": ("a.csv", _csv),
    "xlsx": ("a.xlsx", lambda goal, rows: xlsx({"A": [[TITLE], [goal], *rows]})),
    "pptx": ("a.pptx", lambda goal, rows: slides(shape(TITLE), shape(goal), grid(rows))),
    "mht": ("a.mht", lambda goal, rows: saved_page(_html(goal, rows).decode())),
    "pdf": ("a.pdf", _pdf),
}  # fmt: skip


def _read(name: str, sign: str) -> list[tuple[object, ...]]:
    file, make = MAKERS[name]
    source = of_bytes(make(GOAL.replace("|", sign), [[cell.replace("|", sign) for cell in row] for row in ROWS]), file)
    found = extract(source)
    for target in found.targets:
        where = target.source
        assert source.raw[where.start : where.end] == where.text
        digits = "".join(letter for letter in where.text if letter.isdigit() or letter == ",")
        assert f"{target.measure.value:g}".replace(".", ",") == digits
    return [
        (t.kind, t.indicator.id, t.indicator.text, t.measure.unit, t.measure.relation, t.measure.value, t.period)
        for t in found.targets
    ]


@pytest.mark.parametrize("name", MAKERS)
def test_what_nobody_sees_changes_nothing(name: str) -> None:
    plain = _read(name, "")
    assert [(relation, value) for *_, relation, value, _ in plain][:2] == [("ge", 80), ("lt", 12.5)]
    for sign in UNSEEN:
        assert _read(name, sign) == plain, ascii(sign)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("8<!-- -->0%", 80), ("8<!-- 9 -->0%", 80), ("85<wbr>,5%", 85.5), ("1.<WBR />250 ha", 1250),
        ("12<!--x-->%", 12),
        ("8\\.5%", 8.5), ("85\\,5%", 85.5), ("80\\%", 80), ("80&percnt;", 80), ("85&comma;5%", 85.5), ("8\x000%", 80),
    ],
)  # fmt: skip
def test_what_a_browser_or_markdown_shows_nothing_of_parts_no_number(written: str, value: float) -> None:
    found = extract(f"Đến năm 2026, tỷ lệ hộ dùng nước sạch đạt trên {written}.\n")
    assert [(t.measure.value, t.source.text) for t in found.targets] == [(value, written)]
    assert [r.reason for r in found.rejected] == ["period"]


@pytest.mark.parametrize("between", ["\x00", "\x1f", "<!-- 5 -->", "<wbr>"])
def test_nor_does_it_on_a_page(between: str) -> None:
    goal = f"<p>Đến năm 2026, tỷ lệ hộ dùng nước sạch đạt trên 85,{between}5%.</p>"
    page = f"<html><head><meta charset='utf-8'></head><body><p>{TITLE}</p>{goal}</body></html>"
    assert "trên 85,5%" in of_bytes(page.encode(), "a.html").raw
