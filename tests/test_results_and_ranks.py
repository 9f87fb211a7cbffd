"""Results that were kept up, indices carried over to other places, changes of rank: a case a mechanism."""

from __future__ import annotations

import pytest

import extract
from extract.contract.model import Target

RESULTS = "BÁO CÁO\nKết quả năm 2025\n\nI. KẾT QUẢ ĐẠT ĐƯỢC\n\n"
GOALS = "KẾ HOẠCH\nPhát triển năm 2026\n\nII. MỤC TIÊU\n\n"
INDICES = "BÁO CÁO\nĐánh giá kết quả các chỉ số\n\n"


def read(text: str) -> list[Target]:
    """The records of a text, in order."""
    return sorted(extract.extract(text).targets, key=lambda t: t.source.start)


def one(text: str, value: str) -> Target:
    """The only record of a text that holds a value."""
    (found,) = [t for t in read(text) if value in (t.source.text or "")]
    return found


# Kept up among results.


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1. Duy trì 100% xã đạt chuẩn phổ cập giáo dục.", "100%"),
        ("1. Tiếp tục duy trì 98% hộ dùng nước hợp vệ sinh.", "98%"),
        ("1. Bảo đảm 100% máy trạm được cài phần mềm diệt vi-rút.", "100%"),
    ],
)
def test_what_was_kept_up_is_a_result_among_results_and_a_goal_among_goals(text: str, value: str) -> None:
    plan = "KẾ HOẠCH\nPhát triển xã năm 2026\n\nI. KẾT QUẢ NĂM 2025\n\n"
    assert one(plan + text, value).kind == "actual"
    assert one(GOALS + text, value).kind == "target"


def test_a_goal_among_results_stays_one() -> None:
    text = RESULTS + "1. Phấn đấu duy trì 100% xã đạt chuẩn phổ cập giáo dục đến năm 2030."
    assert one(text, "100%").kind == "target"


def test_a_heading_of_goals_that_were_attained_is_one_of_results() -> None:
    plan = "KẾ HOẠCH\nPhát triển xã năm 2026\n\nPHẦN I\nTÌNH HÌNH NĂM 2025\n\n1. Các chỉ tiêu đạt và vượt\n\n"
    assert one(plan + "- Duy trì 99% hộ sử dụng nước sạch.", "99%").kind == "actual"


def test_a_national_standard_is_no_figure_of_the_nation() -> None:
    assert one(RESULTS + "Tỷ lệ trường đạt chuẩn quốc gia là 68%.", "68%").kind == "actual"
    assert read(RESULTS + "Tỷ lệ hộ nghèo còn 2,1%, tỷ lệ của quốc gia là 3,4%.")[-1].source.text == "2,1%"


# An index told of another place.

CARRIED = [
    ("PAR INDEX của Cần Thơ đạt 88,1%, xếp thứ 21/63. Sóc Trăng xếp thứ 40/63.", "40/63", "index.par", "Sóc Trăng"),
    (
        "PCI xếp thứ 30/63. So với các tỉnh trong vùng, Hà Nam thứ 4/63, Phú Yên xếp thứ 14/63.",
        "14/63",
        "index.pci",
        "Phú Yên",
    ),
    ("Năm 2024, Hải Phòng dẫn đầu PCI với 74,84 điểm. Quảng Ninh xếp thứ 2/63.", "74,84", "index.pci", "Hải Phòng"),
    ("Năm 2024, Hải Phòng dẫn đầu PCI với 74,84 điểm. Quảng Ninh xếp thứ 2/63.", "2/63", "index.pci", "Quảng Ninh"),
    ("PAPI của Hưng Yên thuộc nhóm cao. Hải Dương thuộc nhóm trung bình thấp.", "thấp", "index.papi", "Hải Dương"),
    ("PCI: Lạng Sơn xếp thứ 9/63; Cao Bằng xếp thứ 62/63.", "62/63", "index.pci", "Cao Bằng"),
    ("Chỉ số CCHC của Sở Nội vụ đạt 95,2 điểm. Thấp nhất là Sở Y tế với 80 điểm.", "80", "index.par", "Sở Y tế"),
]


@pytest.mark.parametrize(("text", "value", "id", "place"), CARRIED)
def test_an_index_is_carried_over_and_the_place_is_the_other(text: str, value: str, id: str, place: str) -> None:
    found = one(INDICES + text, value)
    assert found.indicator is not None
    assert found.indicator.id == id
    assert found.place is not None
    assert place in found.place.name


def test_the_place_before_leaves_the_name_of_the_index() -> None:
    found = one(INDICES + "PCI của Tiền Giang đứng thứ 4/13 vùng. Hậu Giang đứng thứ 2/13.", "2/13")
    assert found.indicator is not None
    assert found.indicator.text == "PCI"


