"""Where the years of a value come from: lead-ins and headings, closing years, years that belong to names."""

from __future__ import annotations

from typing import Any

import pytest

from extract.language.labels import follows, opens_list
from tests.reading import records
from tests.test_outline import read

Wanted = list[tuple[float | None, str | None]]  # value, period

HELD: list[tuple[str, Wanted, str]] = [
    (
        "Các chỉ tiêu Kế hoạch năm 2027:\n\n(1) Tỷ lệ hộ có bể biogas đạt 31%.\n\n(2) Tỷ lệ chợ có mái che là 64%.",
        [(31, "in 2027"), (64, "in 2027")],
        "a lead-in holds items in brackets, and the plan it names is its own",
    ),
    (
        "2. Các chỉ tiêu đến năm 2029:\n1) Tỷ lệ hộ có bể biogas đạt 31%.\n2) Tỷ lệ chợ có mái che đạt 64%.\n"
        "3. Chỉ tiêu khác\n- Tỷ lệ bến thuyền có phao đạt 77%.",
        [(31, "by 2029"), (64, "by 2029"), (77, None)],
        "a numbered lead-in holds a list that begins anew, until its own numbering goes on",
    ),
    (
        "1. Mục tiêu đến năm 2028\n- Tỷ lệ hộ có bể biogas đạt 31%.\nKết quả năm 2024 như sau:\n+ Tỷ lệ hộ có bể biogas"
        " đạt 12,5%.\n2. Nhiệm vụ\n- Tỷ lệ chợ có mái che đạt 64%.",
        [(31, "by 2028"), (12.5, "in 2024"), (64, None)],
        "a section above the lead-in closes it",
    ),
    (
        "Mục tiêu đến năm 2028 như sau:\n\n(1) Tỷ lệ hộ có bể biogas đạt 31%.\n\nMục tiêu đến năm 2033 như sau:\n\n"
        "(1) Tỷ lệ hộ có bể biogas đạt 58%.",
        [(31, "by 2028"), (58, "by 2033")],
        "a second lead-in of the same sort of list stands beside the first",
    ),
    (
        "Các chỉ tiêu năm 2026 và năm 2027:\n\n- Tỷ lệ hộ có bể biogas đạt 31%.",
        [(31, None)],
        "a lead-in that names two years gives none",
    ),
    (
        "Mục tiêu đến năm 2030, tầm nhìn đến năm 2045:\n\n- Tỷ lệ hộ có bể biogas đạt 31%.",
        [(31, "by 2030")],
        "an outlook is no second year",
    ),
    (
        "1. Hiệu quả\nGiảm được 03 ngày đi lại (01 ngày công = 300.000 đồng theo thu nhập năm 2024), cụ thể:\n"
        "- Tỷ lệ cắt giảm chi phí: 40%.",
        [(3, None), (40, None)],
        "a year in a bracket of other words is not the lead-in's",
    ),
    (
        "CHỈ THỊ\nThực hiện các Luật có hiệu lực từ năm 2025, Chủ tịch UBND tỉnh yêu cầu:\n\n"
        "1. Công an tỉnh\n\nTỷ lệ vụ cháy được dập tắt sớm đạt 71%.",
        [(71, None)],
        "what a preamble refers to is no time of what it orders",
    ),
    (
        "PHỤ LỤC\nCHỈ TIÊU PHÁT TRIỂN NĂM 2026\n(Kèm theo Quyết định số 10/QĐ-UBND)\n1. Tỷ lệ hộ có bể biogas: 31%.",
        [(31, "in 2026")],
        "the heading of an annex encloses it, also where the annex is all there is",
    ),
    (
        "Chỉ tiêu phấn đấu (giai đoạn 2026-2028)\n- Tỷ lệ hộ có bể biogas đạt 31%.",
        [(31, "2026-2028")],
        "a line that names goals is a heading where a list follows",
    ),
    (
        "Tỉnh phát triển ra sao?\n\nChỉ tiêu năm 2026 của tỉnh Gia Lai là gì?\n\nTỷ lệ hộ có bể biogas đạt 31%.",
        [(31, "in 2026")],
        "a question is the heading of its answer",
    ),
    (
        "Điều 1. Thông qua Kế hoạch phát triển chợ 5 năm 2026 - 2030\n1. Chỉ tiêu\n- Tỷ lệ tàu có hầm lạnh đạt 59%.",
        [(59, "2026-2030")],
        "an article that adopts a plan lends the plan's years",
    ),
    (
        "I. ĐÁNH GIÁ CHUNG\n\nTrong 10 tháng đầu năm 2025, tỉnh đã đạt được những kết quả toàn diện.\n\n"
        "Tăng trưởng 09 tháng đầu năm đạt 10,22%.",
        [(10.22, "in 2025")],
        "a paragraph without values opens those behind it",
    ),
]

