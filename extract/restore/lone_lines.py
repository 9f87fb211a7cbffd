"""Lines typed without marks in a text that has them: headings ("II.CHI TIEU NAM 2026"), an item here and there.

Such a line is too short to be judged by its letters.  What gives a text away is a syllable that none could write
without marks ("ket", "hoach", "tieu"); only then are its other lines of bare syllables read as well, and each keeps
what was made of it only where that is sure.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from extract.language.labels import label_of
from extract.language.syllables import syllable

if TYPE_CHECKING:
    from extract.restore.edits import Edit

Span = tuple[int, int]

_MARKED = 0.05  # of the characters of a text lie beyond Latin-1 if it is typed with marks
_SHORTEST = 4  # characters: "To 1"
_SURE = 0.9
_LETTERS = re.compile(r"[A-Za-z]+")
_NO_TEXT = re.compile(r"[@_\\{}=<>]|://|www\.|\w\.\w+\.\w|[A-Za-z]\d|\d[A-Za-z]{3}")
# A closed syllable bears a tone, and "ie", "uo", "ye" are written with a mark in each rime that has them.
_IMPOSSIBLE = re.compile(r"[^aeiouy]*(?:[aeiouy]{1,3}(?:ch|[cpt])|(?:ie|uo)[aeiouycmnptgh]*|u?ye[mntu]g?)")


def lone_lines(text: str, clean: Sequence[Span]) -> list[Span]:
    """The lines of the spans that were judged clean which may lack their marks; none, if no line surely does."""
    if len(text) - len(text.encode("latin-1", "ignore")) < _MARKED * len(text):
        return []
    found, sure = [], False
    for start, end in clean:
        at = start
        for line in text[start:end].split("\n"):
            words = _syllables(line) if len(line) > _SHORTEST and line.isascii() else None
            if words is not None:
                found.append((at, at + len(line)))
                sure = sure or any(_impossible(word) for word in words)
            at += len(line) + 1
    return found if sure else []


def _syllables(line: str) -> list[str] | None:
    """The words of a line in lower case, if at least two are and all have the shape of bare syllables (short forms in
    capitals are left out).
    """
    if _NO_TEXT.search(line):
        return None
    words = [w for w in _LETTERS.findall(line) if len(w) > 1]
    shaped = [w.lower() for w in words if syllable(w.lower())]
    if len(shaped) < 2 or any(not (w.isupper() or len(w) < 3) for w in words if not syllable(w.lower())):
        return None
    return shaped


@lru_cache(5000)
def _impossible(word: str) -> bool:
    """Whether a bare syllable is none that could be written so."""
    return _IMPOSSIBLE.fullmatch(word) is not None


def sure_edits(text: str, lines: Sequence[Span], edits: Sequence[Edit]) -> list[Edit]:
    """Of the edits of lone lines those of lines that are read surely: where nothing says that a line is a heading or
    an item (no label, no figure), without any doubt.
    """
    starts = [edit[0] for edit in edits]
    kept: list[Edit] = []
    for start, end in lines:
        own = edits[bisect_left(starts, start) : bisect_left(starts, end)]
        sure = sum(edit[3] >= _SURE and edit[2] != text[edit[0] : edit[1]] for edit in own)
        doubtful = sum(edit[4] for edit in own)
        line = text[start:end].strip()
        told = label_of(line)[0] or any(c.isdigit() for c in line)
        if sure > (doubtful if told else 0) and (told or not doubtful):
            kept += own
    return kept
