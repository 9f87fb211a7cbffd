"""Pages that lie on their side or upside down: how they are turned so that their text runs from left to right."""

from __future__ import annotations

from collections import Counter
from typing import Any

from extract.sources.source import Turning

AS_IT_IS: Turning = (1, 0, 0, 1, 0, 0)
_MOST = 0.6  # of a page's characters run another way: the page itself is turned


def turning(quarters: int, width: float, height: float) -> Turning:
    """Turns a page of this size clockwise, its upper left corner in the origin again."""
    return (AS_IT_IS, (0, 1, -1, 0, height, 0), (-1, 0, 0, -1, width, height), (0, -1, 1, 0, 0, width))[quarters % 4]


def moved(point: tuple[float, ...], by: Turning) -> tuple[float, float]:
    """A point turned."""
    x, y = point
    a, b, c, d, e, f = by
    return a * x + c * y + e, b * x + d * y + f


def along(direction: tuple[float, float], by: Turning) -> tuple[float, float]:
    """A direction turned."""
    x, y = moved(direction, by)
    return x - by[4], y - by[5]


def together(first: Turning, then: Turning) -> Turning:
    """One turning for two, one after the other."""
    a, b = along((first[0], first[1]), then)
    c, d = along((first[2], first[3]), then)
    return a, b, c, d, *moved(first[4:], then)


def shown(page: Any) -> Turning:
    """From the coordinates of a pymupdf page, which know nothing of its /Rotate, to the page as it is displayed."""
    return tuple(page.rotation_matrix) if page.rotation else AS_IT_IS


def quarters_of(lines: list[dict[str, Any]], by: Turning) -> int:
    """By how many quarters a page is to be turned clockwise, after `by`, for most of its text to run to the right."""
    ways: Counter[int] = Counter()
    for line in lines:
        x, y = along(line["dir"], by)
        if max(abs(x), abs(y)) > 0.97:
            way = (0 if x > 0 else 2) if abs(x) > abs(y) else (1 if y < 0 else 3)
            ways[way] += sum(not c["c"].isspace() for span in line["spans"] for c in span["chars"])
    if not ways:
        return 0
    way, most = ways.most_common(1)[0]
    return way if most > _MOST * ways.total() else 0
