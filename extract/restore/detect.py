"""Which blocks of a text are clean Vietnamese, stripped of marks, damaged, or no Vietnamese at all.

Letters beyond Latin-1 (ư ơ ă đ and every vowel with a hook, dot or doubled mark) make up 12 to 20 % of
clean Vietnamese and nothing of what an English OCR model or a mark-stripper leaves of it (27,775
lines of twins: none; their only accented letter is é).  Whatever is not plainly lacking them is
clean: the counts cost about a microsecond a line.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from extract.language.syllables import stripped, syllable

Verdict = Literal["clean", "stripped", "damaged", "foreign"]
Block = tuple[int, int, Verdict]

_SHARE = 0.05  # of a line's characters beyond Latin-1; clean lines of prose lie above 0.1
_STRAY = 0.01  # share of Vietnamese letters that a damaged block may hold
_LINE = 24  # characters of a line that says something by itself
_WORDS = 12  # words from which the text of a block can be told
_VIETNAMESE = 0.66  # share of words that have the shape of a syllable: damaged 0.75 to 0.9, English 0.5
_STRIPPED = 0.85
_ACCENTED = 0.01  # share of characters with Latin-1 accents from which a block is damaged, not stripped
_SAMPLE = 4000
_LETTER = re.compile("[ươăđƯƠĂĐ\u1ea0-\u1ef9]")
_THREE = re.compile("[{0}][^{0}]*[{0}][^{0}]*[{0}]".format("ươăđƯƠĂĐ\u1ea0-\u1ef9"))  # told sooner than by counting
_MARKED = re.compile("[ươăđƯƠĂĐ\u1ea0-\u1ef9âêôàèìòùãõýÂÊÔÀÈÌÒÙÃÕÝ]")  # what an English model never writes
_WORD = re.compile(r"[^\W\d_]+(?![@\d])")
_BLANK = re.compile(r"\n\s*\n")
_LETTERED = re.compile(r"[^\W\d_]\S*")  # once in each token that holds a letter
_SPOILT = re.compile(r"[^\W\d_][0-9&@$#?’'“”][^\W\d_]|[^\W\d_][0-9&$](?=[\s.,;:]|$)|[€¢£¥§]")


def judge(text: str) -> list[Block]:
    """Consecutive blocks (start, end, verdict) that cover a text; neighbours of one verdict are one block."""
    if not text:
        return []
    if _beyond(text) > 0.11 * len(text) and not _lacking(text):
        return [(0, len(text), "clean")]
    return _merged(_judged(text))


def _beyond(text: str) -> int:
    """How many characters lie beyond Latin-1."""
    return len(text) - len(text.encode("latin-1", "ignore"))


def _lacking(text: str) -> bool:
    """Whether any line of some length lacks Vietnamese letters."""
    return any(len(line) >= _LINE and _kind(line) == "lacking" for line in text.split("\n"))


def _kind(line: str) -> str:
    """ "marked" if a line holds Vietnamese letters, "lacking" if it ought to, "short" if it need not."""
    if _THREE.search(line) is not None:
        return "marked"
    length = len(line)
    beyond = length - len(line.encode("latin-1", "ignore"))
    if beyond and (beyond >= _SHARE * length or beyond > 2) and _LETTER.search(line):
        return "marked"
    if length >= _LINE:
        return "lacking"
    return "marked" if beyond and _LETTER.search(line) else "short"


def _judged(text: str) -> list[Block]:
    """Lines in groups of one kind, each group judged."""
    kinds: list[tuple[int, int, str]] = []
    at = 0
    for line in text.split("\n"):
        end = at + len(line) + 1
        kind = _kind(line)
        if kinds and kinds[-1][2] == kind:
            kinds[-1] = kinds[-1][0], end, kind
        else:
            kinds.append((at, end, kind))
        at = end
    return _grouped(text, [(a, min(b, len(text)), k) for a, b, k in kinds if a < len(text)])


def _grouped(text: str, kinds: list[tuple[int, int, str]]) -> list[Block]:
    """Runs of lacking lines judged with the short lines between them; short lines elsewhere are clean."""
    found: list[Block] = []
    i = 0
    marked = any(k == "marked" for _, _, k in kinds)
    while i < len(kinds):
        start, end, kind = kinds[i]
        if kind == "marked":
            found.append((start, end, "clean"))
            i += 1
            continue
        j = i
        while j < len(kinds) and kinds[j][2] != "marked":
            j += 1
        run = kinds[i:j]
        i = j
        if all(k == "short" for _, _, k in run) and marked:
            found.append((start, run[-1][1], "clean"))
            continue
        if marked:  # between clean lines only what lies between two lacking ones is theirs
            lacking = [n for n, part in enumerate(run) if part[2] == "lacking"]
            before, run, after = run[: lacking[0]], run[lacking[0] : lacking[-1] + 1], run[lacking[-1] + 1 :]
            found.extend((a, b, "clean") for a, b, _ in before)
            found.extend(_paragraphs(text, run[0][0], run[-1][1]))
            found.extend((a, b, "clean") for a, b, _ in after)
        else:
            found.extend(_paragraphs(text, run[0][0], run[-1][1]))
    return found


def _paragraphs(text: str, start: int, end: int) -> list[Block]:
    """A run judged as a whole; where that is no Vietnamese, its paragraphs one by one."""
    whole = _verdict(text, start, end)
    cuts = [start, *(m.end() for m in _BLANK.finditer(text, start, end)), end]
    parts = [(a, b) for a, b in pairwise(cuts) if b > a]
    if len(parts) < 2:
        return [(start, end, whole)]
    found: list[Block] = []
    for a, b in parts:
        own = _verdict(text, a, b)
        if own == "clean" or (own != "foreign" and whole in ("damaged", "stripped")):  # too little to tell
            own = whole
        found.append((a, b, own))
    return found


def _verdict(text: str, start: int, end: int) -> Verdict:
    """What lacking lines are; too few words to tell are called clean."""
    sample = text[start : min(end, start + _SAMPLE)]
    tokens = len(_LETTERED.findall(sample))
    if tokens < _WORDS:
        return "clean"
    found = _WORD.findall(sample)
    words = [w for w in found if not (w.isupper() and len(w) > 1)] or found
    shaped = sum(map(_shaped, words))
    if shaped < _VIETNAMESE * len(words):
        return "foreign"
    joined = "".join(words)
    if len(_MARKED.findall(sample)) > _STRAY * len(joined):
        return "clean"
    accents = len(joined) - len(joined.encode("ascii", "ignore"))
    if accents > _ACCENTED * len(joined) or len(_SPOILT.findall(sample)) > 0.02 * tokens:
        return "damaged"
    return "stripped" if shaped > _STRIPPED * len(words) else "foreign"


@lru_cache(20000)
def _shaped(word: str) -> bool:
    """Whether a word has the shape of a syllable that has lost its marks."""
    return len(word) < 8 and syllable(stripped(word.lower()))


def _merged(blocks: list[Block]) -> list[Block]:
    found: list[Block] = []
    for start, end, verdict in blocks:
        if end <= start:
            continue
        if found and found[-1][2] == verdict:
            found[-1] = found[-1][0], end, verdict
        else:
            found.append((start, end, verdict))
    return found
