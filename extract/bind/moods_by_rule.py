"""Commitment or result by rules of order: the words, where a report turns to results, the section, the document."""

from __future__ import annotations

import re

from extract.bind.context import committed, observed
from extract.bind.scene import Bound, Place, Scene, Span
from extract.bind.whens import when
from extract.language.sentences import sentences
from extract.layout.outline import Block
from extract.rules.vocabulary import expression, sought

_RESULT = re.compile(r":\s+(?=[A-ZĐÀ-ỸƠƯĂÂÊÔ])")
_BEFORE = 60  # characters before a value that may name it as a goal


def pivot_of(scene: Scene, block: Block) -> int | None:
    """Where a report's item turns from the goal it restates to the result: a colon after a figure.

    "Tỷ lệ A đạt tối thiểu 50%: Đến nay, có 28,95% ..." turns at the colon.
    """
    if block.start in scene.pivots:
        return scene.pivots[block.start]
    found = None
    spans = None
    for match in _RESULT.finditer(scene.text, block.label_end, block.end):
        spans = spans or sentences(scene.text, block.label_end, block.end)
        first = max((s for s, _ in spans if s <= match.start()), default=block.start)
        if expression("figure").search(scene.text, first, match.start()):
            found = match.start()
            break
    scene.pivots[block.start] = found
    return found


def in_goal(place: Place) -> bool:
    """Whether the bracket or label that a value stands in names it as a goal ("(mục tiêu 80%)"); asked once."""
    if place.in_goal is None:
        at = place.mention.start
        before = place.scene.low[max(place.clause.start, at - _BEFORE) : at]
        place.in_goal = sought("goal_bracket", before) is not None
    return place.in_goal


def decide(bound: Bound, place: Place) -> None:
    """Set the kind by rules of order, the first that has something to say, and note it as the last of `why`."""
    scene, clause, reading, block = place.scene, place.clause, place.reading, place.block
    if (span := earlier_value(place)) is not None:
        bound.kind = "actual"
        bound.why.append(("bind.earlier_value", *span))
        return
    low = scene.low
    mood, rule = scene.context.mood(block)
    pivot = pivot_of(scene, block)
    after_pivot = pivot is not None and reading.mention.start > pivot
    reporting = mood == "actual" or (mood is None and scene.context.report)
    if reporting and pivot is not None and not after_pivot and not observed(low[block.start : reading.mention.end]):
        bound.kind = "target"
        bound.why.append(("bind.restated_goal", clause.start, min(pivot, clause.end)))
        return
    if in_goal(place):
        bound.kind = "target"
        bound.why.append(("bind.goal_in_bracket", clause.start, reading.mention.end))
        return
    if reporting and expression("carried_out").search(low[reading.left : reading.mention.start]):
        bound.kind = "actual"
        bound.why.append(("bind.carried_out", reading.left, reading.mention.end))
        return
    own = low[_own_start(place) : reading.mention.end]
    meant = committed(own)
    seen = observed(own) if reporting or not meant else None  # what is meant goes before it but in a report
    if seen is None and reading.statement > 0 and not meant and not after_pivot:
        seen = observed(low[clause.start : reading.mention.end])
    span = (clause.start, clause.end)
    if meant and not (seen and reporting):
        bound.kind = "target"
        bound.why.append((meant, *span))
    elif seen:
        bound.kind = "actual"
        bound.why.append((seen, *span))
    elif reporting:
        bound.kind = "target" if _goal_in_report(place, own, after_pivot) else "actual"
        bound.why.append((rule or "bind.report", *span))
    else:
        past = sought("of_the_year", own)
        clock = scene.clock(clause.start)
        if past and clock and int(past.group(1)) < clock and mood is None:
            bound.kind = "actual"
        bound.why.append((rule or "bind.document_commits", *span))


def earlier_value(place: Place, *, plain: bool = False) -> Span | None:
    """Where a bracket behind a value opens with a time not ahead: what it was then ("90% (năm 2023: 81,6%)").

    `plain`: only where nothing more is said ("(năm 2008 trồng 500 ha; ...)" tells the stages of a plan), and not of a
    month or a quarter, which may be ahead.
    """
    if place.reading.inner < 0 or not place.before:
        return None
    low, at = place.scene.low, place.mention.start
    start = place.clause.brackets[place.reading.inner][0]
    clock = place.scene.clock(start)
    for each in place.periods:
        if start < each.start < at and not low[start + 1 : each.start].strip():
            found = when(each)
            if plain and expression("says_no_more").fullmatch(low, each.end, at) is None:
                continue
            if found is not None and found.type in {"in", "asof"} and not (found.end and clock and found.end > clock):
                if plain and found.end and found.end == clock and _goes_ahead(place, start, clock):
                    continue  # "(năm 2025: 70%, năm 2026: 80%)": stages of a goal
                if found.end and found.end == clock and _whole_year(place.before[0], found.end):
                    continue  # "trong tháng 4/2026 hỗ trợ 40 hộ (năm 2026: 500 hộ)"
                return each.start, each.end
    if expression("past_label").match(low, start, at):
        return start, at
    return (start, at) if not plain and expression("month_label").match(low, start, at) else None


def _whole_year(goal: Bound, year: int) -> bool:
    """Whether a goal is one of that same year, so that what a bracket behind it tells of the year is its whole."""
    return goal.kind == "target" and goal.period is not None and goal.period.end == year


def _goes_ahead(place: Place, start: int, clock: int) -> bool:
    """Whether the bracket that opens at `start` names a year ahead too."""
    end = place.clause.brackets[place.reading.inner][1]
    within = (when(each) for each in place.periods if start < each.start < end)
    return any(found is not None and found.end is not None and found.end > clock for found in within)


def _goal_in_report(place: Place, own: str, after_pivot: bool) -> bool:
    years = [int(y) for y in expression("deadline").findall(own)]
    clock = place.scene.clock(place.clause.start)
    if years and clock and max(years) > clock:
        return True
    low, block, clause = place.scene.low, place.block, place.clause
    if after_pivot or not expression("goal_label").search(low[block.start : block.start + 40]):
        return False
    return not expression("dated_result").search(low[clause.start : clause.end])


def _own_start(place: Place) -> int:
    """Where the words that decide a value's kind begin: behind the last colon, else with the sentence."""
    statements = place.clause.statements[: place.reading.statement + 1]
    if place.reading.inner >= 0:
        return statements[-1].start
    return next((s.start for s in reversed(statements) if s.opened_by in {"", ":"}), place.clause.start)
