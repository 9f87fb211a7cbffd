"""Which plain numbers are records: what a number does in its clause decides, not which word it counts."""

from __future__ import annotations

from typing import Any

import pytest

from extract.pipeline.components import extract
from tests.reading import ANY, NLP, mismatch, want

Case = tuple[str, list[dict[str, Any]], str]
GOALS = "2. Mục tiêu cụ thể\n"
RESULTS = "I. Kết quả đạt được\n"


def count(value: float, relation: str = "eq", **fields: Any) -> dict[str, Any]:
    """A plain number of things."""
    return want(value, relation, **{"unit": "count", "period": ANY, "per": ANY, **fields})


def amount(value: float, unit: str, relation: str = "eq", **fields: Any) -> dict[str, Any]:
    """A sum, a length of time, a measured amount."""
    return want(value, relation, **{"unit": unit, "period": ANY, "per": ANY, **fields})


RECORDS: list[Case] = [
    (GOALS + "- Đến năm 2029 khoanh nuôi, bảo vệ 17 khu vực đầu nguồn.", [count(17)], "object of a verb, dated"),
    (GOALS + "- Hằng năm ươm 2,4 triệu cây con.", [count(2.4)], "a verb that no list knows, each year"),
    (GOALS + "- Tạo việc làm cho trên 1.000 lao động.", [count(1000, "gt")], "'trên 1.000 lao động' is no rate"),
    ("Đến năm 2028, giảm 6 phòng, giảm 11 trạm.", [count(6, direction="decrease"), count(11, direction="decrease")],
     "a cut of so many things"),
    ("Tổ công tác phải giải quyết dứt điểm 214 hồ sơ tồn đọng.", [count(214)], "a task that is to be finished"),
    ("1. Lĩnh vực chăn nuôi\nXây dựng 12 mô hình nuôi ong lấy mật.", [count(12)], "a statement that begins as a task"),
    ("- Tổng số giường điều trị: 240 giường", [count(240)], "the answer to a label"),
    (RESULTS + "- Đàn dê: 1.320 con", [count(1320, kind="actual")], "the answer to a label, reported"),
    (RESULTS + "- Lúa mùa: 815,00 ha, năng suất 44,20 tạ/ha",
     [amount(815, "quantity", kind="actual"), amount(44.2, "quantity", kind="actual")],
     "label, then a named yield"),
    (GOALS + "- Xây dựng 14 mô hình, trong đó 05 mô hình ở vùng cao.", [count(14), count(5)], "a part of a whole"),
    (GOALS + "- Mỗi học kỳ 03 buổi ngoại khóa.", [count(3)], "so many in each stretch of time"),
    (GOALS + "- Có 27 homestay đạt chuẩn với tổng số phòng là 410 phòng.", [count(27), count(410)],
     "a total that is itself aimed at"),
    (GOALS + "- Thu hút 9 dự án với tổng vốn đăng ký khoảng 1.700 tỷ đồng.", [count(9), amount(1700, "money")],
     "the capital of projects to be attracted"),
    (GOALS + "- Vùng I: gồm các xã Tân Lập, Phúc Sơn với diện tích trên 900 ha.",
     [amount(900, "quantity", "gt")], "an area of land"),
    (GOALS + "- Số hộ thiếu đất còn dưới 640 hộ (giảm 30% so với năm 2024).",
     [count(640, "lt"), want(30, direction="decrease", baseline="2024", period=ANY)], "a level and its fall"),
    (RESULTS + "- Đón 2,6 triệu lượt khách, bằng 91,5% kế hoạch.",
     [count(2.6, kind="actual"), want(91.5, kind="actual", period=ANY)], "a count and its share of the plan"),
    (RESULTS + "- Có 41/60 ấp có loa, đạt 68,3%.", [want(68.3, kind="actual", period=ANY)], "a fraction said again"),
    ("Thời gian cấp đổi giảm từ 15 ngày làm việc còn 9 ngày làm việc kể từ ngày nhận hồ sơ.", [amount(9, "days")],
     "what a term is cut to"),
    ("Mục tiêu năm 2027: giảm được 02 ngày làm việc trong thẩm định thiết kế.",
     [amount(2, "days", direction="decrease", name="thẩm định thiết kế")], "what is cut is said behind it"),
    (GOALS + "- Các đô thị loại IV đạt 58% tuyến đường có vỉa hè.", [want(58, period=ANY)], "what a class attains"),
    (RESULTS + "- Cổng thông tin được chấm (mức A: 20%, mức B: 80%).",
     [want(20, kind="actual", period=ANY), want(80, kind="actual", period=ANY)], "how many are of each class"),
    (GOALS + "- Tỷ lệ thất nghiệp khu vực thành thị dưới 3,1%.",
     [want(3.1, "lt", period=ANY)], "a part of the province"),
    (GOALS + "- Thu hải quan theo chỉ tiêu Trung ương giao 870 tỷ đồng.", [amount(870, "money")],
     "assigned from above, and the province's task"),
    (GOALS + "- Tuổi thọ bình quân đạt 75 tuổi.", [amount(75, "quantity")], "life expectancy"),
    (GOALS + "- Số năm sống khỏe tối thiểu 68 năm.", [amount(68, "quantity", "ge")], "years lived in health"),
    (RESULTS + "- Thu nhập bình quân đạt 58 triệu đồng/năm, tăng 11 triệu so với năm 2020.",
     [amount(58, "money", kind="actual"), amount(11, "money", kind="actual", direction="increase", baseline="2020")],
     "a bare magnitude is of the money it changes"),
    ("Có 212/260 thôn (chiếm 81,5%) đạt tiêu chuẩn quy định tại khoản 2 Điều 4 Nghị quyết số 8/2024/NQ-HĐND.",
     [want(81.5, kind=ANY, period=ANY)], "counted, so no norm"),
    (RESULTS + "- Chi phí sau đơn giản hóa: (6 ngày = 48 giờ x 40.000 đồng/giờ) x 10 hồ sơ/năm = 19.200.000 đồng/năm.",
     [amount(19200000, "money", kind=ANY)], "the outcome of a calculation, not its terms"),
    (GOALS + "- Năm học 2025/2026, tỷ lệ trẻ ăn bán trú đạt 77%.", [want(77, period="2025-2026")], "a school year"),
    (GOALS + "- Đến năm 2028, có 64 ấp2 được công nhận ấp văn hóa.\n\n2 Quyết định số 31/QĐ-UBND.",
     [count(64, name="ấp được công nhận ấp văn hóa")], "a glued footnote mark"),
]  # fmt: skip


