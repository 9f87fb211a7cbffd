"""Goals in words that mostly tell of results, labels, rounds and parts: small sentences of one kind each."""

from __future__ import annotations

import pytest

from extract.contract.model import Target
from extract.pipeline.stages import extract


def records(text: str) -> tuple[Target, ...]:
    return tuple(extract(text).targets)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Đề án hướng tới đạt các kết quả sau vào năm 2027: 60% nhà máy có hệ thống quan trắc tự động.", ["target"]),
        ("Huyện đã đạt được các kết quả sau trong năm 2025: 35% thư viện trường có sách số.", ["actual"]),
        ("Chỉ tiêu năm 2027: Hội Nông dân tỉnh vận động được 2 tỷ 450 triệu đồng.", ["target"]),
        ("Hậu Giang, ngày 10 tháng 6 năm 2024\n\nTính đến cuối năm 2026, tỷ lệ thất nghiệp dưới 2,4%.", ["target"]),
        ("Hậu Giang, ngày 10 tháng 6 năm 2024\n\nTính đến cuối năm 2022, tỷ lệ thất nghiệp là 2,4%.", ["actual"]),
        ("Đến năm 2030, tuổi thọ trung bình tính từ lúc sinh đạt khoảng 75,5 tuổi.", ["target"]),
        ("Kon Tum, ngày 03 tháng 9 năm 2025\n\nĐến hết năm 2024, tỷ lệ cơ sở giết mổ tập trung là 44%.", ["actual"]),
        (
            "Năm 2023, HĐND huyện giao chỉ tiêu gieo trồng cây vụ đông 1.900 ha. Thực hiện cả năm 2.050 ha.",
            ["target", "actual"],
        ),
    ],
)
def test_what_is_aimed_at_is_told_from_what_came(text: str, kinds: list[str]) -> None:
    assert [each.kind for each in records(text)] == kinds


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Các chỉ tiêu cụ thể\n\nb) Dân số\n\nTổ chức 9 đợt truyền thông lưu động tại vùng biển.", [9]),
        ("III. KẾT QUẢ\n\n- Trong năm đã tổ chức 12 đợt tuyên truyền, 5 hội nghị, 3 khóa tập huấn.", []),
        ("Tỉnh tổ chức 3 hội nghị trực tuyến trong tháng.", []),
        ("Mục tiêu năm 2027: củng cố 48 tổ tiết kiệm (trong đó có 20 tổ ở xã đảo).", [48, 20]),
        ("Chỉ tiêu năm 2026\n\n- Thành lập mới 8 tổ hợp tác với tổng số 160 thành viên.", [8, 160]),
        ("Đến năm 2027, số bạn đọc tại nhà tăng gấp 6 lần năm 2022.", [6]),
        ("Đến năm 2026, tỷ lệ thôn có nhà văn hóa mẫu 35,5%.", [35.5]),
        ("Ngày đăng: 2025/11/23 07:05. Chợ đêm mở lại.", []),
        ("II. CHỈ TIÊU\n\n- Thực hiện “Thứ 2 chào cờ” tại các trường học.", []),
        ("I. MỤC TIÊU\n\n- Năm 2026, phát dọn cỏ tại các khoảnh 3, 5 và 9.", []),
    ],
)
def test_rounds_parts_and_labels(text: str, values: list[float]) -> None:
    assert [each.measure.value for each in records(text)] == values


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Phấn đấu năm 2026 tuyển sinh 3.200 sinh viên, trong đó khối kỹ thuật 1.400 sinh viên,"
            " khối sư phạm 1.800 sinh viên.",
            ["sinh viên", "khối kỹ thuật", "khối sư phạm"],
        ),
        (
            "II. KẾT QUẢ\n\n- Các xã lắp bể nước (toàn huyện có 83% hộ nghèo có bể nước hợp vệ sinh).",
            ["hộ nghèo có bể nước hợp vệ sinh"],
        ),
        ("Chương trình xác định mục tiêu đến năm 2030 giảm 15% chi hội họp.", ["chi hội họp"]),
    ],
)
def test_a_name_stands_beside_its_value(text: str, names: list[str]) -> None:
    found = [each.indicator.text for each in records(text)]
    assert len(found) == len(names)
    assert all(text.endswith(name) for text, name in zip(found, names, strict=True))


@pytest.mark.parametrize(
    ("text", "period", "baseline"),
    [
        ("Chỉ tiêu năm 2026:\n\n- Kim ngạch xuất khẩu tăng 9% so với ước TH 2025.", 2026, 2025),
        ("Chỉ tiêu năm 2026:\n\n- Tỷ lệ thôn văn hóa (theo Bộ tiêu chuẩn giai đoạn đến năm 2030) là 88%.", 2026, None),
        ("Năm 2026 phấn đấu hoàn thành các chỉ tiêu sau:\n\n1) Tỷ lệ giải quyết đơn đạt 90%.", 2026, None),
    ],
)
def test_when_and_against_what(text: str, period: int, baseline: int | None) -> None:
    (found,) = records(text)
    assert found.period is not None
    assert found.period.end == period
    assert (found.baseline.end if found.baseline is not None else None) == baseline
