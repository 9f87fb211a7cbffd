"""Bytes to text: which of the encodings of Vietnamese they are in, told by decoding and looking at the words.

`decoded` is for the bytes of a file.  `repaired` is for text that is Unicode already but came of a document set
in an old font (.VnTime, VNI-Times), so that the old bytes stand in it as Latin-1 characters.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from extract.contract.failures import ReadError, notice
from extract.language.composing import nfc
from extract.readers.text.codepages import VISCII, VN1, of_tcvn3, of_vni, raised
from extract.readers.text.spelt import marked, share, spelt
from extract.sources.source import Notice

_SAMPLE = 200_000  # bytes that are tried in every encoding
_GOOD = 0.6  # share of rightly spelt words among those with a mark; the right encoding gives 0.9, a wrong one below 0.4
_MARKED = 0.3  # share of words with a mark from which a text was written with marks; in clean text 0.6 to 0.8
_STRAY = 0.06  # share of characters beyond ASCII in a text that was not
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_NO_LETTER = re.compile(rb"[\x00\x03\x07\x08\x0b\x0e-\x10\x18\x1a-\x1d\x1f\x7f]")  # a character of text in no encoding
_BEYOND = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9\u0300-\u0323]")
_WORDS = re.compile(r"[^\W\d_]+")
_SUSPECT = re.compile(
    "[\u00a1-\u00bf\u00c4-\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8\u00db-\u00dc\u00de-\u00df\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb-\u00fc\u00fe\u00ff]"
)
_FEWEST = 3  # suspect characters without which no line is looked at


def _cp1252(data: bytes) -> str:
    """Windows-1252; the five bytes it does not know as the control characters they are in Latin-1."""
    return "".join(_CP1252[byte] for byte in data)


_CP1252 = [bytes([b]).decode("cp1252", "replace").replace("\ufffd", chr(b)) for b in range(256)]


def _vn1(data: bytes) -> str:
    return raised(nfc("".join(VN1[byte] for byte in data)))


def _viscii(data: bytes) -> str:
    return "".join(VISCII[byte] for byte in data)


def _cp1258(data: bytes) -> str:
    return nfc(data.decode("cp1258", "replace"))


LEGACY: dict[str, Callable[[bytes], str]] = {
    "TCVN3": lambda data: of_tcvn3(_cp1252(data)),
    "VNI": lambda data: of_vni(_cp1252(data)),
    "windows-1258": _cp1258,
    "VISCII": _viscii,
    "TCVN 5712 (VN1)": _vn1,
}
"""In the order in which they are preferred where two read equally well."""


def decoded(data: bytes, sample: bytes | None = None) -> tuple[str, str]:
    """The text of a file's bytes and the name of their encoding; a byte order mark is left out.

    `sample`: what to tell an encoding of before Unicode by, if not the beginning (a page without its tags).

    UTF-8 (also cut short, or with a few bad bytes: those become U+FFFD), UTF-16, UTF-32, the encodings of
    Vietnamese before Unicode, and Windows-1252 for text that has hardly a letter beyond ASCII.
    Raises ReadError (unknown_encoding, not_a_document).
    """
    for mark, codec, name in (
        (codecs.BOM_UTF8, "utf-8", "UTF-8"), (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"), (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
    ):  # fmt: skip
        if data.startswith(mark):
            text = data[len(mark) :].decode(codec, "replace")
            if sum(c >= "\u2100" for c in text[:_SAMPLE]) > len(text[:_SAMPLE]) // 2:  # no alphabet of ours
                raise ReadError("unknown_encoding.text")
            return text, name
    with suppress(UnicodeDecodeError):
        text = data.decode("utf-8")
        if "\x00" not in text:
            return text, "UTF-8"
    found = _wide(data) or _patched(data)
    if found:
        return found
    sample = (data if sample is None else sample)[:_SAMPLE]
    if len(_NO_LETTER.findall(sample)) > len(sample) // 100:
        raise ReadError("not_a_document.binary")
    return _legacy(data, sample)


def _wide(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without its mark: of Vietnamese in it, most high bytes are 0."""
    sample = data[:4000]
    half = len(sample) // 2
    if half < 4:
        return None
    high = {"utf-16-le": sample[1::2], "utf-16-be": sample[0::2]}
    for codec, other in (("utf-16-le", "utf-16-be"), ("utf-16-be", "utf-16-le")):
        if high[codec].count(0) > 0.4 * half and high[other].count(0) < 0.05 * half:
            text = data.decode(codec, "replace")
            if text.count("\ufffd") <= 1 + len(text) // 100:
                return text, "UTF-16"
    return None


