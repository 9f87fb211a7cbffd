"""What a position among peers is in, where no words before it say so.

"Thuộc nhóm 15 tỉnh có quy mô kinh tế lớn nhất" tells it behind; "Vào tốp 20 cả nước" leaves it to the index that the
sentences before, a heading or the title are about.
"""

from __future__ import annotations

from extract.bind.linking import POSITIONAL, link_of
from extract.bind.proposing import leads_of
from extract.bind.scene import Bound, Place, Scene, Span
from extract.bind.shortened import shortened
from extract.catalogue.entries import Link
from extract.clauses import trimmed
from extract.rules.vocabulary import expression

_LONGEST_LINE = 240  # characters of what may name an index: a heading, a title, the sentences before


def name_by_peers(bound: Bound, place: Place) -> bool:
    """Name a position whose own words name nothing, or only who has it ("Tỉnh thuộc nhóm 10 tỉnh dẫn đầu"); whether
    that could be done.
    """
    if bound.unit not in POSITIONAL or bound.unit == "band":
        return False
    scene, end = place.scene, place.reading.right
    best = expression("best_in").match(scene.low, place.mention.end, place.clause.end)
    if best is not None:
        bound.name = [best.span("what")]
        bound.link = link_of(scene, bound.name, bound.unit)
        return True
    told = trimmed(place.clause, place.mention.end, end)
    if not bound.name and told is not None and (link := _index(scene, told, bound.unit)) is not None:
        bound.link, bound.name = link, [told]  # "lên 4 hạng trong bảng xếp hạng PCI"
        return True
    behind = place.clause.part(place.mention.end, end)
    if expression("peers_ranked").fullmatch(behind) is None:
        return False
    found = _index_above(place, bound.unit)
    if found is not None:
        bound.link, bound.name = found[0], [found[1]]
        bound.why.append(("bind.item_title", *found[1]))
        return True
    if bound.unit != "rank" or bound.name or told is None or place.mention.start == place.mention.value_start:
        return False
    bound.name = [(place.mention.start, place.mention.value_start), told]  # "nhóm … tỉnh dẫn đầu cả nước"
    return True


def holds_only(place: Place, name: list[Span]) -> bool:
    """Whether a name says only who has a position: a place, a body, "tỉnh ta"."""
    scene = place.scene
    if expression("holder_only").fullmatch(" ".join(scene.low[slice(*span)] for span in name).strip(" ,")):
        return True
    return all(of_places(scene, span) for span in name)


def of_places(scene: Scene, span: Span) -> bool:
    """Whether words name places or bodies and nothing else."""
    said = shortened(scene, span, bodies=True)
    return said is not None and bool(said.places)


def _index_above(place: Place, unit: str) -> tuple[Link, Span] | None:
    """The one index that is spoken of nearest before a value, and where: in the sentences of its block, in what leads
    in or heads it, in the title of its part.
    """
    scene, at = place.scene, place.block.parent
    spans = [*reversed(leads_of(place)), (place.block.label_end, place.clause.start)]
    while at >= 0:
        above = scene.outline.blocks[at]
        spans += [(above.label_end, above.end)] if above.kind != "row" else []
        at = above.parent
    title = scene.parts.at(place.block.start).title
    spans += [title] if title[0] < title[1] <= place.block.start else []
    found = ((link, span) for span in spans if (link := _index(scene, span, unit)) is not None)
    return next(found, None)


def _index(scene: Scene, span: Span, unit: str) -> Link | None:
    """The one index that a stretch of text names; None where it names none, or several."""
    if not 0 < span[1] - span[0] <= _LONGEST_LINE:
        return None
    links = scene.catalogue.links_of(scene.low[slice(*span)], unit, scene.abbreviations)
    ranked = [each for each in links if each.entry.ranked]
    return ranked[0] if len(ranked) == 1 else None