NOTHING: list[tuple[str, str, str]] = [
    ("Đội nào giữ sạch từ 80% tuyến đường trở lên được cộng 05 điểm.", "condition award", "points for a bound"),
    ("Dự án nào đến hết quý III giải ngân dưới 40% thì cắt vốn.", "condition", "a condition and what follows"),
    ("Nếu tỷ lệ hao hụt trên 7%, đơn vị phải giải trình.", "condition", "a condition"),
    (GOALS + "- Nghề có tỷ lệ lao động tự do trên 35% có thể điều chỉnh mục tiêu.", "condition", "leave to deviate"),
    (GOALS + "- Không để xảy ra sự cố làm bị thương từ 04 người trở lên.", "threshold", "what is not to happen"),
    ("Loại tốt: từ 85% tiêu chí trở lên; loại khá: từ 70% đến dưới 85%.", "threshold", "the bounds of classes"),
    ("Tuyến đường có mặt cắt rộng 7,5 m, tải trọng 10 tấn.", "specification", "properties of a road"),
    ("Quỹ cho vay với lãi suất 0,5%/tháng.", "specification", "a rate of interest"),
    ("Tuần tra trên cao tốc (tốc độ tối đa 80 km/h).", "specification", "a speed limit"),
    ("Mục tiêu 55% của Chiến lược quốc gia áp dụng chung.", "other_holder", "another document's goal"),
    (GOALS + "- Kéo giảm số vụ trên cả 3 mặt.", "head_count", "all of them"),
    ("Bài viết so sánh năng lực cạnh tranh của 4 tỉnh trước khi hợp nhất.", "head_count", "hangs on another word"),
    ("Chỉ tiêu được phân bổ đến 47 xã, phường.", "head_count", "whom it is given to"),
    (GOALS + "- Hoàn thành các bước 2, 3 và 4 của quy trình.", "list_ordinal", "steps"),
    (GOALS + "- Học sinh các lớp 6, 7 và 9 học bơi.", "list_ordinal", "classes of a school"),
    (GOALS + "- Chiều thứ 5 hằng tuần, đoàn viên dọn vệ sinh.", "date", "a day of the week"),
    (GOALS + "- Đợt cao điểm từ 01/5 đến 30/6.", "date", "days and months"),
    ("Công trường tổ chức 3 ca, 4 kíp.", "name", "shifts"),
    ("Lập quy hoạch phân khu tỷ lệ 1/2.000.", "specification", "the scale of a map"),
    ("Vi phạm bị phạt 04 - 06 triệu đồng, trừ 08 điểm giấy phép.", "award", "a sanction"),
    (
        "2. Phân bổ kinh phí\n- Chương trình nước sạch: 310 triệu đồng\n- Chương trình du lịch: 95 triệu đồng",
        "funding",
        "a budget",
    ),
]


@pytest.mark.parametrize(("text", "wanted"), [pytest.param(t, w, id=reason) for t, w, reason in RECORDS])
def test_number_is_a_record(text: str, wanted: list[dict[str, Any]]) -> None:
    assert mismatch(text, wanted) == []


@pytest.mark.parametrize(("text", "reasons"), [pytest.param(t, r, id=reason) for t, r, reason in NOTHING])
def test_number_is_none_and_why(text: str, reasons: str) -> None:
    found = extract(text, NLP)
    assert [target.source.text for target in found.targets] == []
    assert set(reasons.split()) <= {rejection.reason for rejection in found.rejected}


def test_figures_of_the_country_are_those_of_its_own_bodies() -> None:
    goal = "\n\nI. MỤC TIÊU\n- Tỷ lệ hộ dùng điện mặt trời cả nước đạt 12%.\n"
    government = "CHÍNH PHỦ\n-------\nSố: 9/NQ-CP\nHà Nội, ngày 3 tháng 2 năm 2026\n\nNGHỊ QUYẾT\nVề năng lượng"
    province = "ỦY BAN NHÂN DÂN TỈNH LÀO CAI\n-------\nSố: 9/KH-UBND\nLào Cai, ngày 3 tháng 2 năm 2026\n\nKẾ HOẠCH"
    assert [t.measure.value for t in extract(government + goal, NLP).targets] == [12]
    assert not extract(province + goal, NLP).targets
