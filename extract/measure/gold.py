"""Gold annotation as it is kept: JSON Lines, with the part annotated and the ids in use beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extract.contract.failures import Problem
from extract.contract.model import Extraction, Target
from extract.write.outputs import NotAnOutput, parsed

CORE = (
    "kind", "indicator", "unit", "relation", "value", "upper", "out_of", "band",
    "direction", "per", "period", "baseline", "level",
)  # fmt: skip
OTHER = "other"
_STEM = re.compile(r"(\.gold)?\.jsonl$")


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


@dataclass(frozen=True, slots=True)
class Reading:
    """A record, annotated or extracted, flat: its span, its core fields, the words it goes by.

    `period` is (type, start, end) and `baseline` (start, end).  `unscored` names the fields on
    which careful readers differ; an `ignored` record makes a prediction neither right nor wrong.
    """

    start: int
    end: int
    text: str
    words: str
    core: Mapping[str, Any]
    confidence: float = 1.0
    place: str | None = None  # where the value holds, by name
    unscored: frozenset[str] = frozenset()
    ignored: bool = False


def _years(value: Mapping[str, Any] | None, *keys: str) -> tuple[Any, ...] | None:
    return tuple(value.get(key) for key in keys) if value else None


def reading(record: Mapping[str, Any]) -> Reading:
    """A gold record as a reading.  Raises KeyError, TypeError or AttributeError for what is none."""
    core = {field: record.get(field) for field in CORE}
    core["period"] = _years(core["period"], "type", "start", "end")
    core["baseline"] = _years(core["baseline"], "start", "end")
    return Reading(
        record["start"],
        record["end"],
        record.get("value_text", ""),
        record.get("indicator_text") or "",
        core,
        place=record.get("place"),
        unscored=frozenset(record.get("any", ())),
        ignored=bool(record.get("ignore")),
    )


def annotated(path: Path) -> list[Reading]:
    """The records of a gold file.  Raises GoldError naming the line that is no record."""
    readings = []
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if line.strip():
            try:
                readings.append(reading(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise GoldError(f"{path}:{number}", Problem("not_gold.record", {"detail": str(error)})) from error
    return readings


def extracted(target: Target, ids: frozenset[str]) -> Reading:
    """A target as a reading; an indicator id outside `ids` counts as `other`."""
    measure, period, baseline, source = target.measure, target.period, target.baseline, target.source
    core: dict[str, Any] = {field: getattr(measure, field, None) for field in CORE}
    core["kind"] = target.kind
    core["indicator"] = target.indicator.id if target.indicator.id in ids else OTHER
    core["period"] = (period.type, period.start, period.end) if period else None
    core["baseline"] = (baseline.start, baseline.end) if baseline else None
    core["level"] = target.level
    place = target.place.name if target.place is not None else None
    return Reading(source.start, source.end, source.text, target.indicator.text, core, target.confidence, place)


def output(path: Path) -> Extraction:
    """An output file.  Raises GoldError where it is no extraction."""
    try:
        return parsed(path.read_bytes(), str(path))
    except NotAnOutput as error:
        raise GoldError(path, error.problem) from error


def predicted(path: Path, ids: frozenset[str]) -> list[Reading]:
    """The records of an output file.  Raises GoldError where it is no extraction."""
    return [extracted(target, ids) for target in output(path).standing]


def stem(gold: Path) -> str:
    """The id of the document that a gold file annotates."""
    return _STEM.sub("", gold.name)


def part(gold: Path) -> tuple[int, int] | None:
    """The half-open span of the document that was annotated (<stem>.range.json), None for all of it."""
    beside = gold.with_name(f"{stem(gold)}.range.json")
    if not beside.exists():
        return None
    bounds = json.loads(beside.read_text("utf-8"))
    return bounds["start"], bounds["end"]


@cache
def ids_of(table: Path) -> frozenset[str]:
    """The first column of a TSV with a header line."""
    return frozenset(line.split("\t")[0] for line in table.read_text("utf-8").splitlines()[1:])


def known_ids(gold: Path) -> frozenset[str]:
    """The indicator ids a gold file could choose from.

    A catalogue grows after the gold is written: what the annotators could not know, they called
    `other`.  Their list is INDICATORS.tsv beside the gold file, in the folder above it or in the
    folder gold/ next to it; where there is none it is the shipped catalogue.
    """
    for folder in (gold.parent, gold.parent.parent, gold.parent.parent / "gold"):
        if (folder / "INDICATORS.tsv").exists():
            return ids_of(folder / "INDICATORS.tsv")
    from extract.catalogue.entries import catalogue

    return frozenset(catalogue().entries)
