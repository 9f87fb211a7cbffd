"""Lines of a head and what one line can hold: columns, a date, organs and the units they are of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from extract.head.misread import near
from extract.head.wordings import wordings
from extract.language.folding import fold
from extract.rules.head_rows import OrganCue, OrganLevel
from extract.rules.vocabulary import word_set

_COLUMNS = re.compile(r"\s*\|\s*|\t+|\s{3,}")
_STAMP = 120  # characters; a stamp's line is shorter
_STAMPED = 20  # and among the first lines
_EDGES = " -–*_|"
_DIGITS = str.maketrans("oOl", "001")


@dataclass(slots=True)
class HeadSpan:
    """Characters of the outline's text that belong to the head, and what they are (snake_case)."""

    start: int
    end: int
    reason: str


@dataclass(slots=True)
class Segment:
    """A line of the head, or one column of it; `start` is its place in the outline's text."""

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

    def span(self, match: re.Match[str], reason: str, group: str | int = 0) -> HeadSpan:
        """A match in it (or a group of the match) as a span of the outline's text."""
        return HeadSpan(self.start + match.start(group), self.start + match.end(group), reason)


def capitals(text: str) -> bool:
    """Whether a line is set in capitals, but for a letter or two that OCR made small."""
    letters = sum(c.isalpha() for c in text)
    return letters > 0 and sum(c.isupper() for c in text) > 0.85 * letters


def columns(text: str, start: int, label: str = "") -> Iterator[Segment]:
    """A line as one segment, or one for each column of a table row or of text set with wide gaps."""
    if "|" not in text and "\t" not in text and "   " not in text:
        yield Segment(text, start, label)
        return
    whole, at = Segment(text, start), 0
    for match in [*_COLUMNS.finditer(text), None]:
        segment = whole.part(at, match.start() if match else None)
        if segment.text:
            segment.label = label
            yield segment
        at = match.end() if match else at


def stamped_lines(texts: list[str]) -> set[int]:
    """Which of a document's lines are those of an incoming-mail stamp.

    An organ's name right above it is the stamp's own only where another organ is named besides: the letterhead's.
    """
    known = wordings()
    folded = [fold(text) if len(text) <= _STAMP else "" for text in texts[:_STAMPED]]
    stamped = {i for i, text in enumerate(folded) if text and known.stamp.search(text)}
    parts = {i for i, text in enumerate(folded) if text and known.stamp_part.search(text)} if stamped else set()
    for step in (1, -1):
        for i in sorted(stamped):
            while i + step in parts:
                i += step
                stamped.add(i)
    typed = next((i for i, text in enumerate(folded) if text and known.type_line.regex.match(text)), len(texts))
    names = {i for i, text in enumerate(folded) if text and known.unit.regex.match(text) and text.isupper()}
    organs = {i for i, text in enumerate(folded[:typed]) if text and known.organs.regex.match(text.lstrip(_EDGES))}
    for i in sorted(stamped):
        above = {i - 1} if i - 1 in organs else {i - 2, i - 1} if i - 2 in organs and i - 1 in names else set()
        if above and organs - above - stamped:
            stamped |= above
    return stamped


def found_date(folded: str, patterns: Sequence[re.Pattern[str]] = ()) -> tuple[date, re.Match[str]] | None:
    """The first whole and possible date in folded text; `patterns`: other wordings than "ngày 3 tháng 4 năm 2025"."""
    for pattern in patterns or wordings().dates:
        for match in pattern.finditer(folded):
            day, month = (int(match[name].translate(_DIGITS)) for name in ("day", "month"))
            try:
                return date(int(match["year"]), month, day), match
            except ValueError:
                continue
    return None


@dataclass(slots=True)
class Organ:
    """An organ as named; `unit` and `unit_name` are the words after it ("huyện", "Ba Vì")."""

    cue: OrganCue
    name: str  # written out, without its place
    level: OrganLevel
    unit: str = ""
    unit_name: str = ""


def organs_in(segment: Segment, *, misread: bool = False) -> list[Organ]:
    """Organs that a line names, the last first: those before it in a letterhead are above it.

    `misread`: where none is named, one whose name has a few wrong letters will do.
    """
    known = wordings()
    found = list(known.organs.finditer(segment.folded))
    if not found and misread and (muddled := near(known.organs, segment.folded)):
        found = [muddled]
    organs = []
    for i, (cue, match) in enumerate(found):
        stop = found[i + 1][1].start() if i + 1 < len(found) else len(segment.text)
        organ = Organ(cue, cue.name or _sentence_case(segment.text[match.start() : match.end()]), cue.level)
        rest = segment.part(match.end(), stop)
        after = known.unit.regex.search(rest.folded)
        if after:
            organ.unit = rest.text[: after.end()].strip(" .-–*|").lower()
            if cue.level == "unit":
                organ.level = known.unit.of(after).level
            rest = rest.part(after.end())
        end = known.unit_end.search(rest.folded)
        name = rest.text[: end.start() if end else None].strip(" -–*_|")
        organ.unit_name = " ".join(word.capitalize() for word in name.split()) if capitals(name) else name
        organs.append(organ)
    return organs[::-1]


def _sentence_case(words: str) -> str:
    """An organ's words in capitals, as they stand in a sentence ("Bộ Khoa học và Công nghệ")."""
    done: list[str] = []
    for i, word in enumerate(words.lower().split()):
        first = i < 2 or done[-1].endswith((",", "-", "–")) or done[-1] in word_set("and")
        done.append(word.capitalize() if first else word)
    return " ".join(done)
