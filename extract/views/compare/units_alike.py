"""Which units of an axis are one, although they are worded otherwise ("lượt", "lượt lao động")."""

from __future__ import annotations

_COUNTED = {"count", "quantity"}


def same_unit(one: str, other: str) -> bool:
    """Whether two units of `Axis` may be held against each other, their indicator being the same.

    What is counted may be told at more or at less length ("hộ", "hộ nghèo"), what money is counted per may be left out.

    >>> same_unit("count lượt", "count lượt lao động"), same_unit("count lượt", "count hộ")
    (True, False)
    """
    if one == other:
        return True
    first, _, rest = one.partition(" ")
    second, _, more = other.partition(" ")
    if first in _COUNTED and second in _COUNTED:
        return _within(rest.split(), more.split())
    if first == second == "money":
        currency, _, per = rest.partition(" ")
        other_currency, _, other_per = more.partition(" ")
        return currency == other_currency and _within(_parts(per), _parts(other_per))
    return False


def _parts(per: str) -> list[str]:
    return [part for part in per.split("/") if part]


def _within(one: list[str], other: list[str]) -> bool:
    """Whether all words of the shorter list stand in the longer one."""
    return set(one) <= set(other) or set(other) <= set(one)
