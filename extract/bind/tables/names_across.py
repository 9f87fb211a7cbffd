"""What the heads of columns measure, where the rows are places, bodies, times or groups."""

from __future__ import annotations

from extract.bind.scene import Scene, Span
from extract.bind.tables.columns import Column
from extract.bind.tables.heads import Heads
from extract.bind.tables.periods import without_periods
from extract.bind.tables.unit_words import unit_behind
from extract.rules.table_words import begun, found, says

_FEWEST_HEADS = 2  # "Mục tiêu 2026" over "TL %"


def names_across(scene: Scene, heads: Heads, column: Column) -> list[Span]:
    """What a column measures by its heads, without their unit and year.

    Heads that say only how much ("Thứ hạng", "Điểm đạt", "Tỷ lệ (%)") say it of what the lines above name.
    """
    named = _heads_named(scene, column)
    if named and heads.above.name is not None and all(_only_when(scene.low[slice(*span)]) for span in named):
        return [heads.above.name]  # "T8", "TH/KH (%)": the caption says what of
    telling = [span for span in named if not _says_how_much(scene.low[slice(*span)])]
    if telling and len(telling) < len(named):
        named = telling  # "Hộ nghèo | TL %": what of is said, how much its unit tells
    if not telling and column.unit is not None:
        named = _named_beside(scene, heads, column) or named
    open_ = all(_says_how_much(scene.low[a:b]) for a, b in named)
    if not named and column.header:  # "Thứ hạng năm 2023": all that is said is how much
        span = without_periods(scene, column.header[-1])
        if _says_how_much(scene.low[slice(*span)]):
            named = [column.header[-1] if says("part_of_year", scene.low[slice(*column.header[-1])]) else span]
    index = heads.above.index
    if open_ and named and index is not None:
        return [index] if says("index_alone", scene.low[slice(*named[-1])]) else [index, *named]
    return named


def titled(scene: Scene, heads: Heads) -> list[Span]:
    """The caption as the name of what a head gives only kind and unit of: "Chỉ tiêu giao (người)"."""
    for caption in heads.above.captions:
        start, end = without_periods(scene, caption)
        if unit_behind(scene, (start, end)) is not None:
            end = scene.low.rindex("(", start, end)
        while end > start and scene.low[end - 1] in " :;,.":
            end -= 1
        if any(c.isalpha() for c in scene.low[start:end]):
            return [(start, end)]
    return []


def _named_beside(scene: Scene, heads: Heads, column: Column) -> list[Span]:
    """What the nearest column to the left names whose values are counted or shared: "Hộ nghèo 2025 | Mục tiêu 2026",
    "Hộ nghèo | Tỷ lệ (%)".
    """
    at = next(i for i, each in enumerate(heads.columns) if each is column)
    if column.unit is None:
        return []
    said = [span for span in column.header if _says_more_than_when(scene, span)]
    bare = len(said) < _FEWEST_HEADS
    if bare and not (said and _only_share(scene.low[slice(*said[0])])):
        return []
    for before in reversed(heads.columns[:at]):
        counts = bare and (before.unit is None or before.unit.read != column.unit.read) and not before.compares
        alike = not bare and before.unit is not None and before.unit.read == column.unit.read
        if before.role != "value" or not (counts or alike):
            break
        named = [span for span in _heads_named(scene, before) if not _says_how_much(scene.low[slice(*span)])]
        if named:
            return named
    return []


def _says_more_than_when(scene: Scene, span: Span) -> bool:
    start, end = without_periods(scene, span)
    return any(c.isalpha() or c == "%" for c in scene.low[start:end])


def _only_share(low: str) -> bool:
    """Whether a head says nothing but that its values are shares: "Tỷ lệ (%)"."""
    told = found("share_head", low)
    return told is not None and not any(c.isalpha() for c in low[: told[1].start()] + low[told[1].end() :])


def _only_when(low: str) -> bool:
    """Whether a head is only a part of a year in short, or only compares: "T10", "TH/KH"."""
    compared = begun("comparison", low, 0, len(low)) if "/" in low and not says("difference", low) else 0
    behind = max(begun("part_of_year", low, 0, len(low)), compared)
    return behind > 0 and not low[behind:].strip(" ivx.,()/0123456789")


def _says_how_much(low: str) -> bool:
    return (
        says("rank_head", low)
        or says("nameless", low)
        or says("reading", low)
        or says("score_head", low)
        or says("index_alone", low)
    )


def _heads_named(scene: Scene, column: Column) -> list[Span]:
    named = []
    for span in column.header:
        start, end = span
        if unit_behind(scene, span) is not None:
            end = scene.low.rindex("(", start, end)
        whole = begun("whole_year", scene.low, start, end)  # "Cả năm 2026"
        start, end = (whole, end) if whole > start else without_periods(scene, (start, end))
        while end > start and scene.low[end - 1] in " :;,.":
            end -= 1
        is_unit = column.unit is not None and column.unit.span == (start, end)
        words = scene.low[start:end]
        if not is_unit and any(c.isalpha() for c in words) and not says("kind_only", words):
            named.append((start, end))
    return named
