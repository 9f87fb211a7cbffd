"""Growth that is said once: by a sign, a bracket, a label, of the parts of what grows."""

from __future__ import annotations

import pytest

from tests.reading import records

GOALS = "KẾ HOẠCH\nNăm 2026\nI. MỤC TIÊU\n1. "


def directions(sentence: str) -> list[tuple[float | None, str | None]]:
    return [(record["value"], record["direction"]) for record in records(GOALS + sentence)]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            "GRDP tăng 8,62% (KH 7 - 7,5%; năm 2021 chỉ 2,14%), trong đó nông, lâm nghiệp 3,4%, dịch vụ 11,3%.",
            [(8.62, "increase"), (7, "increase"), (2.14, "increase"), (3.4, "increase"), (11.3, "increase")],
        ),
        (
            "GRDP tăng từ 7,5 - 8%, trong đó công nghiệp - xây dựng không dưới 11%; thu nhập 64 triệu đồng.",
            [(7.5, "increase"), (11, "increase"), (64, None)],
        ),
        (
            "Hộ nghèo mỗi năm giảm 2 - 2,5%, riêng các xã biên giới tối thiểu 4%.",
            [(2, "decrease"), (4, "decrease")],
        ),
        (
            "Năng suất lao động tăng bình quân 9,5%/năm (5 năm trước: 7,3%).",
            [(9.5, "increase"), (7.3, "increase")],
        ),
        (
            "Diện tích đất tập trung cho sản xuất tăng thêm trong 5 năm: 900 ha (riêng mía 350 ha).",
            [(900, "increase"), (350, "increase")],
        ),
        ("GRDP tăng 8,1%, thấp hơn kế hoạch (8,5%).", [(8.1, "increase"), (8.5, "increase")]),
        ("Tham mưu nâng điểm DTI của tỉnh thêm 3,5 điểm mỗi năm.", [(3.5, "increase")]),
        ("Đàn heo: 41.600 con (+6,5%).", [(41600, None), (6.5, "increase")]),
        ("Đàn bò: 1.250 con (-2%).", [(1250, None), (2, "decrease")]),
        ("Cắt một phần ba thời gian giải quyết đối với thủ tục đất đai.", [(1, "decrease")]),
    ],
)
def test_growth_is_shared(sentence: str, wanted: list[tuple[float, str | None]]) -> None:
    assert directions(sentence) == wanted


@pytest.mark.parametrize(
    "sentence",
    [
        "GRDP tăng 10%, trong đó tỷ trọng dịch vụ 40%.",
        "Số hồ sơ trực tuyến tăng 10%, riêng cấp xã 95%.",
        "Hộ nghèo giảm 2% (còn 5,5%).",
    ],
)
def test_level_beside_a_growth_is_no_growth(sentence: str) -> None:
    assert directions(sentence)[1][1] is None


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Mục tiêu năm 2024 giảm số vụ cháy ít nhất 10%.", "decrease"),
        ("Năm 2025 giảm tai nạn giao thông từ 5% trở lên cả ba tiêu chí.", "decrease"),
        ("Chỉ tiêu năm 2023 tăng diện tích cây ăn quả tối thiểu 6%.", "increase"),
        ("Kế hoạch năm 2022 giảm tội phạm 3% số vụ.", "decrease"),
        ("Giai đoạn 2021 - 2025 giảm khí thải ít nhất 9%.", "decrease"),
        ("Năm 2026 tăng năng suất lao động bình quân 6,5%.", "increase"),
        ("Trong năm 2024, giảm thời gian giải quyết hồ sơ tối thiểu 30%.", "decrease"),
        ("Phấn đấu kéo giảm TNGT 5 - 10%.", "decrease"),
        ("Mô hình giảm giống 40%.", "decrease"),
        ("Mỗi năm giảm thuốc trừ sâu 8%.", "decrease"),
        ("Tăng dần diện tích rừng gỗ lớn, mỗi năm ít nhất 3%.", "increase"),
        ("Cắt giảm 214 ngày làm việc, tương đương 27,4% tổng thời gian giải quyết.", "decrease"),
        ("Điểm số tăng 2,16 điểm và 05 bậc so với năm 2023.", "increase"),
        ("Chỉ số giảm 1,3 điểm và 7 bậc so với năm 2022.", "decrease"),
        ("Năm 2025 giảm tỷ lệ thất nghiệp xuống 2,4%.", None),
        ("Giảm tỷ lệ hộ nghèo còn 3,5% vào năm 2025.", None),
        ("Công tác giảm nghèo đạt 95% kế hoạch.", None),
        ("Năm 2024 tăng cường kiểm tra 100% cơ sở.", None),
        ("Chương trình giảm nghèo hỗ trợ 70% số hộ.", None),
        ("Giảm thủ tục, đạt 85% mức độ hài lòng.", None),
        ("Tăng cường tuần tra, bình quân 12% số vụ được phát hiện.", None),
        ("Tỷ lệ hộ nghèo giảm còn 41 hộ, tương đương 2,3% tổng số hộ.", None),
        ("Cắt giảm giấy tờ của 31 thủ tục, tương đương 18% số thủ tục.", None),
    ],
)
def test_a_change_by_so_much_of_what_its_verb_is_about(sentence: str, wanted: str | None) -> None:
    assert directions(sentence)[-1][1] == wanted


def test_a_mean_behind_a_comma_is_of_the_verb_before_it() -> None:
    told = directions("Giảm dần lồng bè nuôi trên sông, bình quân 4%/năm; 100% bè có mã số.")
    assert told == [(4, "decrease"), (100, None)]
