"""The pipeline, loaded once a process, and records in the short form that tables of cases use."""

from __future__ import annotations

from typing import Any

from extract.contract.model import Period, Target
from extract.pipeline.components import extract, load

NLP = load()
ANY = object()
"""Stands for a field that a case leaves open."""

_PLAIN = {
    "unit": "percent", "upper": None, "out_of": None, "band": None, "direction": None, "per": None,
    "kind": "target", "baseline": None, "level": None, "exclusion": None, "period": None,
}  # fmt: skip


def want(value: float | None, relation: str | object = "eq", **fields: Any) -> dict[str, Any]:
    """An expected record: fields not named are those of a bare percentage that is promised.

    Periods and baselines are written "by 2030", "in 2025", "2021-2025", "annual 2026-2030", "asof".
    `id`, `name` (a part of it), `text` and `unit_text` are compared only where they are given.
    """
    return {**_PLAIN, "value": value, "relation": relation, **fields}


def _years(start: int | None, end: int | None) -> str:
    return str(end) if start is None or start == end else f"{start}-{end}"


def _period(period: Period | None) -> str | None:
    if period is None:
        return None
    if period.type == "asof":
        return "asof"
    years = _years(period.start, period.end)
    return years if period.type == "during" else f"{period.type} {years}"


def short(record: Target) -> dict[str, Any]:
    """A record in the form of `want`."""
    measure, baseline = record.measure.model_dump(), record.baseline
    return {
        **measure,
        "id": record.indicator.id,
        "name": record.indicator.text,
        "text": record.source.text,
        "kind": record.kind,
        "level": record.level,
        "exclusion": record.exclusion,
        "period": _period(record.period),
        "baseline": baseline and _years(baseline.start, baseline.end),
    }


def records(text: str) -> list[dict[str, Any]]:
    """The records of a text, in reading order."""
    return [short(target) for target in extract(text, NLP).targets]


def differences(wanted: dict[str, Any], got: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The fields that are not as wanted: (wanted, got)."""
    found = {}
    for name, value in wanted.items():
        same = value in got[name].lower() if name == "name" else value == got[name]
        if value is not ANY and not same:
            found[name] = (value, got[name])
    return found


def mismatch(text: str, wanted: list[dict[str, Any]]) -> list[Any]:
    """What is wrong with the records of a text; empty where they are as wanted."""
    got = records(text)
    if len(got) != len(wanted):
        return [f"{len(got)} records instead of {len(wanted)}", *got]
    return [found for one, two in zip(wanted, got, strict=True) if (found := differences(one, two))]
