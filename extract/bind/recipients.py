"""The list of those that a document is sent to: its numbers count addressees and measure nothing."""

from __future__ import annotations

from collections import deque

from extract.head.wordings import wordings
from extract.layout.outline import Outline

_LONGEST = 160  # characters of a line of the list
_MOST = 14  # lines


def recipient_blocks(outline: Outline) -> range:
    """The blocks of the list from "Nơi nhận" on, up to the first that is a heading, a table's row or a longer text."""
    blocks = outline.blocks
    said = deque(wordings().recipients.finditer(outline.working.text), maxlen=1)  # the last counts
    if not said:
        return range(0)
    last = first = next((i for i, block in enumerate(blocks) if block.end > said[0].start()), len(blocks))
    while last < min(len(blocks), first + _MOST) and _of_list(outline, last):
        last += 1
    return range(first, last)


def _of_list(outline: Outline, index: int) -> bool:
    block = outline.blocks[index]
    return block.kind not in {"heading", "row"} and block.end - block.start < _LONGEST
