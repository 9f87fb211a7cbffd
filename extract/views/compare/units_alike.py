"""Which units of an axis are one, although they are worded otherwise ("lượt", "lượt lao động")."""

from __future__ import annotations

from extract.contract.model import Measure
from extract.language.unit_words import normal

_COUNTED = {"count", "quantity"}


def same_unit(one: tuple[Measure, str], other: tuple[Measure, str]) -> bool:
    """Whether two measures, each with the unit of its `Axis`, may be held against each other; their indicator is one.

    What is counted may be told at more or at less length ("hộ", "hộ nghèo"), what money is counted per may be left out.
    """
    (first, unit), (second, other_unit) = one, other
    if unit == other_unit:
        return True
    if first.unit == second.unit == "money":
        return unit.split("/")[0] == other_unit.split("/")[0]
    if first.unit in _COUNTED and second.unit in _COUNTED:
        words = [set(normal(each.unit_text or "").replace("/", " / ").split()) for each in (first, second)]
        return words[0] <= words[1] or words[1] <= words[0]
    return False
