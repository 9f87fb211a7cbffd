"""The comparison as plain data: JSON with its whole structure, CSV with a line a value."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from extract.contract.model import Head, Target
from extract.contract.wording import value as words
from extract.language.base_units import of_target
from extract.views.compare.across import Column
from extract.views.compare.comparison import Comparison
from extract.views.compare.matrix import Row, Value
from extract.views.compare.province_map import codes
from extract.views.compare.results import Answer
from extract.write.local_units import local_unit
from extract.write.target_table import FORMULA_SIGNS

SCHEMA = "chitieu-compare/1"
Plain = str | int | float | bool | None
Link = Callable[[str, str], str | None]

COLUMNS = (
    "section", "indicator", "name_vi", "name_en", "kind", "level", "year", "year_inferred", "province_code",
    "province", "successor_code", "successor", "district", "document", "document_type", "number", "issued",
    "value_vi", "value_en", "unit", "unit_text", "relation", "value", "upper", "out_of", "band", "direction", "per",
    "value_base", "upper_base", "unit_base", "baseline_start", "baseline_end", "period_type", "period_start",
    "period_end", "qualifier", "place", "exclusion", "converted", "usual_vi", "usual_en", "usual_basis", "verdict",
    "row_differs", "row_stricter", "row_laxer", "row_silent", "latest", "nearest_to", "indicator_text", "sentence",
    "section_labels", "start", "end", "confidence", "id", "link",
)  # fmt: skip
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FORMULA = tuple(FORMULA_SIGNS)


def clean(text: str) -> str:
    """Text with what no file format should carry replaced: control characters, halves of characters."""
    return _CONTROL.sub("\ufffd", text)


def number(value: float | None) -> float | int | None:
    """A number as it was written: 80, not 80.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def place(head: Head) -> dict[str, Plain]:
    """Where a document is from: its province when issued, the one it is part of today, its district."""
    province = head.province
    today = (province.successor or province) if province else None
    return {
        "province_code": province.code if province else None,
        "province": province.name if province else None,
        "successor_code": today.code if today else None,
        "successor": today.name if today else None,
        "district": local_unit(head),
    }


def record(target: Target) -> dict[str, Plain]:
    """A record's own fields, flat."""
    measure, period, baseline = target.measure, target.period, target.baseline
    base = of_target(target)
    return {
        "kind": target.kind,
        "level": target.level,
        "value_vi": words(target, "vi"),
        "value_en": words(target, "en"),
        "unit": measure.unit,
        "unit_text": measure.unit_text,
        "relation": measure.relation,
        "value": number(measure.value),
        "upper": number(measure.upper),
        "out_of": number(measure.out_of),
        "band": measure.band,
        "direction": measure.direction,
        "per": measure.per,
        "value_base": base.value if base else None,
        "upper_base": base.upper if base else None,
        "unit_base": base.unit if base else None,
        "baseline_start": baseline.start if baseline else None,
        "baseline_end": baseline.end if baseline else None,
        "period_type": period.type if period else None,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "qualifier": target.qualifier,
        "place": target.place.name if target.place else None,
        "exclusion": target.exclusion,
        "indicator_text": target.indicator.text,
        "sentence": target.source.sentence.text,
        "section_labels": " > ".join(target.source.section),
        "start": target.source.start,
        "end": target.source.end,
        "confidence": target.confidence,
        "id": target.id,
    }


def usual(row: Row, language: str) -> str:
    """The usual value in words; two where the middle lies between them."""
    return " … ".join(words(each.target, "vi" if language == "vi" else "en") for each in row.usual)


class _Beside:
    """In which rows beside the exact years a value stands too."""

    def __init__(self, found: Comparison) -> None:
        self._latest: set[int] = set()
        self._nearest: dict[int, int | None] = {}
        for row in found.matrix.beside:
            for value in (value for values in row.cells.values() for value in values):
                if row.view == "latest":
                    self._latest.add(id(value))
                else:
                    self._nearest[id(value)] = row.key.year

    def __call__(self, value: Value) -> dict[str, Plain]:
        return {"latest": id(value) in self._latest, "nearest_to": self._nearest.get(id(value))}


def _line(row: Row, value: Value, link: Link) -> dict[str, Plain]:
    head, key = value.head, row.key
    return {
        **place(head),
        **record(value.target),
        "section": "catalogue" if key.listed else "not_in_catalogue",
        "indicator": key.indicator,
        "name_vi": row.name_vi,
        "name_en": row.name_en,
        "year": value.year,
        "year_inferred": value.inferred,
        "document": head.id,
        "document_type": head.type,
        "number": head.number,
        "issued": head.issued,
        "converted": value.placed.converted,
        "usual_vi": usual(row, "vi") or None,
        "usual_en": usual(row, "en") or None,
        "usual_basis": row.basis,
        "verdict": value.verdict,
        **{f"row_{flag}": flag in row.flags for flag in ("differs", "stricter", "laxer", "silent")},
        "link": link(head.id, value.target.id),
    }


def _cell(value: Plain) -> Plain:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        value = clean(value)
        return f"'{value}" if value.startswith(_FORMULA) else value
    return value


