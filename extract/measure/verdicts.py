"""Verdict files: what a reviewer found right, wrong, corrected or missed, and what it is worth as gold.

docs/review.md describes the format.  A record that was not judged is neither right nor wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from extract.contract.failures import Problem
from extract.contract.model import Baseline, Direction, Kind, Level, Period, Place, Relation, Target, Unit
from extract.measure.gold import OTHER, GoldError, Reading, extracted, output, reading
from extract.measure.gold_file import Amount, Offset, first
from extract.sources.regular import contents, opened
from extract.write.json import plain

FORMAT = "chitieu-verdicts/1"
_WITHIN = 200  # bytes of a file in which the marker stands
_NEEDS_END = frozenset({"by", "in", "during"})  # "from 2025 on, each year" has no last one


class VerdictError(GoldError):
    """A file that holds no verdicts; the message says why in one line."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


MORE = ("place", "responsible", "label", "parent", "qualifier")
"""Fields of a record that gold does not have: one that a verdict leaves out was not judged."""


class Record(_Model):
    """A record in the fields of the annotation guidelines, without its span, and those of MORE where they were judged.

    `stated` is what it says: a field of MORE that was left out is not null, it is not there.
    """

    kind: Kind
    indicator: Annotated[str, Field(min_length=1)]
    indicator_text: str
    unit: Unit
    unit_text: str | None
    relation: Relation
    value: Amount
    upper: Amount
    out_of: Amount
    band: str | None
    direction: Direction | None
    per: Literal["year"] | None
    period: Period | None
    baseline: Baseline | None
    level: Level | None
    exclusion: str | None
    place: Place | None = None
    responsible: str | None = None
    label: str | None = None
    parent: str | None = None
    qualifier: str | None = None

    def stated(self) -> dict[str, Any]:
        """The fields that it states, as plain data: whole numbers as integers."""
        return dict(plain(self.model_dump(mode="json", exclude_unset=True)))

    def gold(self) -> dict[str, Any]:
        """The fields of gold, all of them."""
        return self.model_dump(exclude=set(MORE))

    @model_validator(mode="after")
    def _whole(self) -> Record:
        if self.unit == "band" and not self.band:
            raise ValueError("a band needs its words")
        if self.unit != "band" and self.value is None:
            raise ValueError("a value is missing")
        if self.relation == "between" and self.unit != "band" and self.upper is None:
            raise ValueError("a range needs its upper value")
        if self.period and self.period.type in _NEEDS_END and self.period.end is None:
            raise ValueError(f"a period {self.period.type!r} needs its last year")
        years = [year for when in (self.period, self.baseline) if when for year in (when.start, when.end)]
        if any(year is not None and not 0 <= year <= 9999 for year in years):
            raise ValueError("a year of more than four digits, or below zero")
        return self


class _Place(_Model):
    start: Offset
    end: Annotated[Offset, Field(ge=1)]
    value_text: str

    @model_validator(mode="after")
    def _forward(self) -> _Place:
        if self.end <= self.start:
            raise ValueError("end is not after start")
        return self


class Verdict(_Place):
    """What a reviewer says of one record; `id` is null for one that was missed.

    `record` is the right form: as the page had it (right), as the reviewer wrote it (corrected,
    missed), or null (wrong).  `at`: when it was given.  What was said before and is taken back is `withdrawn`.
    """

    id: str | None
    verdict: Literal["right", "wrong", "corrected", "missed", "withdrawn"]
    record: Record | None
    note: str = ""
    at: str | None = None

    @model_validator(mode="after")
    def _told(self) -> Verdict:
        if self.verdict == "withdrawn":
            return self
        if (self.record is None) != (self.verdict == "wrong"):
            raise ValueError(f"{self.verdict}: a record is {'missing' if self.record is None else 'too much'}")
        if (self.id is None) != (self.verdict == "missed"):
            raise ValueError(f"{self.verdict}: an id is {'missing' if self.id is None else 'too much'}")
        return self


class Unjudged(_Place):
    """A number of the page without a verdict: a record (with its `id`), or another number (`id` null)."""

    id: str | None


