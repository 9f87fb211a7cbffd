"""How much: the numbers of a value, and whether it is a change by an amount or a level arrived at."""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.bind.growing import share_growth, than_before
from extract.bind.scene import Bound, Place
from extract.contract.codes.values import WORDED
from extract.language.numerals import magnitude, number, size
from extract.mentions.cues import compared, relation_in, relation_rules
from extract.mentions.scan import Mention
from extract.rules.vocabulary import expression, listed, sought, word_set

_NEVER_BELOW_ZERO = frozenset({"percent", "count", "places", "ratio"})
_CAPS = frozenset({"le", "lt"})
_MINUS = re.compile(r"[ (][-−–]$|:\s?[-−–]\s$")  # "năm 2024: - 6,1%"
_SIGN = 4  # characters that a sign may take
_SAID_OF_CHANGE = frozenset({"cues.increase", "cues.decrease", "bind.direction_shared"})
_NEAR = 30  # characters: "cải thiện được thêm 05 bậc"
_DIGIT_BEFORE = re.compile(r"[\d%]\s*$")


class Amount(NamedTuple):
    """The numbers of a value, its band, and where the words of its unit stand (offsets of what was scanned)."""

    value: float | int | None = None
    upper: float | int | None = None
    out_of: float | int | None = None
    band: str | None = None
    unit_spans: tuple[tuple[int, int], ...] = ()
    unit_words: str | None = None  # where the row sets them


def amount_of(mention: Mention) -> Amount:
    """What a mention's groups say."""
    fixed = {name: str(value) for name, value in mention.row.fixed.items()}
    groups = {**mention.groups, **fixed}
    if "b" in groups:
        return Amount(band=" ".join(groups["b"].split()))
    return Amount(
        _of_parts(groups, minutes=mention.row.unit == "minutes"),
        number(groups["m"]) if "m" in groups else None,
        number(groups["o"]) if "o" in groups else None,
        unit_spans=mention.unit_spans,
        unit_words=fixed.get("u"),
    )


def _of_parts(groups: dict[str, str], *, minutes: bool) -> int | float:
    """The number of an amount in its larger part's unit: "1 tỷ 200 triệu" is 1.2; `minutes`: in the smaller one's."""
    value = number(groups["n"])
    if "h" in groups:
        value += 0.5
    if "k" in groups and "u" in groups:  # "900 nghìn đến 1,2 triệu": both ends in the unit of the upper one
        lower, upper = magnitude(groups["k"]), magnitude(groups["u"])
        value = value if lower == upper or upper == 1 else round(value * lower / upper, 9)
    if "q" in groups:
        larger, smaller = size(groups["p"]), size(groups["t"])
        least = value * larger + number(groups["q"]) * smaller
        value = least if minutes else round(least / larger, 9)
    return value


def set_amount(bound: Bound, place: Place) -> None:
    """Value, upper end, out of, band and the unit's words from the mention's groups."""
    mention = place.mention
    amount = amount_of(mention)
    bound.value, bound.upper, bound.out_of, bound.band = amount.value, amount.upper, amount.out_of, amount.band
    if (bound.unit in WORDED or mention.lent is not None) and (amount.unit_words or amount.unit_spans):
        words = amount.unit_words or " ".join(place.scene.text[start:end] for start, end in amount.unit_spans)
        bound.unit_text = " ".join(words.split())
    if bound.value is not None and bound.upper is None and negative(place):
        bound.value = -bound.value


def negative(place: Place) -> bool:
    """Whether a minus sign right before a growth, or a word for it, says that it is below zero.

    A dash that only parts a name from its value ("Công nghiệp -40%") is none.
    """
    low, start, at = place.scene.low, place.clause.start, place.mention.value_start
    if expression("below_zero").search(low, max(start, at - _NEAR), at):
        return True
    signed = _MINUS.search(low, max(start, at - _SIGN), at) is not None
    return (
        signed
        and listed("increase").search(low, start, at) is not None
        and _DIGIT_BEFORE.search(low, start, at - 1) is None
    )


