"""Short forms that a document defines itself: "thủ tục hành chính (TTHC)"."""

from __future__ import annotations

import re

from extract.catalogue.entries import Catalogue, folded

_DEFINED = re.compile(r"\((?:sau đây )?(?:gọi tắt là|viết tắt là|gọi là)?\s*([A-ZĐ][A-ZĐ&-]{1,9})\)")
_WORD = re.compile(r"[^\W\d_]+")
_REACH = 120  # characters before the bracket in which the long form is looked for


def defined(text: str, catalogue: Catalogue) -> dict[str, str]:
    """All short forms that hold in a text: the general ones and those it defines (folded to folded)."""
    found = dict(catalogue.abbreviations)
    for match in _DEFINED.finditer(text):
        letters = [c for c in match.group(1) if c.isalpha()]
        long = _WORD.findall(text[max(0, match.start() - _REACH) : match.start()])[-len(letters) :]
        if [word[0].upper() for word in long] == letters:
            found.setdefault(folded(match.group(1)).strip(), folded(" ".join(long)).strip())
    return found
