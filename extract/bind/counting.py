"""Which plain numbers of things, amounts and sums are records, and why the others are not."""

from __future__ import annotations

from extract.bind.context import committed
from extract.bind.scene import Bound, Place
from extract.language.numerals import number
from extract.mentions.cues import ends_in, phrase_in
from extract.rules.vocabulary import expression, listed

PLAIN = frozenset({"count", "quantity", "money", "days", "minutes"})


_NEAR_START = 5  # syllables of a goal in front of its number ("Mỗi năm kết nạp 1.500 ...")


def no_measure(place: Place) -> str | None:
    """Why a value-like number measures nothing of this document's; None if it may."""
    reading, mention, clause, low = place.reading, place.mention, place.clause, place.scene.low
    unit = mention.row.unit
    if unit in {"percent", "points"}:
        if phrase_in("threshold", low[max(clause.start, mention.start - 50) : mention.start]):
            return "threshold"
    if unit in {"percent", "quantity", "money", "count", "minutes", "points"}:
        around = low[max(reading.left, mention.start - 45) : mention.start]
        if reading.inner >= 0:
            bracket = clause.brackets[reading.inner][0]
            around = low[max(clause.start, bracket - 50) : bracket] + low[bracket + 1 : mention.start]
        if phrase_in("other_holder", around.rstrip(" ,")):
            return "other_holder"
    if unit == "ratio" and mention.groups and number(mention.groups["n"]) > number(mention.groups["o"]):
        return "date"  # no share is more than its whole: "ngày 8/3 và 20/10"
    return None


def legal_norm(bound: Bound, place: Place) -> bool:
    """Whether the number is part of a rule ("không được sở hữu quá 20%"), not something promised or reached."""
    scene, clause = place.scene, place.clause
    if bound.period is not None or scene.context.mood(place.block)[0] is not None:
        return False
    if bound.kind == "actual":
        return scene.context.normative(place.block)
    own = scene.low[clause.start : place.mention.start]
    if committed(own):
        return False
    return scene.context.normative(place.block) or phrase_in("norm", scene.low[clause.start : clause.end]) is not None


def not_counted(bound: Bound, place: Place) -> str | None:
    """Why a plain number of things, an amount or a sum is no record; None if it is one.

    Outside a section that sets goals it has to be told as a goal, or be the result of a named indicator.
    """
    scene, reading, mention = place.scene, place.reading, place.mention
    before = scene.low[reading.left : mention.start]
    if bound.unit == "money" and bound.link is None:
        lead = scene.low[slice(*place.statement.lead)] if place.statement.lead else ""
        if phrase_in("funding", f"{lead} {before[-80:]}"):
            return "funding"
    if bound.unit in {"quantity", "count"} and not bound.direction and reading.side != "left":
        if expression("property_before").search(before):
            return "specification"
    mood = scene.context.mood(place.block)[0]
    own = scene.low[place.clause.start : mention.start]
    named = bound.link is not None or (reading.side == "left" and listed("naming").match(scene.low, bound.name[0][0]))
    heads = expression("rate_of_heads").search(bound.unit_text.lower()) if bound.unit_text else None
    told = bound.relation != "eq" or committed(own) is not None or named or heads is not None
    if bound.unit != "count":
        if bound.kind == "actual":
            goes_on = "subject_inherited" in bound.doubts and (
                bound.direction or listed("multiplying").match(scene.low, mention.start)
            )
            done = expression("has_been_done").search(own[-30:])
            is_result = named or reading.side == "left" or reading.inner >= 0 or goes_on or done
            return None if is_result else "not_a_measure"
        return None if told or mood == "target" else "not_a_measure"
    if not bound.unit_text:
        noun = expression("counted_noun").match(scene.text, mention.end)
        bound.unit_text = " ".join(noun.group(1).split()) if noun else None
    if bound.kind == "actual":
        linked = bound.link is not None and bound.link.entry.units != ("percent",)
        return None if linked and (reading.side == "left" or bound.period is not None) else "head_count"
    if mood == "actual":
        return "head_count"
    early = len(scene.low[place.statement.start : mention.start].split()) <= _NEAR_START
    achieved = mood == "target" and (early or bound.per or ends_in("achieving", own[-60:], r"[\w\s,]*$"))
    achieved = achieved or (bound.period is not None and ends_in("activities", own[-40:]))
    due = bound.period is not None and bound.period.type == "by"  # "đến năm 2027 có thêm 06 thôn"
    achieved = achieved or (due and ends_in("achieving", own[-40:], r"(?:\s+\w+)?\s*$"))
    return None if told or achieved else "head_count"
