"""What the lines right above a table say of all of it: its unit and year, whether it holds results, what of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.bind.citing import cited
from extract.bind.scene import Scene, Span
from extract.bind.tables.periods import periods_in, without_periods
from extract.bind.tables.unit_words import UnitTold, unit_behind, unit_in_line
from extract.bind.whens import When
from extract.layout.outline import Block
from extract.rules.table_words import begun, found, says
from extract.rules.vocabulary import expression, listed

_BRACKET = re.compile(r"\(([^()]{3,80})\)\s*[:.]?\s*$")
_FIGURE = re.compile(r"\d")
_MOST_LINES = 3  # blocks
_LONGEST_TITLE = 120  # characters
_LONGEST_LINE = 200  # characters of such a block


@dataclass(frozen=True, slots=True)
class Above:
    """What the lines above say; `name` is what the caption says is measured ("Bảng 1. Tỷ lệ hộ nghèo các huyện")."""

    unit: UnitTold | None = None
    kind: str | None = None
    period: When | None = None
    name: Span | None = None
    goals: bool = False  # they name goals
    index: Span | None = None  # the index whose results they make public
    captions: tuple[Span, ...] = ()  # without their labels, the nearest first
    assigns: bool = False  # the nearest caption deals goals out: "Phân bổ chỉ tiêu ... cho các xã"


def above_table(scene: Scene, first: int) -> Above:
    """What the lines above block `first`, the first row of a table, say of it."""
    lines: list[Block] = []
    for block in reversed(scene.outline.blocks[max(0, first - _MOST_LINES) : first]):
        if block.kind == "row" or block.end - block.start > _LONGEST_LINE:
            break
        lines.append(block)
    spans = [(block.start, block.end) for block in lines]
    captions = [
        _unlabelled(scene, block)
        for number, block in enumerate(lines)
        if _is_caption(scene, block) or (number == 0 and _is_title(scene, block))
    ]
    leads = [span for span in spans[:1] if scene.low[slice(*span)].rstrip().endswith(":")]
    units = [unit_in_line(scene, span) for span in spans] + [unit_behind(scene, span) for span in captions]
    units += [_unit_of_name(scene, span) for span in captions]
    results = any(says("results", scene.low[a:b]) and not says("goal", scene.low[a:b]) for a, b in spans)
    index = next((index for span in [*captions, *leads] if (index := _index(scene, span)) is not None), None)
    return Above(
        next((unit for unit in units if unit is not None), None),
        "actual" if results else None,
        _period(scene, captions, [*captions, *leads], index),
        next((name for span in [*captions, *leads] if (name := _name(scene, span)) is not None), None),
        any(says("goal", scene.low[a:b]) for a, b in spans),
        index,
        tuple(captions),
        any(begun("assigning", scene.low, start, end) > start for start, end in captions[:1]),
    )


def _period(scene: Scene, captions: list[Span], lines: list[Span], index: Span | None) -> When | None:
    """The period of the captions, else that which stands behind the index that a line makes public."""
    told = [w for span in captions for m, w in periods_in(scene, span) if not cited(scene.low, span[0], m.start)]
    if not told and index is not None:
        told = [w for start, end in lines if start <= index[0] < end for _, w in periods_in(scene, (index[1], end))]
    if not told:
        told = [w for span in lines for w in _of_figures(scene, span)]
    return told[0] if told else None


def _of_figures(scene: Scene, span: Span) -> list[When]:
    """Of when a line says its figures are: "..., tính đến ngày 15/11/2026 có 9/13 chỉ tiêu đạt, cụ thể:"."""
    return [
        w
        for m, w in periods_in(scene, span)
        if w.start is not None
        and (figure := _FIGURE.search(scene.low, m.start, m.end)) is not None
        and expression("figures_of").search(scene.low, span[0], figure.start()) is not None
    ]


def _is_caption(scene: Scene, block: Block) -> bool:
    """Whether a line is the title of a table: so labelled, a heading, or in capitals."""
    labelled = begun("caption", scene.low, block.start, block.end) > block.start
    return labelled or block.kind == "heading" or block.capitals


def _unit_of_name(scene: Scene, caption: Span) -> UnitTold | None:
    """The unit that the words of a caption imply: "Kết quả xếp hạng các chỉ số"."""
    rule = found("reading_of_name", scene.low[slice(*caption)])
    return UnitTold("", rule[0].read, caption) if rule is not None and rule[0].read is not None else None


def _is_title(scene: Scene, block: Block) -> bool:
    """Whether the line right above a table is a phrase on its own, no sentence that leads up to it."""
    words = scene.text[block.start : block.end].strip(" *_")
    whole = words[:1].isupper() and words[-1:] not in ".:;,)" and len(words) <= _LONGEST_TITLE
    return block.kind == "paragraph" and whole


def _unlabelled(scene: Scene, block: Block) -> Span:
    start = max(begun("caption", scene.low, block.start, block.end), block.label_end)
    while start < block.end and scene.low[start] in " .:-–":
        start += 1
    return start, block.end


def _index(scene: Scene, caption: Span) -> Span | None:
    """The index that a line makes public: "Công bố Chỉ số cải cách hành chính năm 2023 của các sở"."""
    start, end = caption
    index = found("index_named", scene.low[start:end])
    if index is None:
        return None
    start += index[1].start()
    cut = expression("index_ends").search(scene.low, start, end)
    end = cut.start() if cut is not None else end
    return (start, end) if any(c.isalpha() for c in scene.low[start:end]) else None


def _name(scene: Scene, caption: Span) -> Span | None:
    """The name of an indicator that a caption is, or has in brackets at its end, without unit and year."""
    start, end = caption
    if listed("naming").match(scene.low, start, end) is None:
        bracket = _BRACKET.search(scene.low, start, end)
        bracketed = bracket is not None and listed("naming").match(scene.low, *bracket.span(1)) is not None
        behind = begun("caption_of", scene.low, start, end)
        if bracket is not None and bracketed:
            start, end = bracket.span(1)
        elif behind > start:
            start = behind
        else:
            return None
    elif unit_behind(scene, caption) is not None:
        end = scene.low.rindex("(", start, end)
    start, end = without_periods(scene, (start, end))
    while end > start and scene.low[end - 1] in " :;,.":
        end -= 1
    while start < end and scene.low[start] in " \n":
        start += 1
    return (start, end) if end > start else None
