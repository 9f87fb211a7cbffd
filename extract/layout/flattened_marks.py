"""Marks of notes that stand in the text as plain figures ("85%1", "phải chờ 3 không quá", "Nguyễn Văn An[4]").

Only where the notes themselves are there, and only where no mark of theirs was kept: between the marks of the notes
before and behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.language.cleaning import lowered
from extract.layout.bare_notes import cut_out, is_power
from extract.layout.lines import Line
from extract.rules.vocabulary import word_set

_GLUED = (
    r"(?:(?<=[^\W\d_]{{2}})|(?<=[%)”\"])){number}(?=[\s.,;:)”\"]|$)"
    r"|(?<=[\w%)”\".,;])(?:\[{number}\]|{high}(?![⁰¹²³⁴-⁹]))"
)
_APART = r"(?<=[^\W\d_]{{2}} ){number}(?= [^\W\d_]| ?[.,;:]? ?$| ?[,;:] )"
_WORD = re.compile(r"[^\W\d_]+")
_HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_UNIT = re.compile(r"(?:^|[\d\s/(])(?:[kcdm]?m|ha)$")  # before a raised 2 or 3
_Place = tuple[int, int]  # line, offset in its text


def take_flattened_marks(lines: Sequence[Line]) -> None:
    """Take the marks of notes out of the text that stand there as figures, and anchor the notes where they stood."""
    missing: list[tuple[int, _Place, int]] = []  # number, from where on, before which line
    since: _Place = (0, 0)
    before = last = 0  # the number of the note before, and its line
    for i, line in enumerate(lines):
        number = line.note
        if not number:
            continue
        start = since if number == before + 1 else (last, 0)
        before, last = number, i
        kept = next((k for k in range(start[0], i) if any(n == number for n, _ in lines[k].anchors)), None)
        if kept is not None:
            since = (kept, 0)
            continue
        place = next(_found(lines, _GLUED, number, start, i), None)
        if place is None:
            missing.append((number, start, i))
            continue
        _take(lines, place, number)
        since = place
    for number, start, stop in missing:
        places = list(_apart(lines, number, start, stop))
        if len(places) == 1:
            _take(lines, places[0], number)


def _found(lines: Sequence[Line], form: str, number: int, start: _Place, stop: int) -> Iterator[_Place]:
    """Where a mark of a form may stand, from a place on and before the line `stop`; not in notes and tables."""
    pattern = re.compile(form.format(number=number, high=str(number).translate(_HIGH)))
    for k in range(start[0], stop):
        line = lines[k]
        if line.cell or line.note is not None:
            continue
        for match in pattern.finditer(line.text, max(line.label_end, start[1] if k == start[0] else 0)):
            before = line.text[: match.start()]
            if not is_power(before) and not _UNIT.search(before):
                yield k, match.start()


def _apart(lines: Sequence[Line], number: int, start: _Place, stop: int) -> Iterator[_Place]:
    """Where a figure stands alone among words of which none counts with it or has it as its number."""
    for k, at in _found(lines, _APART, number, start, stop):
        low = lowered(lines[k].text)
        behind = _WORD.match(low, at + len(str(number)) + 1)
        words = _WORD.findall(low[:at])
        if words and words[-1] not in word_set("numbered_things") and (
            behind is None or behind.group() in word_set("behind_note_mark")
        ):  # fmt: skip
            yield k, at


def _take(lines: Sequence[Line], place: _Place, number: int) -> None:
    line, at = lines[place[0]], place[1]
    length = len(str(number)) + (2 if line.text[at] == "[" else 0)
    if line.text[at - 1] == " ":  # one of the blanks about it goes with it
        at, length = at - 1, length + 1
    cut_out(line, at, number, length)
