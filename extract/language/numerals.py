"""Vietnamese numerals as numbers: 84,11 is 84.11, 1.752 is 1752, 05 is 5, "hai mươi lăm" is 25."""

from __future__ import annotations

import re

from extract.rules.indicator_rows import Scale
from extract.rules.loader import from_rules, rows
from extract.rules.spelling import respelt
from extract.rules.vocabulary import valued, word_set

_BLANKS = re.compile(r"[1-9]\d{0,2}(?: \d{3})+")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_PARTED_MARK = re.compile(r" (?=[.,])|(?<=,) ")
_PARTED = re.compile(r"[1-9] \d(?:,\d{1,2})?|1 0 0|10 0")
_WHOLE_POWER = 1000  # from here on a power multiplies all that was said of its part ("hai trăm nghìn")


def number(text: str) -> int | float:
    """The value of a numeral as written in Vietnamese, in figures or in words.

    A point or a blank that parts groups of three is a thousands mark ("1.752", "1 752"); a lone point before one or
    two digits ("8.19", met before a per cent sign) is decimal; a blank beside a comma, or before a point, is none
    ("42, 5"), and figures typed apart are one number ("8 5" is 85).
    What is said again in brackets ("05 (năm)") is left out.  Raises ValueError for anything else.
    """
    if text.isdecimal():
        return int(text)
    text = text.partition("(")[0].strip()
    if text[:1].isalpha():
        return _decimal_in_words(text)
    text = _PARTED_MARK.sub("", text)
    if _PARTED.fullmatch(text):
        text = text.replace(" ", "")
    whole, _, decimals = text.partition(",")
    if _BLANKS.fullmatch(whole):
        whole = whole.replace(" ", "")
    if _GROUPED.fullmatch(whole):
        whole = whole.replace(".", "")
    if not decimals:
        return int(whole) if "." not in whole else float(whole)
    value = float(f"{whole}.{decimals}")
    return int(value) if value.is_integer() and not decimals.strip("0") else value


def _decimal_in_words(text: str) -> int | float:
    """ "hai phẩy năm" is 2.5; without a mark as in_words has it."""
    words = text.split()
    at = next((n for n, word in enumerate(words) if word in word_set("decimal_marks")), len(words))
    whole = in_words(" ".join(words[:at]))
    return whole if at == len(words) else float(f"{whole}.{in_words(' '.join(words[at + 1 :]))}")


def in_words(text: str) -> int:
    """The value of a numeral in words: in_words("một nghìn hai trăm linh năm") == 1205.

    Raises ValueError for what is none.
    """
    digits, powers, fillers = _digits(), _powers(), word_set("numeral_fillers")
    total = part = digit = 0
    words = text.split()
    for word in words:
        if word in digits:
            part, digit = part + digit, digits[word]
        elif word in powers and powers[word] < _WHOLE_POWER:
            part, digit = part + (digit or 1) * powers[word], 0
        elif word in powers:
            total, part, digit = total + (part + digit or 1) * powers[word], 0, 0
        elif word not in fillers:
            raise ValueError(f"no numeral: {text!r}")
    if not words:
        raise ValueError("no numeral: nothing")
    return total + part + digit


def magnitude(words: str) -> int:
    """How much the words that a unit begins with multiply it by: 10 ** 6 for "triệu đồng", 1 for "ha"."""
    factors, found = _multipliers(), 1
    for word in words.split():
        if word not in factors:
            break
        found *= factors[word]
    return found


def size(words: str) -> int:
    """How much words that multiply a unit make of it ("nghìn tỷ": 10 ** 12), or how many minutes a unit of time has.

    Raises KeyError for other words.
    """
    sizes = _sizes()
    found = 1
    for word in words.split():
        found *= sizes[word]
    return found


@from_rules
def _digits() -> dict[str, int]:
    return valued("numerals") | valued("numeral_ends") | valued("places_in_words")


@from_rules
def _powers() -> dict[str, int]:
    return valued("numeral_tens") | _multipliers()


@from_rules
def _sizes() -> dict[str, int]:
    return valued("clock_parts") | _multipliers()


@from_rules
def _multipliers() -> dict[str, int]:
    """Words that multiply, with their factors; each in the one spelling."""
    scales = rows("scales.yaml", Scale)
    return {respelt(word): int(row.factor) for row in scales if row.factor is not None for word in row.words}
