"""Vietnamese numerals as numbers: 84,11 is 84.11, 1.752 is 1752, 05 is 5, "ba" is 3."""

from __future__ import annotations

import re

from extract.rules.vocabulary import valued

_BLANKS = re.compile(r"[1-9]\d{0,2}(?: \d{3})+")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")


def number(text: str) -> int | float:
    """The value of a numeral as written in Vietnamese.

    A point or a blank that parts groups of three is a thousands mark ("1.752", "1 752"); a lone point before one or
    two digits ("8.19", met before a per cent sign) is decimal.  Raises ValueError for anything else.
    """
    text = text.strip()
    words = valued("numerals")
    if text in words:
        return words[text]
    whole, _, decimals = text.partition(",")
    if _BLANKS.fullmatch(whole):
        whole = whole.replace(" ", "")
    if _GROUPED.fullmatch(whole):
        whole = whole.replace(".", "")
    if not decimals:
        return int(whole) if "." not in whole else float(whole)
    value = float(f"{whole}.{decimals}")
    return int(value) if value.is_integer() and not decimals.strip("0") else value
