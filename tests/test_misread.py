"""Letterheads with letters misread: type, mottos and issuer are known by most of their letters, in damaged text."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from extract.contract.model import Head
from extract.head.misread import near
from extract.head.wordings import wordings
from extract.language.folding import Cues, fold
from extract.pipeline.stages import extract
from extract.readers import of_text

HEAD = """{issuer}
TỈNH PHÚ YÊN
{motto}
Độc lập - Tự do - Hạnh phúc

Phú Yên, ngày 12 tháng 3 năm 2021

{type}
Cải cách hành chính nhà nước giai đoạn 2021-2025

Thực hiện Nghị quyết số 76/NQ-CP, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC TIÊU
1. Đến năm 2025, tối thiểu 80% hồ sơ thủ tục hành chính được giải quyết trực tuyến mức độ toàn trình.
2. Phấn đấu chỉ số cải cách hành chính của tỉnh nằm trong nhóm 20 tỉnh, thành phố dẫn đầu cả nước.
"""
TITLE = "Cải cách hành chính nhà nước giai đoạn 2021-2025"
MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
COMMITTEE, COUNCIL = "Ủy ban nhân dân tỉnh Phú Yên", "Hội đồng nhân dân tỉnh Phú Yên"


def _head(text: str, *, scanned: bool) -> Head:
    notices = (("ocr", "1 of 1 pages were read by OCR"),) if scanned else ()
    return extract(replace(of_text(text), notices=notices)).document


@pytest.mark.parametrize(
    ("issuer", "motto", "type", "wanted"),
    [
        ("ỦY BAN NHÂN DÂN", MOTTO, "KÉ HOACN", ("plan", COMMITTEE)),
        ("ỦY BAN NHÂN DÂN", MOTTO, "NGHỊ OUYÉI", ("resolution", COMMITTEE)),
        ("ỦY BAN NHÂN DÂN", MOTTO, "QUYẾT ĐỊNII", ("decision", COMMITTEE)),
        ("ỦY BAN NHÂN DÂN", MOTTO, "BÁO CẢC", ("report", COMMITTEE)),
        ("ỦV BAN NHÂN DÀM", MOTTO, "KẾ HOẠCH", ("plan", COMMITTEE)),
        ("HQI ĐỒNG NHÀN OÂN", "CQNG HÒA XÃ HQI CHỦ NGHĨA VIỆT NAM", "NGH! QUYẾI", ("resolution", COUNCIL)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_letterhead_with_two_letters_misread_is_read(
    issuer: str, motto: str, type: str, wanted: tuple[str, str]
) -> None:
    text = HEAD.format(issuer=issuer, motto=motto, type=type)
    found = _head(text, scanned=True)
    assert (found.type, found.issuer, found.title) == (*wanted, TITLE)
    # what it gains: in a text that no scan is, the letters count as they stand
    plain = _head(text, scanned=False)
    assert (plain.type, plain.issuer, plain.title) != (*wanted, TITLE)


def test_a_motto_with_letters_misread_is_no_part_of_a_name() -> None:
    # set side by side, and read as one line
    line = "ỦY BAN NHÂN DÂN XÃ AN BÌNH CQNG HÒA XÃ HQI CHỦ NGHĨA VIỆT NAM"
    text = HEAD.replace("TỈNH PHÚ YÊN\n", "").format(issuer=line, motto="", type="KẾ HOẠCH")
    assert _head(text, scanned=True).issuer == "Ủy ban nhân dân xã An Bình"
    assert "Cqng" in str(_head(text, scanned=False).issuer)


def test_a_text_that_lost_its_marks_may_have_letters_misread_too() -> None:
    text = fold(HEAD.format(issuer="ỦV BAN NHÂN DÀM", motto="CQNG HÒA XÃ HQI CHỦ NGHĨA VIỆT NAM", type="NGHI OUYEI"))
    found = _head(text, scanned=False)
    assert found.text_state == "restored"
    assert (found.type, found.issuer) == ("resolution", COMMITTEE)


def test_a_sound_letterhead_is_the_same_in_a_scan() -> None:
    for kind in ("KẾ HOẠCH", "NGHỊ QUYẾT", "THÔNG BÁO"):
        text = HEAD.format(issuer="ỦY BAN NHÂN DÂN", motto=MOTTO, type=kind)
        assert _head(text, scanned=True) == _head(text, scanned=False)


@pytest.mark.parametrize(
    "line",
    [
        "CHÍNH TRỊ",
        "CHỈ TIÊU",
        "LUẬN",
        "QUY MÔ",
        "KẾ TOÁN",
        "NGHỊ TRÌNH",
        "QUYẾT TOÁN",
        "BÁO CHÍ",
        "THÀNH ỦY",
        "PHỤ LỤC",
    ],
)
def test_words_that_only_resemble_a_type_are_none(line: str) -> None:
    assert near(wordings().type_line, fold(line)) is None


def _cues() -> list[tuple[Cues[Any], str, str]]:
    known = wordings()
    return [
        (cues, row.id, example)
        for cues in (known.type_line, known.organs)
        for row in cues.rows
        for example in row.examples
        if example.isupper()
        and (match := cues.regex.search(fold(example)))
        and sum(map(str.isalpha, match.group())) > 7
    ]


@pytest.mark.parametrize(("cues", "id", "example"), _cues(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_wording_is_known_with_a_letter_misread(cues: Cues[Any], id: str, example: str) -> None:
    line = fold(example)
    letters = [i for i, c in enumerate(line) if c.isalpha() and i]  # a first letter begins the word it is sought by
    missed = [
        spoilt
        for i in letters
        if (spoilt := f"{line[:i]}W{line[i + 1 :]}") and not cues.regex.search(spoilt) and near(cues, spoilt) is None
    ]
    assert missed == []


def test_clean_text_does_not_load_what_fuzzy_matching_needs() -> None:
    code = (
        "import sys; from extract.pipeline.stages import extract\n"
        f"extract({HEAD.format(issuer='X', motto=MOTTO, type='KẾ HOẠCH')!r}); print('regex' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
