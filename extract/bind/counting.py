"""Which plain numbers of things, amounts and sums are records, and why the others are not."""

from __future__ import annotations

import re

from extract.bind import acts, roles
from extract.bind.class_bounds import bounds_adjoin
from extract.bind.context import committed
from extract.bind.scene import Bound, Place
from extract.bind.scoring import scale_step
from extract.bind.settling import answers
from extract.bind.table_notes import explains_table
from extract.head.gazetteer import gazetteer
from extract.language.cleaning import lowered
from extract.language.numerals import number
from extract.mentions.cues import ends_in, phrase_in
from extract.rules.vocabulary import expression, listed, sought, word_set

PLAIN = frozenset({"count", "quantity", "money", "days", "minutes"})

_OPENING = frozenset(";:,(.-|")  # signs behind which the name of a class opens its bound
_NEAR_BRACKET = 40  # characters before a bracket that say what the sum in it is
_NEAR_RATE = 120  # characters before a share that say that it is of what is paid
_NEAR_START = 5  # syllables of a goal in front of its number ("Mỗi năm kết nạp 1.500 ...")


def no_measure(place: Place) -> str | None:
    """Why a value-like number measures nothing of this document's; None if it may."""
    mention = place.mention
    unit = mention.row.unit
    if unit == "ratio" and mention.groups and number(mention.groups["n"]) > number(mention.groups["o"]):
        return "date"  # no share is more than its whole: "ngày 8/3 và 20/10"
    if roles.operand(place):
        return "operand"
    if roles.in_a_name(place):
        return "specification"
    if roles.in_a_proper_name(place):
        return "name"
    if roles.bounds_whom(place):
        return "condition"
    if unit in {"rank", "places", "band"}:
        return None
    paid = place.words[-_NEAR_RATE:]
    if unit == "percent" and (expression("support_rate").search(paid) or sought("penalty", paid) is not None):
        return "funding"
    if unit == "percent" and sought("source_share", place.scene.low, place.clause.start, mention.value_start):
        return "funding"
    if unit == "percent" and sought("funding_shares", place.scene.low, place.clause.start, mention.value_start):
        return "funding"
    if unit in {"percent", "points"} and _bounds_a_class(place):
        return "threshold"
    if unit != "ratio" and _of_another(place):
        return "other_holder"
    if roles.award(place):
        return "award"
    if bounds_adjoin(place):
        return "threshold"
    if scale_step(place):
        return "threshold" if unit == "percent" else "score_scale"
    if roles.condition(place):
        return "condition"
    if roles.prevented(place):
        return "threshold"
    if roles.quoted_goal(place):
        return "other_holder"
    return "specification" if roles.property_of(place) or roles.bracketed_property(place) else None


def _bounds_a_class(place: Place) -> bool:
    """ "Loại tốt: từ 80%": a bound, or a range, that the name of a class opens; never what a class attains."""
    low, mention, clause = place.scene.low, place.mention, place.clause
    found = phrase_in("threshold", low[max(clause.start, mention.start - 50) : mention.start])
    if found is None:
        return False
    at = max(clause.start, mention.start - 50) + found[1].start()
    label = place.statement.opened_by == ":" and place.scene.context.mood(place.block)[0] != "target"
    opens = label or not low[clause.start : at].strip() or low[:at].rstrip()[-1:] in _OPENING
    bounded = "m" in mention.groups or expression("bounded").search(low, at, mention.value_start) is not None
    behind = listed("bounds_behind").match(low[mention.end : mention.end + 30].lstrip()) is not None
    return opens and (bounded or behind)


