"""A line as it was read, cut into words that may be damaged, numbers and what stands between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

WORD, NUMBER, MARK = "word", "number", "mark"
_LONGEST = 80

_CHUNK = re.compile(r"\S+")
_LEAD = re.compile(r"""[-–—"“‘'(\[{<«*•.,;:_#|/…+=\\~^`]+""")
_TRAIL = re.compile(r"[-–—.,;:)\]}»…*_|/\\]+$")
_LOOSE = re.compile(r"""[’'`“”"?!~^°‘*)(]+$""")  # may be a damaged mark, may be punctuation
_SPLIT = re.compile(r"[-–—/]|(?<=\w)[,;:.()]+(?=\w)")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_PER_MILLE = re.compile(r"\d+(?:[.,]\d+)*%[oce]")  # a sign that is no letter to who reads English
LETTER = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class Piece:
    """One word or number of a chunk; `tail` is what follows at once and may belong to the word."""

    start: int
    end: int
    kind: str
    text: str
    tail: str = ""
    chunk: str = ""  # what stands around it between white space


def pieces(text: str) -> list[Piece]:
    """The words and numbers of a text in order."""
    found: list[Piece] = []
    for match in _CHUNK.finditer(text):
        if match.end() - match.start() <= _LONGEST:  # longer ones are no words
            found.extend(_of_chunk(match.group(), match.start()))
    return found


def _of_chunk(chunk: str, start: int) -> list[Piece]:
    lead = _LEAD.match(chunk)
    first = lead.end() if lead else 0
    if first == len(chunk):
        return []
    body = chunk[first:]
    trail = _TRAIL.search(body)
    if trail:
        body = body[: trail.start()]
    if not body:
        return []
    found = []
    at = 0
    for cut in [*_SPLIT.finditer(body), None]:
        stop = cut.start() if cut else len(body)
        piece = body[at:stop]
        if piece:
            found.append(_piece(piece, start + first + at, chunk))
        at = cut.end() if cut else stop
    if len(found) > 1 and all(p.kind == NUMBER for p in found):  # 18/11/2016, 1.752, 84,11
        whole = chunk[found[0].start - start : found[-1].end - start]
        return [Piece(found[0].start, found[-1].end, NUMBER, whole, "", chunk)]
    return found


def _piece(piece: str, start: int, chunk: str) -> Piece:
    loose = _LOOSE.search(piece)
    core = piece[: loose.start()] if loose else piece
    tail = piece[len(core) :]
    if _PER_MILLE.fullmatch(core):
        return Piece(start, start + len(core), NUMBER, core, tail, chunk)
    if not core:
        return Piece(start, start + len(piece), MARK, piece, "", chunk)
    if _NUMBER.fullmatch(core) or not LETTER.search(core):
        kind = NUMBER if core[0].isdigit() else MARK
        if not all(c.isdigit() or c in ".,:%" for c in core):
            kind = WORD  # 14¢, 1&
        if core.endswith("%") or _NUMBER.fullmatch(core):
            kind = NUMBER
        return Piece(start, start + len(core), kind, core, tail, chunk)
    return Piece(start, start + len(core), WORD, core, tail, chunk)
