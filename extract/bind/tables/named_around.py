"""What a name means with what the table around it counts: "Đúng hạn" beside "Số hồ sơ", under a caption of dossiers."""

from __future__ import annotations

from collections.abc import Iterator

from extract.bind.linking import link_of
from extract.bind.scene import Bound, Span
from extract.bind.tables.spots import Spot
from extract.catalogue.entries import Link
from extract.rules.vocabulary import expression

_LONGEST = 8  # syllables of a name that may need the words around it


def link_around(bound: Bound, spot: Spot) -> tuple[Link, Span] | None:
    """The entry that the name of a value means together with the nearest words of its table that make it one, and
    these words.

    What stands around tells only the things that are counted, never what is measured of them: a thing that means the
    entry by itself is of something else in the table.
    """
    if sum(len(spot.scene.low[a:b].split()) for a, b in bound.name) > _LONGEST:
        return None  # it says itself what of
    for span in _around(spot):
        thing = expression("thing_counted").search(spot.scene.low, *span)
        if thing is None:
            continue
        around = thing.span()
        link = link_of(spot.scene, [around, *bound.name], bound.unit, bound.unit_text)
        if link is None:
            continue
        alone = link_of(spot.scene, [around], bound.unit, bound.unit_text)
        if alone is None or alone.entry is not link.entry:
            return link, around
    return None


def _around(spot: Spot) -> Iterator[Span]:
    """What other heads under the same head count, the heads to the left, the section's title, the captions."""
    heads, column, row = spot.heads, spot.column, spot.row
    if heads.indicators_across:
        at = next(i for i, each in enumerate(heads.columns) if each is column)
        for other in heads.columns:
            if other is not column and set(other.header) & set(column.header):
                yield from (span for span in other.header if span not in column.header)
        for other in reversed(heads.columns[:at]):
            if other.role == "value":
                yield from other.header
    if row.title is not None and row.title not in row.names:
        yield row.title
    yield from heads.above.captions
