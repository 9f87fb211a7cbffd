"""By when: period, baseline and yearly rate of a value, from its own words outwards."""

from __future__ import annotations

from dataclasses import replace

from extract.bind.context import When, when
from extract.bind.moods_by_rule import pivot_of
from extract.bind.scene import Bound, Place
from extract.clauses import Clause, trimmed
from extract.mentions.scan import Mention
from extract.rules.vocabulary import expression, listed, word_set


def set_period(bound: Bound, place: Place) -> None:
    """Set period, baseline and `per`, and note the rules."""
    rate = expression("per_year").match(place.scene.low, place.mention.end)
    if rate:
        bound.per = "year"
        bound.why.append(("period.yearly", rate.start(), rate.end()))
    for mention in place.periods:
        if mention.row.kind == "baseline":
            _baseline(bound, place, mention)
        elif mention.row.kind == "yearly" and bound.per is None:
            _yearly(bound, place, mention)
    if bound.baseline is None and bound.direction and place.reading.side == "right":
        bound.baseline = _shared_baseline(place)
    found = _from_to(bound, place) or _in_sentence(bound, place)
    if found is not None:
        bound.why.append((found.rule, *found.span))
    else:
        found = _inherited(bound, place)
    if found is not None and bound.per and found.type == "during":
        found = replace(found, type="annual")
    bound.period = found


def _years(mention: Mention) -> tuple[int, int]:
    first = int(mention.groups["y"])
    return first, int(mention.groups.get("z", first))


def _baseline(bound: Bound, place: Place, mention: Mention) -> None:
    """A baseline behind the value (or before it) in its own words; not one in a bracket beside it."""
    reading, clause = place.reading, place.clause
    if reading.inner >= 0:
        right = clause.brackets[reading.inner][1]
        near = reading.left <= mention.start < right or 0 <= mention.start - right < 3
    else:
        bracketed = any(a < mention.start < b for a, b in clause.brackets)
        opens = mention.start < place.mention.start and leads(clause, mention) and bool(bound.direction)
        near = (reading.left <= mention.start < reading.right or opens) and not bracketed
    if near:
        bound.baseline = _years(mention)
        bound.why.append((mention.row.id, mention.start, mention.end))


def _yearly(bound: Bound, place: Place, mention: Mention) -> None:
    start, end = place.mention.start, place.mention.end
    if place.reading.inner >= 0 and not place.reading.left <= mention.start < place.reading.right:
        return
    first = not any(mention.end <= v.mention.start < start for v in place.statement.values)
    opens = mention.start < start and (first or leads(place.clause, mention))
    before = place.reading.left <= mention.start < start or (place.statement.start <= mention.start and opens)
    if before or end <= mention.start < place.reading.right:
        bound.per = "year"
        bound.why.append((mention.row.id, mention.start, mention.end))


def _shared_baseline(place: Place) -> tuple[int, int] | None:
    """ "giảm 5% A và 10% B so với năm 2021": the baseline of the last holds for those joined to it."""
    end = place.mention.end
    later = [m for m in place.periods if m.row.kind == "baseline" and m.start >= end]
    if not later:
        return None
    reach = place.statement.end
    following = next((s for s in place.clause.statements if s.start > place.statement.start and s.values), None)
    if following is not None and following.opened_by == ";" and place.mention.row.unit == "percent":
        if any(listed("decrease").search(place.scene.low, v.left, v.mention.start) for v in following.values):
            reach = following.end
    return _years(later[0]) if later[0].start < reach else None


def _from_to(bound: Bound, place: Place) -> When | None:
    """ "Từ năm 2026, mỗi năm tăng ... cho đến năm 2030"."""
    start = next((m for m in place.periods if m.row.kind == "from"), None)
    until = next((m for m in place.periods if m.row.kind == "until"), None)
    if start is None or until is None:
        return None
    span = (start.start, start.end)
    first, last = int(start.groups["y"]), int(until.groups["y"])
    if bound.per:
        return When("annual", first, last, start.row.id, span)
    return When("during", first, last, start.row.id, span) if _in_sentence(bound, place) is None else None


def _in_sentence(bound: Bound, place: Place) -> When | None:
    """The period in the value's own words before it, else behind it, else the last one before those."""
    reading, start = place.reading, place.mention.start
    right = place.clause.brackets[reading.inner][1] if reading.inner >= 0 else reading.right
    own: When | None = None
    running: When | None = None
    trailing: When | None = None
    for mention in place.periods:
        found = when(mention) if mention.row.kind not in {"baseline", "yearly", "from", "until"} else None
        if found is None:
            continue
        if any(a <= mention.start < b for a, b in place.clause.hidden) or _elsewhere(place, mention):
            continue
        if bound.unit_text in word_set("times") and 0 <= mention.start - place.mention.end <= 2:
            if "y" in mention.groups:  # "gấp 1,4 lần năm 2024"; a comparison with now ("gấp đôi hiện nay") has no year
                bound.baseline = _years(mention)
            continue
        if mention.start < start:
            if reading.left <= mention.start:
                own = running = found
            elif reading.side == "none" or found.type != "during" or leads(place.clause, mention):
                running = found  # a span of years inside another value's name is that value's own
        elif trailing is None and mention.start < right:
            # "đạt 100% và tiếp tục duy trì đến năm 2030" is still due when it was
            if not listed("maintain").search(place.scene.low, place.mention.end, mention.start):
                trailing = found
        elif trailing is None and running is None and _closes(place, mention, right, found):
            trailing = found
    if own is not None and own.type == "asof" and trailing is not None:
        return trailing
    return own or trailing or running


def _elsewhere(place: Place, mention: Mention) -> bool:
    """Whether a period stands in a bracket with a value of its own ("55% (năm 2024: 52%)")."""
    for number, (start, end) in enumerate(place.clause.brackets):
        if start < mention.start < end and number != place.reading.inner:
            return any(r.inner == number for r in place.clause.readings)
    return False


def leads(clause: Clause, mention: Mention) -> bool:
    """Whether a period opens its statement ("Đến năm 2025, ...") and so holds for what follows."""
    statement = next((s for s in clause.statements if s.start <= mention.start < s.end), None)
    return statement is None or trimmed(clause, statement.start, mention.start) is None


def _closes(place: Place, mention: Mention, right: int, found: When) -> bool:
    """A deadline that closes the sentence behind all its values holds for those that have none."""
    if place.before or place.memory.when is not None or found.type not in {"by", "in"}:
        return False
    pivot = pivot_of(place.scene, place.block)
    if pivot is not None and right <= pivot <= mention.start:
        return False
    between = [v for v in place.clause.readings if place.mention.end <= v.mention.start < mention.start]
    own = next((s for s in place.clause.statements if s.start <= mention.start < s.end), None)
    if own is not None and any(v.mention.start > mention.start for v in own.values):
        return False  # it opens what follows
    return not between or place.reading.shared


def _inherited(bound: Bound, place: Place) -> When | None:
    """From an earlier sentence of the item, then from the enclosing item, lead-in or heading."""
    earlier = place.memory.when
    if earlier is not None and earlier.type != ("asof" if bound.kind == "target" else "by"):
        bound.why.append(("bind.period_of_item", *earlier.span))
        return earlier
    inherited = place.scene.context.inherited(place.block, bound.kind)
    if inherited is None:
        return None
    found, heading = inherited
    bound.why.append(("bind.period_of_heading" if heading else "bind.period_of_item", *found.span))
    return found
