"""Names of files in archives and messages: which characters their bytes stand for, and what of a name may be used.

Archivers write a name in UTF-8 and say so, or in the code page of the machine without a word of which that is.
"""

from __future__ import annotations

import re
import struct

from extract.language.composing import nfc
from extract.readers.text.encodings import LEGACY
from extract.readers.text.spelt import marked, share
from extract.sources.ids import printable

_UNICODE_PATH = 0x7075  # an extra field of Info-ZIP: version, checksum of the plain name, the name in UTF-8
_DRIVE = re.compile(r"[A-Za-z]:")
_GOOD = 0.6  # share of rightly spelt words from which a code page is believed
_DIGITS = re.compile(r"[\d_.]+")


def decoded(name: bytes) -> str:
    """A name without a word of its encoding: UTF-8, else the code page that gives Vietnamese words, else cp437."""
    if name.isascii():
        return name.decode("ascii")
    try:
        return nfc(name.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    best, good = "", _GOOD
    for decode in LEGACY.values():
        text = decode(name)
        right, common = share(marked(_DIGITS.sub(" ", text)))
        if text.isprintable() and right + common > good + 0.001:
            best, good = text, right + common
    return best or name.decode("cp437")


def unicode_path(extra: bytes) -> str | None:
    """The name that an entry's extra field has in UTF-8, if it has one."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        body = extra[at + 4 : at + 4 + size]
        if kind == _UNICODE_PATH and len(body) > 5:
            return nfc(body[5:].decode("utf-8", "replace"))
        at += 4 + size
    return None


def inner_path(name: str) -> str:
    """A name as a path that leads nowhere but inwards: "/" between parts, no "..", no drive, nothing unprintable."""
    parts = [part.strip() for part in name.replace("\\", "/").split("/")]
    if parts and _DRIVE.fullmatch(parts[0]):
        del parts[0]
    return "/".join(printable(part) for part in parts if part not in {"", ".", ".."})
