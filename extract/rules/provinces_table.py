"""provinces.tsv: the provinces before July 2025, and what they became part of."""

from __future__ import annotations

import csv

from pydantic import ValidationError

from extract.rules.errors import RuleError, said
from extract.rules.head_rows import ProvinceRow
from extract.rules.loader import layers

NAME = "provinces.tsv"


def provinces() -> list[ProvinceRow]:
    """The lines of provinces.tsv, a user's instead of the shipped one of the same code.  Raises RuleError."""
    found: dict[str, ProvinceRow] = {}
    for layer in layers():
        path = layer.root / NAME
        if path.is_file():
            with path.open(encoding="utf-8", newline="") as lines:
                table = list(csv.DictReader(lines, delimiter="\t"))
            lines_of = [_row(layer.shown, number, line) for number, line in enumerate(table, 2)]
            found |= {row.code: row for row in lines_of}
    return list(found.values())


def _row(shown: str, number: int, line: dict[str, str]) -> ProvinceRow:
    try:
        return ProvinceRow.model_validate(line)
    except ValidationError as error:
        key, told = said(error.errors()[0], ProvinceRow.model_fields)
        raise RuleError(f"{shown}/{NAME}", f"line {number}", key, told) from error