def _patched(data: bytes) -> tuple[str, str] | None:
    """UTF-8 that is cut at its end or has a few bad bytes."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    many = sum(c > "\x7f" for c in text) - bad
    if "\x00" not in text and many and bad <= (1 if text.endswith("\ufffd") else 0) + many // 20:
        return text, "UTF-8"
    return None


def _legacy(data: bytes, sample: bytes) -> tuple[str, str]:
    best, good = "", 0.0
    for name, decode in LEGACY.items():
        text = decode(sample)
        words = marked(text)
        right, common = share(words)
        if right < _GOOD or len(words) < _MARKED * len(_WORDS.findall(text)) or _CONTROL.search(text):
            continue
        if right + common > good + 0.001:
            best, good = name, right + common
    if best:
        return LEGACY[best](data), best
    text = _cp1252(data)
    if not _CONTROL.search(text[:_SAMPLE]) and sum(c > "\x7f" for c in text) < _STRAY * len(text):
        return text, "windows-1252"
    raise ReadError("unknown_encoding.text")


def notices_of(text: str, encoding: str) -> tuple[Notice, ...]:
    """What is to be said of a text that `decoded` gave."""
    found: list[Notice] = []
    if encoding != "UTF-8":
        found.append(notice("encoding.read", encoding=encoding))
    if bad := text.count("\ufffd"):
        found.append(notice("bad_bytes.replaced", count=bad))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Font:
    """The old font encoding that parts of a document are in; `all`: no part of it is in Unicode."""

    name: Literal["TCVN3", "VNI"]
    all: bool

    def piece(self, text: str) -> str:
        """A line, run or cell put right if it is in the font; else as it is.

        A piece that holds letters of Unicode Vietnamese is mended word by word: only words that are no
        syllables as they stand and are ones as the font has them.
        """
        if text.isascii():
            return text
        if _BEYOND.search(text):
            return _MIXED.sub(self._word, text)
        mended = self._mended(text)
        before, after = share(marked(text))[0], share(marked(mended))[0]
        if after > before or (after == before and self.all and bool(marked(text))):
            return mended
        return mended if not marked(text) and self.all else text

    def _mended(self, text: str) -> str:
        return of_tcvn3(text) if self.name == "TCVN3" else of_vni(text)

    def _word(self, match: re.Match[str]) -> str:
        word = match.group()
        if word.isascii() or _BEYOND.search(word) or not word.strip("\xad") or spelt(nfc(word)):
            return word
        mended = self._mended(word)
        return mended if all(map(spelt, _WORDS.findall(mended))) and _WORDS.fullmatch(mended) else word


_MIXED = re.compile(r"[^\s\d.,;:!?()\[\]{}\"'“”‘’…/\\|*+=<>%&#_–—-]+")


def font_of(text: str) -> Font | None:
    """The old font encoding of a document's text, or of those lines of it that hold no Unicode Vietnamese."""
    if len(_SUSPECT.findall(text[:_SAMPLE])) < _FEWEST and len(_SUSPECT.findall(text)) < _FEWEST:
        return None
    lines = [line for line in text.split("\n") if not line.isascii()]
    beyond = [line for line in lines if _BEYOND.search(line)]
    old = "\n".join(line for line in lines if not _BEYOND.search(line) and _SUSPECT.search(line))[:_SAMPLE]
    pure = True
    if not old:  # both may stand in one line: look at the words that are no Unicode Vietnamese
        pure = False
        pieces = (word for line in beyond for word in _MIXED.findall(line) if not _BEYOND.search(word))
        old = " ".join(word for word in pieces if not word.isascii() and word.strip("\xad"))  # alone: a hyphen
    before = share(marked(old))[0]
    best: tuple[float, Literal["TCVN3", "VNI"]] | None = None
    for name, mended in (("TCVN3", of_tcvn3(old)), ("VNI", of_vni(old))):
        words = marked(mended)
        right, common = share(words)
        if sum(len(word) > 1 for word in words) < 2 or right < 0.75 or right < before + 0.25:
            continue
        if pure and len(words) < _MARKED * len(_WORDS.findall(mended)):
            continue
        if best is None or right + common > best[0] + 0.001:
            best = (right + common, "TCVN3" if name == "TCVN3" else "VNI")
    return Font(best[1], all=not beyond) if best else None


def repaired(text: str) -> tuple[str, str | None]:
    """Text with what is in an old font encoding put right, and that encoding's name; else the text and None."""
    font = font_of(text)
    if font is None:
        return text, None
    mended = "\n".join(font.piece(line) for line in text.split("\n"))
    return (mended, font.name) if mended != text else (text, None)
