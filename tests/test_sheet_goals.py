"""The goals of the five documents laid out as a workbook: what is read of it is what the gold says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extract.contract.model import Target
from extract.pipeline.components import extract
from extract.readers import of_bytes
from tests.reading import NLP
from tests.sheets import xlsx

ROOT = Path(__file__).parent
NAMES = ("dak-nong", "phu-yen", "quang-ngai", "soc-trang", "tay-son")
_SIGNS = {"ge": "≥ ", "gt": "> ", "le": "≤ ", "lt": "< ", "eq": ""}
_HEADS = {"target": "Mục tiêu năm {}", "actual": "Kết quả năm {}"}


def _goals(name: str) -> list[dict[str, Any]]:
    """The shares that a document promises or reports for one year, each name and year once."""
    lines = (ROOT / f"gold/{name}.jsonl").read_text("utf-8").splitlines()
    found: dict[tuple[str, int, str], dict[str, Any]] = {}
    for gold in map(json.loads, lines):
        plain = gold["unit"] == "percent" and gold["relation"] in _SIGNS and not gold["direction"]
        if plain and gold["period"] and gold["period"]["end"] and not gold["baseline"]:
            found.setdefault((gold["indicator_text"].strip(), gold["period"]["end"], gold["kind"]), gold)
    return list(found.values())


def _sheet(goals: list[dict[str, Any]]) -> tuple[bytes, dict[str, dict[str, Any]]]:
    """The workbook, shares as Excel keeps them (0.8 under 0%), and by its cell which goal it should give."""
    years = sorted({(goal["kind"], goal["period"]["end"]) for goal in goals}, reverse=True)
    names = list(dict.fromkeys(goal["indicator_text"].strip() for goal in goals))
    rows: list[list[Any]] = [["BIỂU TỔNG HỢP MỤC TIÊU"], [], ["STT", "Chỉ tiêu", "Đơn vị tính"]]
    rows[2] += [_HEADS[kind].format(year) for kind, year in years]
    rows += [[number, name, "%", *[None] * len(years)] for number, name in enumerate(names, 1)]
    formats, wanted = {}, {}
    for goal in goals:
        row, column = (
            3 + names.index(goal["indicator_text"].strip()),
            3 + years.index((goal["kind"], goal["period"]["end"])),
        )
        cell = f"{chr(65 + column)}{row + 1}"
        sign = _SIGNS[goal["relation"]]
        rows[row][column] = f"{sign}{goal['value']:g}".replace(".", ",") if sign else goal["value"] / 100
        formats[cell] = "General" if sign else "0.##%"
        wanted[f"'Mục tiêu'!{cell}"] = goal
    return xlsx({"Mục tiêu": rows}, formats=formats), wanted


def _right(goal: dict[str, Any], target: Target | None) -> bool:
    if target is None or target.period is None:
        return False
    told = target.kind, target.measure.unit, target.measure.value, target.measure.relation, target.period.end
    return told == (goal["kind"], "percent", goal["value"], goal["relation"], goal["period"]["end"])


@pytest.mark.parametrize("name", NAMES)
def test_goals_of_a_document_as_a_workbook(name: str) -> None:
    data, wanted = _sheet(_goals(name))
    found = {target.source.cell: target for target in extract(of_bytes(data, "bang.xlsx"), NLP).targets}
    wrong = {
        cell: (goal["value_text"], found.get(cell))
        for cell, goal in wanted.items()
        if not _right(goal, found.get(cell))
    }
    assert len(wanted) >= 4
    assert len(wrong) <= 0.02 * len(wanted), wrong
    assert set(found) <= set(wanted)
