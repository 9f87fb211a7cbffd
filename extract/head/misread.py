"""Wordings of a head in letters that a scan has muddled: "CQNG HÒA XÃ HQI", "QUYẾT ĐỊNII", "ỦV BAN NHÂN DÀM".

Fuzzy matching, which the standard library has not: `regex` is loaded where a damaged head has such a line.  Of the
head alone: there a wrong reading costs a title, in the body it would cost a number.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, TypeVar

from extract.language.folding import Cues, fold
from extract.rules.head_rows import Cue

_EACH = 4  # letters, of which one may be wrong: in "NGHỊ QUYẾT" two, and "CHÍNH TRỊ" is no "CHỈ THỊ"
_FEWEST = 6  # letters; shorter wordings have too many words for neighbours ("LUẬT", "LUẬN")
_MOST = 3  # wrong letters; one of them may be a letter too many ("H" read as "II"), one a letter lost
_LONGEST = 200  # characters of a line that are looked at

_Row = TypeVar("_Row", bound=Cue)


@cache
def _pattern(wording: str) -> Any:
    import regex

    wrong = f"{{s<={_MOST},i<=1,d<=1,e<={_MOST}}}"
    return regex.compile(rf"(?<!\w)(?=\w)(?:{fold(wording)}){wrong}(?!\w)", regex.IGNORECASE)


def near(cues: Cues[_Row], folded: str) -> tuple[_Row, re.Match[str]] | None:
    """The wording that a line of folded text holds with few letters misread, and its match; None where none does.

    Of several the one with the fewest wrong letters, then the longest.  One letter in four may be wrong, no more
    than three; a wording of fewer than six letters has to be right.
    """
    best: tuple[tuple[int, int], _Row, re.Match[str]] | None = None
    for row in cues.rows:
        for match in _pattern(row.pattern).finditer(folded, 0, _LONGEST, overlapped=True):
            letters, wrong = sum(c.isalnum() for c in match.group()), sum(match.fuzzy_counts)
            if letters < _FEWEST or wrong * _EACH > letters:
                continue
            fit = (wrong, -letters)
            if best is None or fit < best[0]:
                best = fit, row, match
    return best and best[1:]
