"""Tables: a cell says what the same words say in prose; rows, heads and lines above say of what and in which unit."""

from __future__ import annotations

import re
from time import process_time
from typing import Any, get_args

import pytest

from extract.contract.faults import UNGUARDED
from extract.language.cleaning import composed, lowered
from extract.layout.dumped_heads import spread_heads
from extract.layout.tables import tables_of
from extract.rules.loader import load_yaml, rows
from extract.rules.table_rows import READING, TableMeans, TableRule
from extract.rules.table_words import found
from extract.rules.vocabulary import expand
from tests.reading import NLP, records
from tests.test_patterns import ids

RULES = rows("tables.yaml", TableRule)
_MEASURE = ("unit", "value", "upper", "relation", "band", "direction")


def table(*lines: str, above: str = "") -> list[dict[str, Any]]:
    """The records of a table whose rows are told with bars between cells; the first is its head."""
    ruling = "|---" * (lines[0].count("|") + 1) + "|"
    body = [f"| {line} |" for line in lines]
    return records("\n".join([*([above, ""] if above else []), body[0], ruling, *body[1:], ""]))


def measure(record: dict[str, Any]) -> dict[str, Any]:
    return {name: record[name] for name in _MEASURE}


# -- the rows of tables.yaml


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples_are_read_and_counterexamples_are_not(rule: TableRule) -> None:
    assert [text for text in rule.examples if not reads(rule, text)] == []
    assert [text for text in rule.counterexamples if reads(rule, text)] == []


def reads(rule: TableRule, text: str) -> bool:
    pattern = re.compile(r"(?<!\w)(?:" + expand(rule.pattern) + r")(?!\w)")
    low = lowered(text)
    return (pattern.fullmatch(low) if rule.whole else pattern.search(low)) is not None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_row_is_complete(rule: TableRule) -> None:
    assert rule.examples
    assert rule.counterexamples
    assert rule.source.strip()
    assert (rule.read is not None) == (rule.means in READING)
    assert rule.read is None or "{n}" in rule.read or "{u}" in rule.read


def test_every_meaning_has_a_row() -> None:
    assert {rule.means for rule in RULES} == set(get_args(TableMeans))
    assert len(list(ids(load_yaml("tables.yaml")))) == len(RULES)
    assert found("goal", "thực hiện") is None


# -- one grammar

SAME = [
    "80%", "84,11 %", "trên 80%", "không quá 5%", "≥ 3%", "≤ 12,5%", "< 3%", "từ 95% trở lên", "35% - 45%", "4 - 6%",
    "top 10", "Top 5", "hạng 12", "thứ hạng ≤ 12", "hạng không quá 12", "12 - 15/63", "5 bậc", "tăng 5 bậc",
    "12 triệu EUR", "72 tr.đ/người/năm", "130 triệu đồng", "18 400 tỷ đồng", "từ 2 đến 3 tỷ đồng", "tối đa 12 tỷ đ",
    "3,5 vạn tấn", "47 650 tấn", "1.000 ha", "10 - 15 km", "8 giờ làm việc", "15 phút", "03 ngày làm việc", "14%o",
    "32 bác sĩ/vạn dân", "2,3 con/phụ nữ", "14 ca sinh/1.000 phụ nữ", "86,5 điểm", "44,75/80 điểm", "1,2 điểm %",
    "nhóm rất tốt", "nhóm khá", "mức cao", "1,5 triệu lượt khách", "1,4 - 1,8 triệu lượt khách", "gấp 1,5 lần",
]  # fmt: skip


@pytest.mark.parametrize("words", SAME)
def test_same_in_prose_and_in_a_cell(words: str) -> None:
    prose = records(f"Đến năm 2030, chỉ số đổi mới phấn đấu đạt {words}.\n")
    cell = table("TT | Chỉ tiêu | Đến năm 2030", f"1 | Chỉ số đổi mới | {words}", "2 | Tỷ lệ xã có chợ | 85%")[:-1]
    assert len(prose) == len(cell) == 1
    assert measure(prose[0]) == measure(cell[0])
    assert prose[0]["text"] == cell[0]["text"]
    if prose[0]["unit"] != "count":
        assert prose[0]["unit_text"] == cell[0]["unit_text"]


