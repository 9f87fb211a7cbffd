"""Growth that is said once: of the parts of what grows, in a bracket behind it, before a colon, by a sign."""

from __future__ import annotations

from extract.bind.scene import Bound, Place
from extract.mentions.cues import relation_in
from extract.rules.vocabulary import expression, listed, sought

_GROWING = frozenset({"percent", "points", "places"})
_SIGNS = {"+": "increase", "-": "decrease", "−": "decrease", "–": "decrease"}
_ALIKE = 4  # times: a part grows by that much more than the whole at most, or its share is a level


def share_growth(bound: Bound, place: Place, cluster: str) -> None:
    """Set the direction of a value whose own words tell none; `cluster`: the words right before it."""
    for tell in _TELLING:
        direction = tell(bound, place, cluster)
        if direction is not None:
            bound.direction = direction
            return


def _signed(bound: Bound, place: Place, cluster: str) -> str | None:
    """ "(+6,5%)", "(-2%)": a sign; a dash is one only right behind the opening of a bracket."""
    if bound.unit not in _GROWING or bound.value is None:
        return None
    low, at = place.scene.low, place.mention.value_start
    sign = low[at - 1 : at]
    plus = sign == "+" and not low[at - 2 : at - 1].isalnum()
    if not plus and not (sign in _SIGNS and low[at - 2 : at - 1] == "("):
        return None
    bound.value = abs(bound.value)
    bound.why.append(("bind.signed", at - 1, at))
    return _SIGNS[sign]


def _more(bound: Bound, place: Place, cluster: str) -> str | None:
    """ "nâng điểm của tỉnh thêm 3,5 điểm", "nhích thêm 0,6 tiêu chí": so much on top."""
    measured = bound.unit in {"points", "places", "percent"}
    measured = measured or (bound.unit == "quantity" and bound.value != int(bound.value or 0))
    if not measured and bound.unit in {"count", "quantity", "money"}:  # "thêm 27.400 người kể từ đầu năm"
        measured = expression("since_then").match(place.scene.low, place.mention.end, place.clause.end) is not None
    if not measured or sought("on_top", cluster) is None:
        return None
    left = place.reading.left
    if listed("decrease").search(place.scene.low, left, place.mention.value_start):
        return None
    bound.why.append(("cues.increase", left, place.mention.value_start))
    return "increase"


def _of_label(bound: Bound, place: Place, cluster: str) -> str | None:
    """ "Diện tích đất tập trung tăng thêm trong 5 năm: 900 ha": the label ends in the verb of change."""
    if place.statement.opened_by != ":" or place.reading.statement < 1 or place.reading.inner >= 0:
        return None
    lead = place.clause.statements[place.reading.statement - 1]
    verb = expression("label_of_change").search(place.scene.low, lead.start, lead.end)
    if verb is None or lead.values or listed("levels").search(cluster) or place.words.strip(" :"):
        return None
    bound.why.append(("bind.direction_of_lead", *verb.span()))
    return "increase" if verb["up"] else "decrease"


def _by_its_verb(bound: Bound, place: Place, cluster: str) -> str | None:
    """ "Lượng khách giảm mạnh (12,5%)": by how much stands alone in the bracket behind the verb of change."""
    if bound.unit not in _GROWING or place.reading.inner < 0 or not _bare(cluster):
        return None
    low, start = place.scene.low, place.clause.brackets[place.reading.inner][0]
    verb = expression("changes_by").search(low, place.clause.start, start)
    alone = not low[start + 1 : place.reading.cluster].strip() and low[place.mention.end : place.mention.end + 1] == ")"
    if verb is None or not alone:
        return None
    bound.why.append(("bind.direction_of_lead", *verb.span()))
    return "increase" if verb["up"] and not verb["below"] else "decrease"


