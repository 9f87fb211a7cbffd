"""A report's goals beside its results: which figure answers which goal, whether it is met, and what the report says.

A figure answers a goal if it is of the same indicator (`extract.views.compare.alike` says how that is known), unit,
direction and part, and of no other tier.  Figures of the goal's own sentence come first, then those of its item before
the next goal, then those of the rest of the document: a report restates a goal and tells the result beside it.  Where
there is none, a share of the plan ("đạt 98,5% kế hoạch") tells whether it was met.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from extract.catalogue.entries import Entry
from extract.contract.model import Extraction, Head, Target
from extract.views.compare.alike import Joined, alike, of_plan, part_words, said_alike
from extract.views.compare.axis import Met, Placed, met, placed_record
from extract.views.compare.claims import Claim, claims
from extract.views.compare.leaning import UNKNOWN, Leaning, leaning
from extract.views.compare.matrix import stands_at
from extract.views.compare.scales import normal
from extract.views.compare.units_alike import same_unit

_END = 1 << 62
_WHOLE = 100  # percent of a plan
_GAP = 1  # characters between sentences of one line

Near = Literal["sentence", "item", "elsewhere"]
Outcome = Literal["met", "not_met", "unclear", "no_figure"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A result that answers a goal, whether it meets it, and how it is known to be of its indicator.

    `share`: it tells the share of the plan that is done, not how much that is.
    """

    target: Target
    met: Met
    converted: bool
    joined: Joined = "id"
    share: bool = False


@dataclass(slots=True)
class Answer:
    """A goal, the figures that answer it (the deciding one last), and what the report itself says of it.

    `leaning`: which way the goal is exceeded, and what says so.  `shared`: the claim is made of several goals at once.
    `agrees`: None where there is no claim or no outcome.
    """

    goal: Target
    year: int | None
    inferred: bool
    figures: list[Figure] = field(default_factory=list)
    near: Near | None = None
    outcome: Outcome = "no_figure"
    leaning: Leaning = UNKNOWN
    claim: Claim | None = None
    claim_at: Target | None = None  # the record whose sentence holds the claim
    shared: bool = False
    agrees: bool | None = None


@dataclass(slots=True)
class Report:
    """One report: its goals with their answers, and the results that answer none."""

    head: Head
    answers: list[Answer]
    unasked: list[Target]


def _same_part(goal: Target, actual: Target, entry: Entry | None) -> bool:
    """Whether a result is of the goal's part, place and tier."""
    tiers = {goal.level, actual.level} - {None}
    places = [normal(each.place.name) if each.place else "" for each in (goal, actual)]
    parts = [part_words(each, entry) for each in (goal, actual)]
    return parts[0] == parts[1] and places[0] == places[1] and len(tiers) < 2


def _another_year(goal: Target, actual: Target) -> bool:
    """Whether a goal is of one year alone, and a result of another."""
    one, other = goal.period, actual.period
    years = (one.type if one else None) == "in" and other is not None and other.end is not None
    return bool(years and one and other and one.end != other.end)


def _comparable(goal: Target, one: Placed, actual: Target, other: Placed, near: Near) -> bool:
    """Whether a result is on the goal's axis; far from it nothing may be converted and the baseline must agree."""
    if one.axis.direction != other.axis.direction or not same_unit(
        (goal.measure, one.axis.unit), (actual.measure, other.axis.unit)
    ):
        return False
    sizes = {one.axis.of, other.axis.of} - {None}
    baselines = {one.axis.baseline, other.axis.baseline}
    if len(sizes) > 1 or len(baselines - {None}) > 1:
        return False
    if not _over_as_many(goal, one, actual, other):
        return False
    shares = "ratio" in {goal.measure.unit, actual.measure.unit}
    return near != "elsewhere" or (len(baselines) == 1 and not shares)


def _over_as_many(goal: Target, one: Placed, actual: Target, other: Placed) -> bool:
    """Whether goal and result may be of as many years: a sum over several is not met, nor missed, by one year's."""
    if one.axis.over is not None and other.axis.over is not None:
        return one.axis.over == other.axis.over
    for summed, other_one in ((one, actual), (other, goal)):
        alone = other_one.period is not None and other_one.period.type == "in"
        if summed.axis.over is not None and (alone or other_one.measure.per):
            return False
    return True


def _year(actual: Target) -> tuple[int, int]:
    """Results in the order of time; those "to date" or without a year are the latest."""
    period = actual.period
    year = period.end if period and period.end is not None else 9999
    return year, actual.source.start


def _nearness(goal: Target, actual: Target, stop: int) -> Near:
    """How near a result stands; `stop`: where the next goal's sentence begins."""
    sentence = actual.source.sentence
    if sentence.start == goal.source.sentence.start:
        return "sentence"
    inside = goal.source.sentence.start <= sentence.start < stop
    same = actual.source.section[: len(goal.source.section)] == goal.source.section
    return "item" if inside and same else "elsewhere"


