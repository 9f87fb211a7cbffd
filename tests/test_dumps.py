"""Tables that lost their ruling: each form is read as the ruled table is; prose and lists stay what they are."""

from __future__ import annotations

from typing import Any

import pytest

from extract.contract.faults import UNGUARDED
from extract.language.cleaning import composed
from extract.layout.tables import tables_of
from tests.reading import records

ROWS = [
    ["TT", "Chỉ tiêu", "ĐVT", "TH 2025", "KH 2026"],
    ["1", "Tỷ lệ hộ nghèo", "%", "3,1", "Giảm 0,7"],
    ["2", "Số xã đạt chuẩn nông thôn mới", "Xã", "58", "≥ 63"],
    ["", "Trong đó: Số xã đạt chuẩn nâng cao", "Xã", "-", "12"],
    ["3", "Chỉ số PCI", "Hạng", "24/34", "Nhóm 10"],
]
PLAIN = [row for row in ROWS if "-" not in row]


def ruled(rows: list[list[str]]) -> str:
    head, *body = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([head, "|---" * len(rows[0]) + "|", *body, ""])


def stacked(rows: list[list[str]], *, between: str = "\n", apart: str = "") -> str:
    return apart.join("".join(f"{cell}{between}" for cell in row if cell) for row in rows)


FORMS = {
    "bars without outer ones": "".join(" | ".join(row) + "\n" for row in ROWS),
    "bars, the last one outer": "".join(" | ".join(row) + " |\n" for row in ROWS),
    "bars, some rows apart": "\n".join(" | ".join(row) + "\n" for row in ROWS),
    "tabs": "".join("\t".join(row) + "\n" for row in ROWS),
    "wide blanks": "".join("     ".join(row).strip() + "\n" for row in ROWS),
    "two blanks": "".join("  ".join(row).strip() + "\n" for row in ROWS),
    "one cell a line": stacked(ROWS),
    "one cell a line, rows apart": stacked(ROWS, apart="\n"),
    "one cell a line, each apart": stacked(ROWS, between="\n\n"),
}


def compared(text: str) -> list[tuple[Any, ...]]:
    fields = ("kind", "name", "unit", "unit_text", "relation", "value", "upper", "out_of", "direction", "period")
    return [tuple(str(record.get(field)) for field in fields) for record in records(text)]


@pytest.mark.parametrize("form", FORMS)
def test_form_is_read_as_the_ruled_table(form: str) -> None:
    wanted = compared(ruled(ROWS))
    assert len(wanted) == 7
    assert compared(FORMS[form]) == wanted


@pytest.mark.parametrize(
    "behind", ["Tổ chức thực hiện: giao các sở theo dõi.", "(1) Không kể thu viện trợ.", "II. GIẢI PHÁP"]
)
@pytest.mark.parametrize("form", FORMS)
def test_text_behind_is_no_row(form: str, behind: str) -> None:
    text = composed(f"{FORMS[form]}\n{behind}\n")
    (table,) = tables_of(text.text, UNGUARDED, text)
    assert behind not in text.text[table.start : table.end]
    assert len(table.rows) == len(ROWS)


def rows_of(text: str) -> list[list[str]]:
    """The cells of the one table of a text."""
    whole = composed(text)
    (table,) = tables_of(whole.text, UNGUARDED, whole)
    return [[" ".join(whole.text[a:b].split()) for a, b in row] for row in table.rows]


def test_sections_and_titles_one_cell_a_line() -> None:
    text = (
        "TT\nChỉ tiêu\nĐVT\nTH 2025\nKH 2026\nI\nXÃ HỘI\n1\nTỷ lệ hộ nghèo\n%\n3,1\n2,4\nII\nCẢI CÁCH\n"
        "2\nHồ sơ đúng hạn\n%\n- Cấp tỉnh\n%\n98\n99\n- Cấp xã\n%\n95\nTừ 98 trở lên\n"
    )
    rows = rows_of(text)
    assert rows[1] == ["I", "XÃ HỘI", "", "", ""]
    assert rows[4] == ["2", "Hồ sơ đúng hạn", "%", "", ""]
    assert rows[6] == ["", "- Cấp xã", "%", "95", "Từ 98 trở lên"]
    names = [record["name"] for record in records(text)]
    assert names[2:] == ["Hồ sơ đúng hạn … Cấp tỉnh"] * 2 + ["Hồ sơ đúng hạn … Cấp xã"] * 2


def test_title_among_rows_with_tabs() -> None:
    text = "TT\tChỉ tiêu\tĐVT\tNăm 2026\nI. KINH TẾ\n1\tTăng trưởng GRDP\t%\t8,5\nII. XÃ HỘI\n2\tHộ nghèo\t%\t2,4\n"
    assert [row[1] for row in rows_of(text)] == ["Chỉ tiêu", "KINH TẾ", "Tăng trưởng GRDP", "XÃ HỘI", "Hộ nghèo"]


