"""The place that a value belongs to, where the text gives it to another than the document's own (ruling 30).

It is said by the words before the value ("xã Dân Hóa 9,4%", "Hà Nội: 40%"), among several bodies ("VNPT: 25 trạm,
Viettel: 33 trạm"), by its name ("tỷ lệ hộ nghèo của huyện Bác Ái"), or by the heading of the items it stands among.
"""

from __future__ import annotations

import re

from extract.bind.areas import areas_at, company, foreign, place_at, place_of, proper_name, unit_at
from extract.bind.belonging import names_body
from extract.bind.scene import Bound, Place, Scene, Span, Whereabouts
from extract.bind.shortened import shortened
from extract.clauses import Clause
from extract.language.cleaning import lowered
from extract.rules.vocabulary import expression, listed

_NUMBER = re.compile(r"\d")
_BREAKS = ",;("
_LONGEST = 60  # characters of a heading that is a place
_MOST_WORDS = 5  # of a place's name
_SEVERAL = 2  # bodies in a row


def set_place(bound: Bound, place: Place, source: Bound | None = None) -> None:
    """The place of a value: what its name was cut short to, its label, its name, that of the value that it goes on
    from (`source`), else the heading it stands under.

    Of several that share the value the first; all of them are left in `place.areas`.
    """
    scene, lead = place.scene, place.statement.lead
    found = list(place.areas)
    if not found:
        found = _labelled(bound, place)
    if not found:
        found = _in_name(bound, place)
    if not found:
        found = _behind_in_bracket(place) or _of_sentence(place)
    if not found and place.reading.side == "right":  # "VNPT chậm nhất, mới được 05 bản"
        said = shortened(scene, (place.reading.left, place.reading.cluster), place.periods)
        found = list(said.places) if said is not None and len(said.places) == 1 else []
    if not found and source is not None and source.place is not None and _goes_on(place, source):
        found = [source.place]
    if not found:
        headed = (place_of(scene, lead) if lead else None) or _of_block(scene, place.block.parent)
        found = [headed] if headed is not None else []
    place.areas = _parted(tuple(each for each in found if not _own(scene, each)))
    if place.areas:
        settle(bound, place.areas[0])


def _goes_on(place: Place, source: Bound) -> bool:
    """Whether a value is told of the same place as the one right before it ("VNPT 13 bản, đạt 65%")."""
    inside = place.reading.inner >= 0
    return source in place.before and source.start >= place.statement.start and not inside


def _parted(row: tuple[Whereabouts, ...]) -> tuple[Whereabouts, ...]:
    """A row of places apart; as one where each has its own kind ("phường A và phường B": it is of both together)."""
    if len(row) < _SEVERAL or not all(expression("place_kind").match(lowered(each.name)) for each in row[:_SEVERAL]):
        return row
    return (Whereabouts(", ".join(each.name for each in row), row[0].level),)


def settle(bound: Bound, area: Whereabouts) -> None:
    """Give a record its place, and the tier of that where nothing nearer says one."""
    bound.place = area
    if bound.level is None:
        bound.level = area.level if area.level in {"district", "commune"} else None


def _own(scene: Scene, found: Whereabouts) -> bool:
    """Whether a place is the document's own, by what its head says."""
    low = lowered(found.name)
    kind = expression("place_kind").match(low)
    if kind is not None and kind.lastgroup == "area":
        return False
    bare = re.escape(low[kind.end() if kind else 0 :])
    return re.search(rf"(?<!\w){bare}(?!\w)", scene.home) is not None


def _label(scene: Scene, clause: Clause, value: int) -> Span:
    """The words before a value, from the value, the mark or the colon before it on."""
    start = max([clause.start, *[r.mention.end for r in clause.readings if r.mention.end <= value]])
    for mark in _BREAKS:
        start = max(start, scene.low.rfind(mark, start, value) + 1)
    start += scene.low[start:value].rstrip(" :").rfind(":") + 1
    while start < value and not scene.low[start].isalnum():
        start += 1
    opener = expression("before_label").match(scene.low, start, value)
    start = opener.end() if opener else start
    extremes = [m.end() for m in expression("extreme_opens").finditer(scene.low, start, value)]
    return (extremes[-1] if extremes else start), value


def _behind_in_bracket(place: Place) -> list[Whereabouts]:
    """ "PCI năm 2024 xếp thứ 22 (Khánh Hòa cũ)": the place that the bracket right behind a value names, and no more."""
    scene, end = place.scene, place.mention.end
    if place.reading.inner >= 0:
        return []
    bracket = next((each for each in place.clause.brackets if 0 <= each[0] - end <= 1), None)
    named = place_of(scene, (bracket[0] + 1, bracket[1] - 1)) if bracket is not None else None
    return [] if named is None else [named]


def _of_sentence(place: Place) -> list[Whereabouts]:
    """ "Tại phường Kinh Bắc, điểm hài lòng 4,8 điểm, người dân chờ 9 phút": where all is that a sentence tells."""
    scene, clause = place.scene, place.clause
    opens = expression("opens_with_place").match(scene.low, clause.start, place.mention.start)
    found = areas_at(scene, opens.end(), place.mention.start) if opens is not None else None
    comma = found is not None and scene.low[found[1] : found[1] + 1] == ","
    return found[0] if found is not None and comma and len(found[0]) == 1 else []