def _of_another(place: Place) -> bool:
    """Whether the figure is the country's, the region's, or another's, and only quoted."""
    scene, reading, mention, clause = place.scene, place.reading, place.mention, place.clause
    low = scene.low
    around = low[max(reading.left, mention.start - 45) : mention.start]
    if reading.inner >= 0:
        bracket = clause.brackets[reading.inner][0]
        around = low[max(clause.start, bracket - 50) : bracket] + low[bracket + 1 : mention.start]
    found = phrase_in("other_holder", around.rstrip(" ,"))
    if found is None:
        return False
    own = reading.inner < 0 and expression("set_against").search(low, clause.start, mention.start) is None
    if scene.national and own and expression("whole_country").search(found[1].group()):
        return False
    assigned = expression("assigned_from_above").search(found[1].group()) is not None
    return not (assigned and reading.inner < 0 and scene.context.mood(place.block)[0] == "target")


def of_another_province(bound: Bound, place: Place) -> bool:
    """Whether the figure is that of a province which the document is none of, told for comparison (guidelines rule 12).

    Provinces that were merged are one; a document that does not say whose it is may tell of all.
    """
    code, scene = bound.place.code if bound.place is not None else None, place.scene
    if code is None or scene.national:
        return False
    rows = gazetteer().rows
    own = {
        row.successor_code for row in rows.values()
        if re.search(rf"(?<!\w){re.escape(lowered(row.name))}(?!\w)", scene.home)
    }  # fmt: skip
    return bool(own) and code in rows and rows[code].successor_code not in own


def as_level_before(bound: Bound, place: Place) -> None:
    """ "đạt 64 triệu đồng, tăng 17 triệu": a bare magnitude is of the money that it changes."""
    told = [*place.before[:1], *(b for b in place.told if b.name == bound.name)]  # of the same, in the sentence
    money = bound.unit == "count" and bound.direction is not None and any(b.unit == "money" for b in told)
    if money and bound.unit_text and listed("multipliers").fullmatch(bound.unit_text.lower()):
        bound.unit = "money"


def name_by_complement(bound: Bound, place: Place) -> None:
    """ "giảm 04 ngày làm việc trong giải quyết hồ sơ đất đai": what a term is of is said behind it."""
    low = place.scene.low
    verb = low[place.reading.cluster : bound.start]
    changes = listed("decrease").search(verb) or listed("increase").search(verb)
    if bound.unit in {"days", "minutes"} and place.reading.inner < 0 and changes:
        found = expression("in_what").match(low, place.mention.end, place.clause.end)
        if found is not None:
            bound.name = [found.span("what")]


def legal_norm(bound: Bound, place: Place) -> bool:
    """Whether the number is part of a rule ("không được sở hữu quá 20%"), not something promised or reached."""
    scene, clause = place.scene, place.clause
    if bound.period is not None or scene.context.mood(place.block)[0] is not None:
        return False
    if bound.kind == "actual":
        return scene.context.normative(place.block)
    own = scene.low[clause.start : place.mention.start]
    if committed(own) or roles.arrives(place):
        return False
    if scene.context.normative(place.block):
        return True
    if any(r.mention.row.unit == "ratio" and r.mention.groups for r in clause.readings):
        return False  # so many of so many have been counted
    return phrase_in("norm", scene.low[clause.start : clause.end]) is not None


def not_counted(bound: Bound, place: Place) -> str | None:
    """Why a plain number of things, an amount or a sum is no record; None if it is one.

    Outside a section that sets goals it has to be told as a goal, or be the result of a named indicator.
    """
    if _funds(bound, place):
        return "funding"
    if bound.unit == "count" and not bound.unit_text:
        noun = expression("counted_noun").match(place.scene.text, place.mention.end, place.clause.end)
        bound.unit_text = " ".join(noun.group(1).split()) if noun else None
    if bound.unit == "count" and not bound.direction and roles.part_of_phrase(place):
        if not (roles.finished(place) and roles.dated(place)):
            return "head_count"
    if bound.unit in {"quantity", "count"} and not bound.direction and place.reading.side != "left":
        if roles.bare_property(place):
            return "specification"
    if bound.unit in {"quantity", "count"} and roles.told_within(bound, place):
        return "specification"
    if bound.unit == "count" and (roles.staffed(bound, place) or acts.noted(bound, place)):
        return "head_count"
    if explains_table(bound, place):
        return "head_count" if bound.unit == "count" else "not_a_measure"
    if acts.told_off(bound, place) or acts.staffing(bound, place):
        return "head_count"
    if roles.part_of_whole(bound, place) or roles.plan_told(place) or roles.beside_plan(place):
        return None
    if roles.of_the_label(bound, place) or roles.listed_with(bound, place):
        return None
    if bound.unit == "count" and (roles.goes_on(bound, place) or acts.one_more_task(bound, place)):
        return None
    wanted = _result(bound, place) if bound.kind == "actual" else _promised(bound, place)
    return None if wanted else "head_count" if bound.unit == "count" else "not_a_measure"


