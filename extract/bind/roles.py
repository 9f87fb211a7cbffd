"""What a number does in its clause, told by the words around it: condition, award, property, answer to a label ..."""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile

from extract.bind.scene import Bound, Place
from extract.bind.works import size_of_a_name
from extract.mentions.cues import compared
from extract.rules.vocabulary import expression, listed, sought

_BEHIND = 90  # characters behind a value among which what follows from a condition is looked for
_NEAR = 60  # characters before a value that tell its role
_RULED = 300  # characters before a value among which the body stands that a rule is for
_FAR = 70  # characters before a value among which a bracket opens that says what was planned
_HEAD = 3  # syllables of a label among which the noun of what is counted stands
_ON_A_SCALE = "value.points.over"
_BESIDE = 30  # characters between a value and a bracket that goes on with it


def condition(place: Place) -> bool:
    """ "Đơn vị nào đạt dưới 85% bị trừ điểm", "nếu trên 40% thì ...": what something else depends on."""
    low, mention = place.scene.low, place.mention
    if sought("condition_opens", place.words):
        return True
    if mention.row.unit in {"days", "minutes"} and sought("steps_of_process", low, place.clause.start, mention.start):
        return True
    counted = mention.row.unit in {"quantity", "count"}
    if counted and sought("support_capped", low, place.clause.start, mention.value_start):
        return True
    end = place.clause.end if place.reading.inner >= 0 else place.statement.end
    return expression("condition_follows").match(low, mention.end, min(end, mention.end + _BEHIND)) is not None


def bounds_whom(place: Place) -> bool:
    """ "đơn vị dưới 75 điểm không xét", "đối với cơ sở tiêu thụ từ 900 tấn trở lên": which bodies a rule is for."""
    low, mention, unit = place.scene.low, place.mention, place.mention.row.unit
    words = place.words + low[mention.start : mention.value_start]
    if unit in {"percent", "points"} and sought("bodies_beyond", words):
        return True
    if _of_such_size(place, words):
        return True
    words = words[-_RULED:]
    bounded = expression("bound_opens_value").search(words) is not None
    if bounded and expression("class_follows").match(low, mention.end, place.clause.end):
        return True
    if unit in {"percent", "points"} and sought("class_bracket", low, place.clause.start, mention.value_start):
        return True
    return unit in {"quantity", "money", "count"} and expression("bodies_bounded").search(words) is not None


def _of_such_size(place: Place, words: str) -> bool:
    """ "Khách hàng có sản lượng từ 1 triệu kWh/năm: phấn đấu ...": of what size those are whom what follows is for."""
    if place.mention.row.unit not in {"quantity", "money", "count"} or sought("body_of_size", words) is None:
        return False
    return expression("rule_for_them").match(place.scene.low, place.mention.end, place.clause.end) is not None


def prevented(place: Place) -> bool:
    """ "không để xảy ra cháy làm chết từ 03 người trở lên": what is not to happen, and from what size on."""
    return sought("not_to_happen", place.words) is not None


def award(place: Place) -> bool:
    """Points given or taken for something else: "cộng 05 điểm", "trừ 10 điểm"; "được chấm 8,25/10" is attained."""
    if place.mention.row.unit not in {"points", "count", "percent"} or place.mention.row.id == _ON_A_SCALE:
        return False
    words = place.words[-_NEAR:]
    if place.mention.row.unit == "points" and expression("share_of_a_score").search(words):
        return True  # "kết quả thực hiện chiếm 15 điểm trong thang 100 điểm"
    return expression("awarding").search(words) is not None


def quoted_goal(place: Place) -> bool:
    """ "Mục tiêu 60% của Chiến lược quốc gia": the goal of another document, named behind its number."""
    low, mention = place.scene.low, place.mention
    return expression("of_a_document").match(low, mention.end, place.clause.end) is not None and bool(
        expression("goal_named").search(low, place.reading.left, mention.value_start)
    )


def property_of(place: Place) -> bool:
    """ "mặt đường rộng 5,5 m", "lãi suất 0,6%/tháng": the number describes a thing and measures nothing."""
    if place.mention.row.unit in {"ratio", "rank", "band", "points", "places"}:
        return False
    words = place.words[-_NEAR:]
    share = place.mention.row.unit == "percent"
    described = expression("described_share") if share else expression("described_by")
    if described.search(words) and not answers_label(place):
        return True
    if place.mention.row.unit == "quantity" and expression("place_of_size").search(words):
        return True
    if place.mention.row.unit in {"count", "days", "minutes"} and sought("each_told", words) is not None:
        return True
    before = bisect_left(place.clause.readings, place.mention.start, key=lambda reading: reading.mention.start)
    counted = before > 0 and place.clause.readings[before - 1].mention.row.unit == "count"
    return counted and expression("described_behind_count").search(words) is not None