UNDER = [  # a bare number, the unit its table tells, and the same in prose
    ("80", "%", "80%"),
    ("80", "Tỷ lệ %", "80%"),
    ("≥ 80", "%", "≥ 80%"),
    ("trên 80", "%", "trên 80%"),
    ("80 trở lên", "%", "80% trở lên"),
    ("4-6", "%", "4-6%"),
    ("≤ 12", "Hạng", "hạng ≤ 12"),
    ("≤ 12", "Thứ hạng", "hạng ≤ 12"),
    ("không quá 12", "Thứ bậc", "hạng không quá 12"),
    ("5 - 8", "Thứ hạng", "hạng 5 - 8"),
    ("12/34", "Thứ hạng", "hạng 12/34"),
    ("86,5", "Điểm", "86,5 điểm"),
    ("> 130", "Triệu đồng/người", "trên 130 triệu đồng/người"),
    ("12", "Triệu EUR", "12 triệu EUR"),
    ("72", "Tr.đ/người/năm", "72 tr.đ/người/năm"),
    ("12 500", "Tỷ đồng", "12 500 tỷ đồng"),
    ("3,5", "Vạn tấn", "3,5 vạn tấn"),
    ("10 - 15", "Km", "10 - 15 km"),
    ("8", "Giờ làm việc", "8 giờ làm việc"),
    ("12", "Nghìn ha", "12 nghìn ha"),
    ("6", "Cửa hàng/1000 dân", "6 cửa hàng/1000 dân"),
    ("6", "Số cửa hàng/1000 dân", "6 cửa hàng/1000 dân"),
    ("14", "‰", "14‰"),
    ("15", "Phút", "15 phút"),
    ("3", "Ngày làm việc", "3 ngày làm việc"),
    ("5", "Bậc", "5 bậc"),
]


@pytest.mark.parametrize(("number", "unit", "words"), UNDER, ids=[f"{n} under {u}" for n, u, _ in UNDER])
@pytest.mark.parametrize("where", ["column", "head", "name", "above"])
def test_a_bare_number_is_read_under_its_unit(number: str, unit: str, words: str, where: str) -> None:
    prose = records(f"Đến năm 2030, chỉ số đổi mới phấn đấu đạt {words}.\n")
    name = "Chỉ số đổi mới"
    bracket = unit if unit.startswith("Tr.") else lowered(unit)
    if where == "column":
        cell = table("TT | Chỉ tiêu | Đơn vị | Đến năm 2030", f"1 | {name} | {unit} | {number}")
    elif where == "head":
        cell = table(f"TT | Chỉ tiêu | Đến năm 2030 ({bracket})", f"1 | {name} | {number}")
    elif where == "name":
        cell = table("TT | Chỉ tiêu | Đến năm 2030", f"1 | {name} ({bracket}) | {number}")
    else:
        cell = table("TT | Chỉ tiêu | Đến năm 2030", f"1 | {name} | {number}", above=f"Đơn vị tính: {bracket}")
    assert [measure(record) for record in cell] == [measure(record) for record in prose]
    assert cell[0]["period"] == "by 2030"
    assert cell[0]["name"] == name


CELLS = [  # a cell under "%", and what is read there: (text, value, relation, direction)
    ("-1,5", [("1,5", 1.5, "eq", "decrease")]),
    ("(2,3)", [("2,3", 2.3, "eq", "decrease")]),
    ("95↑", [("95", 95, "ge", None)]),
    ("≥ 3% và tăng dần", [("3%", 3, "ge", None)]),
    ("0,7% (còn 4,33%)", [("0,7%", 0.7, "eq", None), ("4,33%", 4.33, "eq", None)]),
    ("12/15 (80%)", [("80%", 80, "eq", None)]),
    ("95 cả nước; 97 vùng", [("95", 95, "eq", None), ("97", 97, "eq", None)]),
    ("giảm 10", [("10", 10, "eq", "decrease")]),
    ("từ 20 xuống 15", [("15", 15, "eq", None)]),
    ("Năm 2025: 80%", [("80%", 80, "eq", None)]),
    ("-", []),
    ("Hoàn thành", []),
    ("12/5/2025", []),
    ("Quyết định số 12/QĐ-UBND", []),
]


