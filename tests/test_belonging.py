"""The optional fields of a record: whose value it is, who is charged, its number, what it is a part of."""

from __future__ import annotations

import json

import pytest

from extract.contract.model import Extraction, Target
from extract.pipeline.components import extract
from extract.write.columns import TARGETS, rows_of
from tests.made import extraction, target
from tests.reading import NLP

DISTRICTS = """Phụ lục

| STT | Huyện, thành phố | Tỷ lệ hộ nghèo (%) | Tỷ lệ bao phủ bảo hiểm y tế (%) |
|---|---|---|---|
| 1 | Bác Ái | 12 | 98,9 |
| 2 | Thuận Nam | 5 | 92,2 |
|  | TOÀN TỈNH | 6 | 93,8 |
"""
TASKS = """Phụ lục

| TT | Chỉ tiêu | Đơn vị tính | Năm 2027 | Cơ quan chủ trì | Cơ quan phối hợp |
|---|---|---|---|---|---|
| 1.1 | Thu ngân sách nhà nước trên địa bàn | tỷ đồng | 2.640 | Sở Tài chính | Thuế tỉnh |
|  | - Thu nội địa | tỷ đồng | 1.505 | Thuế tỉnh | |
| 1.2 | Tỷ lệ hộ nghèo | % | 3 | Sở Nông nghiệp và Môi trường | |
"""


def read(text: str) -> tuple[Target, ...]:
    return extract(text, NLP).targets


def places(text: str) -> list[str | None]:
    return [record.place.name if record.place else None for record in read(text)]


PLACES = [
    ("- Tỷ lệ hộ nghèo: huyện Bác Ái 9,4%; xã Dân Hóa 21%.", ["huyện Bác Ái", "xã Dân Hóa"], "a kind and a name"),
    ("- Tỷ lệ đô thị hóa: Hà Nội: 60%, Hải Phòng: 58%.", ["Hà Nội", "Hải Phòng"], "provinces need no kind"),
    ("- Tỷ lệ giải ngân: VNPT 25%; Viettel 33%.", ["VNPT", "Viettel"], "companies in a row"),
    ("- Tỷ lệ giải ngân: VNPT 25%; bình quân 33%.", [None, None], "one alone is no row"),
    ("- Diện tích rừng: Thông: 25%; Bạch đàn: 33%.", [None, None], "kinds of things are no bodies"),
    ("- Tỷ lệ hộ nghèo của huyện Bác Ái còn 9,4%.", ["huyện Bác Ái"], "of a district"),
    ("- Tỷ lệ hộ nghèo của các huyện còn 9,4%.", [None], "of no district by name"),
    ("1. Xã Đăk Na\n- Tỷ lệ hộ nghèo còn 9%.\n2. Xã Măng Ri\n- Tỷ lệ hộ nghèo còn 8%.",
     ["Xã Đăk Na", "Xã Măng Ri"], "a heading"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), [pytest.param(t, w, id=why) for t, w, why in PLACES])
def test_place(text: str, wanted: list[str | None]) -> None:
    assert places(text) == wanted


def test_the_documents_own_place_is_none() -> None:
    text = "ỦY BAN NHÂN DÂN\nTỈNH NINH THUẬN\n\nKẾ HOẠCH\nPhát triển năm 2027\n\n- {} tỷ lệ hộ nghèo còn 3%.\n"
    assert places(text.format("Tỉnh Ninh Thuận:")) == [None]
    assert places(text.format("Tỉnh Lâm Đồng:")) == []  # another province's is only quoted (guidelines, 12)
    of_the_country = text.replace("ỦY BAN NHÂN DÂN\nTỈNH NINH THUẬN", "BỘ Y TẾ")
    assert places(of_the_country.format("Tỉnh Lâm Đồng:")) == ["Tỉnh Lâm Đồng"]


def test_tier_and_code_of_a_place() -> None:
    head = "BỘ XÂY DỰNG\n\n"
    first, second, third = read(f"{head}- Tỷ lệ hộ nghèo: Hà Nội 1%; huyện Bác Ái 9%; thành phố Hải Phòng 2%.")
    assert [p.place and (p.place.level, p.place.code) for p in (first, second, third)] == [
        ("province", "01"), ("district", None), ("province", "31"),
    ]  # fmt: skip


def test_rows_of_places_have_a_place_and_ids_of_their_own() -> None:
    records = read(DISTRICTS)
    assert [r.place and (r.place.name, r.place.level) for r in records] == [
        *[("Bác Ái", "district")] * 2, *[("Thuận Nam", "district")] * 2, None, None,
    ]  # fmt: skip
    assert not any(r.qualifier for r in records)
    assert records[0].id.startswith("society.poverty_rate/bac-ai/district")
    assert [r.label for r in records] == ["1", "1", "2", "2", None, None]
    assert records[0].part == "Bác Ái"


def test_columns_of_places_have_a_place() -> None:
    table = "| Chỉ tiêu | ĐVT | Huyện Bác Ái | Huyện Thuận Nam |\n|---|---|---|---|\n| Tỷ lệ hộ nghèo | % | 12 | 5 |\n"
    assert places(table) == ["Huyện Bác Ái", "Huyện Thuận Nam"]


