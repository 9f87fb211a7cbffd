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
