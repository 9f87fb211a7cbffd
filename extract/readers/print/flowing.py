"""From lines to paragraphs: by how full a line is, indents, gaps and list labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.language.labels import label_of
from extract.language.syllables import stripped, syllable
from extract.readers.print.words import Line, Paragraph, Word, joined

_TERMINAL = re.compile(r"[.;:!?…](?:[\"”'’)]|/\.)*(?:\[\^\d+\])*$")
_INDENT = 6.0  # points
_ROOM = 2.0  # points: how exactly a line is full
_ROOM_SCANNED = 5.0
_PARTED = re.compile(r"[^\W\d_]{2,}-")
_SOFT = ("\xad", "\u2010")
_LONGEST_HEADING = 200
_ACCIDENTAL = {"dash", "decimal", "paren", "letter", "plus", "upper", "star", "article"}


def flow(lines: Sequence[Line]) -> list[Word]:
    """The words of lines one after another; words parted by a hyphen at a line's end are whole."""
    words: list[Word] = []
    for line in lines:
        if words and line.words:
            _mend(words[-1], line.words[0])
        words.extend(line.words)
    return [w for w in words if w.text]


def _mend(last: Word, first: Word) -> None:
    if last.text.endswith("\xad"):
        last.text, first.glued = last.text[:-1], True
    elif _PARTED.fullmatch(last.text) and first.text[:1].islower():
        head, tail = last.text[:-1], re.match(r"[^\W\d_]*", first.text)
        if tail is None or not tail.group() or not (head + tail.group()).isascii():
            return
        first.glued = True
        if not (_syllable(head) and _syllable(tail.group())):  # of two syllables the hyphen is their own
            last.text = head


def _syllable(word: str) -> bool:
    return len(word) < 8 and syllable(stripped(word.lower()))


class Column:
    """Lines of one column, and what is usual in it."""

    def __init__(self, lines: Sequence[Line], *, scanned: bool = False) -> None:
        self.lines = list(lines)
        self.room = _ROOM_SCANNED if scanned else _ROOM
        self.slack = 2.5 if scanned else 0.6
        lefts, rights = sorted(line.x0 for line in lines), sorted(line.x1 for line in lines)
        self.right = rights[-1]
        if len(rights) > 8 and rights[-1] - rights[-2] > 12:  # one line that sticks out
            self.right = rights[-2]
        self.left = next((x for x in lefts if sum(abs(x - y) <= 2 for y in lefts) >= min(3, len(lefts))), lefts[0])
        steps = sorted(b.base - a.base for a, b in pairwise(lines) if 0 < b.base - a.base < 3 * a.size)
        full = sorted(
            b.base - a.base
            for a, b in pairwise(lines)
            if 0 < b.base - a.base < 3 * a.size and self.full(a, b) and not a.text.endswith((".", ":", ";"))
        )
        some = full or steps
        self.leading = some[len(some) // 2] if some else 0.0

    def full(self, line: Line, following: Line) -> bool:
        """Whether the next line's first word would not have found room."""
        if line.text.endswith(_SOFT):
            return True
        width = following.words[0].x1 - following.words[0].x0
        return self.free(line) < min(width, 0.4 * (self.right - self.left))

    def free(self, line: Line) -> float:
        """How wide a further word could be."""
        return self.right - self.room - line.x1 - 0.22 * line.size

    def centred(self, line: Line) -> bool:
        """Whether a line stands in the middle, away from both edges."""
        left, right = line.x0 - self.left, self.right - line.x1
        return min(left, right) > 12 and abs(left - right) < max(0.12 * (self.right - self.left), 10)

    def goes_on(self, made: Sequence[Line], line: Line) -> bool:
        """Whether `line` goes on with the paragraph `made`."""
        last = made[-1]
        step = line.base - last.base
        usual = last.base - made[-2].base if len(made) > 1 else self.leading
        if step > 1.25 * max(usual, 0.9 * self.leading) + self.slack or (
            abs(line.size - last.size) > (0.17 if self.room == _ROOM else 0.45) * last.size
        ):
            return False
        centred = self.centred(last) and self.centred(line)
        if centred:
            alike = last.bold == line.bold and last.text.isupper() == line.text.isupper()
            return alike and not _starts(line) and not _TERMINAL.search(last.text)
        if not self.full(last, line):
            return False
        body = made[1].x0 if len(made) > 1 else self.left
        if _starts(line):
            indented = made[0].x0 - body > _INDENT
            by_accident = label_of(line.text)[0] in _ACCIDENTAL and not _TERMINAL.search(last.text)
            if not (indented and by_accident and abs(line.x0 - body) <= self.room):
                return False
        if len(made) > 1:
            return abs(line.x0 - body) <= _INDENT
        if last.bold != line.bold and last.bold and last.text.isupper():
            return False
        if line.x0 - last.x0 > _INDENT:  # hangs behind the label, or begins a paragraph
            return len(last.words) > 1 and _starts(last) and abs(line.x0 - last.words[1].x0) < 2 * _INDENT
        return line.x0 - self.left <= _INDENT or abs(line.x0 - last.x0) <= _INDENT


def _starts(line: Line) -> bool:
    return bool(label_of(line.text)[0]) or bool(re.match(r"[-+–•]\s|\d{1,2}(?:\.\d+)*[.)]$|[a-zđ]\)$", line.text))


def paragraphs(lines: Sequence[Line], *, scanned: bool = False) -> list[tuple[float, Paragraph]]:
    """The paragraphs of one column, each with the height at which it begins."""
    if not lines:
        return []
    column = Column(lines, scanned=scanned)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and column.goes_on(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    found = []
    for group in groups:
        first, last = group[0], group[-1]
        text = joined(w for line in group for w in line.words)
        label = label_of(text)[0]
        capitals = text.isupper()
        heading = all(line.bold for line in group) and not label and not capitals and len(text) < _LONGEST_HEADING
        ended = _TERMINAL.search(text) or column.centred(last) or capitals
        plain = first.x0 - column.left <= _INDENT
        opens = not _starts(first) and not column.centred(first) and (plain or text[:1].islower())
        accident = label in _ACCIDENTAL and plain and column.left + _INDENT < _usual_indent(column)
        found.append(
            (first.base, Paragraph(flow(group), heading, None if ended else column.free(last), opens or accident))
        )
    return found


def _usual_indent(column: Column) -> float:
    """Where first lines begin in the column (its left edge, where they are not indented)."""
    lefts = sorted(line.x0 for line in column.lines if _starts(line))
    return lefts[len(lefts) // 2] if lefts else column.left


def follows(before: Paragraph, after: Paragraph) -> bool:
    """Whether the first paragraph of a page or column goes on with the last one of that before."""
    if before.room is None or before.heading or after.heading or not after.opens:
        return False
    first = after.words[0]
    return before.room < first.x1 - first.x0


def join(before: Paragraph, after: Paragraph, *, turn: bool) -> None:
    """Make one paragraph of two; `turn`: a page lies between."""
    if before.words and after.words:
        _mend(before.words[-1], after.words[0])
    if turn:
        before.turns.append(len(before.words))
    before.turns.extend(len(before.words) + place for place in after.turns)
    before.words.extend(after.words)
    before.room = after.room
