"""By when: period, baseline and yearly rate of a value, from its own words outwards."""

from __future__ import annotations

from extract.bind.baselines import is_multiple_base, leads, set_baseline
from extract.bind.citing import outlook
from extract.bind.moods_by_rule import pivot_of
from extract.bind.opened_lists import of_opened_list
from extract.bind.period_candidates import opens_what_follows
from extract.bind.period_choice import choose_period
from extract.bind.scene import Bound, Place
from extract.bind.terms import of_whole_term
from extract.bind.whens import When, when, years_of
from extract.bind.yearly import elsewhere, set_yearly
from extract.mentions.scan import Mention
from extract.rules.vocabulary import expression, listed


def set_period(bound: Bound, place: Place) -> None:
    """Set period, baseline and `per`, and note the rules."""
    set_yearly(bound, place)
    set_baseline(bound, place)
    choose_period(bound, place, settled=_decide(bound, place))


def _decide(bound: Bound, place: Place) -> bool:
    """The rules of order; whether what they say is certain: years that are dealt out to values, or cannot be."""
    torn = False
    found = _from_to(bound, place) or _behind_baseline(place) or _bracketed(place) or of_whole_term(place)
    found = found or of_opened_list(place)
    if found is None:
        found, torn = _in_turn(place)
    settled = torn or found is not None
    if found is None and not torn:
        found = _closing(bound, place) or _in_sentence(bound, place)
    if found is not None:
        bound.why.append((found.rule, *found.span))
        if found.type in {"in", "asof"}:
            _not_yearly(bound, place, found)
    elif not torn:
        found = _inherited(bound, place)
    if found is not None and bound.per and found.type == "during":
        found = found._replace(type="annual")
    bound.period = found
    return settled


def _not_yearly(bound: Bound, place: Place, found: When) -> None:
    """What is due in one year, or was so once, is no yearly rate, whatever the words before it say ("theo lộ trình
    hằng năm, ...", "hằng năm đều vượt, riêng năm 2024 đạt ...").
    """
    told = next((why for why in bound.why if why[0].startswith("period.yearly")), None)
    if told is None or told[1] >= place.mention.start:
        return
    behind = found.type == "in" and found.span[0] > place.mention.start
    until = place.mention.start if behind else found.span[0]
    if told[2] <= until and "," in place.scene.low[told[2] : until]:
        bound.per = None
        bound.why.remove(told)


def _behind_baseline(place: Place) -> When | None:
    """ "tụt 02 bậc so với năm 2022 (thứ 7/20)": the value in the bracket is that of the baseline's year."""
    if place.reading.inner < 0:
        return None
    start = place.clause.brackets[place.reading.inner][0]
    if expression("planned_named").search(place.scene.low, start, place.mention.value_start):
        return None
    for mention in place.periods:
        year, last = years_of(mention)
        if mention.row.kind == "baseline" and year is not None and last is None and 0 <= start - mention.end <= 1:
            return When("in", year, year, mention.row.id, (mention.start, mention.end))
    return None


def _bracketed(place: Place) -> When | None:
    """ "đạt 85% trở lên (năm 2025)": a period alone in the bracket right behind a value is that value's."""
    low, end, clause = place.scene.low, place.mention.end, place.clause
    bracket = next((each for each in clause.brackets if each[0] >= end), None)
    if place.reading.inner >= 0 or bracket is None:
        return None
    between = low[end : bracket[0]].strip()
    if between and listed("bounds_behind").fullmatch(between) is None:
        return None
    for mention in place.periods:
        alone = bracket[0] < mention.start and not low[bracket[0] : mention.start].strip(" (")
        if alone and not low[mention.end : bracket[1]].strip(" )"):
            return when(mention)
    return None


def _in_turn(place: Place) -> tuple[When | None, bool]:
    """ "Đến năm 2027 và 2032, ... đạt 18 và 35%": of years joined before the values, each has its own; (None, True)
    where there are more or fewer years than values.
    """
    if len(place.periods) < 2 or place.reading.inner >= 0:
        return None, False
    low = place.scene.low
    run: list[tuple[Mention, When]] = []
    for mention in place.periods:
        found = when(mention)
        if found is None or found.type not in {"by", "in"} or mention.start > place.mention.start:
            continue
        if outlook(low, place.clause.start, mention.start):
            continue
        joined = run and expression("joins_years").fullmatch(low, run[-1][0].end, mention.start)
        run = [*run, (mention, found)] if joined else [(mention, found)]
    if len(run) < 2:
        return None, False
    values = [r for r in place.clause.readings if r.inner < 0 and r.mention.start > run[-1][0].end]
    if len(values) != len(run):
        return None, True
    own = run[values.index(place.reading)][1]
    year = own.end
    first = run[0][1]
    return first._replace(start=None if first.type == "by" else year, end=year, rule=own.rule, span=own.span), False


