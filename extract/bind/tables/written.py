"""A cell's text with its bare numbers written out under the unit that the table tells, and the way back."""

from __future__ import annotations

import re

from extract.bind.tables.unit_words import ANY_THING, UnitTold
from extract.mentions.scan import Mention, scanner, value_scanner
from extract.rules.table_words import begun, found
from extract.rules.vocabulary import expression, listed

BLOCKING = frozenset(
    {"document_number", "date", "law_article", "phone", "address", "name", "standard_number", "coordinate"}
)
"""What a number in a cell may be and no measure; anything else that prose rejects is one under a unit ("75 tuổi")."""
_PLAIN = frozenset({"count", "ratio"})  # own readings that a told unit may overrule


class Written:
    """A text made of pieces of a cell and of words put between them; offsets lead back to the cell."""

    def __init__(self) -> None:
        self.text = ""
        self._pieces: list[tuple[int, int, int]] = []  # start in the text, start and end in the cell
        self._told: list[tuple[int, int]] = []

    def put(self, words: str, start: int, end: int) -> None:
        """Add words that stand for cell[start:end] (start == end: for nothing there)."""
        if words:
            self._pieces.append((len(self.text), start, end))
            self.text += words

    def put_number(self, read: str, number: str, start: int) -> None:
        """Add a number of the cell written out: `read` with {n} for it."""
        first = len(self.text)
        before, _, behind = read.partition("{n}")
        end = start + len(number)
        self.put(before, start, start)
        self.put(number, start, end)
        self.put(behind, end, end)
        self._told.append((first, len(self.text)))

    def raw(self, at: int) -> int:
        """The offset in the cell of an offset in the text."""
        own = 0
        for first, start, end in self._pieces:
            if first > at:
                break
            own = min(start + at - first, end)
        return own

    @property
    def all_told(self) -> bool:
        """Whether nothing but one number written out stands in it."""
        return len(self._told) == 1 and len(self.text.strip()) == self._told[0][1] - self._told[0][0]

    def told_at(self, start: int, end: int) -> tuple[int, int] | None:
        """The span in the text of a number written out that text[start:end] has a part of."""
        return next(((a, b) for a, b in self._told if a < end and start < b), None)


def write_out(text: str, unit: UnitTold | None) -> Written:
    """The cell's text (lower case) with each bare number written out; a number with a unit of its own keeps it."""
    only = expression("number_of_cell").fullmatch(text.strip())
    own: list[Mention] = []
    typed: list[Mention] = []
    if only is None or (unit is None and not only.group().isdigit()):  # else it is what the unit makes of it
        own = value_scanner().scan(text, 0, len(text))
        typed = [m for m in scanner().scan(text, 0, len(text)) if m.row.kind is not None or m.row.reason in BLOCKING]
    written = Written()
    at = 0
    for match in expression("number_of_cell").finditer(text):
        read = _read(text, match, unit, own, typed)
        if read is None:
            continue
        written.put(text[at : match.start()], at, match.start())
        written.put_number(read, match.group("n"), match.start())
        at = match.end()
    written.put(text[at:], at, len(text))
    return written


def _read(
    text: str, match: re.Match[str], unit: UnitTold | None, own: list[Mention], typed: list[Mention]
) -> str | None:
    """How a number of the cell is to be read; None where it is read as it stands."""
    start, end = match.span()
    number = match.group("n")
    if any(m.row.unit not in _PLAIN and m.start < end and start < m.end for m in own):
        return None
    if any(m.start < end and start < m.end for m in typed):
        return None
    behind = text[end:].lstrip()
    noun = behind[:1].isalpha() and not (listed("not_nominal").match(behind) or begun("scope", behind, 0, len(behind)))
    if noun:
        return None
    if unit is not None and _covers(unit.read, number):
        group = found("reading_of_group", text[:start]) if _typed_as(unit.read) == "rank" else None
        return unit.read if group is None or group[0].read is None else group[0].read
    return None if "/" in number else f"{{n}} {ANY_THING}"


def _typed_as(read: str) -> str | None:
    """The unit of a number that is read so."""
    text = read.replace("{n}", "2", 1)
    return next((m.row.unit for m in value_scanner().scan(text, 0, len(text))), None)


def _covers(read: str, number: str) -> bool:
    """Whether a value row reads the whole of a number (both ends of a range, "12/34") written out so."""
    text, at = read.replace("{n}", number, 1), read.index("{n}")
    return any(
        m.value_start <= at and at + len(number) <= m.value_end for m in value_scanner().scan(text, 0, len(text))
    )
