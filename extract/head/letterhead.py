"""The top of a document, line by line: letterhead, stamp, number, place and date, type, title.

Two things are told apart by where they stand: above the type line ("NGHỊ QUYẾT") is who issues, below
it what about, up to the first line of the body.
"""

from __future__ import annotations

import re

from extract.contract.faults import UNGUARDED, Guard
from extract.contract.model import DocumentType
from extract.head.headlines import Organ, Segment, capitals, found_date, organs_in
from extract.head.misread import near
from extract.head.portal import Portal, read_portal
from extract.head.segments import raised, segments_of, without_capitals
from extract.head.stated import DIGITS, MARKS, Letterhead, Stated, set_before, spelt
from extract.language.cleaning import lowered
from extract.layout.outline import Outline
from extract.rules.vocabulary import expression

_LINE = 200  # characters; a longer line above the type is body
_TITLE = 600
_FIRST = 10  # lines at the top among which the date of news stands, or a letterhead under the title of its page


def read_letterhead(outline: Outline, raw: str, guard: Guard = UNGUARDED, *, misread: bool = False) -> Letterhead:
    """Read the top of a document: at most its first 60 blocks; a line that cannot be read says nothing.

    `raw` is the text as read, which knows where its lines end.
    `misread`: letters of it may be wrong, as in a scan; type, mottos and issuer are then known by most of theirs.
    """
    return _Reader(outline, raw, guard, misread).read()


