"""How much: the numbers of a value, and whether it is a change by an amount or a level arrived at."""

from __future__ import annotations

from extract.bind.scene import Bound, Place
from extract.language.numerals import number
from extract.mentions.cues import compared
from extract.rules.vocabulary import expression, listed


def set_amount(bound: Bound, place: Place) -> None:
    """Value, upper end, out of, band and the unit's words from the mention's groups."""
    mention = place.mention
    fixed = {name: str(value) for name, value in mention.row.fixed.items()}
    groups = {**mention.groups, **fixed}
    if "b" in groups:
        bound.band = " ".join(groups["b"].split())
        return
    bound.value = number(groups["n"])
    if "m" in groups:
        bound.upper = number(groups["m"])
    if "o" in groups:
        bound.out_of = number(groups["o"])
    if bound.unit in {"money", "quantity", "points", "count"} and "u" in groups:
        words = fixed.get("u") or place.scene.text[mention.value_end - len(groups["u"]) : mention.value_end]
        bound.unit_text = " ".join(words.split())


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
        growth = expression("growth_noun").search(" ".join(low[a:b] for a, b in bound.name) + " " + cluster)
        if growth:
            bound.direction = "decrease" if growth["down"] else "increase"
            bound.why.append(("bind.growth_noun", *bound.name[-1]))
    _carry(bound, place, cluster)
    if bound.unit == "places" and bound.direction is None and listed("raising").search(cluster):
        bound.direction = "increase"


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
    bare = not listed("conjunctions").sub("", cluster).strip(" ,")
    if bound.direction is None and first.direction and bare:
        bound.direction = first.direction
    if bound.relation == "eq" and first.relation in {"ge", "gt", "le"} and bare:
        if bound.value != 100 and first.unit == bound.unit:
            bound.relation = first.relation
            bound.doubts.append("relation_carried")