def _labelled(bound: Bound, place: Place) -> list[Whereabouts]:
    """The places or the body that the words right before a value, or before its name, say it is of."""
    scene, clause = place.scene, place.clause
    label = _label(scene, clause, _before_bracket(place))
    if scene.text[slice(*label)].islower() or listed("naming").match(scene.low, *label):
        return []
    start = max([label[0], *(m.end for m in place.periods if label[0] <= m.start and m.end < label[1])])
    start += len(scene.low[start : label[1]]) - len(scene.low[start : label[1]].lstrip(" ,"))
    found = areas_at(scene, start, label[1]) or areas_at(scene, *label) or _extreme(scene, *label)
    if found is not None:
        kind = any(expression(name).match(scene.low, start) for name in ("place_kind", "kinds_in_plural"))
        kind = kind or (bound.link is not None and bound.link.entry.ranked)  # "Hải Phòng dẫn đầu PCI với 74,84 điểm"
        bare = expression("behind_label").fullmatch(scene.low, found[1], label[1]) is not None
        named = bound.name[0][0] if bound.name and bound.name[0][0] > found[1] else label[1]
        if bare or (kind and _speaks(scene, found[1], min(named, label[1]))):
            return found[0]
    body = _body(scene, label)
    if body is None:
        return []
    others = [_label(scene, clause, r.mention.start) for r in clause.readings]
    several = {each.name for other in others if (each := _body(scene, other)) is not None}
    several |= {p[0].name for other in others if (p := place_at(scene, *other))}
    return [body] if len(several) >= _SEVERAL else []


def _before_bracket(place: Place) -> int:
    """Where the words before a value end: before the bracket, where it stands alone in one ("thấp nhất A Dơi (6,4%)"),
    and before a comma behind what it is the most of ("xã Tân Lập trễ nhiều nhất, 6,3%").
    """
    at, inner = place.mention.start, place.reading.inner
    most = expression("most_before_comma").search(place.scene.low, max(0, at - _LONGEST), at)
    if most is not None:
        return most.start("comma")
    start, end = place.clause.brackets[inner] if inner >= 0 else (at, at)
    alone = not place.scene.low[start:at].strip(" (") and not place.scene.low[place.mention.end : end].strip(" )")
    told = alone and any(r.mention.end == start or r.mention.end == start - 1 for r in place.clause.readings)
    return start if inner >= 0 and alone and not told else at


def _extreme(scene: Scene, start: int, end: int) -> tuple[list[Whereabouts], int] | None:
    """ "thấp nhất A Dơi": whose is the most or the least, by its name alone."""
    opens = expression("extreme_label").search(scene.low, max(0, start - _LONGEST), start)
    named = proper_name(scene, start, end) if opens is not None else None
    return None if named is None else ([Whereabouts(named[0])], named[1])


def _speaks(scene: Scene, start: int, end: int) -> bool:
    """Whether the place is who does or has something ("Vùng I xây dựng"): little else, no other."""
    rest = scene.low[start:end]
    return len(rest.split()) <= _MOST_WORDS and ")" not in rest and not expression("whose").search(rest)


def _body(scene: Scene, label: Span) -> Whereabouts | None:
    """The body that a label names: by its first word, or by a name that is no word of the language."""
    start, end = label
    words = scene.text[start:end].rstrip(" :").split()
    if not words or len(words) > 2 * _MOST_WORDS:
        return None
    while words and expression("behind_label").fullmatch(lowered(words[-1])):
        words.pop()
    name = " ".join(words)
    if len(words) > 1 and names_body(scene, start, end):
        return Whereabouts(name)
    branch = company(scene, start, end)  # "Viettel Nghệ An phủ sóng"
    if branch is not None and _speaks(scene, branch[1], end):
        return Whereabouts(branch[0])
    if words and all(foreign(word) for word in words) and lowered(name) not in scene.abbreviations:
        return Whereabouts(name) if not scene.catalogue.links(name) else None
    return None


def _in_name(bound: Bound, place: Place) -> list[Whereabouts]:
    """The places in a row that the name says it is of ("của huyện X"); of two rows it is of none."""
    scene = place.scene
    found = [
        at[0]
        for start, end in bound.name
        if not scene.text[start:end].islower() or _NUMBER.search(scene.low, start, end)  # else no proper name
        for whose in expression("whose").finditer(scene.low, start, end)
        if (at := areas_at(scene, whose.end(), end) or unit_at(scene, whose.end(), end)) is not None
    ]
    named = {tuple(each.name for each in row): row for row in found}
    return next(iter(named.values())) if len(named) == 1 else []


def _of_block(scene: Scene, block: int) -> Whereabouts | None:
    """The place that heads the items a block is among ("1. Xã Đăk Na")."""
    at = block
    while at >= 0:
        if at not in scene.areas:
            enclosing = scene.outline.blocks[at]
            short = enclosing.end - enclosing.label_end <= _LONGEST
            scene.areas[at] = place_of(scene, (enclosing.label_end, enclosing.end)) if short else None
        if scene.areas[at] is not None:
            return scene.areas[at]
        at = scene.outline.blocks[at].parent
    return None
