"""Lines of a document and what their shape says: label, markup, whether the next one continues them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from extract.language.cleaning import lowered
from extract.language.labels import label_of
from extract.rules.vocabulary import expression

_LINK = (
    r"\[\\?\[?\\?\[?(\d{{1,3}})\\?\]?\\?\]?\]"
    r"\([^()\s]{{0,200}}#_?(?:ftn|edn|fn|footnote|endnote){ref}[-_:]?\d{{1,3}}\)"
)
LINKED_MARK = _LINK.format(ref="")
"""The mark of a note as a link of Markdown, "[[1]](#_ftn1)", as pages are saved; its number is a group."""
GLUED_MARK = r"(?<=[\w%)”\"])\\?\[(\d{1,3})\\?\](?!\()"
"""A number in square brackets right behind a word or sign: the mark of a note, whether that is there or not."""
_MARKUP = re.compile(
    r"\*+|</?(?:b|i|u|em|strong|ins|br|p|span)\b[^>]*>|<sup>\s*\[?(\d{1,3})\]?\s*</sup>|\[\^(\d{1,3})\]"
    rf"|{LINKED_MARK}|\\?\[(\d{{1,3}})\\?\](?!\()",
    re.IGNORECASE,
)
_NOTE_START = re.compile(
    r"(?:<sup>\s*\[?(\d{1,3})\]?\s*</sup>|\\?\[(\d{1,3})\\?\](?=\s+\S)|\[\^(\d{1,3})\]:"
    rf"|{_LINK.format(ref='ref')}|([⁰¹²³⁴-⁹]{{1,3}})\s*(?=[^\W\d_]))",
    re.IGNORECASE,
)
_MARKS = re.compile(rf"^[^\S\n]*\\?\[\^?\d{{1,3}}\\?\]:?\s+\S|\[\^\d{{1,3}}\]|{GLUED_MARK}|{LINKED_MARK}", re.MULTILINE)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_INDENTED = re.compile(r"(?: {4,8}|\t)(?=\S)")  # a paragraph more of a note of Markdown
_HASHES = re.compile(r"#{1,6}\s*")
_RULE = re.compile(r"[-–—_=*~.\s|:+]*")
_TERMINAL = re.compile(r"[.;:!?…](?:[\"”'’)]|/\.)*$")
_CLOSING = frozenset("\"”'’)")
_ENDING = _CLOSING | frozenset(".;:!?…")  # the last sign of what _TERMINAL finds
_WORD = re.compile(r"\S+")
_PLAIN = re.compile(r"\S(?:[^\n]*\S)?")


@dataclass(slots=True)
class Line:
    """One physical line: `ranges` are the parts of it that are text (markup left out)."""

    start: int
    end: int
    ranges: list[tuple[int, int]]
    text: str
    after_blank: bool
    label: str = ""
    label_class: str = ""
    label_end: int = 0
    marked: bool = False  # a markdown heading, or wholly bold or italic
    opened: bool = False  # emphasis opened here and not closed
    note: int | None = None  # a footnote begins here
    note_whole: bool = False  # and ends with its paragraph: written "[^1]:"
    anchors: list[tuple[int, int]] = field(default_factory=list)  # (note number, offset)
    cell: bool = False

    @property
    def lower(self) -> bool:
        """Whether the text begins with a small letter (so it continues something)."""
        return self.text[:1].islower()

    @property
    def terminal(self) -> bool:
        """Whether the text ends as a clause or sentence does."""
        last = self.text[-1:]
        return last in _ENDING and (last not in _CLOSING or _TERMINAL.search(self.text) is not None)

    @property
    def capitals(self) -> bool:
        """Whether all letters are capitals (and there are some)."""
        return self.text.isupper() and sum(c.isalpha() for c in self.text) > 3


_BARE = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,5}\.?|[a-zđ]\)|\(\d{1,2}\))")


def is_bare_label(line: Line) -> bool:
    """A line that is a label and nothing else ("1.", "a)"): its text stands on the next line."""
    return _BARE.fullmatch(line.text) is not None


def take_label(line: Line, following: Line) -> None:
    """Give a bare label the class it has together with the line that follows it."""
    line.label_class, line.label, line.label_end = label_of(f"{line.text} {following.text}")


def is_rule(text: str) -> bool:
    """A line of dashes, stars or table ruling and nothing else."""
    return not text or _RULE.fullmatch(text) is not None


def _ranges(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]], int]:
    """Parts of text[start:end] that are no markup, note anchors in it, and how many `*` runs it has."""
    ranges, anchors, stars, at = [], [], 0, start
    for match in _MARKUP.finditer(text, start, end):
        if match.start() > at:
            ranges.append((at, match.start()))
        at = match.end()
        if match.lastindex:
            anchors.append((int(match.group(match.lastindex)), match.start()))
        elif match.group().startswith("*"):
            stars += 1
    if at < end:
        ranges.append((at, end))
    return ranges, anchors, stars


def _trimmed(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same ranges without white space at the outer ends."""
    ranges = [r for r in ranges if r[1] > r[0]]
    while ranges:
        start, end = ranges[0]
        part = text[start:end]
        if part.strip():
            ranges[0] = (start + len(part) - len(part.lstrip()), end)
            break
        ranges.pop(0)
    while ranges:
        start, end = ranges[-1]
        part = text[start:end]
        if part.strip():
            ranges[-1] = (start, start + len(part.rstrip()))
            break
        ranges.pop()
    return ranges


