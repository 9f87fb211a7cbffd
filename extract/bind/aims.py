"""Goals in words that mostly tell of results: what a label or a lead-in says is aimed at, and a time still to come."""

from __future__ import annotations

from extract.bind.kind_evidence import nearest_period
from extract.bind.moods_by_rule import earlier_value
from extract.bind.scene import Bound, Place, Span, Why
from extract.bind.sightings import nearest_vote
from extract.bind.whens import When
from extract.rules.vocabulary import expression, sought


def aimed(bound: Bound, place: Place) -> tuple[str, Why] | None:
    """ "Chỉ tiêu năm 2026: vận động được 450 triệu đồng", "hướng tới các kết quả sau: 45% ...", "tính đến cuối năm
    2026" of a document of 2024; never of a year that is over by then.
    """
    if bound.kind == "target":
        return None
    found = nearest_period(place)[0]
    clock = place.scene.clock(place.mention.start)
    if found is not None and found.end is not None and clock is not None and found.end < clock:
        return None
    if earlier_value(place) is not None:
        return None
    led = _wanted_results(place) or _label_of_goals(place) or _to_come(place, found, clock)
    return None if led is None else ("target", ("bind.goal_in_lead", *led))


def _wanted_results(place: Place) -> Span | None:
    """ "hướng tới đạt được các kết quả sau:", "Kết quả dự kiến:": results that are hoped for, before the colon."""
    low, clause = place.scene.low, place.clause
    found = sought("wanted_results", low, clause.start, place.mention.start)
    if found is not None:
        return found.span()
    lead = next((b for b in place.scene.outline.ancestors(place.block)), None)
    if lead is None or not (lead.leads or lead.kind == "heading"):
        return None
    found = sought("wanted_results", low, lead.start, lead.end)
    return None if found is None else found.span()


def _label_of_goals(place: Place) -> Span | None:
    """A label that sets goals, behind which "được" only says that it is to succeed."""
    low, clause = place.scene.low, place.clause
    label = expression("lead_of_goals").match(low, clause.start, place.mention.start)
    if label is None or place.reading.inner >= 0 or place.scene.context.report:
        return None
    told = nearest_vote(place)
    if (
        told is None
        or told[1] < label.end()
        or expression("succeeds").search(low, told[1], place.mention.start) is None
    ):
        return None
    return label.span()


def _to_come(place: Place, found: When | None, clock: int | None) -> Span | None:
    """A deadline whose own words are all that tells of a result ("tính đến"), its year still to come; or one of a text
    whose year is not known, where nothing tells of a result.
    """
    if found is None or found.end is None or found.type != "by" or place.scene.context.report:
        return None
    told = nearest_vote(place)
    if told is not None and told[0].votes == "actual" and not found.span[0] <= told[1] < found.span[1]:
        return None
    if found.span[0] < place.clause.start or found.span[0] > place.mention.start:
        return None
    if clock is not None and found.end > clock:
        return found.span
    unknown = clock is None and told is None and place.scene.context.mood(place.block)[0] != "actual"
    return found.span if unknown else None
