"""Words in the fonts of before Unicode (".VnTime", "VNI-Times"): known by the font's name, or by their spelling."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.readers.print.words import Word
from extract.readers.text.encodings import Font, font_of
from extract.readers.text.spelt import spelt

_NAMES = (
    (Font("TCVN3", all=True), re.compile(r"(?:^|\+)\.Vn", re.I)),
    (Font("VNI", all=True), re.compile(r"(?:^|\+)VNI[-\s]", re.I)),
)
_CAPITALS = re.compile(r"(?:^|\+)\.Vn\w*H$", re.I)  # small letters are drawn as capitals
_BEYOND = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_LETTERS = re.compile(r"[^\W\d_]+")
_RUN = re.compile("[A-Za-z\xa1-\xff-]+")


def put_right(words: Sequence[Word]) -> None:
    """Spell words that are in an old font in Unicode, and take out soft hyphens that are no letters."""
    named: dict[str, list[Word]] = {}
    for word in words:
        named.setdefault(word.font, []).append(word)
    rest: list[Word] = []
    for name, some in named.items():
        font = next((font for font, of in _NAMES if of.search(name)), None)
        if font is None or any(_BEYOND.search(word.text) for word in some):  # its letters are mapped to Unicode
            rest.extend(some)
            continue
        _mend(some, font)
        if _CAPITALS.search(name):
            for word in some:
                word.text = word.text.upper()
    font = font_of(" ".join(word.text for word in rest))
    if font is not None:
        _mend(rest, font)
    for word in words:
        if "\xad" in word.text[:-1]:
            word.text = word.text[:-1].replace("\xad", "") + word.text[-1]


def _mend(words: Sequence[Word], font: Font) -> None:
    for word in words:
        word.text = font.piece(_soft(word.text, font) if font.name == "TCVN3" and font.all else word.text)


def _soft(text: str, font: Font) -> str:
    """A word with the letter ư, which stands in TCVN3 where Latin fonts have a hyphen, if it makes a syllable."""
    for match in _RUN.finditer(text) if "-" in text else ():
        part = match.group()
        mended = font.piece(part.replace("-", "\xad"))
        if part.count("-") == 1 and len(part) > 1 and _LETTERS.fullmatch(mended) and spelt(mended.lower()):
            return f"{text[: match.start()]}{part.replace('-', chr(0xAD))}{text[match.end() :]}"
    return text
