"""Annexes pasted with one cell a line: groups, totals, two rows of heads, and whose and of when their values are."""

from __future__ import annotations

import pytest

from extract.contract.faults import UNGUARDED
from extract.language.cleaning import composed
from extract.layout.tables import tables_of
from extract.pipeline.components import extract
from tests.reading import NLP

OPENING = (
    "UBND TỈNH HÒA AN\n\nSố: 14/QĐ-UBND\nHòa An, ngày 15 tháng 12 năm 2025\n\nQUYẾT ĐỊNH\nVề việc giao chỉ tiêu\n\n"
)
ANNEX = "PHỤ LỤC\nCHỈ TIÊU GIAO NĂM 2026\n\n"


def stacked(*rows: str) -> str:
    """A cell a line; cells are parted by bars."""
    return "".join(f"{cell.strip()}\n" for row in rows for cell in row.split("|") if cell.strip())


def rows_of(text: str) -> list[list[str]]:
    """The cells of the one table of a text."""
    whole = composed(text)
    (table,) = tables_of(whole.text, UNGUARDED, whole)
    return [[" ".join(whole.text[a:b].split()) for a, b in row] for row in table.rows]


def read(table: str, behind: str = "") -> list[str]:
    """The records of an annex: value, kind, year, tier and place."""
    found = extract(f"{OPENING}{ANNEX}{table}{behind}", NLP).targets
    return [
        " ".join(str(part or "-") for part in (t.source.text, t.kind, t.period and t.period.end, t.level, place))
        for t in found
        for place in (t.place.name if t.place else None,)
    ]


def test_bodies_below_groups_that_have_no_values() -> None:
    table = stacked(
        "TT | Cơ quan, địa phương | Hồ sơ trực tuyến 10 tháng năm 2025 (%) | Hồ sơ trực tuyến năm 2026 (%)",
        "I | Các sở",
        "1 | Sở Xây dựng | 96,2 | 98",
        "2 | Sở Nông nghiệp và Môi trường | 71,5 | 85",
        "II | Các xã, phường",
        "3 | Định Hóa | 62,7 | 80",
    )
    assert read(table, "\nGhi chú: số liệu cột 3, cột (4) do Trung tâm cung cấp.\n") == [
        "96,2 actual 2025 province Sở Xây dựng",
        "98 target 2026 province Sở Xây dựng",
        "71,5 actual 2025 province Sở Nông nghiệp và Môi trường",
        "85 target 2026 province Sở Nông nghiệp và Môi trường",
        "62,7 actual 2025 commune Định Hóa",
        "80 target 2026 commune Định Hóa",
    ]


@pytest.mark.parametrize("titles", [("I", "II"), ("A", "B"), ("*", "*"), ("1", "2"), ("", "")])
def test_group_whatever_marks_it(titles: tuple[str, str]) -> None:
    first, second = titles
    below = ("1.1", "1.2", "2.1") if first == "1" else ("1", "2", "3")
    rows = (
        ["TT", "Đơn vị", "Năm 2025 (%)", "Năm 2026 (%)"],
        [first, "Các sở", "", ""],
        [below[0], "Sở Y tế", "90", "98"],
        [below[1], "Sở Nội vụ", "85", "95"],
        [second, "Các phường", "", ""],
        [below[2], "Phường Tân Giang", "70", "80"],
    )
    assert rows_of(stacked(*(" | ".join(row) for row in rows))) == [list(row) for row in rows]


def test_total_stands_above_the_first_ordinal() -> None:
    rows = (
        ["STT", "Đơn vị", "Năm 2025 (%)", "Năm 2026 (%)"],
        ["", "Toàn tỉnh", "93,1", "95"],
        ["I", "Các phường", "", ""],
        ["1", "Phường Sông Hiến", "97,5", "98,2"],
        ["2", "Phường Tân Giang", "96,8", "97,5"],
    )
    assert rows_of(stacked(*(" | ".join(row) for row in rows))) == [list(row) for row in rows]


@pytest.mark.parametrize("numbers", ["(1)|(2)|(3)|(4)|(5)|(6)", "A|B|1|2|3|4=2/3", "1|2|3|4|5|6", ""])
def test_heads_below_years_are_as_many_as_the_columns_numbered(numbers: str) -> None:
    table = stacked(
        "TT | Xã | Năm 2025 | Năm 2026 | Số hộ | Tỷ lệ (%) | Số hộ | Tỷ lệ (%)",
        numbers,
        "1 | Mỹ Tân | 112 | 5,2 | 80 | 3,7",
        "2 | Mỹ Hòa | 95 | 4,8 | 70 | 3,5",
    )
    assert rows_of(table) == [
        ["TT", "Xã", "Năm 2025", "Năm 2025", "Năm 2026", "Năm 2026"],
        ["", "", "Số hộ", "Tỷ lệ (%)", "Số hộ", "Tỷ lệ (%)"],
        ["1", "Mỹ Tân", "112", "5,2", "80", "3,7"],
        ["2", "Mỹ Hòa", "95", "4,8", "70", "3,5"],
    ]


