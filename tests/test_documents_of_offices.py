"""What is no measure in plans, directives and programmes, and what frames those that are."""

from __future__ import annotations

import pytest

from tests.reading import records

GOALS = "I. MỤC TIÊU ĐẾN NĂM 2030\n- "

NONE = [
    ("Biển hiệu tắt sau 22 giờ, quán ăn đóng cửa trước 23 giờ.", "hours of the day"),
    ("Cơ cấu nguồn vốn: trung ương 50%, địa phương 30%, xã hội hóa 20%.", "who pays which share"),
    ("Tổng kinh phí 1.240 tỷ đồng: ngân sách trung ương 35%, tỉnh 15%, vốn dân cư 50%.", "behind a sum with a point"),
    ("Hỗ trợ một lần 15 triệu đồng/ha trồng sầu riêng, không quá 2 ha/hộ.", "up to what is paid"),
    ("Sở Tài chính tham mưu 20 tỷ đồng mua thiết bị y tế.", "a sum to buy with"),
    ("Hộ kinh doanh có doanh thu từ 500 triệu đồng/năm thuộc diện kê khai.", "whom a rule is for"),
    ("Tỷ lệ sống từ 80% mới được nghiệm thu.", "a condition"),
    ("Cự ly vận chuyển cây giống dưới 30 km.", "how far something is carried"),
]

VALUES = [
    ("Các tháng 6, 7, 8, 9 sản lượng tôm giảm 10%.", ["10%"], "months in a row"),
    ("Nghị quyết 57, 59 và 68 của Bộ Chính trị đến được 100% đảng viên.", ["100%"], "documents in a row"),
    ("Tiêm viêm gan B trong 24 giờ đầu đạt trên 85%.", ["85%"], "when something is done"),
    ("Tỷ lệ cây sống sau 3 năm đạt trên 85%.", ["85%"], "after how long it is measured"),
    ("Tập huấn 3.000 lượt cán bộ (mỗi khóa 03 ngày, tối đa 60 học viên).", ["3.000"], "what each class has"),
    ("Khách hàng có sản lượng từ 2 triệu kWh/năm: phấn đấu 90% ký thỏa thuận.", ["90%"], "of what size they are"),
    ("Tuyển mới mỗi năm 12.000 người.", ["12.000"], "a year is no body that is staffed"),
    ("Lực lượng có mặt tại hiện trường không quá 30 phút kể từ khi nhận tin báo.", ["30 phút"], "how fast one comes"),
]

RANKS = [
    ("SIPAS thuộc nhóm 7.", [("satisfaction.agency", 7)], "nothing behind the number"),
    (
        "Giữ vị trí nhóm 5 tỉnh dẫn đầu về PAPI, nhóm 8 về SIPAS.",
        [("index.papi", 5), ("satisfaction.agency", 8)],
        "the index behind each",
    ),
    (
        "DTI, PCI, PII đều nằm trong nhóm 10 địa phương dẫn đầu cả nước.",
        [("index.dti", 10), ("index.pci", 10), (None, 10)],
        "one of them only told by its capitals",
    ),
    ("Thành phố thuộc nhóm 80 đô thị đáng sống của châu Á.", [(None, 80)], "of the world or a part of it"),
    ("Công tác dân vận của huyện xếp 2/9 đơn vị.", [(None, 2)], "so many who are ranked are named"),
]


@pytest.mark.parametrize("text", [pytest.param(t, id=why) for t, why in NONE])
def test_measures_nothing(text: str) -> None:
    assert records(GOALS + text) == []


@pytest.mark.parametrize(("text", "values"), [pytest.param(t, v, id=why) for t, v, why in VALUES])
def test_only_these_are_measures(text: str, values: list[str]) -> None:
    assert [record["text"] for record in records(GOALS + text)] == values


@pytest.mark.parametrize(("text", "wanted"), [pytest.param(t, w, id=why) for t, w, why in RANKS])
def test_position(text: str, wanted: list[tuple[str | None, int]]) -> None:
    found = [(record["id"], record["value"]) for record in records(GOALS + text) if record["unit"] == "rank"]
    assert sorted(found, key=str) == sorted(wanted, key=str)


def test_a_share_does_not_take_over_the_growth_before_it() -> None:
    found = records(GOALS + "Số doanh nghiệp tăng 12%, tỷ lệ lao động qua đào tạo 70%.")
    assert [record["direction"] for record in found] == ["increase", None]


def test_a_deadline_that_closes_an_item_is_not_that_of_the_paragraphs_below() -> None:
    text = (
        "I. MỤC TIÊU\n1. Giáo dục của tỉnh đến năm 2030 đạt mức khá. Có 82% trường đạt chuẩn quốc gia, "
        "xóa hết phòng học tạm trong năm 2027.\n\nHuy động trẻ ra lớp đạt 38%.\n\n2. Năm 2026 tuyển đủ giáo viên.\n"
    )
    below = next(record for record in records(text) if record["text"] == "38%")
    assert below["period"] == "by 2030"
