"""Numerals as Vietnamese texts write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.language.numerals import number, size
from extract.rules.vocabulary import word_list

settings.register_profile("suite", deadline=None)
settings.load_profile("suite")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("80", 80),
        ("05", 5),  # a leading nought
        ("0", 0),
        ("84,11", 84.11),  # a decimal comma
        ("0,5", 0.5),
        ("01,50", 1.5),
        ("1.752", 1752),  # a thousands point
        ("72.187", 72187),
        ("1.000.000", 1000000),
        ("12.345,67", 12345.67),  # both
        ("1 752", 1752),  # a thousands blank
        ("12 345 678,5", 12345678.5),
        ("8.19", 8.19),  # a lone point before two digits is decimal
        ("7.5", 7.5),
        ("2025", 2025),
        (" 42 ", 42),
        ("ba", 3),
        ("mười", 10),
        ("42, 5", 42.5),  # a blank behind the decimal comma
        ("05 (năm)", 5),  # once more in words
        ("mười lăm", 15),
        ("hai mươi lăm", 25),
        ("ba mươi tư", 34),
        ("tám mươi", 80),
        ("một trăm", 100),
        ("một trăm linh năm", 105),
        ("bảy trăm hai mươi mốt", 721),
        ("một nghìn hai trăm", 1200),
        ("hai trăm nghìn", 200_000),
        ("ba triệu hai trăm nghìn", 3_200_000),
    ],
)
def test_value(text: str, value: float) -> None:
    got = number(text)
    assert got == value
    assert isinstance(got, type(value))


@pytest.mark.parametrize(
    "text", ["", "abc", "năm nay", "hai con", "5%", "1.2.3", "1,2,3", "12.34.567", "-", "1 00", "0 500", "2027 100"]
)
def test_no_numeral(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        number(text)


def test_whole_number_written_with_decimals_is_an_integer() -> None:
    assert number("7,0") == 7
    assert number("7,00") == 7
    assert isinstance(number("7,0"), int)


@pytest.mark.parametrize(
    ("words", "value"), [("tỷ", 10**9), ("nghìn tỷ", 10**12), ("trăm triệu", 10**8), ("giờ", 60), ("phút", 1)]
)
def test_size_of_the_parts_of_an_amount(words: str, value: int) -> None:
    assert size(words) == value


def grouped(value: int) -> str:
    """The integer with thousands points."""
    return f"{value:,}".replace(",", ".")


@given(st.integers(0, 10**12))
def test_grouped_integers_come_back(value: int) -> None:
    assert number(grouped(value)) == value
    assert isinstance(number(grouped(value)), int)


@given(st.integers(0, 10**9))
def test_plain_integers_come_back(value: int) -> None:
    assert number(str(value)) == value


@given(st.integers(0, 10**6), st.integers(1, 3), st.data())
def test_decimals_come_back(whole: int, places: int, data: st.DataObject) -> None:
    decimals = f"{data.draw(st.integers(0, 10**places - 1)):0{places}d}"
    for written in (f"{whole},{decimals}", f"{grouped(whole)},{decimals}"):
        assert number(written) == float(f"{whole}.{decimals}")


@pytest.mark.parametrize("word", word_list("numerals"))
def test_number_words_are_one_to_ten(word: str) -> None:
    assert 1 <= number(word) <= 10
