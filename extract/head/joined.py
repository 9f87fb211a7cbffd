"""Lines that the outline has joined: a head's are parted again where one says by itself what it is.

The outline joins what wraps, and cannot know that "Số: 12/KH-UBND" and the motto above it are no sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extract.head.headlines import Segment, capitals, found_date
from extract.head.wordings import wordings
from extract.layout.block import Block
from extract.layout.outline import Outline

_LONG = 700  # characters of a block in which line ends are looked for
_ENDS = ("\n", "<br")  # what a blank between two lines was, in the raw text
_AFTER_DATE = 3  # characters that may follow the date of a line of place and date
_NEWS = 80  # characters of a line that says when news came out
_WORDS_OF_TYPE = 30  # characters of a line that is a type and nothing else


def lines_in(outline: Outline, raw: str, block: Block) -> list[Segment]:
    """Each line of a block as it was set, of its first 700 characters; the rest belongs to the last."""
    text, working = outline.text(block), outline.working
    whole, at, lines = Segment(text, block.start), 0, []
    first, last = working.raw_span(block.start, block.start + min(len(text), _LONG))
    looked = raw[first:last].lower()
    if not any(mark in looked for mark in _ENDS):
        return [whole]
    blank = text.find(" ", 0, _LONG)
    while blank >= 0:
        start, end = working.raw_span(block.start + blank, block.start + blank + 1)
        if raw[start:end] != " " and any(mark in raw[start:end].lower() for mark in _ENDS):
            lines.append(whole.part(at, blank))
            at = blank + 1
        blank = text.find(" ", blank + 1, _LONG)
    return [*lines, whole.part(at)] if lines else [whole]


def parted(outline: Outline, raw: str, block: Block) -> Iterator[Segment]:
    """A block as one segment, cut before and behind each line that says by itself what it is."""
    lines = lines_in(outline, raw, block)
    if len(lines) == 1:
        yield lines[0]
        return
    whole, start, alone = Segment(outline.text(block), block.start), lines[0].start, _stands_alone(lines[0])
    for before, line in pairwise(lines):
        stands = _stands_alone(line)
        if alone or stands or _begins(line):
            yield whole.part(start - block.start, before.end - block.start)
            start = line.start
        alone = stands
    yield whole.part(start - block.start)


def _stands_alone(line: Segment) -> bool:
    """Whether a line is a motto, the line of the number, of place and date, of the type, or of a stamp."""
    known = wordings()
    if not line.text:
        return False
    if len(line.text) < _NEWS and any(each.match(line.folded) for each in known.published):
        return True
    if known.motto.regex.match(line.folded.lstrip(" -–*_|")) or known.stamp.search(line.folded):
        return True
    number = known.number.search(line.folded) or known.blank_number.search(line.folded)
    if number and not line.text[: number.start()].strip(" -–*_|(") and line.text[number.start()].isupper():
        rest = line.folded[number.end() :].strip(" .;*_|")
        return not rest or found_date(rest) is not None
    type_line = known.type_line.regex.match(line.folded) if len(line.text) < _WORDS_OF_TYPE else None
    if type_line and capitals(line.text) and not line.text[type_line.end() :].strip(" :*_|"):
        return True
    found = found_date(line.folded)
    if found is None or len(line.text) - found[1].end() > _AFTER_DATE:
        return False
    return known.place.search(line.folded[: found[1].start()]) is not None


def _begins(line: Segment) -> bool:
    """Whether something begins with a line that may go on: "V/v", a field of a portal's block, the addressee."""
    known = wordings()
    begins = (known.reference.match, known.portal.regex.match, known.addressee.match)
    return any(each(line.folded) for each in begins)
