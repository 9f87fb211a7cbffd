"""Many documents out of a few: outputs and sources multiplied and altered, for measuring pages and tables.

    python bench/multiply.py 1000 FOLDER      # FOLDER/sources/*.txt and FOLDER/outputs/*.json

Each copy is laid in another province, with other plain percentages of as many digits (in its text and in its
records alike) and another name; nothing is extracted anew.  The same number gives the same bytes.
"""

from __future__ import annotations

import hashlib
import random
import sys
from pathlib import Path
from typing import Any

from extract.contract.model import Extraction
from extract.head.provinces import gazetteer, in_force
from extract.write.json import text
from extract.write.outputs import load

ROOT = Path(__file__).parent.parent


def _percent(target: dict[str, Any]) -> bool:
    measure, value = target["measure"], target["source"]["text"]
    return measure["unit"] == "percent" and measure["upper"] is None and value[:2].isdigit() and value[2:] == "%"


def altered(base: Extraction, raw: str, number: int) -> tuple[Extraction, str]:
    """Copy `number` of a document: (extraction, source text), offsets as they were."""
    chance = random.Random(number)
    data = base.model_dump(mode="json", by_alias=True)
    places = sorted(gazetteer().rows)
    place = in_force(places[number % len(places)], None)
    letters = list(raw)
    for target in data["targets"]:
        if _percent(target):
            value = chance.randrange(10, 99)
            start = target["source"]["start"]
            letters[start : start + 2] = str(value)
            target["source"]["text"] = f"{value}%"
            target["measure"]["value"] = value
    changed = "".join(letters)
    head = data["document"]
    head["id"] = f"{base.document.id}-{number:05d}"
    head["source"] = f"sources/{head['id']}.txt"
    head["sha256"] = hashlib.sha256(changed.encode()).hexdigest()
    head["province"] = place.model_dump(mode="json")
    return Extraction.model_validate(data), changed


def multiply(count: int, folder: Path, *, outputs: Path = ROOT / "outputs") -> None:
    """Write `count` altered documents to <folder>/sources and <folder>/outputs."""
    bases = [(each, (ROOT / each.document.source).read_bytes().decode("utf-8")) for each in load([outputs])]
    for name in ("sources", "outputs"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number in range(count):
        extraction, raw = altered(*bases[number % len(bases)], number)
        (folder / extraction.document.source).write_bytes(raw.encode("utf-8"))
        (folder / "outputs" / f"{extraction.document.id}.json").write_text(text(extraction), "utf-8")


if __name__ == "__main__":
    multiply(int(sys.argv[1]), Path(sys.argv[2]))