def lines_of(text: str, begin: int = 0, stop: int | None = None) -> list[Line]:
    """The lines of text[begin:stop] that carry any, in order."""
    lines: list[Line] = []
    noted = "[" in text and _MARKS.search(text) is not None  # else "[1]" is no mark
    going = False  # a note that is written "[^1]:" may go on
    blank = True
    inside = False  # emphasis is open across lines
    at = begin
    for piece in (text if stop is None else text[begin:stop]).split("\n"):
        start, at = at, at + len(piece) + 1
        content = piece.strip()
        if not content:
            blank, inside = True, False
            continue
        if is_rule(content):
            blank = True
            if content.startswith("|"):
                inside = False
            continue
        first = start + len(piece) - len(piece.lstrip())
        last = first + len(content)
        hashes = _HASHES.match(text, first, last)
        if hashes:
            first = hashes.end()
        note = _NOTE_START.match(text, first, last)
        number = None
        if note:
            number = int(note.group(note.lastindex or 0).translate(_RAISED))
            first = note.end()
        cell = content[0] == "|"
        if cell:
            first += 1 if text[first] == "|" else 0
        bullet = content[:2] in {"* ", "*\t"} and content.count("*") == 1
        if ("*" in content and not bullet) or "<" in content or (noted and "[" in content):
            ranges, anchors, stars = _ranges(text, first, last)
            ranges = _trimmed(text, ranges)
        else:
            bare = hashes is None and note is None and not cell
            ranges, anchors, stars = [(first, last)] if bare else _trimmed(text, [(first, last)]), [], 0
        if not ranges:
            if stars % 2:
                inside = not inside
            continue
        body = text[ranges[0][0] : ranges[0][1]] if len(ranges) == 1 else "".join(text[a:b] for a, b in ranges)
        wrapped = stars > 0 and content[0] in "*#" and (inside or content[-1] == "*")
        line = Line(start, start + len(piece), ranges, body, blank)
        if number is None and going and (not blank or _INDENTED.match(piece)) and not cell:
            number = 0 if blank else None
        else:
            going = note is not None and note.group(3) is not None
        line.note, line.anchors, line.cell = number, anchors, cell
        line.note_whole = note is not None and note.group(3) is not None
        line.marked = bool(hashes) or wrapped or (inside and not stars)
        if stars % 2:
            inside = not inside
        line.opened = inside
        line.label_class, line.label, line.label_end = label_of(body)
        lines.append(line)
        blank = False
    return lines


def plain_lines(text: str, begin: int, stop: int) -> list[Line]:
    """The lines of text[begin:stop] by their ends alone: nothing in them is taken for a label or for markup."""
    spans = ((begin + m.start(), begin + m.end()) for m in _PLAIN.finditer(text[begin:stop]))
    return [Line(start, end, [(start, end)], text[start:end], True) for start, end in spans]


