"""Outputs made of what people annotated, without extracting anything: every shape of record that real texts have."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from extract.contract.model import Extraction, Target
from tests.made import extraction, target

GOLD = Path(__file__).parent / "gold"


def _record(number: int, row: dict[str, Any], raw: str) -> Target:
    start, end = row["start"], row["end"]
    known = row["indicator"] if row["indicator"] != "other" else None
    first, last = raw.rfind("\n", 0, start) + 1, raw.find("\n", end)
    sentence = {"start": first, "end": last if last >= 0 else len(raw), "text": " ".join(raw[first:last].split())}
    fields = (
        "kind", "qualifier", "unit", "unit_text", "relation", "value", "upper", "out_of", "band", "direction", "per",
        "period", "baseline", "level", "exclusion", "responsible", "label",
    )  # fmt: skip
    return target(
        start, end, raw[start:end],
        id=f"r{number}",
        indicator={"id": known, "name": "" if known is None else known, "text": row["indicator_text"]},
        source={"sentence": sentence},
        **{name: row[name] for name in fields if name in row},
    )  # fmt: skip


@cache
def documents() -> tuple[Extraction, ...]:
    """A document for each gold file that has its text beside it, by its own id."""
    found: list[Extraction] = []
    for path in sorted(GOLD.rglob("*.jsonl")):
        if not (text := path.with_suffix(".txt")).is_file():
            continue
        raw = text.read_bytes().decode("utf-8")
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        records = [_record(n, row, raw) for n, row in enumerate(rows) if not row.get("ignored") and "unit" in row]
        head = {"province": None, "number": None, "horizon": None} if len(found) % 3 else {}
        made = extraction(*records, id=f"{path.parent.name}-{path.stem}", source=f"given/{path.stem}.txt", **head)
        found.append(made if records else made.model_copy(update={"targets": ()}))
    return tuple(found)
