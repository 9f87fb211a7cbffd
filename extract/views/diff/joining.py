"""Two lists joined on a key, one to one and in order."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T")


def joined(
    old: Iterable[T], new: Iterable[T], key: Callable[[T], Hashable]
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Things of one key paired, the first with the first; and what is left over of each side, in its order."""
    rest_old: dict[int, T] = dict(enumerate(old))
    waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for i, each in rest_old.items():
        waiting[key(each)].append(i)
    pairs, rest_new = [], []
    for each in new:
        same = waiting.get(key(each))
        if same:
            pairs.append((rest_old.pop(same.popleft()), each))
        else:
            rest_new.append(each)
    return pairs, list(rest_old.values()), rest_new
