"""Commitment or result: what is observed of a value is weighed, and what the rules of order decide with it."""

from __future__ import annotations

from extract.bind.kind_evidence import observed
from extract.bind.moods_by_rule import decide, earlier_value
from extract.bind.scene import Bound, Place, Scene, Why
from extract.bind.weighing import SURE_OF_FRAGMENT, chance, learnt, strongest, weighed_of
from extract.rules.vocabulary import expression, sought

_DEFAULTS = frozenset({"bind.document_commits", "bind.report"})
_APART = "bind.earlier_value"
_BY_RULE = ("kind.earlier_value", "kind.decided_", "kind.headed_", "kind.default_")
_OVER_GOAL = ".over_goal"
_OF_PLAN = ".of_plan"
_SETTLED = 0.95  # how sure a kind is that the writing says
_BEFORE = 70  # characters before a value among which a bracket that sets the goal opens
_OF_MEASURE = "measure."
_MOST_WHY = 3  # observations that are told in `why`


def set_kind(bound: Bound, place: Place) -> None:
    """Decide `target` or `actual`; `why` holds what spoke for it, the strongest first."""
    decide(bound, place)
    rule, *span = decided = bound.why.pop()
    before = [*bound.why]
    torn = len(place.scene.context.moods(place.block)) > 1
    seen: list[Why] = [(_decided(rule, bound.kind, torn), span[0], span[1])]
    seen += observed(bound, place, apart=rule == _APART)
    by_order = bound.kind
    choose(bound, seen, decided)
    if bound.kind != by_order and rule in _DEFAULTS and hardly_told(bound, place.scene):
        bound.kind, bound.why = by_order, [*before, decided]
    settled = _settled(place)
    if settled is not None:
        bound.kind, why = settled
        bound.why.append(why)
        bound.sure["kind"] = max(bound.sure.get("kind", 0.0), _SETTLED)
    if place.reading.inner < 0:
        place.scene.kinds[place.index] = bound.kind


def hardly_told(bound: Bound, scene: Scene) -> bool:
    """Whether hardly more than its figures tells the kind of a value in a few lines of no document known."""
    return scene.fragment and bound.sure.get("kind", 1.0) < SURE_OF_FRAGMENT


def _settled(place: Place) -> tuple[str, Why] | None:
    """The kind that the writing itself says, whatever stands around: "82/80%", "392 nghìn tấn (KH 370 nghìn tấn)"."""
    low, mention = place.scene.low, place.mention
    span = (mention.value_start, mention.value_end)
    if mention.row.id.endswith(_OVER_GOAL):
        return "actual", ("bind.result_over_goal", *span)
    results = [r.mention for r in place.clause.readings if r.mention.row.id.endswith(_OVER_GOAL)]
    if any(low[m.value_end : mention.value_start].strip(" %") == "/" for m in results if m.value_end <= mention.start):
        return "target", ("bind.result_over_goal", *span)
    if _of_the_plan_before(place):
        return "actual", ("bind.result_over_goal", *span)
    earlier = earlier_value(place, plain=True)
    if earlier is not None:
        return "actual", ("bind.earlier_value", *earlier)
    compared = _level_compared(place)
    if compared is not None:
        return "actual", ("bind.earlier_value", *compared)
    start = max(place.clause.start, mention.start - _BEFORE)
    words = low[start : mention.value_start]
    if sought("goal_missed", words) or (
        sought("goal_level", words) and expression("set_by").match(low, mention.end, place.clause.end)
    ):
        return "target", ("bind.goal_in_bracket", *span)
    if sought("plan_beside", words):
        return "target", ("bind.goal_in_bracket", *span)
    if sought("result_beside", words):
        return "actual", ("bind.result_over_goal", *span)
    return None


def _level_compared(place: Place) -> tuple[int, int] | None:
    """ "thấp hơn cùng kỳ năm 2023 (61,2%)": where the time stands whose level the bracket behind it tells."""
    if place.reading.inner < 0:
        return None
    start = place.clause.brackets[place.reading.inner][0]
    found = (m for m in place.periods if m.row.kind == "baseline" and 0 <= start - m.end <= 1)
    return next(((m.start, m.end) for m in found), None)


def _of_the_plan_before(place: Place) -> bool:
    """ "540 lao động/chỉ tiêu 500, đạt 108%": how much of the plan beside a result has been attained."""
    low, mention = place.scene.low, place.mention
    plans = [r.mention for r in place.clause.readings if r.mention.row.id.endswith(_OF_PLAN)]
    found = [expression("share_follows").match(low, plan.end, mention.end) for plan in plans]
    return any(each is not None and each.end() == mention.end for each in found)


def _decided(rule: str, kind: str, torn: bool) -> str:
    """How a decision of the rules of order is seen: by the value's words, by a heading, by the type of document;
    `torn`: the headings above say both.
    """
    if rule in _DEFAULTS:
        return f"kind.default_{kind}"
    if rule == _APART:
        return "kind.earlier_value"
    if rule.startswith("heading."):
        return f"kind.headed_{kind}_torn" if torn else f"kind.headed_{kind}"
    return f"kind.decided_{kind}"


def choose(bound: Bound, seen: list[Why], decided: Why | None) -> None:
    """Weigh what was seen of a record; `decided`: the rule of order behind `kind.decided_...`, told in its place."""
    of_kind: list[Why] = []
    of_measure: list[Why] = []
    bound.seen |= {"kind": of_kind, "measure": of_measure}
    for each in seen:
        (of_measure if each[0].startswith(_OF_MEASURE) else of_kind).append(each)
    if not learnt("kind"):
        bound.why += [decided] if decided is not None else []
        return
    weighed = weighed_of("kind", of_kind)
    likely = chance(weighed.score)
    bound.kind = "target" if likely >= 0.5 else "actual"
    bound.sure["kind"] = max(likely, 1 - likely)
    for each in strongest(weighed, 1 if likely >= 0.5 else -1, _MOST_WHY):
        bound.why.append(decided if decided is not None and each[0].startswith(_BY_RULE) else each)
