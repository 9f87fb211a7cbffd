"""The type checker tells raw offsets from those of working text.

Each line below mixes the two, and is an error to mypy that is told to be there: `make lint` fails (an unused "type:
ignore") as soon as one of them passes.  When the program runs both are numbers, so that the test itself is about mypy.
"""

from __future__ import annotations

from extract.contract.offsets import RawOffset
from extract.language.working import Working
from extract.layout.outline import Block, Outline
from extract.records.damage import Damage
from extract.sources.source import Boxes, Source


def mixed(source: Source, boxes: Boxes, outline: Outline, block: Block, damage: Damage) -> None:
    """What a slip would look like."""
    first, last = outline.working.raw_span(block.start, block.end)
    outline.working.raw_span(first, last)  # type: ignore[arg-type]
    outline.working.own_span(block.start, block.end)  # type: ignore[arg-type]
    source.page(block.start)  # type: ignore[arg-type]
    boxes.within(block.start, block.end)  # type: ignore[arg-type]
    damage.within(block.start, block.end)  # type: ignore[arg-type]
    block.start = first  # type: ignore[assignment]
    outline.furniture.append((block.start, block.end))  # type: ignore[arg-type]
    print(outline.working.text[first:last])  # a text may be cut anywhere: this alone mypy cannot see


def test_offsets_are_numbers_when_the_program_runs() -> None:
    first, last = Working.of("đạt 80%").raw_span(4, 7)
    assert f"{first}:{last}" == "4:7"
    assert RawOffset(4) == first
    assert last - first == 3