def bare_property(place: Place) -> bool:
    """ "với tốc độ 01 Gb/s": a property right before the number; an area of land is what is planned, no property."""
    low, mention = place.scene.low, place.mention
    if expression("land_area").search(low, mention.value_start, mention.end):
        return False
    return expression("property_before").search(low[place.reading.left : mention.start]) is not None


def bracketed_property(place: Place) -> bool:
    """ "Khu công nghiệp A (diện tích 250 ha, vốn 90 triệu USD)": what a bracket tells of a thing named before it.

    Behind a value, or where it says more of a result, a bracket goes on with it.
    """
    if place.reading.inner < 0 or place.mention.row.unit not in {"quantity", "money", "count", "days", "minutes"}:
        return False
    start = place.clause.brackets[place.reading.inner][0]
    if expression("each_of_them").match(place.scene.low, start):
        return True
    told = expression("property_in_bracket").search(place.scene.low, start, place.mention.value_start)
    if told is None and not size_of_a_name(place, start):
        return False
    if expression("of_each").match(place.scene.low, place.mention.value_start, place.clause.end):
        return True  # "03 cụm công nghiệp (quy mô 50 - 75 ha/cụm)"
    return not any(0 <= start - b.end <= _BESIDE and b.dropped is None for b in place.before)


def part_of_whole(bound: Bound, place: Place) -> bool:
    """ "10 mô hình, trong đó 05 mô hình ...": a part of a number that is a record, of the same things."""
    if not bound.unit_text:
        return False
    opened = place.reading.inner >= 0 or place.statement.opened_by == "strong" or bound.kind == "target"
    return any(
        (opened and whole in place.before) or _parted_from(whole, place)
        for whole in _of_the_sentence(place)
        if (whole.unit, whole.kind) == (bound.unit, bound.kind) and _same_things(whole.unit_text, bound.unit_text)
    )


def _same_things(whole: str | None, part: str) -> bool:
    """Whether a part's noun is the whole's, or how that begins ("20 tổ hòa giải (trong đó có 08 tổ ở vùng cao)")."""
    return whole is not None and f"{whole} ".startswith(f"{part} ")


def _parted_from(whole: Bound, place: Place) -> bool:
    """ "đạt 900 ha, tăng 4%; trong đó: lúa 600 ha": the last words that open the parts of something stand between."""
    low, start = place.scene.low, place.mention.start
    opened = [m.end() for m in expression("in_parts").finditer(low, whole.end, start)]
    return bool(opened) and ";" not in low[opened[-1] : start]


def _of_the_sentence(place: Place) -> list[Bound]:
    """The records that the sentence has given before the value."""
    sentence = (place.clause.start, place.clause.end)
    last = takewhile(lambda b: b.block == place.index and b.sentence == sentence, reversed(place.memory.subjects))
    return [b for b in [*place.before, *reversed([*last])] if b.dropped is None]


def goes_on(bound: Bound, place: Place) -> bool:
    """ "có 640 hộ thoát nghèo; 35 sản phẩm đạt chuẩn": a statement that begins with its number, as one before."""
    if place.reading.inner >= 0 or place.statement.opened_by != ";" or place.words.strip(" ,"):
        return False
    if bound.kind != "target":
        return False  # what was held so many times is no result (guidelines ruling 22)
    return any(b.unit == bound.unit and b.kind == bound.kind for b in _of_the_sentence(place))


def plan_told(place: Place) -> bool:
    """ "vượt 4% kế hoạch năm (800 lao động)": the bracket says what the plan was."""
    if place.reading.inner < 0 or not place.before or place.before[0].unit != "percent":
        return False
    start, end = place.clause.brackets[place.reading.inner][0], place.before[0].end
    return end < start and expression("of_the_plan").match(place.scene.low, end, start) is not None


