"""One number for several indicators or tiers gives one record for each; exceptions find their records."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from extract.bind.coordination import apart, by_criteria, dealt_out, parts_of
from extract.bind.linking import link_of
from extract.bind.places import settle
from extract.bind.scene import Bound, Memory, Place, Scene
from extract.bind.shortened import shortened
from extract.bind.tiers import adjacent, all_tiers, tiers_in
from extract.bind.whens import when
from extract.clauses import Clause, Reading
from extract.contract.codes.evidence import DoubtId
from extract.mentions.cues import phrase_in
from extract.rules.vocabulary import expression, sought


def spread(bound: Bound, place: Place, source: Bound | None) -> list[Bound]:
    """The records that a bound value stands for, itself included."""
    scene, reading, memory = place.scene, place.reading, place.memory
    around = scene.low[reading.left : reading.right]
    if phrase_in("each_index", around):
        indices = _indices(memory)
        if indices:
            return [_like(bound, subject) for subject in indices]
    if phrase_in("each_tier", around) and memory.levels:
        return [_copy(bound, level=level) for level in memory.levels]
    tiers = all_tiers(place)
    if tiers:
        return [_copy(bound, level=level) for level in tiers]
    before = place.before
    if source is not None and before and source is before[0] and len(before) > 1 and "coordinated" in source.doubts:
        return [_like(bound, subject) for subject in before]
    criteria = expression("named_criteria").match(scene.low, place.mention.end, place.clause.end)
    if criteria is not None:
        parts = parts_of(scene, *criteria.span("x"))
        return [_copy(bound, "coordinated", name=[*bound.name, part]) for part in parts]
    criteria_ = by_criteria(bound, place)
    if criteria_:
        return [_copy(bound, "coordinated", name=name) for name in criteria_]
    dealt = phrase_in("distributed", place.clause.part(place.clause.start, place.mention.start))
    if dealt:
        shared = _distributed(bound, place, place.clause.start + dealt[1].start())
        if shared is not None:
            return [shared]
    if reading.side == "left" or bound.unit in {"rank", "places", "points"}:
        named = apart(scene, bound, (reading.left, reading.right))
        if named:
            return [_copy(bound, "coordinated", name=name, link=link) for name, link in named]
    if len(place.areas) > 1:  # "xã A, B trên 9%": each has it
        return [bound, *(_copy(bound, "coordinated", place=area) for area in place.areas[1:])]
    if bound.value == 100 and bound.unit == "percent" and adjacent(scene, bound.name):
        levels = tiers_in(scene, bound.name)
        if len(levels) > 1:  # what holds for all of a union holds for each part; a lesser share does not
            return [_copy(bound, level=level) for level in levels]
    return [bound]


def _copy(bound: Bound, doubt: DoubtId | None = None, **changes: object) -> Bound:
    doubts = [*bound.doubts, doubt] if doubt else [*bound.doubts]
    return replace(bound, why=[*bound.why], doubts=doubts, **changes)  # type: ignore[arg-type]


def _indices(memory: Memory) -> list[Bound]:
    ranked = [s for s in memory.subjects if s.link is not None and s.link.entry.ranked]
    return list({s.link.entry.id: s for s in ranked if s.link is not None}.values())


def _like(bound: Bound, subject: Bound) -> Bound:
    why = [*bound.why, ("bind.distributed", subject.start, subject.end)]
    return replace(bound, name=list(subject.name), link=subject.link, why=why, doubts=[*bound.doubts])


def _distributed(bound: Bound, place: Place, since: int) -> Bound | None:
    """ "tương ứng là 30%, 20%, 15%": the n-th value goes with the n-th tier, name or year before them."""
    scene = place.scene
    values: list[Reading] = []
    between = expression("bare_list")
    for reading in place.clause.readings:
        if reading.inner < 0 and reading.mention.start > since:
            if values and between.fullmatch(scene.low, values[-1].mention.end, reading.mention.start) is None:
                break
            values.append(reading)
    if place.reading not in values:
        return None
    position, start = values.index(place.reading), place.clause.statements[values[0].statement].start
    levels = tiers_in(scene, [(start, values[0].mention.start)])
    if len(levels) == len(values) > 1:
        bound.level = levels[position]
        bound.doubts = [d for d in bound.doubts if d != "subject_inherited"]
        return bound
    so_many = _numbered_tiers(scene, start, values[0].mention.start, len(values))
    if so_many is not None and bound.name:
        bound.level = so_many.tiers[position]
        if position == 0:
            whole = [(a, min(b, so_many.start)) for a, b in bound.name if a < so_many.start]
            place.memory.names = [whole or bound.name] * len(values)
        bound.name = place.memory.names[position] if len(place.memory.names) == len(values) else bound.name
        bound.link = link_of(scene, bound.name, bound.unit)
        bound.doubts = [d for d in bound.doubts if d != "subject_inherited"]
        return bound
    areas = shortened(scene, (start, values[0].cluster), place.periods)
    if areas is not None and len(areas.places) in {1, len(values)}:
        place.areas = ()
        settle(bound, areas.places[min(position, len(areas.places) - 1)])
        if len(areas.places) > 1:
            return bound
    if position == 0:
        place.memory.names = dealt_out(scene, bound, len(values))
    names = place.memory.names
    if len(names) == len(values) > 1:
        bound.name = names[position]
        bound.link = link_of(scene, bound.name, bound.unit)
        return bound
    if bound.unit == "count" and values[-1].mention.row.unit == "percent":
        bound.unit, bound.unit_text = "percent", None  # "lần lượt đạt 18 và 35%"
    years = [w for w in (when(m) for m in place.periods if m.end <= values[0].mention.start) if w is not None]
    if len(years) == len(values) > 1:  # "đến năm 2025 và năm 2030 lần lượt đạt 52% và 54%"
        bound.period = years[position]
        if years[0].type == "by" and bound.period.type == "in":
            bound.period = bound.period._replace(type="by")  # "đến năm 2025 và 2030"
        return bound
    return None


class _Tiers(NamedTuple):
    """Where words of so many tiers begin, and which those are."""

    start: int
    tiers: tuple[str, ...]


_TIERS = {2: ("province", "commune"), 3: ("province", "district", "commune")}


def _numbered_tiers(scene: Scene, start: int, end: int, count: int) -> _Tiers | None:
    """ "đúng hạn ở ba cấp tương ứng là 99,1%, 97,4% và 99,8%": so many tiers as values, none of them named."""
    found = sought("so_many_tiers", scene.low, start, end) if count in _TIERS else None
    if found is None or (found["three"] is not None and count != 3) or (found["two"] is not None and count != 2):
        return None
    return _Tiers(found.start(), _TIERS[count])


def set_exclusions(scene: Scene, clause: Clause, done: dict[int, list[Bound]]) -> None:
    """ "(trừ ...)" belongs to the value before it and to those that share its predicate."""
    readings = [r for r in clause.readings if id(r) in done]
    for start, end in _exclusions(scene, clause):
        group = _excluded(clause, readings, start)
        text = " ".join(scene.text[start:end].split()).strip(" ,.")
        tiers = tiers_in(scene, [(start, end)])
        if not tiers and expression("communes").search(scene.low, start, end):
            tiers = ["commune"]
        for reading in group:
            for record in done[id(reading)]:
                if len(tiers) == 1 and record.level and record.level not in tiers:
                    continue  # "trừ các xã vùng sâu" takes nothing from a province's share
                record.exclusion = text
                record.why.append(("phrase.exclusion", start, end))


def _exclusions(scene: Scene, clause: Clause) -> list[tuple[int, int]]:
    spots = []
    for start, end in clause.brackets:
        found = phrase_in("exclusion", scene.low[start + 1 : end - 1])
        if found is not None and found[1].start() <= 1:
            spots.append((start + 1, end - 1))
    outside = phrase_in("exclusion", clause.masked)
    if outside is not None:
        at = clause.start + outside[1].start()
        stop = expression("exclusion_ends").search(clause.part(at, clause.end))
        spots.append((at, at + stop.start() if stop else clause.end))
    return spots


def _excluded(clause: Clause, readings: list[Reading], start: int) -> list[Reading]:
    earlier = [r for r in readings if r.mention.end <= start] or readings[:1]
    if not earlier:
        return []
    if earlier[-1].shared:
        return [r for r in earlier if r.shared]
    return earlier if phrase_in("distributed", clause.masked) else [earlier[-1]]
