"""Whether a value holds for each year: "/năm" behind it, "mỗi năm" in its words, "Hằng năm," before them all."""

from __future__ import annotations

from extract.bind.baselines import leads
from extract.bind.scene import Bound, Place, Why
from extract.bind.whens import when
from extract.language.cleaning import lowered
from extract.mentions.scan import Mention
from extract.rules.vocabulary import expression, sought


def set_yearly(bound: Bound, place: Place) -> None:
    """Set `per` and note the rule."""
    rate = expression("per_year").match(place.scene.low, place.mention.end)
    span = rate.span() if rate else (place.mention.value_start, place.mention.value_end)
    if rate or (bound.unit_text and expression("unit_a_year").fullmatch(lowered(bound.unit_text))):
        bound.per = "year"
        bound.why.append(("period.yearly", *span))
        return
    for mention in place.periods:
        if mention.row.kind == "yearly" and _holds(place, mention):
            bound.per = "year"
            bound.why.append((mention.row.id, mention.start, mention.end))
            return
    shared = _of_whole(bound, place)
    if shared is not None:
        bound.per = "year"
        bound.why.append(shared)


_BEHIND = 12  # characters of "hằng năm: "


def _of_whole(bound: Bound, place: Place) -> Why | None:
    """The yearly wording of the whole whose part a growth is, or of the result whose goal stands in its bracket."""
    whole = place.before[0] if place.before else None
    if whole is None or whole.per is None or whole.unit != bound.unit:
        return None
    low, reading = place.scene.low, place.reading
    if reading.inner >= 0:
        opened, closed = place.clause.brackets[reading.inner]
        near = opened - whole.end <= _BEHIND
        shares = near and expression("goal_in_bracket").match(low, opened, closed) is not None
    else:
        before = low[place.clause.start : place.mention.start]
        shares = bool(bound.direction) and expression("among_them").search(before) is not None
    told = next((why for why in whole.why if why[0].startswith("period.yearly")), None)
    return told if shares else None


def elsewhere(place: Place, mention: Mention) -> bool:
    """Whether a period stands in a bracket with a value of its own ("55% (năm 2024: 52%)")."""
    for number, (start, end) in enumerate(place.clause.brackets):
        if start < mention.start < end and number != place.reading.inner:
            return any(r.inner == number for r in place.clause.readings)
    return False


def _holds(place: Place, mention: Mention) -> bool:
    """Whether a yearly wording is about the value."""
    low, reading, clause = place.scene.low, place.reading, place.clause
    start, end = place.mention.start, place.mention.end
    if low.startswith("/", mention.start):  # "80 lao động được đào tạo/năm": of the value before it alone
        behind = end <= mention.start < reading.right
        return behind and expression("rest_of_unit").fullmatch(low, end, mention.start) is not None
    if reading.inner >= 0:
        return reading.left <= mention.start < reading.right
    if elsewhere(place, mention):
        return False  # "20 lớp (mỗi năm 4 lớp)"
    if mention.start < start and _of_earlier(place, mention):
        return False
    if reading.left <= mention.start < start or end <= mention.start < reading.right:
        return True
    if mention.start > start:
        return False
    own = place.statement
    if own.start <= mention.start:
        first = not any(mention.end <= v.mention.start < start for v in own.values)
        return first or (leads(clause, mention) and not _due_later(place, mention))
    if own.opened_by == ":" and own.label is not None and own.label[0] <= mention.start <= own.label[1] + _BEHIND:
        return True  # "Tỷ lệ lợn được tiêm phòng hằng năm: từ 91% trở lên"
    opens = leads(clause, mention) and _in_first(place, mention)
    return opens and not _dated_anew(place, mention) and not _due_later(place, mention)


def _in_first(place: Place, mention: Mention) -> bool:
    """Whether a yearly wording stands in the first statement, or in the first behind a colon ("Mục tiêu: Mỗi năm A
    tăng 5%; B giảm 3%"), and nothing but semicolons part those from there to the value's.
    """
    statements, reading = place.clause.statements, place.reading
    at = next((n for n, s in enumerate(statements) if s.start <= mention.start < s.end), -1)
    if at == 0:
        return True
    anew = at > 0 and statements[at].opened_by == ":"
    return anew and all(s.opened_by == ";" for s in statements[at + 1 : reading.statement + 1])


def _due_later(place: Place, mention: Mention) -> bool:
    """ "Mỗi năm thêm 3% hộ, để cuối kỳ đạt 85%": whether a value behind another is due by a time of its own."""
    start = max([r.mention.end for r in place.clause.readings if r.mention.end <= place.mention.start], default=-1)
    if start <= mention.end:
        return False
    low, end = place.scene.low, place.mention.start
    dated = any(start <= m.start < end and (w := when(m)) is not None and w.type == "by" for m in place.periods)
    return dated or sought("by_the_end", low, start, end) is not None


def _of_earlier(place: Place, mention: Mention) -> bool:
    """Whether a yearly wording closes the words of an earlier value ("Thu hút 500 doanh nghiệp mỗi năm, ...")."""
    low, end = place.scene.low, place.clause.end
    if expression("closed_by").match(low, mention.end, end) is None:
        return False
    earlier = [r.mention.end for r in place.clause.readings if r.mention.end <= mention.start]
    return bool(earlier) and expression("rest_of_unit").fullmatch(low, max(earlier), mention.start) is not None


def _dated_anew(place: Place, mention: Mention) -> bool:
    """Whether a later statement, up to the value's, sets a time of its own ("Hằng năm, ...; đến năm 2030, ...")."""
    first = next((s for s in place.clause.statements if s.start <= mention.start < s.end), None)
    begin = first.end if first is not None else mention.end
    end = place.reading.right
    return any(begin <= m.start < end and when(m) is not None for m in place.periods)
