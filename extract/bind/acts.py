"""Counts that measure nothing however they stand: what was done so many times, what there is, what a note adds.

Told as results, meetings held, dossiers received and officers appointed are activities (guidelines ruling 22), and how
many bodies or people there are describes whom a goal is for.  Whatever answers a goal is found before (counting.py).
"""

from __future__ import annotations

from extract.bind.context import committed
from extract.bind.scene import Bound, Place
from extract.rules.vocabulary import expression

_NEAR = 60  # characters before a value that tell what was done
_URGED = 90  # and among which stands what is to be urged on


def act_told(bound: Bound, place: Place) -> bool:
    """ "đã bổ nhiệm 22 cán bộ", "tổ chức 30 cuộc kiểm tra": so many times something was done, no goal beside it."""
    if bound.direction is not None or not _as_result(bound, place):
        return False
    if expression("act_before").search(place.words[-_NEAR:]):
        return True
    return expression("act_counted").match((bound.unit_text or "").lower()) is not None


def round_of_acts(bound: Bound) -> bool:
    """ "tổ chức 3 hội nghị", "18 đợt tuyên truyền": rounds, which only goals make a measure."""
    return bound.unit == "count" and expression("round_of_acts").match((bound.unit_text or "").lower()) is not None


def there_are(bound: Bound, place: Place) -> bool:
    """ "toàn huyện có 58 đơn vị sự nghiệp": how many there are, not what they have attained."""
    if bound.direction is not None or not expression("body_has").search(place.words[-_NEAR:]):
        return False
    low, end = place.scene.low, place.mention.end
    return expression("they_attain").match(low, end, place.clause.end) is None


def laid_down(bound: Bound, place: Place) -> bool:
    """ "đã ban hành Quyết định số 71/QĐ-UBND giao số cấp phó là 24 người": what a decision that is told of says."""
    if not _as_result(bound, place):
        return False
    return expression("decision_told").search(place.scene.low, place.clause.start, place.mention.start) is not None


def noted(bound: Bound, place: Place) -> bool:
    """ "<sup>3</sup> Tổng số cán bộ là 197 người": what a footnote adds to the words that it is of."""
    if place.block.kind != "note" or bound.direction is not None or bound.relation != "eq":
        return False
    return committed(place.scene.low[place.clause.start : place.mention.start]) is None


def _as_result(bound: Bound, place: Place) -> bool:
    return bound.kind == "actual" or place.scene.context.mood(place.block)[0] == "actual"


def told_off(bound: Bound, place: Place) -> bool:
    """ "92 xã, phường xây dựng kế hoạch ...", "đôn đốc 15 chủ đầu tư", "đề nghị bổ sung 214 biên chế": bodies that are
    told to do something, works that are to be urged on, and what others are asked for, are not what is promised.
    """
    if bound.unit != "count" or bound.kind != "target" or bound.direction or bound.relation != "eq" or bound.link:
        return False
    low, mention = place.scene.low, place.mention
    if committed(low[place.clause.start : mention.start]) is not None:
        return False
    words = low[max(place.clause.start, mention.start - _URGED) : mention.start]
    if expression("requested").match(low, place.clause.start) is not None:
        return True
    if expression("doers_behind").match(low, mention.value_start, place.clause.end):
        return expression("brought_to_do").search(words) is None
    return expression("urged_on").search(words) is not None


def staffing(bound: Bound, place: Place) -> bool:
    """ "biên chế được giao 62 người, có mặt 57": how many posts there are, and are filled (guidelines ruling 27)."""
    if bound.unit != "count" or bound.direction:
        return False
    low, mention = place.scene.low, place.mention
    start = max(place.clause.start, mention.start - _URGED)
    return expression("posts_told").search(low[start : mention.start]) is not None


def one_more_task(bound: Bound, place: Place) -> bool:
    """ "Tu bổ 17 đình làng, xây mới 6 thư viện": a task behind one that is a record, in the same sentence."""
    if bound.kind != "target" or place.reading.inner >= 0 or not place.before:
        return False
    first = place.before[-1]
    if first.dropped is not None or first.kind != "target" or first.unit not in {"count", "quantity"}:
        return False
    return expression("task_goes_on").fullmatch(place.scene.low, first.end, place.mention.start) is not None
