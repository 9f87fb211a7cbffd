"""Bounds of classes that adjoin ("rừng giàu: trên 200 m3/ha; rừng trung bình: từ 100 đến 200 m3/ha"): no measures.

Where one class ends the next begins, so that the same number, or the next whole one, bounds both (guidelines rule 12).
"""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from math import inf

from extract.bind.context import committed
from extract.bind.scene import Place
from extract.language.numerals import number
from extract.rules.vocabulary import expression

_BOUNDED = frozenset({"quantity", "money", "count", "percent", "points", "days", "minutes"})
_FEWEST = 2  # classes
_LONGEST = 1_000  # characters of a block that may list them: each of its values asks the whole of it
_BESIDE = 6  # blocks on either side among which the other classes stand

Interval = tuple[float, float]


def bounds_adjoin(place: Place) -> bool:
    """Whether a value bounds a class, in a list of classes each of which ends where the next begins."""
    if place.mention.row.unit not in _BOUNDED or place.reading.inner >= 0:
        return False
    scene, block = place.scene, place.block
    if block.end - block.label_end > _LONGEST or scene.context.mood(block)[0] is not None:
        return False
    own = scene.low[block.label_end : block.end]
    if ":" not in own or expression("class_bound").search(own) is None:
        return False
    if committed(own) is not None:
        return False
    found = _intervals(own)
    if len(found) < _FEWEST:
        found = [each for text in _beside(place) for each in _intervals(text)]
    return _adjoin(found)


def _beside(place: Place) -> list[str]:
    """The text of a block and of those right before and behind it under the same heading that bound a class too."""
    blocks, at, low = place.scene.outline.blocks, place.index, place.scene.low
    sides = blocks[max(0, at - _BESIDE) : at][::-1], blocks[at + 1 : at + 1 + _BESIDE]
    before, behind = (
        [
            low[each.label_end : each.end]
            for each in takewhile(
                lambda b: (
                    b.parent == place.block.parent
                    and b.end - b.label_end <= _LONGEST
                    and expression("class_bound").search(low, b.label_end, b.end) is not None
                ),
                side,
            )
        ]
        for side in sides
    )
    return [*before[::-1], low[place.block.label_end : place.block.end], *behind]


def _intervals(text: str) -> list[Interval]:
    """What each class that a colon names takes up, in order."""
    return [_interval(match) for match in expression("class_bound").finditer(text)]


def _interval(match: re.Match[str]) -> Interval:
    low, high = match["a"] or match["a2"] or match["a3"], match["z"] or match["z2"]
    return (float(number(low)) if low else -inf, float(number(high)) if high else inf)


def _adjoin(found: list[Interval]) -> bool:
    """Whether most intervals end where the next begins, or the other way round."""
    falling = sum(_meet(b[1], a[0]) for a, b in pairwise(found))
    rising = sum(_meet(a[1], b[0]) for a, b in pairwise(found))
    return 2 * max(falling, rising) >= len(found) - 1 > 0


def _meet(end: float, begin: float) -> bool:
    whole = end == int(end) and begin == int(begin) if inf not in {abs(end), abs(begin)} else False
    return end == begin != inf or (whole and begin - end == 1)
