"""The kind that the writing itself says, whatever stands around: a goal beside its result, a legend of brackets."""

from __future__ import annotations

from extract.bind.aims import aimed
from extract.bind.context import committed
from extract.bind.kind_evidence import nearest_period
from extract.bind.moods_by_rule import earlier_value
from extract.bind.scene import Bound, Legend, Place, Scene, Span, Why
from extract.bind.sightings import nearest_vote
from extract.bind.whens import when
from extract.rules.vocabulary import expression, sought, sought_near

_ROUNDED = 0.06  # percentage points that a share may be off for rounding
_OVER_GOAL = ".over_goal"
_OF_PLAN = ".of_plan"
_BEFORE = 70  # characters before a value among which a bracket that sets the goal opens
_BESIDE = 110  # characters before a value among which the result, its goal's name and what is set stand
_NO_BOUND = {"lt": "eq", "gt": "eq"}  # of a goal that a result is held against
_LABEL = 40  # characters before a value among which the label of its part of a bracket stands
_LEGEND = 40, 160
"""Characters before and behind the word "ngoặc" within which all that a legend says stands."""
_NEXT_TO = 30  # characters between a value and the bracket behind it
_LEAST = 0.5  # of a result: what a goal beside it is at least; less is what the two differ by


def settled(bound: Bound, place: Place) -> tuple[str, Why] | None:
    """The kind that the writing itself says: "82/80%", "392 nghìn tấn (KH 370 nghìn tấn)", "93,6% dự toán 900 tỷ"."""
    low, mention = place.scene.low, place.mention
    span = (mention.value_start, mention.value_end)
    if mention.row.id.endswith(_OVER_GOAL):
        return "actual", ("bind.result_over_goal", *span)
    results = [r.mention for r in place.clause.readings if r.mention.row.id.endswith(_OVER_GOAL)]
    if any(low[m.value_end : mention.value_start].strip(" %") == "/" for m in results if m.value_end <= mention.start):
        return "target", ("bind.result_over_goal", *span)
    if _of_the_plan_before(place):
        return "actual", ("bind.result_over_goal", *span)
    done = _done_by(bound, place)
    if done is not None:
        return "actual", ("bind.carried_out", *done)
    if _lost(bound, place):
        return "actual", ("cues.decrease", *span)
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
        bound.relation = _NO_BOUND.get(bound.relation, bound.relation)  # "thấp hơn mức 85% đề ra"
        return "target", ("bind.goal_in_bracket", *span)
    if sought("plan_beside", words):
        return "target", ("bind.goal_in_bracket", *span)
    level = _level_of_change(bound, place)
    if level is not None and level.kind != bound.kind:
        return level.kind, ("bind.goal_beside_result", level.start, level.end)
    done = _done_of_assigned(bound, place) or _has_changed(place)
    if done is not None:
        return "actual", ("bind.carried_out", *done)
    if sought("result_beside", words):
        return "actual", ("bind.result_over_goal", *span)
    return (
        _beside_result(bound, place)
        or _by_legend(place)
        or _as_its_fraction(bound, place)
        or _told_as_result(bound, place)
        or _of_coming_year(bound, place)
        or aimed(bound, place)
    )


def _lost(bound: Bound, place: Place) -> bool:
    """ "PCI hạ 01 bậc", "tụt 6 bậc": a fall among others, which nothing aims at, has happened."""
    if bound.unit != "places" or bound.direction != "decrease" or bound.relation != "eq":
        return False  # "không để tụt quá 2 bậc"
    told = nearest_vote(place)
    return told is None or told[0].votes != "target"


