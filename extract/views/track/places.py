"""Whose a record is: the province, its district or commune, and a place or body within it."""

from __future__ import annotations

from dataclasses import dataclass

from extract.contract.model import Head, Province, Target
from extract.language.cleaning import lowered
from extract.rules.vocabulary import expression
from extract.write.local_units import local_unit

MERGED = "2025-07-01"  # from this day on the provinces of today are in force


@dataclass(frozen=True, slots=True)
class Whose:
    """Where a line is: province (code and name, None where it is not known), district, and an area or body in it.

    `key` tells places apart however they are spelt; `level` is the tier that the place itself is.
    """

    code: str | None
    province: str | None
    district: str | None
    area: str | None

    @property
    def key(self) -> tuple[str, str, str]:
        return self.code or "", _bare(self.district), _bare(self.area)

    @property
    def names(self) -> tuple[str, ...]:
        """From the smallest to the province."""
        return tuple(filter(None, (self.area, self.district, self.province)))


def _bare(name: str | None) -> str:
    """A place's name as a key, without the word for its sort."""
    return expression("sort_of_place").sub("", " ".join(lowered(name or "").split()))


def whose(head: Head, target: Target, today: bool) -> Whose:
    """Whose a record is; `today`: under the province that its province became part of on 2025-07-01.

    A place that is a province takes the document's over; one that is a district of a province's document is a district
    like any that speaks for itself.
    """
    code, name = _province(head.province, today)
    place, local = target.place, local_unit(head)
    if place is None or _bare(place.name) in {_bare(local), _bare(name)}:
        return Whose(code, name, local, None)
    if place.code is not None and place.level == "province":
        return Whose(place.code, place.name, None, None)
    if local is None and place.level == "district":
        return Whose(code, name, expression("sort_of_place").sub("", place.name), None)
    return Whose(code, name, local, place.name)


def _province(province: Province | None, today: bool) -> tuple[str | None, str | None]:
    if province is None:
        return None, None
    last = province.successor if today and province.successor is not None else province
    return last.code, last.name


def origin(head: Head) -> str:
    """The province of a document as it was when it was issued: what one of today says holds for all it was made of,
    what one of before holds for itself.
    """
    if head.province is None:
        return ""
    return f"{head.province.code}{'' if (head.issued or '') >= MERGED else '-before'}"


def speaks_for(result: str, goal: str) -> bool:
    """Whether what one origin tells answers what another promised."""
    return result == goal or not result.endswith("-before")