def set_change(bound: Bound, place: Place) -> None:
    """Direction of a change by an amount; what coordination carries over from the value before."""
    apart = sought("apart", place.scene.low, place.reading.left, place.mention.start)
    if bound.unit == "points" and bound.unit_text and expression("percent_in_words").search(bound.unit_text) and apart:
        bound.relation = "eq"  # how far apart two levels are, no bound
        if bound.baseline or expression("since").match(place.scene.low, place.mention.end):
            bound.direction = "decrease" if apart["less"] else "increase"
        return
    if bound.unit == "band" or than_before(bound, place):
        return
    if compared(place.scene.low, place.reading.left, place.mention.start):
        return
    low, reading, mention = place.scene.low, place.reading, place.mention
    cluster = low[reading.cluster : mention.value_start]
    multiplied = bound.unit_text in word_set("times") and _multiplied(place)
    added = bound.unit == "money" and sought("capital_added", low, reading.left, mention.value_start)
    found = None if multiplied or added else _change_verb(place, cluster)
    if found is not None:
        direction, start, end = found
        arrives = any(
            end < reading.cluster or m.end() + reading.cluster > end for m in listed("levels").finditer(cluster)
        )
        if (
            not arrives
            or bound.unit == "places"
            or expression("yearly_change").search(low, reading.left, mention.value_start)
        ):
            bound.direction = direction
            bound.why.append((f"cues.{direction}", start, end))
    told = not multiplied and bound.unit in {"percent", "points", "quantity", "places"}
    if bound.direction is None and told and bound.name:
        words = " ".join(low[a:b] for a, b in bound.name) + " " + cluster
        if "subject_inherited" in bound.doubts:
            words += " " + low[reading.left : reading.cluster]  # "Tốc độ tăng bình quân cả nhiệm kỳ 8%"
        bound.direction = growth_told(words)
        if bound.direction is None and bound.unit == "percent" and reading.side == "left":
            bound.direction = _grows(words, low[reading.left : mention.value_start])
        if bound.direction:
            bound.why.append(("bind.growth_noun", *bound.name[-1]))
    if bound.direction is None and not multiplied and not added:
        _of_lead(bound, place, cluster)
        share_growth(bound, place, cluster)
    if bound.unit == "places" and bound.direction is None:
        bound.direction = _way_of_rank(low[max(reading.left, mention.value_start - _NEAR) : mention.value_start])
    _carry(bound, place, cluster)
    turn(bound)


def _way_of_rank(words: str) -> str | None:
    """Which way a rank moves by words of its own: before what the value before tells ("giảm 5%, PCI tiến 3 bậc")."""
    if listed("raising").search(words):
        return "increase"
    if listed("sinking").search(words):
        return "decrease"
    moved = expression("places_moved").search(words)
    return None if moved is None else "increase" if moved["up"] else "decrease"


def _multiplied(place: Place) -> bool:
    """Whether "gấp" stands right before the value, or opens it: a multiple, and no change by so much."""
    low, start = place.scene.low, place.mention.value_start
    before = expression("multiplied").search(low, max(place.reading.left, start - _NEAR), start)
    return before is not None or listed("multiplying").match(low, start) is not None


def growth_told(words: str) -> str | None:
    """The direction that words of growth tell: growth_told("tốc độ tăng grdp") == "increase"."""
    growth = sought("growth_noun", words)
    return None if growth is None else "decrease" if growth["down"] else "increase"


def _grows(words: str, own: str) -> str | None:
    """ "Giá trị gia tăng ... tăng trưởng bình quân đến năm 2030 là 7,2%": a verb of growth ends the name."""
    found = sought("grows_by", own) or sought("grows_by", words)
    if found is None or (found["growth"] and expression("share_of").match(words)):
        return None
    return "decrease" if found["down"] else "increase"


