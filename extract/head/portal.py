"""The block in which a legal portal tells of a document: "Số hiệu | 12/QĐ-UBND", "Ngày ban hành | 03/04/2024"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from extract.contract.model import DocumentType
from extract.head.headlines import HeadSpan, Segment, found_date
from extract.head.signature import person
from extract.head.wordings import wordings

_SIGN = "So"  # what stands before a number in a letterhead (folded) and not in a block
_FEWEST = 2  # fields that must have been read, one of them number or date, for lines to be such a block
_LEAD = " :|-–*_\t"
_FIELD = 300  # characters of a line that holds a field


@dataclass(slots=True)
class Portal:
    """What the block says; `used`: indices of the segments that it is made of."""

    number: Segment | None = None
    issued: date | None = None
    signer: str | None = None
    type: DocumentType | None = None
    issuer: Segment | None = None
    title: Segment | None = None
    spans: list[HeadSpan] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    def take(self, reading: str, value: Segment) -> None:
        """Take the value of one field; what cannot be its value says nothing, and the first one counts."""
        known = wordings()
        if reading == "number" and self.number is None:
            match = known.number.match(f"{_SIGN} {value.folded}")
            if match:
                self.number = value.part(0, match.end("number") - len(_SIGN) - 1)
                self.spans.append(HeadSpan(self.number.start, self.number.end, "document_number"))
        elif reading == "issued" and self.issued is None:
            found = found_date(value.folded, [wordings().bare_date, *wordings().dates])
            if found and not value.text[: found[1].start()].strip(_LEAD):
                self.issued = found[0]
                self.spans.append(value.span(found[1], "date"))
        elif reading == "signer":
            self.signer = self.signer or person(value)
        elif reading == "type" and self.type is None:
            match = known.type_line.regex.match(value.folded)
            self.type = known.type_line.of(match).type if match else None
        elif reading == "issuer":
            self.issuer = self.issuer or value
        elif reading == "title":
            self.title = self.title or value

    @property
    def whole(self) -> bool:
        """Whether so much was read that the lines are such a block."""
        read = sum(each is not None for each in (self.number, self.issued, self.signer, self.type, self.issuer))
        return read >= _FEWEST and (self.number is not None or self.issued is not None)


def read_portal(segments: Sequence[Segment]) -> Portal | None:
    """The portal's block among the lines of a head; None where there is none."""
    known, portal = wordings(), Portal()
    labels = {
        i: match
        for i, segment in enumerate(segments)
        if len(segment.text) < _FIELD and (match := known.portal.regex.match(segment.folded))
    }
    for i, match in labels.items():
        rest = segments[i].part(match.end())
        value = rest.part(len(rest.text) - len(rest.text.lstrip(_LEAD)))
        portal.used.add(i)
        if not value.text and i + 1 < len(segments) and i + 1 not in labels:
            value = segments[i + 1]
            value = value.part(len(value.text) - len(value.text.lstrip(_LEAD)))
            portal.used.add(i + 1)
        if value.text:
            portal.take(known.portal.of(match).reading, value)
    return portal if portal.whole else None
