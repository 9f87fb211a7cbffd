"""Text as offices type it: blanks left out, units cut short, headings without marks, plan and result side by side."""

from __future__ import annotations

from typing import Any

import pytest

from extract.language.cleaning import composed
from extract.pipeline.components import extract
from extract.restore import restore
from tests.reading import NLP, records

PLAN = (
    "UBND XÃ A\nKẾ HOẠCH\nPhát triển kinh tế - xã hội\n\n"
    "Thực hiện chỉ đạo của cấp trên, UBND xã A xây dựng kế hoạch với các nội dung sau đây.\n\n"
)
REPORT = "BÁO CÁO\nKết quả thực hiện năm 2025\n\nII. KẾT QUẢ\n- "


def read(text: str, *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(record[field] for field in fields) for record in records(text)]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("đạt 68tr.đồng/người/năm", ("68tr.đồng/người/năm", 68, None, "money")),
        ("đạt 78 - 80tr.đồng/năm", ("78 - 80tr.đồng/năm", 78, 80, "money")),
        ("đạt 62 trđ/người", ("62 trđ/người", 62, None, "money")),
        ("đạt 62tr/người/năm", ("62tr/người/năm", 62, None, "money")),
        ("đạt 75 tr.đ/ng/năm", ("75 tr.đ/ng/năm", 75, None, "money")),
        ("đạt 5.500 ng.đ/tháng", ("5.500 ng.đ/tháng", 5500, None, "money")),
        ("đạt 1,2 tỷ.đồng", ("1,2 tỷ.đồng", 1.2, None, "money")),
        ("đạt68 tr.đ/người", ("68 tr.đ/người", 68, None, "money")),
        ("dat 61 tr.dong", ("61 tr.dong", 61, None, "money")),
        ("tăng từ5-7%", ("5-7%", 5, 7, "percent")),
        ("đạt 8 5 %", ("8 5 %", 85, None, "percent")),
        ("trên 9 5,5%", ("9 5,5%", 95.5, None, "percent")),
    ],
)
def test_values_as_typed(sentence: str, wanted: tuple[Any, ...]) -> None:
    text = f"Phấn đấu đến năm2030 thu nhập bình quân đầu người {sentence}."
    assert read(text, "text", "value", "upper", "unit") == [wanted]
    (target,) = extract(text, NLP).targets
    assert text[target.source.start : target.source.end] == wanted[0]
    assert target.period is not None
    assert target.period.end == 2030


@pytest.mark.parametrize(
    "text",
    [
        "Tuyến QL15 đi qua xã2 và thôn3 được phủ sóng 5G; khu tái định cư H2, lô B12.",
        "Thực hiện CV123/UBND và QĐ12/2025/QĐ-UBND, NQ05-NQ/TU về phòng, chống Covid19.",
        "Giống lúa ST25, OM18; vitamin B12; tiêu chuẩn TCVN5945; đường ĐT745; trạm T5.",
        "Sách dày 150 tr. in năm 2025; xem tr.15 và tr. 20; trừ 5đ thi đua.",
        "Căn cứ CV45/UBND-VP, KH12/KH-UBND, QĐ1719; xã3 huyện5; ấp2; khu5; quý4/2025; Zalo 0987654321.",
        "Lịch trực: T2,T4,T6; ca1->ca3; tuần5; phòng 12B; tầng3; lớp 10A1; bài5 trang7; chương3; câu4a.",
        "Nhóm A<B, ký hiệu x>2; mã số 8 5 thuộc lô 9 5.",
    ],
)
def test_codes_are_no_values(text: str) -> None:
    assert records(text) == []


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            "Thu thuế: 46,3 tỷ / DT tỉnh giao 40 tỷ = 115,75% DT",
            [(46.3, "actual"), (40, "target"), (115.75, "actual")],
        ),
        ("Thu thuế đạt 46,3 tỷ đồng / nghị quyết 40 tỷ đồng", [(46.3, "actual"), (40, "target")]),
        ("Số hộ thoát nghèo KH 45 hộ / TH 52 hộ.", [(45, "target"), (52, "actual")]),
        ("Trồng rừng: chỉ tiêu giao 300 ha/thực hiện 320 ha.", [(300, "target"), (320, "actual")]),
    ],
)
def test_plan_and_result_beside_a_bar(sentence: str, wanted: list[tuple[float, str]]) -> None:
    assert read(REPORT + sentence, "value", "kind") == wanted