def _done_by(bound: Bound, place: Place) -> Span | None:
    """ "xóa 17.245 căn nhà tạm, hoàn thành trước ngày 31/8/2025": where a day that is over by the day of issue stands,
    by which something was finished; but not where goals are told again ("phấn đấu hoàn thành trước ...").
    """
    if place.reading.inner >= 0 or bound.relation != "eq":
        return None
    told = nearest_vote(place)
    if (told is not None and told[0].votes == "target") or place.scene.context.mood(place.block)[0] == "target":
        return None
    low, end = place.scene.low, place.mention.end
    for each in place.periods:
        within = end <= each.start and each.row.kind == "by" and place.scene.gone_by((each.start, each.end))
        if within and expression("finished_by").fullmatch(low, end, each.start) is not None:
            return each.start, each.end
    return None


def _level_compared(place: Place) -> tuple[int, int] | None:
    """ "thấp hơn cùng kỳ năm 2023 (61,2%)": where the time stands whose level the bracket behind it tells."""
    if place.reading.inner < 0:
        return None
    start = place.clause.brackets[place.reading.inner][0]
    if expression("planned_named").search(place.scene.low, start, place.mention.value_start):
        return None  # "tăng 7% so với năm 2024 (kế hoạch 8%)"
    found = (m for m in place.periods if m.row.kind == "baseline" and 0 <= start - m.end <= 1)
    return next(((m.start, m.end) for m in found), None)


def _level_of_change(bound: Bound, place: Place) -> Bound | None:
    """ "dưới 420 vụ (giảm 12% so với năm 2023)": the level right before a bracket that only says by how much it
    differs from that of another year.
    """
    if place.reading.inner < 0 or bound.direction is None or not place.before or place.before[-1].direction is not None:
        return None
    start, end = place.clause.brackets[place.reading.inner]
    low, level = place.scene.low, place.before[-1]
    beside = level.dropped is None and 0 <= start - level.end <= _NEXT_TO
    return level if beside and expression("only_change").fullmatch(low, start, end) is not None else None


def _done_of_assigned(bound: Bound, place: Place) -> Span | None:
    """ "giao chỉ tiêu 32 giường; thực hiện 33,5 giường": where it is told that a goal named before was carried out."""
    goals = [each for each in place.told if each.kind == "target" and each.unit == bound.unit]
    if place.reading.inner >= 0 or not goals or goals[-1].direction != bound.direction:
        return None
    low, at = place.scene.low, place.mention.start
    found = sought("done_of_assigned", low, goals[-1].end, at)
    assigned = sought("was_assigned", low, place.clause.start, goals[-1].start) if found is not None else None
    return found.span() if found is not None and assigned is not None and committed(found.group()) is None else None


def answers(bound: Bound, place: Place) -> bool:
    """ "giao chỉ tiêu trồng rừng 4.200 ha. Thực hiện cả năm 4.385 ha": whether a result answers a goal told before."""
    if bound.kind != "actual" or place.reading.inner >= 0:
        return False
    last = place.memory.subjects[-1] if place.memory.subjects else None
    if last is None or last.block != place.index or (last.kind, last.unit) != ("target", bound.unit):
        return False
    low, at = place.scene.low, place.mention.start
    if sought("done_of_assigned", low, last.end, at) is None:
        return False
    return sought("was_assigned", low, place.block.start, last.start) is not None


def _has_changed(place: Place) -> Span | None:
    """ "đã nâng tỷ lệ thu gom lên 80% vào năm 2023": what was done, unless its year is still to come."""
    start = place.mention.start - len(place.words)
    found = sought("has_changed", place.scene.low, max(place.clause.start, start), place.mention.value_start)
    return found.span() if found is not None and not _ahead(place) else None


def _of_the_plan_before(place: Place) -> bool:
    """ "540 lao động/chỉ tiêu 500, đạt 108%": how much of the plan beside a result has been attained."""
    low, mention = place.scene.low, place.mention
    plans = [r.mention for r in place.clause.readings if r.mention.row.id.endswith(_OF_PLAN)]
    found = [expression("share_follows").match(low, plan.end, mention.end) for plan in plans]
    return any(each is not None and each.end() == mention.end for each in found)


