"""Which tier a number is about: that of the bodies or things counted (guidelines, rulings 13 and 15)."""

from __future__ import annotations

import pytest

from tests.reading import records

CASES = [
    ("- 100% xã có nhà văn hóa đạt chuẩn.", ["commune"], "what is counted"),
    ("- Ít nhất 55% phường có công viên.", ["commune"], "wards too"),
    ("- Tỷ lệ số xã có chợ đạt 60%.", ["commune"], "behind a word of counting"),
    ("- 70% xã/phường/thị trấn có bể bơi.", ["commune"], "parted by strokes"),
    ("- Tỷ lệ trạm y tế xã có bác sĩ làm việc: 100%.", ["commune"], "a body of communes"),
    ("- 80% huyện có khu xử lý rác tập trung.", ["district"], "districts"),
    ("- 90% các sở có bộ phận pháp chế.", ["province"], "departments"),
    ("- 92% người hưởng trợ cấp xã hội nhận tiền qua tài khoản.", [None], "xã hội is no commune"),
    ("- 40% hợp tác xã áp dụng công nghệ số.", [None], "nor is hợp tác xã"),
    ("- 30% thị xã có bãi đỗ xe ngầm.", [None], "nor thị xã"),
    ("- Xã phấn đấu tỷ lệ hộ khá đạt 60%.", [None], "who does it is not counted"),
    ("- 85% bộ, ngành, địa phương có kho dữ liệu.", [None], "bodies of several tiers"),
    ("- 85% bộ, ngành trung ương có kho dữ liệu.", ["central"], "ministries alone"),
    ("- Tổng thu ngân sách năm 2027 đạt 105% dự toán HĐND tỉnh giao.", [None], "who decides"),
    ("- Chỉ số cải cách hành chính của Sở được 88,64 điểm, xếp 9/20 sở, ngành.", [None, None], "who else is ranked"),
    ("- Tỷ lệ bệnh viện tuyến huyện có khoa dinh dưỡng đạt 75%.", ["district"], "hospitals of a tier"),
    (
        "- Có các chỉ tiêu: 95% văn bản cấp xã ban hành đúng trình tự; 93% hồ sơ được giải quyết đúng hạn.",
        ["commune", None],
        "the first item of a list says nothing of the next",
    ),
]


@pytest.mark.parametrize(("text", "levels"), [pytest.param(t, w, id=why) for t, w, why in CASES])
def test_tier_of_what_is_counted(text: str, levels: list[str | None]) -> None:
    assert [record["level"] for record in records(f"1. Mục tiêu\n{text}")] == levels


def test_a_row_of_a_table_counts_communes() -> None:
    head = "| Chỉ tiêu | ĐVT | Năm 2026 |\n|---|---|---|\n"
    table = f"{head}| Tỷ lệ xã đạt chuẩn | % | 55 |\n| Tỷ lệ hộ nghèo | % | 3 |\n"
    assert [record["level"] for record in records(table)] == ["commune", None]