def test_columns_are_numbered() -> None:
    text = "TT\nChỉ tiêu\nĐVT\nNăm 2025\nNăm 2026\nA\nB\n1\n2\n3\n"
    text += "1\nHộ nghèo\n%\n3,1\n2,4\n2\nĐộ che phủ rừng\n%\n58\n59\n"
    assert rows_of(text)[1:] == [["1", "Hộ nghèo", "%", "3,1", "2,4"], ["2", "Độ che phủ rừng", "%", "58", "59"]]


def test_head_of_two_rows_one_cell_a_line() -> None:
    body = "1\nHộ nghèo\n%\n3,1\n3,0\n2,4\n2,2\n2\nSố xã\nxã\n58\n59\n60\n61\n3\nBao phủ y tế\n%\n95\n94\n96\n97\n"
    text = f"STT\nChỉ tiêu\nĐơn vị\nNăm 2024\nNăm 2025\nKế hoạch\nThực hiện\nKế hoạch\nThực hiện\n{body}"
    got = [(r["kind"], r["period"], r["value"]) for r in records(text)][:4]
    years = [("target", "in 2024"), ("actual", "in 2024"), ("target", "in 2025"), ("actual", "in 2025")]
    assert got == [(*year, value) for year, value in zip(years, (3.1, 3, 2.4, 2.2), strict=True)]


def test_head_of_two_lines() -> None:
    heads = "STT\nChỉ tiêu\nĐơn vị\ntính\nThực hiện\n(2025)\nKế hoạch 2026\n"
    text = heads + "1\nHộ nghèo\n%\n3,1\n2,4\n2\nSố xã đạt chuẩn\nxã\n58\n63\n"
    assert rows_of(text)[0] == ["STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện (2025)", "Kế hoạch 2026"]


def test_head_of_two_rows_with_tabs() -> None:
    text = (
        "TT\tChỉ tiêu\tĐVT\tNăm 2025\t\tKH năm 2026\n\t\t\tKế hoạch\tƯớc TH\t\n1\tHộ nghèo\t%\t3,1\t3,0\t2,4\n"
        "2\tSố xã đạt chuẩn\txã\t58\t\t\n"
    )
    got = [(r["kind"], r["period"], r["value"]) for r in records(text)]
    assert got[:2] == [("target", "in 2025", 3.1), ("actual", "in 2025", 3.0)]
    assert got[2:] == [("target", "in 2026", 2.4), ("target", "in 2025", 58)]


def test_two_row_head_with_bars_is_spread_by_its_words() -> None:
    heads = [["STT", "Cơ quan", "Tổng số", "Kết quả", "Tỷ lệ (%)", "Ghi chú"], ["Giao", "Bổ sung", "Đã làm", "Còn lại"]]
    body = [[f"{n}.", f"Sở {n}", "12", "2", "10", "4", "71,4", ""] for n in range(1, 6)]
    lines = ["|"]
    for row in [*heads, *body]:
        lines += [line for cell in row for line in (cell, "|") if line] + ["|"]
    rows = rows_of("\n".join(lines) + "\n")
    assert rows[0] == ["STT", "Cơ quan", "Tổng số", "Tổng số", "Kết quả", "Kết quả", "Tỷ lệ (%)", "Ghi chú"]
    assert rows[1] == ["", "", "Giao", "Bổ sung", "Đã làm", "Còn lại", "", ""]
    assert [row[6] for row in rows[2:]] == ["71,4"] * 5


# -- heads


def test_column_of_words_under_a_head_of_its_own_names() -> None:
    got = records(
        ruled([["TT", "Lĩnh vực", "Năm 2024 (%)"], ["1", "Cải cách thể chế", "85,9"], ["2", "Tài chính công", "91"]])
    )
    assert [(r["name"], r["value"]) for r in got] == [("Cải cách thể chế", 85.9), ("Tài chính công", 91)]


def test_groups_down_and_measures_with_units_across() -> None:
    got = records(ruled([["Khối lớp", "Tốt (%)", "Khá (%)"], ["Lớp 6", "24,5", "41,3"], ["Lớp 7", "23,8", "40,2"]]))
    assert [(r["name"], r["unit"], r["value"]) for r in got] == [
        ("Lớp 6 … Tốt", "percent", 24.5), ("Lớp 6 … Khá", "percent", 41.3),
        ("Lớp 7 … Tốt", "percent", 23.8), ("Lớp 7 … Khá", "percent", 40.2),
    ]  # fmt: skip


