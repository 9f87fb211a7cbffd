"""Gold annotation as it is kept: JSON Lines, with the part annotated and the ids in use beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extract.contract.model import Extraction, Target
from extract.measure.gold_file import GoldError, first_column, records, span
from extract.sources.regular import contents
from extract.write.outputs import NotAnOutput, parsed

CORE = (
    "kind", "indicator", "unit", "relation", "value", "upper", "out_of", "band",
    "direction", "per", "period", "baseline", "level",
)  # fmt: skip
OTHER = "other"
__all__ = ["CORE", "OTHER", "GoldError", "Reading", "annotated", "extracted", "ids_of", "known_ids", "output", "part"]
__all__ += ["predicted", "reading", "stem"]
_STEM = re.compile(r"(\.gold)?\.jsonl$")


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
    """A gold record as a reading."""
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
    return [reading(record) for _, record in records(path)]


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
        return parsed(contents(path), str(path))
    except NotAnOutput as error:
        raise GoldError(path, error.problem) from error


def predicted(path: Path, ids: frozenset[str]) -> list[Reading]:
    """The records of an output file.  Raises GoldError where it is no extraction."""
    return [extracted(target, ids) for target in output(path).standing]


def stem(gold: Path) -> str:
    """The id of the document that a gold file annotates."""
    return _STEM.sub("", gold.name)


def part(gold: Path) -> tuple[int, int] | None:
    """The half-open span of the document that was annotated (<stem>.range.json), None for all of it.

    Raises GoldError.
    """
    beside = gold.with_name(f"{stem(gold)}.range.json")
    return span(beside) if beside.exists() else None


@cache
def ids_of(table: Path) -> frozenset[str]:
    """The first column of a TSV with a header line.  Raises GoldError."""
    return first_column(table)


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