@pytest.mark.parametrize(("cell", "wanted"), CELLS, ids=[cell for cell, _ in CELLS])
def test_cell(cell: str, wanted: list[tuple[Any, ...]]) -> None:
    found_ = table("TT | Chỉ tiêu | ĐVT | Kế hoạch 2026", f"1 | Tỷ lệ xã có chợ | % | {cell}", "2 | Tỷ lệ hộ | % | 85")
    assert [(r["text"], r["value"], r["relation"], r["direction"]) for r in found_ if r["value"] != 85] == wanted


@pytest.mark.parametrize("band", ["Rất tốt", "Tốt", "Khá", "Cao", "Trung bình khá"])
def test_a_band_alone_in_a_cell(band: str) -> None:
    got = table("TT | Chỉ tiêu | Năm 2026", f"1 | Xếp loại chỉ số hài lòng | {band}", "2 | Rủi ro | Cao")
    assert [(r["unit"], r["band"]) for r in got] == [("band", lowered(band))]


def test_thousands_in_the_unit_multiply() -> None:
    got = table("TT | Chỉ tiêu | ĐVT | Năm 2026", "1 | Diện tích rừng trồng | 1.000 ha | 12,5")
    assert [(r["text"], r["unit"], r["value"], r["unit_text"]) for r in got] == [("12,5", "quantity", 12.5, "1.000 ha")]


def test_a_share_of_things_is_no_position() -> None:
    got = table("TT | Chỉ tiêu | Năm 2026", "1 | Số xã có chợ | 12/15", "2 | Chỉ số PCI | 12/34")
    assert [(r["unit"], r["value"], r["out_of"]) for r in got] == [("ratio", 12, 15), ("rank", 12, 34)]


# -- heads, rows, sections


def test_years_and_places_down_the_side() -> None:
    years = table("Năm | Tỷ lệ hộ có nhà tắm (%) | Số chợ (chợ)", "2026 | 14 | 35", "2027 | 19 | 40")
    assert [(r["value"], r["unit"], r["period"], r["name"]) for r in years] == [
        (14, "percent", "in 2026", "Tỷ lệ hộ có nhà tắm"), (35, "count", "in 2026", "Số chợ"),
        (19, "percent", "in 2027", "Tỷ lệ hộ có nhà tắm"), (40, "count", "in 2027", "Số chợ"),
    ]  # fmt: skip
    places = table("TT | Huyện | Tỷ lệ hộ nghèo năm 2027 (%)", "1 | Ba Bể | 21", "2 | Na Rì | 17", " | Toàn tỉnh | 19")
    assert [(r["value"], r["level"], r["period"], r["name"]) for r in places] == [
        (21, "district", "in 2027", "Tỷ lệ hộ nghèo"), (17, "district", "in 2027", "Tỷ lệ hộ nghèo"),
        (19, None, "in 2027", "Tỷ lệ hộ nghèo"),
    ]  # fmt: skip


@pytest.mark.parametrize("head", ["Năm", ""])
def test_names_stand_under_no_head_or_under_year(head: str) -> None:
    got = table(f"{head} | 2021 | 2022", "Tỷ lệ hộ nghèo (%) | 5,2 | 4,1", "Số chợ (chợ) | 12 | 15")
    assert [(r["value"], r["period"], r["name"]) for r in got] == [
        (5.2, "in 2021", "Tỷ lệ hộ nghèo"), (4.1, "in 2022", "Tỷ lệ hộ nghèo"),
        (12, "in 2021", "Số chợ"), (15, "in 2022", "Số chợ"),
    ]  # fmt: skip


def test_a_head_that_only_says_plan_names_no_indicator() -> None:
    assert table("TT | Huyện | Kế hoạch 2026 (%) | Thực hiện 2025 (%)", "1 | A Lưới | 5 | 4,5") == []


def test_a_unit_amid_a_head_that_compares() -> None:
    got = table(
        "TT | Chỉ tiêu | ĐVT | KH 2026 | So sánh (%) KH 2026/TH 2025", "1 | Doanh thu chợ | Tỷ đồng | 14 | 111,5"
    )
    assert [(r["value"], r["unit"]) for r in got] == [(14, "money"), (111.5, "percent")]


