"""Tables whose columns only white space parts: a record a cell, and none where the head does not say of what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pymupdf
import pytest

from extract.contract.model import Target
from extract.pipeline.components import extract
from extract.readers import of_bytes
from tests.paper import A4, SERIF, scanned
from tests.reading import NLP
from tests.test_ocr import needs_ocr

Line = tuple[float, Sequence[tuple[float, str]]]
X = (85.0, 330.0, 400.0, 470.0)
WIDE = (85.0, 110.0, 330.0, 400.0, 470.0)
HEAD = ("Chỉ tiêu", "Đơn vị", "2025", "2030")
ROWS = (
    ("Tỷ lệ che phủ rừng", "%", "40", "42"),
    ("Tỷ lệ hộ nghèo", "%", "3,5", "2"),
    ("Thu nhập bình quân đầu người", "Triệu đồng", "60", "90"),
    ("Tỷ lệ lao động qua đào tạo", "%", "65", "75"),
)
UNITS = {"%": "percent", "Triệu đồng": "money"}
INTRO: list[Line] = [(110, [(85, "Các chỉ tiêu chủ yếu của tỉnh đến năm 2030 được giao như sau:")])]


def after(y: float) -> list[Line]:
    words = "Các sở, ban, ngành và địa phương căn cứ chức năng, nhiệm vụ được giao tổ chức thực hiện"
    return [(y, [(85, words)]), (y + 16, [(85, "kế hoạch này, định kỳ báo cáo kết quả trước ngày 15 tháng 12.")])]


def rows(cells: Sequence[Sequence[str]], y: float, step: float = 18, at: Sequence[float] = X) -> list[Line]:
    return [(y + step * i, list(zip(at, row, strict=False))) for i, row in enumerate(cells)]


def sheet(*pages: Sequence[Line], rules: Sequence[float] = ()) -> bytes:
    document: Any = pymupdf.open()
    face = pymupdf.Font(fontfile=SERIF)
    for lines in pages:
        page = document.new_page(width=A4.width, height=A4.height)
        ink = pymupdf.TextWriter(page.rect)
        for y, cells in lines:
            for x, text in cells:
                ink.append((x, y), text, font=face, fontsize=12)
        ink.write_text(page)
        for y in rules:
            page.draw_line((85, y), (510, y), width=0.5)
    made: bytes = document.tobytes()
    return made


def targets(data: bytes) -> tuple[Target, ...]:
    return extract(of_bytes(data, "annex.pdf"), NLP).targets


Read = list[tuple[str, str, float | None, object]]


def read(data: bytes) -> Read:
    return [(t.indicator.text, t.measure.unit, t.measure.value, t.period and t.period.end) for t in targets(data)]


def wanted(table: Sequence[Sequence[str]] = ROWS) -> Read:
    return [
        (name, UNITS[unit], float(value.replace(",", ".")), year)
        for name, unit, *values in table
        for value, year in zip(values, (2025, 2030), strict=True)
    ]


@pytest.mark.parametrize(
    "rules", [(), (126, 146, 220), (126, 146, 164, 182, 200, 218)], ids=["none", "three", "one a row"]
)
def test_columns_parted_by_white_space(rules: tuple[float, ...]) -> None:
    data = sheet([*INTRO, *rows([HEAD, *ROWS], 140), *after(260)], rules=rules)
    assert read(data) == wanted()
    assert "| Tỷ lệ hộ nghèo | % | 3,5 | 2 |\n" in of_bytes(data, "a.pdf").raw
    assert "\n\nCác sở, ban, ngành" in of_bytes(data, "a.pdf").raw


LONG = (
    ("Tỷ lệ thủ tục hành chính được cung cấp dịch vụ công trực tuyến toàn trình", "%", "80", "100"),
    ("Tỷ lệ hồ sơ được giải quyết trên Cổng Dịch vụ công quốc gia", "%", "90", "95"),
    ("Tỷ lệ hộ nghèo", "%", "3,5", "2"),
)
PARTS = (
    ("Tỷ lệ thủ tục hành chính được cung cấp", "dịch vụ công trực tuyến toàn trình"),
    ("Tỷ lệ hồ sơ được giải quyết trên Cổng", "Dịch vụ công quốc gia"),
)


@pytest.mark.parametrize("down", [0.0, 7.0, 15.0], ids=["top", "middle", "foot"])
def test_a_name_over_two_lines(down: float) -> None:
    lines = [*INTRO, *rows([HEAD], 140)]
    for i, (parts, row) in enumerate(zip(PARTS, LONG, strict=False)):
        y = 160 + 37 * i
        lines += [(y, [(85, parts[0])]), (y + 15, [(85, parts[1])])]
        lines.append((y + down, list(zip(X[1:], row[1:], strict=True))))
    lines += rows([LONG[2]], 234)
    assert read(sheet([*lines, *after(270)])) == wanted(LONG)


def test_a_number_column_a_merged_head_and_headings_within() -> None:
    lines = [
        *INTRO,
        (125, [(420, "Mục tiêu")]),
        (140, [(85, "TT"), (110, "Chỉ tiêu"), (330, "Đơn vị")]),
        (147, [(400, "Năm 2025"), (470, "Năm 2030")]),
        (165, [(85, "I. Chỉ tiêu kinh tế")]),
        *rows([("1", *ROWS[0]), ("2", "Thu nhập bình quân đầu người", "Triệu", "60", "90")], 183, at=WIDE),
        (216, [(330, "đồng")]),
        (234, [(85, "II. Chỉ tiêu xã hội của tỉnh trong giai đoạn tới")]),
        *rows([("3", *ROWS[1]), ("4", *ROWS[3])], 252, at=WIDE),
    ]
    assert read(sheet([*lines, *after(300)])) == wanted([ROWS[0], ROWS[2], ROWS[1], ROWS[3]])


@pytest.mark.parametrize("shift", [-12.0, 12.0, 24.0])
def test_heads_that_do_not_stand_over_their_figures(shift: float) -> None:
    head = [(x + (shift if i > 1 else 0), text) for i, (x, text) in enumerate(zip(X, HEAD, strict=True))]
    assert read(sheet([*INTRO, (140, head), *rows(ROWS, 158), *after(260)])) == wanted()


def test_heads_over_the_wrong_columns_give_no_record() -> None:
    head = [(x - (30 if i > 1 else 0), text) for i, (x, text) in enumerate(zip(X, HEAD, strict=True))]
    assert read(sheet([*INTRO, (140, head), *rows(ROWS, 158), *after(260)])) == []


def test_years_over_two_columns_each() -> None:
    at = (85.0, 260.0, 320.0, 375.0, 430.0, 485.0)
    lines = [
        *INTRO,
        (125, [(345, "2025"), (455, "2030")]),
        *rows([("Chỉ tiêu", "Đơn vị", "Tỉnh", "Huyện", "Tỉnh", "Huyện")], 142, at=at),
        *rows([(name, unit, a, "10", b, "20") for name, unit, a, b in ROWS], 160, at=at),
    ]
    found = read(sheet([*lines, *after(270)]))
    assert [(value, year) for _, _, value, year in found] == [
        (float(value.replace(",", ".")), year)
        for _, _, a, b in ROWS
        for value, year in ((a, 2025), ("10", 2025), (b, 2030), ("20", 2030))
    ]


@pytest.mark.parametrize("again", [True, False])
def test_over_a_page_break(again: bool) -> None:
    first = [*INTRO, *rows([HEAD, *ROWS[:2]], 700), (810, [(290, "1")])]
    second = [(40, [(290, "2")]), *rows([*[HEAD][: int(again)], *ROWS[2:]], 70), *after(160)]
    data = sheet(first, second)
    assert read(data) == wanted()
    assert [t.source.page for t in targets(data)] == [1] * 4 + [2] * 4
    assert of_bytes(data, "a.pdf").raw.count("| Chỉ tiêu |") == 1


def test_a_row_over_a_page_break() -> None:
    top = list(zip(X, (PARTS[0][0], *LONG[0][1:]), strict=True))
    first = [*INTRO, *rows([HEAD], 740), *rows([ROWS[0]], 758), (776.0, top)]
    second = [(70.0, [(85.0, PARTS[0][1])]), *rows(ROWS[1:], 90), *after(160)]
    assert read(sheet(first, second)) == wanted([ROWS[0], LONG[0], *ROWS[1:]])


@pytest.mark.parametrize("head", [(), (HEAD[:3],), (("Họ và tên", "Tuổi"),)])
def test_without_a_head_of_every_column_there_is_no_record(head: tuple[tuple[str, ...], ...]) -> None:
    assert read(sheet([*INTRO, *rows([*head, *ROWS], 140), *after(260)])) == []


@needs_ocr
def test_in_a_scan() -> None:
    assert read(scanned(sheet([*INTRO, *rows([HEAD, *ROWS], 140), *after(260)]))) == wanted()
