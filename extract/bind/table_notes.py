"""Notes below a table ("Ghi chú: 03 đơn vị chưa báo cáo"): what they count explains the table, and is no goal of it."""

from __future__ import annotations

from extract.bind import roles
from extract.bind.context import committed
from extract.bind.scene import Bound, Place, Scene
from extract.rules.vocabulary import expression

_MOST = 8  # blocks of the notes below one table
_FARTHEST = 60  # blocks above a note in which its table's rows stand


def explains_table(bound: Bound, place: Place) -> bool:
    """Whether a plain number stands in a note below a table, in words that set no goal and tell of no change."""
    scene, clause = place.scene, place.clause
    if place.block.kind in {"row", "note"} or bound.direction is not None or not _below_table(scene, place.index):
        return False
    if roles.finished(place) or roles.opens_a_task(place):
        return False
    own = expression("row_referred_to").sub("", scene.low[clause.start : place.mention.start])
    return committed(own) is None and expression("goal_noun").search(own) is None


def _below_table(scene: Scene, index: int) -> bool:
    """Whether a block is one of the notes below a table: it opens as one does, or is an item that one leads to."""
    blocks = scene.outline.blocks
    item = not _opens(scene, index)
    for at in range(index, max(index - _MOST, 0), -1):
        block, told = blocks[at], _opens(scene, at)
        if not told and block.kind != "item":
            return False
        if blocks[at - 1].kind == "row":
            bare = not any(c.isalnum() for c in scene.low[block.start : block.end].partition(":")[2])
            return told and (bare or not item)
    return False


def _opens(scene: Scene, at: int) -> bool:
    """Whether a block opens as a note does: with its word, or with a mark that stands in the table above it too."""
    block = scene.outline.blocks[at]
    if expression("opens_table_note").match(scene.low, block.start, block.end) is not None:
        return True
    mark = expression("mark_of_note").match(scene.low, block.start, block.end)
    rows = [each for each in scene.outline.blocks[max(at - _FARTHEST, 0) : at] if each.kind == "row"]
    return mark is not None and any(mark["mark"] in scene.low[each.start : each.end] for each in rows)
