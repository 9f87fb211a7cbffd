"""What a summary says of a place: its main targets with the latest results, and what it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.contract.model import Head, Measure, Target
from extract.write.export.goals import latest

_SAID = 6  # targets that stand in the table


@dataclass(frozen=True, slots=True)
class Promise:
    """A target, the document that sets it, and the latest result that speaks of the same, with its document."""

    head: Head
    target: Target
    result: Target | None
    result_head: Head | None

    @property
    def met(self) -> bool | None:
        """Whether the result is what was asked for; None where that cannot be told."""
        return None if self.result is None else reached(self.target.measure, self.result.measure)


@dataclass(frozen=True, slots=True)
class Facts:
    """The documents of one place, by date, and what they say."""

    heads: tuple[Head, ...]
    promises: tuple[Promise, ...]
    results: int

    @property
    def main(self) -> tuple[Promise, ...]:
        """The main targets: those with a result, of the catalogue, of the whole place first; fields take turns."""
        ordered = sorted(self.promises, key=_weight)
        chosen: list[Promise] = []
        names: set[str] = set()
        fields: Counter[str | None] = Counter()
        most = 1
        while len(chosen) < _SAID and most <= len(ordered):
            for each in ordered:
                name, own = each.target.indicator.id or each.target.indicator.name, field(each.target)
                if len(chosen) < _SAID and name not in names and fields[own] < most:
                    chosen.append(each)
                    names.add(name)
                    fields[own] += 1
            most += 1
        return tuple(chosen)

    @property
    def years(self) -> Counter[int | None]:
        """How many targets are due by each year; None: without one."""
        return Counter(each.target.period.end if each.target.period else None for each in self.promises)

    @property
    def fields(self) -> Counter[str | None]:
        """How many targets each field of the catalogue has; None: outside it."""
        return Counter(field(each.target) for each in self.promises)

    @property
    def responsible(self) -> Counter[str]:
        """How many targets each office is charged with."""
        return Counter(each.target.responsible for each in self.promises if each.target.responsible)


def field(target: Target) -> str | None:
    """The field of the catalogue that an indicator belongs to: "digital" of "digital.signatures"."""
    return target.indicator.id.partition(".")[0] if target.indicator.id else None


def _weight(promise: Promise) -> tuple[object, ...]:
    target = promise.target
    return (
        promise.result is None,
        target.indicator.id is None,
        target.part is not None,
        target.parent is not None,
        target.measure.value is None,
        target.level not in (None, "province"),
        -(target.period.end if target.period and target.period.end else 0),
        promise.head.id,
        target.source.start,
        target.id,
    )


def reached(goal: Measure, result: Measure) -> bool | None:
    """Whether a single number satisfies what a goal asks for; None for ranges, changes and bands."""
    if goal.value is None or result.value is None or result.upper is not None or goal.direction:
        return None
    told, least = result.value, goal.value
    if goal.relation == "between" and goal.upper is not None:
        return told <= goal.upper if goal.unit == "rank" else told >= least
    if goal.relation == "eq":
        return told <= least if goal.unit == "rank" else told >= least if goal.unit == "percent" else None
    return {"ge": told >= least, "gt": told > least, "le": told <= least, "lt": told < least}.get(goal.relation)


def facts(documents: Iterable[tuple[Head, Sequence[Target]]]) -> Facts:
    """What the documents of one place, each with its records that stand, say together."""
    ordered = sorted(documents, key=lambda each: (each[0].issued or "9999", each[0].id))
    said = [(head, target) for head, targets in ordered for target in targets]
    results = [(head, target) for head, target in said if target.kind == "actual"]
    of = {id(target): head for head, target in results}
    promises = []
    for head, target in said:
        if target.kind == "target":
            result = latest(target, [each for _, each in results])
            promises.append(Promise(head, target, result, of[id(result)] if result else None))
    return Facts(tuple(head for head, _ in ordered), tuple(promises), len(results))
