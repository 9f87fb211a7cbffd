"""Records to lines: all that is said of one indicator of one place, on one scale.

Indicators are joined by the catalogue's id, else by name, else by the words of their names, cautiously: never where one
document gives both for one year, never where a word makes another indicator of one.  How is told (`Said.joined`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extract.catalogue.entries import Entry, key_of
from extract.contract.model import Extraction, Head, Level, Target
from extract.language.cleaning import lowered
from extract.views.compare.alike import LEAST, Joined, of_plan, one_name, part_words, words_of
from extract.views.compare.matrix import stands_at
from extract.views.track.measures import Measured, Scale, measured, near, one_scale, point
from extract.views.track.places import Whose, whose

LEAST_LISTED = 0.7  # likeness from which a name without an id is one with those of an entry


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """A record where it stands: whose it is, its year (`inferred`: not its own), its value on its scale.

    `joined`: how it is known to be of its line's indicator.
    """

    head: Head
    target: Target
    whose: Whose
    year: int | None
    inferred: bool
    value: Measured
    joined: Joined

    @property
    def order(self) -> tuple[str, str, int]:
        """Documents in the order of issue, records in that of the text."""
        return self.head.issued or "", self.head.id, self.target.source.start

    @property
    def point(self) -> float | None:
        """Its value as one number."""
        return point(self.value.placed)


@dataclass(slots=True)
class Line:
    """All goals and results of one indicator (of its part and tier) of one place, on one scale, in order of time."""

    whose: Whose
    indicator: str | None
    name_vi: str
    name_en: str
    part: str | None
    level: Level | None
    scale: Scale
    entry: Entry | None
    goals: list[Said] = field(default_factory=list)
    results: list[Said] = field(default_factory=list)

    @property
    def said(self) -> Iterator[Said]:
        yield from self.goals
        yield from self.results


def year_of(head: Head, target: Target) -> tuple[int | None, bool]:
    """The year a record stands at; a result "to date", or without a year, is of the year its document was issued."""
    year, inferred = stands_at(head, target)
    if year is None and target.kind == "actual" and head.issued:
        return int(head.issued[:4]), True
    return year, inferred


def lines(extractions: Iterable[Extraction], catalogue: Mapping[str, Entry], today: bool) -> list[Line]:
    """All lines, by place and in the order of the catalogue."""
    places: dict[tuple[str, str, str], list[Said]] = defaultdict(list)
    for extraction in extractions:
        for target in extraction.standing:
            said = _said(extraction.document, target, catalogue, today)
            if said is not None:
                places[said.whose.key].append(said)
    order = {id: number for number, id in enumerate(catalogue)}

    def rank(line: Line) -> tuple[object, ...]:
        known = order.get(line.indicator or "", len(order))
        return (
            known,
            lowered(line.name_vi),
            line.part or "",
            line.level or "",
            line.scale.kind,
            line.scale.direction or "",
        )

    return [
        line
        for _, records in sorted(places.items())
        for line in sorted((each for group in _things(records) for each in _lines(group, catalogue)), key=rank)
    ]


def _said(head: Head, target: Target, catalogue: Mapping[str, Entry], today: bool) -> Said | None:
    """A record where it stands; None for one without a measure, and for the share of a plan that is done."""
    if target.kind == "actual" and of_plan(target) is not None:
        return None
    year, inferred = year_of(head, target)
    value = measured(target, year, catalogue.get(target.indicator.id or ""))
    if value is None:
        return None
    return Said(
        head, target, whose(head, target, today), year, inferred, value, "id" if target.indicator.id else "name"
    )


def _full(said: Said) -> str:
    """What a record without an id goes by: its name with what it says besides."""
    return " ".join(filter(None, (said.target.indicator.name, said.target.qualifier)))


class _Thing:
    """The records of one indicator, and the names it goes by."""

    def __init__(self, id: str | None, records: list[Said]) -> None:
        self.id, self.records = id, records
        texts = [_full(each) for each in records] if id is None else [each.target.indicator.text for each in records]
        self.names = tuple(dict.fromkeys([*texts, records[0].target.indicator.name]))[:8]

    def likeness(self, other: _Thing) -> float:
        least = LEAST if self.id is None and other.id is None else LEAST_LISTED
        return max((one_name(one, two, least) for one in self.names for two in other.names), default=0.0)

    def fits(self, other: _Thing) -> bool:
        """Whether no document gives both, with different values, for one year, and some of both are of one size."""
        seen = {_slot(each): each.point for each in self.records}
        if any(each.point != seen.get(_slot(each), each.point) for each in other.records):
            return False
        return any(
            one_scale(one.value, two.value) and near(one.value, two.value)
            for one in self.records
            for two in other.records
        )


def _slot(said: Said) -> tuple[object, ...]:
    """What one document says once of an indicator."""
    period = said.target.period
    scale = said.value.scale
    span = (period.start if period else None, said.year)
    return said.head.id, said.target.kind, span, said.target.level, scale.kind, scale.direction


def _things(records: Sequence[Said]) -> list[list[Said]]:
    """The records of one place by indicator."""
    groups: dict[tuple[str | None, str], list[Said]] = defaultdict(list)
    for said in records:
        known = said.target.indicator.id
        groups[(known, "" if known else key_of(lowered(_full(said))))].append(said)
    things = [_Thing(known, group) for (known, _), group in groups.items()]
    merged = dict(enumerate(things))
    for _, one, two in sorted(_pairs(things), key=lambda pair: (-pair[0], pair[1], pair[2])):
        first, second = merged[one], merged[two]
        if first is second or (first.id and second.id) or not first.fits(second):
            continue
        keep, other = (first, second) if first.id or not second.id else (second, first)
        joined = _Thing(keep.id, [*keep.records, *(_by_words(each) for each in other.records)])
        joined.names = tuple(dict.fromkeys((*keep.names, *other.names)))
        for number, each in merged.items():
            if each is first or each is second:
                merged[number] = joined
    return [thing.records for thing in {id(each): each for each in merged.values()}.values()]


def _pairs(things: Sequence[_Thing]) -> Iterator[tuple[float, int, int]]:
    """Which of them are alike, by how much; only those that share a word are held against each other."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, thing in enumerate(things):
        words = frozenset[str]().union(*(words_of(name) for name in thing.names))
        met: dict[int, int] = defaultdict(int)
        for word in words:
            for other in by_word[word]:
                met[other] += 1
            by_word[word].append(number)
        for other in met:
            if thing.id is not None and things[other].id is not None:
                continue
            found = thing.likeness(things[other])
            if found:
                yield found, other, number