def _closing(bound: Bound, place: Place) -> When | None:
    """ "đạt 60% vào năm 2025 và 80% vào năm 2030": where years close, a value has the first behind it.

    Over a semicolon only where nothing else gives a year.
    """
    low, clause, start = place.scene.low, place.clause, place.mention.start
    closes = {m.start for m in place.periods if listed("closing").match(low, m.start)}
    if not closes:
        return None
    dated = [(m, w) for m in place.periods if (w := when(m)) is not None and w.type != "asof" and not _hidden(place, m)]
    closing = [m for m, _ in dated if m.start in closes]
    if not closing or not any(r.mention.end <= closing[0].start for r in clause.readings):
        return None
    behind = next(((m, w) for m, w in dated if m.start >= place.mention.end), None)
    if behind is None or behind[0] not in closing:
        return None
    mention, found = behind
    earlier = next((m for m, _ in reversed(dated) if m.start < start), None)
    if earlier is not None and earlier not in closing:
        return None
    if listed("maintain").search(low, _last_before(place, mention), mention.start):
        return None
    here = place.statement
    if not here.start <= mention.start <= here.end and _inherits(bound, place):
        return None
    return found


def _last_before(place: Place, mention: Mention) -> int:
    """Where the last value before a period ends."""
    return max(
        (r.mention.end for r in place.clause.readings if r.mention.end <= mention.start), default=place.mention.end
    )


def _inherits(bound: Bound, place: Place) -> bool:
    return place.memory.when is not None or place.scene.context.inherited(place.block, bound.kind) is not None


def _hidden(place: Place, mention: Mention) -> bool:
    """Whether a period is no time of a value: of the value that a change starts from, of a value in another bracket,
    what a multiple is of, what opens another value set against this one.
    """
    if opens_what_follows(place, mention):
        return True
    if any(a <= mention.start < b for a, b in place.clause.hidden) or elsewhere(place, mention):
        return True
    return is_multiple_base(place.scene.low, mention)


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
        if _hidden(place, mention) or _outlook(place, mention, running):
            continue
        if (
            found.type == "asof"
            and running is not None
            and running.type == "in"
            and _side_by_side(place, running, mention)
        ):
            continue  # "Theo thống kê cuối năm 2021 hiện xã có"
        if mention.start < start:
            if reading.left <= mention.start:
                own = running = found
            elif bound.per and found.type == "in" and mention.start < place.statement.start:
                continue  # "... năm 2030 gấp 2 lần; hộ nghèo giảm 1%/năm": one year is no time of a yearly rate
            elif (
                reading.side == "none"
                or found.type != "during"
                or leads(place.clause, mention)
                or _in_lead(place, mention)
            ):
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


def _in_lead(place: Place, mention: Mention) -> bool:
    """Whether a period stands in the words before a colon that all behind it, up to the value, is about."""
    statements = place.clause.statements
    at = next((n for n, s in enumerate(statements) if s.start <= mention.start < s.end), -1)
    if not 0 <= at < place.reading.statement or statements[at].values:
        return False
    leading = {place.statement.lead, place.statement.outer}
    return statements[at + 1].opened_by == ":" and statements[at + 1].lead in leading


def _outlook(place: Place, mention: Mention, horizon: When | None) -> bool:
    """Whether a period is the outlook behind the horizon that holds ("Đến năm 2030, tầm nhìn đến năm 2045, ...")."""
    if horizon is None or not outlook(place.scene.low, place.clause.start, mention.start):
        return False
    return _side_by_side(place, horizon, mention)


def _side_by_side(place: Place, found: When, mention: Mention) -> bool:
    """Whether a period stands right behind another, no value between them."""
    end = found.span[1]
    return mention.start - end < _NEAR and not any(
        end <= r.mention.start < mention.start for r in place.clause.readings
    )


_NEAR = 20  # characters between two periods side by side


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
        opened = place.scene.context.introduced(place.index) if bound.kind == "actual" else None
        inherited = None if opened is None else (opened, False)
    if inherited is None:
        return None
    found, heading = inherited
    bound.why.append(("bind.period_of_heading" if heading else "bind.period_of_item", *found.span))
    return found
