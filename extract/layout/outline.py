"""From paragraphs to blocks: headings and items nested, footnotes set behind the block of their mark.

The outline's text holds one block a line; footnotes stand right after the block they are
anchored in.  It is the text that everything downstream works on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter, itemgetter

from extract.contract.faults import UNGUARDED, Guard, Part
from extract.contract.offsets import RawSpan
from extract.language.working import Editor, Working, replaced
from extract.layout.block import Block
from extract.layout.lines import GLUED_MARK, LINKED_MARK, plain_lines
from extract.layout.nesting import Nesting
from extract.layout.paragraphs import Paragraph, is_heading, ordered, paragraphs_of

__all__ = ["Block", "Outline", "outline", "plain_outline"]

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_INNER_MARKUP = re.compile(
    r"(?<!\s)\s*\n\s*|\*+|<sup>\s*\[(\d{1,3})\]\s*</sup>|<[^<>]*>|(?<!\s)\s*\[\^(\d{1,3})\]"
    rf"|{LINKED_MARK}|{GLUED_MARK}"
)
_TOLD = 60  # characters from which a paragraph that ends as a sentence does is text; lines of titles have no full stop


def _is_told(text: str) -> bool:
    return len(text) >= _TOLD and text.endswith((".", ":")) and text[0].isupper()


@dataclass(slots=True)
class Outline:
    """The outline of a document over `working.text`."""

    working: Working
    blocks: list[Block] = field(default_factory=list)
    furniture: list[RawSpan] = field(default_factory=list)  # of page numbers and running titles

    def text(self, block: Block) -> str:
        """The block's own text."""
        return self.working.text[block.start : block.end]

    def ancestors(self, block: Block) -> list[Block]:
        """Enclosing blocks, the nearest first (of a note: those of the block it is anchored in)."""
        found = []
        at = block.parent
        while at >= 0:
            found.append(self.blocks[at])
            at = self.blocks[at].parent
        return found

    def body(self) -> int:
        """Index of the first block that is surely behind the title: it has a label, or is a sentence of some length
        under a heading (a teaser may stand before the title).
        """
        headed = False
        for i, block in enumerate(self.blocks):
            if block.label or (headed and block.kind == "paragraph" and _is_told(self.text(block))):
                return i
            headed = headed or block.kind == "heading"
        return len(self.blocks)

    def section(self, block: Block) -> tuple[str, ...]:
        """Labels from the outermost heading in."""
        labels = [b.label for b in reversed(self.ancestors(block)) if b.label]
        if block.label:
            labels.append(block.label)
        return tuple(labels)


def outline(
    base: Working, edges: Sequence[RawSpan] = (), guard: Guard = UNGUARDED, copies: Sequence[RawSpan] = ()
) -> Outline:
    """The outline of a text (composed, and restored where it was damaged).

    `edges`: spans that the reader knows to be running heads or page numbers; `copies`: those of cells that repeat a
    merged one.
    """
    base = replaced(base, [(m.start(), m.end(), " ") for m in _BREAK.finditer(base.text)])
    repeated = [base.own_span(*copy) for copy in copies]
    found, dropped = paragraphs_of(base.text, [base.own_span(*edge) for edge in edges], guard, base, repeated)
    whole = Part("order", base, 0, len(base.text), "read_simply")
    paragraphs = guard.tried(whole, found, ordered, found)
    builder = guard.tried(whole._replace(code=None), None, _built, base, paragraphs)
    if builder is None:
        builder = _Builder(base)
        for paragraph in paragraphs:
            builder.set(paragraph, guard)
    return Outline(builder.editor.done(), builder.blocks, [base.raw_span(line.start, line.end) for line in dropped])


def plain_outline(base: Working) -> Outline:
    """The outline of a text that cannot be read as it is set: each line a paragraph."""
    builder = _Builder(base)
    for line in plain_lines(base.text, 0, len(base.text)):
        builder.simply(Paragraph([line]))
    return Outline(builder.editor.done(), builder.blocks)


def _built(base: Working, paragraphs: list[Paragraph]) -> _Builder:
    """All paragraphs as blocks."""
    builder = _Builder(base)
    for paragraph in paragraphs:
        builder.add(paragraph)
    return builder


