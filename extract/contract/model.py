"""The output contract as pydantic models: one `Extraction` per input document.

Everything that writes, compares or evaluates takes these models and nothing else.  Offsets are
half-open and count code points of the document as read, before any normalisation.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from extract.contract.codes.values import Direction as Direction
from extract.contract.codes.values import DocumentType as DocumentType
from extract.contract.codes.values import Kind as Kind
from extract.contract.codes.values import Level as Level
from extract.contract.codes.values import Per as Per
from extract.contract.codes.values import PeriodType as PeriodType
from extract.contract.codes.values import Relation as Relation
from extract.contract.codes.values import TextState as TextState
from extract.contract.codes.values import Unit as Unit
from extract.contract.marker import SCHEMA as SCHEMA


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Successor(_Model):
    """The province that one became part of on 2025-07-01."""

    code: str
    name: str


class Province(_Model):
    """A province by the General Statistics Office's code in force when the document was issued."""

    code: str
    name: str
    successor: Successor | None


class Horizon(_Model):
    """The years that the document as a whole plans for; records never take it over."""

    start: int | None
    end: int
    basis: Literal["title", "term", "goals"]


class Head(_Model):
    """What the document says of itself; every field but the first four may be unknown."""

    id: str
    source: str
    sha256: str
    media_type: str
    title: str | None
    type: DocumentType
    number: str | None
    issued: str | None
    issuer: str | None
    province: Province | None
    district: str | None
    signer: str | None
    horizon: Horizon | None
    text_state: TextState


class IndicatorRef(_Model):
    """What is measured: the catalogue's id (null where none fits), its name, the text's words."""

    id: str | None
    name: str
    text: str


class Measure(_Model):
    """How much: numbers in the unit as written; a range keeps both ends (`value`, `upper`)."""

    unit: Unit
    unit_text: str | None
    relation: Relation
    value: float | int | None
    upper: float | int | None
    out_of: float | int | None
    band: str | None
    direction: Direction | None
    per: Per | None


class Period(_Model):
    """By when, in years; `asof` is the reporting date and has neither start nor end."""

    type: PeriodType
    start: int | None
    end: int | None


class Baseline(_Model):
    """The years a change is measured from."""

    start: int | None
    end: int | None


class Sentence(_Model):
    """The sentence a value stands in; `text` is readable (lines joined, diacritics restored)."""

    start: int
    end: int
    text: str


class Source(_Model):
    """Where the value expression stands: raw[start:end] == text.

    `rects`: its rectangles on `page`, one a line, (x0, y0, x1, y1) in points from the upper left corner.
    `cell`: of a sheet, as formulas name it: Sheet1!D12; a merged one by its first.
    """

    start: int
    end: int
    text: str
    sentence: Sentence
    section: tuple[str, ...]
    page: int | None
    rects: Annotated[
        tuple[tuple[float, float, float, float], ...] | None,
        Field(default=None, exclude_if=lambda rects: rects is None),
    ]
    cell: Annotated[str | None, Field(default=None, exclude_if=lambda cell: cell is None)]
    alignment: Literal["exact", "restored"]


class Why(_Model):
    """One rule that had a part in a record, and the characters (raw offsets) it used."""

    rule: str
    start: int
    end: int


class Place(_Model):
    """The area or body that a value belongs to; `code` is that of a province (General Statistics Office)."""

    name: str
    level: Level | None
    code: str | None = None


class Reviewed(_Model):
    """What a person said of a record, who and when (ISO 8601, UTC).

    A corrected record holds the corrected fields, and `was` those fields as the extractor had them; one that is
    `wrong` stays where it was, so that it can be taken back, and counts nowhere (`Extraction.standing`).
    """

    verdict: Literal["right", "wrong", "corrected", "added"]
    by: str | None = None
    at: str | None = None
    was: dict[str, Any] | None = None


_Text = Annotated[str | None, Field(default=None, exclude_if=lambda text: text is None)]


class Target(_Model):
    """One commitment (`target`) or reported result (`actual`).

    Left out where the text does not tell them: `place`, where it is another than the document's own; `responsible`,
    who is charged with it; `label`, the goal's own number; `parent`, the id of the record that it is a part of;
    `reviewed`, what a person said of it.
    """

    id: str
    kind: Kind
    indicator: IndicatorRef
    qualifier: str | None
    measure: Measure
    period: Period | None
    baseline: Baseline | None
    level: Level | None
    exclusion: str | None
    place: Annotated[Place | None, Field(default=None, exclude_if=lambda place: place is None)]
    responsible: _Text = None
    label: _Text = None
    parent: _Text = None
    reviewed: Annotated[Reviewed | None, Field(default=None, exclude_if=lambda reviewed: reviewed is None)]
    source: Source
    confidence: Annotated[float, Field(ge=0, le=1)]
    why: tuple[Why, ...]

    @property
    def part(self) -> str | None:
        """What of the indicator it is about, and where: values of different parts are not compared."""
        return "; ".join(filter(None, (self.qualifier, self.place.name if self.place else None))) or None


class Rejection(_Model):
    """A number that was looked at and is no measure, with a snake_case reason."""

    start: int
    end: int
    text: str
    reason: str


_Place = Annotated[int | None, Field(default=None, exclude_if=lambda place: place is None)]


class Notice(_Model):
    """Something a reader of the record set should know (`code` is snake_case).

    `start`, `end`, `page`: where it stands in the document (raw offsets), if it is of one place.
    """

    code: str
    message: str
    start: _Place = None
    end: _Place = None
    page: _Place = None

    @classmethod
    def of(cls, told: tuple[str, str]) -> Notice:
        """What `extract.contract.failures.notice` gives, as it is written."""
        return cls(code=told[0], message=told[1])


class Extraction(_Model):
    """All that is written for one document."""

    schema_: Annotated[Literal["chitieu/1"], Field(alias="schema")] = "chitieu/1"
    document: Head
    targets: tuple[Target, ...]
    rejected: tuple[Rejection, ...]
    warnings: tuple[Notice, ...]

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @property
    def standing(self) -> tuple[Target, ...]:
        """The records that count: all but those that a person found wrong."""
        return tuple(each for each in self.targets if each.reviewed is None or each.reviewed.verdict != "wrong")

    @property
    def other_numbers(self) -> tuple[Rejection, ...]:
        """Every number that counts as no record: `rejected` but for those that a person made records of, and the
        values of records that a person found wrong, in the order of the text.
        """
        if all(each.reviewed is None for each in self.targets):
            return self.rejected
        standing = [(each.source.start, each.source.end) for each in self.standing]
        added = [(each.source.start, each.source.end) for each in self.targets
                 if each.reviewed is not None and each.reviewed.verdict == "added"]  # fmt: skip
        found = {(each.start, each.end): each for each in self.rejected if not _within(each.start, each.end, added)}
        for each in self.targets:
            span = each.source.start, each.source.end
            if each.reviewed is not None and each.reviewed.verdict == "wrong" and not _within(*span, standing):
                found[span] = Rejection(start=span[0], end=span[1], text=each.source.text, reason="reviewed_wrong")
        return tuple(found[span] for span in sorted(found))


def _within(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Whether characters are part of one of the spans."""
    return any(first < end and start < last for first, last in spans)


def json_schema() -> dict[str, object]:
    """The JSON Schema of `Extraction` as it is serialised (draft 2020-12)."""
    schema: dict[str, object] = Extraction.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
