"""Numbers of things to so many heads: the base is told in the name, or once behind the last of several."""

from __future__ import annotations

from extract.bind.linking import link_of
from extract.bind.scene import Bound, Place, Span
from extract.clauses import Reading
from extract.rules.vocabulary import expression


def set_rate(bound: Bound, place: Place) -> None:
    """A number of heads under a name that tells the base ("Số bác sĩ/10.000 dân: 7,88 bác sĩ") is a rate.

    So is each of those before the last, behind which the base stands ("9,2 bác sĩ và 22 điều dưỡng trên 10.000 dân").
    """
    low = place.scene.low
    if bound.unit != "count":
        return
    if any(expression("rate_of_heads").search(low, *span) for span in bound.name):
        bound.unit = "quantity"
        return
    shared = _base_behind(place)
    if shared is not None:
        noun, base = shared
        bound.unit, bound.name = "quantity", [noun]
        bound.unit_text = " ".join(f"{place.scene.text[slice(*noun)]} {place.scene.text[slice(*base)]}".split())
        bound.link = link_of(place.scene, [noun, base], bound.unit, bound.unit_text)
        bound.doubts = [doubt for doubt in bound.doubts if doubt != "subject_inherited"]


def _base_behind(place: Place) -> tuple[Span, Span] | None:
    """Where what is counted stands, and the base behind the last of the list that a count is in."""
    low, clause = place.scene.low, place.clause
    noun: Span | None = None
    at = place.reading
    for following in _behind(clause.readings, place.reading):
        gap = expression("next_of_rates").fullmatch(low, at.mention.end, following.mention.start)
        if gap is None or following.inner != at.inner:
            return None
        noun = noun or gap.span("x")
        if following.mention.row.unit == "quantity":
            base = expression("rate_of_heads").search(low, following.mention.value_start, following.mention.end)
            return (noun, (base.start(), following.mention.end)) if base is not None else None
        if following.mention.row.unit != "count":
            return None
        at = following
    return None


def _behind(readings: list[Reading], reading: Reading) -> list[Reading]:
    return [each for each in readings if each.mention.start > reading.mention.start]
