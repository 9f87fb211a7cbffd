"""What one line of a head states: a number, a place and date, a motto, a stamp; and where it is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from extract.contract.faults import Guard, Otherwise, Part, Result
from extract.contract.model import DocumentType
from extract.head.headlines import HeadSpan, Organ, Segment, capitals, found_date
from extract.head.misread import near
from extract.head.wordings import wordings
from extract.language.working import Working

MARKS = " .,:;-–*_|"
DIGITS = re.compile(r"\d+")
_FEWEST = 2  # words in capitals that are another column's ("TP. Huế" has one)
_NUMBER_GAPS = re.compile(r"\s{0,20}([-–/])\s{0,20}")


@dataclass(slots=True)
class Letterhead:
    """What the top of a document says.

    `organs` are in the order in which they may be its issuer; `parts` are the (start, end, name) of
    the places in which a province that is named is the document's own.
    """

    type: DocumentType | None = None
    number: str | None = None
    issued: date | None = None
    title: str | None = None
    place: str = ""
    lines: list[Segment] = field(default_factory=list)
    organs: list[Organ] = field(default_factory=list)
    spans: list[HeadSpan] = field(default_factory=list)
    parts: list[tuple[int, int, str]] = field(default_factory=list)
    end: int = 0
    damaged: bool = False  # the type stands without its diacritics
    small: bool = False  # the text has no capitals
    signer: str | None = None  # as a portal tells


def spelt(number: str) -> str:
    """A document's number without blanks around its strokes."""
    return _NUMBER_GAPS.sub(r"\1", number).replace("–", "-")


def set_before(segment: Segment) -> int:
    """Where the place of a line of place and date begins behind words in capitals ("HUYỆN BA VÌ Ba Vì, ngày ...")."""
    at, before = 0, 0
    for word in segment.text.split():
        start = segment.text.index(word, at)
        if not word.strip(MARKS).isupper():
            return start if before >= _FEWEST else 0
        at, before = start + len(word), before + 1
    return 0


class Stated:
    """Takes from single lines what they state; `head` is what has been found."""

    def __init__(self, head: Letterhead, text: Working, guard: Guard, misread: bool) -> None:
        self.head = head
        self._text, self._guard, self._misread = text, guard, misread
        self._known = wordings()

    def _tried(
        self, segments: Sequence[Segment], otherwise: Otherwise, work: Callable[..., Result], *args: object
    ) -> Result | Otherwise:
        """What is read from some of the segments; `otherwise` where that fails."""
        start, end = (segments[0].start, segments[-1].end) if segments else (0, 0)
        return self._guard.tried(Part("head", self._text, start, end, "head_failed"), otherwise, work, *args)

    def _stamp(self, segment: Segment) -> None:
        if DIGITS.search(segment.text):
            self.head.spans.append(HeadSpan(segment.start, segment.end, "stamp"))

    def _motto(self, segment: Segment) -> re.Match[str] | None:
        """The motto that a line holds, as it should be or (in capitals) with letters misread."""
        match = self._known.motto.regex.search(segment.folded)
        if match is None and self._misread and capitals(segment.text):
            muddled = near(self._known.motto, segment.folded)
            match = muddled and muddled[1]
        return match

    def _number(self, segment: Segment, match: re.Match[str]) -> None:
        """Take the number that a line states (the first one counts)."""
        if self.head.number is None:
            text = segment.text[match.start("number") : match.end("number")]
            self.head.number = spelt(text)
        self.head.spans.append(segment.span(match, "document_number", "number"))

    def _numbered(self, segment: Segment) -> bool:
        """Whether this is a line with the number (below the type, as old forms have it)."""
        match = self._known.number.match(segment.folded)
        if match is None or self.head.number is not None:
            return False
        rest = segment.part(match.end())
        if rest.text.strip(MARKS) and not self._dated(rest):
            return False
        self._number(segment, match)
        return True

    def _date(self, segment: Segment, day: date, match: re.Match[str]) -> None:
        self.head.issued = self.head.issued or day
        self.head.spans.append(segment.span(match, "date"))

    def _dated(self, segment: Segment) -> bool:
        """Whether this is a place-and-date line; the first one counts."""
        found = self._tried([segment], None, found_date, segment.folded)
        if found is None or len(segment.text) - found[1].end() > 3:
            return False
        day, match = found
        place = self._known.place.search(segment.folded[: match.start()])
        if match.start() > 2 and place is None:
            return False
        if place and self.head.issued is None:
            self.head.place = segment.text[place.start("place") : place.end("place")]
            self.head.parts.append((segment.start, segment.start + match.start(), "place"))
        self._date(segment, day, match)
        return True
