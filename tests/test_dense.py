"""Dense official prose: changes told together, times that hold for a while, and figures that measure nothing."""

from __future__ import annotations

import pytest

from extract.pipeline.components import extract
from tests.reading import NLP, records

REPORT = "UBND TỈNH\nSố: 45/BC-UBND\nngày 15 tháng 01 năm 2025\n\nBÁO CÁO\nKết quả năm 2024\n\n"
PLAN = "UBND TỈNH\nSố: 12/KH-UBND\nngày 15 tháng 01 năm 2025\n\nKẾ HOẠCH\nThực hiện năm 2025\n\nI. MỤC TIÊU\n"


def fields(text: str, *names: str) -> list[tuple[object, ...]]:
    return [tuple(record[name] for name in names) for record in records(text)]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Năng suất lúa năm 2024 đạt 61,4 tạ/ha, hơn vụ trước 0,9 tạ/ha.", [None, "increase"]),
        ("Chỉ số CCHC năm 2024 xếp thứ 25/63, thấp hơn năm 2020 bảy bậc.", [None, "decrease"]),
        ("Năm 2024, mô hình giảm lượng giống 40%, phân bón 25%, nước tưới 30%.", ["decrease"] * 3),
        ("Năm 2024, cơ giới hóa giúp giảm chi phí sản xuất 12% và công lao động 35%.", ["decrease"] * 2),
        ("Năm 2024, sản lượng điện sụt 3,4%, còn du lịch nhích lên 2,2%.", ["decrease", "increase"]),
        ("PAPI năm 2024 xếp thứ 21/61, lên 5 bậc; PCI xuống 3 bậc.", [None, "increase", "decrease"]),
        ("Mỗi năm thêm 2,5% hộ dân dùng nước sạch.", ["increase"]),
        ("Năm 2024, đàn lợn tăng 3,1% so với cùng kỳ, vượt 2% KH.", ["increase", None]),
        ("Tỷ lệ hộ tham gia chương trình giảm nghèo bền vững 95%.", [None]),
    ],
)
def test_changes_have_their_direction(sentence: str, wanted: list[str | None]) -> None:
    assert [direction for (direction,) in fields(REPORT + sentence, "direction")] == wanted


def test_growth_goes_on_from_what_stands_outside_brackets() -> None:
    sentence = "GRDP tăng 8%, trong đó công nghiệp 9,12% (riêng điện sụt 2,4%), dịch vụ 8,51%."
    found = fields(REPORT + sentence, "value", "direction")
    assert found[-2:] == [(2.4, "decrease"), (8.51, "increase")]


@pytest.mark.parametrize("unit", ["KH", "kế hoạch năm", "DT tỉnh giao", "NQ"])
def test_a_distance_from_the_plan_is_no_bound(unit: str) -> None:
    found = fields(REPORT + f"Thu ngân sách năm 2024 đạt 9.120 tỷ đồng, vượt 4,8% {unit}.", "value", "relation")
    assert found[-1] == (4.8, "eq")


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("PAR INDEX năm 2024 giảm 1,4 điểm và tụt 9 bậc so với năm 2023.", ["2023", "2023"]),
        ("So với 9 tháng năm 2023, số doanh nghiệp tăng 11% nhưng vốn đăng ký giảm 6%.", ["2023", "2023"]),
        ("Chỉ số CCHC năm 2024 xếp thứ 25/63, thấp hơn năm 2020 bảy bậc.", [None, "2020"]),
        ("SIPAS năm 2024 tăng 2 bậc; PAPI tụt 9 bậc so với năm 2023.", [None, "2023"]),
    ],
)
def test_changes_told_together_have_one_baseline(sentence: str, wanted: list[str | None]) -> None:
    assert [baseline for (baseline,) in fields(REPORT + sentence, "baseline")] == wanted


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            "Nhiệm kỳ 2020 - 2025, du lịch đón 18 triệu lượt khách; riêng năm 2021 khách quốc tế giảm 68%. "
            "Thu nội địa đạt 31.500 tỷ đồng.",
            ["2020-2025", "in 2021", "2020-2025"],
        ),
        (
            "Nhiệm kỳ 2020 - 2025, thu hút 40 dự án. Năm 2021, khách quốc tế giảm 68%. "
            "Thu nội địa 5 năm đạt 31.500 tỷ đồng, vượt 9,4% dự toán.",
            ["in 2021", "2020-2025", "2020-2025"],
        ),
        ("Từ ngày 01/01 đến ngày 30/9/2024, tỷ lệ hồ sơ đúng hạn đạt 98%.", ["by 2024"]),
        ("Dự kiến hết ngày 31 tháng 01 năm 2025 giải ngân đạt 97%.", ["by 2025"]),
    ],
)
def test_times_hold_as_long_as_they_are_meant(sentence: str, wanted: list[str | None]) -> None:
    found = [period for value, period in fields(REPORT + sentence, "value", "period") if value != 40]
    assert found == wanted


def test_what_is_due_by_the_end_is_no_yearly_rate() -> None:
    first = "Mỗi năm tạo việc làm mới cho 12.000 lao động, để cuối nhiệm kỳ tỷ lệ thất nghiệp còn dưới 2%."
    second = "Bình quân mỗi năm thêm 2,5% hộ dân dùng nước sạch, đến năm 2030 đạt 85%."
    assert [per for text in (first, second) for (per,) in fields(PLAN + text, "per")] == ["year", None, "year", None]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("SIPAS năm 2024 đạt 84%, xếp thứ 19/63 (năm 2023: 27/63).", [("rank", 27)]),
        ("Chỉ số CCHC năm 2024 xếp 18/63 (năm 2023: 29).", [("rank", 29)]),
        ("Chỉ số PCI năm 2024 đạt 84,5 điểm (năm 2023: 82,7).", [("points", 82.7)]),
    ],
)
def test_another_time_in_a_bracket_has_the_same_unit(sentence: str, wanted: list[tuple[str, float]]) -> None:
    assert fields(REPORT + sentence, "unit", "value")[-1:] == wanted


