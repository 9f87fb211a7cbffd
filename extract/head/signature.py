"""The bottom of a document: who signed, and for which organ."""

from __future__ import annotations

import re
from itertools import pairwise

from extract.head.headlines import Organ, Segment, columns, organs_in
from extract.head.joined import lines_in
from extract.head.wordings import wordings
from extract.language.folding import fold
from extract.layout.outline import Outline

_BEFORE, _AFTER = 6, 45  # blocks around "Nơi nhận" in which a signature stands
_TAIL = 40  # blocks at the end, where no recipients are listed
_SIGN = 160  # characters; a line of a signature block, and an office beside a recipient, is shorter
_NAME = 80  # and one with a name alone is shorter still
_REACH = 4  # lines after the last of a block in which its name stands
_KEPT = 12  # characters in which "- Lưu" stands
_STUCK = "'"  # after what stands before a given name and is stuck to it (H'Yim)
_ENDED = re.compile(r"[;:.,]\s+")
_LOOSE = " *_.|"


class Signature:
    """`name`: the person, or None; `organs`: whose signature it is, "Ban Thường vụ" with its committee."""

    def __init__(self, outline: Outline, raw: str, *, small: bool = False) -> None:
        """`small`: the text has lost its capitals, and names are told without them."""
        known = wordings()
        self.name: str | None = None
        self.organs: list[Organ] = []
        blocks = outline.blocks
        match = known.recipients.search(outline.working.text)
        first, last, listed = max(0, len(blocks) - _TAIL), len(blocks), len(blocks)
        if match:
            listed = next((i for i, block in enumerate(blocks) if block.end > match.start()), len(blocks))
            first, last = max(0, listed - _BEFORE), min(len(blocks), listed + _AFTER)
        segments: list[Segment] = []
        recipients = 0
        for i in range(first, last):
            if i == listed:
                recipients = len(segments)
            whole = Segment(outline.text(blocks[i]), blocks[i].start)
            for line in [whole] if person(whole) else lines_in(outline, raw, blocks[i]):
                for part in columns(line.text, line.start):
                    segments += _beside(_raised(part) if small else part)
        ends = list(columns(outline.text(blocks[last - 1]), blocks[last - 1].start)) if last > first else []
        lines = [(i, s) for i, s in enumerate(segments) if len(s.text) < _SIGN and s.text[:1] not in "-+"]
        offices = {i for i, s in lines if known.signature.search(s.folded)}
        offices |= {n for (i, s), (j, t) in pairwise(lines) if _cut_in_two(s, t) for n in (i, j)}
        signs = sorted(offices)
        if signs:
            self._block(segments, signs)
        elif match and ends:
            self.name = _glued(ends[-1])
        elif ends:
            name = person(ends[-1])
            self.name = name if name and _known_family(name) else None
        kept = [s for s in segments[recipients:] if known.kept.search(fold(s.text[:_KEPT]))]
        keepers = [organ for segment in kept for organ in organs_in(segment)]
        if not self.organs or self.organs[-1].name == known.standing:
            self.organs += keepers[:1]

    def _block(self, segments: list[Segment], signs: list[int]) -> None:
        """Name and organs of the signature block that the lines `signs` belong to."""
        last, apart = signs[-1], 0
        for i in range(signs[0], len(segments)):
            segment = _unsigned(segments[i])
            if i > signs[-1]:  # the recipients beside the signature, and "(Đã ký)", part no name from it
                apart += bool(segment.text.strip(_LOOSE)) and segment.text[:1] not in "-+"
            if apart >= _REACH:
                break
            name = person(_titles_off(segment) if i in signs else segment)
            if name is None and i > signs[-1] and segment.text[:1] in "-+":
                glued = _glued(segment)
                name = glued if glued and _known_family(glued) else None
            if name:
                self.name, last = name, i
            elif self.name and i not in signs and segment.text[:1] not in "-+":
                break
        self.organs = [organ for i in signs if i <= last for organ in organs_in(segments[i])]


def _beside(segment: Segment) -> list[Segment]:
    """A line of the recipients apart from the office that stands beside it ("- Như trên; PHÓ GIÁM ĐỐC")."""
    if wordings().recipients.search(segment.text) or segment.text[:1] in "-+":
        for mark in _ENDED.finditer(segment.text, max(0, len(segment.text) - _SIGN)):
            office = segment.part(mark.end())
            if wordings().signature.search(office.folded):
                return [segment.part(0, mark.end()), office]
    return [segment]


def _cut_in_two(above: Segment, below: Segment) -> bool:
    """Whether two words in capitals are an office that the line was too narrow for ("CHỦ", "TỊCH")."""
    words = f"{above.folded} {below.folded}"
    return words.isupper() and " " not in above.folded and wordings().signature.fullmatch(words) is not None


def _raised(segment: Segment) -> Segment:
    """A line of a text without capitals with one at the beginning of each word, or in capitals if it is an office."""
    known, text = wordings(), segment.text
    big = text.upper()
    if len(big) == len(text) and known.signature.search(fold(big)):
        return Segment(big, segment.start)
    return Segment(text.title(), segment.start) if len(text.title()) == len(text) and len(text) < _NAME else segment


def _unsigned(segment: Segment) -> Segment:
    """A line without the "(Đã ký)" before the name."""
    match = wordings().signed.search(segment.folded)
    return segment.part(match.end()) if match else segment


def _titles_off(segment: Segment) -> Segment:
    """What follows the words in capitals ("KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Văn A")."""
    at = 0
    for word in segment.folded.split():
        if not word.isupper():
            break
        at = segment.folded.index(word, at) + len(word)
    return _unsigned(segment.part(at))


def person(segment: Segment) -> str | None:
    """The person's name that a line is."""
    if len(segment.text) > _NAME:
        return None
    text = segment.text
    bare = segment.part(len(text) - len(text.lstrip(_LOOSE)), len(text.rstrip(_LOOSE)))
    match = wordings().name.fullmatch(bare.folded)
    if match is None or wordings().motto.regex.match(bare.folded):
        return None
    name = " ".join(bare.text[match.start("name") : match.end("name")].split())
    return None if name.isupper() and not _known_family(name) else name


def _known_family(name: str) -> bool:
    first = fold(name.split()[0]).lower().replace("’", _STUCK)
    return first in wordings().families or f"{first.partition(_STUCK)[0]}{_STUCK}" in wordings().families


def _glued(segment: Segment) -> str | None:
    """A name at the end of the last line of recipients ("- Lưu Văn phòng. Nguyễn Văn A")."""
    cut = max(segment.folded.rfind(mark) for mark in (". ", "; ", "  "))
    return person(segment.part(cut + 2)) if cut >= 0 else None
