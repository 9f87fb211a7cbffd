"""Ids of records that people add: they look like the extractor's own."""

from __future__ import annotations

import re
from zlib import crc32

from unidecode import unidecode

from extract.measure.gold import OTHER
from extract.reviewing.judgments import Judgment

_SLUG = re.compile(r"[^a-z0-9]+")
_NUMBERED = frozenset({"rank", "places", "band", "count", "money"})


def added_id(judgment: Judgment) -> str:
    """The id of a record that a judgment adds: what it is, and a mark of its sentence and value.

    It depends on the judgment alone, so that links to the record last.
    """
    record = judgment.record
    assert record is not None
    parts = [record.indicator if record.indicator != OTHER else _slug(record.indicator_text)]
    parts += [_slug(record.place.name)] if record.place else []
    parts += [record.level] if record.level else []
    if record.period is not None:
        first, last = record.period.start, record.period.end or "now"
        parts.append(f"{first}-{last}" if first and first != last else str(last))
    parts += ["actual"] if record.kind == "actual" else []
    parts += [record.unit] if record.unit in _NUMBERED else []
    words = " ".join(f"{judgment.sentence or ''} {judgment.value_text}".split())
    return f"{'/'.join(parts)}#{crc32(words.encode()) & 0xFFFF:04x}"


def _slug(text: str) -> str:
    return "-".join(_SLUG.sub(" ", unidecode(text).lower()).split()[:8]) or "value"
