"""Names taken over from the value before: whole, with a predicate of the value's own, or for another part."""

from __future__ import annotations

from extract.bind.linking import link_of
from extract.bind.scene import Bound, Place
from extract.rules.vocabulary import expression, listed


def taken(bound: Bound, source: Bound, place: Place) -> Bound:
    """Give a value the name, and the link, of the record that it goes on from."""
    scene = place.scene
    outside = source.parted and (place.reading.inner < 0 or place.reading.part_of)
    bound.name, bound.link, bound.qualifier = list(source.name), source.link, source.qualifier
    bound.stem = source.stem
    if outside:
        bound.name, bound.qualifier = list(source.stem), None
    if source.link is None or outside or bound.unit != source.unit:
        bound.link = link_of(scene, bound.name, bound.unit, bound.unit_text) or source.link
    bound.doubts.append("subject_inherited")
    bound.why.append(("bind.subject_inherited", source.start, source.end))
    return source


def _unnamed_beside(bound: Bound, place: Place) -> bool:
    """Whether a value has no name beside it, and the one before it is of the same unit and has."""
    source = place.before[0]
    return place.reading.side == "none" and bool(source.name) and source.unit == bound.unit


def with_own_predicate(bound: Bound, place: Place) -> Bound | None:
    """ "100% công chức đạt chuẩn; 70% có trình độ đại học": who is taken over, what they do or have is said anew."""
    source, scene, reading = place.before[0], place.scene, place.reading
    if not _unnamed_beside(bound, place):
        return None
    found = expression("own_predicate").match(scene.low, place.mention.end, reading.right)
    if found is None:
        return None
    start, end = source.name[0]
    cuts = [m.start() for m in listed("predicates").finditer(scene.low, start, end) if m.start() > start]
    if not cuts:
        return None
    bound.name = [(start, min(cuts)), found.span("p")]
    bound.link = link_of(scene, bound.name, bound.unit)
    return source


def of_other_part(bound: Bound, place: Place) -> Bound | None:
    """ "98% rác thải ở đô thị và 80% ở nông thôn được thu gom": the same of another part, with its own words."""
    source, scene, reading = place.before[0], place.scene, place.reading
    if not _unnamed_beside(bound, place):
        return None
    own = expression("at_tier").match(scene.low, place.mention.end, reading.right)
    start, end = source.name[0]
    of = expression("at_or_of").search(scene.low, start, end)
    parted = of is None and any(expression("at_or_of").match(scene.low, *span) for span in source.name[1:2])
    if own is None or not (parted or of is not None):
        return None
    taken(bound, source, place)
    kept = (start, start + len(scene.low[start : of.start()].rstrip())) if of is not None else (start, end)
    bound.name = [kept, own.span("x"), *source.name[2 if parted else 1 :]]
    bound.link = link_of(scene, bound.name, bound.unit) or bound.link
    return source
