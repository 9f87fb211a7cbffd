"""Plain numbers that a rule doubts are weighed; a number without a unit takes that of the list it stands in."""

from __future__ import annotations

import pytest

from extract import extract
from extract.mentions.scan import scanner
from extract.pipeline.following import followed
from extract.readers import of_text

REPORT = """ỦY BAN NHÂN DÂN TỈNH AN GIANG
Số: 412/BC-UBND
An Giang, ngày 05 tháng 10 năm 2025

BÁO CÁO
Tình hình kinh tế - xã hội 9 tháng năm 2025

I. KẾT QUẢ ĐẠT ĐƯỢC
1. Tổng sản phẩm trên địa bàn 9 tháng năm 2025 tăng 8,12%; thu ngân sách đạt 14.300 tỷ đồng, bằng 82% dự toán năm.
2. Tỷ lệ hộ nghèo còn 1,9%; tỷ lệ bao phủ bảo hiểm y tế đạt 94,2% dân số, vượt 0,2% kế hoạch năm 2025.
3. Giải ngân vốn đầu tư công đạt 61,5% kế hoạch; kim ngạch xuất khẩu đạt 912 triệu USD, tăng 7,1% so với cùng kỳ.
4. Tỷ lệ hồ sơ giải quyết đúng hạn đạt 98,7%; tỷ lệ hồ sơ nộp trực tuyến đạt 76,3%, tăng 5,2% so với cùng kỳ năm 2024.
5. Tỷ lệ xã đạt chuẩn nông thôn mới đạt 88,4%; tỷ lệ đô thị hóa đạt 41,2%; tỷ lệ che phủ rừng đạt 22,4% năm 2025.
6. Tỷ lệ lao động qua đào tạo đạt 70,1%; tỷ lệ dân số nông thôn dùng nước sạch đạt 92,6%, tăng 1,4% so với năm 2024.
7. """


def read(line: str) -> dict[str, tuple[str, str | None, str]]:
    """By value as written: unit, its words and the name, of the records of a line in the report."""
    return {
        t.source.text: (t.measure.unit, t.measure.unit_text, t.indicator.text)
        for t in extract(f"{REPORT}{line}\n").targets if t.source.start >= len(REPORT)
    }  # fmt: skip


def reasons(line: str) -> dict[str, str]:
    return {r.text: r.reason for r in extract(f"{REPORT}{line}\n").rejected if r.start >= len(REPORT)}


def doubts(line: str) -> list[str]:
    """What is doubted of the candidates of a line in the report."""
    made = followed(of_text(f"{REPORT}{line}\n"), candidates=True)
    seen = [id for b, t in made if t.source.start >= len(REPORT) for id, _, _ in b.seen["measure"]]
    return [id for id in seen if id.startswith("measure.doubt_")]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Khách nội địa đạt 3,4 triệu lượt, tăng 6%; khách quốc tế 212 nghìn lượt, gấp 1,3 lần cùng kỳ.", "212"),
        ("Nuôi trồng thủy sản 412,6 nghìn tấn, khai thác 98,3 nghìn tấn.", "98,3"),
        ("Trồng rừng tập trung 1.250 ha, xấp xỉ cùng kỳ.", "1.250"),
    ],
)
def test_results_without_a_verb_are_records(line: str, value: str) -> None:
    assert any(found.startswith(value) for found in read(line))