OWN: list[tuple[str, Wanted, str]] = [
    (
        "- Tỷ lệ trẻ thấp còi dưới 17% (miền núi dưới 28%) vào năm 2025 và dưới 15% (miền núi dưới 23%) vào năm 2030.",
        [(17, "in 2025"), (28, "in 2025"), (15, "in 2030"), (23, "in 2030")],
        "where years close, each value has the first behind it, also in brackets",
    ),
    (
        "- Tỷ lệ hộ có bể biogas đạt 31%; tỷ lệ chợ có mái che đạt 64% vào năm 2028 và duy trì đến năm 2030.",
        [(31, "in 2028"), (64, "in 2028")],
        "a closing year holds over a semicolon where nothing else gives one",
    ),
    (
        "- Đến năm 2027 và năm 2032, tỷ lệ hộ có bể biogas đạt 31% và 58%.",
        [(31, "by 2027"), (58, "by 2032")],
        "years joined before as many values are dealt out",
    ),
    (
        "- Theo Chương trình cắt giảm thủ tục năm 2025 và 2026, cắt giảm tối thiểu 30% thời gian.",
        [(30, None)],
        "two years for one value are none",
    ),
    (
        "- Từ năm 2027 trở đi, 100% hộ nuôi tôm có ao lắng.",
        [(100, "annual 2027-None")],
        "from a year on, without end",
    ),
    ("- Giải ngân 96% kế hoạch vốn năm 2025.", [(96, "in 2025")], "a share of a year's plan is of that year"),
    (
        "- Theo kết quả năm 2022 được công bố vào tháng 4/2023, chỉ số PAR INDEX đạt 84,9%.",
        [(84.9, "in 2022")],
        "the month of publication is no year of the index",
    ),
    (
        "- Chỉ số PAPI giảm 2 bậc so với năm 2022 (thứ 7/20).",
        [(2, None), (7, "in 2022")],
        "a value in a bracket behind a baseline is that of its year",
    ),
    (
        "- Tỷ lệ dân số có chữ ký số là 27,7% (T4/2025: 26,08%).",
        [(27.7, None), (26.08, "in 2025")],
        "an earlier value has the time in its own bracket",
    ),
    (
        "- Số hộ nuôi ong năm 2030 gấp 2 lần; tỷ lệ hộ nghèo giảm 1%/năm.",
        [(2, "in 2030"), (1, None)],
        "one year is no time of a yearly rate",
    ),
    (
        "- Thu nhập gấp 1,4 lần năm 2020; hộ nghèo còn 0,9%.",
        [(1.4, None), (0.9, None)],
        "what a multiple is of is no year of the next value",
    ),
]

NAMES: list[tuple[str, str]] = [
    ("- Giá trị sản xuất (giá so sánh 2010) đạt 31%.", "the year of prices"),
    ("- Tỷ lệ hộ nghèo (theo chuẩn nghèo giai đoạn 2022 - 2025) còn 31%.", "the years of a poverty line"),
    ("- Tỷ lệ xã đạt Bộ tiêu chí quốc gia về nông thôn mới giai đoạn 2026 - 2030 là 31%.", "the years of a standard"),
    ("- Thực hiện Nghị quyết 68-NQ/TW năm 2025, tỷ lệ hộ có bể biogas đạt 31%.", "the year a document is of"),
    ("- Số vụ cháy giảm 31% so với 2024.", "a baseline without the word for year"),
    ("- Số vụ cháy giảm 31% so với ước thực hiện 2024.", "a baseline of what was estimated"),
]


def _periods(text: str) -> Wanted:
    return [(record["value"], record["period"]) for record in records(text)]


@pytest.mark.parametrize(("text", "wanted", "reason"), [pytest.param(*case, id=case[2]) for case in HELD])
def test_years_of_lead_ins_and_headings(text: str, wanted: Wanted, reason: str) -> None:
    assert _periods(text) == wanted, reason


@pytest.mark.parametrize(("text", "wanted", "reason"), [pytest.param(*case, id=case[2]) for case in OWN])
def test_years_of_the_sentence(text: str, wanted: Wanted, reason: str) -> None:
    assert _periods("2. Mục tiêu cụ thể\n" + text) == wanted, reason


@pytest.mark.parametrize(("text", "reason"), [pytest.param(*case, id=case[1]) for case in NAMES])
def test_years_of_names_are_no_periods(text: str, reason: str) -> None:
    got = records("2. Mục tiêu năm 2027\n" + text)
    assert [(record["value"], record["period"]) for record in got] == [(31, "in 2027")], reason


