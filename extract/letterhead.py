"""The top of a document, line by line: letterhead, stamp, number, place and date, type, title.

Two things are told apart by where they stand: above the type line ("NGHỊ QUYẾT") is who issues, below
it what about, up to the first line of the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from extract.folding import fold
from extract.headrules import Level, OrganCue, wordings
from extract.model import DocumentType
from extract.outline import Outline

Part = Literal["letterhead", "place", "attachment", "title"]
_BLOCKS = 60  # a head is no longer than this
_LONG = 700  # characters; a longer block is body
_STAMP = 120  # characters; a stamp's line is shorter
_STAMPED = 15  # and among the first blocks
_TITLE = 600
_SPLIT = re.compile(r"\s*\|\s*|\t+|\s{3,}")
_NUMBER_GAPS = re.compile(r"\s*([-–/])\s*")


@dataclass(frozen=True, slots=True)
class HeadSpan:
    """Characters of the outline's text that belong to the head, and what they are (snake_case)."""

    start: int
    end: int
    reason: str


@dataclass(slots=True)
class Segment:
    """A line of the head, or one column of it."""

    text: str
    start: int
    label: str = ""
    stamped: bool = False
    _folded: str | None = None

    @property
    def folded(self) -> str:
        """The text without diacritics."""
        if self._folded is None:
            self._folded = fold(self.text)
        return self._folded

    @property
    def end(self) -> int:
        """Where it ends in the outline's text."""
        return self.start + len(self.text)

    def part(self, start: int, end: int | None = None) -> Segment:
        """A piece of it, white space at the ends left out."""
        text = self.text[start:end]
        return Segment(text.strip(), self.start + start + len(text) - len(text.lstrip()))


@dataclass(slots=True)
class Organ:
    """An organ as named: its cue, its own words, and the level (and words) of the unit after it."""

    cue: OrganCue
    words: str
    level: Level
    unit: str

    @property
    def name(self) -> str:
        """How it is written out, without its place."""
        return self.cue.name or cased(self.words)


@dataclass(slots=True)
class Letterhead:
    """What the top of a document says."""

    type: DocumentType | None = None
    number: str | None = None
    issued: date | None = None
    title: str | None = None
    place: str = ""
    letterhead: list[Segment] = field(default_factory=list)
    organs: list[Organ] = field(default_factory=list)  # the most telling first
    spans: list[HeadSpan] = field(default_factory=list)
    parts: list[tuple[int, int, Part]] = field(default_factory=list)
    end: int = 0
    damaged: bool = False  # the type stands without its diacritics


def cased(words: str) -> str:
    """An organ's words in capitals, as they are written in a sentence ("Bộ Khoa học và Công nghệ")."""
    done: list[str] = []
    for i, word in enumerate(words.lower().split()):
        first = i < 2 or done[-1].endswith((",", "và", "-", "–"))
        done.append(word.capitalize() if first and word not in {"và"} else word)
    return " ".join(done)


def found_date(text: str) -> tuple[date, re.Match[str]] | None:
    """The first whole and possible date in folded text."""
    for pattern in wordings().dates:
        for match in pattern.finditer(text):
            day, month = (int(re.sub("[oO]", "0", match[k]).replace("l", "1")) for k in ("day", "month"))
            try:
                return date(int(match["year"]), month, day), match
            except ValueError:
                continue
    return None


def organs_in(segment: Segment) -> list[Organ]:
    """Organs that a line names, with the units right after them."""
    known = wordings()
    found = list(known.organs.finditer(segment.folded))
    organs = []
    for i, (cue, match) in enumerate(found):
        stop = found[i + 1][1].start() if i + 1 < len(found) else len(segment.text)
        after = known.unit.regex.search(segment.folded[match.end() : stop])
        level = cue.level
        if level == "unit" and after:
            level = known.unit.of(after).level
        organs.append(Organ(cue, segment.text[match.start() : match.end()], level, segment.text[match.end() : stop].strip()))
    return organs


def _segments(outline: Outline) -> Iterator[Segment]:
    """The lines of the head; a stamp's are marked, and so is where a block is too long to be one."""
    blocks = outline.blocks[:_BLOCKS]
    texts = [outline.text(b) if b.end - b.start <= _LONG else "" for b in blocks]
    stamped = _stamped(texts)
    for i, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        label = block.label if block.label_end > block.start else ""
        if not text:
            yield Segment("", block.start, label or "long")
        elif i in stamped:
            yield Segment(text, block.start, stamped=True)
        elif "|" in text or "\t" in text or "   " in text:
            at = 0
            for match in [*_SPLIT.finditer(text), None]:
                piece = text[at : match.start() if match else None]
                if piece.strip():
                    segment = Segment(text, block.start).part(at, at + len(piece))
                    segment.label = label
                    yield segment
                at = match.end() if match else at
        else:
            yield Segment(text, block.start, label)


