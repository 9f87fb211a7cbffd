"""Tasks of Label Studio with predictions, and the labelling config that shows them: `tasks.json` and `config.xml`.

A value is a region (`start` and `end` count code points, as Label Studio's own do) labelled target or actual; what else
is known of the record stands on the region: indicator, value, unit, relation, year, tier, place, office.  What a record
is a part of is a relation between two regions.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from extract.contract.codes import words
from extract.contract.model import SCHEMA, Extraction, Target
from extract.messages.columns import HEADS
from extract.sources.regular import contents
from extract.write.atomic import replacing_folder
from extract.write.export.spool import Duplicate
from extract.write.export.texts import Span, Text, text_of
from extract.write.viewed import Placed

TASKS, CONFIG = "tasks.json", "config.xml"
_MARK = f"<!-- {SCHEMA} -->"
_COLOURS = {"target": "#1F5F8B", "actual": "#2E7D32"}
_CHOICES = {"unit": "unit", "relation": "relation", "period_type": "period", "level": "level"}
_TEXTS = (
    "indicator_id", "indicator_name", "qualifier", "unit_text", "band", "place", "responsible", "label", "exclusion",
)  # fmt: skip
_NUMBERS = ("value", "upper", "out_of", "period_start", "period_end")


def _head(name: str) -> str:
    return quoteattr(" / ".join(dict.fromkeys(reversed(HEADS[name]))))


def config() -> str:
    """The labelling config."""
    labels = "".join(
        f"\n    <Label value={quoteattr(code)} alias={quoteattr(code)} background={quoteattr(_COLOURS[code])}"
        f" hint={quoteattr(text[1])}/>"
        for code, text in words("kind").items()
    )
    per = 'toName="text" perRegion="true"'
    fields = []
    for name, kind in _CHOICES.items():
        options = "".join(
            f"\n    <Choice value={quoteattr(code)} hint={quoteattr(text[1])}/>"
            for code, text in words(kind).items()  # type: ignore[arg-type]
        )
        fields.append(
            f'  <Header value={_head(name)}/>\n  <Choices name="{name}" {per} choice="single" showInline="true">'
            f"{options}\n  </Choices>"
        )
    fields += [
        f'  <Header value={_head(name)}/>\n  <TextArea name="{name}" {per} editable="true" maxSubmissions="1"/>'
        for name in _TEXTS
    ]
    fields += [f'  <Header value={_head(name)}/>\n  <Number name="{name}" {per}/>' for name in _NUMBERS]
    body = "\n".join(fields)
    return (
        f"<View>\n  {_MARK}\n  <Style>.htx-text{{ white-space: pre-wrap; }}</Style>\n"
        f'  <Header value="$title"/>\n  <Labels name="kind" toName="text">{labels}\n  </Labels>\n'
        f'  <Text name="text" value="$text" granularity="symbol"/>\n{body}\n</View>\n'
    )


def _fields(extraction: Extraction, target: Target) -> dict[str, Any]:
    measure, period = target.measure, target.period
    return {
        "unit": measure.unit,
        "relation": measure.relation,
        "period_type": period.type if period else None,
        "level": target.level,
        "indicator_id": target.indicator.id,
        "indicator_name": Placed(extraction.document, target).indicator_name,
        "qualifier": target.qualifier,
        "unit_text": measure.unit_text,
        "band": measure.band,
        "place": target.place.name if target.place else None,
        "responsible": target.responsible,
        "label": target.label,
        "exclusion": target.exclusion,
        "value": measure.value,
        "upper": measure.upper,
        "out_of": measure.out_of,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
    }


def _results(extraction: Extraction, target: Target, place: Span) -> list[dict[str, Any]]:
    """The region of a record, and what stands on it."""
    at = {"start": place[0], "end": place[1]}
    of = {"id": target.id, "to_name": "text"}
    value = {**at, "text": target.source.text, "labels": [target.kind]}
    found: list[dict[str, Any]] = [
        {**of, "from_name": "kind", "type": "labels", "score": target.confidence, "value": value}
    ]
    for name, cell in _fields(extraction, target).items():
        if cell in (None, ""):
            continue
        if name in _CHOICES:
            found.append({**of, "from_name": name, "type": "choices", "value": {**at, "choices": [cell]}})
        elif name in _NUMBERS:
            found.append({**of, "from_name": name, "type": "number", "value": {**at, "number": cell}})
        else:
            found.append({**of, "from_name": name, "type": "textarea", "value": {**at, "text": [cell]}})
    return found


def task(extraction: Extraction, text: Text) -> dict[str, Any]:
    """One document as a task with one prediction."""
    head, shown = extraction.document, [each for each in extraction.standing if each.id in text.places]
    results = [result for each in shown for result in _results(extraction, each, text.places[each.id])]
    results += [
        {"type": "relation", "from_id": each.id, "to_id": each.parent, "direction": "right"}
        for each in shown
        if each.parent in text.places
    ]
    data = {"text": text.text, "document": head.id, "title": head.title or head.id, "source": head.source}
    score = sum(each.confidence for each in shown) / len(shown) if shown else 0.0
    return {"data": data, "predictions": [{"model_version": SCHEMA, "score": round(score, 4), "result": results}]}


def _ours(path: Path) -> bool:
    config_file = path.with_name(CONFIG)
    try:
        return path.name in (TASKS, CONFIG) and _MARK in contents(config_file).decode("utf-8")
    except (OSError, ValueError):
        return False


def write(extractions: Iterable[Extraction], out: Path, *, folders: Sequence[Path] = (Path(),)) -> dict[str, int]:
    """Write the folder; the number of records, of documents and of those that have but their sentences comes back.

    The documents themselves are looked for in `folders`.  A folder that stands there is replaced if it is such an
    export itself: else Foreign.  Raises Duplicate for two outputs of one document.
    """
    seen: set[str] = set()
    shown = excerpts = 0
    with replacing_folder(out, _ours) as folder, (folder / TASKS).open("wb") as file:
        (folder / CONFIG).write_bytes(config().encode("utf-8"))
        file.write(b"[")
        for extraction in extractions:
            if extraction.document.id in seen:
                raise Duplicate(extraction.document.id)
            file.write(b",\n" if seen else b"\n")
            seen.add(extraction.document.id)
            text = text_of(extraction, folders)
            file.write(json.dumps(task(extraction, text), ensure_ascii=False).encode("utf-8"))
            shown += len(text.places)
            excerpts += not text.whole
        file.write(b"\n]\n")
    return {"targets": shown, "documents": len(seen), **({"excerpts": excerpts} if excerpts else {})}
