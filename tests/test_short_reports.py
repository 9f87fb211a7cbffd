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


@pytest.mark.parametrize(
    ("sentence", "directions"),
    [
        ("Chín tháng GRDP tăng 6,9%; quý IV phấn đấu 9,4% để cả năm đạt khoảng 7,6%.", ["increase"] * 3),
        ("Hộ nghèo giảm bình quân 0,5 - 0,7%/năm, riêng các xã miền núi 3 - 4%/năm.", ["decrease"] * 2),
        ("GRDP tăng 10%/năm, trong đó công nghiệp giữ vai trò động lực với mức 13,5%.", ["increase"] * 2),
        ("Tai nạn giao thông giảm cả ba tiêu chí, lần lượt 12%, 8% và 5%.", ["decrease"] * 3),
        ("Tỷ lệ đúng hạn tăng 3%, quý II đạt 98%.", ["increase", None]),
        ("Vốn FDI đăng ký mới và tăng thêm 5,12 tỷ USD.", [None]),
        ("Lao động lên hơn 685.000 người, thêm 27.400 người kể từ đầu năm.", [None, "increase"]),
        ("Điện thoại thông minh giảm 4,1%, còn 61,7 triệu chiếc.", ["decrease", None]),
    ],
)
def test_a_growth_said_once_holds_for_what_goes_on(sentence: str, directions: list[str | None]) -> None:
    assert [direction for _, direction in _seen(sentence, "direction")] == directions


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("Chỉ số sản xuất cao hơn tháng 10/2024 tới 18,4%.", 2024),
        ("So với năm 2015 đã giảm 112 đơn vị sự nghiệp (giảm 24,7%).", 2015),
    ],
)
def test_a_baseline_by_month_and_before_a_bracket(sentence: str, year: int) -> None:
    (target,) = _targets(sentence)
    assert target.baseline is not None
    assert target.baseline.start == year


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("PAR INDEX xếp thứ 12/34 (Quảng Ninh cũ 8/63).", [None, "Quảng Ninh cũ"]),
        ("PCI năm 2024 xếp thứ 22 (Quảng Ninh cũ).", ["Quảng Ninh cũ"]),
        ("Thu ngân sách đạt 45%, thấp nhất A Dơi (6,4%), cao nhất Khe Sanh (88%).", [None, "A Dơi", "Khe Sanh"]),
        ("Hồ sơ đúng hạn 97%; xã Tân Lập trễ nhiều nhất, 6,3%.", [None, "xã Tân Lập"]),
        ("Dự án đã có 92% mặt bằng sạch, nhưng phường Thuận Thành mới được 67%.", [None, "phường Thuận Thành"]),
        ("Tại phường Kinh Bắc, điểm hài lòng 4,8 điểm, người dân chờ 9 phút.", ["phường Kinh Bắc"] * 2),
    ],
)
def test_whose_a_value_is(sentence: str, places: list[str | None]) -> None:
    assert [place for _, place in _seen(sentence, "place")] == places


_NEWS = "Gia Lai: Kinh tế giữ đà tăng\n{date}\n\nKinh tế tỉnh giữ nhịp tăng cao.\n\n{text}\n"


@pytest.mark.parametrize(
    ("day", "kind"),
    [("31/8/2025", "actual"), ("15/12/2025", "target")],
)
def test_a_day_that_is_over_is_no_deadline(day: str, kind: str) -> None:
    text = f"Toàn tỉnh xóa 17.245 căn nhà tạm, dột nát, hoàn thành trước ngày {day}."
    found = extract(_NEWS.format(date="GLO - 02/10/2025 14:30", text=text))
    assert found.document.issued == "2025-10-02"
    assert [target.kind for target in found.targets] == [kind]


def test_news_of_results_tells_results() -> None:
    told = ["Thu ngân sách đạt 912 tỷ đồng.", "Hộ nghèo còn 3,1%.", "Giải ngân đạt 61,2%.", "GRDP đã tăng 7,3%."]
    text = "\n\n".join([*told, "Sản lượng thép tăng 12%; xi măng giảm 3%."])
    found = extract(_NEWS.format(date="GLO - 02/10/2025 14:30", text=text))
    assert {target.kind for target in found.targets} == {"actual"}


def test_an_annex_alone_is_known_by_its_note() -> None:
    head = extract(
        "PHỤ LỤC I\nKẾT QUẢ THỰC HIỆN CHỈ TIÊU NĂM 2025\n"
        "(Kèm theo Báo cáo số 702/BC-UBND ngày 28 tháng 11 năm 2025 của Ủy ban nhân dân tỉnh)\n\n1. GRDP tăng 7,6%.\n"
    ).document
    assert (head.type, head.number, head.issued) == ("report", "702/BC-UBND", "2025-11-28")


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("PCI đạt 69,17 điểm, lần đầu vào tốp 10; PAPI thuộc nhóm trung bình thấp, rớt ba bậc.", "PCI PCI PAPI PAPI"),
        ("Đàn heo ước 842.000 con, giảm 3,6%; bò 518.700 con (giảm 1,1%).", "Đàn_heo Đàn_heo bò bò"),
        ("Tai nạn giao thông 06 vụ, giảm 02 vụ.", "Tai_nạn_giao_thông Tai_nạn_giao_thông"),
        ("Đàn lợn còn 6.480 con, giảm gần một phần tư vì dịch tả.", "Đàn_lợn Đàn_lợn"),
        ("Nông thôn mới duy trì 13/19 tiêu chí, không tăng thêm.", "tiêu_chí"),
        ("Hồ sơ trực tuyến, hồ sơ đúng hạn lần lượt đạt 95% và 99,5%.", "Hồ_sơ_trực_tuyến hồ_sơ_đúng_hạn"),
    ],
)
def test_what_a_value_is_of(sentence: str, names: str) -> None:
    assert " ".join((t.indicator.text or "").replace(" ", "_") for t in _targets(sentence)) == names


@pytest.mark.parametrize(
    ("sentence", "levels"),
    [
        ("Hồ sơ đúng hạn ở ba cấp tương ứng là 99,1%, 97,4% và 99,8%.", ["province", "district", "commune"]),
        ("Hồ sơ trực tuyến ở hai cấp lần lượt đạt 91% và 84%.", ["province", "commune"]),
        ("Tỷ lệ đúng hạn: cấp tỉnh 71,4%, cấp xã 66%; bình quân chung 67,1%.", ["province", "commune", None]),
        ("Hồ sơ công việc trên môi trường mạng của các sở 98%, cấp xã 91,5%.", ["province", "commune"]),
    ],
)
def test_tiers_by_their_number_and_all_of_them(sentence: str, levels: list[str | None]) -> None:
    assert [target.level for target in _targets(sentence)] == levels


def test_steps_of_a_process_are_no_records() -> None:
    assert _seen("Ban hành quy trình nội bộ mới: tiếp nhận 01 ngày, thẩm định 05 ngày, ký 02 ngày.") == []


def test_a_bracket_tells_the_whole_year_of_a_goal() -> None:
    sentence = "Hỗ trợ 40 hộ kinh doanh lên doanh nghiệp trong tháng 4/2025 (năm 2025: 500 hộ)."
    assert [kind for _, kind in _seen(sentence, "kind", heading="NHIỆM VỤ THÁNG 4/2025")] == ["target", "target"]
