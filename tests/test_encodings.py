"""Text in every encoding of Vietnamese gives what its UTF-8 form gives."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from functools import cache
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import readers
from extract.contract.model import Extraction
from extract.language.cleaning import composed as working_text
from extract.language.composing import nfc as composed
from extract.language.syllables import stripped
from extract.readers import Options, ReadError
from extract.readers.text import encodings, plain
from extract.readers.text.codepages import VISCII, VN1, VNI, of_vni, raised
from extract.readers.text.encodings import decoded, font_of, repaired
from tests.legacy import ENCODERS, tcvn3_characters, vni_characters

ROOT = Path(__file__).parent.parent
CORPORA = {path.stem: path.read_text("utf-8") for path in sorted((ROOT / "corpora").glob("*.txt"))}
CLEAN = {name: text for name, text in CORPORA.items() if sum(c > "\u0250" for c in text) > 1000}
LETTERS = [
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
] + ["đ", "Đ"]
SENTENCE = "Đến năm 2025, tối thiểu 80% thủ tục hành chính được thực hiện; người dân và tổ chức hài lòng."
LEGACY = ("TCVN3", "TCVN 5712 (VN1)", "VNI", "VISCII", "windows-1258")


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("encoding", ENCODERS)
def test_every_letter_comes_back(encoding: str) -> None:
    """Each letter stands as a word of its own in a text from which the encoding can be told."""
    letters = [c for c in LETTERS if c.islower() or encoding != "TCVN3"]
    text = f"{SENTENCE * 12}\n{' '.join(letters)}"
    assert nfc(decoded(ENCODERS[encoding](text))[0]) == text


@pytest.mark.skipif(shutil.which("iconv") is None, reason="iconv is not installed")
@pytest.mark.parametrize(("table", "name"), [(VN1, "TCVN5712-1"), (VISCII, "VISCII")])
def test_tables_are_those_of_iconv(table: str, name: str) -> None:
    """A byte with a full stop behind it, so that nothing composes; what iconv leaves alone is not compared."""
    for byte in range(256):
        run = subprocess.run(["iconv", "-f", name, "-t", "UTF-8"], input=bytes([byte, 46]), capture_output=True)
        if run.returncode == 0:
            assert nfc(run.stdout.decode())[:-1] == nfc(table[byte]), hex(byte)


@pytest.mark.skipif(shutil.which("iconv") is None, reason="iconv is not installed")
def test_windows_1258_is_what_iconv_makes_of_it() -> None:
    data = ENCODERS["windows-1258"](CORPORA["soc-trang"])
    run = subprocess.run(["iconv", "-f", "CP1258", "-t", "UTF-8"], input=data, capture_output=True, check=True)
    assert nfc(run.stdout.decode()) == decoded(data)[0]


def test_every_vni_pair_stands_for_one_letter() -> None:
    assert sorted(VNI.values()) == sorted([c for c in LETTERS if c.islower() and not c.isascii()] + ["ỵ"])
    assert of_vni("ÑEÁN NAÊM, Toái thieåu, hoà sô ñöôïc, kyõ, Mỹ") == "ĐẾN NĂM, Tối thiểu, hồ sơ được, kỹ, Mỹ"


@pytest.mark.parametrize("encoding", LEGACY)
@pytest.mark.parametrize("name", CLEAN)
def test_nearly_every_paragraph_of_the_corpora_is_told(name: str, encoding: str) -> None:
    """At most one paragraph in a hundred is misread (a line of eight marked words or fewer)."""
    paragraphs = [p for p in CLEAN[name].split("\n") if len(p) > 40 and not p.isascii()]
    wrong = []
    for paragraph in paragraphs:
        text, got = decoded(ENCODERS[encoding](paragraph))
        if encoding not in ("VISCII", "TCVN 5712 (VN1)") or got != encoding:  # those two have no – “ ” …
            if nfc(text).lower() != paragraph.lower() and not any(c in "–—“”‘’…•" for c in paragraph):
                wrong.append((got, paragraph))
    assert len(wrong) <= len(paragraphs) // 100 + 1, wrong


@pytest.mark.parametrize("name", CORPORA)
def test_unicode_texts_stay_as_they_are(name: str) -> None:
    for text in (CORPORA[name], stripped(CORPORA[name])):
        assert decoded(text.encode()) == (text, "UTF-8")
        assert repaired(text) == (text, None)


def test_text_read_by_a_wrong_ocr_model_is_not_taken_for_an_old_encoding() -> None:
    text = CORPORA["dak-nong"]
    assert decoded(text.encode("cp1252", "replace")) == (
        text.encode("cp1252", "replace").decode("cp1252"), "windows-1252",
    )  # fmt: skip


def key(extraction: Extraction) -> list[tuple[object, ...]]:
    return [
        (t.kind, t.measure.unit, t.measure.value, t.measure.upper, t.indicator.id, t.period and t.period.model_dump())
        for t in extraction.targets
    ]


@cache
def records(data: bytes) -> list[tuple[object, ...]]:
    from extract import extract

    return key(extract(readers.of_bytes(data, "a.txt")))


@pytest.mark.parametrize("encoding", ENCODERS)
def test_the_records_of_a_resolution_are_the_same_in_every_encoding(encoding: str) -> None:
    text = CORPORA["soc-trang"]
    wanted = records(text.encode())
    assert len(wanted) > 20
    assert records(ENCODERS[encoding](text)) == wanted


@pytest.mark.parametrize("font", [tcvn3_characters, vni_characters])
def test_a_unicode_file_with_old_font_characters_is_put_right(font: object) -> None:
    assert callable(font)
    old = font(CORPORA["soc-trang"])
    source = readers.of_bytes(old.encode(), "a.txt")
    assert source.raw.lower() == CORPORA["soc-trang"].lower()
    assert [code for code, _ in source.notices] == ["encoding"]


def test_old_font_lines_in_a_unicode_document_are_put_right_and_the_others_left() -> None:
    new = "Nghị quyết của Tỉnh ủy về cải cách hành chính, số 12-NQ/TU, café"
    text = f"{new}\n{tcvn3_characters(SENTENCE)}\n{new}"
    assert repaired(text) == (f"{new}\n{SENTENCE}\n{new}", "TCVN3")
    assert repaired(f"{new}\n{vni_characters(SENTENCE)}") == (f"{new}\n{SENTENCE}", "VNI")


def test_old_font_words_in_a_unicode_line_are_put_right() -> None:
    text = "Mục tiêu: " + tcvn3_characters("tối thiểu 80% thủ tục được thực hiện") + " ở cấp huyện"
    assert repaired(text)[0] == "Mục tiêu: tối thiểu 80% thủ tục được thực hiện ở cấp huyện"


def test_a_cell_of_one_word_follows_the_document() -> None:
    font = font_of(tcvn3_characters(SENTENCE * 3))
    assert font is not None
    assert font.all
    assert [font.piece(tcvn3_characters(word)) for word in ("lớn", "của", "§", "năm 2025")] == [
        "lớn", "của", "Đ", "năm 2025",
    ]  # fmt: skip


def test_french_and_signs_are_no_old_font() -> None:
    for text in ("Où qu'il se trouve, l'élève naïf préfère le château à l'été.", "§ 5 © 2020 ® ± 3 µm, 10 m²", "ñ ö ü"):
        assert repaired(text) == (text, None)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ĐếN NăM", "ĐẾN NĂM"),
        ("NGHị QUYếT CủA TỉNH", "NGHỊ QUYẾT CỦA TỈNH"),
        ("Xã Mỹ", "Xã Mỹ"),
        ("Số: 1621/QĐ-UBND", "Số: 1621/QĐ-UBND"),
        ("ĐồNG ý XÃ", "ĐỒNG Ý XÃ"),
        ("Đến năm", "Đến năm"),
    ],
)
def test_small_letters_in_capitals_are_raised(old: str, new: str) -> None:
    assert raised(old) == new


def test_utf8_cut_within_a_letter_is_read_with_a_notice() -> None:
    data = (SENTENCE + " quyề").encode()[:-1]
    read = plain.content(data, "a.txt", Options())
    assert read.raw == SENTENCE + " quy\ufffd"
    assert [code for code, _ in read.notices] == ["bad_bytes"]


def test_a_few_bad_bytes_do_not_lose_a_text() -> None:
    data = bytearray((SENTENCE * 20).encode())
    data[100:100] = b"\xff"
    read = plain.content(bytes(data), "a.txt", Options())
    assert read.raw.replace("\ufffd", "") == SENTENCE * 20
    assert "bad_bytes" in dict(read.notices)


@pytest.mark.parametrize("encoding", LEGACY)
def test_how_a_text_was_read_is_told(encoding: str) -> None:
    read = plain.content(ENCODERS[encoding](CORPORA["soc-trang"]), "a.txt", Options())
    assert ("encoding", f"read as {encoding}") in read.notices


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 40,
        b"\x00" * 100,
        b"a\x00b\x00\x01\x02\x03" * 50,
        bytes((i * 7919) % 251 for i in range(5000)),
    ],
    ids=["all bytes", "zeros", "controls", "noise"],
)
def test_rubbish_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError) as error:
        plain.content(data, "a.txt", Options())
    assert error.value.code in ("not_a_document", "unknown_encoding")


@pytest.mark.parametrize("start", [b"es 2 0\x87PDF-1.7 R/Info", b"\xc7\xfd text \r\n"])
def test_a_binary_file_is_refused_before_any_encoding_is_tried(start: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def tried(data: bytes) -> str:
        raise AssertionError("an encoding was tried")

    monkeypatch.setattr(encodings, "LEGACY", dict.fromkeys(LEGACY, tried))
    noise = bytes((i * i * 7919 >> 5) % 256 for i in range(390_000))
    with pytest.raises(ReadError) as error:
        plain.content(start + noise, "a.pdf", Options())
    assert error.value.code == "not_a_document"


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"a" + b"\xf2\xcc" * 100_000, "unknown_encoding"), (("a" + "\u0301\u0323" * 100_000).encode(), None)],
    ids=["Windows-1258", "UTF-8"],
)
def test_marks_without_end_are_composed_in_time_that_grows_with_them(data: bytes, code: str | None) -> None:
    begun, told = process_time(), None
    try:
        working_text(readers.of_bytes(data, "a.txt").raw)
    except ReadError as error:
        told = error.code
    assert told == code
    assert process_time() - begun < 10  # the square of their number would take 40 s


@given(st.text("ao\u0301\u0302\u0323\u031b\u0338=≠", max_size=200))
def test_text_with_few_marks_in_a_row_is_composed_as_ever(text: str) -> None:
    longest = max((len(run) for run in re.findall("[\u0300-\u036f]+", text)), default=0)
    if longest <= 30:
        assert composed(text) == unicodedata.normalize("NFC", text)
    else:
        assert sorted(unicodedata.normalize("NFD", composed(text))) == sorted(unicodedata.normalize("NFD", text))


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=200).map(lambda t: t.encode("utf-16"))))
def test_any_bytes_give_a_text_or_a_read_error(data: bytes) -> None:
    try:
        read = plain.content(data, "a.txt", Options())
    except ReadError:
        return
    assert "\x00" not in read.raw


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_repairing_never_fails_and_leaves_plain_text(text: str) -> None:
    mended, name = repaired(text)
    assert (mended == text) == (name is None)