def test_the_caption_tells_what_neither_rows_nor_heads_tell() -> None:
    got = table(
        "TT | Huyện | 2026 | 2027", "1 | Ba Bể | 21 | 19", "2 | Na Rì | 17 | 15",
        above="Bảng 2. Tỷ lệ hộ nghèo giai đoạn 2026 - 2027 (%)",
    )  # fmt: skip
    assert [(r["value"], r["unit"], r["period"], r["name"], r["level"]) for r in got] == [
        (v, "percent", p, "Tỷ lệ hộ nghèo", "district")
        for v, p in [(21, "in 2026"), (19, "in 2027"), (17, "in 2026"), (15, "in 2027")]
    ]
    got = table("TT | Chỉ tiêu | ĐVT | Mục tiêu", "1 | Xã có chợ | % | 85", above="Biểu 1. CHỈ TIÊU NĂM 2031")
    assert [r["period"] for r in got] == ["in 2031"]


def test_parts_follow_the_row_that_they_are_parts_of() -> None:
    got = table(
        "TT | Chỉ tiêu | ĐVT | Năm 2027", "1 | Cơ cấu đàn | | ", " | - Dê | % | 18", " | + Dê sữa | % | 7",
        "2 | Sản lượng sữa | Tấn | 21", " | Tỷ lệ so với vùng | % | 9", "3 | Tỷ lệ chợ có camera | nt | 52",
    )  # fmt: skip
    assert [(r["name"], r["unit"]) for r in got] == [
        ("Cơ cấu đàn … Dê", "percent"), ("Cơ cấu đàn … Dê … Dê sữa", "percent"), ("Sản lượng sữa", "quantity"),
        ("Sản lượng sữa … Tỷ lệ so với vùng", "percent"), ("Tỷ lệ chợ có camera", "percent"),
    ]  # fmt: skip


def test_a_column_that_compares_is_of_the_values_beside_it() -> None:
    got = table(
        "TT | Chỉ tiêu | Mục tiêu năm 2024 | Kết quả năm 2024 | Tăng, giảm so với năm 2023 (điểm %)",
        "(1) | (2) | (3) | (4) | (5)", "1 | Tỷ lệ xã có chợ | ≥ 50% | 47,9% | +11,6", "2 | Tỷ lệ hộ | 90% | 91% | -0,4",
    )  # fmt: skip
    assert [(r["value"], r["unit"], r["kind"], r["direction"], r["period"], r["baseline"]) for r in got[2::3]] == [
        (11.6, "points", "actual", "increase", "in 2024", "2023"),
        (0.4, "points", "actual", "decrease", "in 2024", "2023"),
    ]


def test_results_alone_are_what_the_section_says() -> None:
    alone = table("TT | Chỉ tiêu | ĐVT | Kết quả", "I | Đến năm 2032 | | ", "1 | Tỷ lệ xã có chợ | % | 92")
    beside = table("TT | Chỉ tiêu | ĐVT | Mục tiêu | Kết quả", "1 | Tỷ lệ xã có chợ | % | 92 | 90")
    assert [r["kind"] for r in alone] == ["target"]
    assert [r["kind"] for r in beside] == ["target", "actual"]


def test_points_given_are_no_measure() -> None:
    assert table("TT | Tiêu chí | Điểm chuẩn | Cách chấm", "1 | Tỷ lệ họp trực tuyến | 15 | Từ 90%: 15 điểm") == []


def test_a_table_that_gives_nothing_says_so() -> None:
    from extract.pipeline.components import extract

    text = "| A | B | C |\n|---|---|---|\n| Chợ | 5% | 7% |\n| Đò | 9% | 8% |\n"
    assert "table_unread" in [w.code for w in extract(text, NLP).warnings]
    placed = "| Nơi nhận: | GIÁM ĐỐC | |\n|---|---|---|\n| - Lưu: VT (03) | Nguyễn Văn A | |\n"
    assert "table_unread" not in [w.code for w in extract(placed, NLP).warnings]


# -- label lists

LABELS = [
    "Đến năm 2028: Tỷ lệ hồ sơ trễ hạn: 2%; tỷ lệ hộ có thùng rác: 47%; tỷ lệ thôn có sân: 83%.",
    "Đến năm 2028: tỷ lệ hồ sơ trễ hạn: 2%, tỷ lệ hộ có thùng rác: 47%, tỷ lệ thôn có sân: 83%.",
    "Đến năm 2028: tỷ lệ hồ sơ trễ hạn: 2% và tỷ lệ hộ có thùng rác: 47% và tỷ lệ thôn có sân: 83%.",
    "Đến năm 2028: tỷ lệ hồ sơ trễ hạn: dưới 2% trở lên, tỷ lệ hộ có thùng rác: 47%; tỷ lệ thôn có sân: đạt 83%.",
]


