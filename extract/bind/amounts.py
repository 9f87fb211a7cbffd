"""How much: the numbers of a value, and whether it is a change by an amount or a level arrived at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.bind.scene import Bound, Place
from extract.language.numerals import number
from extract.mentions.cues import compared, ends_in, relation_in
from extract.mentions.scan import Mention
from extract.rules.vocabulary import expression, listed

_NEVER_BELOW_ZERO = frozenset({"percent", "count", "places", "ratio"})
_MINUS = frozenset("-−–")
_DIGIT_BEFORE = re.compile(r"[\d%]\s*$")


@dataclass(frozen=True, slots=True)
class Amount:
    """The numbers of a value, its band, and how many characters of the unit's words end it."""

    value: float | int | None = None
    upper: float | int | None = None
    out_of: float | int | None = None
    band: str | None = None
    unit_length: int = 0
    unit_words: str | None = None  # where the row sets them


def amount_of(mention: Mention) -> Amount:
    """What a mention's groups say."""
    fixed = {name: str(value) for name, value in mention.row.fixed.items()}
    groups = {**mention.groups, **fixed}
    if "b" in groups:
        return Amount(band=" ".join(groups["b"].split()))
    return Amount(
        number(groups["n"]),
        number(groups["m"]) if "m" in groups else None,
        number(groups["o"]) if "o" in groups else None,
        unit_length=len(groups.get("u", "")),
        unit_words=fixed.get("u"),
    )


def set_amount(bound: Bound, place: Place) -> None:
    """Value, upper end, out of, band and the unit's words from the mention's groups."""
    mention = place.mention
    amount = amount_of(mention)
    bound.value, bound.upper, bound.out_of, bound.band = amount.value, amount.upper, amount.out_of, amount.band
    if bound.unit in {"money", "quantity", "points", "count"} and amount.unit_length:
        words = amount.unit_words or place.scene.text[mention.value_end - amount.unit_length : mention.value_end]
        bound.unit_text = " ".join(words.split())
    if bound.value is not None and bound.upper is None and negative(place):
        bound.value = -bound.value


def negative(place: Place) -> bool:
    """Whether a minus sign right before a growth, or a word for it, says that it is below zero.

    A dash that only parts a name from its value ("Công nghiệp -40%") is none.
    """
    low, start, at = place.scene.low, place.clause.start, place.mention.value_start
    if ends_in("negative", low[max(start, at - 8) : at]):
        return True
    signed = low[at - 1 : at] in _MINUS and low[at - 2 : at - 1] in {" ", "("}
    return (
        signed
        and listed("increase").search(low, start, at) is not None
        and _DIGIT_BEFORE.search(low, start, at - 1) is None
    )


def set_change(bound: Bound, place: Place) -> None:
    """Direction of a change by an amount; what coordination carries over from the value before."""
    apart = expression("apart").search(place.scene.low, place.reading.left, place.mention.start)
    if bound.unit == "points" and bound.unit_text and expression("percent_in_words").search(bound.unit_text) and apart:
        bound.relation = "eq"  # how far apart two levels are, no bound
        if bound.baseline or expression("since").match(place.scene.low, place.mention.end):
            bound.direction = "decrease" if apart["less"] else "increase"
        return
    if bound.unit == "band" or compared(place.scene.low, place.reading.left, place.mention.start):
        return
    low, reading, mention = place.scene.low, place.reading, place.mention
    cluster = low[reading.cluster : mention.value_start]
    found = _change_verb(place, cluster)
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
    if bound.direction is None and bound.unit in {"percent", "points", "quantity", "places"} and bound.name:
        bound.direction = growth_told(" ".join(low[a:b] for a, b in bound.name) + " " + cluster)
        if bound.direction:
            bound.why.append(("bind.growth_noun", *bound.name[-1]))
    _carry(bound, place, cluster)
    turn(bound)
    if bound.unit == "places" and bound.direction is None and listed("raising").search(cluster):
        bound.direction = "increase"


def growth_told(words: str) -> str | None:
    """The direction that words of growth tell: growth_told("tốc độ tăng grdp") == "increase"."""
    growth = expression("growth_noun").search(words)
    return None if growth is None else "decrease" if growth["down"] else "increase"


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
    for direction in ("decrease", "increase"):
        verb = listed(direction).match(low, at, reading.cluster)
        if verb:
            return direction, verb.start(), verb.end()
    return None


def _carry(bound: Bound, place: Place, cluster: str) -> None:
    """ "giảm tối thiểu 10% A và 10% B": verb and relation hold for both."""
    if not (place.reading.joined and place.before):
        return
    first = place.before[0]
    found = relation_in(cluster, "before")
    rest = cluster[: found[1]] + cluster[found[2] :] if found else cluster
    bare = not listed("conjunctions").sub("", rest).strip(" ,")
    if bound.direction is None and first.direction and bare:
        bound.direction = first.direction
    if found is None and bound.relation == "eq" and first.relation in {"ge", "gt", "le"} and bare:
        if bound.value != 100 and first.unit == bound.unit:
            bound.relation = first.relation
            bound.doubts.append("relation_carried")
