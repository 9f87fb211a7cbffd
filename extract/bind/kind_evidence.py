"""What is observed of a value before it is weighed whether it is a commitment or a result: see evidence.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from extract.bind.moods_by_rule import in_goal, pivot_of
from extract.bind.scene import Bound, Place, Scene, Span, Why
from extract.bind.sightings import around, heads, nearest_vote, of_block
from extract.bind.whens import When, when
from extract.head.parts import DocumentPart
from extract.mentions.scan import Mention
from extract.rules.vocabulary import expression, sought

_TWICE = 2  # votes of one kind for each of the other before a document is taken to be of it
_FEWEST_VOTES = 3
_PAST = frozenset({"kind.year_past_own", "kind.year_past_sentence"})
_SMALL = 15
_HALVES = frozenset({"", "5", "25", "75"})
_MOST_DIGITS = 4
_SIBLINGS = 8  # blocks
_TIMES = frozenset({"by", "in", "during", "annual"})


def observed(bound: Bound, place: Place, *, apart: bool = False) -> list[Why]:
    """All that is seen of a value, each with its span; `apart`: it stands in a bracket with a time of its own, and
    neither what encloses its block nor the part of the file tell of it.
    """
    span = (bound.start, bound.end)
    seen: list[Why] = [*around(place, apart=apart), *_times(place, apart=apart), *_shape(bound, place.scene)]
    seen += [*_standing(place), *_last_cue(place)]
    if apart:
        return seen
    seen += [*_moods(place), *((id, *span) for id in of_part(place.scene, place.index))]
    ids = {id for id, _, _ in seen}
    if ids & _PAST and "kind.deadline" not in ids and "kind.nearest_target" not in ids:
        seen.append(("kind.past_alone", *span))
    return seen


# Times.


def _times(place: Place, *, apart: bool) -> Iterator[Why]:
    """Years against the document's clock, deadlines, comparisons; `apart`: only of its own words."""
    nearest, where = nearest_period(place)
    if apart and where != "own":
        nearest = None
    if nearest is not None:
        yield from against_clock(place.scene, nearest, where)
        latest = _latest(place)
        if nearest.end is not None and where != "above" and latest is not None:
            yield (f"kind.year_{'earlier' if nearest.end < latest else 'latest'}", *nearest.span)
    for mention in place.periods:
        kind, span = mention.row.kind, (mention.start, mention.end)
        if kind in {"asof", "months"} and not _in_other_bracket(place, mention):
            yield (f"kind.{kind}", *span)
        elif kind == "baseline" and place.reading.left <= mention.start < _right(place):
            yield ("kind.baseline", *span)
            if nearest is not None and nearest.end is not None and nearest.end - int(mention.groups["y"]) == 1:
                yield ("kind.baseline_last_year", *span)


def _latest(place: Place) -> int | None:
    """The latest year of a value's block, where the block names several."""
    scene = place.scene
    if place.index not in scene.latest:
        ends = {w.end for m in scene.mentions.get(place.index, ()) if (w := when(m)) is not None and w.end is not None}
        scene.latest[place.index] = max(ends) if len(ends) > 1 else None
    return scene.latest[place.index]


def against_clock(scene: Scene, found: When, where: str) -> Iterator[Why]:
    """What a period says by its years and its sort."""
    clock = scene.clock(found.span[0])
    if found.end is not None and clock is not None:
        side = "past" if found.end < clock else "ahead" if found.end > clock else "now"
        yield (f"kind.year_{side}_{where}", *found.span)
    to_come = clock is None or found.end is None or found.end >= clock
    if found.type == "by" and to_come and not scene.gone_by(found.span):
        yield ("kind.deadline", *found.span)
    elif found.type in {"during", "annual"}:
        yield ("kind.span_of_years", *found.span)


def nearest_period(place: Place) -> tuple[When | None, str]:
    """The period nearest to a value, and where it stands: its own words, its sentence, what encloses it."""
    own: When | None = None
    before: When | None = None
    for mention in place.periods:
        found = when(mention)
        if found is None or found.type not in _TIMES or _in_other_bracket(place, mention):
            continue
        if place.reading.left <= mention.start < _right(place):
            own = own or found
        elif mention.start < place.mention.start:
            before = found
    if own is not None or before is not None:
        return (own, "own") if own is not None else (before, "sentence")
    earlier = place.memory.when
    if earlier is not None and earlier.type in _TIMES:
        return earlier, "above"
    inherited = place.scene.context.inherited(place.block, "target")
    return (inherited[0], "above") if inherited is not None else (None, "")