# Results that the writing tells among goals.


def _as_its_fraction(bound: Bound, place: Place) -> tuple[str, Why] | None:
    """ "29/29 khu công nghiệp ..., đạt 100%": a share is what the fraction is that it says again."""
    if bound.unit != "percent" or bound.value is None or not place.told:
        return None
    last = place.told[-1]
    if last.unit != "ratio" or not last.out_of or last.value is None or last.kind == bound.kind:
        return None
    between = place.scene.low[last.end : place.mention.start]
    if ";" in between or committed(between) is not None:
        return None  # "29/29 xã đạt chuẩn; năm 2026 phấn đấu 100% ...": another thing
    same = abs(100 * last.value / last.out_of - bound.value) < _ROUNDED
    return (last.kind, ("bind.restated_share", last.start, last.end)) if same else None


def _told_as_result(bound: Bound, place: Place) -> tuple[str, Why] | None:
    """ "Kết quả: năm 2023 đạt 63%", "46,3 tỷ / DT giao 40 tỷ = 115% DT", "(DTI năm 2023: hạng 12/63, 0,6874 điểm)"."""
    low, mention, inner = place.scene.low, place.mention, place.reading.inner
    span = (mention.value_start, mention.value_end)
    if inner >= 0:
        start, end = place.clause.brackets[inner]
        done = sought("result_label_in_bracket", low, max(start, mention.value_start - _LABEL), mention.value_start)
        if done is not None and not _ahead(place):
            return "actual", ("bind.carried_out", *done.span())
        planned = expression("planned_named").search(low, start, mention.value_start)
        if planned is None and expression("plan_follows").match(low, mention.end, end):
            return "actual", ("bind.result_over_goal", *span)
        past = _past_in_bracket(place, start) if planned is None else None
        return ("actual", ("bind.earlier_value", *past)) if past is not None else None
    if expression("plan_over_stroke").match(low, mention.end, place.clause.end):
        return "actual", ("bind.result_over_goal", *span)
    kinds = {each.kind for each in place.told}
    if bound.unit == "percent" and len(kinds) > 1 and expression("of_the_plan").match(low, mention.end):
        return "actual", ("bind.result_over_goal", *span)
    label = expression("result_told").match(low, place.clause.start, mention.start)
    if label is None or _ahead(place):
        return None
    return "actual", ("bind.carried_out", *label.span())


def _past_in_bracket(place: Place, start: int) -> tuple[int, int] | None:
    """Where the bracket of a value names a year before it that is over."""
    at, clock = place.mention.start, place.scene.clock(start)
    for each in place.periods if clock is not None else ():
        found = when(each) if start < each.start < at else None
        if found is not None and found.type == "in" and found.end is not None and clock and found.end < clock:
            return each.start, each.end
    return None


def _ahead(place: Place) -> bool:
    """Whether the period nearest to a value is one that is not there yet."""
    found, clock = nearest_period(place)[0], place.scene.clock(place.mention.start)
    return found is not None and found.end is not None and clock is not None and found.end > clock


# A goal named behind its result.


def _beside_result(bound: Bound, place: Place) -> tuple[str, Why] | None:
    """ "bằng 93,6% dự toán 900 tỷ", "thấp hơn 2,5 điểm so với mục tiêu 90%", "vượt mục tiêu tăng 04 bậc": what a result
    is held against; but "đạt 728 tỷ, vượt kế hoạch 36 tỷ" tells by how much.
    """
    low, at = place.scene.low, place.mention.value_start
    start = max(place.clause.start, at - _BESIDE)
    if expression("than_before_behind").match(low, place.mention.end, place.clause.end):
        return None
    named = sought("goal_beside_result", low, start, at)
    if named is not None:
        return "target", ("bind.goal_beside_result", *named.span())
    against = sought("held_against_goal", low, start, at)
    result = _result_before(bound, place) if against is not None else None
    if against is None or result is None:
        return None
    kind = "target" if _LEAST * result <= (bound.value or 0) else "actual"
    return kind, ("bind.goal_beside_result", *against.span())