def _funds(bound: Bound, place: Place) -> bool:
    """Whether a sum is spent, set aside, or a rate of what is paid."""
    if bound.unit != "money" or bound.link is not None or _part_of_revenue(place):
        return False
    low, reading = place.scene.low, place.reading
    within = reading.inner >= 0 or place.statement.opened_by == "strong"
    if within and place.before and place.before[0].dropped == "funding":
        return True  # a part of it
    if _next_share(place):
        return True
    if expression("sum_to_buy").match(low, place.mention.end, place.clause.end):
        return True
    if sought("sum_in_support", low, place.clause.start, place.mention.value_start):
        return True
    if expression("support_rate").search(place.words) or _paid(bound, place.words[-_NEAR_RATE:]):
        return True
    if reading.inner >= 0:
        start = place.clause.brackets[reading.inner][0]
        if expression("support_rate").search(low, max(place.clause.start, start - _NEAR_BRACKET), start):
            return True
    above = place.scene.outline.ancestors(place.block)
    if roles.answers_label(place) and any(expression("funding_heading").search(low, b.label_end, b.end) for b in above):
        return True
    lead = low[slice(*place.statement.lead)] if place.statement.lead else ""
    if expression("raised_funds").search(f"{lead} {low[reading.left : place.mention.start][-80:]}"):
        return False
    if phrase_in("funding", f"{lead} {low[reading.left : place.mention.start][-80:]}") is not None:
        return True
    behind = [r.mention.end for r in place.statement.values if r.mention.end <= reading.left]
    # "cứng hóa 4 km đường với tổng kinh phí 6 tỷ đồng": words that stand with the length are the sum's too
    gap = low[behind[-1] : place.mention.start].rsplit(",", 1)[-1] if behind else ""
    return expression("sum_of").search(gap) is not None


def _part_of_revenue(place: Place) -> bool:
    """ "thu phí 1.105 tỷ đồng, trong đó điều tiết về ngân sách tỉnh 415 tỷ đồng": who has how much of what comes in."""
    low = place.scene.low
    taken = [each for each in place.told if each.unit == "money" and each.dropped is None]
    if not taken or not any(expression("revenue_named").match(low, start) for start, _ in taken[0].name):
        return False
    return expression("share_of_revenue").search(low, taken[-1].end, place.mention.start) is not None


def _paid(bound: Bound, words: str) -> bool:
    """Whether a sum is a penalty, or so much for each: a price, a fee, an allowance."""
    if sought("penalty", words) is not None:
        return True
    if bound.direction is not None or committed(words) is not None:
        return False  # "phấn đấu giá điện không quá ...": aimed at
    return "/" in (bound.unit_text or "") and expression("tariff").search(words) is not None


def _next_share(place: Place) -> bool:
    """ "kinh phí 40 tỷ đồng, gồm ngân sách tỉnh 30 tỷ đồng, xã hội hóa 10 tỷ đồng": who else pays, in a list."""
    if place.reading.inner >= 0 or not place.before or place.before[0].dropped != "funding":
        return False
    gap = place.scene.low[place.before[0].end : place.mention.start]
    told = listed("increase").search(gap) or listed("decrease").search(gap)
    return told is None and expression("next_share").fullmatch(gap) is not None