def _right(place: Place) -> int:
    """Where a value's own words end."""
    inner = place.reading.inner
    return place.clause.brackets[inner][1] if inner >= 0 else place.reading.right


def _in_other_bracket(place: Place, mention: Mention) -> bool:
    brackets, inner = place.clause.brackets, place.reading.inner
    return bool(brackets) and any(a < mention.start < b for n, (a, b) in enumerate(brackets) if n != inner)


def _last_cue(place: Place) -> list[Why]:
    """Of the wordings and times before a value in its sentence the last: whether it looks ahead or tells."""
    hit = nearest_vote(place)
    found = ("", -1, -1) if hit is None else (str(hit[0].votes), hit[1], hit[2])
    for mention in place.periods:
        if found[1] < mention.start < place.mention.start and not _in_other_bracket(place, mention):
            side = _side(place.scene, mention)
            found = (side, mention.start, mention.end) if side is not None else found
    return [(f"kind.last_cue_{found[0]}", found[1], found[2])] if found[0] else []


def _side(scene: Scene, mention: Mention) -> str | None:
    """Whether a time by itself is one of results or of goals: before or after the year that its part speaks from."""
    if mention.row.kind in {"asof", "months"}:
        return "actual"
    found, clock = when(mention), scene.clock(mention.start)
    if found is None or found.end is None or clock is None or found.type not in _TIMES or found.end == clock:
        return None
    return "actual" if found.end < clock else "target"


# The value itself.


def _shape(bound: Bound, scene: Scene) -> Iterator[Why]:
    """What the number looks like, its relation and unit."""
    for id in shape_of(bound, scene.low[bound.start : bound.end]):
        yield (id, bound.start, bound.end)


def shape_of(bound: Bound, low: str) -> Iterator[str]:
    """The ids of what a number looks like; `low`: its text."""
    decimals = expression("decimals").search(low)
    if decimals is not None and bound.unit != "money":
        yield "kind.two_decimals" if len(decimals.group("d")) > 1 else "kind.one_decimal"
        if bound.value is not None and bound.value < _SMALL:
            yield "kind.small_decimal"
        if decimals.group("d").rstrip("0") in _HALVES:
            yield "kind.half"
    value = bound.value
    if value is not None and bound.out_of is None and value:
        yield f"kind.digits_{min(_MOST_DIGITS, significant(value))}"
    if bound.unit == "percent" and value is not None and decimals is None:
        if value == 100:
            yield "kind.all_of_it"
        elif value % 5 == 0:
            yield "kind.round_share"
    if bound.unit in {"count", "quantity", "money"} and value is not None and value > 10 and value % 10:
        yield "kind.uneven_count"
    if bound.unit in {"rank", "ratio"} and bound.out_of is not None and bound.relation == "eq":
        yield "kind.exact_position"
    if bound.relation in {"ge", "gt"}:
        yield "kind.at_least"
    elif bound.relation in {"le", "lt"}:
        yield "kind.at_most"
    elif bound.relation == "between":
        yield "kind.between"
    if bound.direction is not None or bound.unit == "places":
        yield "kind.of_change"
    if bound.unit in {"points", "count", "money", "days"}:
        yield f"kind.of_{bound.unit}"


def significant(value: float | int) -> int:
    """How many digits a number has without the noughts at its ends (58.340: 4; 0,05: 1)."""
    return len(f"{value:.10g}".replace(".", "").replace("-", "").strip("0").split("e")[0]) or 1


# Where it stands.


def _standing(place: Place) -> Iterator[Why]:
    """Brackets, neighbours, and what encloses it."""
    yield from _bracketed(place)
    yield from _paired(place)
    last, bracketed = _last(place)
    if last is not None:
        yield (f"kind.{'bracket_of' if bracketed else 'after'}_{last.kind}", last.start, last.end)
    elif place.memory.subject is not None:
        subject = place.memory.subject
        yield (f"kind.block_{subject.kind}", subject.start, subject.end)
    elif (sibling := _sibling(place)) is not None:
        yield (f"kind.sibling_{sibling[0]}", *sibling[1])
    pivot = pivot_of(place.scene, place.block)
    if pivot is not None:
        turned = "after" if place.mention.start > pivot else "before"
        yield (f"kind.{turned}_pivot", pivot, pivot + 1)