YEARLY: list[tuple[str, list[tuple[float, str | None]], str]] = [
    ("Hằng năm, số vụ trộm giảm 4%; số vụ cháy giảm 6%.", [(4, "year"), (6, "year")], "over a semicolon"),
    (
        "Hằng năm, số vụ trộm giảm 4%; đến năm 2030, số vụ cháy giảm 6%.",
        [(4, "year"), (6, None)],
        "not over a semicolon with a time of its own",
    ),
    ("Tỷ lệ lợn được tiêm phòng hằng năm: 91%.", [(91, "year")], "before a colon"),
    ("Số hộ nuôi ong tăng 12%/năm, tỷ lệ hộ bỏ nghề còn 3%.", [(12, "year"), (3, None)], "it reaches no later value"),
    ("Doanh thu bến thuyền: 21 tỷ đồng (tăng 9%/năm).", [(21, None), (9, "year")], "nor an earlier one"),
    (
        "Doanh thu kho bãi tăng bình quân hằng năm 8%, trong đó: kho lạnh tăng 11%; bãi gỗ tăng 4,5%.",
        [(8, "year"), (11, "year"), (4.5, "year")],
        "the parts of a yearly growth are yearly",
    ),
    (
        "Xây dựng xã kiểu mẫu theo lộ trình hằng năm, phấn đấu đạt 20% số xã năm 2028.",
        [(20, None)],
        "what is due in one year is no yearly rate",
    ),
    (
        "Thu hút 500 doanh nghiệp mỗi năm, đến năm 2030 có 5.000 doanh nghiệp.",
        [(500, "year"), (5000, None)],
        "behind it",
    ),
    ("Diện tích trồng cây hằng năm đạt 12.600 ha.", [(12600, None)], "a kind of crop"),
]


@pytest.mark.parametrize(("text", "wanted", "reason"), [pytest.param(*case, id=case[2]) for case in YEARLY])
def test_yearly(text: str, wanted: list[tuple[float, str | None]], reason: str) -> None:
    got: list[tuple[Any, Any]] = [(record["value"], record["per"]) for record in records("2. Mục tiêu\n- " + text)]
    assert got == wanted, reason


BASELINES: list[tuple[str, list[tuple[float, str | None]], str]] = [
    ("Số vụ cháy giảm 31% so với CK 2024.", [(31, "2024")], "the same time of a year, in short"),
    ("Số vụ cháy giảm 31% so với T3/2025.", [(31, "2025")], "a month in short"),
    ("Tỷ lệ giải ngân đạt 71% so với kế hoạch năm 2025.", [(71, None)], "a plan is no baseline"),
    ("Chênh lệch thu nhập còn 1,7 lần vào năm 2027.", [(1.7, None)], "the time of a multiple is no baseline"),
    (
        "Chiều cao nam thanh niên tăng 2 cm và của nữ 1,5 cm so với năm 2020.",
        [(2, "2020"), (1.5, "2020")],
        "shared by those that are joined",
    ),
]


@pytest.mark.parametrize(("text", "wanted", "reason"), [pytest.param(*case, id=case[2]) for case in BASELINES])
def test_baselines(text: str, wanted: list[tuple[float, str | None]], reason: str) -> None:
    got: list[tuple[Any, Any]] = [(record["value"], record["baseline"]) for record in records("2. Mục tiêu\n- " + text)]
    assert got == wanted, reason


@pytest.mark.parametrize(
    ("label", "later", "wanted"),
    [
        ("1", "2", True), ("1", "3", False), ("1.1", "1.2", True), ("1", "1.1", False), ("d", "đ", True),
        ("a", "c", False), ("ii", "iii", True), ("-", "-", True), ("2", "b", False),
    ],
)  # fmt: skip
def test_label_follows_another(label: str, later: str, wanted: bool) -> None:
    assert follows(label, later) is wanted


@pytest.mark.parametrize(("label", "wanted"), [("1", True), ("a", True), ("1.1", True), ("2", False), ("-", False)])
def test_first_label_of_a_list(label: str, wanted: bool) -> None:
    assert opens_list(label) is wanted


def test_items_side_by_side_are_not_joined_and_capitals_end_a_heading() -> None:
    text = "C. NHIỆM VỤ NĂM 2025 TRÊN ĐỊA BÀN HUYỆN MƯỜNG TÈ VÀ CÁC XÃ LÂN CẬN\n1. Chương trình nông thôn mới\n"
    lines = [f"- Tỷ lệ hộ có bể chứa nước mưa ở bản số {n} vùng cao của huyện (xã giao): {n}0%\n" for n in range(1, 9)]
    shape = read(text + "".join(lines))
    assert [shape.text(block) for block in shape.blocks] == (text + "".join(lines)).splitlines()
