"""One JSON file a document: the contract as it is published."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from extract.model import Extraction
from extract.write.atomic import write_text


def plain(value: Any) -> Any:
    """`value` with whole floats as integers (80.0 is 80), through lists and mappings."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def text(extraction: Extraction) -> str:
    """The extraction as JSON: keys in the model's order, UTF-8 letters as they are, a final newline."""
    data = plain(extraction.model_dump(mode="json", by_alias=True))
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def write(name: str, text: str, folder: Path) -> Path:
    """Write `text` to <folder>/<name>.json (`name` is the document's id) and return the path."""
    path = folder / f"{name}.json"
    write_text(path, text)
    return path
