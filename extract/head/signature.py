"""The bottom of a document: who signed, and for which organ."""

from __future__ import annotations

from extract.head.headlines import Organ, Segment, columns, organs_in
from extract.head.wordings import wordings
from extract.language.folding import fold
from extract.layout.outline import Outline

_BEFORE, _AFTER = 6, 45  # blocks around "Nơi nhận" in which a signature stands
_TAIL = 40  # blocks at the end, where no recipients are listed
_SIGN = 160  # characters; a line of a signature block is shorter
_NAME = 80  # and one with a name alone is shorter still
_REACH = 4  # lines after the last of a block in which its name stands
_KEPT = 12  # characters in which "- Lưu" stands
_LOOSE = " *_.|"


class Signature:
    """`name`: the person, or None; `organs`: whose signature it is, "Ban Thường vụ" with its committee."""

    def __init__(self, outline: Outline) -> None:
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
            segments += columns(outline.text(blocks[i]), blocks[i].start)
        lines = [(i, s) for i, s in enumerate(segments) if len(s.text) < _SIGN and s.text[:1] not in "-+"]
        signs = [i for i, s in lines if known.signature.search(s.folded)]
        if signs:
            self._block(segments, signs)
        elif match and segments:
            self.name = _glued(segments[-1])
        elif segments:
            name = _person(segments[-1])
            self.name = name if name and _known_family(name) else None
        kept = [s for s in segments[recipients:] if known.kept.search(fold(s.text[:_KEPT]))]
        keepers = [organ for segment in kept for organ in organs_in(segment)]
        if not self.organs or self.organs[-1].name == known.standing:
            self.organs += keepers[:1]

    def _block(self, segments: list[Segment], signs: list[int]) -> None:
        """Name and organs of the signature block that the lines `signs` belong to."""
        last = signs[-1]
        for i in range(signs[0], min(signs[-1] + _REACH, len(segments))):
            name = _person(_titles_off(segments[i]) if i in signs else segments[i])
            if name:
                self.name, last = name, i
            elif self.name and i not in signs:
                break
        self.organs = [organ for i in signs if i <= last for organ in organs_in(segments[i])]


def _titles_off(segment: Segment) -> Segment:
    """What follows the words in capitals ("KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Văn A")."""
    at = 0
    for word in segment.folded.split():
        if not word.isupper():
            break
        at = segment.folded.index(word, at) + len(word)
    return segment.part(at)


def _person(segment: Segment) -> str | None:
    """The person's name that a line is."""
    if len(segment.text) > _NAME:
        return None
    text = segment.text
    bare = segment.part(len(text) - len(text.lstrip(_LOOSE)), len(text.rstrip(_LOOSE)))
    match = wordings().name.fullmatch(bare.folded)
    if match is None:
        return None
    name = " ".join(bare.text[match.start("name") : match.end("name")].split())
    return None if name.isupper() and not _known_family(name) else name


def _known_family(name: str) -> bool:
    return fold(name.split()[0]).lower() in wordings().families


def _glued(segment: Segment) -> str | None:
    """A name at the end of the last line of recipients ("- Lưu Văn phòng. Nguyễn Văn A")."""
    cut = max(segment.folded.rfind(mark) for mark in (". ", "; ", "  "))
    return _person(segment.part(cut + 2)) if cut >= 0 else None
