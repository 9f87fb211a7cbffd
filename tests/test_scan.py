"""What a number is, before anything is measured: date, document, ordinal, year, or a value."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.language.cleaning import lowered
from extract.mentions.scan import Mention, scanner
from extract.rules.vocabulary import macros

settings.register_profile("suite", deadline=None)
settings.load_profile("suite")


def scan(text: str) -> list[Mention]:
    return scanner().scan(lowered(text), 0, len(text))


def short(text: str) -> list[tuple[str, str]]:
    """(what it is, its words) of each mention: a reason, `~` and the kind of period, or a unit."""
    return [
        (m.row.reason or (f"~{m.row.kind}" if m.row.kind else str(m.row.unit)), text[m.value_start : m.value_end])
        for m in scan(text)
    ]


TRAPS: list[tuple[str, list[tuple[str, str]], str]] = [
    # The word for year is the word for five.
    ("năm 2025", [("~in", "năm 2025")], "a year"),
    ("một năm", [("~yearly", "một năm")], "once a year, not fifteen"),
    ("năm nay", [], "this year"),
    ("tăng năm bậc", [("places", "năm bậc")], "five where a unit follows"),
    ("5 năm qua", [("span_of_time", "5 năm")], "a span of years"),
    ("qua 05 năm thực hiện", [("span_of_time", "qua 05 năm")], "a span of years in words around it"),
    ("năm học 2024 - 2025", [("~during", "năm học 2024 - 2025")], "a school year"),
    # Numbers inside numbers.
    ("1.200 hồ sơ", [("count", "1.200")], "not 200"),
    ("12.345,67 tỷ đồng", [("money", "12.345,67 tỷ đồng")], "thousands points and a decimal comma"),
    ("0,5%", [("percent", "0,5%")], "not 5%"),
    ("8.19%", [("percent", "8.19%")], "a decimal point before a per cent sign"),
    ("mẫu A12 và B3", [], "digits of a word"),
    # Dates.
    ("ngày 14/5/2021", [("date", "ngày 14/5/2021")], "a date"),
    ("20.10.2021", [("date", "20.10.2021")], "a date with points"),
    ("ngày 22 tháng 11 năm 2025", [("date", "ngày 22 tháng 11 năm 2025")], "a date in words"),
    ("ngày 04/11", [("date", "ngày 04/11")], "a date without a year"),
    ("30/63", [("ratio", "30/63")], "no date: there is no month 63"),
    ("trước ngày 31/12/2026", [("~by", "trước ngày 31/12/2026")], "a deadline"),
    ("đến ngày 30 tháng 6 năm 2027", [("~by", "đến ngày 30 tháng 6 năm 2027")], "a deadline in words"),
    # Documents.
    ("Nghị quyết số 07-NQ/TU", [("document_number", "Nghị quyết số 07-NQ/TU")], "of the Party"),
    ("Nghị định số 107/2020/NĐ-CP", [("document_number", "Nghị định số 107/2020/NĐ-CP")], "of the Government"),
    ("Quyết định số 02/0216/QĐ-UBND", [("document_number", "Quyết định số 02/0216/QĐ-UBND")], "a year mistyped"),
    ("Nghị quyết 66.4/2025/NQ-CP", [("document_number", "Nghị quyết 66.4/2025/NQ-CP")], "a number with a point"),
    ("Luật số 65/2025/QH15", [("document_number", "Luật số 65/2025/QH15")], "of the Assembly"),
    ("64 người/xã", [("quantity", "64 người/xã")], "no document: a rate"),
    ("tổng số 72.187 hồ sơ", [("count", "72.187")], "no document: 'số' belongs to 'tổng số'"),
    ("Số: 1234", [("document_number", "Số: 1234")], "the number line of a head"),
    # Laws, standards, levels, ordinals.
    ("khoản 1 Điều 11", [("law_article", "khoản 1"), ("law_article", "Điều 11")], "law"),
    ("Điều 5, 6 và 7", [("law_article", "Điều 5, 6 và 7")], "several articles"),
    ("đạt 86,5 điểm", [("points", "86,5 điểm")], "no point of law: a score"),
    ("mức độ 3 và 4", [("service_level", "mức độ 3 và 4")], "levels of online service"),
    ("mức độ 3, mức độ 4", [("service_level", "mức độ 3, mức độ 4")], "levels of online service, each named"),
    ("ở mức 4,5%", [("percent", "4,5%")], "no level: a share"),
    ("ở mức 3 triệu đồng", [("money", "3 triệu đồng")], "no level: money"),
    ("TCVN ISO 9001:2015", [("standard_number", "TCVN ISO 9001:2015")], "a standard"),
    ("ISO 9001", [("standard_number", "ISO 9001")], "a standard without its year"),
    ("02 cấp chính quyền", [("tier_count", "02 cấp")], "tiers of government"),
    # Names and ages.
    ("từ 15 tuổi trở lên", [("age", "từ 15 tuổi trở lên")], "an age"),
    ("trẻ em dưới 5 tuổi", [("age", "dưới 5 tuổi")], "an age"),
    ("24 tháng tuổi", [("age", "24 tháng tuổi")], "an age in months"),
    ("quốc lộ 14", [("name", "quốc lộ 14")], "a road"),
    ("COVID-19", [("name", "COVID-19")], "a disease"),
    ("mạng 5G", [("name", "5G")], "a technology"),
    ("lần thứ XIV, khóa 12", [("name", "khóa 12")], "a term"),
    ("Đề án 06", [("name", "Đề án 06")], "a programme"),
    ("giai đoạn 2", [("name", "giai đoạn 2")], "a phase"),
    ("điện thoại: 0292.3820536", [("phone", "điện thoại: 0292.3820536")], "a telephone number"),
    ("https://dichvucong.gov.vn/p/12?id=3", [("address", "https://dichvucong.gov.vn/p/12?id=3")], "an address"),
    ("15 phút/01 lượt", [("minutes", "15 phút"), ("per_unit", "/01 lượt")], "what a duration is per"),
    # Periods.
    ("đến hết năm 2030", [("~by", "đến hết năm 2030")], "by the end of a year"),
    ("đến hết quý II/2027", [("~by", "đến hết quý II/2027")], "by the end of a quarter"),
    ("quý II/2027", [("~in", "quý II/2027")], "a quarter"),
    ("tháng 9/2021", [("~in", "tháng 9/2021")], "a month"),
    ("6 tháng đầu năm 2023", [("~in", "6 tháng đầu năm 2023")], "half a year"),
    ("giai đoạn 2021-2025", [("~during", "giai đoạn 2021-2025")], "a span, never a range of things"),
    ("từ năm 2021 đến năm 2025", [("~during", "từ năm 2021 đến năm 2025")], "from a year to a year"),
    ("từ 30% đến 40%", [("percent", "30% đến 40%")], "from a share to a share"),
    ("so với giai đoạn 2016 - 2020", [("~baseline", "so với giai đoạn 2016 - 2020")], "a baseline"),
    ("so với cùng kỳ", [("~baseline_open", "so với cùng kỳ")], "a baseline that names no year"),
    ("8%/năm", [("percent", "8%"), ("~yearly", "/năm")], "a yearly rate"),
    ("từ năm 2021 đến nay", [("~asof", "từ năm 2021 đến nay")], "until now"),
    ("nhiệm kỳ 2020 - 2025", [("~during", "nhiệm kỳ 2020 - 2025")], "a term of office"),
    ("các năm 2021, 2022 và 2023", [("~in", "các năm 2021, 2022 và 2023")], "several years"),
    ("tầm nhìn đến năm 2045", [("~by", "tầm nhìn đến năm 2045")], "an outlook"),
    # Values.
    ("25 - 30/63", [("rank", "25 - 30/63")], "positions out of so many"),
    ("vị trí thứ 4 đến 6", [("rank", "4 đến 6")], "a range of positions"),
    ("thứ hạng từ 40 trở lên", [("rank", "40")], "a position or better"),
    ("nhóm 30 tỉnh, thành phố đứng đầu", [("rank", "30")], "a group at the top"),
    ("nhóm 30 tỉnh", [("count", "30")], "a group that is not said to be at the top"),
    ("5 - 8 bậc", [("places", "5 - 8 bậc")], "places"),
    ("3 bậc học", [("count", "3")], "stages of schooling are no places"),
    ("12 điểm trường", [("count", "12")], "school sites are no score"),
    ("5 đồng chí", [("count", "5")], "comrades are no money"),
    ("72 triệu đồng/người/năm", [("money", "72 triệu đồng/người/năm")], "money per head and year"),
    ("2,5 - 5,5 tỷ đồng/xã", [("money", "2,5 - 5,5 tỷ đồng/xã")], "a range of money"),
    ("1,2 điểm phần trăm", [("points", "1,2 điểm phần trăm")], "percentage points, not per cent"),
    ("hai phần ba", [("ratio", "hai phần ba")], "a fraction in words"),
    ("gấp 1,5 lần", [("quantity", "1,5 lần")], "a multiple"),
    ("lần thứ 5", [("name", "lần thứ 5")], "no multiple"),
    ("11.401/18.341 giao dịch", [("ratio", "11.401/18.341")], "a ratio of items"),
    ("32 bác sĩ/vạn dân", [("quantity", "32 bác sĩ/vạn dân")], "a rate per head"),
    ("nhóm trung bình cao", [("band", "trung bình cao")], "a band"),
    ("mức độ cao", [], "a degree is no band"),
    ("9 tháng", [("~months", "9 tháng")], "months of the year"),
    ("1,5 triệu lượt khách", [("count", "1,5 triệu")], "millions of things"),
    # Met in reading.
    ("đạt 112% kế hoạch", [("percent", "112%")], "no emergency call"),
    ("có 115 xã đạt chuẩn", [("count", "115")], "no emergency call"),
    ("chiều 15/3", [("date", "chiều 15/3")], "a date without the word for day"),
    ("lúc 22 giờ 45 phút", [("date", "lúc 22 giờ 45 phút")], "a time of day"),
    ("Huy hiệu 40 năm tuổi Đảng", [("span_of_time", "40 năm tuổi Đảng")], "years of membership"),
    ("tỷ số 3 - 1", [("score", "tỷ số 3 - 1")], "a score of a match"),
    ("9,5‰", [("quantity", "9,5‰")], "per mille"),
]

KNOWN: dict[str, str] = {}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            text,
            wanted,
            id=f"{text}: {reason}",
            marks=[pytest.mark.xfail(strict=True, reason=KNOWN[text])] if text in KNOWN else [],
        )
        for text, wanted, reason in TRAPS
    ],
)
def test_what_a_number_is(text: str, wanted: list[tuple[str, str]]) -> None:
    assert short(text) == wanted


def test_known_defects_are_cases() -> None:
    assert set(KNOWN) <= {text for text, _, _ in TRAPS}


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("từ 30% đến 40%", {"n": "30", "m": "40"}),
        ("25 - 30/63", {"n": "25", "m": "30", "o": "63"}),
        ("thứ 4/11", {"n": "4", "o": "11"}),
        ("giai đoạn 2022 - 2025", {"y": "2022", "z": "2025"}),
        ("so với năm 2021", {"y": "2021"}),
        ("nhóm trung bình cao", {"b": "trung bình cao"}),
        ("46.200 tấn", {"n": "46.200", "u": "tấn"}),
    ],
)
def test_parts_of_a_mention(text: str, groups: dict[str, str]) -> None:
    (mention,) = scan(text)
    assert mention.groups == groups


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("dưới 15 tuổi", [("age", "dưới 15 tuổi")]),
        ("tuổi thọ bình quân đạt 75 tuổi", [("quantity", "75 tuổi")]),
        ("sau 5 ngày kể từ ngày ký", [("time_limit", "sau 5 ngày")]),
        ("giảm còn 5 ngày kể từ ngày nhận", [("days", "5 ngày")]),
        ("8 thuê bao trên 1.000 dân", [("quantity", "8 thuê bao trên 1.000 dân")]),
        ("tạo việc làm cho trên 1.000 lao động", [("count", "1.000")]),
        ("ở 3 vùng", [("head_count", "3 vùng")]),
        ("bảo vệ 3 vùng", [("count", "3")]),
        ("số năm sống khỏe đạt 70 năm", [("quantity", "70 năm")]),
        ("tại điểm 3", [("law_article", "điểm 3")]),
        ("giải quyết dứt điểm 30 hồ sơ", [("count", "30")]),
    ],
)
def test_the_words_before_decide_where_a_row_asks_for_them(text: str, wanted: list[tuple[str, str]]) -> None:
    assert short(text) == wanted


def test_only_the_asked_part_is_scanned() -> None:
    text = "80% và 70%"
    assert [m.start for m in scanner().scan(text, 4, len(text))] == [7]
    assert [m.start for m in scanner().scan(text, 0, 4)] == [0]
    assert scanner().scan(text, 0, 2) == []


def test_macros_are_written_out() -> None:
    assert not [name for name, text in macros().items() if "{int}" in text or "{unit" in text]


WORDS = st.sampled_from(
    ["80%", "25 - 30/63", "năm 2025", "đến năm 2030", "mức độ 3 và 4", "số 07-NQ/TU", "ngày 14/5/2021", "5 - 8 bậc",
     "và", "tỷ lệ", "1.752", "84,11%", "tối thiểu", "(", ")", "/", "so với", "từ", "nhóm", "khá", "15 phút/01 lượt",
     "điểm", "thứ"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=25))
def test_mentions_are_in_order_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    at = 0
    for mention in scan(text):
        assert at <= mention.start <= mention.value_start < mention.value_end <= mention.end <= len(text)
        at = mention.end


@given(st.text(max_size=80))
def test_any_text_is_scanned(text: str) -> None:
    for mention in scan(text):
        assert mention.end > mention.start


def seconds(text: str) -> float:
    """The least processor time of three scans of the text."""
    times = []
    for _ in range(3):
        began = time.process_time()
        scan(text)
        times.append(time.process_time() - began)
    return min(times)


@pytest.mark.parametrize(
    "piece",
    [
        *("1", "1.", "1,", "1 ", "1/", "-1", "1 - ", "(1) ", "đến ", "năm ", "số ", "nhóm 3 ", "so với ", "giai đoạn "),
        *("từ ", "đạt ", "thứ ", "vào "),
    ],
)
def test_time_grows_with_the_length_of_the_text(piece: str) -> None:
    long = 8000 // len(piece)
    assert seconds(piece * long) < 9 * max(seconds(piece * (long // 4)), 0.004)


@pytest.mark.parametrize(
    ("text", "start", "end", "worth"),
    [
        ("đạt 80 điểm", 0, 11, True),
        ("năm 2025", 0, 4, False),
        ("năm 2025", 6, 8, True),  # the end of a number that began before
        ("thuộc nhóm khá cả nước", 0, 22, True),
        ("tăng hai bậc", 0, 12, True),
        ("nhóm giải pháp", 0, 14, False),
        ("", 0, 0, False),
    ],
)
def test_only_what_may_hold_a_number_is_worth_reading(text: str, start: int, end: int, worth: bool) -> None:
    assert scanner().places(text).promising(start, end) is worth
