"""What one column of a table holds, as its heads say: its role, kind, period, unit, and what it compares with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from extract.bind.areas import place_of
from extract.bind.scene import Scene, Span, Whereabouts
from extract.bind.tables.periods import period_of_heads, without_periods
from extract.bind.tables.unit_words import UnitTold, unit_at, unit_behind, unit_in_brackets
from extract.bind.tiers import tiers_in
from extract.bind.whens import When
from extract.mentions.scan import scanner
from extract.rules.table_words import found, says

Role = Literal[
    "ordinal", "indicator", "unit", "place", "tier", "time", "group", "part", "holder", "deadline", "funding", "scale",
    "value",
]  # fmt: skip
_KINDS: tuple[tuple[Literal["actual", "goal", "planned"], str], ...] = (
    ("actual", "actual"),
    ("goal", "target"),
    ("planned", "target"),
)
PAIR = {"actual", "target"}
"""The kinds of a result and of its goal."""


@dataclass(slots=True)
class Column:
    """What a column holds, from its heads."""

    role: Role
    header: list[Span] = field(default_factory=list)
    period: When | None = None
    kind: str | None = None
    level: str | None = None
    unit: UnitTold | None = None
    compares: bool = False  # with a plan or an earlier year
    baseline: tuple[int, int] | None = None  # the year it compares with
    place: Whereabouts | None = None  # the place that its head names
    kinds: tuple[str, ...] = ()  # of the values of a cell, where its head parts them: "Hiện trạng/Mục tiêu"


def column_of(scene: Scene, header: list[Span], *, first: bool) -> Column:
    """What a column holds; `first`: none before it names indicators."""
    text = " ".join(scene.low[a:b] for a, b in header)
    compares = says("comparison", text)
    own, base = _sides(scene, header) if compares else (header, [])
    period = period_of_heads(scene, own)
    unit = _unit_of(scene, header)
    if says("ordinal", text):
        return Column("ordinal", header)
    if says("time", text):
        return Column("time", header)
    if says("deadline", text):
        return Column("deadline", header)
    if says("funding", text):
        return Column("funding", header)
    holder = says("holder", text)
    if says("place", text) or says("tiers", text):
        return Column("place" if says("place", text) else "tier", header)
    if says("unit", text) and period is None and not holder:
        return Column("unit", header)
    if holder and period is None and not says("goal", text):
        return Column("holder", header)
    if first and says("indicator", text) and period is None:
        return Column("indicator", header, unit=unit)
    kind = None if says("open_result", text) else _kind(scene, own)
    levels = tiers_in(scene, header)
    level = levels[0] if len(levels) == 1 else None
    place = next((found for span in reversed(header) if (found := place_of(scene, span)) is not None), None)
    kinds = () if compares else _kinds_parted(scene, header)
    return Column("value", header, period, kind, level, unit, compares, _baseline(scene, header, base), place, kinds)


def _sides(scene: Scene, header: list[Span]) -> tuple[list[Span], list[Span]]:
    """What the heads of a column that compares say of its values, and of what they are compared with.

    "So KH", "TH/KH", "So sánh (%)" over "TH 2024".
    """
    own: list[Span] = []
    base: list[Span] = []
    behind = False
    for start, end in header:
        low = scene.low[start:end]
        rule = found("base", low)
        cut = rule[1].start() if rule is not None else low.find("/")
        if cut >= 0:
            own.append((start, start + cut))
            base.append((start + (rule[1].end() if rule is not None else cut + 1), end))
        else:
            (base if behind else own).append((start, end))
        behind = behind or says("comparison", low)
    return own, base


def _kind(scene: Scene, header: list[Span]) -> str | None:
    """The kind that the heads of a column tell, the lowest first; in one the word that stands first ("Kế hoạch thực
    hiện").
    """
    return next((kind for span in reversed(header) if (kind := kind_told(scene.low[slice(*span)]))), None)


def kind_told(low: str) -> str | None:
    told = [(rule[1].start(), kind) for means, kind in _KINDS if (rule := found(means, low)) is not None]
    return min(told)[1] if told else None


def _kinds_parted(scene: Scene, header: list[Span]) -> tuple[str, ...]:
    """The kinds of the two values that each cell has, as its head parts them: "Hiện trạng/Mục tiêu"."""
    for span in reversed(header):
        kinds = [kind_told(part) for part in scene.low[slice(*span)].split("/")]
        if len(kinds) == len(PAIR) and set(kinds) == PAIR:
            return tuple(kind for kind in kinds if kind is not None)
    return ()


def _baseline(scene: Scene, header: list[Span], base: list[Span]) -> tuple[int, int] | None:
    """The years that a head compares with ("so với năm 2023", "so TH 2023"), not those of a plan."""
    for span in header:
        for mention in scanner().scan(scene.low, *span):
            if mention.row.kind == "baseline" and "y" in mention.groups:
                first = int(mention.groups["y"])
                return first, int(mention.groups.get("z", first))
    when = period_of_heads(scene, base)
    if when is None or when.end is None or any(kind_told(scene.low[a:b]) == "target" for a, b in base):
        return None
    return when.start or when.end, when.end


def _unit_of(scene: Scene, header: list[Span]) -> UnitTold | None:
    """The unit that a head tells: in brackets, or as all of its words but the years."""
    for span in reversed(header):
        unit = (
            unit_behind(scene, span)
            or unit_in_brackets(scene, span)
            or unit_at(scene, without_periods(scene, span), labelled=False)
        )
        if unit is not None:
            return unit
    change = next((unit for span in reversed(header) if (unit := _unit_of_change(scene, span)) is not None), None)
    return change or next((unit for span in reversed(header) if (unit := _percent_at_end(scene, span))), None)


def _percent_at_end(scene: Scene, span: Span) -> UnitTold | None:
    """The sign of percent that ends a head without brackets: "TL hộ nghèo %"."""
    end = span[0] + len(scene.low[slice(*span)].rstrip())
    at = (end - 1, end)
    return unit_at(scene, at, labelled=False) if end > span[0] and scene.low[end - 1] == "%" else None


def _unit_of_change(scene: Scene, span: Span) -> UnitTold | None:
    """The unit that the words of a change have: "Tăng, giảm bậc so với năm 2023"."""
    rule = found("reading_of_head", scene.low[slice(*span)])
    if rule is None or rule[0].read is None:
        return None
    start, end = span[0] + rule[1].start("u"), span[0] + rule[1].end("u")
    words = scene.text[start:end]
    return UnitTold(words, rule[0].read.replace("{u}", scene.low[start:end]), (start, end))
