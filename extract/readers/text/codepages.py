"""The encodings of Vietnamese before Unicode, as tables.

TCVN3 (ABC): TCVN 5712:1993 (its second set, without capitals that bear a tone; Windows fonts have the punctuation
of windows-1252 at 0x80-0x9F); VN1, the full first set with those capitals in the control area; VISCII: RFC 1456;
VNI for Windows: a letter followed by the byte of its mark.
"""

from __future__ import annotations

import re
import unicodedata

from extract.language.composing import nfc

_VN1_HIGH = (
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
    "\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò"
    "ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_VN1_LOW = dict(zip(b"\x01\x02\x04\x05\x06\x11\x12\x13\x14\x15\x16\x17", "ÚỤỪỬỮỨỰỲỶỸÝỴ", strict=True))
_VISCII_HIGH = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
    "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII_LOW = dict(zip(b"\x02\x05\x06\x14\x19\x1e", "ẲẴẪỶỸỴ", strict=True))


def _table(high: str, low: dict[int, str]) -> str:
    return "".join(low.get(byte, chr(byte)) for byte in range(128)) + high


VN1 = _table(_VN1_HIGH, _VN1_LOW)
VISCII = _table(_VISCII_HIGH, _VISCII_LOW)
_CAPITAL_PLAIN = "ĂÂÊÔƠƯĐ"
TCVN3 = {
    byte: letter
    for byte, letter in enumerate(VN1)
    if byte > 0xA0 and (letter.islower() or letter in _CAPITAL_PLAIN or unicodedata.combining(letter))
}
"""Latin-1 character (its code) to letter; what stands for toned capitals in VN1 is left out."""

_TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_ROUND = dict(zip("âáàåãä", "âấầẩẫậ", strict=True))
_BREVE = dict(zip("êéèúüë", "ăắằẳẵặ", strict=True))


def _vni() -> dict[str, str]:
    """What each pair (or single character) of VNI stands for, in lower case."""
    pairs = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
    for base in "aeouyôö":
        for mark, tone in _TONES.items():
            pairs[base + mark] = unicodedata.normalize("NFC", pairs.get(base, base) + tone)
    for base, target in (("a", "â"), ("e", "ê"), ("o", "ô")):
        for mark, model in _ROUND.items():
            tone = unicodedata.normalize("NFD", model)[1:].replace("\u0302", "")
            pairs[base + mark] = unicodedata.normalize("NFC", target + tone)
    pairs.update({"a" + mark: letter for mark, letter in _BREVE.items()})
    return pairs


VNI = _vni()
_VNI = re.compile("|".join(sorted(VNI, key=len, reverse=True)), re.IGNORECASE)


def of_vni(text: str) -> str:
    """Text whose VNI bytes were taken for Latin-1, put right; the letter before a mark says which case it is."""

    def letter(match: re.Match[str]) -> str:
        found = VNI[match.group().lower()]
        return found.upper() if match.group()[0].isupper() else found

    return _VNI.sub(letter, text)


def of_tcvn3(text: str) -> str:
    """Text whose TCVN3 bytes were taken for Latin-1, put right; lower-case letters in capitals raised."""
    return raised(nfc(text.translate(TCVN3)) if not text.isascii() else text)


_WORD = re.compile(r"[^\W\d_]+")
_JOINED = "-/–"


def raised(text: str) -> str:
    """TCVN3 has no toned capitals (a font of capitals shows the small ones so): "ĐếN" becomes "ĐẾN".

    A word is raised whose other letters are capitals, two or more; "Xã" and "ý", which may be either, only in a
    line that has nothing but capitals besides and at least one such word, document symbols not counted.
    """
    return "\n".join(_raised(line) for line in text.split("\n"))


def _raised(line: str) -> str:
    if line.isascii():
        return line
    words = list(_WORD.finditer(line))
    sure = {m.start() for m in words if _capital(m.group())}
    plain = [c for c in line if c.isascii() and c.isalpha()]
    whole = all(c.isupper() for c in plain) and any(_telling(line, m, sure) for m in words)

    def word(match: re.Match[str]) -> str:
        return match.group().upper() if whole or match.start() in sure else match.group()

    return _WORD.sub(word, line) if sure or whole else line


def _capital(word: str) -> bool:
    """Two or more capitals, and small letters only where TCVN3 has no capital."""
    capitals = sum(c.isupper() for c in word)
    small = [c for c in word if c.islower()]
    toned = all(not c.isascii() and c.upper() not in _CAPITAL_PLAIN for c in small)
    return bool(small) and toned and (capitals > 1 or (capitals == 1 and word[-1].isupper()))


def _telling(line: str, match: re.Match[str], sure: set[int]) -> bool:
    joined = line[match.start() - 1 : match.start()] in _JOINED if match.start() else False
    joined = joined or line[match.end() : match.end() + 1] in [*_JOINED]
    return not joined and (
        match.start() in sure or (match.group().isupper() and len(match.group()) > 1 and not match.group().isascii())
    )
