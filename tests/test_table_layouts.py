"""Layouts of tables that offices use: what heads, cells and the words around them say together, and rules drawn."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading import records

HEAD = (
    "ỦY BAN NHÂN DÂN TỈNH BẮC NINH\nSố: 12/BC-UBND\nBắc Ninh, ngày 15 tháng 01 năm 2026\n\n"
    "BÁO CÁO\nKết quả năm 2025\n\n"
)


def ruled(*lines: str, above: str = "") -> str:
    """A table whose rows are told with bars between cells, the first its head."""
    rows = [f"| {line} |" for line in lines]
    return "\n".join([above, "", rows[0], "|---" * (lines[0].count("|") + 1) + "|", *rows[1:], ""])


def given(text: str, *fields: str) -> list[tuple[Any, ...]]:
    """The records of a document with this table: their texts and these fields, of a period its last year."""
    found = [{**record, "period": (record["period"] or "").split(" ")[-1]} for record in records(HEAD + text)]
    return [tuple(record[field] for field in ("text", *fields)) for record in found]


SHARES = {
    "beside a count": ruled(
        "TT | Đơn vị | Tiếp nhận | Giải quyết đúng hạn | Tỷ lệ (%)",
        "1 | Sở Y tế | 1.250 | 1.240 | 99,2",
        "2 | Sở Nội vụ | 830 | 800 | 96,4",
        above="Biểu 2. Tình hình giải quyết hồ sơ thủ tục hành chính",
    ),
    "under the head of a count": ruled(
        "STT | Xã, phường | Đúng hạn | ",
        "| | Số hồ sơ | Tỷ lệ %",
        "1 | Xã Hoa Lư | 1.240 | 99,2",
        "2 | Xã Tân Hòa | 800 | 96,4",
    ),
    "behind a dash": ruled(
        "STT | Cơ quan | Đúng hạn | ",
        "| | - Số hồ sơ | - Tỷ lệ (%)",
        "1 | Sở Y tế | 1.240 | 99,2",
        "2 | Sở Nội vụ | 800 | 96,4",
    ),
    "of a head to the left": ruled(
        "Đơn vị | Hồ sơ tiếp nhận | Đúng hạn | Tỷ lệ (%)",
        "Sở Y tế | 1.250 | 1.240 | 99,2",
        "Sở Nội vụ | 830 | 800 | 96,4",
        above="Bảng 1. Kết quả năm 2025",
    ),
    "in a row, the caption says of what": ruled(
        "TT | Chỉ tiêu | ĐVT | Kết quả năm 2025",
        "1 | Tỷ lệ giải quyết đúng hạn | % | 99,2",
        "2 | Tỷ lệ xử lý đúng hạn | % | 96,4",
        above="Kết quả tiếp nhận, xử lý hồ sơ tại Bộ phận Một cửa",
    ),
}


@pytest.mark.parametrize("layout", SHARES)
def test_share_is_of_what_stands_around_it(layout: str) -> None:
    shares = [row for row in given(SHARES[layout], "unit", "id", "kind") if row[1] == "percent"]
    assert shares == [(text, "percent", "procedure.on_time", "actual") for text in ("99,2", "96,4")]


def test_words_around_name_no_other_thing() -> None:
    text = ruled(
        "Đơn vị | Hồ sơ tiếp nhận | Phòng họp có máy chiếu (%)", "Sở Y tế | 1.250 | 80", "Sở Nội vụ | 830 | 90",
        above="Kết quả giải quyết hồ sơ đúng hạn",
    )  # fmt: skip
    assert {row[2] for row in given(text, "unit", "id") if row[1] == "percent"} == {None}


def test_words_above_say_only_what_is_counted() -> None:
    text = ruled(
        "Nội dung | Số lượng | Tỷ lệ (%)", "Cán bộ có chữ ký số | 1.120 | 87,2", "Phòng họp có máy tính | 20 | 80",
        above="Bảng kết quả chuyển đổi số năm 2025",
    )  # fmt: skip
    assert {row[2] for row in given(text, "unit", "id") if row[1] == "percent"} == {None}


def test_share_is_of_the_head_beside_it_not_of_a_remainder() -> None:
    text = ruled(
        "Bộ, ngành | Dịch vụ phải kết nối | Chưa kết nối | Tỷ lệ thực hiện (%)", "Bộ Y tế | 50 | 10 | 80",
        "Bộ Nội vụ | 20 | 2 | 90", above="Kết quả kết nối dịch vụ công",
    )  # fmt: skip
    assert all("chưa" not in row[2].lower() for row in given(text, "unit", "name") if row[1] == "percent")


def test_of_a_count_and_its_share_the_share_is_the_share() -> None:
    text = ruled(
        "Xã | Số hộ | Hộ nghèo | Tỷ lệ", "Xã Hoa Lư | 1.250 | 30 | 2,4", "Xã Tân Hòa | 830 | 83 | 10,0",
        above="Bảng 3. Hộ nghèo năm 2025",
    )  # fmt: skip
    units = {row[0]: row[1] for row in given(text, "unit")}
    assert (units["2,4"], units["10,0"]) == ("percent", "percent")
    assert "percent" not in {units.get("1.250"), units.get("830")}


def test_column_with_the_sign_in_most_cells_is_of_shares() -> None:
    text = ruled(
        "Cơ quan | Văn bản ký số | Hồ sơ nộp trực tuyến", "Sở Y tế | 1.240 | 99,2%", "Sở Nội vụ | 830 | 100",
        "Sở Tư pháp | 640 | 91%", above="Kết quả năm 2025",
    )  # fmt: skip
    shares = [row[0] for row in given(text, "unit") if row[1] == "percent"]
    assert shares == ["99,2%", "100", "91%"]


@pytest.mark.parametrize(
    "scale", ["thang điểm 100", "trên thang điểm 100", "thang điểm: 100", "thang 100 điểm", "theo thang điểm 100"]
)
def test_scale_in_brackets_is_the_unit(scale: str) -> None:
    text = ruled(
        f"TT | Xã, phường | Mức độ hài lòng của người dân ({scale})", "1 | Xã Hoa Lư | 93,2", "2 | Xã Tân Hòa | 86",
        above="Kết quả khảo sát năm 2025",
    )  # fmt: skip
    assert given(text, "unit") == [("93,2", "points"), ("86", "points")]


def test_column_that_is_a_scale_gives_nothing() -> None:
    text = ruled(
        "TT | Đơn vị | Điểm chuẩn | Điểm đạt", "1 | Sở Y tế | 100 | 88", "2 | Sở Nội vụ | 100 | 90,5",
        above="Kết quả đánh giá năm 2025",
    )  # fmt: skip
    assert [row[0] for row in given(text)] == ["88", "90,5"]


LABELLED = {
    "Cấp tỉnh: 99%; cấp xã: 97%": [("99%", "province"), ("97%", "commune")],
    "Cấp tỉnh 99%, cấp xã 97%": [("99%", "province"), ("97%", "commune")],
    "Sở, ngành: 99%; UBND cấp xã: 97%": [("99%", "province"), ("97%", "commune")],
    "≥ 99% (cấp xã ≥ 97%)": [("99%", None), ("97%", "commune")],
    "Miền núi: 90%; đồng bằng: 97%": [("90%", None), ("97%", None)],
}


@pytest.mark.parametrize("cell", LABELLED)
def test_labelled_values_of_a_cell_are_all_of_its_row(cell: str) -> None:
    text = ruled("TT | Chỉ tiêu | Mục tiêu năm 2026", f"1 | Tỷ lệ hồ sơ giải quyết đúng hạn | {cell}",
                 "2 | Tỷ lệ hồ sơ nộp trực tuyến | 85%")  # fmt: skip
    rows = given(text, "level", "id", "kind", "period")
    assert [row[:2] for row in rows[:-1]] == LABELLED[cell]
    assert {row[2:] for row in rows[:-1]} == {("procedure.on_time", "target", "2026")}


def test_part_of_a_value_in_its_cell() -> None:
    text = ruled("TT | Chỉ tiêu | Mục tiêu năm 2026", "1 | Tỷ lệ lao động qua đào tạo | 72%, trong đó có bằng cấp 34%",
                 "2 | Tỷ lệ hộ nghèo | 1%")  # fmt: skip
    assert given(text, "name", "period")[:2] == [
        ("72%", "Tỷ lệ lao động qua đào tạo", "2026"),
        ("34%", "Tỷ lệ lao động qua đào tạo … có bằng cấp", "2026"),
    ]


def test_tasks_with_counts_are_no_labelled_values() -> None:
    text = ruled("TT | Nội dung | Khối lượng năm 2026", "1 | Tuyên truyền | Xây dựng 02 phóng sự, in 03 tài liệu",
                 "2 | Tập huấn | Mở 02 lớp, mời 03 chuyên gia")  # fmt: skip
    assert all("tuyên truyền" not in row[1].lower() for row in given(text, "name"))


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("91,8% (năm 2024: 88,25%)", [("91,8%", "2025", None), ("88,25%", "2024", None)]),
        ("91,8% (năm 2024 là 88,25%)", [("91,8%", "2025", None), ("88,25%", "2024", None)]),
        ("318 vụ, giảm 41 vụ (11,4%)",
         [("318", "2025", None), ("41", "2025", "decrease"), ("11,4%", "2025", "decrease")]),
        ("58,9% (66/112 thôn)", [("58,9%", "2025", None)]),
        ("7,8%/năm", [("7,8%", "2025", None)]),
    ],
)  # fmt: skip
def test_result_beside_that_of_the_year_before(cell: str, wanted: list[tuple[Any, ...]]) -> None:
    text = ruled("Chỉ tiêu | Mục tiêu năm 2025 | Kết quả năm 2025", f"Thôn có đường ô tô đến trung tâm | 95% | {cell}",
                 "Tỷ lệ che phủ rừng | 60% | 60,2%")  # fmt: skip
    assert given(text, "period", "direction")[1:-2] == wanted


def test_yearly_rate_in_a_cell() -> None:
    text = ruled("Chỉ tiêu | Kết quả 2025 | Mục tiêu đến năm 2030", "Tăng năng suất lao động | 5,9% | 7,8%/năm",
                 "Đóng góp của TFP vào tăng trưởng | 38% | 50%")  # fmt: skip
    rows = given(text, "per", "direction")
    assert rows == [("5,9%", None, "increase"), ("7,8%", "year", "increase"), ("38%", None, None), ("50%", None, None)]


def test_row_that_begins_with_its_unit_counts_it() -> None:
    text = ruled("TT | Chỉ tiêu | ĐVT | TH 2025", "1 | Xã đạt chuẩn nông thôn mới | Xã | 40",
                 "2 | Xã phấn đấu trồng cây xanh | cây | 500")  # fmt: skip
    assert next(row[1] for row in given(text, "level")) == "commune"


RULES = ["-" * 60, "=" * 60, "_" * 60, "─" * 60, "---  ----------------  ------  ------  ------"]


@pytest.mark.parametrize("rule", RULES)
def test_drawn_rules_part_rows_and_are_none(rule: str) -> None:
    text = (
        "Biểu 4. Kết quả\n\n"
        f"TT   Chỉ tiêu                          ĐVT          Năm 2024    Năm 2025\n{rule}\n"
        "1    Hồ sơ giải quyết đúng hạn         %            97,2        98,4\n"
        "2    Thời gian giải quyết bình quân    ngày/hồ sơ   4,5         3,8\n"
        f"     một hồ sơ đất đai\n{rule}\n"
        "3    Số cuộc họp trực tuyến            cuộc         120         155\n"
        f"{rule}\nNguồn: Văn phòng.\n"
    )
    rows = given(text, "name", "period")
    assert [row[0] for row in rows] == ["97,2", "98,4", "4,5", "3,8", "120", "155"]
    assert rows[2][1] == "Thời gian giải quyết bình quân một hồ sơ đất đai"
    assert [row[2] for row in rows[:2]] == ["2024", "2025"]


GAPS = {
    "in the middle": ("1\nTỷ lệ hộ nghèo\n%\n2,5\n\n2,3\n", [("2,5", "2025"), ("2,3", "2026")]),
    "first of the values": ("1\nTỷ lệ hộ nghèo\n%\n\n2,4\n2,3\n", [("2,4", "2025"), ("2,3", "2026")]),
    "last": ("1\nTỷ lệ hộ nghèo\n%\n2,5\n2,4\n\n", [("2,5", "2025"), ("2,4", "2025")]),
    "two": ("1\nTỷ lệ hộ nghèo\n%\n\n\n2,3\n", [("2,3", "2026")]),
    "no unit": ("1\nSố xã nghèo (xã)\n\n5\n4\n2\n", [("5", "2025"), ("4", "2025"), ("2", "2026")]),
}


@pytest.mark.parametrize("gap", GAPS)
def test_blank_line_in_a_row_is_an_empty_cell(gap: str) -> None:
    first, wanted = GAPS[gap]
    text = f"Biểu 6\n\nTT\nChỉ tiêu\nĐVT\nKH 2025\nTH 2025\nKH 2026\n{first}"
    text += "2\nTỷ lệ che phủ rừng\n%\n55\n56\n57\n3\nTỷ lệ đô thị hóa\n%\n35\n36\n37\n\nNơi nhận:\n"
    rows = given(text, "period")
    assert rows[:-3] == [*wanted, ("55", "2025"), ("56", "2025"), ("57", "2026")]


def test_cells_of_several_values_one_a_line() -> None:
    text = (
        "Phụ lục\n\nChỉ tiêu\nMục tiêu năm 2025\nKết quả năm 2025\nĐơn vị chủ trì\n"
        "Tỷ lệ che phủ rừng\n60,2%\n60,2% (không đổi)\nChi cục Kiểm lâm\n"
        "Chỉ số hài lòng SIPAS\n-\n83,9%, xếp 21/34\nSở Nội vụ\n"
        "Khách du lịch\n2,1 triệu lượt\n1,96 triệu lượt; giảm 3,2%\nSở Du lịch\n"
    )
    assert given(text, "kind", "period") == [
        ("60,2%", "target", "2025"), ("60,2%", "actual", "2025"), ("83,9%", "actual", "2025"),
        ("21/34", "actual", "2025"), ("2,1 triệu", "target", "2025"), ("1,96 triệu", "actual", "2025"),
        ("3,2%", "actual", "2025"),
    ]  # fmt: skip


def test_names_that_end_in_a_number_are_names() -> None:
    text = (
        "Biểu 7. Giảm nghèo\n\nVùng\nTỷ lệ hộ nghèo năm 2025 (%)\nTỷ lệ hộ nghèo năm 2030 (%)\n"
        "Dọc quốc lộ 6\n4,15\n1,2\nThôn 3\n10,8\n2,9\nVùng cao\n19,4\n6,5\n"
    )
    wanted = [("4,15", "2025"), ("1,2", "2030"), ("10,8", "2025"), ("2,9", "2030"), ("19,4", "2025"), ("6,5", "2030")]
    assert given(text, "period") == wanted


def test_last_row_may_end_before_its_last_cell() -> None:
    text = (
        "Biểu 8\n\nTT\nChỉ tiêu\nĐVT\nTH 2025\nKH 2026\nKH/TH (%)\n1\nSố việc làm mới\nngười\n400\n440\n110\n"
        "2\nTỷ lệ rác thải được thu gom\n%\n91,5\nTrên 93\n"
        "Điều 2. Các phòng, ban và Ủy ban nhân dân các xã, phường căn cứ chỉ tiêu được giao tổ chức thực hiện.\n"
    )
    assert given(text, "unit", "period")[-2:] == [("91,5", "percent", "2025"), ("93", "percent", "2026")]


@pytest.mark.parametrize(
    ("works", "cost"),
    [
        ("Tên công trình", "Tổng mức đầu tư (triệu đồng)"),
        ("Danh mục dự án", "TMĐT"),
        ("Gói thầu", "Giá gói thầu (triệu đồng)"),
        ("Hạng mục", "Dự toán (triệu đồng)"),
        ("Dự án", "Chi phí (triệu đồng)"),
    ],
)
def test_costs_of_a_list_of_works_are_no_goals(works: str, cost: str) -> None:
    text = ruled(
        f"TT | {works} | Địa điểm | {cost} | Khối lượng hoàn thành (%)",
        "1 | Đường liên xã | Xã A | 12.500 | 40",
        "2 | Trường mầm non | Xã B | 8.200 | 75",
    )
    assert [row[0] for row in given(text)] == ["40", "75"]
