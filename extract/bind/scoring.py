"""How points are given: scales in lists and sentences, which measure nothing (guidelines ruling 27).

"- Từ 80% đến dưới 100%: 12 điểm. - Dưới 80%: không tính điểm." tells what a result would be worth.
"""

from __future__ import annotations

from itertools import takewhile

from extract.bind.roles import answers_label
from extract.bind.scene import Place, Scene
from extract.layout.outline import Block
from extract.rules.vocabulary import expression, sought

_FEWEST = 2  # steps of a scale
_AROUND = 12  # blocks before and behind among which the other steps stand
_LIST = 40  # blocks before a value's among which the line stands that titles its list
_TITLE = 160  # characters of a line that titles


def scale_step(place: Place) -> bool:
    """Whether a value is a step of a scale, or the points that it gives."""
    if place.mention.row.unit not in {"percent", "points", "count"}:
        return False
    scene, block = place.scene, place.block
    if sought("points_word", scene.low, block.start, block.end) is None:
        return False
    if _steps(scene, place.clause.start, place.clause.end) >= _FEWEST:
        return _bounded(scene, place.clause.start, place.clause.end)
    if _stepped(scene, block):
        steps = [block, *_beside(place)]
        return len(steps) >= _FEWEST and any(_bounded(scene, each.start, each.end) for each in steps)
    return place.mention.row.unit == "points" and answers_label(place) and _under_scale(place)


def _steps(scene: Scene, start: int, end: int) -> int:
    return sum(1 for _ in expression("scale_step").finditer(scene.low, start, end))


def _stepped(scene: Scene, block: Block) -> bool:
    """Whether a block is a step of a scale and nothing more."""
    return expression("scale_line").fullmatch(scene.low, block.label_end, block.end) is not None


def _bounded(scene: Scene, start: int, end: int) -> bool:
    return expression("scale_bound").search(scene.low, start, end) is not None


def _beside(place: Place) -> list[Block]:
    """The steps right before and behind a value's block, under the same heading or item."""
    blocks, at, parent = place.scene.outline.blocks, place.index, place.block.parent
    before = blocks[max(0, at - _AROUND) : at][::-1]
    behind = blocks[at + 1 : at + 1 + _AROUND]
    return [
        each
        for side in (before, behind)
        for each in takewhile(lambda b: b.parent == parent and _stepped(place.scene, b), side)
    ]


def _under_scale(place: Place) -> bool:
    """Whether a heading above, or the line that titles the list, says that points are given there."""
    scene = place.scene
    blocks, at = scene.outline.blocks, place.index
    above: list[Block] = []
    while blocks[at].parent >= 0:
        at = blocks[at].parent
        above.append(blocks[at])
    before = blocks[max(0, at - _LIST) : at][::-1]
    above += [each for each in before if not each.label][:1]
    return any(
        each.end - each.start <= _TITLE and sought("scoring_heading", scene.low[each.label_end : each.end]) is not None
        for each in above
    )
