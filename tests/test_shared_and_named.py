"""What values of a sentence share (a base, criteria, tiers, a name), goals beside results, and what is no measure."""

from __future__ import annotations

from typing import Any

import pytest

from extract.pipeline.components import extract
from tests.reading import NLP, mismatch
from tests.test_counts import GOALS, RESULTS, Case, amount, count


def _share(value: float, relation: str = "eq", **fields: Any) -> dict[str, Any]:
    return amount(value, "percent", relation, **fields)


def _fall(value: float, relation: str = "eq", **fields: Any) -> dict[str, Any]:
    return _share(value, relation, direction="decrease", **fields)


PLAN = "UBND TỈNH QUẢNG NINH\n\nKẾ HOẠCH\nPhát triển kinh tế - xã hội năm 2026\n\nI. MỤC TIÊU\n\n"
DROWNED = ["số vụ … do đuối nước", "số người chết … do đuối nước", "số người bị thương … do đuối nước"]

RECORDS: list[Case] = [
    (GOALS + "- Đạt 18 giường bệnh, 9 bác sĩ và 2,5 dược sĩ trên 10.000 dân.",
     [amount(18, "quantity", name="giường bệnh … trên 10.000 dân"),
      amount(9, "quantity", name="bác sĩ … trên 10.000 dân"), amount(2.5, "quantity")], "a base told once"),
    (RESULTS + "- Toàn huyện có 4 bác sĩ và 12 giường bệnh trên một vạn dân.",
     [amount(4, "quantity", kind="actual"), amount(12, "quantity", kind="actual")], "a base told once, of a result"),
    (GOALS + "- Giảm 10% số vụ, số người chết và số người bị thương do đuối nước.",
     [_fall(10, name=name) for name in DROWNED], "criteria behind the number"),
    (GOALS + "- Cháy rừng giảm từ 5% trở lên cả về số vụ và diện tích bị thiệt hại.",
     [_fall(5, "ge", name="cháy rừng … số vụ"), _fall(5, "ge", name="cháy rừng … diện tích bị thiệt hại")],
     "criteria behind a bound"),
    (GOALS + "- Kéo giảm tai nạn lao động trên cả 2 tiêu chí (số vụ, số người chết) ít nhất 7%.",
     [_fall(7, "ge", name="tai nạn lao động … số vụ"), _fall(7, "ge", name="tai nạn lao động … số người chết")],
     "criteria before the number"),
    (GOALS + "- Hồ sơ đúng hạn ở cả hai cấp (tỉnh, xã) đạt 97%.",
     [_share(97, level="commune"), _share(97, level="province")], "tiers named with the number of them"),
    (GOALS + "- Chữ ký số cá nhân: cấp tỉnh 100%, cấp xã 85%.",
     [_share(100, level="province", name="chữ ký số cá nhân … cấp tỉnh"),
      _share(85, level="commune", name="chữ ký số cá nhân … cấp xã")], "the name of the one before, for another tier"),
    (GOALS + "- Kiểm tra công vụ: sở, ngành 30%, xã 20%.",
     [_share(30, level="province"), _share(20, level="commune", name="kiểm tra công vụ … xã")], "a bare tier"),
    (GOALS + "- 90% báo cáo của sở, ngành, 80% của UBND huyện và 70% của UBND xã được gửi trên hệ thống.",
     [_share(90, level="province", name="báo cáo của sở, ngành … được gửi trên hệ thống"),
      _share(80, level="district", name="báo cáo … của ubnd huyện … được gửi trên hệ thống"),
      _share(70, level="commune", name="báo cáo … của ubnd xã … được gửi trên hệ thống")], "a shared predicate"),
    (RESULTS + "- Kinh tế của huyện giữ được đà tăng: GRDP tăng 6,8%.",
     [_share(6.8, kind="actual", direction="increase", text="6,8%", name="grdp")], "a comment is no name"),
    (RESULTS + "- Kết quả điều tra cuối năm 2025, toàn huyện còn 3.200 hộ nghèo, chiếm 7,4%.",
     [_share(7.4, kind="actual", name="hộ nghèo")], "where it is known from is no name"),
    (GOALS + "- Mỗi phường lựa chọn tối thiểu 03 tuyến phố văn minh.", [count(3, "ge", level="commune")], "each body"),
    (GOALS + "- Mỗi xã khu vực III giảm 5%/năm; các xã còn lại 2%/năm.",
     [_fall(5, level="commune", per="year"), _fall(2, level="commune", per="year")], "the others of them"),
    (GOALS + "- Tỷ lệ hộ nghèo mỗi năm giảm 1,2% (hộ nghèo dân tộc thiểu số 3%).",
     [_fall(1.2, per="year"), _fall(3, per="year")], "how much of it in an area"),
    (GOALS + "- Tăng trưởng tín dụng 14%, tỷ lệ nợ xấu dưới 3%.",
     [_share(14, direction="increase"), _share(3, "lt")], "a cap does not grow"),
    (GOALS + "- Bảo đảm 60% trường học trở lên có phòng tin học.", [_share(60, "ge")], "a bound behind the whole"),
    (GOALS + "- Người cao tuổi được khám sức khỏe ít nhất mỗi năm hai lần.", [count(2, "ge", per="year")],
     "how often a year"),
    (GOALS + "- Tỷ lệ bao phủ đạt 95%; ba trung tâm y tế đạt chuẩn quốc gia.", [_share(95), count(3)],
     "so many bodies, in words"),
    (RESULTS + "- Giải ngân đạt 71%, thấp hơn mức 85% đề ra.", [_share(71, kind="actual"), _share(85)],
     "the level that was set"),
    (RESULTS + "- Độ che phủ rừng đạt 41%, không đạt mức 42% như dự kiến.",
     [_share(41, kind="actual"), _share(42, name="độ che phủ rừng")], "a level as it was planned"),
    (RESULTS + "- Thu ngân sách tăng 12% so với năm 2024 (dự toán 8%).",
     [_share(12, kind="actual", direction="increase", baseline="2024"), _share(8, direction="increase", period=None)],
     "a plan in a bracket behind a comparison"),
    (PLAN + "- GRDP bình quân đầu người 92 triệu đồng (KH 2025: 83; ước TH: 84,5 triệu đồng).",
     [amount(92, "money"), amount(83, "money"), amount(84.5, "money", kind="actual")], "plan and result in a bracket"),
    (GOALS + "- Tỷ lệ khớp đúng đạt 95% (hiện 78,5%).",
     [_share(95), _share(78.5, kind="actual", period="asof")], "as it is now"),
    (GOALS + "- Hộ nghèo còn 14,5%, tức giảm 3,2%.", [_share(14.5), _fall(3.2, name="hộ nghèo")], "that is to say"),
    (GOALS + "- Trình UBND tỉnh cắt giảm ít nhất 30% thời gian giải quyết thủ tục đất đai.",
     [_fall(30, "ge", name="thời gian giải quyết thủ tục đất đai", level=None)], "who decides is no name"),
    (GOALS + "- Chỉ đạo Văn phòng Đăng ký kéo tỷ lệ hồ sơ trễ hạn xuống dưới 1%.",
     [_share(1, "lt", name="tỷ lệ hồ sơ trễ hạn")], "whoever does it is no name"),
    (RESULTS + "- Sáu tháng đầu năm 2025, tiêm chủng mở rộng: cấp tỉnh 99%, cấp xã 96%.",
     [_share(99, kind="actual", level="province", name="tiêm chủng mở rộng … cấp tỉnh"),
      _share(96, kind="actual", level="commune", name="tiêm chủng mở rộng … cấp xã")], "a time is no name"),
    (GOALS + "- Giải ngân: vốn trung ương 98%, vốn tỉnh 100%.", [_share(98), _share(100)], "no number of a meeting"),
    (GOALS + "- Tuyển quân đạt 100% chỉ tiêu Quân khu 7 giao.", [_share(100)], "the number of a body"),
]  # fmt: skip