def test_a_position_without_an_index_is_in_that_of_the_title() -> None:
    text = "BÁO CÁO\nPhân tích chỉ số PAPI năm 2024\n\nTỉnh An Giang xếp thứ 15/61. Tỉnh Kiên Giang xếp thứ 33/61."
    assert [t.indicator.id if t.indicator else None for t in read(text)] == ["index.papi", "index.papi"]


def test_a_measure_of_its_own_takes_no_index_over() -> None:
    found = one(INDICES + "PCI của tỉnh đạt 66,1 điểm. Huyện Tân Phú có tỷ lệ hộ nghèo 3,2%.", "3,2%")
    assert found.indicator is not None
    assert found.indicator.id == "society.poverty_rate"


def test_a_dot_that_shortens_a_word_ends_no_statement() -> None:
    found = one(INDICES + "PCI của Cà Mau xếp thứ 40/63; TP. Huế xếp thứ 8/63.", "8/63")
    assert found.indicator is not None
    assert found.indicator.id == "index.pci"


def test_where_a_province_lies_is_no_place_of_its_own() -> None:
    text = INDICES + "PAPI của Đồng Nai xếp thứ 18/61. Tại Đông Nam Bộ, Bình Dương đạt 43,9 điểm."
    assert one(text, "43,9").place is not None


# Terms that something is to be done in.


@pytest.mark.parametrize(
    "text",
    [
        "Phản ánh của người dân được xử lý trong 48 giờ kể từ lúc tiếp nhận.",
        "Kết quả được trả trong 15 ngày (kể từ ngày nhận đủ hồ sơ).",
        "Trong mười lăm ngày kể từ ngày có kết luận, đơn vị phải khắc phục xong sai phạm.",
        "Trả lời doanh nghiệp không quá 03 ngày làm việc từ khi nhận câu hỏi.",
    ],
)
def test_a_term_from_a_day_on_is_no_goal(text: str) -> None:
    assert read(GOALS + text) == []


@pytest.mark.parametrize(
    ("text", "value", "relation"),
    [
        ("Thời gian cấp phép đầu tư được rút xuống dưới 10 ngày kể từ khi nhận hồ sơ.", 10, "lt"),
        ("Cắt giảm thời gian cấp phép xuống còn tối đa 7 ngày kể từ ngày nhận hồ sơ.", 7, "le"),
    ],
)
def test_what_a_term_is_cut_to_is_one(text: str, value: int, relation: str) -> None:
    (found,) = read(GOALS + text)
    assert (found.measure.value, found.measure.relation, found.measure.unit) == (value, relation, "days")


# Points on a scale.


@pytest.mark.parametrize(
    ("text", "value", "scale"),
    [
        ("Điểm hài lòng của người dân 9,6/10.", 9.6, 10),
        ("Mức độ hài lòng về y tế đạt 4,21/5 và còn thấp.", 4.21, 5),
        ("Chỉ số thể chế số: 65,4/100.", 65.4, 100),
        ("Chỉ số xanh: tổng điểm 24,68/40.", 24.68, 40),
        ("Chất lượng phục vụ được chấm 8,25/10.", 8.25, 10),
    ],
)
def test_a_fraction_of_a_scale_is_points(text: str, value: float, scale: int) -> None:
    (found,) = read(RESULTS + text)
    assert (found.measure.unit, found.measure.value, found.measure.out_of) == ("points", value, scale)


def test_a_length_over_its_goal_is_no_score() -> None:
    assert [t.measure.unit for t in read(RESULTS + "Thi công 7,5/10 km đường thôn.")] == ["quantity", "quantity"]


# So many to one.


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Số sách bình quân trong thư viện đạt 0,8 bản sách/người.", "bản sách/người"),
        ("Hưởng thụ báo chí bình quân đạt 8 bản báo/người.", "bản báo/người"),
        ("Công suất xe buýt đạt 38 hành khách/chuyến.", "hành khách/chuyến"),
    ],
)
def test_so_many_to_one_head_or_turn_are_a_quantity(text: str, unit: str) -> None:
    (found,) = read(GOALS + text)
    assert (found.measure.unit, found.measure.unit_text) == ("quantity", unit)


# Changes of rank.


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("PCI nhảy vọt 15 bậc so với năm 2023.", "increase"),
        ("PCI trượt 5 bậc so với năm 2023.", "decrease"),
        ("PCI mất 11 bậc so với năm 2023.", "decrease"),
    ],
)
def test_verbs_tell_which_way_a_rank_moved(text: str, direction: str) -> None:
    (found,) = read(INDICES + text)
    assert (found.measure.unit, found.measure.direction, found.kind) == ("places", direction, "actual")


def test_a_fall_of_rank_has_happened_unless_something_aims_at_it() -> None:
    notice = "THÔNG BÁO\nKết luận tại hội nghị phân tích chỉ số\n\n"
    assert one(notice + "Năm 2024, PCI của tỉnh hạ 01 bậc so với năm 2023.", "01 bậc").kind == "actual"
    assert one(notice + "Phấn đấu năm 2026 số điểm đen giảm 3 bậc.", "3 bậc").kind == "target"


