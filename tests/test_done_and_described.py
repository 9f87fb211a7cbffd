"""What has been done, set and attained is a record; what only describes, bounds or funds something is none."""

from __future__ import annotations

from typing import Any

import pytest

from extract.pipeline.components import extract
from tests.reading import ANY, NLP, mismatch
from tests.test_counts import GOALS, RESULTS, Case, amount, count

GREEN = "- Diện tích cây ăn quả tập trung đạt 30 nghìn ha; trong đó:\n+ Cam, bưởi từ 11 nghìn ha trở lên;\n"


def _share(value: float, relation: str = "eq", **fields: Any) -> dict[str, Any]:
    return amount(value, "percent", relation, **fields)


def _rank(value: float, relation: str = "eq", **fields: Any) -> dict[str, Any]:
    return amount(value, "rank", relation, **fields)


RECORDS: list[Case] = [
    (RESULTS + "- Xã đã tích tụ được 63 ha ruộng để canh tác hữu cơ.", [amount(63, "quantity", kind="actual")],
     "land put together"),
    (RESULTS + "- Vụ mùa, xã gieo cấy 418 ha lúa.", [amount(418, "quantity", kind="actual")], "land sown"),
    (RESULTS + "- Diện tích gieo trồng đạt 9.100 ha, tăng 3% so với cùng kỳ; trong đó: hồ tiêu 2.340 ha (KH 2.300 ha).",
     [amount(9100, "quantity", kind="actual"), _share(3, kind="actual", direction="increase"),
      amount(2340, "quantity", kind="actual"), amount(2300, "quantity", kind=ANY)], "a part, behind a growth"),
    (GOALS + GREEN, [amount(30, "quantity"), amount(11, "quantity", "ge", name="cam, bưởi")], "a part in its own item"),
    (RESULTS + "- Giải quyết việc làm cho 830 lao động, vượt 4% kế hoạch năm (800 lao động).",
     [count(830, kind="actual"), _share(4, kind="actual"), count(800, kind=ANY)], "the plan in a bracket"),
    (RESULTS + "- Đã khởi công 915 căn hộ trong năm 2025, đạt 104% chỉ tiêu.",
     [count(915, kind="actual"), _share(104, kind="actual")], "a year between a number and its share"),
    (RESULTS + "- VNPT phủ sóng 17 bản, đạt 85%; MobiFone 9 bản, đạt 60%.",
     [count(17, kind="actual"), _share(85, kind="actual"), count(9, kind="actual"), _share(60, kind="actual")],
     "villages, and what each body attained"),
    (GOALS + "- Viettel phát sóng nốt 6 bản trước ngày 30/11/2026.", [count(6)], "what is left to do, dated"),
    (GOALS + "- Hoàn thành phương án phòng cháy của 31 cơ sở trước ngày 30/9/2026.", [count(31)], "finished"),
    (GOALS + "- Có 720 hộ thoát nghèo; 45 sản phẩm được công nhận.", [count(720), count(45)], "goes on"),
    (GOALS + "- Đến năm 2027 có 26 xã trở lên (41%) đạt chuẩn.",
     [count(26, "ge", level="commune"), _share(41, level="commune")], "a goal said again as a share"),
    (GOALS + "- Xây dựng thêm 03 trường chuẩn quốc gia, nâng tỷ lệ lên 97%.", [count(3), _share(97)],
     "how many, and what they raise"),
    (GOALS + "- Chỉnh trang 08 tuyến phố.", [count(8)], "streets to be done up"),
    (GOALS + "- Trả lời phản ánh trong vòng 04 ngày làm việc.", [amount(4, "days")], "no round of a contest"),
    (GOALS + "- Lắp mới ít nhất 900 đồng hồ nước.", [count(900, "ge")], "meters are no money"),
    (GOALS + "- 100% trường đạt chuẩn, có tối thiểu ba sản phẩm tiêu biểu.", [_share(100), count(3, "ge")],
     "a second predicate, not the first one's least"),
    (RESULTS + "- Số bác sĩ/vạn dân: giao 9,1; thực hiện 9,6 (năm 2024: 8,8).",
     [amount(9.1, "quantity", kind=ANY), amount(9.6, "quantity", kind=ANY), amount(8.8, "quantity", kind="actual")],
     "bare decimals under a rate"),
    (RESULTS + "- Bình quân cấp tiểu học có 1,4 giáo viên/lớp.", [amount(1.4, "quantity", kind="actual")],
     "teachers a class"),
    (RESULTS + "- Điểm trung bình toàn huyện đạt 7,2 điểm.", [amount(7.2, "points", kind="actual")],
     "a mean mark is no band"),
    (RESULTS + "- Ba trụ cột hạ tầng, nhân lực, dữ liệu xếp hạng lần lượt là 5, 9 và 14.",
     [_rank(5, kind="actual"), _rank(9, kind="actual"), _rank(14, kind="actual")], "positions dealt out"),
    (GOALS + "- Thuộc nhóm 4 phường dẫn đầu thành phố về chuyển đổi số.", [_rank(4, "le")], "the first so many wards"),
    (RESULTS + "- Du khách mang về doanh thu 840 tỷ đồng.", [amount(840, "money", kind="actual")],
     "a sum named right before it"),
    (GOALS + "- Giá trị sản xuất tăng 9%/năm; riêng công nghiệp từ 11%/năm trở lên.",
     [_share(9, direction="increase"), _share(11, "ge", direction="increase")], "a sector set apart grows"),
]  # fmt: skip