class Judged(_Model):
    """The document that was judged."""

    id: Annotated[str, Field(min_length=1)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Verdicts(_Model):
    """A verdict file.  `complete`: the numbers that are no records were checked as well."""

    format: Literal["chitieu-verdicts/1"]
    document: Judged
    reviewer: str
    complete: bool = False
    verdicts: tuple[Verdict, ...]
    unjudged: tuple[Unjudged, ...] = ()

    @property
    def given(self) -> tuple[Verdict, ...]:
        """The verdicts that hold: those that were withdrawn left out."""
        return tuple(each for each in self.verdicts if each.verdict != "withdrawn")

    @model_validator(mode="after")
    def _once(self) -> Verdicts:
        seen: set[tuple[str, int, int]] = set()
        for each in self.verdicts:
            place = (each.id or "", each.start, each.end)
            if each.id is not None and place in seen:
                raise ValueError(f"two verdicts for {each.id} at {each.start}")
            seen.add(place)
        return self


def gold_fields(target: Target) -> dict[str, Any]:
    """A record of an output in the fields of gold (those of `Record`)."""
    return {
        "kind": target.kind,
        "indicator": target.indicator.id or OTHER,
        "indicator_text": target.indicator.text,
        **target.measure.model_dump(),
        "period": target.period and target.period.model_dump(),
        "baseline": target.baseline and target.baseline.model_dump(),
        "level": target.level,
        "exclusion": target.exclusion,
    }


def record_of(target: Target) -> Record:
    """A record of an output with every field that a reviewer can judge."""
    return Record.model_validate({**gold_fields(target), **{name: getattr(target, name) for name in MORE}})


def is_verdicts(path: Path) -> bool:
    """Whether a file begins as a verdict file does (its body is not looked at)."""
    with opened(path) as file:
        return b'"chitieu-verdicts/' in file.read(_WITHIN)


def load(path: Path) -> Verdicts:
    """The verdicts of a file.  Raises VerdictError naming it, OSError where it cannot be read."""
    try:
        return Verdicts.model_validate_json(contents(path))
    except ValidationError as error:
        raise VerdictError(path, Problem("not_verdicts.damaged", {"detail": first(error)})) from error


def unknown(verdicts: Verdicts, ids: Iterable[str]) -> list[str]:
    """Indicator ids that are neither in `ids` nor `other`, each once, sorted."""
    known = {*ids, OTHER}
    return sorted({each.record.indicator for each in verdicts.verdicts if each.record} - known)


def gold_records(verdicts: Verdicts) -> list[dict[str, Any]]:
    """The records that gold holds, in the order of the text; those without a verdict as `ignore`."""
    places: dict[tuple[int, int], dict[str, Any]] = {}
    for open_one in verdicts.unjudged:
        places.setdefault((open_one.start, open_one.end), _placed(open_one, {"ignore": True}))
    wanted = [_placed(each, each.record.gold()) for each in verdicts.given if each.record]
    found = [*wanted, *places.values()]
    return sorted(found, key=lambda record: (record["start"], record["end"], bool(record.get("ignore"))))


def _placed(place: _Place, fields: dict[str, Any]) -> dict[str, Any]:
    start: dict[str, Any] = {"start": place.start, "end": place.end, "value_text": place.value_text}
    result: dict[str, Any] = plain({**start, **fields})
    return result


def gold_text(verdicts: Verdicts) -> str:
    """The verdicts as gold: one JSON object a line."""
    lines = (json.dumps(record, ensure_ascii=False, allow_nan=False) for record in gold_records(verdicts))
    return "".join(f"{line}\n" for line in lines)


def scored(verdicts: Verdicts, targets: Sequence[Target]) -> list[Target]:
    """The targets of an output that these verdicts can tell right or wrong.

    A target on a number that was judged counts, except one that the reviewer saw and left open.
    Elsewhere none counts, unless the reviewer says that all numbers were checked.
    """
    spans = [(each.start, each.end) for each in verdicts.given]
    opened = {(each.id, each.start, each.end) for each in verdicts.unjudged}
    free = [(each.start, each.end) for each in verdicts.unjudged]
    return [target for target in targets if _counts(target, spans, opened, free, verdicts.complete)]


def _counts(
    target: Target,
    spans: Sequence[tuple[int, int]],
    opened: set[tuple[str | None, int, int]],
    free: Sequence[tuple[int, int]],
    complete: bool,
) -> bool:
    start, end = target.source.start, target.source.end
    if (target.id, start, end) in opened:
        return False
    if any(a < end and start < b for a, b in spans):
        return True
    return complete and not any(a < end and start < b for a, b in free)


def judged(path: Path, written: Path, ids: frozenset[str]) -> tuple[list[Reading], list[Reading]]:
    """What a verdict file wants of an output, and what of the output it can judge.

    Indicator ids outside `ids` count as `other` on both sides.  Raises GoldError where either file
    is not what it should be, or the output is of another text.
    """
    verdicts, extraction = load(path), output(written)
    if verdicts.document.sha256 != extraction.document.sha256:
        raise GoldError(path, Problem("another_text.judged", {"output": str(written), "id": verdicts.document.id}))
    wanted = []
    for each in verdicts.given:
        if each.record:
            indicator = each.record.indicator if each.record.indicator in ids else OTHER
            wanted.append(reading(_placed(each, {**each.record.gold(), "indicator": indicator})))
    return wanted, [extracted(target, ids) for target in scored(verdicts, extraction.standing)]