def _in_bracket(bound: Bound, place: Place, cluster: str) -> str | None:
    """ "tăng 8,62% (KH 7 - 7,5%; năm 2021 chỉ 2,14%)", "tăng thêm 900 ha (riêng mía 350 ha)": what is told of a growth
    behind it: its plan, what it was before, how much of it was one part's.
    """
    earlier = place.before[0] if place.before else None
    if place.reading.inner < 0 or earlier is None or earlier.direction is None or earlier.unit != bound.unit:
        return None
    low, start = place.scene.low, place.clause.brackets[place.reading.inner][0]
    words = low[start : place.mention.value_start]
    if listed("levels").search(words) and sought("plan_beside", words) is None:
        return None
    if earlier.end <= start and _of_an_area(bound, earlier, place, cluster):
        shares = True
    elif place.reading.part_of:
        shares = bound.unit == "quantity" and bound.unit_text == earlier.unit_text and earlier.end <= start
    elif earlier.end <= start:
        planned = sought("plan_beside", low, earlier.end, place.mention.value_start)
        shares = bool(planned or expression("past_label").match(words)) or _times(place, start)
    else:
        shares = _times(place, earlier.end)
    if not shares:
        return None
    bound.per = earlier.per
    bound.why.append(("bind.direction_shared", earlier.start, earlier.end))
    return earlier.direction


def _of_an_area(bound: Bound, earlier: Bound, place: Place, cluster: str) -> bool:
    """Whether a value is how much an area, or the households of a people, share in a growth."""
    if bound.unit != "percent" or (bound.value or 0) > _ALIKE * (earlier.upper or earlier.value or 0):
        return False
    low = place.scene.low
    own = any(expression("growing_area").match(low, *span) for span in bound.name if span[0] > earlier.end)
    return own and expression("only_attains").fullmatch(_unbounded(cluster)) is not None


def _times(place: Place, start: int) -> bool:
    """Whether a time stands between `start` and the value."""
    return any(start <= m.start < place.mention.start for m in place.periods)


def _of_part(bound: Bound, place: Place, cluster: str) -> str | None:
    """ "GRDP tăng 8%; trong đó: dịch vụ ước đạt 7%": the sectors of an economy that grows grow by so much.

    So do the areas where something grows: "mỗi năm giảm 2%, riêng các xã biên giới tối thiểu 4%".
    """
    earlier = _told_before(place) or place.memory.subject
    if bound.unit != "percent" or earlier is None or earlier.unit != "percent" or earlier.direction is None:
        return None
    low, start = place.scene.low, place.mention.start
    part = any(rule == "bind.part_of_growth" for rule, _, _ in earlier.why)
    part = part or any(expression("left_over").search(low, *span) for span in bound.name)
    if not (part or place.statement.opened_by == "strong" or expression("in_parts").search(low, earlier.end, start)):
        return None
    if not expression("only_attains").fullmatch(_unbounded(cluster)):
        return None
    sector = any(expression("sector").match(low, *span) for span in bound.name)
    if not sector:
        own = any(expression("growing_area").match(low, *span) for span in bound.name)
        if listed("levels").search(cluster) or not own:
            return None
        # no level is one of each year
        yearly = earlier.per is not None and expression("yearly_behind").match(low, place.mention.value_end)
        if not yearly and (bound.value or 0) > _ALIKE * (earlier.upper or earlier.value or 0):
            return None
    bound.why.append(("bind.part_of_growth", earlier.start, earlier.end))
    return earlier.direction


def _at_another_time(bound: Bound, place: Place, cluster: str) -> str | None:
    """ "Chín tháng GRDP tăng 6,9%; quý IV phấn đấu 9,4% để cả năm đạt 7,6%": what grows, told of one more time."""
    earlier = place.before[0] if place.before else None
    if bound.unit != "percent" or earlier is None or earlier.unit != "percent" or earlier.direction is None:
        return None
    low = place.scene.low
    if place.reading.inner >= 0 or earlier.value is None or (bound.value or 0) > _ALIKE * earlier.value:
        return None
    if not any(expression("growing_total").search(low, *span) for span in earlier.name):
        return None
    if expression("other_time_only").fullmatch(low, earlier.end, place.mention.value_start) is None:
        return None
    bound.why.append(("bind.direction_shared", earlier.start, earlier.end))
    return earlier.direction