def test_an_arrow_before_words_parts_what_is_told() -> None:
    text = "Năm 2025 tỷ lệ hộ có nhà tiêu hợp vệ sinh 70% {} năm 2026 đạt 78%."
    for arrow in ("→", "->", "=>", "⇒"):
        assert read(text.format(arrow), "value", "period")[1:] == [(78, "in 2026")], arrow


def test_headings_without_marks_or_blanks_say_kind_and_period() -> None:
    text = PLAN + (
        "A.KET QUA NAM 2025\n1.Kinh te\n- Thu nhập bình quân 58 triệu đồng/người.\n- Tỷ lệ hộ nghèo 4,2%.\n"
        "B.CHI TIEU NAM 2026\n1.Kinh te\n- Thu nhập bình quân 62 triệu đồng/người.\n"
    )
    assert read(text, "value", "kind", "period") == [
        (58, "actual", "in 2025"), (4.2, "actual", "in 2025"), (62, "target", "in 2026"),
    ]  # fmt: skip


MARKED = "Tỷ lệ hộ nghèo của xã còn 3,5%, giảm so với năm trước; thu nhập của người dân được nâng lên rõ rệt.\n"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("KE HOACH", "KẾ HOẠCH"),
        ("I.KET QUA NAM 2025", "I.KẾT QUẢ NĂM 2025"),
        ("III.TO CHUC THUC HIEN", "III.TỔ CHỨC THỰC HIỆN"),
        ("3. Cai cach hanh chinh", "3. Cải cách hành chính"),
        ("- San luong dat 1200 tan", "- Sản lượng đạt 1200 tấn"),
    ],
)
def test_a_lone_line_gets_its_marks(line: str, wanted: str) -> None:
    assert restore(composed(f"{MARKED}{line}\n{MARKED}")).working.text == f"{MARKED}{wanted}\n{MARKED}"


@pytest.mark.parametrize(
    "line",
    [
        "CAO MINH ANH", "Cao Minh Anh", "1. Minh Quang", "Smart City", "1. Data Center", "2. Chatbot AI",
        "- Mobile Money", "Net Zero", "Email: vanthu@xa.gov.vn, tep bao-cao.pdf", "- Cao su: 120 ha", "TT PVHCC",
        "12 ha; 15 km",
    ],
)  # fmt: skip
def test_a_lone_line_of_names_stays(line: str) -> None:
    text = f"{MARKED}{line}\n{MARKED}"
    assert restore(composed(text)).working.text == text


def test_a_line_of_syllables_is_read_only_where_one_surely_lacks_marks() -> None:
    alone, together = f"{MARKED}1.Xa hoi\n{MARKED}", f"{MARKED}1.Xa hoi\n{MARKED}KE HOACH\n"
    assert restore(composed(alone)).working.text == alone
    assert "1.Xã hội\n" in restore(composed(together)).working.text


def test_a_numbered_line_that_holds_nothing_is_an_item() -> None:
    text = (
        PLAN
        + "I. CHỈ TIÊU 2026\n1. Thời gian chờ : 14 -> 10 phút/lượt\n2. Chỉ số CCHC: tăng 3-5 bậc, vào top 30/148 xã\n"
    )
    assert read(text, "value", "unit", "period") == [
        (10, "minutes", "in 2026"), (3, "places", "in 2026"), (30, "rank", "in 2026"),
    ]  # fmt: skip
    headed = PLAN + "I. NỘI DUNG\n1. Thời gian chờ 14 phút\nMọi cơ quan niêm yết công khai thời gian này.\n"
    assert records(headed) == []


def test_lines_without_marks_or_full_stops_are_a_list_of_the_goals_above() -> None:
    text = PLAN + (
        "Chỉ tiêu năm 2026\nTổng đàn gia súc đạt 5.200 con\nTỷ lệ tiêm phòng đạt 90%\n"
        "Các phòng chuyên môn, các thôn trong xã căn cứ kế hoạch này thực hiện, hằng tháng báo cáo kết quả.\n"
        "Tỷ lệ hồ sơ đúng hạn đạt 98%\n"
    )
    assert read(text, "value", "period") == [(5200, "in 2026"), (90, "in 2026"), (98, None)]
    assert records(text)[0]["unit_text"] == "con"  # no word of the line below


def test_a_heading_behind_the_opening_is_no_title() -> None:
    items = "MỤC TIÊU,CHỈ TIÊU NĂM 2026\na)Tăng trưởng kinh tế 8%.\n"
    assert read(PLAN + items, "value", "period") == [(8, "in 2026")]
    assert read("UBND XÃ A\n" + items, "value", "period") == [(8, None)]
