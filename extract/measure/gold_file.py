"""The one place that opens what gold is kept in, with a schema and bounds; what is wrong is told in one line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from extract.contract.failures import Problem
from extract.sources.regular import contents

LONGEST = 2**40  # characters of a document
MOST = 10**18  # of a value, as extract.write.plausible has it

Offset = Annotated[int, Field(ge=0, le=LONGEST, strict=True)]
Amount = Annotated[float | int, Field(ge=-MOST, le=MOST)] | None
Year = Annotated[int, Field(ge=0, le=9999)] | None


class GoldError(ValueError):
    """A gold or output file that does not hold what it should.

    `place` is the file (with the number of the line, where it is one line), `problem` what is wrong with it; the
    message says both.
    """

    def __init__(self, place: object, problem: Problem) -> None:
        self.place, self.problem = str(place), problem
        super().__init__(f"{self.place}: {problem.message}")

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.place, self.problem)


class _Unfit(ValueError):
    """What is no object of a schema; the message says why."""


class _Span(BaseModel):
    model_config = ConfigDict(allow_inf_nan=False)

    start: Offset
    end: Offset

    @model_validator(mode="after")
    def _forward(self) -> _Span:
        if self.end < self.start:
            raise ValueError("end is before start")
        return self


class _Years(BaseModel):
    type: str | None = None
    start: Year = None
    end: Year = None


class _Record(_Span):
    """What is read of a gold record; more may stand in it."""

    value_text: str = ""
    indicator_text: str | None = None
    kind: str | None = None
    indicator: str | None = None
    unit: str | None = None
    relation: str | None = None
    value: Amount = None
    upper: Amount = None
    out_of: Amount = None
    band: str | None = None
    direction: str | None = None
    per: str | None = None
    period: _Years | None = None
    baseline: _Years | None = None
    level: str | None = None
    place: str | None = None
    any: tuple[str, ...] = ()
    ignore: bool = False


def records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The records of a gold file with the numbers of their lines.  Raises GoldError naming the line that is none."""
    for number, line in enumerate(contents(path).split(b"\n"), 1):
        if line.strip():
            try:
                found = _checked(_Record, line)
            except _Unfit as error:
                raise GoldError(f"{path}:{number}", Problem("not_gold.record", {"detail": str(error)})) from error
            yield number, found


def span(path: Path) -> tuple[int, int]:
    """The stretch of a document that a <stem>.range.json says was annotated.  Raises GoldError."""
    try:
        found = _checked(_Span, contents(path))
    except _Unfit as error:
        raise GoldError(path, Problem("not_gold.range", {"detail": str(error)})) from error
    return found["start"], found["end"]


def first_column(path: Path) -> frozenset[str]:
    """The first column of a TSV with a header line.  Raises GoldError."""
    try:
        lines = contents(path).decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise GoldError(path, Problem("not_gold.list", {"detail": "UTF-8"})) from error
    return frozenset(line.split("\t")[0] for line in lines[1:])


def _checked(kind: type[BaseModel], data: bytes) -> dict[str, Any]:
    """The object that `data` holds.  Raises _Unfit saying what is wrong first."""
    try:
        kind.model_validate_json(data)
        found: dict[str, Any] = json.loads(data)
    except ValidationError as error:
        raise _Unfit(first(error)) from error
    except (ValueError, RecursionError) as error:  # in what the schema does not look at
        raise _Unfit("JSON") from error
    return found


def first(error: ValidationError) -> str:
    """What is wrong first, in one line: `where: what`."""
    found = error.errors(include_url=False, include_input=False, include_context=False)[0]
    at = ".".join(str(part) for part in found["loc"])
    return " ".join((f"{at}: {found['msg']}" if at else str(found["msg"])).split())