class _Reader(Stated):
    """Reads the segments one by one; `head` is what it has found."""

    def __init__(self, outline: Outline, raw: str, guard: Guard, misread: bool) -> None:
        super().__init__(Letterhead(small=without_capitals(outline)), outline.working, guard, misread)
        self._segments = list((raised if self.head.small else segments_of)(outline, raw))
        self._portal = self._tried(self._segments, None, read_portal, self._segments)
        if self._portal is not None:
            self._segments = [each for i, each in enumerate(self._segments) if i not in self._portal.used]
        # a type line that stands there letter for letter is not looked for among its likes
        exact = self._known.type_line.regex.search
        self._untyped = misread and not any(exact(segment.folded) for segment in self._segments)
        self._title: list[Segment] = []

    def read(self) -> Letterhead:
        """The whole top."""
        head, segments = self.head, self._segments
        typed = self._above(0)
        if typed is not None and (below := self._letterhead_below(typed)):
            announced, head.type, self._title = head.type, None, []  # that line is a page's own, above the document
            typed = self._above(below)
            head.type = head.type or announced
        labelled = (i for i, segment in enumerate(segments) if segment.label)
        body = next(labelled, len(segments)) if typed is None else self._below(typed)
        self._tried(segments[body:], None, self._attached, 0 if typed is None else body)
        if segments:
            head.end = segments[body].start if body < len(segments) else segments[-1].end
        none: list[Organ] = []
        head.organs = [*self._tried(head.lines, none, self._organs), *head.organs]
        head.parts += [(s.start, s.end, "letterhead") for s in head.lines]
        if self._title:
            words = " ".join(word for s in self._title for word in s.text.split())
            head.title = words.strip(MARKS) or None
            head.parts.append((self._title[0].start, self._title[-1].end, "title"))
        if self._portal is not None:
            self._told(self._portal)
        if head.issued is None and head.number is None:
            self._tried(segments[:_FIRST], None, self._published)
        if head.type is None:
            head.type = self._opened() or self._symbolised()
        return head

    def _symbolised(self) -> DocumentType | None:
        """The type by the symbol in the number."""
        symbol = re.split(r"[-/]", (self.head.number or "").lstrip("0123456789/- "))[0]
        return next((row.type for row in self._known.types if symbol in row.symbols), None)

    def _opened(self) -> DocumentType | None:
        """The type that a text begins with behind a label, as an excerpt does ("G. KẾ HOẠCH ...")."""
        first = next((segment for segment in self._segments if segment.text.strip(MARKS)), None)
        if first is None or not first.label or not capitals(first.text):
            return None
        match = self._known.type_line.regex.match(first.folded[first.folded.find(" ") :])
        return self._known.type_line.of(match).type if match else None

    def _told(self, portal: Portal) -> None:
        """What a portal tells of the document as a whole; it counts before what is read from the text."""
        head = self.head
        if portal.number:
            head.number = spelt(portal.number.text)
        head.issued, head.type = portal.issued or head.issued, portal.type or head.type
        head.signer = portal.signer
        head.spans += portal.spans
        if portal.issuer:
            head.organs += organs_in(portal.issuer)
            head.parts.append((portal.issuer.start, portal.issuer.end, "letterhead"))
            head.end = max(head.end, portal.issuer.end)
        if head.title is None and portal.title:
            head.title = " ".join(portal.title.text.split()).strip(MARKS) or None
            head.parts.append((portal.title.start, portal.title.end, "title"))

    def _published(self) -> None:
        """The day on which news came out, from the lines at its top; what has a motto is no news."""
        top = self._segments[:_FIRST]
        if any(self._known.motto.regex.search(segment.folded) for segment in top):
            return
        for segment in top:
            found = found_date(segment.folded, self._known.published) if len(segment.text) < _LINE else None
            if found:
                self._date(segment, *found)
                return

    def _letterhead_below(self, typed: int) -> int:
        """Where a letterhead begins behind a line that was taken for that of the type; 0 where there is none."""
        if self.head.lines:
            return 0
        for segment in self._segments[typed + 1 : typed + 1 + _FIRST]:
            if segment.label or self._known.opening.search(segment.folded):
                return 0
            if self._known.motto.regex.match(segment.folded.lstrip(MARKS)):
                return typed + 1
        return 0

    def _organs(self) -> list[Organ]:
        """The organs of the letterhead's lines."""
        return organs_in(Segment(" ".join(s.text for s in self.head.lines), 0), misread=self._misread)

    def _above(self, first: int) -> int | None:
        """From a segment down to the type line: its index, or None where there is none."""
        for i, segment in enumerate(self._segments[first:], first):
            goes_on = self._tried([segment], True, self._read_above, segment)
            if not goes_on:
                return i if goes_on is False else None
        return None

    def _read_above(self, segment: Segment) -> bool | None:
        """Read a line above the type: True; False where it is the type line itself, None where the body begins."""
        if segment.stamped:
            self._stamp(segment)
        elif self._known.portal.regex.match(segment.folded):
            return True  # "Ngày ký: ..." of an electronic signature
        elif self._typed(segment):
            return False
        elif segment.label or len(segment.text) > _LINE or self._known.opening.search(segment.folded):
            return None
        elif self._known.subject.match(segment.folded):
            self._title = self._title or [segment]
        else:
            self._line(segment)
        return True

    def _line(self, segment: Segment) -> None:
        """One line above the type: mottos cut out, number and date taken, the rest is letterhead."""
        if not segment.text:
            return
        match = self._motto(segment)
        if match is None:
            match = self._known.number.search(segment.folded)
            before = segment.part(0, match.start()) if match else segment
            if match and before.text and not capitals(before.text) and not self._dated(before):
                match = None
            if match:
                self._number(segment, match)
            else:
                match = self._known.blank_number.search(segment.folded)
        if match:
            self._line(segment.part(0, match.start()))
            self._line(segment.part(match.end()))
            return
        cut = set_before(segment)
        if cut and self._dated(segment.part(cut)):
            segment = segment.part(0, cut)
        elif self._dated(segment):
            return
        if self._heads(segment):
            self.head.lines.append(segment)

    def _heads(self, segment: Segment) -> bool:
        """Whether a line above the type is letterhead (and not what a web page or an archive put there)."""
        known = self._known
        opens = known.organs.regex.match(segment.folded) or known.unit.regex.match(segment.folded)
        return capitals(segment.text) or (opens is not None and not segment.text.endswith((".", ";", ":")))

    def _typed(self, segment: Segment) -> bool:
        """Whether this is the type line; what follows the type in it is read as title or number."""
        match = self._known.type_line.regex.search(segment.folded)
        if match is None:
            return self._untyped and self._typed_nearly(segment)
        rest = segment.part(match.end())
        number = self._known.number.match(rest.folded)
        alone = not any(c.isalnum() for c in rest.text)
        if not (match.group().isupper() or alone or number or self._known.subject.match(rest.folded)):
            return False
        self._type(segment, self._known.type_line.of(match).type, match, number)
        self.head.damaged = segment.text[: match.end()].isascii()
        return True

    def _typed_nearly(self, segment: Segment) -> bool:
        """Whether this is a type line in capitals of which some are misread; then it is read as such."""
        if not capitals(segment.text):
            return False
        found = near(self._known.type_line, segment.folded)
        if found is None or any(c.isalnum() for c in segment.text[: found[1].start()]):
            return False
        row, match = found
        self._type(segment, row.type, match, self._known.number.match(segment.part(match.end()).folded))
        self.head.damaged = True
        return True

    def _type(self, segment: Segment, type: DocumentType, match: re.Match[str], number: re.Match[str] | None) -> None:
        """Take the type; what follows it in its line is a number (`number`: its match there), a date, a title."""
        self.head.type = type
        rest = segment.part(match.end())
        if number:
            self._number(rest, number)
            rest = rest.part(number.end())
            found = self._tried([rest], None, found_date, rest.folded)
            if found and found[1].start() <= 2:
                self._date(rest, *found)
                rest = rest.part(found[1].end())
        self._subject(rest, None)

    def _below(self, typed: int) -> int:
        """From the type line down: the title, and the index at which the body begins."""
        for i in range(typed + 1, len(self._segments)):
            segment = self._segments[i]
            after = self._segments[i + 1] if i + 1 < len(self._segments) else None
            if not self._tried([segment], True, self._read_below, segment, after):
                return i
        return len(self._segments)

    def _read_below(self, segment: Segment, after: Segment | None) -> bool:
        """Read a line below the type; False where the body begins."""
        if segment.stamped:
            self._stamp(segment)
            return True
        if not segment.text.strip(MARKS) or self._numbered(segment):
            return True
        return not self._begins(segment) and (self._dated(segment) or self._subject(segment, after))

    def _begins(self, segment: Segment) -> bool:
        """Whether the body begins here."""
        return bool(
            segment.label
            or segment.text.startswith("(")
            or self._known.opening.search(segment.folded)
            or sum(len(s.text) for s in self._title) + len(segment.text) > _TITLE
        )

    def _subject(self, segment: Segment, after: Segment | None) -> bool:
        """Take a line as part of the title, or as naming who met; False where it is neither."""
        text = segment.text
        if not text.strip(MARKS):
            return True
        session = self._known.session.search(segment.folded)
        if session and not self._title:
            about = self._known.subject.search(segment.folded)
            stop = about.start() if about else len(text)
            self._authority(segment.part(0, stop))
            return about is None or self._subject(segment.part(stop), None)
        opens_big = text.split()[0].isupper()
        if opens_big and self._known.organs.regex.match(segment.folded) and self._closes(after):
            # "ỦY BAN NHÂN DÂN TỈNH X" alone, before its "Căn cứ": who decides, not what about
            self._authority(segment)
            return True
        if self._title:
            if session:
                self._authority(segment)
                return True
            goes_on = text[0].islower() or text[0].isdigit() or self._title[-1].text.endswith(",")
            if not goes_on and not (capitals(text) and capitals(self._title[-1].text)):
                return False
        elif not text[0].islower() and not opens_big and text.endswith((".", ";", ":")):
            return False
        self._title.append(segment)
        return True

    def _closes(self, after: Segment | None) -> bool:
        """Whether a line that names an organ stands where the authority does, below the title."""
        if self.head.type not in {"decision", "resolution"}:
            return False  # plans, reports and notices have none: "... VỚI TỈNH ỦY X" is their subject
        known = self._known
        return after is None or bool(known.opening.search(after.folded) or known.session.search(after.folded))

    def _authority(self, segment: Segment) -> None:
        """Take a line below the type that names the organ that met or decides."""
        self.head.organs += organs_in(segment)
        self.head.parts.append((segment.start, segment.end, "letterhead"))
        self.head.spans += [segment.span(m, "session") for m in DIGITS.finditer(segment.text)]

    def _annex_alone(self) -> bool:
        """Whether the file is the annex of a document that only the note below its title tells of."""
        if self.head.type is not None or self.head.number is not None:
            return False
        return expression("annex_heading").match(lowered(self._segments[0].text)) is not None

    def _attached(self, body: int) -> None:
        """Number and date from the note of what a plan was issued with, where it is the document itself."""
        for segment in self._segments[body:]:
            match = self._known.attachment.search(segment.folded) if segment.text.startswith("(") else None
            if match is None:
                continue
            made = self._known.type_line.regex.search(match["made"])
            of = self._known.type_line.of(made).type if made else None
            alone = of is not None and self._annex_alone()
            if of != self.head.type and not alone and not (self.head.number is None and of == "decision"):
                continue
            self.head.type = of if alone else self.head.type
            note = segment.part(0, segment.text.find(")") + 1 or None)
            number = self._known.number.search(note.folded)
            if number and self.head.number is None:
                self._number(note, number)
            found = self._tried([note], None, found_date, note.folded)
            if found and self.head.issued is None:
                self._date(note, *found)
            self.head.parts.append((note.start, note.end, "attachment"))
            self.head.organs += organs_in(note.part(found[1].end() if found else match.end()))
            return
