"""The words of a name, and the catalogue entry that they mean."""

from __future__ import annotations

import re

from extract.bind.scene import Bound, Place, Scene, Span
from extract.catalogue.entries import POSITIONAL as POSITIONAL
from extract.catalogue.entries import Link
from extract.clauses import trimmed
from extract.rules.vocabulary import expression, word_set


def text_of(scene: Scene, name: list[Span]) -> str:
    """The words of a name, its parts joined by an ellipsis."""
    return " … ".join(scene.text[a:b] for a, b in name)


def low_text_of(scene: Scene, name: list[Span]) -> str:
    """The same in lower case."""
    return " … ".join([scene.low[a:b] for a, b in name])


def link_of(scene: Scene, name: list[Span], unit: str, unit_text: str | None = None) -> Link | None:
    """The catalogue entry that a name means; positions and bands are those of indices and rankings."""
    low = low_text_of(scene, name)
    any_unit = unit == "quantity" and unit_text in word_set("times")  # a multiple of whatever is measured
    asked = low, None if any_unit else unit
    links = scene.linked.get(asked)
    if links is None:
        links = scene.linked[asked] = scene.catalogue.links_of(*asked, scene.abbreviations)
    if unit in POSITIONAL:
        ranked = [link for link in links if link.entry.ranked]
        links = ranked or (links if expression("ranking").search(low) else [])
    return links[0] if links else None


def link_of_part(scene: Scene, whole: list[Span], own: list[Span], unit: str) -> Link | None:
    """The entry that a part means ("công chức có trình độ đại học, trong đó sau đại học"): what it says goes before.

    The longest beginning of the whole's words that with those of the part means something else than the whole.
    """
    link, known = link_of(scene, [*whole, *own], unit), link_of(scene, whole, unit)
    if link is None or known is None or link.entry is not known.entry:
        return link
    start, end = whole[0]
    for cut in reversed([m.start() for m in re.finditer(r"\s", scene.low[start:end])]):
        closer = link_of(scene, [(start, start + cut), *own], unit)
        if closer is not None and closer.entry is not known.entry:
            alone = link_of(scene, [(start, start + cut)], unit)
            return link if alone is not None and alone.entry is closer.entry else closer
    return link


def without_foreign_rank(bound: Bound, place: Place) -> Link | None:
    """The link, unless the index is only what the counted things have, or the position is in another ranking'.

    "100% xã được xếp hạng chỉ số CCHC" is a share of communes; "nhóm 3 nước đứng đầu ASEAN" ranks countries.
    """
    link, scene, reading = bound.link, place.scene, place.reading
    if link is None or not link.entry.ranked:
        return link
    if bound.unit in POSITIONAL:
        ranked = expression("ranked_abroad").match(scene.low, place.mention.value_end, place.clause.end)
        return link if ranked is None else None
    if reading.side == "right" and reading.name and reading.predicate >= 0:
        counted = scene.low[reading.name[0][0] : reading.predicate]
        return link if expression("ranking").search(counted) else None
    return link


def is_ranked(scene: Scene, bound: Bound) -> bool:
    """Whether the indicator is an index or ranking, so that a/b is a position and "khá" a band."""
    if bound.link is not None and bound.link.entry.ranked:
        return True
    return bound.link is None and expression("ranking").search(low_text_of(scene, bound.name)) is not None


def link_with_verb(bound: Bound, place: Place) -> Link | None:
    """A link that needs the words between name and value ("GRDP tăng 8%", "thành lập mới 1.200 doanh nghiệp")."""
    reading = place.reading
    own = trimmed(place.clause, reading.left, reading.mention.start) if reading.inner < 0 else None
    if own is None:
        return None
    low = place.scene.low
    start = own[0]
    while start > reading.left and low[start - 1] not in ",;:.(\n":  # the verbs that were dropped in front
        start -= 1
    span = (start, reading.mention.start)
    name = [span] if reading.side == "left" else [span, *bound.name]
    return link_of(place.scene, name, bound.unit, bound.unit_text)
