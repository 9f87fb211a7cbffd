"""Which plain numbers of things, amounts and sums are records, and why the others are not."""

from __future__ import annotations

import re

from extract.bind.records import Bound, Place
from extract.context import committed
from extract.mentions.cues import ends_in, phrase_in

PLAIN = frozenset({"count", "quantity", "money", "days", "minutes"})
_NOUN = re.compile(r"\s*([^\W\d]+(?:\s+[^\W\d]+)?)")


def no_measure(place: Place) -> str | None:
    """Why a value-like number measures nothing of this document's; None if it may."""
    reading, mention, low = place.reading, place.mention, place.scene.low
    unit = mention.row.unit
    if unit in {"percent", "points"}:
        if phrase_in("threshold", low[max(place.clause.start, mention.start - 50) : mention.start]):
            return "threshold"
    if unit in {"percent", "quantity", "money", "count", "minutes"}:
        own = low[reading.left : mention.start].rstrip(" ,")
        if phrase_in(
            "other_holder",
            own if reading.inner >= 0 else low[max(reading.left, mention.start - 45) : mention.start],
        ):
            return "other_holder"
    return None


def not_counted(bound: Bound, place: Place) -> str | None:
    """Why a plain number of things, an amount or a sum is no record; None if it is one."""
    scene, reading, mention = place.scene, place.reading, place.mention
    before = scene.low[reading.left : mention.start]
    if bound.unit == "money" and bound.link is None:
        lead = scene.low[slice(*place.statement.lead)] if place.statement.lead else ""
        if phrase_in("funding", f"{lead} {before[-80:]}"):
            return "funding"
    if bound.unit in {"quantity", "count"} and not bound.direction and reading.side != "left":
        if ends_in("properties", before, r"\s*(?:từ|trên|tối thiểu|dưới)?\s*$"):
            return "specification"
    if bound.unit != "count":
        measured = bound.kind == "target" or reading.side == "left" or bound.link is not None or reading.inner >= 0
        return None if measured else "not_a_measure"
    if not bound.unit_text:
        noun = _NOUN.match(scene.text, mention.end)
        bound.unit_text = re.sub(r"\s+", " ", noun.group(1)) if noun else None
    if bound.kind == "actual":
        linked = bound.link is not None and bound.link.entry.units != ("percent",)
        return None if reading.side == "left" and linked else "head_count"
    own = scene.low[place.clause.start : mention.start]
    goal = (
        bound.relation != "eq"
        or committed(own)
        or bound.link is not None
        or ends_in("achieving", own[-60:], r"[\w\s,]*$")
    )
    if not goal or scene.context.mood(place.block)[0] == "actual":
        return "head_count"
    return None