@pytest.mark.parametrize(
    "line",
    [
        "Hội nghị có sự tham gia của 11 sở.",
        "Kiện toàn tổ công tác, mỗi tổ 9 người.",
        "Từ đầu năm đến nay, đã phối hợp tổ chức 30 cuộc kiểm tra tại các xã.",
        "Đã bổ nhiệm mới, điều động và bổ nhiệm lại 22 cán bộ lãnh đạo, quản lý.",
        "Đến nay, đã tiếp nhận tổng số 72.187 hồ sơ.",
        "Đã ban hành Quyết định số 71/QĐ-UBND giao số lượng cấp phó của các phòng là 24 người.",
        "Toàn tỉnh có 58 đơn vị sự nghiệp công lập (gồm 51 trường), tinh gọn so với trước.",
        "Đội ngũ viên chức hiện có 1.488 người.",
    ],
)
def test_numbers_past_doubt_keep_their_reason(line: str) -> None:
    assert read(line) == {}
    assert set(reasons(line).values()) >= {"head_count"}
    assert doubts(line) == []


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Toàn tỉnh có 58 đơn vị sự nghiệp công lập, giảm 07 đơn vị so với năm 2015.", "07"),
        ("Đã ban hành Quyết định số 71/QĐ-UBND; tỷ lệ hồ sơ đúng hạn đạt 97,2%.", "97,2"),
    ],
)
def test_what_was_attained_beside_an_act_is_a_record(line: str, value: str) -> None:
    assert any(found.startswith(value) for found in read(line))


def test_what_bodies_have_attained_is_weighed() -> None:
    assert doubts("Toàn tỉnh có 30 đơn vị được công nhận kiểu mẫu.") == ["measure.doubt_head_count_actual"]
    assert doubts("Toàn tỉnh có 30 đơn vị sự nghiệp công lập.") == []


def test_a_count_in_a_note_is_none() -> None:
    goal = "Giảm 10% biên chế sự nghiệp<sup>3</sup> đến năm 2027.\n\n"
    assert [*read(f"{goal}<sup>3</sup> Tổng số cán bộ, công chức, viên chức là 197 người.\n")] == ["10%"]


def test_a_doubt_is_observed_and_what_is_set_aside_keeps_its_reason() -> None:
    line = "Có 3 hộ dân hiến đất làm đường."
    assert doubts(line) == ["measure.doubt_head_count_actual"]
    assert reasons(line)["3"] == "head_count"


def test_a_number_in_a_list_takes_the_unit_before_it() -> None:
    found = read("Đàn bò 54.720 con, tăng 6,8%, bò sữa 9.180, gia cầm 6,9 triệu con, tăng 2%.")
    assert found["9.180"] == ("count", "con", "bò sữa")
    assert read("Chỉ số hài lòng xếp 18/34, năng lực cạnh tranh 9.")["9"][0] == "rank"
    assert read("Sản lượng thủy sản đạt 402.000 tấn (tôm 214.000), tăng 3%.")["214.000"][:2] == ("quantity", "tấn")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Sản lượng lúa đạt 402.000 tấn, quốc lộ 91, tăng 3%.", "91"),
        ("Số khách đạt 3,4 triệu lượt, tổ 12, tăng 3%.", "12"),
        ("Tỷ lệ phủ sóng đạt 90%, tổng đài 1022, tăng 3%.", "1022"),
    ],
)
def test_a_label_or_a_number_of_another_size_takes_none(line: str, number: str) -> None:
    assert number not in read(line)


def test_a_number_without_a_unit_that_is_no_record_is_accounted_for_as_any_other() -> None:
    made = extract(f"{REPORT}Trụ sở tạm thời, điện thoại nội bộ 3.214, mã 17.\n")
    assert {r.reason for r in made.rejected if r.text == "3.214"} <= {"unread", "phone"}


@pytest.mark.parametrize(
    ("text", "row", "value"),
    [
        ("tụt mười hai bậc", "value.places", "mười hai"),
        ("hơn vụ trước hai tạ rưỡi;", "value.quantity.words", "hai"),
        ("bằng nửa kế hoạch", "value.half.of_plan", None),
        ("chỉ bằng một nửa.", "value.half.attained", None),
        ("bác sĩ: 16/vạn dân", "value.quantity.per_heads", "16"),
        ("18.940 lao động/chỉ tiêu 20.000, đạt 94%", "value.bare.of_plan", "20.000"),
        ("cải cách xếp 51/63, tài chính", "value.rank.placed", "51"),
    ],
)
def test_numbers_in_words_and_rates_are_read(text: str, row: str, value: str | None) -> None:
    found = {m.row.id: m.groups.get("n") for m in scanner().scan(text, 0, len(text))}
    assert found[row] == value
