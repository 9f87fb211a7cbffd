"""Which heads of a second row stand below which of the first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.layout.dumped_heads import FEWEST, may_head, named_head, remark_head
from extract.layout.seen_columns import is_time

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BRACKETED = re.compile(r"\([^()]{1,30}\)")


def counts_below(over: int, count: int) -> Iterator[int]:
    """How many heads may stand below `over` others of `count`: as many below each, else any number of them."""
    most = count - over - 1
    even = [each * over for each in (2, 3, 4, 1) if each * over <= min(most, count - FEWEST)]
    yield from even
    yield from (below for below in range(over + 1, most + 1) if below not in even)


def shared(parts: list[str], above: list[str]) -> list[int]:
    """How many of the heads `parts` stand below each of those `above`; none where they cannot.

    They begin anew below each, or are heads by their words or below years and as many each, or units in brackets.
    """
    if len(parts) == len(above):
        return [1] * len(above) if all(_BRACKETED.fullmatch(part) for part in parts) else []
    if not all(may_head(part) and not remark_head(part) for part in parts):
        return []
    runs = runs_of(parts)
    if len(runs) == len(above) > 1:
        return runs
    each, left = divmod(len(parts), len(above))
    told = all(named_head(part) for part in parts) or all(is_time(head) for head in above)
    return [each] * len(above) if told and not left else []


def runs_of(parts: list[str]) -> list[int]:
    """The lengths of the stretches in which no head stands twice and years follow one another."""
    lengths: list[int] = []
    seen: set[str] = set()
    last = 0
    for part in parts:
        year = max((int(found) for found in _YEAR.findall(part)), default=last)
        if not lengths or part in seen or year < last:
            lengths.append(0)
            seen = set()
        lengths[-1] += 1
        seen.add(part)
        last = year
    return lengths
