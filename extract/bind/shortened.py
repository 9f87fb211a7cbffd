"""Second mentions cut short: words that tell only whose value it is, or of when, of what was named before.

"hồ sơ trực tuyến đạt 74,6%, cá biệt xã A 22,5%, hồi tháng 6 mới 19%; thấp nhất là B": nothing in the later words says
what is measured, so that it is what the values before are of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.bind.areas import areas_at, company, place_of, proper_name
from extract.bind.belonging import names_body
from extract.bind.scene import Bound, Place, Scene, Span, Whereabouts
from extract.mentions.cues import tier_words
from extract.mentions.scan import Mention
from extract.rules.vocabulary import expression

_LONGEST = 90  # characters
_NUMBERS_BEFORE = 3  # of things, among the words that tell whose a value is
_POSITIONS = frozenset({"rank", "ratio"})
_OF_INDEX = frozenset({"rank", "ratio", "points", "places", "band"})
_LENDING = frozenset({None, "other_holder"})  # why a value is no record whose words still name what others are of
_FARTHEST_SUBJECT = 4  # values before one among which the one is looked for that it goes on from


@dataclass(frozen=True, slots=True)
class Shortened:
    """What such words say: the places that they name, and where they name a tier of government."""

    places: tuple[Whereabouts, ...] = ()
    tier: Span | None = None
    group: Span | None = None  # where they speak of areas without a name ("27 xã biên giới"): no place, a part of all
    level: str | None = None  # the tier of those


def shortened(scene: Scene, span: Span, periods: Iterable[Mention] = (), *, bodies: bool = False) -> Shortened | None:
    """What a stretch of text says if it is such a mention, None if it says anything else; `periods`: those typed;
    `bodies`: those of the state count as places, where nothing but what one attains stands behind it.
    """
    at, end = span
    if end - at > _LONGEST:
        return None
    times = {mention.start: mention.end for mention in periods}
    places: list[Whereabouts] = []
    tier: Span | None = None
    level: str | None = None
    said, group = False, None
    while at < end:
        if not scene.low[at].isalnum():
            at += 1
            continue
        stop = times.get(at)
        if stop is None and (found := areas_at(scene, at, end)) is not None:
            named, stop = found
            if named[0].code is not None and places and places[-1].level is None:
                places.pop()  # "tại Đông Nam Bộ, Bình Dương": where the province lies
            places += named
        if bodies and stop is None and (body := _body(scene, at, end)) is not None:
            stop = body[1]
            places.append(Whereabouts(" ".join(scene.text[slice(*body)].split())))
        met = tier_words().match(scene.low, at, end) if stop is None else None
        areas = expression("group_of_areas").match(scene.low, at, end) if stop is None else None
        if met is not None:
            stop, tier = met.end(), met.span()
        if stop is None and (bare := expression("bare_tier_at_end").match(scene.low, at, end)) is not None:
            stop, tier = bare.end(), bare.span(str(bare.lastgroup))
            areas = None
        if areas is not None:  # "các huyện miền núi": a tier, and which of its areas
            stop, group = areas.end(), areas.span()
            level = "commune" if expression("communes_counted").match(areas.group()) else None
            if areas["side"] or areas["lies"]:
                places.append(Whereabouts(" ".join(scene.text[at:stop].split()), level))
        if stop is None:
            stop = _passed(scene, at, end)
        if stop is None and (name := proper_name(scene, at, end) or company(scene, at, end)) is not None:
            stop = name[1]
            places.append(Whereabouts(name[0]))
        if stop is None:
            return None
        at, said = stop, True
    return Shortened(tuple(places), tier, group, level) if said else None


def _body(scene: Scene, at: int, end: int) -> Span | None:
    """The body that all the rest of such words names ("Sở Tư pháp", "thấp nhất là Sở Y tế với")."""
    if not scene.text[at].isupper() or not names_body(scene, at, end):
        return None
    named = expression("body_alone").fullmatch(scene.low, at, end)
    if named is None or expression("body_ends").search(scene.low, at, named.end("who")) is not None:
        return None
    return named.span("who")


def _passed(scene: Scene, at: int, end: int) -> int | None:
    """Where words that pick one of several, tell when, or how it does beside others, end."""
    found = (
        expression("time_before").match(scene.low, at, end)
        or expression("singles_out").match(scene.low, at, end)
        or expression("ranks_behind").match(scene.low, at, end)
    )
    return found.end() if found is not None else None


def comparable(bound: Bound, place: Place) -> Bound | None:
    """The nearest value before that may be of the same thing: in the same unit, a position as this one, or for a
    position or a score any value of an index ("PCI đạt 66,2 điểm, xếp thứ 19/63. Bình Định xếp thứ 14/63").
    """
    latest = [place.memory.subject] if place.memory.subject is not None else []
    seen = [*place.before[:1], *latest, *reversed(place.memory.subjects[-_FARTHEST_SUBJECT:])]
    counted = bound.unit == "ratio" and not expression("nothing_counted").match(place.scene.low, place.mention.end)
    positions = _POSITIONS if not counted else frozenset()  # "đạt 12/19 tiêu chí" is no position
    for each in seen:
        alike = each.unit == bound.unit or (bound.unit in positions and each.unit == "rank")
        same = None in {bound.unit_text, each.unit_text} or bound.unit_text == each.unit_text
        of_index = bound.unit in _OF_INDEX and not counted and each.link is not None and each.link.entry.ranked
        if ((alike and same) or of_index) and each.name and each.dropped in _LENDING:
            return each
    return None


def own_words(place: Place) -> Iterator[Span]:
    """The stretches of words that may tell whose value it is: its own, and with the numbers of things before it
    ("riêng 27 xã biên giới không dưới 50%").
    """
    reading, readings = place.reading, place.clause.readings
    yield reading.left, reading.cluster
    at = next(number for number, each in enumerate(readings) if each is reading)
    for before in reversed(readings[max(0, at - _NUMBERS_BEFORE) : at]):
        counted = before.mention.row.unit == "count"
        if not counted or (before.inner, before.statement) != (reading.inner, reading.statement):
            break
        yield before.left, reading.cluster


def without_places(scene: Scene, name: list[Span]) -> list[Span]:
    """A name without whose it was, where another has it now ("PCI của Long An", "Chỉ số DTI … Huế"); as it was where
    nothing else is left.
    """
    kept: list[Span] = []
    for start, end in name:
        if place_of(scene, (start, end)) is not None:
            continue
        for whose in expression("whose").finditer(scene.low, start, end):
            found = areas_at(scene, whose.end(), end)
            if found is not None and found[1] == end and whose.start() > start:
                end = start + len(scene.low[start : whose.start()].rstrip(" ,"))
                break
        kept.append((start, end))
    return kept or name