def _stamped(texts: list[str]) -> set[int]:
    """Which blocks are lines of an incoming-mail stamp."""
    known = wordings()
    folded = [fold(text) if len(text) <= _STAMP else "" for text in texts[:_STAMPED]]
    stamped = {i for i, text in enumerate(folded) if text and known.stamp.search(text)}
    for step in (1, -1):
        for i in sorted(stamped, reverse=step < 0):
            while 0 <= i + step < len(folded) and folded[i + step] and known.stamp_part.search(folded[i + step]):
                i += step
                stamped.add(i)
    return stamped


class _Reader:
    """Reads the segments one by one; `head` is what it has found."""

    def __init__(self, outline: Outline) -> None:
        self.head = Letterhead()
        self._rules = wordings()
        self._segments = list(_segments(outline))
        self._title: list[Segment] = []

    def read(self) -> Letterhead:
        """The whole top."""
        at = self._above()
        if at is not None:
            at = self._below(at)
        else:
            at = next((i for i, s in enumerate(self._segments) if s.label), len(self._segments))
        self._attached(at)
        head = self.head
        head.end = self._segments[at].start if at < len(self._segments) else self._segments[-1].end if self._segments else 0
        joined = Segment(" ".join(s.text for s in head.letterhead), 0)
        head.organs = [*_telling(organs_in(joined)), *head.organs]
        head.parts += [(s.start, s.end, "letterhead") for s in head.letterhead]
        if self._title:
            words = " ".join(" ".join(s.text for s in self._title).split()).strip(" *_-–:;.|")
            head.title = words or None
            head.parts.append((self._title[0].start, self._title[-1].end, "title"))
        if head.type is None and head.number:
            symbol = re.split(r"[-/]", head.number.lstrip("0123456789/-"))[0]
            head.type = next((row.type for row in self._rules.types if symbol in row.symbols), None)
        return head

    def _above(self) -> int | None:
        """Down to the type line: its index, or None where there is none."""
        for i, segment in enumerate(self._segments):
            if segment.stamped:
                self.head.spans.append(HeadSpan(segment.start, segment.end, "stamp"))
                continue
            if self._typed(segment):
                return i
            if segment.label or len(segment.text) > 200 or self._rules.opening.search(segment.folded):
                return None
            self._line(segment)
        return None

    def _line(self, segment: Segment) -> None:
        """One line above the type: mottos cut out, number and date taken, the rest is letterhead."""
        if not segment.text:
            return
        match = self._rules.motto.search(segment.folded)
        if match is None:
            match = self._rules.number.search(segment.folded)
            if match and match.start() and not segment.text[: match.start()].isupper():
                match = None
            if match:
                self._number(segment, match)
        if match:
            self._line(segment.part(0, match.start()))
            self._line(segment.part(match.end()))
            return
        if not self._dated(segment) and any(c.isalpha() for c in segment.text):
            self.head.letterhead.append(segment)

    def _number(self, segment: Segment, match: re.Match[str]) -> None:
        start, end = match.span("number")
        if self.head.number is None:
            text = _NUMBER_GAPS.sub(r"\1", segment.text[start:end])
            self.head.number = text.replace("–", "-")
        self.head.spans.append(HeadSpan(segment.start + start, segment.start + end, "document_number"))

    def _dated(self, segment: Segment) -> bool:
        """Whether this is a place-and-date line; the first one counts."""
        found = found_date(segment.folded)
        if found is None:
            return False
        day, match = found
        place = self._rules.place.search(segment.folded[: match.start()])
        if match.start() > 2 and place is None:
            return False
        if len(segment.text) - match.end() > 3:
            return False
        if self.head.issued is None:
            self.head.issued = day
            if place:
                self.head.place = segment.text[place.start("place") : place.end("place")]
                self.head.parts.append((segment.start, segment.start + match.start(), "place"))
        self.head.spans.append(HeadSpan(segment.start + match.start(), segment.start + match.end(), "date"))
        return True

    def _typed(self, segment: Segment) -> bool:
        """Whether this is the type line; what follows the type in it is read as title or number."""
        match = self._rules.type_line.regex.search(segment.folded)
        if match is None:
            return False
        rest = segment.part(match.end())
        subject = self._rules.subject.match(rest.folded)
        own = self._rules.number.match(rest.folded)
        if not (match.group().isupper() or not any(c.isalnum() for c in rest.text) or subject or own):
            return False
        self.head.type = self._rules.type_line.of(match).type
        self.head.damaged = segment.text[: match.end()].isascii()
        if own:
            self._number(rest, own)
            rest = rest.part(own.end())
            found = found_date(rest.folded)
            if found and found[1].start() <= 2:
                self.head.issued = self.head.issued or found[0]
                self.head.spans.append(HeadSpan(rest.start + found[1].start(), rest.start + found[1].end(), "date"))
                rest = rest.part(found[1].end())
        self._subject(rest, None)
        return True

    def _below(self, at: int) -> int:
        """From the type line down: the title, and where the body begins."""
        for i in range(at + 1, len(self._segments)):
            segment = self._segments[i]
            after = self._segments[i + 1] if i + 1 < len(self._segments) else None
            if segment.stamped:
                self.head.spans.append(HeadSpan(segment.start, segment.end, "stamp"))
                continue
            number = self._rules.number.match(segment.folded)
            if number and self.head.number is None:
                self._number(segment, number)
                segment = segment.part(number.end())
            if not segment.text.strip(" ,.-–*") or self._dated(segment):
                continue
            if self._begins(segment) or not self._subject(segment, after):
                return i
        return len(self._segments)

    def _begins(self, segment: Segment) -> bool:
        """Whether the body begins here."""
        return bool(
            segment.label
            or segment.text.startswith("(")
            or self._rules.opening.search(segment.folded)
            or sum(len(s.text) for s in self._title) + len(segment.text) > _TITLE
        )

    def _subject(self, segment: Segment, after: Segment | None) -> bool:
        """Take a line as part of the title, or as naming who met; False where it is neither."""
        text = segment.text
        if not text.strip(" .:-–*"):
            return True
        organs = organs_in(segment) if text[:1].isupper() else []
        session = self._rules.session.search(segment.folded)
        capitals = text.isupper() or (text[:1].isupper() and text.split()[0].isupper())
        if session and not self._title:
            self.head.organs += _telling(organs)
            about = self._rules.subject.search(segment.folded)
            stop = about.start() if about else len(text)
            self.head.parts.append((segment.start, segment.start + stop, "letterhead"))
            if any(c.isdigit() for c in text[:stop]):
                self.head.spans.append(HeadSpan(segment.start, segment.start + stop, "session"))
            return self._subject(segment.part(stop), None) if about else True
        if capitals and organs and (first := self._rules.organs.regex.match(segment.folded)) and first:
            # "ỦY BAN NHÂN DÂN TỈNH X" alone, before its "Căn cứ": who decides, not what
            last = after is None or bool(self._rules.opening.search(after.folded)) or bool(self._rules.session.search(after.folded))
            if last and (self._title or self.head.type in {"decision", "resolution"}):
                self.head.organs += _telling(organs)
                self.head.parts.append((segment.start, segment.end, "letterhead"))
                return True
        if self._title:
            goes_on = text[:1].islower() or (text.isupper() and self._title[-1].text.isupper()) or text[:1].isdigit()
            if not goes_on or (session and not organs):
                return bool(session)
        elif not text[:1].islower() and not capitals and text.rstrip().endswith((".", ";", ":")):
            return False
        self._title.append(segment)
        return True

    def _attached(self, at: int) -> None:
        """Number and date from the note of what a plan was issued with."""
        for segment in self._segments[at:]:
            if not segment.text.startswith("("):
                continue
            match = self._rules.attachment.search(segment.folded)
            if match is None:
                continue
            made = self._rules.type_line.regex.search(match["made"])
            type_ = self._rules.type_line.of(made).type if made else None
            if type_ != self.head.type and not (self.head.number is None and type_ == "decision"):
                continue
            number = self._rules.number.search(segment.folded)
            if number and self.head.number is None:
                self._number(segment, number)
            found = found_date(segment.folded)
            if found and self.head.issued is None:
                self.head.issued = found[0]
                self.head.spans.append(
                    HeadSpan(segment.start + found[1].start(), segment.start + found[1].end(), "date")
                )
            self.head.parts.append((segment.start, segment.end, "attachment"))
            self.head.organs += organs_in(segment.part(found[1].end() if found else match.end()))
            return


def _telling(organs: list[Organ]) -> list[Organ]:
    """The last organ of a letterhead issues; those before it are above it ("UBND TỈNH X SỞ Y")."""
    return organs[::-1]


def read_letterhead(outline: Outline) -> Letterhead:
    """Read the top of a document: at most its first 60 blocks."""
    return _Reader(outline).read()