def _result_before(bound: Bound, place: Place) -> float | None:
    """The amount of the last record before a value that has the same unit, however it is told."""
    alike = [each for each in place.told if (each.unit, each.unit_text) == (bound.unit, bound.unit_text)]
    return alike[-1].value if alike else None


def _of_coming_year(bound: Bound, place: Place) -> tuple[str, Why] | None:
    """ "năm 2025 đạt 71%" of a report of 2024, "năm sau đạt 53%": what a year brings that is not there yet."""
    if bound.kind == "target":
        return None  # as it was weighed
    told = nearest_vote(place)
    seen = told[1] if told is not None and told[0].votes == "actual" else -1
    named = sought("coming_year", place.scene.low, place.clause.start, place.mention.start)
    found, where = nearest_period(place)
    clock = place.scene.clock(place.mention.start)
    if found is not None and where in {"own", "sentence"} and found.type == "in" and found.end and clock:
        if found.end > clock and seen < found.span[0] < place.mention.start:
            return "target", ("kind.year_ahead_own", *found.span)
    if named is not None and max(seen, found.span[0] if found is not None else -1) < named.start():
        return "target", ("kind.year_ahead_own", *named.span())
    return None


# Brackets that a legend explains.


def _by_legend(place: Place) -> tuple[str, Why] | None:
    """ "(số trong ngoặc là chỉ tiêu giao)": bare numbers in brackets around it are goals, those before them results."""
    legend = _legend(place)
    if legend is None:
        return None
    why = ("bind.legend_of_brackets", legend.start, legend.end)
    low, mention, inner = place.scene.low, place.mention, place.reading.inner
    if inner < 0:
        followed = expression("bare_bracket_behind").match(low, mention.end, place.clause.end)
        return ("actual", why) if followed is not None and legend.kind == "target" else None
    start, end = place.clause.brackets[inner]
    before = expression("bare_in_bracket").fullmatch(low, start, mention.value_start)
    bare = before is not None and expression("unit_only").fullmatch(low, mention.end, end) is not None
    return (legend.kind, why) if bare and place.told else None


def _legend(place: Place) -> Legend | None:
    """The legend of brackets that holds for a value: under the same heading or lead-in, the last before it or else the
    first behind it.
    """
    scene, at = place.scene, place.mention.start
    holding = [each for each in legends(scene) if _holds(scene, each, place)]
    before = [each for each in holding if each.end <= at]
    return before[-1] if before else next((each for each in holding if each.start > at), None)


def _holds(scene: Scene, legend: Legend, place: Place) -> bool:
    blocks = scene.outline.blocks
    above = [place.index]
    while above[-1] >= 0:
        above.append(blocks[above[-1]].parent)
    if scene.parts.at(legend.start).start != scene.parts.at(place.block.start).start:
        return False
    parent = blocks[legend.block].parent
    if legend.start > place.block.end and parent >= 0 and blocks[parent].kind == "item":
        parent = blocks[parent].parent  # a note that closes a list hangs on its last item
    beside = blocks[legend.block].kind != "heading" and parent in above[1:]
    return beside or legend.block in above[:-1]


def legends(scene: Scene) -> tuple[Legend, ...]:
    """All that a document says of its numbers in brackets, in the order of the text; asked once."""
    if scene.legends is None:
        scene.legends = tuple(_told(scene))
    return scene.legends


def _told(scene: Scene) -> list[Legend]:
    found: list[Legend] = []
    for match in sought_near("bracket_legend", scene.low, *_LEGEND):
        block = next((n for n, b in enumerate(scene.outline.blocks) if b.start <= match.start() < b.end), None)
        if block is not None:
            found.append(Legend(block, *match.span(), "target" if match["goal"] else "actual"))
    return found