def _moods(place: Place) -> Iterator[Why]:
    """What the headings and lead-ins above say, each of them or one against another."""
    outer = place.scene.context.moods(place.block)
    if outer:
        mood = f"mood_{outer[0]}" if len(outer) == 1 else f"{outer[0]}_within_{outer[1]}"
        yield (f"kind.{mood}", place.clause.start, place.clause.end)


def _last(place: Place) -> tuple[Bound | None, bool]:
    """The record before a value in its sentence, and whether the value stands in a bracket behind it: one of another
    bracket is passed over.
    """
    inner = place.reading.inner
    for each in reversed(place.told):
        at = next((n for n, (a, b) in enumerate(place.clause.brackets) if a < each.start < b), -1)
        if at in {inner, -1}:
            return each, at != inner
    return None, False


def _sibling(place: Place) -> tuple[str, Span] | None:
    """The kind of the last value of the nearest block before it under the same heading or item that has any; only of a
    part of no known type, for elsewhere one error would pass from item to item.
    """
    blocks = place.scene.outline.blocks
    if place.scene.parts.at(place.block.start).type != "other":
        return None
    for before in range(place.index - 1, max(-1, place.index - 1 - _SIBLINGS), -1):
        block = blocks[before]
        if block.parent != place.block.parent:
            continue
        if before in place.scene.kinds:
            return place.scene.kinds[before], (block.start, block.end)
        if heads(place.scene, before):
            return None
    return None


def _paired(place: Place) -> Iterator[Why]:
    """A value right behind a stroke and another one ("96,1/97%": the goal), right before them, or right behind the
    name of what it was held against ("dưới kịch bản đầu năm là 8,5%").
    """
    low, mention = place.scene.low, place.mention
    behind = sought("stroke_before", low, place.clause.start, mention.start)
    if behind is not None:
        yield ("kind.behind_stroke", *behind.span())
    named = expression("plan_named").search(low, place.reading.left, mention.start)
    if named is not None:
        yield ("kind.plan_named", *named.span())
    ahead = expression("stroke_behind").match(low, mention.end, place.clause.end)
    if ahead is not None:
        yield ("kind.before_stroke", *ahead.span())


def _bracketed(place: Place) -> Iterator[Why]:
    if in_goal(place):
        yield ("kind.goal_bracket", place.clause.start, place.mention.end)
    if place.reading.inner < 0:
        return
    start, end = place.clause.brackets[place.reading.inner]
    yield ("kind.in_bracket", start, end)
    nearest = nearest_vote(place)
    if nearest is not None and nearest[1] > start:
        yield (f"kind.bracket_says_{nearest[0].votes}", nearest[1], nearest[2])


def of_part(scene: Scene, index: int) -> tuple[str, ...]:
    """What the part of the file that a block stands in says: its type, and the vote of all its wordings."""
    part = scene.parts.at(scene.outline.blocks[index].start)
    if part.start not in scene.of_parts:
        side, vote = _title_side(scene, part), _vote(scene, part.start)
        ids = [f"kind.document_{part.type}"]
        ids += [f"kind.title_year_{side}"] if side is not None else []
        ids += [f"kind.vote_{vote}"] if vote is not None else []
        scene.of_parts[part.start] = tuple(ids)
    return scene.of_parts[part.start]


def _title_side(scene: Scene, part: DocumentPart) -> str | None:
    """Where the latest year of a part's title lies, seen from the part's clock."""
    years = [int(m.group()) for m in expression("year").finditer(scene.low, *part.title)]
    if not years or part.clock is None:
        return None
    return "past" if max(years) < part.clock.year else "ahead" if max(years) > part.clock.year else "now"


def _vote(scene: Scene, start: int) -> str | None:
    """The kind that most wordings of those blocks of a part speak of that hold values."""
    votes = {"target": 0, "actual": 0}
    for number, mentions in scene.mentions.items():
        block = scene.outline.blocks[number]
        valued = block.kind != "row" and any(m.row.unit is not None for m in mentions)
        if valued and scene.parts.at(block.start).start == start:
            for row, _, _ in of_block(scene, number):
                if row.votes is not None:
                    votes[row.votes] += 1
    for kind, other in (("target", "actual"), ("actual", "target")):
        if votes[kind] >= _FEWEST_VOTES and votes[kind] >= _TWICE * votes[other]:
            return kind
    return None
