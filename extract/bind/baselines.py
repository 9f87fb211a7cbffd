"""What a change is measured from: the baseline of a value, in its own words or shared with those it is joined to."""

from __future__ import annotations

from itertools import pairwise

from extract.bind.scene import Bound, Place
from extract.bind.whens import years_of
from extract.clauses import Clause, trimmed
from extract.mentions.scan import Mention
from extract.rules.vocabulary import expression, listed, sought, word_set


def set_baseline(bound: Bound, place: Place) -> None:
    """Set the baseline and note the rule."""
    for mention in place.periods:
        if mention.row.kind == "baseline":
            _own(bound, place, mention)
    if bound.unit_text in word_set("times"):
        _of_multiple(bound, place)
    if bound.baseline is None and bound.direction:
        bound.baseline = _shared(place)


def leads(clause: Clause, mention: Mention) -> bool:
    """Whether a period opens its statement ("Đến năm 2025, ...") and so holds for what follows;
    remembered.
    """
    known = clause.led_by.get(mention.start)
    if known is None:
        statement = next((s for s in clause.statements if s.start <= mention.start < s.end), None)
        known = statement is None or trimmed(clause, statement.start, mention.start) is None
        clause.led_by[mention.start] = known
    return known


def is_multiple_base(low: str, mention: Mention) -> bool:
    """Whether a year is what a multiple is of ("gấp 1,46 lần năm 2020"); "1,6 lần vào năm 2029" is when."""
    if mention.row.kind not in {"in", "year"} or listed("when_of_multiple").match(low, mention.start):
        return False
    return sought("multiple_base", low[max(0, mention.start - _MULTIPLE) : mention.start]) is not None


_THAN = "period.baseline.than"
_MULTIPLE = 24  # characters of "1,46 lần so với "


def _years(mention: Mention) -> tuple[int, int]:
    first, last = years_of(mention)
    assert first is not None
    return first, first if last is None else last


def _own(bound: Bound, place: Place, mention: Mention) -> None:
    """A baseline behind the value (or before it) in its own words; not one in a bracket beside it."""
    reading, clause = place.reading, place.clause
    if reading.inner >= 0:
        right = clause.brackets[reading.inner][1]
        within = reading.left <= mention.start < right
        near = within or 0 <= mention.start - right < 3 or _leads_bracket(bound, place, mention)
        near = near and not any(place.mention.end <= r.mention.start < mention.start for r in clause.readings)
    else:
        bracketed = any(a < mention.start < b for a, b in clause.brackets)
        opens = mention.start < place.mention.start and leads(clause, mention) and bool(bound.direction)
        near = (reading.left <= mention.start < reading.right or opens) and not bracketed
    other = mention.row.id == _THAN and mention.start > place.mention.start  # of what stands behind it
    if near and not other:
        bound.baseline = _years(mention)
        bound.why.append((mention.row.id, mention.start, mention.end))


def _leads_bracket(bound: Bound, place: Place, mention: Mention) -> bool:
    """ "So với năm 2015 đã giảm 112 đơn vị (giảm 24,7%)": what opens the statement is the bracket's change's too."""
    start = place.clause.brackets[place.reading.inner][0]
    return bool(bound.direction) and place.statement.start <= mention.start < start and leads(place.clause, mention)


def _of_multiple(bound: Bound, place: Place) -> None:
    """The year behind a multiple, or behind the one it is joined to ("gấp 1,3 và 1,5 lần năm 2025")."""
    low, end = place.scene.low, place.mention.end
    for mention in place.periods:
        if mention.start >= end and is_multiple_base(low, mention):
            between = [r for r in place.clause.readings if end <= r.mention.start < mention.start]
            if mention.start - end <= _MULTIPLE and all(r.joined for r in between):
                bound.baseline = _years(mention)
                bound.why.append((mention.row.id, mention.start, mention.end))
            return


def _change_together(values: list[Mention], low: str) -> bool:
    """ "tụt 5 bậc và giảm 0,8 điểm so với năm 2022": changes of the same thing, each with its verb."""
    gaps = (low[a.end : b.value_start] for a, b in pairwise(values))
    return all(expression("changes_too").fullmatch(gap) for gap in gaps)


def _shared(place: Place) -> tuple[int, int] | None:
    """ "giảm 5% A và 10% B so với năm 2021": the baseline of the last holds for those joined to it."""
    end = place.mention.end
    later = [m for m in place.periods if m.row.kind == "baseline" and m.start >= end]
    if not later or place.reading.inner >= 0:
        return None
    between = [r for r in place.clause.readings if end <= r.mention.start < later[0].start and r.inner < 0]
    if place.reading.side != "right":
        joined = between and (
            all(r.joined and r.mention.row.unit in {place.mention.row.unit, "places"} for r in between)
            or _change_together([place.mention, *(r.mention for r in between)], place.scene.low)
        )
        return _years(later[0]) if joined and later[0].start < place.statement.end else None
    reach = place.statement.end
    following = next((s for s in place.clause.statements if s.start > place.statement.start and s.values), None)
    if following is not None and following.opened_by == ";" and place.mention.row.unit == "percent":
        if any(listed("decrease").search(place.scene.low, v.left, v.mention.start) for v in following.values):
            reach = following.end
    return _years(later[0]) if later[0].start < reach else None
