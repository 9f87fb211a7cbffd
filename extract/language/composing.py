"""Composition (NFC) in time that grows with the text: sorting the marks of one letter takes the square of their number.

No letter bears more than a few marks.  Where more than 30 stand in a row (the limit of UAX #15, "stream-safe text"),
the text is composed in pieces.
"""

from __future__ import annotations

import re
import unicodedata

_MOST = 30
_MARKS = re.compile(rf"[^\w\s\x00-\u02ff]{{{_MOST + 1},}}")  # marks, and signs that may stand between them


def nfc(text: str) -> str:
    """The text with each letter and its marks as one character, as far as there is one."""
    if unicodedata.is_normalized("NFC", text):
        return text
    pieces, begun = [], 0
    for run in _MARKS.finditer(text):
        for end in range(run.start() + _MOST, run.end(), _MOST):
            pieces.append(text[begun:end])
            begun = end
    return "".join(unicodedata.normalize("NFC", piece) for piece in (*pieces, text[begun:]))
