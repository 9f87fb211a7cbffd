"""What the language model counts: a text as a row of syllables and a few classes of other things."""

from __future__ import annotations

import re
from collections.abc import Iterator

BOUNDARY, NUMBER, YEAR, PERCENT, OTHER = "<s>", "<n>", "<y>", "<p>", "<x>"
CLASSES = (BOUNDARY, NUMBER, YEAR, PERCENT, OTHER)
ROMAN = re.compile(r"(?=[IVXL]{2}|[IVX]\b)X{0,3}(?:IX|IV|V?I{0,3})")

_UNIT = re.compile(
    r"(?P<word>[^\W\d_]+)|(?P<percent>\d+(?:[.,]\d+)*\s?%)|(?P<year>(?<![\d.,/])(?:19|20)\d\d(?![\d/]|[.,]\d))"
    r"|(?P<number>\d+(?:[.,/]\d+)*)|(?P<boundary>[.;:!?…|]|\n(?!\s*[^\W\dA-ZĐ])|\s[–-]\s(?=\w))"
)


def units(text: str) -> Iterator[str]:
    """The units of a clean text in order: words as they stand, and the classes of `CLASSES`."""
    for match in _UNIT.finditer(text):
        kind = match.lastgroup
        if kind == "word":
            word = match.group()
            yield NUMBER if word[0] in "IVX" and ROMAN.fullmatch(word) else word
        elif kind == "boundary":
            yield BOUNDARY
        else:
            yield YEAR if kind == "year" else PERCENT if kind == "percent" else NUMBER
