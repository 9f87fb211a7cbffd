"""The words of a name, and the catalogue entry that they mean."""

from __future__ import annotations

from extract.bind.scene import Bound, Place, Scene, Span
from extract.catalogue.entries import Link
from extract.clauses import trimmed
from extract.language.cleaning import lowered
from extract.rules.vocabulary import expression, word_set

POSITIONAL = frozenset({"rank", "places", "band"})


def text_of(scene: Scene, name: list[Span]) -> str:
    """The words of a name, its parts joined by an ellipsis."""
    return " … ".join(scene.text[a:b] for a, b in name)


def link_of(scene: Scene, name: list[Span], unit: str, unit_text: str | None = None) -> Link | None:
    """The catalogue entry that a name means; positions and bands are those of indices and rankings."""
    text = text_of(scene, name)
    any_unit = unit == "quantity" and unit_text in word_set("times")  # a multiple of whatever is measured
    links = scene.catalogue.links(text, None if any_unit else unit, scene.abbreviations)
    if unit in POSITIONAL:
        ranked = [link for link in links if link.entry.ranked]
        links = ranked or (links if expression("ranking").search(lowered(text)) else [])
    return links[0] if links else None


def is_ranked(scene: Scene, bound: Bound) -> bool:
    """Whether the indicator is an index or ranking, so that a/b is a position and "khá" a band."""
    if bound.link is not None and bound.link.entry.ranked:
        return True
    return bound.link is None and expression("ranking").search(lowered(text_of(scene, bound.name))) is not None


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
