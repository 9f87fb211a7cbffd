"""The numbers that are no records: which changed their reason, became records, or were records before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Sequence
from typing import Protocol

from extract.contract.model import Extraction, Rejection, Target
from extract.views.diff.changes import Move, Number
from extract.views.diff.joining import joined

_FIGURES = re.compile(r"\d[\d.,]*\d|\d")


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Places:
    """Things with spans, asked which of them share characters with a stretch of text."""

    def __init__(self, spans: Sequence[_Span]) -> None:
        self._order = sorted(range(len(spans)), key=lambda i: (spans[i].start, spans[i].end, i))
        self._spans = spans
        self._starts = [spans[i].start for i in self._order]
        self._longest = max((span.end - span.start for span in spans), default=0)

    def at(self, start: int, end: int) -> list[int]:
        """The indexes of those that overlap [start:end), in the order of the text."""
        first, last = bisect_left(self._starts, start - self._longest), bisect_left(self._starts, end)
        return [i for i in self._order[first:last] if self._spans[i].end > start]


def whereabouts(target: Target, other: Extraction, rejected: Places, records: Places) -> tuple[str | None, str | None]:
    """What the characters of a record are on the other side of the same text: a rejection's reason, a record's id."""
    start, end = target.source.start, target.source.end
    holders = records.at(start, end)
    if holders:
        return None, other.targets[holders[0]].id
    reasons = rejected.at(start, end)
    return (other.rejected[reasons[0]].reason if reasons else None), None


def moves(old: Extraction, new: Extraction, lost: Sequence[Target], gained: Sequence[Target]) -> tuple[Number, ...]:
    """The numbers that are rejected on one side and not, or for another reason, on the other.

    In one and the same text a number is its characters; in an edited one, its figures as written.
    """
    same = old.document.sha256 == new.document.sha256
    _, left, right = joined(old.rejected, new.rejected, lambda r: (_key(r, same), r.reason))
    if not left and not right:
        return ()
    pairs, left, right = joined(left, right, lambda r: _key(r, same))
    if same:
        found, left, right = _shifted(left, right)
        pairs += found
        was = Places([target.source for target in old.targets])
        now = Places([target.source for target in new.targets])
        records = [
            [next((side.targets[i].id for i in places.at(r.start, r.end)), None) for r in rest]
            for rest, places, side in ((left, now, new), (right, was, old))
        ]
    else:
        records = [_by_text(left, gained), _by_text(right, lost)]
    numbers = [Number("reread", b.text, a.reason, b.reason, a.start, b.start) for a, b in pairs if a.reason != b.reason]
    for r, record in zip(left, records[0], strict=True):
        numbers.append(Number("recorded" if record else "vanished", r.text, r.reason, record, r.start))
    for r, record in zip(right, records[1], strict=True):
        move: Move = "dropped" if record else "appeared"
        numbers.append(Number(move, r.text, record, r.reason, new_start=r.start))
    return tuple(sorted(numbers, key=_order))


def _key(rejection: Rejection, same: bool) -> tuple[object, ...]:
    return (rejection.start, rejection.end) if same else (rejection.text,)


def _order(number: Number) -> tuple[object, ...]:
    """By place in the text, neither side coming first."""
    known = [start for start in (number.old_start, number.new_start) if start is not None]
    return min(known), max(known), number.text, number.move, number.old or "", number.new or ""


def _shifted(
    left: list[Rejection], right: list[Rejection]
) -> tuple[list[tuple[Rejection, Rejection]], list[Rejection], list[Rejection]]:
    """Rejections that share characters, paired from the start of the text on, and the rest of each side."""
    pairs, rest, i, j = [], ([], []), 0, 0  # type: ignore[var-annotated]
    left, right = (sorted(side, key=lambda r: (r.start, r.end)) for side in (left, right))
    while i < len(left) and j < len(right):
        a, b = left[i], right[j]
        if a.start < b.end and b.start < a.end:
            pairs.append((a, b))
            i, j = i + 1, j + 1
        elif a.end <= b.start:
            rest[0].append(a)
            i += 1
        else:
            rest[1].append(b)
            j += 1
    return pairs, rest[0] + left[i:], rest[1] + right[j:]


def _by_text(rest: Sequence[Rejection], records: Sequence[Target]) -> list[str | None]:
    """For each rejection the id of a record of the other side whose number is written alike, each used once."""
    ids: defaultdict[str, deque[str]] = defaultdict(deque)
    for target in records:
        for figure in dict.fromkeys((target.source.text, *_FIGURES.findall(target.source.text))):
            ids[figure].append(target.id)
    used: set[str] = set()
    found: list[str | None] = []
    for rejection in rest:
        waiting = ids[rejection.text] or deque()
        while waiting and waiting[0] in used:
            waiting.popleft()
        found.append(waiting.popleft() if waiting else None)
        used.update(found[-1:] if found[-1] else ())  # type: ignore[arg-type]
    return found
