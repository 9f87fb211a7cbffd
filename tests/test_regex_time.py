"""No text takes more than about linear time, whatever is repeated in it, and no number is too long to be read."""

from __future__ import annotations

from time import process_time

import pytest

from extract.language.sentences import sentences
from extract.pipeline.components import extract
from extract.readers import of_text
from tests.fuzz.trial import check
from tests.reading import NLP

UNITS = (
    "1", " ", "\u00a0",
    "\n", "\r\n", "\t1", ",", "(", ")", "()", "[", "1.", "1,", "1.1.1.1 ", "1/", "1-", "1:", "1;", "1%", "80% ",
    "1.000,5%", "((((1", "(1 ", "|", "|1", "| 1 | 2 |\n", "|\n", "*", "**a", "#", "_1_", "[^1]", "[^1]: a\n", "<1",
    "<b>", "<br>",
    "<table><tr><td>1", "<a ", "1 = ", "1\u2028", "a\u0301", "\u200b1", "\"", "…", "–", "- \n", "1.1. a\n", "a) b\n",
    "đạt 1% và ",
    "tỷ lệ hộ nghèo 1 ", "Tỷ lệ hộ nghèo đạt 5%. ", "Tỷ lệ hộ nghèo đạt 5%, ", "trong đó 5% ", "hạng 1 ", "nhóm 1 ",
    "nhóm khá ",
    "từ 1 đến ", "đến năm 2025 ", "năm 2025: 1%; ", "2021-2025 ", "ngày 1/1/2020 ", "12/QĐ-UBND ", "Căn cứ ",
    "ỦY BAN ", "Điều 1 ",
    "phần ba ", "triệu ", "1 triệu đồng, ", "từ 1% lên 2% ", "tương ứng 1%, ", "trừ 1% ", "A", "tỉnh Phú Yên ",
    "Nơi nhận: ",
    "Đến năm 2025, 80% hố sơ ", "1 a\n", "5g\n", "1\n", "Trang 1\n", "cao hơn 1 điểm ", "được ", "về ",
)  # fmt: skip
_SIZES = (4_000, 16_000)
_FREE = 0.2  # seconds within which growth is noise
_TRIES = 4
_GROWTH = 1.35  # the exponent that may not be passed


def seconds(text: str) -> float:
    """Processor time of one extraction."""
    begun = process_time()
    extract(text, NLP)
    return process_time() - begun


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    few, many = ((unit * (size // len(unit) + 1))[:size] for size in _SIZES)
    for _ in range(_TRIES):  # time that grows too fast does so each time; what else the machine does comes and goes
        first, second = seconds(few), seconds(many)
        most = max(first, _FREE) * (_SIZES[1] / _SIZES[0]) ** _GROWTH
        if second < most:
            break
    assert second < most, f"{first:.2f} s for {_SIZES[0]} characters, {second:.2f} s for {_SIZES[1]}"


@pytest.mark.parametrize(
    "text", ["9" * 5000 + "/19", "hạng " + "9" * 5000, "1." * 3000 + "5%", "1,5" * 900 + " tỷ đồng", "9" * 400 + "%"]
)
def test_a_number_without_end_is_no_number_and_accounted_for(text: str) -> None:
    source = of_text(f"Tỷ lệ hộ nghèo đạt {text} và 5%.")
    found = extract(source, NLP)
    check(source, found)
    assert all(len(str(target.measure.value)) < 30 for target in found.targets)


@pytest.mark.parametrize("unit", ["1.000,5%", "tỷ lệ hộ nghèo 5%, ", "từ 25% đến 30% ", "1%"])
def test_a_sentence_without_end_is_cut_but_no_number_in_it(unit: str) -> None:
    source = of_text("Tỷ lệ hộ nghèo: " + unit * 600)
    check(source, extract(source, NLP))


def test_a_sentence_without_end_is_cut_where_words_part() -> None:
    text = "Tỷ lệ hộ nghèo giảm; " * 2000
    spans = sentences(text, 0, len(text))
    assert max(end - start for start, end in spans) <= 4000
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(text[end - 1] == ";" for _, end in spans[:-1])


@pytest.mark.parametrize(
    "text", ["\u00b3\n\nMục tiêu\n\n4", "\u2460\n\n\u0663\n", "hạng \u00b2/63", "\uff15% và \u0668\u0660%"]
)
def test_digits_of_other_scripts_and_raised_ones_raise_nothing(text: str) -> None:
    source = of_text(text)
    check(source, extract(source, NLP))


def test_marks_upon_figures_are_no_part_of_them() -> None:
    source = of_text("Ngày 2\u03231. Đến năm 202\u0301\u03235, 8\u03230% hồ sơ được giải quyết trực tuyến.")
    found = extract(source, NLP)
    check(source, found)
    (target,) = found.targets
    assert (target.measure.value, target.source.text) == (80, "8\u03230%")
    assert target.period is not None
    assert target.period.end == 2025