def _by_words(said: Said) -> Said:
    return Said(said.head, said.target, said.whose, said.year, said.inferred, said.value, "words")


def _lines(records: Sequence[Said], catalogue: Mapping[str, Entry]) -> Iterator[Line]:
    """The lines of one indicator: parts, tiers and scales apart."""
    id = next((each.target.indicator.id for each in records if each.target.indicator.id), None)
    entry = catalogue.get(id or "")
    parts: dict[tuple[frozenset[str], Level | None], list[Said]] = defaultdict(list)
    for said in records:
        part = part_words(said.target, entry) if id is not None else frozenset()
        parts[(part, said.target.level)].append(said)
    for (telling, level), group in _untiered(parts).items():
        for one in _scales(group):
            first = min(one, key=lambda each: (each.target.indicator.id is None, each.joined == "words", each.order))
            name = first.target.indicator.name if id is None or entry is None else entry.name_vi
            said_part = next((each.target.qualifier for each in one if each.target.qualifier), None)
            line = Line(
                first.whose, id, name, entry.name_en if entry else name, said_part if telling or id is None else None,
                level, first.value.scale, entry,
            )  # fmt: skip
            for said in sorted(one, key=lambda each: (each.year or 0, each.order)):
                (line.goals if said.target.kind == "target" else line.results).append(said)
            yield line


def _untiered(
    parts: Mapping[tuple[frozenset[str], Level | None], list[Said]],
) -> dict[tuple[frozenset[str], Level | None], list[Said]]:
    """Records that name no tier stand with those of the one tier that the others of their part name."""
    found: dict[tuple[frozenset[str], Level | None], list[Said]] = {}
    for (part, level), group in parts.items():
        tiers = {tier for other, tier in parts if other == part and tier is not None}
        place = level if level is not None or len(tiers) != 1 else next(iter(tiers))
        found.setdefault((part, place), []).extend(group)
    return found


def _scales(group: Sequence[Said]) -> list[list[Said]]:
    """The records of a part by scale; one whose scale fits two stands with the larger."""
    found: list[list[Said]] = []
    for said in sorted(group, key=lambda each: (-len(each.value.scale.words), each.order)):
        fitting = [one for one in found if all(one_scale(said.value, each.value) for each in one)]
        if fitting:
            max(fitting, key=len).append(said)
        else:
            found.append([said])
    return found
