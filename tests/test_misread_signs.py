"""What damage does to marks of tones, signs of units and figures, and how the words beside figures are told."""

from __future__ import annotations

import pytest

from extract.language.cleaning import composed
from extract.pipeline import stages
from extract.readers import of_text
from extract.restore import restore

AROUND = (
    "Uy ban nhan dan tinh da ban hanh nhiéu van ban dé trién khai thuc hién cac nhiém vu cai cach hanh chinh;\n"
    "{}\n"
    "cdc co quan, don vi, dia phuong trén dia ban tinh tiép tuc thuc hién c6 hiéu qua cac nhiém vu.\n"
)


def read(line: str) -> str:
    """A line as it is restored among others that are damaged."""
    return restore(composed(AROUND.format(line))).working.text.split("\n")[1]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("giai quyét thi: tuc hanh chinh cho nguoi dan", "giải quyết thủ tục hành chính cho người dân"),
        ("giai quyét tha: tuc hanh chinh cho nguoi dan", "giải quyết thủ tục hành chính cho người dân"),
        ("nam 2022 xép thi? 8/11 huyén, thi xa", "năm 2022 xếp thứ 8/11 huyện, thị xã"),
        ("co sé di? liéu cia tinh", "cơ sở dữ liệu của tỉnh"),
        ("cu thé trén tat ca cac linh vuc: dat dai, xay dung", "cụ thể trên tất cả các lĩnh vực: đất đai, xây dựng"),
    ],
)
def test_a_tone_read_as_a_mark_is_no_mark(line: str, wanted: str) -> None:
    assert read(line) == wanted


def test_marks_are_parted_from_the_next_word_when_it_is_known_that_they_are_marks() -> None:
    line = "thu:c hién nhiém vu cia cac xa,thi tran ; don vi lién quan"
    text = stages.restored(of_text(AROUND.format(line)), stages.guard()).working.text.split("\n")[1]
    assert text == "thực hiện nhiệm vụ của các xã, thị trấn; đơn vị liên quan"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("dat ty 1é t6i thiéu tuong ting 14 30%, 20%, 15%;", "là 30%, 20%, 15%"),
        ("duoc tiép nhan tryc tuyén, dat ty 16 7,38% tong s6", "tỷ lệ 7,38%"),
        ("Ké hoach phat trién 12 000 ha rting", "12 000 ha"),
    ],
)
def test_a_word_read_as_a_figure_may_stand_before_one(line: str, wanted: str) -> None:
    assert wanted in read(line)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("nang suat lua dat 52,7 ta/ha, cham soc 351 nghin ha", "351 nghìn ha"),
        ("phan bon gieo sa dudi 70 kg/ha tren toan tinh", "70 kg/ha"),
        ("dién tich tir 300 m2 trén dia ban", "300 m2"),
        ("duong thon dai 4,2 km trén dia ban", "4,2 km"),
        ("ty suat tré em dudi 5 tudi 21,7%o, dudi 1 tudi 14,2%c", "21,7‰"),
        ("san luong thuy san dat 94,6 nghin tan", "94,6 nghìn tấn"),
        ("thu ngan sach vuot 25 nghin ty dong", "25 nghìn tỷ đồng"),
        ("nganh y té cé 36 giuong bénh/van dan, dat ké hoach", "giường bệnh/vạn "),
        ("nguoi dan hai long vé giai quyét TTHC > 95%", "> 95%"),
    ],
)
def test_units_behind_figures_stay_units(line: str, wanted: str) -> None:
    assert wanted in read(line)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("huyén dting tht 19/27 trong tinh", "đứng thứ 19/27"),
        ("rac chén lap truc tiép cdn dudi 30%", "còn dưới 30%"),
    ],
)
def test_words_before_figures_tell_a_rank_or_a_change(line: str, wanted: str) -> None:
    assert wanted in read(line)


def test_abbreviations_stay_beside_capitals() -> None:
    assert read("TM. UY BAN NHAN DAN TINH") == "TM. ỦY BAN NHÂN DÂN TỈNH"


def test_labels_of_strokes_are_told_by_their_order() -> None:
    body = AROUND.format("trién khai thuc hién").strip()
    heads = f"I. QUAN DIEM\n{body}\nIl. MUC TIEU\n{body}\nIl. NHIEM VU\n{body}"
    text = restore(composed(heads)).working.text
    assert [line.split()[0] for line in text.split("\n") if line.isupper()] == ["I.", "II.", "III."]


def test_a_year_with_a_figure_too_many_is_one_that_the_text_names_often() -> None:
    often = "Muc tiéu dén nam 2025; phan dau dén nam 2025; hoan thanh trong nam 2025."
    text = restore(composed(AROUND.format(f"{often} Dén nam 20235: hoan thanh"))).working.text
    assert "Đến năm 2025: hoàn thành" in text
    assert "20235" in restore(composed(AROUND.format("Dén nam 20235: hoan thanh"))).working.text
