"""Outputs to export, among them some that are meant to do harm, and the rows that every format must give back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from extract.contract.model import Extraction
from extract.write.columns import TABLES, Row, Table, rows_of
from extract.write.json import text
from extract.write.outputs import load
from extract.write.target_table import arranged, as_it_was
from tests.made import VARIETY, extraction, target

ROOT = Path(__file__).parent.parent
LINK = '=HYPERLINK("http://x.example","y")'
HOSTILE = target(
    0,
    5,
    "+84 %",
    value=-5.5,
    exclusion=LINK,
    qualifier="'=1+1",
    indicator={"id": None, "name": "<script>alert(1)</script>", "text": '@a,"b"\n\tc\rd'},
    unit="money",
    unit_text="-\x01\x1b[31m₫",
)
MADE = (
    extraction(*VARIETY, source="given/phu-yen.txt"),
    extraction(
        HOSTILE,
        id="../ác ý",
        source="given/../ác ý.txt",
        title="=cmd|' /C calc'!A0",
        province=None,
        number="'@n",
        issued=None,
    ),
    extraction(
        *VARIETY,
        id="hanoi",
        source="given/hanoi.txt",
        province={"code": "01", "name": "Hà Nội", "successor": None},
        horizon=None,
    ),
)
"""Every shape of record, hostile text in every kind of column, an unchanged and an unknown province."""


def lay_out(folder: Path, *documents: Extraction) -> Path:
    """A folder of outputs."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, document in enumerate(documents or MADE):
        (folder / f"{number}.json").write_text(text(document), "utf-8")
    return folder


def expected(folder: Path, table: str = "targets") -> list[Row]:
    """The rows of a table over a folder of outputs, in the order of writing."""
    (wanted,) = (each for each in TABLES if each.name == table)
    rows = [row for document in load([folder]) for row in rows_of(wanted, document)]
    if table == "targets":
        return arranged(rows)
    return sorted(rows, key=lambda row: (row["document"], row.get("start", 0), row.get("end", 0)))


def plainly(rows: list[dict[str, Any]], *, empty: bool = False) -> list[dict[str, Any]]:
    """Rows with dates in ISO form; with `empty`, an empty text is unknown, as in CSV and XLSX."""

    def cell(value: Any) -> Any:
        value = value.isoformat()[:10] if hasattr(value, "isoformat") else value
        return None if empty and value == "" else value

    return [{name: cell(value) for name, value in row.items()} for row in rows]


def typed(row: dict[str, str], table: Table) -> dict[str, Any]:
    """A row of a CSV file as the values that it stands for."""
    read: dict[str, Callable[[str], Any]] = {"integer": int, "number": float, "string": as_it_was, "date": str}
    types = {column.name: column.type for column in table.columns}
    return {name: read[types[name]](cell) if cell else None for name, cell in row.items()}