NOTHING: list[tuple[str, str, str]] = [
    (GOALS + "- Đơn vị dưới 60 điểm không xét thi đua.", "condition", "who is left out"),
    (GOALS + "- Các xã từ 85 điểm trở lên xếp loại tốt.", "condition", "the bound of a grade"),
    (GOALS + "- Lớp có sĩ số vượt 40 học sinh/lớp phải tách.", "condition", "a size that obliges"),
    (GOALS + "- Kiểm kê đối với cơ sở phát thải từ 2.500 tấn trở lên hoặc tiêu thụ từ 800 TOE.", "condition",
     "which bodies a task is for"),
    (RESULTS + "- Có địa phương thuộc nhóm A (từ 92% trở lên).", "condition", "a class and its bound in a bracket"),
    (GOALS + "- Mỗi hồ sơ trễ bị trừ 0,5 điểm, tối đa 03 điểm.", "award", "the most that is taken"),
    (GOALS + "- Chấm theo thang 100 điểm.", "specification", "a scale of points"),
    (GOALS + "- Không còn thôn dưới 12 tiêu chí.", "threshold", "what is to be no more"),
    (GOALS + "- Mức hỗ trợ không quá 4%/năm và không quá 900 triệu đồng/dự án.", "funding", "rates of support"),
    (RESULTS + "- Nhân dân đóng góp 3,2 tỷ đồng.", "funding", "what people give"),
    (RESULTS + "- Tổng vốn ngân sách trung ương là 120 tỷ đồng (vốn đầu tư 90 tỷ đồng).", "funding", "a part"),
    (RESULTS + "- Nhà máy tại Khu công nghiệp Bình Minh (diện tích 180 ha, tổng vốn đăng ký 75 triệu USD) vận hành.",
     "specification", "what a bracket tells of a place"),
    (RESULTS + "- Mở tuyến đường dài 14,2 km (lộ giới 21 m).", "specification", "dimensions"),
    (RESULTS + "- Định mức 01 nhân lực/1.000 dân chưa phù hợp.", "specification", "a norm of staff"),
    (GOALS + "- Nâng chất lượng cán bộ, nhất là 07 phòng mới lập.", "head_count", "of whom above all"),
    (GOALS + "- Phiên họp được nối trực tuyến đến 96 điểm cầu.", "head_count", "where a meeting is seen"),
    (GOALS + "- Thực hiện khung 35 tuần học.", "head_count", "a frame of weeks"),
    ("Ghi chú: Không tính 06 thủ tục do ngành dọc tiếp nhận.", "head_count", "what is left out"),
    ("Thứ Sáu, 9/5/2025 | 08:45 GMT+7 | Lượt xem: 1.204", "date page_furniture", "the head of a web page"),
    (GOALS + "- Trong hai ngày 12 và 13/9, xã tổ chức đại hội.", "date", "two days of a month"),
    (GOALS + "- Tính tại thời điểm 31/12/2025.", "date", "a point in time is no point of an article"),
    (GOALS + "- Tiêm đủ vắc xin 6 trong 1.", "name", "a vaccine"),
    ("Anh C. kể đã chạy bộ 21 km quanh hồ.", "not_a_measure", "told of someone"),
    (GOALS + "- Thực hiện tốt.\n\nNơi nhận:\n- UBND tỉnh;\n- 73 trường;\n- Lưu: VT.", "head_count", "addressees"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), [pytest.param(t, w, id=reason) for t, w, reason in RECORDS])
def test_number_is_a_record(text: str, wanted: list[dict[str, Any]]) -> None:
    assert mismatch(text, wanted) == []


@pytest.mark.parametrize(("text", "reasons"), [pytest.param(t, r, id=reason) for t, r, reason in NOTHING])
def test_number_is_none_and_why(text: str, reasons: str) -> None:
    found = extract(text, NLP)
    assert [target.source.text for target in found.targets] == []
    assert set(reasons.split()) <= {rejection.reason for rejection in found.rejected}
