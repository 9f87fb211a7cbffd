"""A block of the outline: one paragraph, item, heading, note or row."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Block:
    """One paragraph, item, heading or note; offsets in the outline's text."""

    start: int
    end: int
    kind: str  # heading | item | paragraph | note | cell | row
    label: str
    label_end: int  # where the text after the label begins
    rank: int
    parent: int  # index of the enclosing block, -1 at the top
    anchor: int = -1  # a note: offset in the text where its mark stood
    capitals: bool = False
    table: int = -1  # number of the table that this row belongs to
    leads: bool = False  # a lead-in: it ends in a colon, or says without one that goals follow
    cells: list[tuple[int, int]] = field(default_factory=list)
    copies: frozenset[int] = frozenset()  # the columns of a row whose cell is a merged one that was met before
