"""The columns as the tables of docs/export.md: `python -m extract.write.export.described FILE` brings it up to date."""

from __future__ import annotations

import sys
from pathlib import Path

from extract.write.columns import TABLES, Column, Table


def _line(column: Column) -> str:
    values = "<br>" + " ".join(f"`{value}`" for value in column.enum) if column.enum else ""
    mark = "" if column.brief else " ⁺"
    return f"| `{column.name}`{mark} | {column.type} | {column.en}{values} | {column.vi} |"


def markdown(table: Table) -> str:
    """A table of the table's columns."""
    head = ["| column | type | meaning | ý nghĩa |", "|---|---|---|---|"]
    return "\n".join([*head, *map(_line, table.columns)])


def updated(text: str) -> str:
    """A page with its column tables, each between two comments that name the table, as they should be."""
    for table in TABLES:
        begin, end = f"<!-- columns of {table.name} -->", "<!-- end -->"
        before, found, rest = text.partition(f"{begin}\n")
        if not found or end not in rest:
            raise ValueError(f"{begin} is missing")
        text = f"{before}{begin}\n{markdown(table)}\n{rest[rest.index(end) :]}"
    return text


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(updated(page.read_text("utf-8")), "utf-8")