@pytest.mark.parametrize(
    "sentence",
    [
        "Năm 2024, tỷ lệ hồ sơ nộp trực tuyến đạt 66%, chưa đạt mục tiêu 80%.",
        "Năm 2024, tỷ lệ đơn vị tự chủ đạt 7,7%, còn cách xa mức 10% mà Nghị quyết đề ra.",
    ],
)
def test_a_goal_that_was_missed_is_one(sentence: str) -> None:
    assert [kind for (kind,) in fields(REPORT + sentence, "kind")] == ["actual", "target"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kinh phí năm 2024 là 36 tỷ đồng, trong đó ngân sách tỉnh 20 tỷ đồng; doanh nghiệp góp 9 tỷ đồng; "
        "xã hội hóa 7 tỷ đồng.",
        "Nghị quyết được thông qua với 50/52 đại biểu biểu quyết tán thành.",
        "Đã khởi công tuyến đường Lý Thái Tổ (3,6 km), bến cảng đón tàu 20.000 tấn, nhà thi đấu sức chứa 3.000 chỗ.",
        "Lễ hội diễn ra từ 12/4 đến 18/4/2025; trực đầy đủ dịp 30/4 - 01/5.",
        "Doanh nghiệp sử dụng từ 30% lao động là người khuyết tật trở lên được vay tối đa 2 tỷ đồng.",
        "Đã hoàn trả 214 tỷ đồng vốn vay lại.",
    ],
)
def test_what_measures_nothing_is_no_record(sentence: str) -> None:
    assert records(REPORT + sentence) == []


def test_sizes_in_a_list_are_what_is_measured() -> None:
    sentence = "Năm 2025, trồng mới 120 ha rừng, gồm Khu Ba Vì (50 ha), Khu Yên Bình (70 ha)."
    assert 120 in [value for (value,) in fields(PLAN + sentence, "value")]


def test_a_resolution_cited_by_its_bare_number_is_no_count() -> None:
    sentence = "Năm 2024, có 41/53 trường đạt chuẩn (Nghị quyết 07 đề ra 45 trường)."
    assert 7 not in [value for (value,) in fields(REPORT + sentence, "value")]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Năm 2024, có 15 trong 21 hợp tác xã hoạt động có hiệu quả.", [("ratio", 15, 21)]),
        ("Năm 2024, mẫu nước mặt đạt quy chuẩn ở 7/12 điểm quan trắc.", [("ratio", 7, 12)]),
        ("PAR INDEX năm 2024 vào nhóm 32 địa phương đầu.", [("rank", 32, None)]),
    ],
)
def test_so_many_of_so_many(sentence: str, wanted: list[tuple[object, ...]]) -> None:
    assert fields(REPORT + sentence, "unit", "value", "out_of") == wanted


def test_the_level_of_another_time_behind_a_comparison() -> None:
    sentence = "Đến hết quý III/2024, giải ngân đạt 58,4% kế hoạch, thấp hơn cùng kỳ năm 2023 (61,2%)."
    found = fields(REPORT + sentence, "value", "kind", "period", "baseline")
    assert found[-1] == (61.2, "actual", "in 2023", None)
    assert found[-2][3] is None


def test_settled_before_and_on_time_is_of_dossiers() -> None:
    sentence = "Tỷ lệ giải quyết trước và đúng hạn năm 2024 đạt 97,92%."
    assert fields(REPORT + sentence, "id") == [("procedure.on_time",)]


ITEM = REPORT + "I. CHỈ TIÊU KINH TẾ\n\n3. GRDP bình quân đầu người\n\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "Mục tiêu đến năm 2025 đạt 65 triệu đồng.",
        "Chỉ tiêu Nghị quyết đến năm 2025 đạt 65 triệu đồng.",
        "Mục tiêu đề ra là 65 triệu đồng vào năm 2025.",
        "Đến năm 2025 đạt 65 triệu đồng. Kết quả: năm 2024 đạt 58 triệu đồng.",
    ],
)
def test_the_title_of_an_item_names_what_its_sentences_leave_out(sentence: str) -> None:
    assert fields(ITEM + sentence, "name", "value")[0] == ("GRDP bình quân đầu người", 65)


def test_the_year_of_a_law_in_the_preamble_is_no_time_of_what_follows() -> None:
    preamble = (
        "CHỈ THỊ\nVề tăng cường bảo vệ môi trường\n\nThời gian qua, công tác thu gom chất thải đã chuyển biến rõ.\n\n"
        "Để thực hiện Luật\nBảo vệ môi trường năm 2020, Nghị định số 08/2022/NĐ-CP, Chủ tịch UBND tỉnh yêu cầu:\n\n"
    )
    found = fields(preamble + "1. UBND các xã vận động 90% hộ dân phân loại rác tại nguồn.", "value", "period")
    assert found == [(90, None)]


def test_a_line_that_breaks_before_a_name_goes_on() -> None:
    text = (
        "UBND TỈNH\nSố: 12/CT-UBND\n\nCHỈ THỊ\n\n1. Giám đốc các sở phối hợp với Sở\n"
        "Tài chính và Ủy ban nhân dân các xã trong năm 2026 giải ngân 95% kế hoạch vốn."
    )
    assert fields(text, "value", "period") == [(95, "in 2026")]
    assert "phối hợp với Sở Tài chính" in extract(text, NLP).targets[0].source.sentence.text
