"""JSON Lines of annotated documents as LangExtract writes and shows them: a line a document, its text and extractions.

An extraction has a class (target or actual), the characters of the value, their place (half-open, code points) and
attributes, all of them texts: what the columns of the table of records say.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from extract.contract.model import Extraction, Target
from extract.write.atomic import replacing
from extract.write.columns import TARGETS, row_of
from extract.write.export.spool import Duplicate
from extract.write.export.texts import Text, text_of
from extract.write.viewed import Placed

_LEFT_OUT = frozenset({"document", "kind", "text", "start", "end", "sentence_start", "sentence_end", "rules"})
"""Columns that are said otherwise, or are of no use to who reads an extraction."""
_ATTRIBUTES = tuple(column for column in TARGETS.columns if column.name not in _LEFT_OUT)


def attributes(extraction: Extraction, target: Target) -> dict[str, str]:
    """What is known of a record, by the names of columns; what is unknown is left out."""
    row = row_of(Placed(extraction.document, target), _ATTRIBUTES)
    return {name: str(cell) for name, cell in row.items() if cell not in (None, "")}


def _extraction(extraction: Extraction, target: Target, text: Text, index: int) -> dict[str, Any]:
    place = text.places.get(target.id)
    return {
        "extraction_class": target.kind,
        "extraction_text": target.source.text,
        "char_interval": {"start_pos": place[0], "end_pos": place[1]} if place else None,
        "alignment_status": "match_exact" if place else None,
        "extraction_index": index,
        "group_index": index - 1,
        "description": None,
        "attributes": attributes(extraction, target),
    }


def document(extraction: Extraction, text: Text) -> dict[str, Any]:
    """One document, its records in the order of its text."""
    found = [_extraction(extraction, target, text, index) for index, target in enumerate(extraction.standing, 1)]
    return {"extractions": found, "text": text.text, "document_id": extraction.document.id}


def write(extractions: Iterable[Extraction], out: Path, *, folders: Sequence[Path] = (Path(),)) -> dict[str, int]:
    """Write the file; the number of records, of documents and of those that have but their sentences comes back.

    The documents themselves are looked for in `folders`.  Raises Duplicate for two outputs of one document.
    """
    seen: set[str] = set()
    counts = {"targets": 0, "documents": 0}
    excerpts = 0
    with replacing(out) as partial, partial.open("wb") as file:
        for extraction in extractions:
            if extraction.document.id in seen:
                raise Duplicate(extraction.document.id)
            seen.add(extraction.document.id)
            text = text_of(extraction, folders)
            file.write(json.dumps(document(extraction, text), ensure_ascii=False).encode("utf-8") + b"\n")
            counts["targets"] += len(extraction.standing)
            counts["documents"] += 1
            excerpts += not text.whole
    return {**counts, **({"excerpts": excerpts} if excerpts else {})}