def report(extraction: Extraction, catalogue: dict[str, Entry]) -> Report:
    """The goals and results of one report."""
    head = extraction.document
    goals = sorted((t for t in extraction.standing if t.kind == "target"), key=lambda t: t.source.start)
    actuals = sorted((t for t in extraction.standing if t.kind == "actual"), key=lambda t: t.source.start)
    following = _following(goals)
    answers: list[Answer] = []
    used: set[str] = set()
    for goal in goals:
        year, inferred = stands_at(head, goal)
        answer = Answer(goal, year, inferred)
        stop = following[goal.source.sentence.start]
        _figures(answer, [(_nearness(goal, each, stop), each) for each in actuals], catalogue)
        used.update(figure.target.id for figure in answer.figures)
        answers.append(answer)
    _claims(answers, actuals, following)
    return Report(head, answers, [each for each in actuals if each.id not in used])


def _following(goals: Sequence[Target]) -> dict[int, int]:
    """For each goal's sentence (its offset) where the next goal's begins; sentences that follow on a line are one."""
    ends = {goal.source.sentence.start: goal.source.sentence.end for goal in goals}
    found, stop, after = {}, _END, _END
    for start in sorted(ends, reverse=True):
        if after > ends[start] + _GAP:
            stop = after
        found[start], after = stop, start
    return found


def _figures(answer: Answer, candidates: Sequence[tuple[Near, Target]], catalogue: dict[str, Entry]) -> None:
    """Give a goal the figures nearest to it, and its outcome: that of its own year, else of the latest one."""
    goal = answer.goal
    entry = catalogue.get(goal.indicator.id or "")
    answer.leaning = leaning(goal, entry)
    one = placed_record(goal, entry)
    if one is None:
        return
    fitting = [
        (near, figure)
        for near, actual in candidates
        if (figure := _figure(answer, one, near, actual, entry)) is not None
    ]
    sure, levels = ("id", "name"), get_args(Near)
    order = [(level, joined, share) for share in (False, True) for level in levels for joined in (sure, ("words",))]
    for level, joined, share in order:
        chosen = [each for near, each in fitting if near == level and each.joined in joined and each.share is share]
        if chosen:
            tier = [each for each in chosen if each.target.level == goal.level]
            answer.figures = sorted(tier or chosen, key=lambda figure: _year(figure.target))
            answer.near = level
            answer.outcome = _outcome(answer.figures, answer.year)
            return


def _figure(answer: Answer, one: Placed, near: Near, actual: Target, entry: Entry | None) -> Figure | None:
    """A result as a figure that answers a goal, None where it does not."""
    goal = answer.goal
    if not _same_part(goal, actual, entry) or _another_year(goal, actual):
        return None
    plan = of_plan(actual)
    if plan is not None and of_plan(goal) is None:
        if answer.leaning.sense != "higher" or not said_alike(goal, plan) or goal.measure.direction is not None:
            return None
        done = actual.measure.value or 0
        reached: Met = "met" if done >= _WHOLE else "not_met" if actual.measure.relation != "ge" else "unclear"
        return Figure(actual, reached, False, "words", share=True)
    joined = alike(goal, actual)
    other = placed_record(actual, entry)
    if joined is None or other is None or not _comparable(goal, one, actual, other, near):
        return None
    return Figure(actual, met(one, answer.leaning.sense, other), other.converted, joined)


def _outcome(figures: Sequence[Figure], year: int | None) -> Outcome:
    """What the figures of the goal's year say, else those of the latest year."""
    own = [each for each in figures if year is not None and each.target.period and each.target.period.end == year]
    last = _year(figures[-1].target)[0]
    outcomes = {each.met for each in own or [each for each in figures if _year(each.target)[0] == last]}
    return outcomes.pop() if len(outcomes) == 1 else "unclear"


def _claims(answers: Sequence[Answer], actuals: Sequence[Target], following: dict[int, int]) -> None:
    """What the report says of each goal: in its sentence, else in one that tells the result of a goal beside it."""
    groups: dict[int, list[Answer]] = defaultdict(list)
    for answer in answers:
        groups[answer.goal.source.sentence.start].append(answer)
    for start, group in groups.items():
        names = {answer.goal.indicator.id or normal(answer.goal.indicator.name) for answer in group}
        places = [group[0].goal] + [
            each
            for each in actuals
            if start < each.source.sentence.start < following[start]
            and each.source.section[: len(group[0].goal.source.section)] == group[0].goal.source.section
            and (each.indicator.id or normal(each.indicator.name)) in names
        ]
        for place in places:
            found = claims(place.source.sentence.text)
            if not found:
                continue
            for answer in group:
                answer.claim, answer.claim_at, answer.shared = found[-1], place, len(group) > 1
            break
        for answer in group:
            answer.agrees = _agrees(answer, group)


def _agrees(answer: Answer, group: Sequence[Answer]) -> bool | None:
    """Whether outcome and claim say the same; a "not met" of several goals holds if one of them is not met."""
    if answer.claim is None or answer.outcome not in {"met", "not_met"} or answer.claim.says == "partly":
        return None
    if answer.claim.says == answer.outcome:
        return True
    others = [each for each in group if each is not answer]
    if answer.shared and answer.claim.says == "not_met" and any(each.outcome != "met" for each in others):
        return None
    return False


def reports(extractions: Sequence[Extraction], catalogue: dict[str, Entry]) -> list[Report]:
    """All reports among the documents, in their order."""
    return [report(each, catalogue) for each in extractions if each.document.type == "report"]
