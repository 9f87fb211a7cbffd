"""Whether a file is a message, or a web page saved as one, told by the header it begins with."""

from __future__ import annotations

import re
from typing import Literal

_LOOKED = 65_536  # bytes: the signatures and stations of a message's way may fill many thousand
_LINE = re.compile(rb"([!-9;-~]+):|[ \t]")
_TECHNICAL = frozenset({b"mime-version", b"received", b"message-id", b"return-path", b"content-type", b"x-mailer"})
_WRITTEN = frozenset({b"from", b"to", b"date", b"subject"})
_ON_ITS_WAY = frozenset({b"to", b"received", b"delivered-to", b"return-path", b"message-id"})
_PAGE = re.compile(rb"\s*(?:multipart/related|text/html)\b", re.I)


def message(data: bytes) -> Literal["mail", "mht"] | None:
    """A message, a page saved as one (it went nowhere), or neither."""
    head = data[:_LOOKED].lstrip(b"\xef\xbb\xbf\r\n\t ")
    if not _LINE.match(head):
        return None
    fields: dict[bytes, bytes] = {}
    for line in head.split(b"\n"):
        line = line.rstrip(b"\r")
        if not line:
            break
        match = _LINE.match(line)
        if match is None:
            if fields or not line.startswith(b"From "):
                return None
        elif match.group(1):
            fields.setdefault(match.group(1).lower(), line[match.end() :])
    technical = fields.keys() & _TECHNICAL
    written = fields.keys() & _WRITTEN
    if not (technical and len(technical | written) > 1) and not fields.keys() >= _WRITTEN:
        return None
    if not fields.keys() & _ON_ITS_WAY and _PAGE.match(fields.get(b"content-type", b"")):
        return "mht"
    return "mail"
