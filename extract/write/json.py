"""One JSON file a document: the contract as it is published."""

from __future__ import annotations

import json
from typing import Any

from extract.contract.model import Extraction


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
