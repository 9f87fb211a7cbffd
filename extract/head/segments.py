"""The top of a document as lines: what the outline joined parted, columns apart, a stamp's lines marked."""

from __future__ import annotations

from collections.abc import Iterator

from extract.head.headlines import Segment, columns, found_date, stamped_lines
from extract.head.joined import lines_in, parted
from extract.head.wordings import wordings
from extract.language.folding import fold
from extract.layout.block import Block
from extract.layout.outline import Outline

_BLOCKS = 60  # a head is no longer than this
_LONG = 700  # characters; a longer block is body
_ABOUT = 12  # the longest wording that opens a subject
_ORNAMENT = " *\\"
_TOP = 160  # characters at the top, of a head of its shortest
_LETTERS = 60  # among them, of which none is a capital: more than a word or two of a text without capitals
_SHORT = 80  # characters of a head's line that is set in capitals where the whole text has none


def segments_of(outline: Outline, raw: str) -> Iterator[Segment]:
    """The lines of the head; a stamp's are marked, and a block too long to be one has no text."""
    lines: list[tuple[Segment, Block]] = []
    text = outline.working.text
    for block in outline.blocks[:_BLOCKS]:
        if block.end - block.start > _LONG:
            lines.append((Segment("", block.start), block))
        else:
            for line in parted(outline, raw, block):
                if lines and wordings().number_sign.search(lines[-1][0].folded):  # "Số:" with its number beneath
                    above = lines.pop()[0]
                    line = Segment(text[above.start : line.end].replace("\n", " "), above.start)
                lines.append((line, block))
    stamped = stamped_lines([line.text for line, _ in lines])
    for i, (line, block) in enumerate(lines):
        about = wordings().subject.match(fold(line.text[:_ABOUT]))  # "V/v" is no section five
        label = block.label if block.label_end > block.start and not about else ""
        if not line.text:
            yield Segment("", line.start, label or "long")
        elif i in stamped:
            yield Segment(line.text, line.start, stamped=True)
        else:
            for segment in columns(line.text, line.start, label):
                segment.label = "" if _ornamented(segment) else segment.label
                yield segment


def _ornamented(segment: Segment) -> bool:
    """Whether the star before a line is that beneath a Party organ's name, no mark of an item."""
    if segment.label.strip(_ORNAMENT):
        return False
    bare = segment.folded.lstrip(_ORNAMENT)
    return not bare or found_date(bare) is not None or wordings().number.match(bare) is not None


def without_capitals(outline: Outline) -> bool:
    """Whether a text has lost its capitals (some OCR writes none), so that case says nothing of its head."""
    text = outline.working.text[:_TOP]
    return sum(c.isalpha() for c in text) >= _LETTERS and text == text.lower()


def raised(outline: Outline, raw: str) -> Iterator[Segment]:
    """The lines of the head of a text without capitals, those down to the type line as they would be set."""
    typed = False
    for block in outline.blocks[:_BLOCKS]:
        for line in lines_in(outline, raw, block) if block.end - block.start <= _LONG else []:
            set_so = not typed and len(line.text) < _SHORT and len(line.text.upper()) == len(line.text)
            typed = typed or wordings().type_line.regex.match(line.folded) is not None
            label = block.label if block.label_end > block.start else ""
            yield Segment(line.text.upper() if set_so else line.text, line.start, label)
