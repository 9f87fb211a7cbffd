"""Reports that write like telegrams, news and communes' reports: sentences of the classes met in them."""

from __future__ import annotations

from typing import Any

import pytest

from extract.contract.model import Target
from extract.pipeline.stages import extract

_HEAD = "UBND TỈNH QUẢNG NINH\n\nBÁO CÁO\nKết quả cải cách hành chính năm 2025\n\n{lead}I. {heading}\n\n"


def _targets(sentence: str, heading: str = "KẾT QUẢ", lead: str = "") -> list[Target]:
    return [*extract(_HEAD.format(heading=heading, lead=lead) + f"- {sentence}\n").targets]


def _seen(sentence: str, *fields: str, heading: str = "KẾT QUẢ") -> list[tuple[Any, ...]]:
    """The words of each value with some of `kind`, `place` and the fields of its measure."""
    found: list[tuple[Any, ...]] = []
    for target in _targets(sentence, heading):
        told = {"kind": target.kind, "place": target.place and target.place.name, "id": target.indicator.id}
        of_measure = target.measure.model_dump() | told
        found.append((target.source.text, *(of_measure[field] for field in fields)))
    return found


@pytest.mark.parametrize(
    ("sentence", "ranks"),
    [
        ("Trong các trục, cao nhất là cải cách thể chế, thứ 4; thấp nhất là tài chính công, thứ 27.", [4, 27]),
        ("Chi phí thời gian xếp thứ 12, tính minh bạch thứ 17.", [12, 17]),
        ("Gia nhập thị trường và tiếp cận đất đai lần lượt thứ 11 và thứ 24.", [11, 24]),
        ("GRDP tăng 9,1%, đứng thứ 5 cả nước và thứ hai vùng Bắc Trung Bộ.", [5, 2]),
        ("PCI năm 2024 thứ 21 với 66,8 điểm.", [21]),
        ("Tỷ lệ giải ngân 58,3%, thứ 21 trong 34 tỉnh, thành phố.", [21]),
        ("Tiếp công dân thứ 2, thứ 4 và thứ 6 hằng tuần đạt 100%.", []),
        ("Phiên họp thứ 5 thông qua; tiêu chí thứ 3 đạt 90%, mũi thứ 2 đạt 84%.", []),
    ],
)
def test_a_position_is_told_without_its_verb(sentence: str, ranks: list[int]) -> None:
    assert [value for _, unit, value in _seen(sentence, "unit", "value") if unit == "rank"] == ranks


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Vốn kế hoạch được phân bổ chi tiết 96,7%.", ["96,7%"]),
        ("Ngành du lịch đặt mục tiêu 18,5 triệu lượt khách.", ["18,5 triệu"]),
        ("Đưa tổ máy số 1 Nhà máy nhiệt điện Quảng Trạch 1 vào vận hành.", []),
        ("Dự án hồ Tân Lập (gđ 2) giải ngân 40%.", ["40%"]),
        ("Từ 01/3 áp dụng quy trình mới, hồ sơ đúng hạn đạt 99%.", ["99%"]),
        ("Đoạn qua xã cấm xe tải trên 30 tấn; vướng hai đường điện 110 kV.", []),
        ("Có 5/16 khoản thu dưới 20% dự toán.", ["5/16"]),
        ("Hiện 11/38 chủ đầu tư chưa giải ngân nổi 30% kế hoạch vốn.", ["11/38"]),
        ("Có 04 chỉ tiêu đạt từ 95% kế hoạch trở lên và 02 chỉ tiêu không đạt.", []),
        ("Đến 30/11 giải ngân đạt trên 95% vốn.", ["95%"]),
    ],
)
def test_names_dates_and_bounds_of_bodies_are_no_records(sentence: str, values: list[str]) -> None:
    assert [value for value, *_ in _seen(sentence)] == values


@pytest.mark.parametrize(
    ("sentence", "goals"),
    [
        ("Thời gian giải quyết bình quân giảm 37%, vượt yêu cầu (tối thiểu 30%).", ["30%"]),
        ("Hộ nghèo giảm 4,74% so với yêu cầu giảm từ 4% trở lên.", ["4%"]),
        ("Tỷ lệ đô thị hóa mới 58,1% so với 62% đề ra.", ["62%"]),
        ("Thu ngân sách 4.120 tỷ đồng so với 4.500 tỷ đồng kế hoạch.", ["4.500 tỷ đồng"]),
        ("Nạo vét 73 tuyến kênh nội đồng (KH 110 tuyến).", ["110"]),
        ("Tập huấn 5 lớp, kế hoạch cả năm là 8 lớp.", ["8"]),
        ("Giải ngân đạt 71%, tăng 5% so với cùng kỳ.", []),
    ],
)
def test_what_a_result_is_held_against_is_a_goal(sentence: str, goals: list[str]) -> None:
    seen = _seen(sentence, "kind")
    assert [value for value, kind in seen if kind == "target"] == goals
    assert "actual" in {kind for _, kind in seen}


def test_a_programme_of_work_sets_goals() -> None:
    seen = _seen("Phân bổ hết 100% vốn trước 10/4.", "kind", heading="CHƯƠNG TRÌNH CÔNG TÁC THÁNG 4/2026")
    assert seen == [("100%", "target")]


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        (
            "Dự kiến trình 26 chỉ tiêu cho năm 2026, trong đó GRDP tăng 8,5%; thu 560 tỷ đồng; nghèo giảm 2,5%.",
            [2026] * 3,
        ),
        ("Đề xuất 5 chỉ tiêu đến năm 2028, gồm: hồ sơ đúng hạn 99%; số hóa 100%.", [2028] * 2),
        ("Năm 2026 GRDP tăng 8,5%; năm 2027 thu ngân sách đạt 560 tỷ đồng.", [2026, 2027]),
    ],
)
def test_the_year_that_opens_a_list_holds_for_all_of_it(sentence: str, years: list[int]) -> None:
    found = [target.period.end for target in _targets(sentence, "KẾT QUẢ NĂM 2025") if target.period is not None]
    assert found == years


@pytest.mark.parametrize(
    ("lead", "year"),
    [
        ("Sở Nông nghiệp báo cáo như sau (số liệu chốt đến ngày 20/10/2025):", 2025),
        ("Thực hiện Công văn số 215/VP ngày 06/8/2024, Sở báo cáo (số liệu tính đến 15/10/2025) như sau:", 2025),
        ("Thực hiện Công văn số 215/VP ngày 06/8/2025, Sở báo cáo như sau:", None),
    ],
)
def test_a_preamble_dates_the_figures_of_its_report(lead: str, year: int | None) -> None:
    (found,) = _targets("Gieo trồng đạt 98,2% kế hoạch.", lead=lead + "\n\n")
    assert (found.period.end if found.period is not None else None) == year