class _Builder:
    """Writes paragraphs one after another and makes blocks of them."""

    def __init__(self, base: Working) -> None:
        self.base = base
        self.editor = Editor(base)
        self.blocks: list[Block] = []
        self._marks: dict[int, int] = {}  # note number -> offset of its mark
        self._nesting = Nesting(self.blocks)

    def set(self, paragraph: Paragraph, guard: Guard) -> None:
        """Add a paragraph as a block; one that cannot be read as what it is stands as a plain one, a row not at all."""
        blocks, mark = len(self.blocks), self._nesting.mark()
        first, last = paragraph.lines[0], paragraph.lines[-1]
        row = paragraph.row is not None
        part = Part("outline", self.base, first.start, last.end, "paragraph_failed" if row else "read_simply")
        if guard.tried(part, False, self.add, paragraph):
            return
        del self.blocks[blocks:]
        self._nesting.back(mark)
        if not row:
            guard.tried(part._replace(code="paragraph_failed"), None, self.simply, paragraph)

    def simply(self, paragraph: Paragraph) -> None:
        """Add a paragraph as a plain one."""
        start = self._begin(paragraph)
        self._write(paragraph)
        self.blocks.append(Block(start, self.editor.length, "paragraph", "", start, 99, self._nesting.innermost))

    def _begin(self, paragraph: Paragraph) -> int:
        """Where a paragraph will begin, on a line of its own."""
        if self.editor.length:
            at = paragraph.lines[0].ranges[0][0]
            self.editor.put("\n", at, at)
        return self.editor.length

    def _write(self, paragraph: Paragraph) -> None:
        """The lines of a paragraph, as one; the marks of notes in it go to `marks`."""
        editor = self.editor
        last_end = -1
        for line in paragraph.lines:
            if last_end >= 0:
                editor.put(" ", last_end, max(line.ranges[0][0], last_end))
            written = []
            for first, end in line.ranges:
                editor.keep(first, end)
                written.append(editor.length)
            for number, offset in sorted(line.anchors, key=itemgetter(1)):  # each behind what ends before it
                before = bisect_right(line.ranges, offset, key=itemgetter(1))
                if before:
                    self._marks[number] = written[before - 1]
            last_end = line.ranges[-1][1]

    def add(self, paragraph: Paragraph) -> bool:
        """Add a paragraph as what it is: a row, a note, a heading, an item; always True."""
        blocks = self.blocks
        start = self._begin(paragraph)
        if paragraph.row is not None:
            self._nesting.settle(listed=True)
            blocks.append(_row(self.editor, paragraph, self.base, self._nesting.innermost, self._marks))
            return True
        self._write(paragraph)
        first_line = paragraph.lines[0]
        heading = paragraph.note is None and is_heading(paragraph)
        block = Block(
            start, self.editor.length, "", first_line.label, start + first_line.label_end, 99, -1,
            capitals=first_line.capitals,
        )  # fmt: skip
        if paragraph.note is not None:
            block.kind = "note"
            anchor = blocks[-1].anchor if blocks and paragraph.note == 0 else -1
            block.anchor = self._marks.get(paragraph.note, anchor)
            if block.anchor >= 0:
                block.parent = bisect_right(blocks, block.anchor, key=attrgetter("start")) - 1
            blocks.append(block)
            return True
        block.kind = (
            "heading" if heading else "cell" if first_line.cell else "item" if first_line.label_class else "paragraph"
        )
        self._nesting.add(block, first_line.label_class, paragraph.text)
        return True


def _row(editor: Editor, paragraph: Paragraph, base: Working, parent: int, marks: dict[int, int]) -> Block:
    """Write a table row, its cells parted by bars; a merged cell is written once.  Marks of notes go to `marks`."""
    start = editor.length
    written: dict[tuple[int, int], tuple[int, int]] = {}
    cells = []
    for a, b in paragraph.row or []:
        if b <= a:
            cells.append((editor.length, editor.length))
            continue
        if (a, b) not in written:
            if written:
                editor.put(" | ", a, a)
            first = editor.length
            for number, (at, end) in enumerate(paragraph.pieces.get((a, b), [(a, b)])):
                if number:
                    editor.put(" ", at, at)
                _keep_cell(editor, base.text, at, end, marks)
            written[a, b] = (first, editor.length)
        cells.append(written[a, b])
    block = Block(start, editor.length, "row", "", start, 99, parent)
    block.table, block.cells, block.copies = paragraph.table, cells, paragraph.copies
    return block


def _keep_cell(editor: Editor, text: str, at: int, end: int, marks: dict[int, int]) -> None:
    """Write the text of a cell without the markup in it."""
    for gap in _INNER_MARKUP.finditer(text, at, end):
        editor.keep(at, gap.start())
        at = gap.end()
        if gap.lastindex:
            marks[int(gap.group(gap.lastindex))] = editor.length
        else:
            editor.put(" ", *gap.span())
    editor.keep(at, end)