def beside_plan(place: Place) -> bool:
    """ "392 nghìn tấn (KH 370 nghìn tấn)", "6.950/6.500 ha", "540 lao động/KH 500": a result or the plan beside it."""
    low, mention = place.scene.low, place.mention
    if mention.row.id.endswith((".over_goal", ".goal_over", ".of_plan")):
        return True
    if expression("plan_behind").match(low, mention.end, place.clause.end) is not None:
        return True
    start = max(place.clause.start, mention.start - _FAR)
    if sought("result_beside", low, start, mention.value_start):
        return True
    planned = sought("plan_beside", low, start, mention.value_start)
    return planned is not None and (place.reading.inner >= 0 or planned.group()[0] != "(")


def of_the_label(bound: Bound, place: Place) -> bool:
    """ "Trạm 5G phát triển mới: Viettel 18 trạm, VNPT 11 trạm": so many of what the label names."""
    label = place.statement.label
    if bound.unit != "count" or not bound.unit_text or label is None or place.statement.opened_by != ":":
        return False
    if place.reading.inner >= 0:
        return False
    noun = bound.unit_text.lower().split()[0]
    return noun in place.scene.low[slice(*label)].split()[:_HEAD]


def listed_with(bound: Bound, place: Place) -> bool:
    """ "hoàn thành đất ở 312 hộ, nhà ở 1.045 hộ": one more of the same things, in a list whose first is a record."""
    if bound.unit != "count" or not bound.unit_text or place.reading.side != "left" or not place.before:
        return False
    first, low = place.before[0], place.scene.low
    if (first.unit, first.kind) != (bound.unit, bound.kind) or first.dropped is not None or not first.unit_text:
        return False
    same = first.unit_text.lower().split()[0] == bound.unit_text.lower().split()[0]
    return same and expression("list_goes_on").match(low, first.end, place.mention.start) is not None


def answers_goal(place: Place) -> bool:
    """ "- Kết quả: ... công nhận 247 sản phẩm": done, in an item that tells what came of the goals beside it."""
    block = place.block
    return achieved(place) and expression("result_label").match(place.scene.low, block.label_end, block.end) is not None


def bound_behind(place: Place) -> bool:
    """ "cho 200 người trở lên": a bound told behind the number, as rules tell theirs."""
    low, mention = place.scene.low, place.mention
    return listed("bounds_behind").search(low, mention.end, min(place.reading.right, mention.end + _NEAR)) is not None


def staffed(bound: Bound, place: Place) -> bool:
    """ "mỗi tổ 5 - 7 người": how many each body has."""
    unit = (bound.unit_text or "").lower()
    return expression("staff").match(unit) is not None and expression("each_body").search(place.words) is not None


def told_within(bound: Bound, place: Place) -> bool:
    """ "trên 95% trẻ dưới 1 tuổi tiêm đủ 08 loại vắc xin": a number in what a share before it is of."""
    low, at = place.scene.low, place.mention.start
    return any(
        each.end <= start < at and not low[end:at].strip()
        for each in place.before if each.dropped is None and each.unit in {"percent", "ratio"}
        for start, end in each.name[-1:]
    )  # fmt: skip


def repeated(place: Place) -> bool:
    """ "mỗi học kỳ 02 buổi": so many in each stretch of time."""
    return expression("each_time").search(place.words[-_NEAR:]) is not None


def part_of_phrase(place: Place) -> bool:
    """ "của 5 tỉnh", "gồm 07 chương trình": the number belongs to a phrase that hangs on another word."""
    return expression("hanging_on").search(place.words[-_NEAR:]) is not None


def answers_label(place: Place) -> bool:
    """ "Tổng số giường bệnh: 165 giường": the value alone answers the words before a colon."""
    low, reading, mention = place.scene.low, place.reading, place.mention
    statement = place.statement
    if reading.inner >= 0 or statement.opened_by != ":":
        return False
    if low[statement.start : mention.value_start].rstrip().endswith("="):
        return True  # the outcome of a calculation
    return not low[statement.start : reading.cluster].strip() and low[mention.end : mention.end + 1] != "/"


def operand(place: Place) -> bool:
    """ "(09 ngày x 8 giờ) x 10 hồ sơ = 720 giờ": a number that the one behind the last sign is worked out from.

    Also what one of something is worth, told in a bracket ("01 ngày công = 300.000 đồng").
    """
    low, mention = place.scene.low, place.mention
    if place.reading.inner >= 0:
        start = place.clause.brackets[place.reading.inner][0]
        if expression("worth_of_one").search(low, start, mention.value_start):
            return True
    return (
        expression("works_out").match(low, mention.end, place.clause.end) is not None
        or sought("times_before", place.words) is not None
    )


