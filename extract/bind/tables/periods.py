"""Periods that cells, heads and lines above a table name."""

from __future__ import annotations

from collections.abc import Sequence

from extract.bind.context import When, when
from extract.bind.scene import Scene, Span
from extract.mentions.scan import Mention, scanner


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


def without_periods(scene: Scene, span: Span) -> Span:
    """The stretch without the periods at its ends."""
    start, end = span
    for mention, _ in reversed(periods_in(scene, span)):
        if not scene.low[mention.end : end].strip(" ,."):
            end = mention.start
        elif not scene.low[start : mention.start].strip():
            start = mention.end
    return start, max(start, end)
