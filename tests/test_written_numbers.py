"""Numbers as people write them: with a blank too many, in words, on a scale, as a rate; bounds and signs far off."""

from __future__ import annotations

import pytest

import extract
from extract.contract.model import Target

GOALS = "KẾ HOẠCH\nPhát triển năm 2026\n\nII. MỤC TIÊU\n\n1. "
RESULTS = "BÁO CÁO\nKết quả năm 2025\n\nI. KẾT QUẢ ĐẠT ĐƯỢC\n\n1. "


def read(text: str) -> list[Target]:
    return sorted(extract.extract(text).targets, key=lambda t: t.source.start)


def told(text: str, *fields: str) -> list[tuple[object, ...]]:
    """These fields of the measure of each record of a goal, in order."""
    return [tuple(getattr(t.measure, field) for field in fields) for t in read(GOALS + text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Tỷ lệ hộ có hố xí hợp vệ sinh đạt 91 ,4%.", 91.4),
        ("Tỷ lệ bao phủ bảo hiểm y tế năm 2026: 93, 27%.", 93.27),
        ("Kim ngạch nhập khẩu đạt 1 ,85 tỷ USD.", 1.85),
        ("Sản lượng tôm đạt 12, 5 nghìn tấn.", 12.5),
        ("Đón 2, 3 triệu lượt khách.", 2.3),
        ("Chỉ số PCI đạt 67, 82 điểm.", 67.82),
        ("Thu ngân sách đạt 3 .250 tỷ đồng.", 3250),
        ("Tại tổ 7, 60% hộ dùng nước máy.", 60),  # a label and a share
        ("Phấn đấu năm 2026, 60% hộ dùng nước máy.", 60),
        ("Tỷ lệ chi cho khoa học đạt hai phẩy năm phần trăm.", 2.5),
        ("Tỷ lệ thu gom rác đạt 72﹪.", 72),  # small sign
        ("Giá trị sản xuất gấp hai lần rưỡi năm 2020.", 2.5),
        ("Thời gian sửa chữa sự cố không quá hai ngày rưỡi.", 2.5),
        ("Giảm thời gian chờ xuống còn nửa ngày.", 0.5),
        ("Doanh thu mỗi hợp tác xã đạt 5 tỷ rưỡi.", 5.5),
        ("Thời gian ứng cứu tối đa một giờ ba mươi phút.", 90),
    ],
)
def test_one_number(text: str, value: float) -> None:
    assert told(text, "value") == [(value,)]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Thu hút từ 800 nghìn đến 1 triệu lượt khách.", (0.8, 1)),
        ("Doanh thu từ 950 tỷ đến 1,2 nghìn tỷ đồng.", (0.95, 1.2)),
        ("Thu nội địa từ 900 triệu đồng đến 1,3 tỷ đồng.", (0.9, 1.3)),
        ("Sản lượng cà phê đạt từ 95 nghìn tấn đến 1,1 triệu tấn.", (0.095, 1.1)),
        ("Sản lượng rau từ 80 nghìn đến 100 nghìn tấn.", (80, 100)),
        ("Thu nhập từ 78 triệu đồng/người đến 80 triệu đồng/người.", (78, 80)),
        ("Từ mười đến mười lăm phần trăm số hộ tham gia hợp tác xã.", (10, 15)),
    ],
)
def test_the_ends_of_a_range_are_told_in_one_unit(text: str, ends: tuple[float, float]) -> None:
    assert told(text, "relation", "value", "upper") == [("between", *ends)]


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("Chỉ số PAPI đạt 45 trên 80 điểm.", "points", 45),
        ("Chỉ số SIPAS đạt 88,5 trên thang điểm 100.", "points", 88.5),
        ("Chỉ số PCI thuộc nhóm 10 trên tổng số 34 tỉnh, thành phố.", "rank", 10),
        ("Chỉ số DDCI của huyện đứng vị trí 3 trên tổng số 12 huyện.", "rank", 3),
        ("Chỉ số DTI lọt vào TOP10 cả nước.", "rank", 10),
        ("Chỉ số PCI nằm trong 10 địa phương đứng đầu trên tổng số 34 tỉnh.", "rank", 10),
        ("Đưa 12 trên tổng số 18 xã về đích nông thôn mới.", "ratio", 12),
        ("Quá nửa số chợ được nâng cấp.", "ratio", 1),
        ("Tỷ suất sinh thô còn 14,2 phần ngàn.", "quantity", 14.2),
        ("Mức giảm sinh đạt 0,15 o/oo.", "quantity", 0.15),
        ("Số vụ cháy còn 1,2 vụ/10.000 hộ dân.", "quantity", 1.2),
        ("Số sự cố còn 0,8 sự cố/100 km đường dây.", "quantity", 0.8),
        ("Số luật sư đạt 3 luật sư trên mười nghìn dân.", "quantity", 3),
        ("Có 8 câu lạc bộ trên một trăm nghìn dân.", "quantity", 8),
        ("Bố trí 1,5 nhân viên y tế trên 1.000 hộ.", "quantity", 1.5),
        ("Số giường bệnh/10.000 dân đạt tối thiểu 32.", "quantity", 32),
        ("Mật độ dân số (người/km2) đạt 3.200.", "quantity", 3200),
        ("Số điện thoại trên 100 dân là 96.", "quantity", 96),
    ],
)
def test_what_is_told_of_so_many(text: str, unit: str, value: float) -> None:
    assert told(text, "unit", "value") == [(unit, value)]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Nồng độ BOD5 dưới 10 mg/l.", "mg/l"),
        ("Công suất bơm đạt 4.500 m3/h.", "m3/h"),
        ("Độ mặn dưới 0,5 g/lít.", "g/lít"),
    ],
)
def test_a_unit_on_another(text: str, unit: str) -> None:
    assert told(text, "unit_text") == [(unit,)]


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("Kim ngạch xuất khẩu vượt mốc 2 tỷ USD; tỷ lệ nội địa hóa vượt ngưỡng 40%.", ["gt", "gt"]),
        ("Tổ chức 12 lớp tập huấn nghiệp vụ trở lên.", ["ge"]),
        ("Trồng mới 120 ha cây dược liệu trở lên.", ["ge"]),
        ("80% học sinh xếp loại khá trở lên.", ["eq"]),
        ("30% cán bộ từ phó trưởng phòng trở lên là nữ.", ["eq"]),
        ("Năm 2026, tối đa tỷ lệ hồ sơ trễ hạn là 1%.", ["le"]),
        ("Mức tối đa của tỷ lệ thất thoát nước là 15%.", ["le"]),
        ("Tối thiểu đến cuối năm 2026, 70% trạm y tế có bác sĩ.", ["ge"]),
        ("Chưa đầy 2% trẻ bỏ học.", ["lt"]),
        ("Tỷ lệ thất thoát điện =< 5%.", ["le"]),
    ],
)
def test_bounds(text: str, relations: list[str]) -> None:
    assert [relation for (relation,) in told(text, "relation")] == relations


