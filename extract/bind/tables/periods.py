"""Periods that cells, heads and lines above a table name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.bind.scene import Scene, Span
from extract.bind.whens import When, when
from extract.mentions.scan import Mention, scanner
from extract.rules.vocabulary import expression

_YEARS_TOO = frozenset({None, "date", "law_article"})  # what "Thứ hạng 2024", "31/12/2024", "Điểm 2023" look like
_LAST_YEAR = re.compile(r"(?<=[^\W\d])[ \n]+(?P<y>(?:19|20)\d\d)(?=\s*(?:\(|$))")

_YEAR_OF_PART = re.compile(r"(?<=[^\W\d])/(?P<y>(?:19|20)\d\d)(?!\d)")  # "6 tháng/2024"


def periods_in(scene: Scene, span: Span) -> list[tuple[Mention, When]]:
    """The periods that a stretch of text names, with their mentions."""
    mentions = [m for m in scanner().scan(scene.low, *span) if m.row.kind is not None]
    return [(m, w) for m in mentions if (w := when(m)) is not None]


def last_period(scene: Scene, spans: Sequence[Span]) -> When | None:
    """The last period of the last stretch that names one."""
    for span in reversed(spans):
        periods = periods_in(scene, span)
        if periods:
            return periods[-1][1]
    return None


def period_of_heads(scene: Scene, header: Sequence[Span]) -> When | None:
    """The period of the heads of a column, also where only a date or a bare year tells it.

    "Hiện trạng (31/12/2024)", "Điểm 2023".
    """
    return last_period(scene, header) or next((w for span in reversed(header) if (w := _bare(scene, span))), None)


def _bare(scene: Scene, span: Span) -> When | None:
    for mention in reversed(scanner().scan(scene.low, *span)):
        year = expression("year").search(scene.low, mention.start, mention.end)
        if mention.row.kind is not None or (year is not None and mention.row.reason not in _YEARS_TOO):
            return None  # of a document
        if year is not None and mention.row.reason == "date":
            return When("in", int(year.group()), int(year.group()), mention.row.id, (mention.start, mention.end))
    found = _LAST_YEAR.search(scene.low, *span) or _YEAR_OF_PART.search(scene.low, *span)
    return When("in", int(found["y"]), int(found["y"]), "period.bare_year", found.span("y")) if found else None


def without_periods(scene: Scene, span: Span) -> Span:
    """The stretch without the periods at its ends."""
    start, end = span
    for mention, _ in reversed(periods_in(scene, span)):
        if not scene.low[mention.end : end].strip(" ,."):
            end = mention.start
        elif not scene.low[start : mention.start].strip():
            start = mention.end
    if end == span[1] and (found := _LAST_YEAR.search(scene.low, start, end)) is not None:
        end = found.start() if found.end() == end else end
    return start, max(start, end)
