"""One row a record over all documents: provinces side by side, as CSV and as JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

from extract.model import Extraction, Level, Target
from extract.write.atomic import write_text
from extract.write.json import plain

Cell = str | int | float | None
Row = dict[str, Cell]

COLUMNS = (
    "province_code", "province", "successor_code", "successor", "document", "type", "number", "issued",
    "indicator_id", "indicator_name", "indicator_text", "qualifier", "kind", "level",
    "period_type", "period_start", "period_end", "year",
    "unit", "unit_text", "relation", "value", "upper", "out_of", "band", "direction", "per",
    "baseline_start", "baseline_end", "exclusion", "sentence", "section", "start", "end",
    "confidence", "id",
)  # fmt: skip
_LEVELS = {level: place for place, level in enumerate(get_args(Level))}
_LAST = "\U0010ffff"  # what is unknown sorts after what is known
# A spreadsheet takes a cell that begins so for a formula (CSV injection, CWE-1236).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def row(extraction: Extraction, target: Target) -> Row:
    """One record as a flat row, keys as in COLUMNS; `year` is the period's end."""
    head, measure, period = extraction.document, target.measure, target.period
    province = head.province
    current = province.successor or province if province else None
    baseline = target.baseline
    values: tuple[Cell, ...] = (
        province.code if province else None,
        province.name if province else None,
        current.code if current else None,
        current.name if current else None,
        head.id,
        head.type,
        head.number,
        head.issued,
        target.indicator.id,
        target.indicator.name,
        target.indicator.text,
        target.qualifier,
        target.kind,
        target.level,
        period.type if period else None,
        period.start if period else None,
        period.end if period else None,
        period.end if period else None,
        measure.unit,
        measure.unit_text,
        measure.relation,
        measure.value,
        measure.upper,
        measure.out_of,
        measure.band,
        measure.direction,
        measure.per,
        baseline.start if baseline else None,
        baseline.end if baseline else None,
        target.exclusion,
        target.source.sentence.text,
        " > ".join(target.source.section),
        target.source.start,
        target.source.end,
        target.confidence,
        target.id,
    )
    return {name: plain(value) for name, value in zip(COLUMNS, values, strict=True)}


def rows(extraction: Extraction) -> list[Row]:
    """The rows of one document, in its own order."""
    return [row(extraction, target) for target in extraction.targets]


def _key(row: Row) -> tuple[Cell, ...]:
    """Province code, indicator, tier, year, document, place; what is unknown comes last."""
    level, year = row["level"], row["year"]
    return (
        row["province_code"] or _LAST,
        row["indicator_id"] or _LAST,
        row["indicator_name"],
        _LEVELS[level] if isinstance(level, str) else len(_LEVELS),
        9999 if year is None else year,
        row["document"],
        row["start"],
        row["end"],
        row["id"],
    )


def arranged(rows: Iterable[Row]) -> list[Row]:
    """The rows in the one order they are written in, whatever order they came in."""
    return sorted(rows, key=_key)


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def csv_text(rows: Iterable[Row]) -> str:
    """Comma-separated values with a header line; text that looks like a formula gets a leading '."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for each in rows:
        writer.writerow({name: _safe(cell) for name, cell in each.items()})
    return buffer.getvalue()


def jsonl_text(rows: Iterable[Row]) -> str:
    """One JSON object a line, the same columns with null for what is unknown."""
    return "".join(json.dumps(each, ensure_ascii=False, allow_nan=False) + "\n" for each in rows)


def write(rows: Iterable[Row], folder: Path) -> tuple[Path, Path]:
    """Write <folder>/targets.csv and targets.jsonl, sorted, and return their paths."""
    ordered = arranged(rows)
    paths = folder / "targets.csv", folder / "targets.jsonl"
    write_text(paths[0], csv_text(ordered))
    write_text(paths[1], jsonl_text(ordered))
    return paths