_FILL = 0.86
_NARROWEST, _WIDEST = 50, 140  # columns at which text is wrapped by hand or by a reader of scans


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is set: the column it is wrapped at (0: not wrapped), paragraphs parted by blank lines.

    `fill`: how much of the width a line and the first word of the next must take for the one to have been broken there.
    """

    width: int
    separated: bool
    fill: float = _FILL


def layout_of(lines: list[Line]) -> Layout:
    """The layout of a document's lines."""
    if len(lines) < 8:
        return Layout(0, False)
    lengths = sorted(line.ranges[-1][1] - line.start for line in lines)
    width = lengths[int(len(lengths) * 0.9)]
    labelled = [line for line in lines if line.label_class and line.label_class not in {"dash", "star", "plus"}]
    follow = sum(not line.after_blank for line in lines)
    separated = (
        _NARROWEST <= width <= _WIDEST
        and follow > 0.3 * len(lines)
        and sum(line.after_blank for line in labelled) > 0.8 * len(labelled)
    )
    if not _NARROWEST <= width <= _WIDEST:
        return Layout(0, separated)
    return Layout(width, separated, _fill(lines, width))


_SEEN = 40  # breaks of lines that tell how evenly a text is set
_ODD = 0.04  # share of them that are none: a page's end, a line broken by hand


def _fill(lines: list[Line], width: int) -> float:
    """How much of the width lines take at least where they surely break, told by those that small letters follow."""
    breaks = [
        (len(before.text) + len(line.text.split(None, 1)[0]) + 1) / width
        for before, line in pairwise(lines)
        if line.lower and not line.after_blank and not line.label_class and not line.cell and not before.cell
    ]
    if len(breaks) < _SEEN:
        return _FILL
    breaks.sort()
    return min(max(breaks[int(len(breaks) * _ODD)] - 0.01, _FILL), 0.98)


_TAIL = 24  # characters in which the words stand that cannot end a line's sense


def _open_bracket(text: str) -> bool:
    """Whether a bracket opens in a text and does not close."""
    return text.rfind("(") > text.rfind(")")


def continues(before: Line, line: Line, layout: Layout) -> bool:
    """Whether `line`, which follows `before` with no blank line between, goes on with its text."""
    if line.note is not None or line.cell or before.cell:
        return False
    if (before.opened or is_bare_label(before)) and not line.label_class:
        return True
    if expression("opening_line").match(line.text):
        return False
    width = layout.width
    first = _WORD.match(line.text)
    full = width > 0 and len(before.text) + (len(first.group()) if first else 0) + 1 > width * layout.fill
    open_end = not before.terminal
    if line.label_class:
        if ")" in line.text[: line.label_end] and _open_bracket(before.text) and "(" not in line.text[: line.label_end]:
            return True  # "(khóa" / "XX) về ..."
        # "... bình quân 05" / "- 06%/năm", "kinh tế" / "- xã hội": a label only by accident of the break
        if line.label_class in {"dash", "decimal", "paren", "letter"} and (full or layout.separated) and open_end:
            after = line.text[line.label_end : line.label_end + 1]
            if before.marked or before.capitals != line.capitals:
                return False
            beside = before.label_class == line.label_class  # one item of a list under another
            return after.islower() or after.isdigit() or (full and not beside and before.text[-1] != ",")
        return False
    if line.lower:
        return True
    if not any(c.isalpha() for c in line.text):
        return open_end
    if line.capitals != before.capitals:
        return False
    if open_end and not before.marked and expression("unfinished_line").search(lowered(before.text[-_TAIL:])):
        return True  # "... thực hiện Luật" / "Bảo vệ môi trường"
    if before.marked and not line.marked:
        return full and open_end and not before.capitals
    if layout.separated:
        return not before.capitals and (open_end or full)
    if before.label_class and open_end and len(before.text) < 60 and not full:
        return False  # a heading of its own
    if width:
        return full and (open_end or not before.text.endswith((".", ";", ":")) or len(before.text) > width * 0.9)
    return open_end and len(before.text) > 120 and not line.marked
