"""Classes of tables of offices: what heads, rows and lines above say of each value, in every layout."""

from __future__ import annotations

import pytest

from extract.contract.model import Target
from extract.pipeline.components import extract
from tests.reading import NLP

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ\n\nSố: 12/{kind}-UBND\n\n"
    "Quảng Trị, ngày 15 tháng {month} năm {year}\n\n{title}\n\n"
)
REPORT = HEAD.format(kind="BC", month=12, year=2024, title="BÁO CÁO\nKết quả thực hiện nhiệm vụ năm 2024")
MIDYEAR = HEAD.format(kind="BC", month=6, year=2024, title="BÁO CÁO\nTình hình kinh tế - xã hội 6 tháng đầu năm 2024")
PLAN = HEAD.format(kind="KH", month=2, year=2025, title="KẾ HOẠCH\nThực hiện nhiệm vụ kinh tế - xã hội")
LEAD = "I. CÁC NỘI DUNG\n\nSố liệu cụ thể theo biểu sau đây\n\n"


def said(record: Target) -> str:
    """A record on one line: value, kind, unit and what else is told of it."""
    period, place = record.period, record.place
    relation = [] if record.measure.relation in {"eq", "between"} else [record.measure.relation]
    parts = [record.source.text, *relation, record.kind, record.measure.unit]
    if period is not None:
        years = sorted({year for year in (period.start, period.end) if year is not None})
        parts.append("-".join(map(str, years)))
    parts += [str(part) for part in (record.measure.direction, record.level, place.name if place else None) if part]
    return " ".join(parts)


def read(above: str, table: str) -> list[str]:
    return [said(record) for record in extract(f"{above}{LEAD}{table}\n\nTrên đây là nội dung.\n", NLP).targets]


def ruled(*lines: str) -> str:
    return "\n".join(
        [f"| {lines[0]} |", "|---" * (lines[0].count("|") + 1) + "|", *(f"| {line} |" for line in lines[1:])]
    )


def stacked(*lines: str) -> str:
    return "\n".join(cell.strip() for line in lines for cell in line.split("|") if cell.strip())