def _named(bound: Bound, place: Place) -> bool:
    """Whether the value's words name an indicator: one of the catalogue, or a head like "số", "tổng", "tỷ lệ"."""
    if bound.link is not None:
        return True
    if bound.unit_text and expression("rate_of_heads").search(bound.unit_text.lower()):
        return True
    if bound.unit == "money" and any(expression("revenue_named").match(place.scene.low, a) for a, _ in bound.name):
        return True
    heads = place.reading.side in {"left", "none"} and "subject_of_earlier_sentence" not in bound.doubts
    return heads and any(listed("naming").match(place.scene.low, start) for start, _ in bound.name)


def _result(bound: Bound, place: Place) -> bool:
    """Whether a plain number is reported as the result of something named."""
    reading = place.reading
    labelled = roles.answers_label(place)
    if bound.unit == "count":
        linked = bound.link is not None and bound.link.entry.units != ("percent",)
        if linked and (reading.side == "left" or bound.period is not None):
            return True
        attained = reading.side == "left" and expression("attained").search(
            place.scene.low, reading.left, place.mention.value_start
        )
        told = labelled or attained or roles.changed(bound, place) or roles.measured_against(place)
        return bool(told or roles.answers_goal(place) or roles.arrives(place))
    goes_on = "subject_inherited" in bound.doubts and (roles.changed(bound, place) or roles.multiplied(place))
    if roles.multiplied(place) and bound.unit_text in word_set("times"):
        return True
    if bound.unit_text in word_set("times") and so_many_times(bound, place):
        return False
    own = place.scene.low[place.clause.start : place.mention.start]
    done = expression("has_been_done").search(own[-30:]) or (bound.unit == "quantity" and roles.achieved(place))
    rated = bound.unit == "money" or "/" in (bound.unit_text or "")
    headed = rated and ends_in("naming", own[-30:])  # "mang về doanh thu 900 tỷ đồng"
    told = (
        reading.side == "left" or reading.inner >= 0 or labelled or goes_on or done or headed or answers(bound, place)
    )
    return bool(told or _named(bound, place))


def _promised(bound: Bound, place: Place) -> bool:
    """Whether a plain number is set as a goal: by its own words, by its section, or as a task with its date."""
    mood = place.scene.context.mood(place.block)[0]
    own = place.scene.low[place.clause.start : place.mention.start]
    bounded = bound.relation != "eq" and (mood == "target" or not roles.bound_behind(place))
    said = committed(place.scene.low[place.clause.start : place.mention.end])  # "giao chỉ tiêu 12.000 ha"
    if mood is None and said is None and acts.round_of_acts(bound) and not roles.dated(place):
        return False
    told = bounded or said is not None or _named(bound, place)
    told = told or bound.per is not None or roles.changed(bound, place) or roles.answers_label(place)
    told = told or (roles.multiplied(place) and place.reading.side == "left")
    told = told or roles.repeated(place) or expression("lead_of_goals").match(own) is not None
    told = told or (bound.unit == "quantity" and sought("was_assigned", place.words) is not None)
    if told or roles.arrives(place) or (mood == "target" and bound.unit != "count"):
        return True
    if mood == "actual":
        return False
    achieved = roles.achieved(place) or ends_in("activities", own[-40:])
    syllables = len(place.scene.low[place.statement.start : place.mention.start].split())
    if mood == "target":
        totalled = expression("totalled").search(own[-40:]) is not None
        return achieved or totalled or roles.dated(place) or syllables <= _NEAR_START
    attained = place.reading.side == "left" and expression("attained").search(
        place.scene.low, place.reading.left, place.mention.value_start
    )
    return roles.finished(place) or roles.opens_a_task(place) or bool((achieved or attained) and roles.dated(place))


def so_many_times(bound: Bound, place: Place) -> bool:
    """ "phải nâng cấp 2 lần": how often something was done, no multiple of anything."""
    low, mention = place.scene.low, place.mention
    if bound.direction is not None or bound.value != int(bound.value or 0):
        return False
    if expression("multiple_before").search(low, place.reading.left, mention.value_start):
        return False
    return expression("times_over").match(low, mention.end, place.clause.end) is None
