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