CASES = {
    "tiers across, one cell a line": (
        REPORT,
        "Biểu 1. Kết quả năm 2024\n\n"
        + stacked(
            "Chỉ tiêu | ĐVT | KH 2024 | Cấp huyện | Cấp xã",
            "Hồ sơ đúng hạn | % | 95 | 98,4 | 97",
            "Thời gian chờ | phút/lượt | 15 | - | 9",
        ),
        [
            "95 target percent 2024",
            "98,4 actual percent 2024 district",
            "97 actual percent 2024 commune",
            "15 target minutes 2024",
            "9 actual minutes 2024 commune",
        ],
    ),
    "the present state has the year of its date": (
        PLAN,
        ruled(
            "TT | Nội dung | ĐVT | Hiện trạng (31/12/2024) | Mục tiêu năm 2025", "1 | Hộ dùng nước sạch | % | 81,5 | 90"
        ),
        ["81,5 actual percent 2024", "90 target percent 2025"],
    ),
    "two indicators a cell": (
        PLAN,
        ruled(
            "Nội dung | ĐVT | Hiện trạng | Mục tiêu 2025",
            "Rác được thu gom / phân loại | % | 86/21 | 95/50",
            "Hộ có điện; có Internet | % | 99; 71 | 100; 85",
        ),
        [
            "86 actual percent",
            "21 actual percent",
            "95 target percent 2025",
            "50 target percent 2025",
            "99 actual percent",
            "71 actual percent",
            "100 target percent 2025",
            "85 target percent 2025",
        ],
    ),
    "two kinds a cell": (
        PLAN,
        ruled("Tiêu chí | Hiện trạng/Mục tiêu (%)", "Hộ có nhà tiêu hợp vệ sinh | 88/95", "Rác được thu gom | 76/90"),
        ["88 actual percent", "95 target percent", "76 actual percent", "90 target percent"],
    ),
    "years behind results are goals": (
        "",
        ruled("TT | Chỉ tiêu | ĐVT | Thực hiện 2024 | 2027 | 2030", "1 | Hồ sơ trực tuyến | % | 78,2 | ≥ 90 | ≥ 95"),
        ["78,2 actual percent 2024", "90 ge target percent 2027", "95 ge target percent 2030"],
    ),
    "a plan sets out from its own year": (
        PLAN,
        ruled("Chỉ tiêu | Năm 2025 | Năm 2030", "Tỷ lệ hộ nghèo (%) | 3,9 | 1"),
        ["3,9 actual percent 2025", "1 target percent 2030"],
    ),
    "the kind said first": (
        PLAN,
        ruled("TT | Chỉ tiêu | Lộ trình thực hiện | |", " | | Năm 2025 | Năm 2026", "1 | Hộ có 5G (%) | 20 | 30"),
        ["20 target percent 2025", "30 target percent 2026"],
    ),
    "what it is compared with is not its kind": (
        REPORT,
        ruled(
            "TT | Chỉ tiêu | ĐVT | KH 2024 | Ước TH 2024 | So KH (%) | So TH 2023 (%)",
            "1 | Lúa | tấn | 120 | 123 | 102,5 | 104",
        ),
        [
            "120 target quantity 2024",
            "123 actual quantity 2024",
            "102,5 actual percent 2024",
            "104 actual percent 2024",
        ],
    ),
    "a bare share behind a goal and a result": (
        REPORT,
        ruled("Nội dung | Kế hoạch | Thực hiện | Tỷ lệ (%)", "Diện tích tôm nuôi (ha) | 2.300 | 2.410 | 104,8"),
        ["2.300 target quantity", "2.410 actual quantity", "104,8 actual percent"],
    ),
    "the rest of the year is foretold": (
        MIDYEAR,
        ruled("TT | Chỉ tiêu | KH 2024 | 6 tháng/2024 | Ước cả năm", "1 | Xuất khẩu (triệu USD) | 410 | 188,2 | 400"),
        ["410 target money 2024", "188,2 actual money 2024", "400 target money 2024"],
    ),
    "groups before names": (
        PLAN,
        ruled(
            "Nhóm chỉ tiêu | Chỉ tiêu | Năm 2024 | Năm 2025",
            "Kinh tế | Vốn đầu tư (tỷ đồng) | 210 | 380",
            "Xã hội | Việc làm mới (người) | 950 | 1.200",
        ),
        ["210 actual money 2024", "380 target money 2025", "950 actual count 2024", "1.200 target count 2025"],
    ),
    "scores, differences and positions": (
        REPORT,
        ruled(
            "TT | Lĩnh vực | Điểm 2023 | Điểm 2024 | Tăng/giảm | Thứ hạng 2024",
            "1 | Thể chế | 9,4 | 9,2 | -0,2 | 18/63",
            "2 | Tài chính công | 8,1 | 8,7 | +0,6 | 22",
        ),
        [
            "9,4 actual points 2023",
            "9,2 actual points 2024",
            "0,2 actual points 2024 decrease",
            "18/63 actual rank 2024",
            "8,1 actual points 2023",
            "8,7 actual points 2024",
            "0,6 actual points 2024 increase",
            "22 actual rank 2024",
        ],
    ),
    "ranks by the caption, places between them": (
        REPORT,
        "Bảng 4. Kết quả xếp hạng các chỉ số\n\n"
        + ruled("Chỉ số | 2023 | 2024 | Thay đổi", "PCI | 31 | 24 | +7", "DTI | 18 | 20 | -2"),
        [
            "31 actual rank 2023",
            "24 actual rank 2024",
            "7 actual places 2024 increase",
            "18 actual rank 2023",
            "20 actual rank 2024",
            "2 actual places 2024 decrease",
        ],
    ),
    "rows are tiers": (
        REPORT,
        ruled(
            "Cấp | Số DVC | Hồ sơ trực tuyến (%) | Đúng hạn (%)",
            "Cấp tỉnh | 1.102 | 81,4 | 99,2",
            "Cấp xã | 98 | 90,1 | 99",
        ),
        [
            "81,4 actual percent province",
            "99,2 actual percent province",
            "90,1 actual percent commune",
            "99 actual percent commune",
        ],
    ),
    "the total over the ordinals has no tier": (
        PLAN,
        ruled(
            "TT | Huyện, thành phố | Kế hoạch trồng rừng (ha)",
            "1 | Hướng Hóa | 450",
            "2 | Đông Hà | 20",
            "Toàn tỉnh | | 470",
        ),
        ["450 target quantity district Hướng Hóa", "20 target quantity district Đông Hà", "470 target quantity"],
    ),
    "a verb that opens a name": (
        PLAN,
        ruled("TT | Chỉ tiêu | ĐVT | KH 2025", "1 | Kéo giảm tai nạn giao thông | % | 5 - 10"),
        ["5 - 10 target percent 2025 decrease"],
    ),
    "numbers that a name counts": (
        PLAN,
        ruled(
            "TT | Chỉ tiêu | ĐVT | Hiện trạng | Mục tiêu",
            "1 | Thời gian xử lý bình quân của từ 02 đến 05 hồ sơ đất đai tại huyện | ngày | 12 | 8",
        ),
        ["12 actual days", "8 target days"],
    ),
    "a name on two lines, one cell a line": (
        PLAN,
        stacked(
            "TT | Chỉ tiêu | ĐVT | TH 2024 | KH 2025 | Chủ trì",
            "1 | Tổng sản phẩm | (GRDP) | Tỷ đồng | 41.200 | 45.800 | Sở Tài chính",
            "2 | Thu hút khách | Nghìn lượt | 18 | 21 | Sở Du lịch",
        ),
        ["41.200 actual money 2024", "45.800 target money 2025", "18 actual count 2024", "21 target count 2025"],
    ),
    "heads that nothing but the rows show": (
        REPORT,
        stacked(
            "Chỉ tiêu | Nam | Nữ | Chung",
            "Lao động qua đào tạo (%) | 61,2 | 52,4 | 57",
            "Tỷ lệ biết chữ (%) | 98,8 | 97,1 | 98",
        ),
        [
            "61,2 actual percent",
            "52,4 actual percent",
            "57 actual percent",
            "98,8 actual percent",
            "97,1 actual percent",
            "98 actual percent",
        ],
    ),
    "semicolons": (
        PLAN,
        "STT; Chỉ tiêu; ĐVT; 2024; 2025\n1; Tỷ lệ thu gom rác; %; 90; 98\n2; Cây xanh; m2/người; 6; 8,5",
        ["90 actual percent 2024", "98 target percent 2025", "6 actual quantity 2024", "8,5 target quantity 2025"],
    ),
    "the caption says what of": (
        PLAN,
        "Biểu 01: GIAO CHỈ TIÊU THU HÚT ĐẦU TƯ\n(Đơn vị tính: tỷ đồng)\n\n"
        + ruled("STT | Đơn vị | 2025 | 2026", "1 | Xã Quỳnh Lưu | 120 | 150", "2 | Xã Hải Lăng | 40 | 45"),
        [
            "120 target money 2025 commune Xã Quỳnh Lưu",
            "150 target money 2026 commune Xã Quỳnh Lưu",
            "40 target money 2025 commune Xã Hải Lăng",
            "45 target money 2026 commune Xã Hải Lăng",
        ],
    ),
    "heads bind values from one side": (
        PLAN,
        ruled("Chỉ tiêu | Mức tối thiểu năm 2025", "Thuê bao 5G (%) | 20"),
        ["20 ge target percent 2025"],
    ),
    "bodies in the column of names, bars without blanks": (
        PLAN,
        "STT|Đơn vị|Chỉ tiêu BHXH (người)|Chỉ tiêu BHYT (%)\n1|Xã Hải Lăng|310|95\n2|Xã Vĩnh Linh|280|97",
        [
            "310 target count commune Xã Hải Lăng",
            "95 target percent commune Xã Hải Lăng",
            "280 target count commune Xã Vĩnh Linh",
            "97 target percent commune Xã Vĩnh Linh",
        ],
    ),
    "one year over another": (
        REPORT,
        ruled(
            "TT | Nội dung | Năm 2023 | Năm 2024 | Tỷ lệ 2024/2023 (%)",
            "1 | Di tích được tu bổ (di tích) | 9 | 12 | 133,3",
        ),
        ["9 actual count 2023", "12 actual count 2024", "133,3 actual percent 2024"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_table_is_read(case: str) -> None:
    above, table, wanted = CASES[case]
    assert read(above, table) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Nội dung\nHọp giao ban\nTuần 3\nPhòng họp số 2\n",
        "Mục tiêu\nXây dựng nông thôn mới\nBảo vệ môi trường\nGiữ gìn an ninh\n",
        "Chỉ tiêu; nhiệm vụ; giải pháp\nCác phòng; ban thực hiện trong quý 3; báo cáo\n",
    ],
)
def test_lines_stay_lines(text: str) -> None:
    assert read(REPORT, text) == []
