"""Vietnamese text put into the encodings of before Unicode, for tests: the way a writer of the time would have."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from extract.readers.text.codepages import TCVN3, VISCII, VN1, VNI

_PLAIN = str.maketrans("–—“”‘’…•", "--\"\"''.-")
_BY_VN1 = {letter: byte for byte, letter in enumerate(VN1)}
_BY_VISCII = {letter: byte for byte, letter in enumerate(VISCII)}
_BY_VNI = {letter: pair for pair, letter in reversed(VNI.items())}
_BY_TCVN3 = {letter: chr(byte) for byte, letter in TCVN3.items()}
_MARKS = "\u0301\u0300\u0309\u0303\u0323"


def tcvn3_characters(text: str) -> str:
    """TCVN3 as Latin-1 characters; toned capitals become small letters, as the fonts of capitals had them."""
    return "".join(_BY_TCVN3.get(c) or _BY_TCVN3.get(c.lower()) or c for c in unicodedata.normalize("NFC", text))


def vni_characters(text: str) -> str:
    """VNI as Latin-1 characters."""
    out = []
    for c in unicodedata.normalize("NFC", text):
        pair = _BY_VNI.get(c.lower())
        out.append(c if pair is None else pair.upper() if c.isupper() else pair)
    return "".join(out)


def _single(table: dict[str, int], text: str) -> bytes:
    plain = unicodedata.normalize("NFC", text).translate(_PLAIN)
    return bytes(ord(c) if c.isascii() else table.get(c, 63) for c in plain)


def cp1258(text: str) -> bytes:
    """Windows-1258: letters with their first mark composed, tones behind them."""
    out = []
    for c in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", c)
        tone = "".join(p for p in parts if p in _MARKS)
        base = unicodedata.normalize("NFC", "".join(p for p in parts if p not in _MARKS))
        out.append((base + tone).encode("cp1258", "replace"))
    return b"".join(out)


ENCODERS: dict[str, Callable[[str], bytes]] = {
    "TCVN3": lambda text: tcvn3_characters(text).encode("cp1252", "replace"),
    "TCVN 5712 (VN1)": lambda text: _single(_BY_VN1, text),
    "VNI": lambda text: vni_characters(text).encode("cp1252", "replace"),
    "VISCII": lambda text: _single(_BY_VISCII, text),
    "windows-1258": cp1258,
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 LE": lambda text: text.encode("utf-16-le"),
    "UTF-16 BE": lambda text: text.encode("utf-16-be"),
    "UTF-8 BOM": lambda text: text.encode("utf-8-sig"),
    "NFD": lambda text: unicodedata.normalize("NFD", text).encode("utf-8"),
}
