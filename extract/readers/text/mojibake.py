"""UTF-8 that was taken for a code page of Windows and saved so, once or twice ("Tá»‰nh" is "Tỉnh"): put right.

A letter beyond ASCII has become two or three characters, each of one of its bytes.  Bytes that the code page does not
have may have become control characters, U+FFFD, or nothing at all; which letter it was is then told by the syllable.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import islice, product
from math import prod

from extract.language.composing import nfc
from extract.readers.text.spelt import marked, share, spelt
from extract.rules.vocabulary import word_set

_NAMES = {"cp1252": "windows-1252", "cp1258": "windows-1258"}
_SAMPLE = 100_000  # characters that are tried
_FEWEST = 2  # letters without which nothing is looked at
_GOOD = 0.75  # share of rightly spelt words among those with a mark that must come of it
_BETTER = 0.25  # and by which it must be better than what stood there
_LEADS = {2: (0xC2, 0xC3, 0xC4, 0xC5, 0xC6, 0xCB, 0xCC), 3: (0xE1, 0xE2, 0xEF)}
"""First bytes of letters in UTF-8, by how many bytes these have: of Vietnamese, its marks, and what code pages hold."""
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MARKS = frozenset(_TONES + "\u0302\u0306\u031b")
_LOST = "\ufffd"
_OPEN, _OR, _SHUT = "\U0010fff0", "\U0010fff1", "\U0010fff2"  # around letters one of which it was, and what stood there
_WITHIN = f"[^{_OPEN}{_OR}{_SHUT}]{{0,40}}"
_WORD = re.compile(f"(?:[^\\W\\d_]|{_OPEN}{_WITHIN}{_OR}{_WITHIN}{_SHUT})+")
_CHOICE = re.compile(f"{_OPEN}({_WITHIN}){_OR}({_WITHIN}){_SHUT}")
_MOST_READINGS = 100  # of one word


class _Page:
    """A code page: what its characters are as bytes, and how letters look that were taken apart by it."""

    def __init__(self, codec: str) -> None:
        self.bytes: dict[str, int] = {}
        self.missing: list[int] = []
        for byte in range(0x80, 0x100):
            try:
                character = bytes([byte]).decode(codec)
            except UnicodeDecodeError:
                character = chr(byte)
                self.missing.append(byte)
            self.bytes[character] = byte
        self.toned = any(unicodedata.combining(c) for c in self.bytes)
        first = {size: self._set(leads) for size, leads in _LEADS.items()}
        rest = self._set(range(0x80, 0xC0))
        self.whole = re.compile(f"{first[3]}{rest}{rest}|{first[2]}{rest}")
        gap = f"(?:{rest}|{_LOST})"
        alone = self._set(range(0xC3, 0xC7))
        self.letter = re.compile(f"{first[3]}{gap}{gap}|{first[2]}{gap}|{first[3]}{rest}|{alone}(?: (?=[ .,;:!?)]))?")

    def _set(self, some: Iterable[int]) -> str:
        wanted = frozenset(some)
        return "[" + "".join(re.escape(c) for c, byte in self.bytes.items() if byte in wanted) + "]"

    def apart(self, text: str) -> str:
        """Letters that were composed since, as the characters of the code page."""
        return "".join(c if c < "\x80" or c in self.bytes else _apart(c) for c in text) if self.toned else text

    def undone(self, text: str, *, last: bool) -> str:
        """Text with its letters put together again; `last`: what comes of it is Vietnamese."""

        def letter(match: re.Match[str]) -> str:
            return self._letter(match.group(), last=last)

        found = self.letter.sub(letter, self.apart(text))
        return nfc(_WORD.sub(_settled, found) if _OPEN in found else found)

    def _letter(self, characters: str, *, last: bool) -> str:
        known = [self.bytes.get(c) for c in characters]
        first = known[0] or 0
        known += [None] * ((3 if first >= 0xE0 else 2) - len(known))
        if None not in known:
            return _utf8(bytes(byte or 0 for byte in known)) or characters
        if not last:
            return _LOST if _LOST in characters else characters
        gaps = self.missing if len(known) == 3 else [*self.missing, 0xA0]  # a blank of fixed width is soon a mere blank
        choices = product(*([gaps if byte is None else [byte] for byte in known[1:]]))
        letters = (_utf8(bytes([first, *choice])) for choice in choices)
        found = "".join(each for each in letters if each and _vietnamese(each))
        return f"{_OPEN}{found}{_OR}{characters}{_SHUT}" if found else characters


def _utf8(data: bytes) -> str | None:
    try:
        found = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if unicodedata.combining(found) and found not in _MARKS else found


@cache
def _vietnamese(letter: str) -> bool:
    plain = unicodedata.normalize("NFD", letter)
    base, marks = plain[0].lower(), plain[1:]
    return letter in "đĐ”" or (base in {*"aeiouy"} and bool(marks) and _MARKS.issuperset(marks))


@lru_cache(5000)
def _apart(character: str) -> str:
    """A letter with a tone as the letter and the tone; others as they are."""
    plain = unicodedata.normalize("NFD", character)
    tones = [c for c in plain[1:] if c in _TONES]
    if len(tones) != 1:
        return character
    return unicodedata.normalize("NFC", plain.replace(tones[0], "")) + tones[0]


def _settled(match: re.Match[str]) -> str:
    """A word of which some letters are open: the one syllable it can be, the frequent one of several, else U+FFFD."""
    word = match.group()
    if _OPEN not in word:
        return word
    before = nfc(_CHOICE.sub(lambda choice: choice[2], word))
    if spelt(before):
        return before
    choices = [choice[1] for choice in _CHOICE.finditer(word)]
    parts = _CHOICE.split(word)[::3]
    readings: list[str] = []
    if prod(map(len, choices)) <= _MOST_READINGS:
        for picked in product(*choices):
            reading = nfc("".join(a + b for a, b in zip(parts, [*picked, ""], strict=True)))
            if spelt(reading):
                readings.append(reading)
    if len(readings) > 1:
        frequent = word_set("frequent")
        readings = [each for each in readings if each.lower() in frequent] or readings
    return readings[0] if len(readings) == 1 else _CHOICE.sub(_open, word)


def _open(choice: re.Match[str]) -> str:
    """Where no syllable settles it: a letter that can be no other stands, any other is unknown."""
    if len(choice[1]) == 1 and (_LOST in choice[2] or len(choice[2]) > 1):
        return choice[1]
    return _LOST if _LOST in choice[2] or len(choice[2]) > 1 else choice[2]


@cache
def _pages() -> dict[str, _Page]:
    return {codec: _Page(codec) for codec in _NAMES}


_CHAINS = (
    ("cp1252",), ("cp1258",), ("cp1252", "cp1252"), ("cp1258", "cp1258"), ("cp1252", "cp1258"), ("cp1258", "cp1252"),
)  # fmt: skip
"""Which code page the text was taken for, the last time first."""


def untangled(text: str) -> tuple[str, str | None]:
    """Text with what was taken for a code page put right, and its name; else the text as it is and None.

    Only where the words of the lines concerned read as Vietnamese then and did not before; a line that is right stays.

        untangled("Tá»\\u2030nh Phú Thá»\\u008d, huyá»\\u2021n Thanh Ba")[0] == "Tỉnh Phú Thọ, huyện Thanh Ba"
    """
    if text.isascii():
        return text, None
    chain = _chain(text)
    if chain is None:
        return text, None
    mended = "\n".join(_line(line, chain) for line in text.split("\n"))
    return mended.removeprefix("\ufeff"), _called(chain)


def _called(chain: tuple[str, ...]) -> str:
    names = [_NAMES[codec] for codec in chain]
    return f"{names[0]} twice" if len(names) == 2 and names[0] == names[1] else " and ".join(names)


def _chain(text: str) -> tuple[str, ...] | None:
    best: tuple[str, ...] | None = None
    good, most = 0.0, 0.0
    samples = {codec: _concerned(text, page) for codec, page in _pages().items()}
    for chain in _CHAINS:
        if not (sample := samples[chain[0]]):
            continue
        before = share(marked(sample))[0]
        words = marked(_undone(sample, chain))
        right, common = share(words)
        if best is not None and len(chain) > len(best) and right <= most + 0.001:
            continue  # what once explains is not taken for twice
        if len(words) >= _FEWEST and right >= max(_GOOD, before + _BETTER) and right + common > good + 0.001:
            best, good, most = chain, right + common, right
    return best


def _concerned(text: str, page: _Page) -> str:
    """The lines in which letters seem to be taken apart by a code page, as far as they are tried; "" if few."""
    apart = page.apart(text)
    if next(islice(page.whole.finditer(apart), _FEWEST - 1, None), None) is None:
        return ""
    lines = zip(text.split("\n"), apart.split("\n"), strict=True)
    return "\n".join(line for line, seen in lines if page.whole.search(seen))[:_SAMPLE]


def _undone(text: str, chain: tuple[str, ...]) -> str:
    for place, codec in enumerate(chain, 1):
        text = _pages()[codec].undone(text, last=place == len(chain))
    return text


def _line(line: str, chain: tuple[str, ...]) -> str:
    if line.isascii():
        return line
    mended = _undone(line, chain)
    if mended == line:
        return line
    page = _pages()[chain[0]]
    before, after = share(marked(line))[0], share(marked(mended))[0]
    return mended if after > before or (after >= before and _sure(page, line)) else line


def _sure(page: _Page, line: str) -> bool:
    """Whether more than signs of Latin-1 seem to be taken apart in a line: "«Â»" may be just that."""
    return any(each[0] != "Â" or each[-1] == "\xa0" for each in page.whole.findall(page.apart(line)))