@pytest.mark.parametrize(
    ("text", "directions"),
    [
        ("Tốc độ tăng thu ngân sách năm 2025: (-) 6,3%.", ["decrease"]),
        ("Tốc độ tăng vốn đầu tư năm 2025: - 6,1%.", ["decrease"]),
        ("Ngành dệt may tăng trưởng âm (3,9%).", ["decrease"]),
        ("Lợi nhuận tăng trưởng âm ở mức 2,2%.", ["decrease"]),
        ("Lượng khách quốc tế giảm mạnh (12,5%), doanh thu tăng nhẹ (2,1%).", ["decrease", "increase"]),
        ("Dư nợ tín dụng tăng trưởng năm 2026 ở mức 14%.", ["increase"]),
        ("Giá trị nông nghiệp tăng trưởng bình quân giai đoạn 2026 - 2030 là 3,8%.", ["increase"]),
        ("Tỷ lệ hộ nghèo giảm bình quân hằng năm là 1,2%.", ["decrease"]),
        ("Tỷ lệ doanh nghiệp có doanh thu tăng trưởng đạt 60%.", [None]),
        ("100% trẻ được theo dõi bằng biểu đồ tăng trưởng.", [None]),
    ],
)
def test_which_way(text: str, directions: list[str | None]) -> None:
    assert [direction for (direction,) in told(text, "direction")] == directions


def test_what_is_called_by_a_verb_of_change_does_not_change() -> None:
    (monks, kitchens) = read(GOALS + "75% tăng ni, phật tử được tuyên truyền; 60% bếp ăn tập thể có camera.")
    assert monks.indicator.text.startswith("tăng ni")
    assert kitchens.indicator.text.startswith("bếp ăn")


def test_a_name_ends_before_the_verb_whose_amount_stands_in_a_bracket() -> None:
    (found,) = read(RESULTS + "Ngành khai khoáng tăng trưởng âm (3,9%).")
    assert found.indicator.text == "Ngành khai khoáng"


def test_an_amount_in_many_words_in_a_bracket_is_said_again() -> None:
    text = "Vận động quỹ đạt 2.350.000.000 đồng (Hai tỷ ba trăm năm mươi triệu đồng chẵn)."
    assert told(text, "value") == [(2350000000,)]


def test_so_many_in_all_are_no_measure() -> None:
    assert told("Có 12 xã đạt chuẩn trong tổng số 18 xã.", "value") == [(12,)]


@pytest.mark.parametrize(
    "text",
    [
        "Chỉ tiêu năm 2027: thanh tra 30 doanh nghiệp, cấp 1.500 thẻ thư viện.",
        "Chỉ tiêu thi đua năm 2026 của Đoàn thanh niên: hiến 500 đơn vị máu, làm lợi 3 tỷ đồng.",
        "Phấn đấu năm 2026 thành lập 30 tổ hợp tác, đón 12 đoàn khách quốc tế.",
    ],
)
def test_what_a_label_of_goals_leads_in_is_set(text: str) -> None:
    assert len(read(text + "\n")) == 2


@pytest.mark.parametrize(
    ("text", "unit", "relation", "value"),
    [
        ("Thứ hạng chỉ số PCI: 12.", "rank", "eq", 12),
        ("Xếp hạng PGI năm 2027: <= 15.", "rank", "le", 15),
        ("Tỷ lệ thanh niên trên dân số: 24 phần trăm.", "percent", "eq", 24),  # no number of a document
        ("Số vụ tai nạn đường sắt ở mức 5 vụ.", "count", "eq", 5),  # no level of a service
        ("Tỷ lệ hồ sơ trễ hạn không được vượt mức 2%.", "percent", "le", 2),
        ("Số thuê bao 5G/100 dân: ít nhất 40.", "quantity", "ge", 40),
    ],
)
def test_a_bare_number_behind_its_label(text: str, unit: str, relation: str, value: float) -> None:
    assert told(text, "unit", "relation", "value") == [(unit, relation, value)]
