"""What the records around one, and those of the whole document, tell of it: see evidence.yaml, slot `record`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from extract.bind.scene import Bound, Rejected, Scene, Span
from extract.bind.whens import When
from extract.records.certainty import certain_band, certainty

_NEAR = 2  # records before and behind
_ALIKE = 4  # records of a list, from which on it is told how alike they are
_FEW, _MOST = 0.3, 0.7  # of the records of a list
_INHERITED = ((0.05, "none"), (0.15, "few"), (0.3, "some"), (1.0, "many"))  # of the records of a document
_LEFT_OUT = ((0.3, "few"), (0.5, "some"), (0.7, "many"), (1.0, "most"))  # of its numbers

Trait = Callable[[Bound], object]


def _years(when: When | None) -> object:
    return None if when is None else (when.type in {"during", "annual"}, when.start, when.end)


def years_of(record: Bound) -> object:
    """The period of a record, told apart by its years and by whether they are meant as a whole."""
    return _years(record.period)


_TRAITS: dict[str, Trait] = {
    "kind": lambda record: record.kind,
    "unit": lambda record: record.unit,
    "level": lambda record: record.level,
    "period": years_of,
}


@dataclass(slots=True)
class _Some:
    """Records that belong together: how many, how certain in all, how many of each kind and period."""

    many: int = 0
    certain: float = 0.0
    kinds: Counter[object] = field(default_factory=Counter)
    periods: Counter[object] = field(default_factory=Counter)

    def add(self, record: Bound, certain: float) -> None:
        self.many += 1
        self.certain += certain
        self.kinds[record.kind] += 1
        self.periods[years_of(record)] += 1

    def without(self, certain: float) -> float | None:
        """How certain the others are on average; None where there are none."""
        return (self.certain - certain) / (self.many - 1) if self.many > 1 else None


class Company:
    """The records of one document, each of which can be seen beside the others."""

    def __init__(self, records: Sequence[Bound], scene: Scene, rejected: Sequence[Rejected]) -> None:
        self._blocks = scene.outline.blocks
        self._ordered = sorted(records, key=lambda record: (record.start, record.end))
        self._at = {id(record): n for n, record in enumerate(self._ordered)}
        self._certain = [certainty(record) for record in self._ordered]
        self._traits = [tuple([trait(record) for trait in _TRAITS.values()]) for record in self._ordered]
        self._all, self._lists = _Some(), defaultdict[int, _Some](_Some)
        self._directions: defaultdict[Span, set[object]] = defaultdict(set)
        for record, certain in zip(self._ordered, self._certain, strict=True):
            self._all.add(record, certain)
            self._lists[self._list(record)].add(record, certain)
            self._directions[record.sentence].add(record.direction)
        self._document = [*self._of_document(rejected)]

    def _list(self, record: Bound) -> int:
        return self._blocks[record.block].parent

    def _of_document(self, rejected: Sequence[Rejected]) -> Iterator[str]:
        many = max(1, self._all.many)
        inherited = sum("subject_inherited" in record.doubts for record in self._ordered) / many
        yield f"doc_inherited_{_level(inherited, _INHERITED)}"
        values = len({(record.start, record.end) for record in self._ordered})
        yield f"doc_left_out_{_level(len(rejected) / max(1, len(rejected) + values), _LEFT_OUT)}"

    def of(self, record: Bound) -> Iterator[str]:
        """The ids, without their slot, of what is observed of a record."""
        yield from self._document
        at = self._at[id(record)]
        yield from self._choices(record, self._certain[at])
        yield from self._certainty_around(record, at)
        yield from self._near(record, at)
        some = self._lists[self._list(record)]
        if some.many >= _ALIKE:
            yield f"list_kind_{_shared(some.kinds[record.kind] / some.many)}"
            yield f"list_period_{_shared(some.periods[years_of(record)] / some.many)}"
        directions = self._directions[record.sentence]
        if record.direction is None and len(directions) > 1:
            yield "sentence_directions_none"

    def _choices(self, record: Bound, certain: float) -> Iterator[str]:
        """How certain what was chosen of the record itself is, and what else might have been chosen."""
        yield f"certain_{certain_band(certain)}"
        rivals = len({_years(when) for when, _ in record.offered})
        yield f"periods_offered_{min(4, rivals)}"
        if "period" in record.sure and years_of(record) != _years(record.by_order):
            yield "period_reweighed"
        if record.doubted:
            yield "doubted"

    def _certainty_around(self, record: Bound, at: int) -> Iterator[str]:
        own = self._certain[at]
        listed, whole = self._lists[self._list(record)].without(own), self._all.without(own)
        yield f"list_certain_{certain_band(listed) if listed is not None else 'alone'}"
        if whole is not None:
            yield f"doc_certain_{certain_band(whole)}"
        beside = [self._certain[n] for n in (at - 1, at + 1) if 0 <= n < len(self._certain)]
        if beside:
            yield f"beside_certain_{certain_band(min(beside))}"

    def _near(self, record: Bound, at: int) -> Iterator[str]:
        """Whether the next records of the same list are like it."""
        own, ordered = self._list(record), self._ordered
        around = [*range(max(0, at - _NEAR), at), *range(at + 1, min(at + 1 + _NEAR, len(ordered)))]
        near = [self._traits[n] for n in around if self._list(ordered[n]) == own]
        if not near:
            return
        for name, trait, others in zip(_TRAITS, self._traits[at], zip(*near, strict=True), strict=True):
            alike = others.count(trait)
            yield f"near_{name}_{'all' if alike == len(near) else 'part' if alike else 'none'}"


def _level(share: float, steps: Sequence[tuple[float, str]]) -> str:
    return next(name for most, name in steps if share <= most)


def _shared(share: float) -> str:
    return "all" if share == 1 else "most" if share > _MOST else "part" if share > _FEW else "few"
