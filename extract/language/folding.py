"""Diacritics taken off at equal length, and cue patterns that are matched on such text.

Patterns are written in proper Vietnamese; folded like the text they meet, "ủy" and "uỷ" are one
spelling, and OCR that lost or muddled the marks is still read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from extract.rules.head_rows import Cue

_LATIN = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
_BASES = {cp: unicodedata.normalize("NFD", chr(cp))[0] for cp in _LATIN}
# What stays as it is stands in it too: to find that a letter is not there takes longer than to find it.
_USUAL = {cp: chr(cp) for cp in (*range(0x80), *range(0xA0, 0xC0), *range(0x2000, 0x2070))}
_TABLE = _USUAL | {cp: base for cp, base in _BASES.items() if base.isascii()} | {0x110: "D", 0x111: "d"}


def fold(text: str) -> str:
    """The text with base letters only, case and length kept (so that offsets hold)."""
    return text.translate(_TABLE)


def compiled(cue: Cue) -> re.Pattern[str]:
    """A cue's pattern, to be matched on folded text."""
    return re.compile(fold(cue.pattern), 0 if cue.cased else re.IGNORECASE)


AnyCue = TypeVar("AnyCue", bound=Cue)


class Cues(Generic[AnyCue]):
    """Several cues (all cased or none) as one pattern over folded text; where two fit, the first wins."""

    def __init__(self, rows: Sequence[AnyCue], before: str = "", after: str = "") -> None:
        self.rows = tuple(rows)
        self._rows = {f"_{i}": row for i, row in enumerate(rows)}
        branches = "|".join(f"(?P<{name}>{fold(row.pattern)})" for name, row in self._rows.items())
        self.regex = re.compile(f"{before}(?:{branches}){after}", 0 if rows[0].cased else re.IGNORECASE)

    def of(self, match: re.Match[str]) -> AnyCue:
        """The cue that made a match of `regex`."""
        return next(row for name, row in self._rows.items() if match.start(name) >= 0)

    def finditer(self, text: str) -> Iterator[tuple[AnyCue, re.Match[str]]]:
        """Each cue found in folded text, with its match."""
        for match in self.regex.finditer(text):
            yield self.of(match), match