def test_years_down_are_no_groups() -> None:
    got = records(
        ruled([["Năm", "Tỷ lệ hộ nghèo (%)", "Rừng trồng (ha)"], ["2026", "3,1", "410"], ["2027", "2,4", "520"]])
    )
    assert [(r["name"], r["period"]) for r in got][:2] == [("Tỷ lệ hộ nghèo", "in 2026"), ("Rừng trồng", "in 2026")]


def test_change_of_position_under_its_head() -> None:
    got = records(
        ruled(
            [
                ["TT", "Chỉ tiêu", "Thứ hạng năm 2024", "Tăng, giảm bậc so với năm 2023"],
                ["1", "Gia nhập thị trường", "8", "+5"],
                ["2", "Tiếp cận đất đai", "29", "-11"],
            ]
        )
    )
    assert [(r["unit"], r["value"], r["direction"]) for r in got] == [
        ("rank", 8, None), ("places", 5, "increase"), ("rank", 29, None), ("places", 11, "decrease"),
    ]  # fmt: skip


def test_lead_in_names_in_brackets_what_columns_of_years_hold() -> None:
    rows = ruled([["TT", "Xã", "Năm 2020", "KH năm 2025"], ["1", "Lạng Khê", "12", "19"], ["2", "Cam Lâm", "11", "17"]])
    got = records(f"Tiến độ tại các xã chưa đạt chuẩn (số tiêu chí đạt):\n\n{rows}")
    assert [(r["name"], r["value"]) for r in got] == [("số tiêu chí đạt", v) for v in (12, 19, 11, 17)]


def test_goal_among_rows_of_places() -> None:
    rows = [
        ["TT", "Xã, phường", "Hồ sơ trực tuyến (%)"], ["1", "Xã Hữu Lũng", "74,3"], ["2", "Xã Lộc Bình", "69,9"],
        ["", "Chỉ tiêu tỉnh giao", "70"],
    ]  # fmt: skip
    got = records(f"BẢNG TỔNG HỢP KẾT QUẢ QUÝ I\n\n{ruled(rows)}")
    assert [r["kind"] for r in got] == ["actual", "actual", "target"]


def test_row_that_only_opens_parts_leaves_them_their_whole() -> None:
    rows = [["TT", "Chỉ tiêu", "ĐVT", "KH 2026"], ["1", "Kim ngạch xuất khẩu", "Triệu USD", "905"]]
    rows += [["", "Trong đó:", "", ""], ["", "- Gỗ và sản phẩm gỗ", "Triệu USD", "120"], ["2", "Hộ nghèo", "%", "2"]]
    names = [r["name"] for r in records(ruled(rows))]
    assert names == ["Kim ngạch xuất khẩu", "Kim ngạch xuất khẩu … Gỗ và sản phẩm gỗ", "Hộ nghèo"]


def test_result_is_what_stands_under_a_year_before_the_documents() -> None:
    rows = ruled([["TT", "Chỉ tiêu", "ĐVT", "Năm 2024", "Năm 2026"], ["1", "Độ che phủ rừng", "%", "58", "59"]])
    head = "ỦY BAN NHÂN DÂN TỈNH A\nSố: 5/KH-UBND\nA, ngày 12 tháng 3 năm 2026\n\nKẾ HOẠCH\nPhát triển năm 2026\n\n"
    assert [(r["kind"], r["value"]) for r in records(head + rows)] == [("actual", 58), ("target", 59)]


def test_words_that_begin_with_average_and_a_year_are_no_yearly_rate() -> None:
    rows = ruled([["TT", "Chỉ tiêu", "ĐVT", "Năm 2026"], ["1", "Lượng nước cấp bình quân", "lít/người/ngày", "65"]])
    assert [r["per"] for r in records(rows)] == [None]


# -- what is no table


@pytest.mark.parametrize(
    "text",
    [
        "Chỉ tiêu năm 2027:\n- Tỷ lệ hộ dùng biogas\t: 19%\n- Tỷ lệ chợ có camera\t: 52%\n",
        "UBND TỈNH A     CỘNG HÒA XÃ HỘI     VIỆT NAM\nSố: 12/KH     Hà Nội     ngày 3/4/2025\n",
        "TT\nNội dung\nThời gian\n1. Khai mạc\nÔng A phát biểu trong 15 phút.\n2. Bế mạc\nÔng B phát biểu.\n",
        "Mục tiêu\n\nĐến năm 2030\n\nNăm 2026\n\nTỷ lệ hộ nghèo giảm còn 2,4%.\n\nSố xã đạt chuẩn là 63 xã.\n",
        "I. Chỉ tiêu\n1\nTỷ lệ hộ nghèo còn 2,4%.\n2\nSố xã đạt chuẩn là 63.\n",
        "Chỉ tiêu\nĐVT\nNăm 2026\nCác sở, ngành phối hợp triển khai.\nUBND các xã báo cáo.\nTrước ngày 30/6.\n",
        "Sản lượng|tấn|nguồn tin\nBáo A|2025|nguồn tin\n",
        "Chỉ tiêu | Kết quả | Năm 2025\nBáo cáo trình bày theo ba phần | như sau | dưới đây\n",
    ],
)  # fmt: skip
def test_no_table(text: str) -> None:
    whole = composed(text)
    assert tables_of(whole.text, UNGUARDED, whole) == []


