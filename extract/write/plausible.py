"""Whether an output that was read back can be what it says: numbers, dates and marks within what any table holds."""

from __future__ import annotations

import math
import re
from collections.abc import Hashable, Iterable, Iterator
from datetime import date

from extract.contract.model import Extraction, Target

_MOST = 10**18  # of a value: 2**63 is the most that tables hold, and nothing that is counted comes near
_LONGEST = 2**40  # characters of a document
_WIDEST = 1e9  # points of a page
_SHA256 = re.compile(r"[0-9a-f]{64}")


def fault(extraction: Extraction) -> str | None:
    """The first thing that no extraction says, as `where: what`; None where all is as it can be."""
    return next(_faults(extraction), None)


def _faults(extraction: Extraction) -> Iterator[str]:
    head = extraction.document
    if _SHA256.fullmatch(head.sha256) is None:
        yield "document.sha256: not 64 hexadecimal digits"
    if head.issued is not None and not _is_date(head.issued):
        yield "document.issued: not a date"
    if head.horizon is not None and not all(map(_is_year, (head.horizon.start, head.horizon.end))):
        yield "document.horizon: no year"
    for place, notice in enumerate(extraction.warnings):
        if not all(at is None or 0 <= at <= _LONGEST for at in (notice.start, notice.end, notice.page)):
            yield f"warnings.{place}: no place of a document"
    for place, target in enumerate(extraction.targets):
        yield from (f"targets.{place}.{name}" for name in _of_target(target))
    for place, each in enumerate(extraction.rejected):
        if not 0 <= each.start <= each.end <= _LONGEST:
            yield f"rejected.{place}: no stretch of a text"
    if (id := _twice(each.id for each in extraction.targets)) is not None:
        yield f"targets: two records {id}"
    if (span := _twice((each.start, each.end) for each in extraction.rejected)) is not None:
        yield f"rejected: two numbers at {span}"


def _of_target(target: Target) -> Iterator[str]:
    measure, source = target.measure, target.source
    for name, value in (("value", measure.value), ("upper", measure.upper), ("out_of", measure.out_of)):
        if value is not None and not (abs(value) <= _MOST and math.isfinite(value)):
            yield f"measure.{name}: no number that is counted in"
    spans = [(source.start, source.end), (source.sentence.start, source.sentence.end)]
    spans += [(why.start, why.end) for why in target.why]
    if any(not 0 <= start <= end <= _LONGEST for start, end in spans):
        yield "source: no stretch of a text"
    if source.page is not None and not 0 < source.page <= _LONGEST:
        yield "source.page: no page"
    if not all(abs(at) <= _WIDEST for rect in source.rects or () for at in rect):
        yield "source.rects: no place on a page"
    years = [year for when in (target.period, target.baseline) if when for year in (when.start, when.end)]
    if not all(map(_is_year, years)):
        yield "period: no year"


def _is_year(year: int | None) -> bool:
    return year is None or 0 <= year <= 9999


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _twice(keys: Iterable[Hashable]) -> Hashable | None:
    """The first that comes a second time."""
    seen: set[Hashable] = set()
    for key in keys:
        if key in seen:
            return key
        seen.add(key)
    return None
