"""What fresh texts of offices showed to be misread, a case a mechanism; beside them those that must not change."""

from __future__ import annotations

import pytest

import extract
from extract.catalogue.entries import catalogue
from extract.contract.model import Target

GOALS = "II. Mục tiêu năm 2026\n1. "


def read(text: str) -> list[Target]:
    """The records of a text, in order."""
    return sorted(extract.extract(text).targets, key=lambda t: t.source.start)


def values(text: str) -> list[str]:
    """The values of the records of a text, as written."""
    return [t.source.text or "" for t in read(text)]


NO_RECORDS = [
    "Dự kiến hỗ trợ: 1.200 chữ ký số x 150.000 đồng/chữ ký = 180 triệu đồng.",
    "Mở các lớp IPM: 60 lớp x 30 người x 12 buổi.",
    "Phát động Chiến dịch 90 ngày đêm phủ sóng bản làng.",
    "Thực hiện đợt thi đua 100 ngày chào mừng đại hội.",
    "Báo cáo Sở Tài chính định kỳ 15 ngày/lần theo quy định.",
    "Hỗ trợ không quá 50% chi phí con giống, tối đa 15 triệu đồng/hộ.",
    "Mỗi lớp không quá 40 học viên.",
]


@pytest.mark.parametrize("text", NO_RECORDS)
def test_calculations_campaigns_and_caps_are_no_goals(text: str) -> None:
    assert values(GOALS + text) == []


KEPT = [
    ("Tuyển mới ít nhất 40 học viên.", ["40"]),
    ("Rút ngắn thời gian giải quyết xuống còn 5 ngày.", ["5 ngày"]),
    ("Huy động trẻ nhà trẻ ra lớp 22%, mẫu giáo 88%.", ["22%", "88%"]),
    ("Xóa mù chữ độ tuổi 15 - 60 đạt 97,6%.", ["97,6%"]),
    ("Công nhận 3 trường đạt chuẩn (MN Hoa Mai, TH Đức Tài 2, THCS Võ Xu).", ["3"]),
    ("Đoàn đạt 412 huy chương (98 vàng, 121 bạc, 193 đồng).", ["412"]),
    ("Có 250 hợp tác xã nông nghiệp, 80% xếp loại khá, tốt.", ["250", "80%"]),
    ("100% chợ hạng 1, hạng 2 có phương án phòng cháy.", ["100%"]),
]


@pytest.mark.parametrize(("text", "given"), KEPT)
def test_what_stands_beside_them_is_kept(text: str, given: list[str]) -> None:
    found = values(GOALS + text)
    assert len(found) == len(given)
    assert all(value.startswith(start) for value, start in zip(found, given, strict=True))


@pytest.mark.parametrize("words", ["không nhỏ hơn", "không được thấp hơn", "không dưới"])
def test_what_is_not_to_be_less_is_at_least(words: str) -> None:
    (target,) = read(f"{GOALS}Công suất tiếp nhận của nhà máy {words} 500 tấn/ngày.")
    assert target.measure.relation == "ge"


def test_half_of_a_number_is_a_ratio() -> None:
    (target,) = read(f"{GOALS}Ít nhất một nửa số cuộc họp là họp không giấy.")
    assert (target.measure.unit, target.measure.value, target.measure.out_of) == ("ratio", 1, 2)


def test_changes_joined_share_verb_and_baseline() -> None:
    first, second = read("I. Kết quả năm 2023\n1. PAR INDEX tăng 1,92% và 07 bậc so với năm 2022.")
    assert first.measure.direction == second.measure.direction == "increase"
    assert first.baseline == second.baseline
    assert first.baseline is not None


def test_numbers_in_brackets_stand_within_letters_that_lead_them() -> None:
    told = read(
        "II. Mục tiêu\na. Đến năm 2025\n(1) Tỷ lệ lúa thơm đạt 60%.\n(2) Tỷ lệ chuồng trại hợp vệ sinh đạt 75%.\n"
        "b. Đến năm 2030\n(1) Tỷ lệ lúa thơm đạt 80%.\n(2) Tỷ lệ chuồng trại hợp vệ sinh đạt 90%."
    )
    assert [t.period.end if t.period else None for t in told] == [2025, 2025, 2030, 2030]


def test_an_article_of_tasks_sets_goals() -> None:
    text = "QUYẾT NGHỊ:\nĐiều 1. Thông qua Kế hoạch năm 2026.\nĐiều 2. {}\na) Trồng mới 2.700 ha cây mắc ca."
    assert len(read(text.format("Một số nhiệm vụ, giải pháp"))) == 1
    assert read(text.format("Nhiệm vụ, quyền hạn của Hội đồng")) == []


@pytest.mark.parametrize(("caption", "kind"), [("Phân bổ chỉ tiêu", "target"), ("Kết quả", "actual")])
def test_a_caption_that_deals_goals_out_tells_the_kind(caption: str, kind: str) -> None:
    table = "| Tên xã | Lao động qua đào tạo (%) |\n|---|---|\n| Vĩnh Quang | 70 |\n| Vĩnh Hảo | 72 |\n"
    told = read(f"II. Hiện trạng\nBiểu 1. {caption} một số tiêu chí khó\n{table}")
    assert {t.kind for t in told} == {kind}


@pytest.mark.parametrize(
    ("whole", "of_some"),
    [
        ("tỷ trọng lao động nông nghiệp", "tỷ trọng lao động nữ trong nông nghiệp"),
        ("tỷ suất sinh", "tỷ suất sinh ở tuổi vị thành niên"),
        ("người dân có tài khoản ngân hàng", "người dân chưa có tài khoản ngân hàng"),
    ],
)
def test_an_indicator_of_all_is_not_that_of_some(whole: str, of_some: str) -> None:
    assert catalogue().links(whole)
    assert catalogue().links(of_some) == []


def test_names_of_bodies_and_verdicts_restrict_nothing() -> None:
    assert catalogue().links("Hội Phụ nữ giúp giảm tỷ lệ hộ nghèo")
    assert catalogue().links("tỷ lệ hộ nghèo chưa đạt kế hoạch")
