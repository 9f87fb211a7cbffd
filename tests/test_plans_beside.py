"""A result and the plan beside it, in a bracket or under a bar: two records, each of its kind."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading import records

REPORT = "BÁO CÁO\nKết quả thực hiện năm 2025\n\nII. KẾT QUẢ\n1. "


def read(sentence: str, *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(record[field] for field in fields) for record in records(REPORT + sentence)]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Sản lượng lúa đạt 392,4 nghìn tấn (KH 370 nghìn tấn).", [(392.4, "actual"), (370, "target")]),
        ("Hộ nghèo giảm 4,6 điểm phần trăm (KH giảm 4 điểm phần trăm).", [(4.6, "actual"), (4, "target")]),
        ("Tiêm phòng đợt 2: 88% diện tiêm, chưa đạt yêu cầu (90%).", [(88, "actual"), (90, "target")]),
        ("Hồ sơ trực tuyến đạt 63,2% (chỉ tiêu giao 80%).", [(63.2, "actual"), (80, "target")]),
        ("Lũy kế 67/83 xã đạt chuẩn nông thôn mới (KH 68 xã).", [(67, "actual"), (68, "target")]),
        ("Tiền sử dụng đất đạt 17,9 tỷ (KH: 20 tỷ).", [(17.9, "actual"), (20, "target")]),
        ("Trồng rừng tập trung 6.950/6.500 ha KH.", [(6950, "actual"), (6500, "target")]),
        ("Thanh toán trực tuyến 47,55/60%.", [(47.55, "actual"), (60, "target")]),
        ("Thu hút 12 dự án/KH 10 dự án.", [(12, "actual"), (10, "target")]),
        ("Việc làm mới: 540 LĐ/KH 500.", [(540, "actual"), (500, "target")]),
        ("Mở 26 lớp tập huấn (kế hoạch cả giai đoạn 40 lớp).", [(26, "actual"), (40, "target")]),
        (
            "Trạm 5G phát triển mới (cả năm giao 40 trạm): Viettel 18 trạm, VNPT 11 trạm.",
            [(40, "target"), (18, "actual"), (11, "actual")],
        ),
    ],
)
def test_result_and_plan(sentence: str, wanted: list[tuple[float, str]]) -> None:
    assert read(sentence, "value", "kind") == wanted


def test_plan_in_a_goal_has_the_earlier_value_as_result() -> None:
    goals = "KẾ HOẠCH\nNăm 2026\n\nI. MỤC TIÊU\n1. "
    found = records(goals + "Hộ gia đình dùng cáp quang băng rộng 60% (thời điểm đại hội mới 48,7%).")
    assert [(r["value"], r["kind"]) for r in found] == [(60, "target"), (48.7, "actual")]


def test_short_form_of_something_else_is_no_plan() -> None:
    assert read("Đầu tư cho khoa học đạt 12% (KH&CN 2%).", "kind") == [("actual",), ("actual",)]


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("Hồ sơ đúng hạn: từ 99%.", "ge"),
        ("Không để hồ sơ trễ hạn quá 0,5%.", "le"),
        ("Tuổi thọ sống khỏe tối thiểu 67 năm.", "ge"),
        ("Tử vong mẹ không quá 38/100.000 trẻ đẻ sống.", "le"),
    ],
)
def test_bound(sentence: str, relation: str) -> None:
    (found,) = records("KẾ HOẠCH\nNăm 2026\n\nI. MỤC TIÊU\n1. " + sentence)
    assert found["relation"] == relation
    assert found["unit"] in {"percent", "quantity"}


@pytest.mark.parametrize(
    ("sentence", "position"),
    [
        ("PCI tụt 2 bậc, xuống thứ 14.", (14, "eq")),
        ("DTI tăng 09 bậc so với năm 2022 (khi đó thứ 47).", (47, "eq")),
        ("Đưa PAR INDEX vào nhóm 35 tỉnh, thành phố khá nhất.", (35, "le")),
    ],
)
def test_position(sentence: str, position: tuple[int, str]) -> None:
    assert position in [(r["value"], r["relation"]) for r in records(REPORT + sentence) if r["unit"] == "rank"]


def test_hour_from_which_something_is_on_is_no_bound() -> None:
    assert ("ge",) not in read("Đại biểu đăng ký từ 14 giờ tại hội trường.", "relation")


def test_multiple_in_words_has_its_baseline() -> None:
    fields = ("value", "baseline", "period")
    assert read("Thu nhập đạt 34,2 triệu đồng, gần gấp hai lần năm 2020.", *fields)[1] == (2, "2020", None)
    assert read("Nợ thuế 1.874 tỷ đồng, tăng 18,7% so với 31/12/2024.", *fields)[1] == (18.7, "2024", None)


def test_positions_of_one_ranking() -> None:
    found = records(REPORT + "Về DTI, năm 2024 tỉnh xếp thứ 8/63, năm liền trước 9/63.")
    assert [(r["unit"], r["value"], r["out_of"], r["id"]) for r in found] == [
        ("rank", 8, 63, "index.dti"),
        ("rank", 9, 63, "index.dti"),
    ]


def test_list_of_one_thing_is_kept_whole() -> None:
    goals = "KẾ HOẠCH\nNăm 2026\n\nI. MỤC TIÊU\n1. "
    found = records(goals + "Hoàn thành hỗ trợ đất ở 312 hộ, nhà ở 1.045 hộ, đổi nghề 2.360 hộ trước 15/12/2026.")
    assert [r["value"] for r in found] == [312, 1045, 2360]


def test_number_arrived_at_needs_no_noun() -> None:
    goals = "KẾ HOẠCH\nNăm 2026\n\nI. MỤC TIÊU\n1. "
    found = records(goals + "Công nhận thêm 04 xã, đưa số xã đạt chuẩn lên 38; thu nhập 60 triệu đồng.")
    assert [r["value"] for r in found] == [4, 38, 60]


def test_online_is_no_route() -> None:
    assert read("Hồ sơ nộp trực tuyến 47%.", "value") == [(47,)]
