"""What is said once and holds for several values: a name, a base, a yearly word, a time over a column."""

from __future__ import annotations

import pytest

from extract.pipeline.stages import extract
from tests.reading import short

Expected = list[tuple[str, ...]]

NAMES: list[tuple[str, Expected]] = [
    (
        "Tỷ lệ bản có đường bê tông phấn đấu năm 2027: xã Hua Bum: 64%; xã Pa Ủ: 52%.",
        [("64%", "Tỷ lệ bản có đường bê tông … xã Hua Bum"), ("52%", "Tỷ lệ bản có đường bê tông … xã Pa Ủ")],
    ),
    (
        "Tỷ lệ giải quyết tố cáo cụ thể như sau: Sở Y tế 85%; Sở Xây dựng 92%.",
        [("85%", "Tỷ lệ giải quyết tố cáo … Sở Y tế"), ("92%", "Tỷ lệ giải quyết tố cáo … Sở Xây dựng")],
    ),
    (
        "Đến năm 2028, tổng đàn dê đạt 24.000 con, sản lượng sữa 900 tấn; trong đó dê lai 7.500 con.",
        [("24.000", "tổng đàn dê"), ("900 tấn", "sản lượng sữa"), ("7.500", "tổng đàn dê … dê lai")],
    ),
    (
        "- Phong trào đọc sách lan rộng khắp các thôn (đã có 48/60 thôn lập tủ sách, đạt 80%).",
        [("80%", "thôn lập tủ sách")],
    ),
    ("- Công tác hòa giải được quan tâm (hòa giải thành 90/100 vụ, đạt 90%).", [("90%", "hòa giải thành … vụ")]),
    (
        "Năm 2027 phấn đấu chỉ số thành phần chi phí thời gian và chỉ số thành phần hỗ trợ pháp lý cùng đạt 7 điểm.",
        [("7 điểm", "chỉ số thành phần chi phí thời gian"), ("7 điểm", "chỉ số thành phần hỗ trợ pháp lý")],
    ),
    (
        "Phấn đấu năm 2027, tỷ lệ hộ có bể chứa nước và tỷ lệ hộ có thùng rác đều đạt trên 90%.",
        [("90%", "tỷ lệ hộ có bể chứa nước"), ("90%", "tỷ lệ hộ có thùng rác")],
    ),
    (
        "Năm 2030 phấn đấu có 3,5 giường bệnh, 1,1 bác sĩ và 2,4 điều dưỡng trên 1.000 dân.",
        [
            ("3,5 giường bệnh", "giường bệnh … trên 1.000 dân"),
            ("1,1 bác sĩ", "bác sĩ … trên 1.000 dân"),
            ("2,4 điều dưỡng trên 1.000 dân", "điều dưỡng"),
        ],
    ),
    ("Mục tiêu: khách đến Cà Mau gấp 2 lần vào năm 2030.", [("2 lần", "khách đến Cà Mau")]),
    ("Chỉ tiêu: thu hẹp khoảng cách thu nhập còn 3,5 lần vào năm 2030.", [("3,5 lần", "khoảng cách thu nhập")]),
]
IDS: list[tuple[str, Expected]] = [
    (
        "Năm 2027: nâng ít nhất 3 bậc đối với Chỉ số PCI và Chỉ số PAPI.",
        [("3 bậc", "index.papi"), ("3 bậc", "index.pci")],
    ),
    (
        "Năm 2027 nâng hạng ít nhất 5 bậc ở các chỉ số DTI, PAPI.",
        [("5 bậc", "index.dti"), ("5 bậc", "index.papi")],
    ),
    (
        "Năm 2027 nâng 2 bậc về chỉ số quản trị và hành chính công (PAPI) và chỉ số chuyển đổi số (DTI).",
        [("2 bậc", "index.dti"), ("2 bậc", "index.papi")],
    ),
    ("Phấn đấu năm 2027 có 6/8 trụ cột của Chỉ số chuyển đổi số tăng điểm.", [("6/8", "")]),
    ("Năm 2026, lĩnh vực tài chính công của PAR INDEX đạt 90%.", [("90%", "")]),
    (
        "Chỉ số PCI năm 2024 do Liên đoàn Thương mại và Công nghiệp Việt Nam khảo sát, đánh giá: tỉnh đạt 68,2 điểm.",
        [("68,2 điểm", "index.pci")],
    ),
    ("Đến năm 2030, năng lực cạnh tranh du lịch thuộc nhóm 30 nền kinh tế dẫn đầu thế giới.", [("30", "")]),
]
TIMES: list[tuple[str, Expected]] = [
    (
        "Mục tiêu: Mỗi năm số lớp dạy nghề tăng 6%; số vụ cháy giảm 4%.",
        [("6%", "year", ""), ("4%", "year", "")],
    ),
    ("Trung bình mỗi năm số vụ cháy giảm 4%.", [("4%", "year", "")]),
    ("Tính đến 30.9.2024, tỷ lệ hộ có số định danh đạt 83%.", [("83%", "", "in 2024")]),
    ("Lũy kế đến ngày 15-11-2023, tỷ lệ giải ngân đạt 61%.", [("61%", "", "in 2023")]),
    ("Doanh thu cảng phấn đấu gấp 1,3 lần trong năm 2027 so với năm 2024.", [("1,3 lần", "", "in 2027")]),
    (
        "| Chỉ tiêu đến năm 2028 | Đơn vị | Diện tích |\n|---|---|---|\n"
        "| Cây hàng năm | ha | 2.100 |\n| Rừng | ha | 950 |",
        [("2.100", "", "by 2028"), ("950", "", "by 2028")],
    ),
    (
        "| Nhóm đất | Đơn vị | Năm 2026 | Năm 2030 |\n|---|---|---|---|\n"
        "| Đất lúa | ha | 300 | 280 |\n| Rừng | ha | 950 | 990 |",
        [("300", "", "in 2026"), ("280", "", "in 2030"), ("950", "", "in 2026"), ("990", "", "in 2030")],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), NAMES)
def test_names(text: str, wanted: Expected) -> None:
    assert [(t.source.text, t.indicator.text) for t in extract(text + "\n").targets] == wanted


@pytest.mark.parametrize(("text", "wanted"), IDS)
def test_ids(text: str, wanted: Expected) -> None:
    assert [(t.source.text, t.indicator.id or "") for t in extract(text + "\n").targets] == wanted


@pytest.mark.parametrize(("text", "wanted"), TIMES)
def test_times(text: str, wanted: Expected) -> None:
    got = extract(text + "\n").targets
    assert [(t.source.text, t.measure.per or "", short(t)["period"] or "") for t in got] == wanted