def _in_turn(bound: Bound, place: Place, cluster: str) -> str | None:
    """ "tương ứng giảm 12,3%, 17,9% và 9,6%", "giảm cả ba tiêu chí, lần lượt 12%, 8%": one verb for a list."""
    if bound.unit not in _GROWING:
        return None
    low, at = place.scene.low, place.mention.value_start
    verb = sought("in_turn_change", low, place.clause.start, at)
    if verb is None:
        return None
    bound.why.append(("bind.direction_shared", *verb.span()))
    return "increase" if verb["up"] or verb["up2"] else "decrease"


def _equal(bound: Bound, place: Place, cluster: str) -> str | None:
    """ "cắt giảm 486 ngày làm việc, tương đương 30,8%": the share that a change by an amount is."""
    verb = sought("equal_change", place.scene.low, place.clause.start, place.mention.value_start)
    if bound.unit != "percent" or verb is None:
        return None
    bound.why.append(("bind.direction_shared", *verb.span()))
    return "increase" if verb["up"] else "decrease"


def _of_object(bound: Bound, place: Place, cluster: str) -> str | None:
    """ "giúp giảm chi phí sản xuất 12%": so much of what the verb is about, nothing attained between them."""
    reading, low, at = place.reading, place.scene.low, place.mention.value_start
    if bound.unit != "percent" or reading.inner >= 0 or not _bare(cluster):
        return None
    mean = sought("mean_behind_comma", low, reading.left, at)
    at = at if mean is None else mean.start()
    start = max(reading.left, low.rfind(",", reading.left, at) + 1, low.rfind(":", reading.left, at) + 1)
    told = sought("any_change", low, start, at)
    verb = expression("verb_and_object").match(low, start, at) if told else None
    if verb is None or listed("levels").search(low, verb.end("verb"), at):
        return None
    bound.why.append((_OF_OBJECT, *verb.span("verb")))
    return "increase" if verb["up"] else "decrease"


def _goes_on(bound: Bound, place: Place, cluster: str) -> str | None:
    """ "giảm lượng giống 40%, phân bón 25%", "tỉnh giao 2%, huyện giao 3%": one more name and number."""
    earlier = place.before[0] if place.before else None
    if earlier is None or earlier.direction is None or earlier.unit != bound.unit or place.reading.inner >= 0:
        return None
    verb = next((why for why in earlier.why if why[0] == _OF_OBJECT), None)
    gap = place.scene.low[earlier.end : place.mention.value_start]
    if verb is None or not _bare(cluster) or expression("one_more_name").fullmatch(gap) is None:
        return None
    if listed("naming").search(gap) or listed("levels").search(gap):
        return None
    bound.why.append(verb)
    return earlier.direction


_OF_OBJECT = "bind.direction_of_lead"


def _bare(cluster: str) -> bool:
    """Whether the words right before a value say no more than about how much it is, or where a range begins."""
    return expression("only_about").fullmatch(_unbounded(cluster)) is not None


_TELLING = (
    _signed, _more, _of_label, _by_its_verb, _in_bracket, _of_part, _at_another_time, _equal, _in_turn, _of_object,
    _goes_on,
)  # fmt: skip


def than_before(bound: Bound, place: Place) -> bool:
    """ "thấp hơn năm 2015 chín bậc", "hơn vụ trước hai tạ": whether what a value was at another time is told
    right before it; sets the direction.
    """
    left, at = place.reading.left, place.mention.start
    found = sought("than_before", place.scene.low, left, at) if bound.unit in _DIFFERING else None
    if found is None:
        return False
    bound.direction = "decrease" if found["less"] else "increase"
    bound.relation = "eq"
    bound.why.append((f"cues.{bound.direction}", *found.span()))
    return True


_DIFFERING = _GROWING | {"quantity", "money", "count", "days", "minutes"}


def _told_before(place: Place) -> Bound | None:
    """The record before a value, for one outside brackets that which is told outside them, if there is one."""
    last = place.before[0] if place.before else None
    if last is None or place.reading.inner >= 0:
        return last
    open_ = [each for each in place.told if not any(a < each.start < b for a, b in place.clause.brackets)]
    return open_[-1] if open_ else last


def _unbounded(cluster: str) -> str:
    """The words before a value without those of a bound: "không dưới"."""
    bounded = relation_in(cluster, "before")
    return cluster if bounded is None else cluster[: bounded[1]] + cluster[bounded[2] :]