def test_remarks_left_empty_are_no_second_row_of_heads() -> None:
    rows = (
        ["TT", "Cơ quan", "Đúng hạn (%)", "Trực tuyến (%)", "Ghi chú"],
        ["1", "Sở Tư pháp", "99,8", "92,4", ""],
        ["2", "Sở Công Thương", "100", "98", ""],
        ["3", "Sở Y tế", "91,2", "64,5", "Đề nghị đẩy nhanh tiến độ"],
    )
    assert rows_of(stacked(*(" | ".join(row) for row in rows))) == [list(row) for row in rows]


def test_body_is_of_the_tier_of_the_place_it_sits_in() -> None:
    table = stacked(
        "TT | Đơn vị | Năm 2026 (%)",
        "1 | Trung tâm Y tế huyện Nam Trà | 95",
        "2 | Bệnh viện Đa khoa tỉnh | 97",
        "3 | Trạm Y tế xã Trà Tập | 90",
    )
    assert read(table) == [
        "95 target 2026 district Trung tâm Y tế huyện Nam Trà",
        "97 target 2026 - Bệnh viện Đa khoa tỉnh",
        "90 target 2026 commune Trạm Y tế xã Trà Tập",
    ]


def test_total_stands_under_the_column_that_it_sums_up() -> None:
    table = stacked(
        "TT | Đơn vị | Công suất (%) | Giường kế hoạch (giường) | Ghi chú",
        "1 | Bệnh viện tỉnh | 95 | 650 |",
        "2 | Bệnh viện Y học cổ truyền | 85 | 150 | Tăng 20 giường",
        "3 | Trung tâm Y tế Nam Trà | 90 | 120 |",
        "Cộng | 920",
    )
    assert rows_of(f"{table}\nTrân trọng./.\n")[-2:] == [
        ["3", "Trung tâm Y tế Nam Trà", "90", "120", ""],
        ["", "Cộng", "", "920", ""],
    ]


def test_total_that_sums_up_nothing_stands_nowhere() -> None:
    table = stacked(
        "TT | Đơn vị | Năm 2025 (hộ) | Năm 2026 (hộ)",
        "1 | Xã Trà Tập | 80 | 60",
        "2 | Xã Trà Mai | 90 | 55",
        "Cộng | 71",
    )
    assert len(rows_of(table)) == 3


def test_units_in_their_column_are_no_names() -> None:
    cells = ["Chỉ tiêu", "Đơn vị tính", "Năm 2024", "Năm 2025"]
    cells += [
        "Hộ dùng nước sạch",
        "%",
        "68",
        "72",
        "Công trình xây mới",
        "Công trình",
        "4",
        "-",
        "Đấu nối",
        "Hộ",
        "12",
        "15",
    ]
    text = "".join(f"{cell}\n\n" for cell in [*cells, "Nơi nhận:", "- Như Điều 3;"])
    assert rows_of(text) == [cells[at : at + 4] for at in range(0, len(cells), 4)]


TWO = stacked("TT | Đơn vị | Năm 2026 (%)", "1 | Sở Y tế | 95", "2 | Sở Nội vụ (*) | 88")


@pytest.mark.parametrize(
    "note",
    [
        "Ghi chú: 03 đơn vị chưa báo cáo, không đưa vào biểu.",
        "Ghi chú:\n1. Số liệu lấy từ trục liên thông.\n2. 03 đơn vị chưa có số liệu.",
        "(*) Chỉ tiêu 3: không tính bếp ăn dưới 30 suất.",
        "Nguồn: Báo cáo của 12 sở, ngành và 54 xã.",
        "Ghi chú: Cột (5) = cột (4)/cột (3) x 100; chỉ tiêu tại số thứ tự 2, 3 giao cho UBND xã.",
        "Ghi chú: STT 1 đến STT 3 xếp theo tỷ lệ từ cao xuống thấp.",
    ],
)
def test_note_below_a_table_counts_no_goal(note: str) -> None:
    assert len(read(TWO, f"\n{note}\n")) == 2


