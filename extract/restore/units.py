"""What the language model counts: a text as a row of syllables and a few classes of other things."""

from __future__ import annotations

import re
from collections.abc import Iterator

BOUNDARY, NUMBER, OTHER = "<s>", "<n>", "<x>"
CLASSES = (BOUNDARY, NUMBER, OTHER)
ROMAN = re.compile(r"(?=[IVXL]{2}|[IVX]\b)X{0,3}(?:IX|IV|V?I{0,3})")

_UNIT = re.compile(r"(?P<word>[^\W\d_]+)|(?P<number>\d+(?:[.,/]\d+)*)|(?P<boundary>[.;:!?…|\n]|\s[–-]\s(?=[\w]))")


def units(text: str) -> Iterator[str]:
    """The units of a clean text in order: lower-case words, `<n>` for numbers, `<s>` between sentences."""
    for match in _UNIT.finditer(text):
        kind = match.lastgroup
        if kind == "word":
            word = match.group()
            yield NUMBER if word[0] in "IVX" and ROMAN.fullmatch(word) else word.lower()
        else:
            yield NUMBER if kind == "number" else BOUNDARY