def csv_text(found: Comparison, link: Link) -> str:
    """A line for every value of the matrix; text that a spreadsheet would take for a formula gets a leading '."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    beside = _Beside(found)
    for row in found.matrix.rows:
        for column in sorted(row.cells):
            for value in row.cells[column]:
                line = {**_line(row, value, link), **beside(value)}
                writer.writerow({name: _cell(cell) for name, cell in line.items()})
    return buffer.getvalue()


def _value(value: Value, link: Link) -> dict[str, Any]:
    return {
        "document": value.head.id,
        **record(value.target),
        "year": value.year,
        "year_inferred": value.inferred,
        "converted": value.placed.converted,
        "verdict": value.verdict,
        "link": link(value.head.id, value.target.id),
    }


def _ref(value: Value) -> dict[str, str]:
    return {"document": value.head.id, "id": value.target.id}


def _row(row: Row, columns: list[Column], link: Link) -> dict[str, Any]:
    key = row.key
    empty: dict[str, list[str]] = {}
    for column, why in sorted(row.empty.items()):
        empty.setdefault(why, []).append(columns[column].id)
    axis = asdict(key.axis)
    return {
        "section": "catalogue" if key.listed else "not_in_catalogue",
        "indicator": key.indicator,
        "name_vi": row.name_vi,
        "name_en": row.name_en,
        "kind": key.kind,
        "level": key.level,
        "year": key.year,
        "axis": {**axis, "of": number(axis["of"])},
        "usual": {"basis": row.basis, "values": [_ref(each) for each in row.usual]} if row.usual else None,
        "flags": sorted(row.flags),
        "cells": [
            {"column": columns[column].id, "values": [_value(value, link) for value in values]}
            for column, values in sorted(row.cells.items())
        ],
        "empty": empty,
    }


def _beside(row: Row, columns: list[Column]) -> dict[str, Any]:
    """A row of values of different years: where they stand by themselves is told by document, id and year."""
    key = row.key
    return {
        "view": row.view,
        "section": "catalogue" if key.listed else "not_in_catalogue",
        "indicator": key.indicator,
        "name_vi": row.name_vi,
        "name_en": row.name_en,
        "kind": key.kind,
        "level": key.level,
        "nearest_to": key.year,
        "axis": {**asdict(key.axis), "of": number(key.axis.of)},
        "cells": [
            {"column": columns[column].id, "values": [{**_ref(value), "year": value.year} for value in values]}
            for column, values in sorted(row.cells.items())
        ],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "goal": answer.goal.id,
        "indicator": answer.goal.indicator.id,
        "name": answer.goal.indicator.name,
        "level": answer.goal.level,
        "year": answer.year,
        "year_inferred": answer.inferred,
        "figures": [{"id": each.target.id, "met": each.met, "converted": each.converted} for each in answer.figures],
        "near": answer.near,
        "outcome": answer.outcome,
        "claim": {"says": answer.claim.says, "text": answer.claim.text, "rule": answer.claim.rule,
                  "in_sentence_of": answer.claim_at.id, "shared": answer.shared}
        if answer.claim and answer.claim_at else None,
        "agrees": answer.agrees,
    }  # fmt: skip


def data(found: Comparison, link: Link) -> dict[str, Any]:
    """The whole comparison; docs/compare.md says what each key holds."""
    matrix = found.matrix
    return {
        "schema": SCHEMA,
        "reference": found.reference,
        "documents": [
            {
                "id": head.id, "type": head.type, "number": head.number, "title": head.title, "issued": head.issued,
                **place(head), "on_map": {cut: list(each) for cut, each in codes(head).items()},
                "horizon": head.horizon.model_dump() if head.horizon else None,
                "column": matrix.columns[matrix.column_of[head.id]].id,
            }
            for head in (each.document for each in matrix.documents)
        ],
        "columns": [
            {
                "id": each.id, "province_code": each.code, "province": each.name, "successor_code": each.today_code,
                "successor": each.today_name, "district": each.district, "title": each.title,
                "documents": each.documents, "expected_to_speak": each.pledges,
            }
            for each in matrix.columns
        ],
        "rows": [_row(row, matrix.columns, link) for row in matrix.rows],
        "beside": [_beside(row, matrix.columns) for row in matrix.beside],
        "leftover": {
            reason: [{"document": head.id, "id": target.id} for head, target in left]
            for reason, left in sorted(matrix.leftover.items())
        },
        "reports": [
            {
                "document": report.head.id,
                "answers": [_answer(answer) for answer in report.answers],
                "results_without_goal": [target.id for target in report.unasked],
            }
            for report in found.reports
        ],
        "positions": [
            {
                "indicator": series.indicator,
                "column": matrix.columns[series.column].id,
                "values": [_ref(value) for value in series.values],
            }
            for series in found.positions
        ],
    }  # fmt: skip


def json_text(found: Comparison, link: Link) -> str:
    """The comparison as JSON, one key a line."""
    return json.dumps(_cleaned(data(found, link)), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(each) for key, each in value.items()}
    return [_cleaned(each) for each in value] if isinstance(value, list) else value
