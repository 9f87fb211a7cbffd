"""Outputs made of gold: what an extractor that makes no mistake would have written.

The document's head, its sentences and its sections are the pipeline's own; the records are those that were annotated.
What the annotators' list of indicators did not have they called `other`: it is linked as the pipeline would link it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from extract.catalogue.entries import Entry, catalogue
from extract.contract.model import Extraction, Target
from extract.contract.offsets import RawOffset, RawSpan
from extract.language.sentences import sentences
from extract.layout.outline import Block, Outline
from extract.measure.gold import ids_of
from extract.pipeline.stages import extract, guard, outlined, restored
from extract.readers import of_text

_KNOWN = Path(__file__).parent / "gold" / "INDICATORS.tsv"
_LEFT = ("unit", "unit_text", "relation", "value", "upper", "out_of", "band", "direction", "per")


def gilded(text: Path) -> Extraction:
    """The output that the gold beside a text asks for; annotated numbers that may be ignored are left out."""
    source = of_text(text.read_bytes().decode("utf-8-sig"), name=text.stem)
    found = extract(source)
    safe = guard()
    shape, _ = outlined(source, restored(source, safe), safe)
    lines = text.with_suffix(".jsonl").read_text("utf-8").splitlines()
    gold = [record for record in map(json.loads, lines) if not record.get("ignore")]
    return found.model_copy(
        update={"targets": tuple(_target(record, number, shape, found) for number, record in enumerate(gold))}
    )


def _target(record: dict[str, Any], number: int, shape: Outline, found: Extraction) -> Target:
    start, end = record["start"], record["end"]
    (first, last), text, section = _where(shape, start, end)
    words = record["indicator_text"]
    place = record.get("place")
    known = next((t.place for t in found.targets if t.place is not None and t.place.name == place), None)
    same = next((t for t in found.targets if t.source.start < end and start < t.source.end), None)
    entry = catalogue().entries.get(record["indicator"]) or _since(words, record["unit"], same)
    return Target.model_validate(
        {
            "id": f"{record['indicator']}#{number}",
            "kind": record["kind"],
            "indicator": {
                "id": entry.id if entry else None,
                "name": entry.name_vi if entry else words[:1].upper() + words[1:],
                "text": words,
            },
            "qualifier": same.qualifier if same is not None and entry is not None else None,
            "measure": {name: record[name] for name in _LEFT},
            "period": record["period"],
            "baseline": record["baseline"],
            "level": record["level"],
            "exclusion": record["exclusion"],
            "place": (known.model_dump() if known else {"name": place, "level": None}) if place else None,
            "source": {
                "start": start,
                "end": end,
                "text": record["value_text"],
                "sentence": {"start": first, "end": last, "text": text},
                "section": section,
                "page": None,
                "alignment": "exact",
            },
            "confidence": 1.0,
            "why": [],
        }
    )


def _since(words: str, unit: str, same: Target | None) -> Entry | None:
    """The entry that the pipeline links a record to, if the annotators could not know it."""
    links = catalogue().links(words, unit)
    id = links[0].entry.id if links else same.indicator.id if same is not None else None
    return catalogue().entries[id] if id is not None and id not in ids_of(_KNOWN) else None


def _where(shape: Outline, start: int, end: int) -> tuple[RawSpan, str, tuple[str, ...]]:
    """The sentence of a span (raw offsets, its words) and the labels of the sections around it."""
    working = shape.working
    at, stop = working.own_span(RawOffset(start), RawOffset(end))
    block: Block | None = next((each for each in shape.blocks if each.start <= at < each.end), None)
    if block is None:
        return (RawOffset(start), RawOffset(end)), "", ()
    for one, other in sentences(working.text, block.start, block.end):
        if one <= at < other:
            return (
                working.raw_span(one, max(other, stop)),
                " ".join(working.text[one:other].split()),
                shape.section(block),
            )
    return (RawOffset(start), RawOffset(end)), "", shape.section(block)
