"""Which of two numbers side by side only says again what the other says."""

from __future__ import annotations

from itertools import pairwise

from extract.bind.scene import Bound
from extract.clauses import Clause, Reading
from extract.mentions.cues import phrase_in
from extract.rules.vocabulary import expression, listed

_NEAR = 40  # characters between a number and the bracket that restates it


def drop_restatements(low: str, clause: Clause, done: dict[int, list[Bound]]) -> None:
    """A count or fraction beside the percentage that says the same is not a record of its own.

    A share of another base, a growth and a part of a plan say something else than the number beside them.
    """
    readings = [r for r in clause.readings if id(r) in done]
    for first, second in pairwise(readings):
        pair: dict[str | None, Reading] = {first.mention.row.unit: first, second.mention.row.unit: second}
        share = pair.get("percent")
        other = pair.get("ratio") or pair.get("count")
        if share is None or other is None or done[id(other)][0].unit == "percent":
            continue
        bracketed = second.inner >= 0 and first.inner < 0 and second.mention.start - first.mention.end <= _NEAR
        told = second is share and second.side == "none" and second.statement == first.statement
        if not (bracketed or told) or says_more(low, clause, second, done[id(first)][0]):
            continue
        if any(rule == "bind.signed" for rule, _, _ in done[id(share)][0].why):
            continue  # "41.600 con (+6,5%)" is a growth
        counted = done[id(other)]
        for record in counted:
            record.dropped = "restated_as_percentage"
        if told and counted[0].direction:
            for record in done[id(share)]:
                if record.direction is None:
                    record.direction = counted[0].direction
                    record.baseline = record.baseline or counted[0].baseline


def _attains(low: str, first: Bound, second: Reading) -> bool:
    """ "kết nạp 287 đảng viên, đạt 114%": a number of things attains so much of what was planned."""
    return (
        first.unit == "count"
        and first.direction is None
        and expression("attains_share").search(low, first.end, second.mention.value_start) is not None
    )


def says_more(low: str, clause: Clause, second: Reading, first: Bound) -> bool:
    """Whether the second number tells a change, a part of a plan, a goal, or a share of something named behind it."""
    start = clause.brackets[second.inner][0] if second.inner >= 0 else first.end
    words = low[start : second.mention.value_start]
    if phrase_in("commitment", words) or expression("goal_word").search(words):
        return True
    if second.inner < 0 and (expression("raised_to").search(words) or _attains(low, first, second)):
        return True
    if second.inner < 0 and first.unit == "count" and expression("graded_behind").match(low, second.mention.end):
        return True  # "có 250 hợp tác xã, 80% xếp loại khá": what so many of them have attained
    if second.inner >= 0 and first.unit == "count" and first.kind == "target" and first.direction is None:
        return True  # a goal that the bracket tells in another unit
    if second.inner >= 0 and first.unit == "percent" and expression("of_the_plan").match(low, first.end, start):
        return True  # "vượt 10% kế hoạch năm (2.100 lượt)": the bracket says what the plan was
    fraction = first.unit == "ratio" or second.mention.row.unit == "ratio"
    changes = listed("increase").search(words) or listed("decrease").search(words)
    if changes and first.direction is None and not fraction:
        return True
    end = clause.brackets[second.inner][1] if second.inner >= 0 else second.right
    return not fraction and expression("of_another_base").match(low, second.mention.end, end) is not None
