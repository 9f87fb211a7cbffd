"""Letterheads in ninety forms, and what of a page no head is made of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pymupdf
import pytest
import yaml

import extract
from extract.contract.model import Head
from extract.head.head import HeadSpan, read_head
from extract.language.cleaning import composed
from extract.layout.outline import Outline, outline
from extract.readers import of_text, read
from tests.paper import SERIF

BODY = (
    "\n\nI. MỤC TIÊU\n\n1. Đến năm 2025, tối thiểu 80% hồ sơ được xử lý trực tuyến.\n\n"
    "2. Đến năm 2030, trên 90% cơ quan hoàn thành nhiệm vụ.\n"
)
MADE = yaml.safe_load((Path(__file__).parent / "letterheads.yaml").read_text("utf-8"))
ALWAYS = ("type", "number", "issued", "province", "district")
ASKED = ("signer", "title", "issuer")


def _fields(head: Head) -> dict[str, Any]:
    return head.model_dump() | {"province": head.province and head.province.name}


@pytest.mark.parametrize("made", [pytest.param(row, id=row["name"]) for row in MADE])
def test_letterheads(made: dict[str, Any]) -> None:
    body = BODY.lower() if made["name"].startswith("lower case") else BODY
    head = _fields(extract.extract(made["text"].replace("{body}", body)).document)
    keys = [*ALWAYS, *(key for key in ASKED if key in made)]
    low = {key: head[key] and head[key].casefold() for key in keys}
    assert low == {key: made.get(key) and made[key].casefold() for key in keys}


LEFT = ["ỦY BAN NHÂN DÂN", "TỈNH CAO BẰNG", "Số: 77/BC-UBND"]
RIGHT = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Cao Bằng, ngày 12 tháng 8 năm 2024"]


@pytest.mark.parametrize("gap", [4, 12, 19, 40])
def test_columns_of_a_printed_letterhead_however_near(gap: float, tmp_path: Path) -> None:
    """`gap`: points between the widest lines of both columns; under 20 the page reader joins them."""
    with pymupdf.open() as document:
        page, font, size = document.new_page(), pymupdf.Font(fontfile=SERIF), 12
        wide = [max(font.text_length(line, size) for line in side) for side in (LEFT, RIGHT)]
        writer = pymupdf.TextWriter(page.rect)
        for x, width, side in ((60, wide[0], LEFT), (60 + wide[0] + gap, wide[1], RIGHT)):
            for i, line in enumerate(side):
                writer.append((x + (width - font.text_length(line, size)) / 2, 80 + 16 * i), line, font, size)
        for i, line in enumerate(["BÁO CÁO", "Kết quả chuyển đổi số", *BODY.split("\n\n")[1:]]):
            writer.append((60, 170 + 18 * i), line.strip(), font, size)
        writer.write_text(page)
        document.save(tmp_path / "a.pdf")
    head = _fields(extract.extract(read(tmp_path / "a.pdf")).document)
    assert [head[key] for key in ALWAYS] == ["report", "77/BC-UBND", "2024-08-12", "Cao Bằng", None]
    assert head["issuer"] == "Ủy ban nhân dân tỉnh Cao Bằng"


def _spans(text: str) -> tuple[Head, list[HeadSpan], Outline]:
    shape = outline(composed(text))
    head, spans, _ = read_head(of_text(text), shape, ())
    return head, spans, shape


def _told(text: str) -> set[tuple[str, str]]:
    _, spans, shape = _spans(text)
    return {(shape.working.text[span.start : span.end], span.reason) for span in spans}


def test_digits_of_a_portal_are_those_of_the_head() -> None:
    text = f"Số hiệu | 12/QĐ-UBND\nNgày ban hành | 17/03/2022\nNgười ký | Phạm Xuân Lực\n\n{BODY}"
    assert _told(text) >= {("12/QĐ-UBND", "document_number"), ("17/03/2022", "date")}


def test_one_field_alone_is_no_block_of_a_portal() -> None:
    """An electronic signature says "Ngày ký", and is no date of issue."""
    text = f"Ký bởi: Văn phòng\nNgày ký: 13-03-2024 15:30:22\nTỈNH ỦY CAO BẰNG\nNGHỊ QUYẾT\nvề du lịch\n{BODY}"
    assert _spans(text)[0].issued is None


def test_a_resolution_is_dated_by_when_it_was_passed() -> None:
    passed = "Nghị quyết này đã được HĐND tỉnh khóa XI, kỳ họp thứ Ba thông qua ngày 13 tháng 7 năm 2017./."
    text = f"NGHỊ QUYẾT\nvề du lịch\nHỘI ĐỒNG NHÂN DÂN TỈNH GIA LAI\n{BODY}\n{passed}\n"
    assert _spans(text)[0].issued == "2017-07-13"
    assert ("13 tháng 7 năm 2017", "date") in _told(text)
    dated = f"Gia Lai, ngày 20 tháng 7 năm 2017\n{text}"
    assert _spans(dated)[0].issued == "2017-07-20", "what the letterhead says comes first"
    other = text.replace("NGHỊ QUYẾT\n", "KẾ HOẠCH\n")
    assert _spans(other)[0].issued is None, "what a plan cites is not its own"


def test_the_title_of_a_page_is_not_the_type_line() -> None:
    text = (
        "Nghị quyết 19-NQ/TU về du lịch\n\nTỈNH ỦY CAO BẰNG\n*\nSố 12-CTr/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n"
        f"Cao Bằng, ngày 5 tháng 10 năm 2021\n\nCHƯƠNG TRÌNH HÀNH ĐỘNG\nvề du lịch\n{BODY}"
    )
    head = _spans(text)[0]
    assert (head.type, head.issued) == ("programme", "2021-10-05")


def test_a_neighbour_is_not_the_province() -> None:
    text = f"GIỚI THIỆU XÃ\n\nXã nằm ở vùng núi, phía Bắc giáp với tỉnh Quảng Nam; phía Tây giáp xã bên.\n{BODY}"
    assert _spans(text)[0].province is None
    named = text.replace("phía Bắc giáp với", "thuộc")
    province = _spans(named)[0].province
    assert province is not None
    assert province.name == "Quảng Nam"


def test_an_excerpt_that_begins_with_a_label_has_the_type_of_its_heading() -> None:
    text = "G. KẾ HOẠCH PHÁT TRIỂN DU LỊCH NĂM 2025\n(Kèm theo Quyết định số 36/QĐ-UBND ngày 17/12/2024)\n"
    head = _spans(f"{text}{BODY}")[0]
    assert (head.type, head.number, head.issued) == ("plan", "36/QĐ-UBND", "2024-12-17")


def test_an_annex_alone_is_of_the_decision_it_came_with() -> None:
    text = "PHỤ LỤC I\nMỤC TIÊU DU LỊCH\n(Ban hành kèm theo Quyết định số 30/QĐ-UBND ngày 28/10/2025)\n"
    head = _spans(f"{text}{BODY}")[0]
    assert (head.type, head.number, head.issued) == ("decision", "30/QĐ-UBND", "2025-10-28")


def test_an_office_cut_in_two_by_its_column() -> None:
    text = f"CHỈ THỊ\nvề du lịch\n{BODY}\nNơi nhận:\n- Bộ Nội vụ;\n- Lưu: VT.\nCHỦ\nTỊCH\nNguyễn Khắc Tín\n"
    assert _spans(text)[0].signer == "Nguyễn Khắc Tín"


def test_the_stamps_owner_is_the_issuer_where_no_other_organ_is_named() -> None:
    text = f"UBND TỈNH CAO BẰNG\nĐẾN\nSố: 7741\nNgày: 07/10/2021\nKẾ HOẠCH\nvề du lịch\n{BODY}"
    head = _spans(text)[0]
    assert (head.issuer, head.issued, head.number) == ("Ủy ban nhân dân tỉnh Cao Bằng", None, None)


def test_a_commune_under_its_district() -> None:
    text = f"UBND HUYỆN YÊN ĐỊNH\nỦY BAN NHÂN DÂN XÃ YÊN LÂM\nSố: 18/KH-UBND\nKẾ HOẠCH\nvề du lịch\n{BODY}"
    head = _spans(text)[0]
    assert (head.district, head.issuer) == ("Yên Định", "Ủy ban nhân dân xã Yên Lâm")
