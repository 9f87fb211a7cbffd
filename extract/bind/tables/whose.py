"""Whose a value of a table is: its place, part and tier, who is charged with it, the number of its row."""

from __future__ import annotations

from extract.bind.areas import place_of
from extract.bind.linking import link_of_tier
from extract.bind.scene import Bound, Scene, Span, Whereabouts
from extract.bind.tables.cells import CellValue
from extract.bind.tables.spots import Spot
from extract.bind.tiers import counted, tiers_in
from extract.language.cleaning import lowered
from extract.rules.table_words import begun, says
from extract.rules.vocabulary import expression


def set_whose(bound: Bound, spot: Spot) -> None:
    """The place, the part, who is charged, and the number of the row."""
    scene, heads, row = spot.scene, spot.heads, spot.row
    if heads.indicators_across and row.names:
        words = " ".join(scene.text[slice(*row.names[-1])].split())
        if row.axis is not None and row.axis.period is not None and not says("part_of_year", words.lower()):
            pass  # the period says it
        elif not heads.of_places:
            bound.qualifier = words
        elif not _is_whole(scene, row.names[-1]):
            bound.place = place_of(scene, row.names[-1], heads.level) or Whereabouts(words, heads.level)
    elif row.names:
        bound.place = spot.column.place or place_of(scene, row.names[-1])
    if row.charged is not None:
        bound.responsible = " ".join(scene.text[slice(*row.charged)].split()).strip(" .;-–") or None
    if row.label is not None:
        label = scene.text[slice(*row.label)].strip(" .")
        bound.label = label if any(c.isalnum() for c in label) else None


def set_label(bound: Bound, spot: Spot, value: CellValue) -> None:
    """What the label of one of several values of a cell says: its tier, its place, or which part of all it is of."""
    if value.label is None or value.whose is None:
        return
    said = value.whose
    tiers = tiers_in(spot.scene, [said.tier]) if said.tier is not None else []
    bound.level = tiers[0] if tiers else said.level or bound.level
    bound.place = said.places[0] if said.places else bound.place
    if said.tier is not None:
        bound.link = link_of_tier(spot.scene, bound.name, said.tier, bound.unit) or bound.link
    elif said.group is not None and not said.places:
        bound.name = [*bound.name, value.label]


def named_level(spot: Spot) -> str | None:
    """The tier of what a row counts, else the first that its names name.

    A name that begins with its own unit counts it: "Xã đạt chuẩn nông thôn mới | xã | 21".
    """
    scene, names = spot.scene, spot.row.names
    unit = lowered(spot.unit.words).strip() if spot.unit is not None and names else ""
    first = bool(unit) and scene.low.startswith(unit, names[-1][0])
    return next(iter(counted(scene.low, names[-1:], first=first) or tiers_in(scene, names)), None)


def place_level(spot: Spot) -> str | None:
    """The tier of the place or body that a row is about, as the head of its column, its own name or the title of its
    section tells; a row of the whole has none.
    """
    scene, heads, row = spot.scene, spot.heads, spot.row
    if not row.names or _is_whole(scene, row.names[-1]):
        return None
    if heads.level is not None or not heads.of_places:
        return heads.level
    own = counted(scene.low, row.names[-1:], first=True)
    if own or (seat := _seated(scene, row.names[-1])) is not None:
        return own[0] if own else seat
    titled = [row.title] if row.title is not None else []
    return next(iter(counted(scene.low, titled, first=True)), None)


def _seated(scene: Scene, name: Span) -> str | None:
    """The tier of the place that the name of a body ends with: "Trung tâm Y tế huyện Ba Tơ"."""
    for kind in expression("place_kind").finditer(scene.low, *name):
        place = place_of(scene, (kind.start(), name[1])) if scene.low[kind.start() - 1] == " " else None
        if place is not None:
            return place.level if place.level in {"district", "commune"} else None
    return None


def _is_whole(scene: Scene, name: Span) -> bool:
    """Whether a row of a table of places is of all of them: "Toàn tỉnh", "Tổng cộng"."""
    if expression("region_named").match(scene.low, *name) is not None:
        return False
    return begun("scope", scene.low, *name) > name[0] or says("total", scene.low[slice(*name)])
