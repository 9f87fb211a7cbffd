"""Footnotes that lost their marks: a page read or copied as plain text has "thực hiện1;", and below "1 Quyết định".

A line that begins with a number and a capital is a note where the number stands right behind a word further up, where
it counts on from the note above it, or where it cuts a sentence in two that goes on behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.language.labels import label_of
from extract.layout.lines import Line

_NOTE = re.compile(r"([1-9]\d?)\s+(?=(?:[-–+]\s)?([^\W\d_]))")
_FARTHEST = 70  # lines from a mark down to its note: a page, and what is left of a long one
_BARE = r"(?:(?<=[^\W\d_]{{2}})|(?<=[%)”\"])){number}(?=[\s.,;:)”\"]|$)"
_POWER = re.compile(r"(?<![^\W_])(?:[kcdm]m|[cns]o|pm)$", re.IGNORECASE)  # "km2", "CO2"
_LONGEST = 25  # lines of a note that cuts a sentence in two
_SHORT = 0.8  # of the longest lines: one that the text above a note ends with, where it does not fill its line


def take_bare_notes(lines: Sequence[Line]) -> None:
    """Make notes of the lines that are some, and take their marks out of the text; where no note is marked as one."""
    if any(line.note is not None for line in lines):
        return
    last = last_at = 0  # the note before: its number and its line
    for i, line in enumerate(lines):
        match = None if line.cell or line.marked else _NOTE.match(line.text)
        if match is None or not match[2].isupper() or line.text.isupper():
            continue
        number = int(match[1])
        mark = _mark(lines, max(i - _FARTHEST, 0), i, match[1])
        if mark is not None:
            _cut_out(*mark, number, len(match[1]))
        elif not (_cuts(lines, i) if number != last + 1 or not last else _below(lines, last_at, i)):
            continue
        _open_note(line, number, match.end())
        last, last_at = number, i


def _below(lines: Sequence[Line], note: int, at: int) -> bool:
    """Whether a line stands below a note as the next note does: where that, or the line before, has ended."""
    return at - note <= _FARTHEST and lines[at - 1].text.endswith((".", "...", "…"))


def _cuts(lines: Sequence[Line], at: int) -> bool:
    """Whether a line breaks a sentence off that goes on in small letters behind a sentence's end below it."""
    before = lines[at - 1] if at else None
    around = [len(line.text) for line in lines[max(at - _LONGEST, 0) : at + _LONGEST]]
    if before is None or before.terminal or before.label_class or len(before.text) > max(around) * _SHORT:
        return False
    if before.capitals or not before.lower:
        return False
    below = lines[at : at + _LONGEST]
    return any(one.text.endswith(".") and two.lower for one, two in pairwise(below))


def _mark(lines: Sequence[Line], first: int, stop: int, number: str) -> tuple[Line, int] | None:
    """The last line of lines[first:stop] that has a note's number behind a word, and the offset of the number."""
    pattern = re.compile(_BARE.format(number=number))
    for line in reversed(lines[first:stop]):
        if line.cell:
            continue
        for match in pattern.finditer(line.text):
            if not _POWER.search(line.text[: match.start()]):
                return line, match.start()
    return None


def _cut_out(line: Line, at: int, number: int, length: int) -> None:
    """Take the mark of a note out of a line's text; `at`: where in that text."""
    ranges: list[tuple[int, int]] = []
    for start, end in line.ranges:
        size = end - start
        if 0 <= at < size:
            ranges += [(a, b) for a, b in ((start, start + at), (start + at + length, end)) if b > a]
            line.anchors.append((number, start + at))
        else:
            ranges.append((start, end))
        at -= size
    line.text = _without(line, ranges)
    line.ranges = ranges


def _without(line: Line, ranges: list[tuple[int, int]]) -> str:
    """The text of a line of which only `ranges` are left."""
    found, at = "", 0
    for start, end in line.ranges:
        found += "".join(
            line.text[at + max(a, start) - start : at + min(b, end) - start] for a, b in ranges if a < end and b > start
        )
        at += end - start
    return found


def _open_note(line: Line, number: int, length: int) -> None:
    """Make a line the first of a note; its number and what follows that, `length` characters, are no text of it."""
    (start, end), *rest = line.ranges
    line.ranges = [(min(start + length, end), end), *rest]
    line.text = line.text[length:]
    line.note = number
    line.label_class, line.label, line.label_end = label_of(line.text)
