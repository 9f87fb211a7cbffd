"""Second mentions cut short: words that tell only whose value it is, or of when, of what was named before.

"hồ sơ trực tuyến đạt 74,6%, cá biệt xã A 22,5%, hồi tháng 6 mới 19%; thấp nhất là B": nothing in the later words says
what is measured, so that it is what the values before are of.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extract.bind.areas import areas_at, company, proper_name
from extract.bind.scene import Scene, Span, Whereabouts
from extract.mentions.cues import tier_words
from extract.mentions.scan import Mention
from extract.rules.vocabulary import expression

_LONGEST = 90  # characters


@dataclass(frozen=True, slots=True)
class Shortened:
    """What such words say: the places that they name, and where they name a tier of government."""

    places: tuple[Whereabouts, ...] = ()
    tier: Span | None = None
    grouped: bool = False  # they speak of areas without a name ("27 xã biên giới")
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
    said = grouped = False
    while at < end:
        if not scene.low[at].isalnum():
            at += 1
            continue
        stop = times.get(at)
        if stop is None and (found := areas_at(scene, at, end)) is not None:
            named, stop = found
            places += named
        if stop is None and (met := tier_words().match(scene.low, at, end)) is not None:
            stop, tier = met.end(), met.span()
        if stop is None and (group := expression("group_of_areas").match(scene.low, at, end)) is not None:
            stop, grouped = group.end(), True
            level = "commune" if expression("communes_counted").match(group.group()) else None
            if group["side"] or group["lies"]:
                places.append(Whereabouts(" ".join(scene.text[at:stop].split()), level))
        if stop is None:
            stop = _passed(scene, at, end)
        if stop is None and (name := proper_name(scene, at, end) or company(scene, at, end)) is not None:
            stop = name[1]
            places.append(Whereabouts(name[0]))
        if stop is None:
            return None
        at, said = stop, True
    return Shortened(tuple(places), tier, grouped, level) if said else None


def _passed(scene: Scene, at: int, end: int) -> int | None:
    """Where words that pick one of several, tell when, or how it does beside others, end."""
    found = (
        expression("time_before").match(scene.low, at, end)
        or expression("singles_out").match(scene.low, at, end)
        or expression("ranks_behind").match(scene.low, at, end)
    )
    return found.end() if found is not None else None
