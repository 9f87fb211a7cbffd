"""UTF-8 that was taken for a code page of Windows, once or twice, is put right; what is right stays."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from extract.readers import of_bytes
from extract.readers.text.mojibake import untangled
from tests.packed import PLAN

TEXT = f"{PLAN}\nỦY BAN NHÂN DÂN TỈNH – “Kế hoạch” của Đảng ủy; Ý kiến về đường bê tông, điện, nước ở xã Ea H'leo.\n"
CORPORA = Path(__file__).parent.parent / "corpora"


def taken_for(text: str, codec: str, *, times: int = 1, lost: str | None = None) -> str:
    """Text saved through a code page; a byte that this does not have: as a control character, or as `lost`."""
    for _ in range(times):
        text = "".join(_character(byte, codec, lost) for byte in text.encode())
    return text


def _character(byte: int, codec: str, lost: str | None) -> str:
    try:
        return bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return chr(byte) if lost is None else lost


@pytest.mark.parametrize("codec", ["cp1252", "cp1258"])
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("form", [None, "NFC"])
def test_it_is_put_right_letter_by_letter(codec: str, times: int, form: str | None) -> None:
    tangled = taken_for(TEXT, codec, times=times)
    if form:
        tangled = unicodedata.normalize("NFC", tangled)
    found, told = untangled(tangled)
    assert found == TEXT
    assert told == f"windows-{codec[2:]}" + " twice" * (times - 1)


def test_what_was_taken_once_is_not_told_as_twice() -> None:
    text = "BÁO CÁO\nKết quả năm 2025\nTỉnh đã giải quyết đúng hạn 98,2% hồ sơ; hộ nghèo giảm còn 2,4%.\n"
    assert untangled(taken_for(text, "cp1252")) == (text, "windows-1252")


@pytest.mark.parametrize("codec", ["cp1252", "cp1258"])
@pytest.mark.parametrize("lost", ["\ufffd", ""])
def test_what_was_lost_is_told_by_the_syllable(codec: str, lost: str) -> None:
    found, _ = untangled(
        taken_for("Đến năm 2027, tỷ lệ hộ nghèo còn dưới 3% ở tỉnh Bình Định, đường về xã.", codec, lost=lost)
    )
    assert found == "Đến năm 2027, tỷ lệ hộ nghèo còn dưới 3% ở tỉnh Bình Định, đường về xã."
    found, _ = untangled(taken_for("Đến năm 2027, các xã đều mời họp.", codec, lost=lost))
    assert "m\ufffdi" in found  # mọi, mỏi or mời


def test_text_of_letters_and_marks_apart_is_put_right() -> None:
    found, _ = untangled(taken_for(unicodedata.normalize("NFD", TEXT), "cp1252"))
    assert unicodedata.normalize("NFC", found) == TEXT


def test_a_blank_that_was_of_fixed_width_is_the_byte_it_was() -> None:
    found, _ = untangled(taken_for("Đây là mục tiêu và là giải pháp của xã nhà.", "cp1252").replace("\xa0", " "))
    assert " ".join(found.split()) == "Đây là mục tiêu và là giải pháp của xã nhà."


@pytest.mark.parametrize("path", sorted(CORPORA.glob("*.txt")), ids=lambda path: path.stem)
def test_text_that_is_right_stays(path: Path) -> None:
    text = path.read_text("utf-8")
    for form in (text, unicodedata.normalize("NFD", text), text.upper()):
        assert untangled(form) == (form, None)


@pytest.mark.parametrize(
    "text", ["«Ở xã Â» và «HÃY» đọc", "Prix : 5 € à côté, naïve, Ünï", "Ã Â Ä €  ™ º»", "Quyết định số 5 … “ là ”»"]
)
def test_signs_that_only_look_so_stay(text: str) -> None:
    assert untangled(text) == (text, None)


def test_lines_that_are_right_stay_among_those_that_are_not() -> None:
    right = "HÃY nói «Â» về Âu Cơ và Ăng-ghen ở HÀ NỘI."
    found, _ = untangled(f"{right}\n{taken_for(TEXT, 'cp1258')}{right}")
    assert found == f"{right}\n{TEXT}{right}"


@pytest.mark.parametrize("wrapping", ["{}", "<html><body><p>{}</p></body></html>"], ids=["text", "page"])
def test_it_is_told_in_a_warning_and_the_goal_is_read(wrapping: str) -> None:
    source = of_bytes(wrapping.format(taken_for(PLAN, "cp1258")).encode(), "a.txt")
    assert "nước sạch đạt tối thiểu 92%" in source.raw
    assert [text for code, text in source.notices if code == "encoding"] == [
        "UTF-8 text that had been taken for windows-1258 put right"
    ]
