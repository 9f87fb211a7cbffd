"""One judgment: what a reviewer said of one record, when, and what the extractor had said."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_serializer, model_validator

from extract.measure.gold_file import Offset
from extract.measure.verdicts import Record


def moment(at: str | datetime) -> str:
    """A time as judgments carry it: ISO 8601 in UTC, to the millisecond, so that texts sort as times do.

    A time without a zone is taken for UTC.  Raises ValueError for what is no time.

    moment("2026-11-29T21:13:58+07:00") == "2026-11-29T14:13:58.000Z"
    """
    given = datetime.fromisoformat(at) if isinstance(at, str) else at
    try:
        utc = given.replace(tzinfo=UTC) if given.tzinfo is None else given.astimezone(UTC)
    except OverflowError as error:  # the first day of the year 1, east of Greenwich
        raise ValueError(f"no time in UTC: {at}") from error
    return utc.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def _name(by: str) -> str:
    return unicodedata.normalize("NFC", " ".join(by.split()))


class Judgment(BaseModel):
    """What a reviewer says of one record of a document.

    `id` is null for a record that was missed; `start`, `end` are code points of the document as read, whose bytes are
    `sha256`.  `record` is the right form; null where it is wrong or the word is withdrawn.  `before` is what the
    extractor had, `sentence` the sentence that the value stands in: by them a record is found again in another
    extraction.  `settles`: decides where reviewers differ.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    at: Annotated[str, AfterValidator(moment)]
    by: Annotated[str, AfterValidator(_name)]
    document: Annotated[str, Field(min_length=1)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    id: Annotated[str, Field(min_length=1)] | None
    start: Offset
    end: Annotated[Offset, Field(ge=1)]
    value_text: str
    verdict: Literal["right", "wrong", "corrected", "missed", "withdrawn"]
    record: Record | None
    before: Record | None = None
    sentence: str | None = None
    note: str = ""
    settles: bool = False

    @model_validator(mode="after")
    def _told(self) -> Judgment:
        if self.end <= self.start:
            raise ValueError("end is not after start")
        if self.verdict == "missed" and self.id is not None:
            raise ValueError("missed: an id is too much")
        if self.id is None and self.verdict not in ("missed", "withdrawn"):
            raise ValueError(f"{self.verdict}: an id is missing")
        if self.verdict in ("right", "corrected", "missed") and self.record is None:
            raise ValueError(f"{self.verdict}: a record is missing")
        if self.verdict == "wrong" and self.record is not None:
            raise ValueError("wrong: a record is too much")
        return self

    @field_serializer("record", "before")
    def _stated(self, record: Record | None) -> dict[str, Any] | None:
        return record.stated() if record is not None else None

    def line(self) -> str:
        """It as one line of a file of verdicts, without the line's end."""
        return self.model_dump_json()

    def alike(self, other: Judgment) -> bool:
        """Whether both say the same, whenever they were said."""
        return self.model_copy(update={"at": other.at}).line() == other.line()


Subject = tuple[object, ...]


def subject(judgment: Judgment) -> Subject:
    """What tells the records of a document apart that one reviewer speaks of: the id, else the place and what it is.

    Two values of one number (for two tiers, two years) that were both missed are two records.
    """
    if judgment.id is not None:
        return (judgment.id,)
    record = judgment.record
    what = (record.kind, record.indicator, record.level, record.period and record.period.end) if record else ()
    return ("", judgment.start, judgment.end, *what)