@pytest.mark.parametrize(
    "behind",
    [
        "Ghi chú: Riêng năm 2027 phấn đấu toàn tỉnh đạt 97%.",
        "Ghi chú: Chỉ tiêu giao bổ sung năm 2026 là 1.200 người.",
        "Ghi chú: số liệu đến 31/8/2025.\n1. Phát triển mới 12.000 người tham gia bảo hiểm xã hội.",
    ],
)
def test_goal_in_a_note_or_behind_it_is_one(behind: str) -> None:
    assert len(read(TWO, f"\n{behind}\n")) == 3


def test_heads_begin_anew_below_each_of_those_above() -> None:
    table = stacked(
        "TT | Đơn vị | Người tham gia | Bao phủ (%) | Năm 2024 | Năm 2025 | Kế hoạch 2026 | Kế hoạch 2026",
        "1 | Xã Sơn Hà | 210 | 260 | 320 | 93",
        "2 | Xã Sơn Linh | 180 | 215 | 270 | 92,5",
    )
    assert rows_of(table)[:2] == [
        ["TT", "Đơn vị", "Người tham gia", "Người tham gia", "Người tham gia", "Bao phủ (%)"],
        ["", "", "Năm 2024", "Năm 2025", "Kế hoạch 2026", "Kế hoạch 2026"],
    ]


def test_units_below_the_heads() -> None:
    table = stacked(
        "TT | Xã | Thu ngân sách | Việc làm | (triệu đồng) | (người)",
        "1 | Hải Hòa | 8.400 | 320",
        "2 | Kỳ Thượng | 1.150 | 90",
    )
    assert rows_of(table)[:2] == [["TT", "Xã", "Thu ngân sách", "Việc làm"], ["", "", "(triệu đồng)", "(người)"]]


@pytest.mark.parametrize("years", [("Năm 2025", "Năm 2026"), ("Thực hiện 2025", "Kế hoạch 2026")])
def test_heads_at_the_left_edge_of_their_columns(years: tuple[str, str]) -> None:
    lines = [
        f"TT   Xã         {years[0]:<18}              {years[1]}",
        "                Số hộ nghèo (hộ)   Tỷ lệ (%)   Số hộ nghèo (hộ)   Tỷ lệ (%)",
        "1    Mỹ Tân     112                5,2         80                 3,7",
        "2    Mỹ Hòa     95                 4,8         70                 3,5",
    ]
    assert rows_of("\n".join(lines) + "\n")[0][2:] == [years[0], years[0], years[1], years[1]]


def test_titles_between_rows_with_tabs_whose_other_cells_are_empty() -> None:
    text = (
        "Chỉ tiêu\tNăm 2025 (%)\tNăm 2026 (%)\nMôi trường đô thị\t\t\nThu gom rác\t94\t96\n"
        "Môi trường nông thôn\t\t\nNhà tiêu hợp vệ sinh\t89\t91\n"
    )
    assert [row[0] for row in rows_of(text)][1:] == [
        "Môi trường đô thị", "Thu gom rác", "Môi trường nông thôn", "Nhà tiêu hợp vệ sinh",
    ]  # fmt: skip


def test_title_of_rows_with_one_value_is_no_row() -> None:
    rows = (
        ["STT", "Đơn vị", "Năm 2026 (%)"],
        ["A", "Sở, ngành", ""],
        ["1", "Sở Y tế", "95"],
        ["2", "Sở Nội vụ", "94"],
        ["B", "Xã, phường", ""],
        ["1", "Xã Ba Tơ", "88"],
    )
    assert rows_of(stacked(*(" | ".join(row) for row in rows))) == [list(row) for row in rows]


def test_next_ordinal_is_no_value_of_a_row_that_lacks_one() -> None:
    table = stacked(
        "TT | Xã | Năm 2025 (%) | Năm 2026 (%)",
        "1 | Xã Ba Vì | 90 |",
        "2 | Xã Ba Tơ | 80 | 85",
        "3 | Xã Trà Mi | 60 |",
        "4 | Xã Sơn Hà | 50 | 55",
    )
    assert [row[0] for row in rows_of(table)] == ["TT", "1", "2", "3", "4"]
    assert [line.split()[0] for line in read(table)] == ["90", "80", "85", "60", "50", "55"]


def test_remarks_left_empty_where_no_row_has_an_ordinal() -> None:
    rows = (
        ["Đơn vị", "Kế hoạch năm 2026 (ha)", "Ghi chú"],
        ["Xã Ba Tơ", "50", ""],
        ["Xã Trà Mi", "60", "Trồng mới"],
        ["Cộng", "110", ""],
    )
    assert rows_of(stacked(*(" | ".join(row) for row in rows))) == [list(row) for row in rows]