@pytest.mark.parametrize("text", LABELS)
def test_labels_in_one_line_keep_their_values(text: str) -> None:
    got = [(r["value"], r["name"].lower()) for r in records(text + "\n")]
    assert got == [(2, "tỷ lệ hồ sơ trễ hạn"), (47, "tỷ lệ hộ có thùng rác"), (83, "tỷ lệ thôn có sân")]


def test_labels_of_places_go_on_with_what_stands_before_them() -> None:
    got = records("Tỷ lệ hộ có giếng khoan năm 2027: huyện Kỳ Sơn: 15%; huyện Quế Phong: 26%.\n")
    assert [(r["value"], r["name"]) for r in got] == [
        (15, "Tỷ lệ hộ có giếng khoan … huyện Kỳ Sơn"), (26, "Tỷ lệ hộ có giếng khoan … huyện Quế Phong"),
    ]  # fmt: skip


def test_a_goal_behind_a_label_keeps_its_own_name() -> None:
    got = records("Mục tiêu đến năm 2030: Giáo dục: 100% trường có thư viện; Y tế: 95% trạm có bác sĩ.\n")
    assert [r["name"].split(" … ")[-1] for r in got] == ["trường có thư viện", "trạm có bác sĩ"]


# -- names


def test_heads_that_name_nothing_are_named_with_their_row() -> None:
    found = table("TT | Bộ, cơ quan | Tỷ lệ thực hiện (%)", "1 | Bộ Y tế | 65,05", "2 | Bộ Công an | 60,36")
    assert [r["name"] for r in found] == ["Tỷ lệ thực hiện … Bộ Y tế", "Tỷ lệ thực hiện … Bộ Công an"]


def test_heads_that_name_something_are_names_without_it() -> None:
    found = table("TT | Địa phương | Tỷ lệ hộ nghèo (%)", "1 | Xã Đông | 5,05", "2 | Xã Tây | 6,36")
    assert [r["name"] for r in found] == ["Tỷ lệ hộ nghèo", "Tỷ lệ hộ nghèo"]


def test_a_bare_share_has_no_heads_below_it() -> None:
    text = "STT Địa phương|Số thủ tục|Đã công bố|Tỷ lệ"
    first = [(m.start(), m.end()) for m in re.finditer(r"[^|]+", text.replace("STT ", "STT|", 1))]
    second = [(1000, 1001), (1001, 1002), (1002, 1003)]
    spread = spread_heads(text.replace("STT ", "STT|", 1), first, second, 7)
    assert spread is not None
    assert spread[1][-1] == (0, 0)


def test_sites_are_counted_and_scores_are_points() -> None:
    text = (
        "| TT | Nội dung | ĐVT | Kế hoạch | Thực hiện |\n|---|---|---|---|---|\n"
        "| 1 | Bố trí dân cư vùng thiên tai | điểm | 9 | 2 |\n"
        "| 2 | Chỉ số hài lòng | điểm | 84 | 82 |\n"
        "| 3 | Mật độ bác sĩ | BS/1 vạn dân | 10 | 8,6 |\n"
    )
    assert [(r["unit"], r["value"]) for r in records(text)] == [
        ("count", 9), ("count", 2), ("points", 84), ("points", 82), ("quantity", 10), ("quantity", 8.6),
    ]  # fmt: skip


def test_a_cross_in_a_cell_makes_no_column_of_words() -> None:
    text = (
        "| STT | Xã | Số tiêu chí đạt | Nghèo đa chiều (%) | Ghi chú |\n|---|---|---|---|---|\n"
        "| 1 | Đại An | 19/19 | 0,74 | nâng cao |\n| 2 | Đại Minh | 17/19 | 1,1 | |\n| | Chung | x | 1,92 | x |\n"
    )
    assert [r["value"] for r in records(text)] == [19, 0.74, 17, 1.1, 1.92]


def test_tables_that_never_close_are_looked_for_once() -> None:
    def taken(times: int) -> float:
        text = "<table</tabl-" * times
        begun = process_time()
        tables_of(text, UNGUARDED, composed(text))
        return process_time() - begun

    for _ in range(4):
        few, more = taken(2_000), taken(20_000)
        if more < 20 * few:
            break
    assert more < 20 * few