def test_a_table_says_who_is_charged_and_what_is_part_of_what() -> None:
    whole, part, other = read(TASKS)
    charged = [r.responsible for r in (whole, part, other)]
    assert charged == ["Sở Tài chính", "Thuế tỉnh", "Sở Nông nghiệp và Môi trường"]
    assert [r.label for r in (whole, part, other)] == ["1.1", None, "1.2"]
    assert (whole.parent, part.parent, other.parent) == (None, whole.id, None)


CHARGED = [
    ("1. Sở Nội vụ chủ trì, phối hợp với các sở: tỷ lệ hồ sơ đúng hạn đạt 95%.", "Sở Nội vụ", "who is in charge"),
    ("1. Giao Sở Y tế xây dựng kế hoạch, tỷ lệ bao phủ bảo hiểm y tế đạt 96%.", "Sở Y tế", "who is told to"),
    ("1. Tỷ lệ che phủ rừng đạt 54% (Sở Xây dựng, Sở Tài chính chủ trì).", "Sở Xây dựng, Sở Tài chính", "two in a row"),
    ("1. Tỷ lệ hộ nghèo còn 3%. Cơ quan chủ trì: Sở Y tế.", "Sở Y tế", "a sentence behind"),
    ("1. Công an tỉnh:\n- Giảm 5% số vụ tai nạn giao thông.", "Công an tỉnh", "the heading of its tasks"),
    ("1. Phòng ngừa bạo lực:\n- Tỷ lệ vụ việc được xử lý đạt 99%.", None, "a heading that is no body"),
    ("1. Bí thư chủ trì cuộc họp; tỷ lệ hộ nghèo còn 3%.", None, "a meeting is presided over"),
    ("1. Tổng thu ngân sách đạt 105% dự toán HĐND tỉnh giao.", None, "a plan that was assigned"),
    ("1. Tăng cường chuyển giao công nghệ, tỷ lệ hộ nghèo còn 3%.", None, "technology is handed over"),
]


@pytest.mark.parametrize(("text", "wanted"), [pytest.param(t, w, id=why) for t, w, why in CHARGED])
def test_responsible(text: str, wanted: str | None) -> None:
    assert [record.responsible for record in read(text)] == [wanted]


LABELS = [
    ("(8) Tỷ lệ hộ nghèo còn 3%.", "(8)", "an item's number"),
    ("2.1.4. Tỷ lệ hộ nghèo còn 3%.", "2.1.4", "a decimal one"),
    ("- Chỉ tiêu 3: Tỷ lệ hộ nghèo còn 3%.", "Chỉ tiêu 3", "the goal is numbered in words"),
    ("2. Mục tiêu\n- Tỷ lệ hộ nghèo còn 3%.", None, "the section's number is not the goal's"),
]


@pytest.mark.parametrize(("text", "wanted"), [pytest.param(t, w, id=why) for t, w, why in LABELS])
def test_label(text: str, wanted: str | None) -> None:
    assert [record.label for record in read(f"I. MỤC TIÊU CHUNG\n{text}")] == [wanted]


PARTS = [
    ("- Tỷ lệ hộ nghèo còn 3%, trong đó khu vực nông thôn còn 5%, khu vực miền núi còn 9%.", [None, 0, 0], "trong đó"),
    ("- Tỷ lệ hồ sơ trực tuyến đạt 95% (riêng cấp xã đạt 90%).", [None, 0], "a bracket that sets a part apart"),
    ("- Tỷ lệ hộ nghèo còn 3%; tỷ lệ che phủ rừng đạt 54%.", [None, None], "side by side"),
    (
        "- Tỷ lệ hộ nghèo còn 3%, trong đó:\n+ Tỷ lệ hộ nghèo nông thôn còn 5%.\n- Tỷ lệ che phủ rừng đạt 54%.",
        [None, 0, None],
        "items below",
    ),
]


@pytest.mark.parametrize(("text", "wanted"), [pytest.param(t, w, id=why) for t, w, why in PARTS])
def test_parent(text: str, wanted: list[int | None]) -> None:
    found = read(text)
    assert [record.parent for record in found] == [None if at is None else found[at].id for at in wanted]


def test_fields_that_the_text_does_not_tell_are_left_out() -> None:
    data = json.loads(extraction(target()).model_dump_json(by_alias=True))
    assert not {"place", "responsible", "label", "parent"} & set(data["targets"][0])
    assert Extraction.model_validate(data) == extraction(target())


def test_every_export_has_them() -> None:
    told = target(
        place={"name": "Hà Nội", "level": "province", "code": "01"}, responsible="Sở Y tế", label="(8)", parent="x"
    )
    row = rows_of(TARGETS, extraction(told))[0]
    assert [row[name] for name in ("place", "place_level", "place_code", "responsible", "label", "parent")] == [
        "Hà Nội", "province", "01", "Sở Y tế", "(8)", "x",
    ]  # fmt: skip
    assert rows_of(TARGETS, extraction(target()))[0]["place"] is None
