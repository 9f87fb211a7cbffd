"""What is observed of a value before it is weighed whether it is a commitment or a result: see evidence.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from extract.bind.context import When, when
from extract.bind.moods_by_rule import in_goal, pivot_of
from extract.bind.scene import Bound, Place, Scene, Why
from extract.bind.sightings import around, of_block
from extract.head.parts import DocumentPart
from extract.mentions.scan import Mention
from extract.rules.vocabulary import expression

_TWICE = 2  # votes of one kind for each of the other before a document is taken to be of it
_FEWEST_VOTES = 3
_PAST = frozenset({"kind.year_past_own", "kind.year_past_sentence"})
_TIMES = frozenset({"by", "in", "during", "annual"})


def observed(bound: Bound, place: Place) -> list[Why]:
    """All that is seen of a value, each with its span."""
    span = (bound.start, bound.end)
    seen: list[Why] = [*around(place), *_times(place), *_shape(bound, place.scene), *_standing(place)]
    seen += [(id, *span) for id in of_part(place.scene, place.index)]
    ids = {id for id, _, _ in seen}
    if ids & _PAST and "kind.deadline" not in ids and "kind.nearest_target" not in ids:
        seen.append(("kind.past_alone", *span))
    return seen


# Times.


def _times(place: Place) -> Iterator[Why]:
    """Years against the document's clock, deadlines, comparisons."""
    nearest, where = _nearest(place)
    if nearest is not None:
        yield from against_clock(place.scene, nearest, where)
    for mention in place.periods:
        kind, span = mention.row.kind, (mention.start, mention.end)
        if kind in {"asof", "months"} and not _in_other_bracket(place, mention):
            yield (f"kind.{kind}", *span)
        elif kind == "baseline" and place.reading.left <= mention.start < _right(place):
            yield ("kind.baseline", *span)
            if nearest is not None and nearest.end is not None and nearest.end - int(mention.groups["y"]) == 1:
                yield ("kind.baseline_last_year", *span)


def against_clock(scene: Scene, found: When, where: str) -> Iterator[Why]:
    """What a period says by its years and its sort."""
    clock = scene.clock(found.span[0])
    if found.end is not None and clock is not None:
        side = "past" if found.end < clock else "ahead" if found.end > clock else "now"
        yield (f"kind.year_{side}_{where}", *found.span)
    if found.type == "by" and (clock is None or found.end is None or found.end >= clock):
        yield ("kind.deadline", *found.span)
    elif found.type in {"during", "annual"}:
        yield ("kind.span_of_years", *found.span)


def _nearest(place: Place) -> tuple[When | None, str]:
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
    inner = place.reading.inner
    return any(a < mention.start < b for n, (a, b) in enumerate(place.clause.brackets) if n != inner)


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
    value = bound.value
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
    if bound.unit in {"points", "count", "money"}:
        yield f"kind.of_{bound.unit}"


# Where it stands.


def _standing(place: Place) -> Iterator[Why]:
    """Brackets, neighbours, and what encloses it."""
    yield from _bracketed(place)
    last = place.before[-1] if place.before else None
    if last is not None:
        behind = "bracket_of" if place.reading.inner >= 0 else "after"
        yield (f"kind.{behind}_{last.kind}", last.start, last.end)
    elif place.memory.subject is not None:
        subject = place.memory.subject
        yield (f"kind.block_{subject.kind}", subject.start, subject.end)
    mood, rule = place.scene.context.mood(place.block)
    if mood is not None and rule is not None:
        yield (f"kind.mood_{mood}", place.clause.start, place.clause.end)
    pivot = pivot_of(place.scene, place.block)
    if pivot is not None:
        turned = "after" if place.mention.start > pivot else "before"
        yield (f"kind.{turned}_pivot", pivot, pivot + 1)


def _bracketed(place: Place) -> Iterator[Why]:
    if in_goal(place):
        yield ("kind.goal_bracket", place.clause.start, place.mention.end)
    if place.reading.inner < 0:
        return
    start, end = place.clause.brackets[place.reading.inner]
    yield ("kind.in_bracket", start, end)


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