def test_last_row_lacks_its_last_cell() -> None:
    table = stacked(
        "TT | Chỉ tiêu | Đơn vị | TH 2025 | KH 2026 | KH/TH (%)",
        "1 | Lúa | ha | 500 | 510 | 102",
        "2 | Hộ nghèo | % | 3 | 2 |",
    )
    assert rows_of(table)[-1] == ["2", "Hộ nghèo", "%", "3", "2", ""]
    assert rows_of(f"{table}\nGhi chú: số liệu ước.\n")[-1] == ["2", "Hộ nghèo", "%", "3", "2", ""]


def test_those_charged_stand_before_the_names() -> None:
    table = stacked(
        "TT | Cơ quan chủ trì | Chỉ tiêu | ĐVT | Năm 2026",
        "1 | Sở Y tế | Bác sĩ trên vạn dân | bác sĩ | 12",
        "2 | Sở Nội vụ | Mức độ hài lòng | % | 90",
    )
    assert rows_of(table)[1] == ["1", "Sở Y tế", "Bác sĩ trên vạn dân", "bác sĩ", "12"]


def test_quarters_and_the_whole_year_are_heads() -> None:
    table = stacked(
        "STT | Đơn vị thực hiện | Quý I | Quý II | Cả năm 2026",
        "1 | Sở Y tế | 15% | 45% | 100%",
        "2 | Sở Nội vụ | 10% | 40% | 95%",
    )
    assert rows_of(table)[0] == ["STT", "Đơn vị thực hiện", "Quý I", "Quý II", "Cả năm 2026"]


def test_bar_before_an_empty_last_cell_where_no_line_ends_in_one() -> None:
    text = "TT | Chỉ tiêu | Năm 2026 (%) | Ghi chú\n1 | Hộ nghèo | 2,5 | \n2 | Hộ cận nghèo | 4 | Ước\n"
    assert rows_of(text)[1:] == [["1", "Hộ nghèo", "2,5", ""], ["2", "Hộ cận nghèo", "4", "Ước"]]


def test_letter_of_a_name_is_no_label() -> None:
    table = stacked("TT | Xã | Năm 2026 (%)", "1 | A Lưới | 88", "2 | A Vương | 85")
    assert [line.split(" ", 4)[4] for line in read(table)] == ["A Lưới", "A Vương"]


def names(caption: str, table: str) -> list[str]:
    """What the records below a caption are said to measure."""
    return [target.indicator.text for target in extract(f"{OPENING}PHỤ LỤC\n{caption}\n\n{table}", NLP).targets]


def test_caption_names_what_heads_give_only_kind_and_unit_of() -> None:
    table = stacked(
        "TT | Đơn vị | Chỉ tiêu giao (người)", "1 | Công đoàn ngành Y tế | 650", "2 | Công đoàn Tri Tôn | 300"
    )
    assert names("PHÂN BỔ CHỈ TIÊU PHÁT TRIỂN ĐOÀN VIÊN NĂM 2026", table) == ["PHÁT TRIỂN ĐOÀN VIÊN"] * 2
    assert names("SỐ LƯỢNG TUYỂN MỚI CỦA CÁC ĐƠN VỊ NĂM 2026", table) == ["SỐ LƯỢNG TUYỂN MỚI CỦA CÁC ĐƠN VỊ"] * 2


def test_quarters_name_nothing_below_a_caption_that_does() -> None:
    table = stacked(
        "STT | Đơn vị thực hiện | Quý I | Quý III | Cả năm 2026",
        "1 | Sở Y tế | 15% | 45% | 100%",
        "2 | Sở Nội vụ | 10% | 40% | 95%",
    )
    assert set(names("GIAO CHỈ TIÊU TỶ LỆ GIẢI NGÂN NĂM 2026", table)) == {"TỶ LỆ GIẢI NGÂN"}


def test_share_below_a_year_is_of_what_is_counted_beside_it() -> None:
    table = stacked(
        "TT | Xã | Năm 2025 | Năm 2026 | Số hộ nghèo (hộ) | Tỷ lệ (%) | Số hộ nghèo (hộ) | Tỷ lệ (%)",
        "1 | Mỹ Tân | 112 | 5,2 | 80 | 3,7",
        "2 | Mỹ Hòa | 95 | 4,8 | 70 | 3,5",
    )
    assert set(names("CHỈ TIÊU GIẢM NGHÈO", table)) == {"Số hộ nghèo"}


def test_values_that_look_like_ordinals_are_none() -> None:
    table = stacked(
        "TT | Huyện | Số xã đạt chuẩn | Đường cứng hóa | (xã) | (km)",
        "1 | Lập Thạch | 3 | 14,5",
        "2 | Tam Đảo | 2 | 9",
        "3 | Sông Lô | 2 | 11,2",
    )
    assert [row[0] for row in rows_of(table)] == ["TT", "", "1", "2", "3"]