def turn(bound: Bound, *, change: bool = False) -> None:
    """A growth (`change`: so told), or a share, below zero is a fall by so much; any other level keeps its sign."""
    below = bound.value is not None and bound.value < 0
    if bound.value is not None and below and (change or bound.direction or bound.unit in _NEVER_BELOW_ZERO):
        bound.value, bound.direction = -bound.value, "decrease"


def _change_verb(place: Place, cluster: str) -> tuple[str, int, int] | None:
    """The verb of change that governs the value: the last one right before it, else one that opens its words."""
    reading = place.reading
    best: tuple[str, int, int] | None = None
    for direction in ("increase", "decrease"):
        for match in listed(direction).finditer(cluster):
            start = reading.cluster + match.start()
            if best is None or start > best[1]:
                best = (direction, start, reading.cluster + match.end())
    if best is not None or reading.side != "left":
        return best
    low = place.scene.low
    at = reading.left
    while at < reading.cluster and low[at] in " ,.:;-+–(\n":
        at += 1
    opening = expression("before_verb_of_change").match(low, at, reading.cluster)
    if opening:
        at = opening.end()
    if expression("no_verb_of_change").match(low, at, reading.cluster):
        return None
    for direction in ("decrease", "increase"):
        verb = listed(direction).match(low, at, reading.cluster)
        if verb:
            return direction, verb.start(), verb.end()
    return None


def _of_lead(bound: Bound, place: Place, cluster: str) -> None:
    """ "Giảm tỷ lệ hộ nghèo: tỉnh giao 2%": the verb before the colon holds for the value behind it."""
    number = place.reading.statement
    if place.statement.opened_by != ":" or number < 1 or listed("levels").search(cluster):
        return
    low = place.scene.low
    if listed("naming").search(low, place.reading.left, place.mention.value_start):
        return
    lead = place.clause.statements[number - 1]
    verb = expression("change_of_named").match(low, lead.start, lead.end)
    if verb is not None and not lead.values:
        bound.direction = "increase" if verb["up"] else "decrease"
        bound.why.append(("bind.direction_of_lead", lead.start, verb.end()))


def _is_share(bound: Bound, place: Place) -> bool:
    """Whether a value's name says that it is a share, so that what it stands at is told, not by how much it moves."""
    return bool(bound.name) and expression("named_share").match(place.scene.low, *bound.name[0]) is not None


def _carry(bound: Bound, place: Place, cluster: str) -> None:
    """ "giảm tối thiểu 10% A và (tối thiểu) 10% B": verb and relation hold for both."""
    if not (place.reading.joined and place.before):
        return
    first = place.before[0]
    words = listed("conjunctions").sub("", cluster)
    bare = not words.strip(" ,")
    bounded = relation_in(words, "before")
    alone = bare if bounded is None else not (words[: bounded[1]] + words[bounded[2] :]).strip(" ,")
    verb = next((w for w in first.why if w[0] in _SAID_OF_CHANGE), None)
    of_plan = expression("of_the_plan").match(place.scene.low, place.mention.end) is not None
    moved = bound.unit == "places" and first.unit in {"points", "percent"}  # "tăng 3,25 điểm và 04 bậc"
    alike = first.unit == bound.unit or moved
    shares = alike and not (of_plan and listed("exceeding").search(words))
    capped = bounded is not None and bounded[0].relation in _CAPS and first.relation not in _CAPS
    shares = shares and not (capped and first.direction == "increase")  # "tín dụng tăng 9%, nợ xấu không quá 2%"
    shares = shares and not (_is_share(bound, place) and not _is_share(first, place))
    if bound.direction is None and first.direction and verb is not None and alone and shares:
        bound.direction = first.direction
        bound.why.append(("bind.direction_shared", *verb[1:]))
    ahead = not any(m.where == "after" and m.id == rule for m in relation_rules() for rule, _, _ in first.why)
    if bound.relation == "eq" and first.relation in {"ge", "gt", "le", "lt"} and bare and ahead:
        if bound.value != 100 and first.unit == bound.unit:
            bound.relation = first.relation
            bound.doubts.append("relation_carried")
