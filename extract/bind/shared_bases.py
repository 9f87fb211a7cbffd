"""Rates whose base is told once, behind the last of them: "12 bác sĩ và 30 giường bệnh trên một vạn dân"."""

from __future__ import annotations

from extract.bind.linking import link_of
from extract.bind.scene import Bound, Place
from extract.rules.vocabulary import sought

_SHARED = "value.quantity.rate_shared"


def set_shared_base(bound: Bound, place: Place) -> None:
    """Name a rate by what it is told of and by the base of the last one, and give the base to the words of its unit."""
    mention, scene = place.mention, place.scene
    if mention.row.id != _SHARED:
        return
    found = sought("shared_base", scene.low, mention.end, place.clause.end)
    if found is None:
        return
    span = found.span("x")
    bound.name = [*mention.unit_spans, span]
    bound.link = link_of(scene, bound.name, bound.unit)
    bound.unit_text = " ".join(f"{bound.unit_text} {scene.text[slice(*span)]}".split())