NONE = [
    RESULTS + "- Toàn tỉnh còn 15 xã trên 40% hộ nghèo.",
    RESULTS + "- Tỷ lệ phiếu khảo sát chọn mức dưới 2 điểm chủ yếu ở lĩnh vực đất đai.",
    RESULTS + "- Hồ sơ tồn trên 60 ngày vẫn nhiều ở lĩnh vực bồi thường.",
    RESULTS + "- Phần mềm phải nâng cấp 3 lần.",
    GOALS + "- Không còn trường có tỷ lệ học sinh bỏ học trên 1%.",
    GOALS + "- Tổng nguồn vốn giai đoạn 2026 - 2030 dự kiến 4.560 tỷ đồng.",
    GOALS + "- Sở Tài chính cân đối 25 tỷ đồng (đợt 1: 10 tỷ đồng) cho công tác đo đạc.",
    GOALS + "- Ngân sách trung ương hỗ trợ 80%, ngân sách tỉnh đối ứng 20%.",
    GOALS + "- Nguồn vốn: ngân sách trung ương 70%, ngân sách địa phương đối ứng 30%.",
    GOALS + "- Kết quả thực hiện chiếm 20 điểm trong thang 100 điểm đánh giá người đứng đầu.",
    GOALS + "- UBND cấp xã niêm yết danh sách 05 ngày làm việc trước khi phê duyệt.",
]


@pytest.mark.parametrize(("text", "wanted", "why"), RECORDS, ids=[why for *_, why in RECORDS])
def test_values_are_records_with_what_they_share(text: str, wanted: list[dict[str, Any]], why: str) -> None:
    assert mismatch(text, wanted) == [], why


@pytest.mark.parametrize("text", NONE)
def test_what_bounds_funds_or_describes_is_none(text: str) -> None:
    assert not [t.source.text for t in extract(text, NLP).targets]