def in_a_name(place: Place) -> bool:
    """ "vụ cháy được dập tắt giai đoạn đầu (dưới 15 phút) đạt 70%": a bracket that tells more of what is measured."""
    if place.mention.row.unit not in {"count", "quantity", "minutes", "days", "places"}:
        return False
    low = place.scene.low
    if place.reading.inner < 0:
        return _in_a_label(place)
    start, end = place.clause.brackets[place.reading.inner]
    words = low[start : place.mention.value_start]
    if expression("goal_word").search(words) or listed("increase").search(words) or listed("decrease").search(words):
        return False
    return expression("name_goes_on").match(low, end, place.clause.end) is not None


def _in_a_label(place: Place) -> bool:
    """ "Số vụ ngộ độc trên 30 người mắc: 0 vụ": a bound in the words before a colon, behind which the value stands."""
    low, mention = place.scene.low, place.mention
    if expression("label_goes_on").match(low, mention.end, place.clause.end) is None:
        return False
    return expression("label_bounds").search(low, place.clause.start, mention.value_start) is not None


def in_a_proper_name(place: Place) -> bool:
    """ "(Mầm non Hoa Mai, Tiểu học Đức Tài 2)": the number is the last word of the name of a school or a bridge."""
    low, mention = place.scene.low, place.mention
    if mention.row.unit != "count" or mention.end - mention.value_start > 1:
        return False
    if place.reading.inner < 0:
        return _ends_a_name(place)
    if expression("name_ends").match(low, mention.end) is None:
        return False
    start = place.clause.brackets[place.reading.inner][0]
    named = expression("named_body").search(low, start, mention.value_start)
    last = place.scene.text[start : mention.value_start].split()[-1:]
    return named is not None and bool(last) and last[0][:1].isupper()


def _ends_a_name(place: Place) -> bool:
    """ "đưa Nhà máy điện hạt nhân Ninh Thuận 1 vào vận hành": behind a capital, nothing counted behind it."""
    low, mention = place.scene.low, place.mention
    start = max(place.clause.start, mention.value_start - _NEAR)
    if not place.scene.text[start : mention.value_start].rstrip().rpartition(" ")[2][:1].isupper():
        return False
    if expression("numbered_goes_on").match(low, mention.end) is None:
        return False
    return sought("numbered_work", low, start, mention.value_start) is not None


def measured_against(place: Place) -> bool:
    """ "7,9 triệu lượt khách, bằng 87,8% kế hoạch": a growth, or a share of the plan, is told of the number."""
    low, mention = place.scene.low, place.mention
    if place.reading.inner < 0 and sought("level_of_change", low, place.clause.start, mention.value_start):
        return True
    return expression("measured_behind").match(low, mention.end, place.clause.end) is not None


def arrives(place: Place) -> bool:
    """ "từ 15 ngày xuống 07 ngày": the value that a change arrives at."""
    return any(
        reason == "starting_value" and place.reading.left <= mention.start < place.mention.start
        for mention, reason in place.clause.passed_over
    )


def finished(place: Place) -> bool:
    """ "hoàn thành sửa đổi 485 văn bản": a task that is to be finished."""
    return expression("finishing").search(place.words[-_NEAR:]) is not None


def changed(bound: Bound, place: Place) -> bool:
    """A change by an amount: it is told of something, whatever else is said."""
    return bound.direction is not None and not compared(place.scene.low, place.reading.left, place.mention.start)


def achieved(place: Place) -> bool:
    """Whether a verb that makes, brings or finishes something has the number as its object."""
    return expression("object_of").search(place.words[-_NEAR:]) is not None


def opens_a_task(place: Place) -> bool:
    """ "Xây dựng 10 mô hình chăn nuôi ...": a statement that begins with the verb whose object the number is."""
    return expression("task_opens").fullmatch(place.words) is not None


def dated(place: Place) -> bool:
    """Whether the sentence gives the value a deadline or a year of its own."""
    return any(m.row.kind in {"by", "in", "during", "until", "year"} for m in place.periods)


def multiplied(place: Place) -> bool:
    """ "gấp 2 lần"."""
    return listed("multiplying").match(place.scene.low, place.mention.start) is not None