def test_blanks_doubled_everywhere_part_no_columns() -> None:
    prose = "Tỷ lệ hộ nghèo năm 2026 giảm còn 2,4% trên địa bàn\nSố xã đạt chuẩn nông thôn mới năm 2026 là 63 xã\n"
    assert "\t" not in composed(prose.replace(" ", "  ")).text


def test_titles_without_end_are_read_in_linear_time() -> None:
    text = "TT\nChỉ tiêu\nĐVT\nNăm 2026\n" + "1\nTên chỉ tiêu\n" * 20_000
    whole = composed(text)
    assert tables_of(whole.text, UNGUARDED, whole) == []


PARTS = """TT
Chỉ tiêu
Đơn vị tính
Thực hiện 2025
Kế hoạch 2026
Đơn vị chủ trì
I
KINH TẾ
1
Thu ngân sách
Tỷ đồng
5.120
5.600 trở lên
Thuế tỉnh
-
Trong đó: Thu nội địa
Tỷ đồng
-
4.700
nt
Thu xuất khẩu
Tỷ đồng
210
220
"
2
Tỷ lệ hộ nghèo
%
3,1
dưới 2
Sở Y tế
"""


def test_stack_with_marks_dittos_and_holders() -> None:
    """A mark in the column of ordinals, a part without one, "nt" and quotes for who is charged."""
    found = [(r["value"], r["unit"], r["relation"], r["kind"]) for r in records(PARTS)]
    assert found == [
        (5120, "money", "eq", "actual"),
        (5600, "money", "ge", "target"),
        (4700, "money", "eq", "target"),
        (210, "money", "eq", "actual"),
        (220, "money", "eq", "target"),
        (3.1, "percent", "eq", "actual"),
        (2, "percent", "lt", "target"),
    ]


def test_stack_whose_remarks_are_left_empty() -> None:
    head = "TT\nTên chỉ tiêu\nĐVT\nƯớc TH năm 2025\nKế hoạch năm 2026\nGhi chú\n"
    body = "1\nSản lượng lúa\nNghìn tấn\n392,4\n400\n2\nTrồng rừng\nha\n6.950\n6.500\nThiếu\n3\nHộ nghèo\n%\n3\n2,5\n"
    assert [r["value"] for r in records(head + body)] == [392.4, 400, 6950, 6500, 3, 2.5]


def test_stack_whose_first_name_looks_like_a_head() -> None:
    head = "Nội dung\nNăm 2025\nNăm 2026\nNăm 2030\n"
    body = "Hồ sơ trực tuyến (%)\n62,5\n70\n85\nSố thôn có sóng\n1.210\n1.250\n1.300\n"
    assert [(r["value"], r["unit"]) for r in records(head + body)] == [
        (62.5, "percent"), (70, "percent"), (85, "percent"), (1210, "count"), (1250, "count"), (1300, "count"),
    ]  # fmt: skip


def test_bars_without_outer_ones_and_an_empty_first_head() -> None:
    text = (
        "STT | Tên chỉ tiêu | ĐVT | Năm 2025 | | Năm 2026\n"
        " | | | Kế hoạch | Ước TH | Kế hoạch\n"
        "I | Kinh tế\n"
        "1 | Thu ngân sách | Tỷ đồng | 5.000 | 5.120 | 5.600\n"
        "2 | Hộ nghèo | % | 3 | 2,9 | <2,5\n"
    )
    assert [(r["value"], r["kind"]) for r in records(text)] == [
        (5000, "target"), (5120, "actual"), (5600, "target"), (3, "target"), (2.9, "actual"), (2.5, "target"),
    ]  # fmt: skip


def test_stack_whose_names_begin_with_their_ordinals() -> None:
    head = "Chỉ tiêu\nĐơn vị tính\nTH 2023\nKH 2024\nƯớc TH 2024\n"
    body = "1. Tổng đàn bò\nCon\n8.400\n8.500\n8.620\n2. Sản lượng chè\nTấn\n912\n950\n948\n"
    last = "3. Số trang trại\nTrang trại\n4\n5\n6\n"
    assert [r["value"] for r in records(head + body + last)] == [8400, 8500, 8620, 912, 950, 948, 4, 5, 6]
