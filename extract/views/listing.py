"""The documents of a folder of outputs as a Rich table, and as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.table import Table
from rich.text import Text

from extract.contract.codes import meaning
from extract.contract.model import Extraction
from extract.messages import Language, say

_COUNTS = ("targets", "results", "warnings")


def counts(extraction: Extraction) -> dict[str, int]:
    """How many targets, results and warnings a document has; records found wrong do not count."""
    results = sum(target.kind == "actual" for target in extraction.standing)
    return {
        "targets": len(extraction.standing) - results,
        "results": results,
        "warnings": len(extraction.warnings),
    }


def data(extractions: Iterable[Extraction]) -> list[dict[str, Any]]:
    """A row a document: its id, type, number, date, province and counts."""
    rows = []
    for each in extractions:
        head = each.document
        province = head.province.name if head.province else None
        about = {"id": head.id, "type": head.type, "number": head.number, "issued": head.issued, "province": province}
        rows.append({**about, **counts(each)})
    return rows


def table(extractions: Iterable[Extraction], title: str, language: Language) -> Table:
    """One row a document."""
    made = Table(title=Text(title))
    for name in ("id", "place", "type", "issued"):
        made.add_column(say(f"listing.{name}", language), overflow="fold")
    for name in _COUNTS:
        made.add_column(say(f"listing.{name}", language), justify="right")
    for each in extractions:
        head = each.document
        place = head.district or (head.province.name if head.province else "")
        kind = " ".join(filter(None, (meaning("document_type", head.type, language), head.number)))
        numbers = counts(each)
        made.add_row(*map(Text, (head.id, place, kind, head.issued or "", *(str(numbers[n]) for n in _COUNTS))))
    return made
