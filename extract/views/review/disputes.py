"""What reviewers differ on, and how far they agree, in words: for agreement.html, and whoever shows the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

from extract.contract.model import Extraction
from extract.messages import Language, said, say
from extract.reviewing.agreement import RECORD, Agreement, disputed
from extract.reviewing.judgments import Judgment
from extract.reviewing.settling import Conflict
from extract.views.diff.changes import Field
from extract.views.diff.telling import field_value
from extract.views.review.links import link

AGREEMENT = "agreement.html"
Both = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Position:
    """What one reviewer says where they differ: each disputed field in words, None for all where it is no record."""

    reviewer: Both
    verdict: str
    at: str
    fields: tuple[Both, ...] | None
    note: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """A record on which reviewers differ; `href` leads to it on its review page."""

    document: str
    id: str
    href: str
    name: str
    value: str
    sentence: str
    fields: tuple[Both, ...]
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Two reviewers on one field, in words; `kappa` as it is written in each language."""

    reviewers: Both
    field: Both
    judged: int
    agreed: int
    kappa: Both


def row_of(found: Agreement) -> Row:
    """A line of the table of agreement."""
    figure = "—" if found.kappa is None else f"{found.kappa:.2f}"
    one, other = _named(found.one), _named(found.other)
    names = (f"{one[0]} – {other[0]}", f"{one[1]} – {other[1]}")
    return Row(names, field_told(found.field), found.judged, found.agreed, (figure, figure.replace(".", ",")))


def field_told(field: str) -> Both:
    """A field of a judgment as a reader knows it."""
    if field == RECORD:
        return say("agreement.verdict", "en"), say("agreement.verdict", "vi")
    return said(f"diff.field.{field}", "en", field), said(f"diff.field.{field}", "vi", field)


def disputed_of(extraction: Extraction, conflicts: dict[str, Conflict]) -> list[Dispute]:
    """What is in dispute of a document, in the order of the text."""
    targets = {each.id: each for each in extraction.targets}
    document = extraction.document.id
    found = []
    for id, conflict in conflicts.items():
        names = disputed(conflict)
        first, target = conflict.words[0], targets.get(id)
        fields = [name for name in names if name != RECORD]
        found.append(
            Dispute(
                document, id, link(document, id if target is not None else first.id or ""),
                target.indicator.name if target is not None else _name(first), first.value_text,
                target.source.sentence.text if target is not None else first.sentence or "",
                tuple(map(field_told, fields)), tuple(_position(each, fields) for each in conflict.words),
            )
        )  # fmt: skip
    return found


def _name(judgment: Judgment) -> str:
    return judgment.record.indicator_text if judgment.record is not None else ""


def _named(reviewer: str) -> Both:
    return reviewer or say("agreement.unnamed", "en"), reviewer or say("agreement.unnamed", "vi")


def _position(judgment: Judgment, fields: list[str]) -> Position:
    said_of = None
    if judgment.record is not None:
        stated = judgment.record.stated()
        said_of = tuple(_value(name, stated.get(name)) for name in fields)
    return Position(_named(judgment.by), judgment.verdict, judgment.at[:10], said_of, judgment.note)


def _value(name: str, value: Any) -> Both:
    if name == "indicator" and isinstance(value, str):
        value = {"id": value, "name": value}
    field = Field(name, value, value)
    en, vi = (field_value(field, value, language) for language in get_args(Language))
    return en, vi
