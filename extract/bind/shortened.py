"""Second mentions cut short: words that tell only whose value it is, or of when, of what was named before.

"hồ sơ trực tuyến đạt 74,6%, cá biệt xã A 22,5%, hồi tháng 6 mới 19%; thấp nhất là B": nothing in the later words says
what is measured, so that it is what the values before are of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.bind.areas import areas_at, company, proper_name
from extract.bind.scene import Bound, Place, Scene, Span, Whereabouts
from extract.mentions.cues import tier_words
from extract.mentions.scan import Mention
from extract.rules.vocabulary import expression

_LONGEST = 90  # characters
_NUMBERS_BEFORE = 3  # of things, among the words that tell whose a value is
_FARTHEST_SUBJECT = 4  # values before one among which the one is looked for that it goes on from


@dataclass(frozen=True, slots=True)
class Shortened:
    """What such words say: the places that they name, and where they name a tier of government."""

    places: tuple[Whereabouts, ...] = ()
    tier: Span | None = None
    group: Span | None = None  # where they speak of areas without a name ("27 xã biên giới"): no place, a part of all
    level: str | None = None  # the tier of those


def shortened(scene: Scene, span: Span, periods: Iterable[Mention] = ()) -> Shortened | None:
    """What a stretch of text says if it is such a mention, None if it says anything else; `periods`: those typed."""
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
            places += named
        met = tier_words().match(scene.low, at, end) if stop is None else None
        areas = expression("group_of_areas").match(scene.low, at, end) if stop is None else None
        if met is not None:
            stop, tier = met.end(), met.span()
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


def _passed(scene: Scene, at: int, end: int) -> int | None:
    """Where words that pick one of several, tell when, or how it does beside others, end."""
    found = (
        expression("time_before").match(scene.low, at, end)
        or expression("singles_out").match(scene.low, at, end)
        or expression("ranks_behind").match(scene.low, at, end)
    )
    return found.end() if found is not None else None


def comparable(bound: Bound, place: Place) -> Bound | None:
    """The nearest value before that may be of the same thing: in the same unit, or a position as this one."""
    seen = [*place.before[:1], *reversed(place.memory.subjects[-_FARTHEST_SUBJECT:])]
    ranked = bound.unit in {"rank", "ratio"}
    for each in seen:
        alike = each.unit == bound.unit or (ranked and each.unit == "rank")
        same = None in {bound.unit_text, each.unit_text} or bound.unit_text == each.unit_text
        if alike and same and each.name and each.dropped is None:
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