def test_a_grade_in_a_contest_is_no_rank() -> None:
    assert read(RESULTS + "Cán bộ vi phạm hạ 01 bậc thi đua.") == []


# Among the first so many.

PCI_PLAN = "KẾ HOẠCH\nCải thiện Chỉ số năng lực cạnh tranh cấp tỉnh năm 2026\n\nII. MỤC TIÊU\n\n"


@pytest.mark.parametrize(
    "text",
    ["1. Nằm trong tốp 20 cả nước.", "1. Thuộc nhóm 20 tỉnh dẫn đầu.", "1. Tỉnh ta vào nhóm 20 tỉnh đầu bảng."],
)
def test_a_position_among_peers_is_in_the_index_of_the_title(text: str) -> None:
    (found,) = read(PCI_PLAN + text)
    assert found.indicator is not None
    assert (found.indicator.id, found.measure.value, found.measure.relation) == ("index.pci", 20, "le")


def test_it_is_in_what_is_said_behind_it_or_before() -> None:
    best = one(GOALS + "Tỉnh thuộc nhóm 10 tỉnh có quy mô công nghiệp lớn nhất cả nước.", "10")
    behind = one(GOALS + "Phấn đấu lên 4 hạng trong bảng xếp hạng PCI.", "4 hạng")
    before = one("Sáng 12/5/2025, VCCI công bố PCI. Tỉnh ta tụt 7 bậc.", "7 bậc")
    assert [t.indicator.text if t.indicator else None for t in (best, behind)] == [
        "quy mô công nghiệp",
        "bảng xếp hạng PCI",
    ]
    assert before.indicator is not None
    assert before.indicator.id == "index.pci"


def test_without_an_index_it_is_named_by_its_peers() -> None:
    (found,) = read(GOALS + "Đến năm 2045, thuộc nhóm 20 tỉnh phát triển hàng đầu cả nước.")
    assert found.indicator is not None
    assert found.indicator.text is not None
    assert "phát triển hàng đầu cả nước" in found.indicator.text


def test_a_list_of_the_best_is_no_goal() -> None:
    assert read(RESULTS + "Năm 2024 có top 10 sự kiện nổi bật của tỉnh được bình chọn.") == []


def test_the_plan_behind_a_bar_is_no_part_of_a_currency() -> None:
    found = read(GOALS + "- Thu ngân sách 5,2 tỷ đồng/DT 4,5 tỷ đồng, chi 900 triệu đồng/xã.")
    assert [t.measure.unit_text for t in found] == ["tỷ đồng", "tỷ đồng", "triệu đồng/xã"]


# Prices, fees and penalties; days of the month, labels, lines to call.


@pytest.mark.parametrize(
    "text",
    [
        "Giá thu gom rác 28.000 đồng/hộ/tháng theo Quyết định của tỉnh.",
        "Giá bán nước theo khung từ 3.000 đến 18.000 đồng/m3.",
        "Các trường thu học phí 20.000 - 35.000 đồng/tháng.",
        "Vứt rác nơi công cộng bị phạt 500.000 - 1.000.000 đồng.",
        "Khai thác cơ hội từ 17 hiệp định thương mại tự do.",
        "Tiếp dân ngày 10 và 25.",
        "Định kỳ ngày 15 tháng cuối quý báo cáo về Sở Kế hoạch và Đầu tư.",
        "Phản ánh trên hệ thống 1022 được trả lời.",
        "Tỉnh chọn kịch bản 3 trên cơ sở mức Chính phủ giao.",
        "Kiểm điểm đơn vị 02 tháng liền xếp loại đỏ.",
        "Hoàn thành việc quán triệt Nghị quyết 68 và Chương trình này.",
    ],
)
def test_what_is_paid_for_each_and_what_is_only_numbered_is_no_goal(text: str) -> None:
    assert read(GOALS + "1. " + text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Giá trị sản xuất đạt 150 triệu đồng/ha.", 150),
        ("Thu phí, lệ phí đạt 12 tỷ đồng.", 12),
        ("Thu nhập bình quân đạt 62 triệu đồng/người/năm.", 62),
    ],
)
def test_what_is_earned_and_taken_in_stays_a_goal(text: str, value: int) -> None:
    (found,) = read(GOALS + "1. " + text)
    assert found.measure.value == value


def test_how_long_something_takes_is_a_measure_from_a_day_on_too() -> None:
    (found,) = read(GOALS + "Thời gian giải quyết hồ sơ kết nạp không quá 15 ngày kể từ khi nhận đủ giấy tờ.")
    assert (found.measure.unit, found.measure.value, found.measure.relation) == ("days", 15, "le")
