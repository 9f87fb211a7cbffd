"""A text cut at the edges of all spans on it, so that a page never has to count characters.

Browsers count UTF-16 units and records count code points; so the cutting is done here, and a page
speaks of runs by number.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]


def clamped(span: Span, length: int) -> Span:
    """The part of `span` that lies in a text of `length` characters."""
    start = min(max(span[0], 0), length)
    return start, min(max(span[1], start), length)


class Runs:
    """The stretches of a text between one edge and the next: run i is `edges[i]` to `edges[i + 1]`."""

    __slots__ = ("edges",)

    def __init__(self, length: int, spans: Iterable[Span], more: Iterable[int] = ()) -> None:
        found = {0, length}
        for span in spans:
            found.update(clamped(span, length))
        found.update(at for at in more if 0 < at < length)
        self.edges = sorted(found)

    def __len__(self) -> int:
        return len(self.edges) - 1

    def of(self, span: Span) -> Span:
        """The half-open range of runs that make up `span`, empty where it covers nothing.

        Both ends of the span (clamped to the text) have to be edges: it is one of those given, or ends at
        edges that others made.
        """
        start, end = clamped(span, self.edges[-1])
        first = bisect_left(self.edges, start)
        return first, max(first, bisect_left(self.edges, end))

    def at(self, offset: int) -> int:
        """The run that holds the character at `offset`."""
        return max(min(bisect_right(self.edges, offset), len(self)) - 1, 0)


@dataclass(frozen=True, slots=True)
class Group:
    """Spans that overlap or are the same: shown as one highlight; `members` are their places in the list."""

    start: int
    end: int
    members: tuple[int, ...]


def grouped(spans: Sequence[Span]) -> list[Group]:
    """The spans in groups that do not overlap, in the order of the text; empty spans are left out."""
    order = sorted((start, end, place) for place, (start, end) in enumerate(spans) if start < end)
    found: list[Group] = []
    low, high, members = 0, -1, list[int]()
    for start, end, place in order:
        if members and start < high:
            high = max(high, end)
            members.append(place)
            continue
        if members:
            found.append(Group(low, high, tuple(members)))
        low, high, members = start, end, [place]
    if members:
        found.append(Group(low, high, tuple(members)))
    return found
