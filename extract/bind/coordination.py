"""Names that stand for several indicators: "Chỉ số A, Chỉ số B", "PAR, PAPI và PCI", "hài lòng về A, B"."""

from __future__ import annotations

import re

from extract.bind.linking import POSITIONAL, link_of
from extract.bind.scene import Bound, Place, Scene, Span
from extract.catalogue.entries import Link
from extract.rules.vocabulary import expression, listed, sought

_ATTAINED = POSITIONAL | {"points"}
_MOST_CUTS = 6

Named = list[tuple[list[Span], Link | None]]


def apart(scene: Scene, bound: Bound, around: Span) -> Named:
    """The names and links of a coordination, if each part means an entry of its own; else nothing.

    `around`: the words of the value; where they say that it holds for each ("đều đạt"), the parts need mean no entries.
    """
    if len(bound.name) != 1:
        return []
    start, end = bound.name[0]
    several = expression("several").match(scene.low, start, end)
    start = several.end() if several else start
    head = expression("part_head").match(scene.low, start, end) or listed("naming").match(scene.low, start, end)
    if not expression("joined").search(scene.low, start, end):
        return []
    each = expression("for_each").search(scene.low, *around) is not None
    if head is None:
        return _unheaded(scene, bound, start, end, each=each)
    repeated, anywhere = _repeated(head.group()), expression("comma_or_and")
    for cuts in (repeated, anywhere) if bound.unit in POSITIONAL else (repeated,):
        parts = _parts(scene, start, end, cuts)
        if not 1 < len(parts) <= _MOST_CUTS:
            continue
        names = [[parts[0]], *([(start, head.end()), p] if cuts is anywhere else [p] for p in parts[1:])]
        links = [link_of(scene, name, bound.unit) for name in names]
        found = list(zip(names, links, strict=True))
        linked = {link.entry.id for link in links if link is not None}
        alike = cuts is repeated and (each or (not linked and bound.unit in _ATTAINED))
        if len(linked) == len(names) or alike:
            return found
    return _complements(scene, bound, start, end)


def _unheaded(scene: Scene, bound: Bound, start: int, end: int, *, each: bool) -> Named:
    """ "tăng 5 bậc về cải cách hành chính, chuyển đổi số": rankings told by what they rank; where the value holds for
    each also such as only their capitals tell ("DTI, PCI, PII đều nằm trong nhóm 10").
    """
    if bound.unit not in POSITIONAL:
        return []
    parts = _parts(scene, start, end, expression("comma_or_and"))
    links = [link_of(scene, [part], bound.unit) for part in parts]
    linked = [link.entry.id for link in links if link is not None]
    others = [part for part, link in zip(parts, links, strict=True) if link is None]
    short = [part for part in others if scene.text[slice(*part)].isupper()] if each and linked else []
    told = len(linked) + len(short)
    if not 1 < len(parts) <= _MOST_CUTS or len({*linked}) != len(linked) or told != len(parts):
        return []
    return [([part], link) for part, link in zip(parts, links, strict=True)]


def _repeated(head: str) -> re.Pattern[str]:
    """What parts coordinate names that all begin with `head`."""
    return re.compile(expression("joined").pattern + rf"(?={re.escape(head)}(?!\w))")


def _parts(scene: Scene, start: int, end: int, cuts: re.Pattern[str]) -> list[Span]:
    spans, at = [], start
    for cut in cuts.finditer(scene.low, start, end):
        spans.append((at, cut.start()))
        at = cut.end()
    return [*spans, (at, end)]


def _complements(scene: Scene, bound: Bound, start: int, end: int) -> Named:
    """ "mức độ hài lòng đối với A, B": one figure for two entries that share the head of the phrase."""
    head = expression("complement").search(scene.low, start, end)
    if head is None or bound.link is None:
        return []
    for cut in expression("comma_or_and").finditer(scene.low, head.end(), end):
        first: list[Span] = [(start, cut.start())]
        second: list[Span] = [(start, head.start()), (cut.end(), end)]
        one, two = link_of(scene, first, bound.unit), link_of(scene, second, bound.unit)
        if one is None or two is None or one.entry is two.entry:
            continue
        if bound.link.entry in (one.entry, two.entry):
            return [(first, one), (second, two)]
    return []


def by_criteria(bound: Bound, place: Place) -> list[list[Span]]:
    """The names of a change that is told of several criteria: "giảm 5% về số vụ, số người chết và số người bị thương",
    "cả 3 tiêu chí (số vụ, số người chết) ít nhất 7%"; each is what changes with one of them.
    """
    scene, reading, mention = place.scene, place.reading, place.mention
    if bound.direction is None or bound.unit not in {"percent", "points"}:
        return []
    found = sought("criteria_before", scene.low, reading.left, mention.value_start)
    if found is None:
        found = expression("criteria_behind").match(scene.low, mention.end, place.clause.end)
    if found is None:
        return []
    start, end = found.span("whole")
    rest = [(a, min(b, start)) for a, b in bound.name if a < start]
    rest = [(a, a + len(scene.low[a:b].rstrip(" (,"))) for a, b in rest]
    if not rest and reading.before is not None and reading.before[1] <= start:
        rest = [reading.before]
    rest = [span for span in rest if span[0] < span[1]]
    tail = [(max(a, end), b) for a, b in bound.name if b > end]  # "do tai nạn giao thông"
    return [[*rest, part, *tail] for part in parts_of(scene, *found.span("x"))]


def parts_of(scene: Scene, start: int, end: int) -> list[Span]:
    """The parts of a list that commas and "và" part."""
    return [span for span in _parts(scene, start, end, expression("comma_or_and")) if span[1] > span[0]]


def dealt_out(scene: Scene, bound: Bound, count: int) -> list[list[Span]]:
    """The `count` coordinate parts of a name that values are dealt out to; a shared head goes with each."""
    if len(bound.name) != 1:
        return []
    start, end = bound.name[0]
    head = listed("naming").match(scene.low, start, end)
    if head is not None:
        spans = _parts(scene, start, end, _repeated(head.group()))
        if len(spans) == count:
            return [[span] for span in spans]
    parts = _parts(scene, start, end, expression("and_between" if count == 2 else "comma_or_and"))
    if len(parts) != count == 2:  # "hồ sơ trực tuyến, hồ sơ đúng hạn lần lượt đạt"
        parts = _parts(scene, start, end, expression("comma_or_and"))
    if len(parts) != count:
        return []
    if head is None or all(listed("naming").match(scene.low, part[0]) for part in parts):
        return [[part] for part in parts]
    shared = [m.end() for m in expression("place_of_part").finditer(scene.low, *parts[0])]
    if shared:  # "tỷ lệ phòng học ở bậc mầm non và tiểu học"
        return [parts[:1], *([(start, shared[-1]), part] for part in parts[1:])]
    return [parts[:1], *([(start, head.end()), part] for part in parts[1:])]
