"""From lines to blocks: paragraphs joined, headings and items nested, footnotes taken out.

The outline's text holds one block a line; footnotes stand right after the block they are
anchored in.  It is the text that everything downstream works on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.lines import RANKS, Line, continues, is_bare_label, layout_of, lines_of, take_label
from extract.pages import furniture
from extract.tables import tables_of
from extract.text import Editor, Working, replaced

_SENTENCE_END = re.compile(r"[.!?…]+[\"”')]*\s+(?=[\"“'(\[]?[A-ZĐÀ-ỸƠƯĂÂÊÔ0-9\-–+])|(?<=\.\.\.)\s*(?=[A-ZĐÀ-Ỹ])")
_NO_END = re.compile(
    r"(?:\b(?:TP|Tp|ThS|TS|GS|PGS|BS|KS|CN|Q|P|H|St|Mr|No|Nr|tr|đ|v\.v|T|M)|^\W*\d{1,2}(?:\.\d{1,2})*)\.$"
)
_PARALLEL = re.compile(r"[-–+]\s|[^.:;]{2,40}:\s")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_INNER_MARKUP = re.compile(r"(?<!\s)\s*\n\s*|\*+|<[^<>]*>|(?<!\s)\s*\[\^(\d{1,3})\]")
_OUTSIDE_NOTES = frozenset({"part", "chapter", "upper", "roman", "article", "decimal"})  # no note holds them
_MAX_HEADING = 260
_LONGEST_SENTENCE = 4000  # characters; the longest of corpora/ and tests/twins/ has 1,570

Spans = Sequence[tuple[int, int]]


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
    cells: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """The outline of a document over `working.text`."""

    working: Working
    blocks: list[Block] = field(default_factory=list)
    furniture: list[tuple[int, int]] = field(default_factory=list)  # raw spans of page numbers and running titles

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

    def section(self, block: Block) -> tuple[str, ...]:
        """Labels from the outermost heading in."""
        labels = [b.label for b in reversed(self.ancestors(block)) if b.label]
        if block.label:
            labels.append(block.label)
        return tuple(labels)


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line]
    note: int | None = None
    row: list[tuple[int, int]] | None = None
    table: int = -1

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


def _paragraphs(lines: list[Line]) -> list[_Paragraph]:
    """Lines joined to paragraphs; a paragraph cut by a page break or a footnote is whole again."""
    layout = layout_of(lines)
    paragraphs: list[_Paragraph] = []
    for line in lines:
        ended = bool(paragraphs) and paragraphs[-1].note is not None and paragraphs[-1].lines[-1].terminal
        if paragraphs and not line.after_blank and not ended and continues(paragraphs[-1].lines[-1], line, layout):
            if is_bare_label(paragraphs[-1].lines[0]) and len(paragraphs[-1].lines) == 1:
                take_label(paragraphs[-1].lines[0], line)
            paragraphs[-1].lines.append(line)
        else:
            paragraphs.append(_Paragraph([line], line.note))
    body: list[_Paragraph] = []
    broken: _Paragraph | None = None  # body paragraph that a note or page end cut in two
    noted = False
    for paragraph in paragraphs:
        first = paragraph.lines[0]
        if paragraph.note is not None:
            if not noted:
                broken = body[-1] if body and _cut(body[-1]) else None
            noted = True
            body.append(paragraph)
            continue
        if noted:
            resumes = first.lower and not first.label_class
            whole = _last_note(body).lines[0].note_whole
            if broken is not None and not resumes and not whole and first.label_class not in _OUTSIDE_NOTES:
                paragraph.note = 0  # still the note: the sentence it cut has not resumed
                body.append(paragraph)
                continue
            if (
                broken is None
                and not whole
                and _PARALLEL.match(paragraph.text)
                and not first.marked
                and not _is_heading(paragraph)
                and any(c.isdigit() for c in paragraph.text)
                and first.label_class in {"", "dash", "plus"}
                and _shape(paragraph.text) == _shape(_last_note(body).text)
            ):
                paragraph.note = 0
                body.append(paragraph)
                continue
            noted = False
            if broken is not None and resumes:
                broken.lines.extend(paragraph.lines)
                broken = None
                continue
            broken = None
        if (
            body
            and (first.lower or first.text[0].isdigit())
            and not first.label_class
            and body[-1].note is None
            and not first.cell
            and not body[-1].lines[-1].cell
            and (_cut(body[-1]) or (first.lower and body[-1].text.endswith(";")))
        ):
            body[-1].lines.extend(paragraph.lines)
        else:
            body.append(paragraph)
    return body


def _last_note(body: list[_Paragraph]) -> _Paragraph:
    return next(p for p in reversed(body) if p.note is not None)


def _shape(text: str) -> str:
    """How a paragraph opens: its first word, or the mark it opens with."""
    head = text.split(":")[0] if ":" in text[:60] else text
    return head.split(" ")[0].lower()


def _cut(paragraph: _Paragraph) -> bool:
    last = paragraph.lines[-1]
    return not last.terminal and not last.marked and not last.capitals and not _is_heading(paragraph)


def _is_heading(paragraph: _Paragraph) -> bool:
    first = paragraph.lines[0]
    text = paragraph.text
    if len(text) > _MAX_HEADING:
        return False
    if first.label_class in {"part", "chapter"}:
        return True
    if all(line.capitals for line in paragraph.lines) and (first.label_class or len(text) > 5):
        return True
    body = text[first.label_end :]
    if text.endswith((".", ";")) or ";" in body:
        return False
    if all(line.marked for line in paragraph.lines):
        return True
    if first.label_class in {"roman", "upper", "decimal", "letter"}:
        return not _SENTENCE_END.search(body) and (len(body) < 160 or text.endswith(":"))
    return False


def _with_tables(text: str, edges: Spans) -> tuple[list[_Paragraph], list[Line]]:
    """Paragraphs of the text between tables and one for each row of a table; the lines that are page furniture."""
    paragraphs: list[_Paragraph] = []
    tables = tables_of(text)
    if not tables:
        lines, dropped = _body_lines(text, edges)
        return _paragraphs(lines), dropped
    hidden = list(text)
    for table in tables:
        for i in range(table.start, table.end):
            if hidden[i] != "\n":
                hidden[i] = " "
        # a mark that keeps the text before and after the table apart, and that no line rule takes for text
    lines, dropped = _body_lines("".join(hidden), edges)
    body = _paragraphs(lines)
    at = 0
    for number, table in enumerate(tables):
        while at < len(body) and body[at].lines[0].start < table.start:
            paragraphs.append(body[at])
            at += 1
        for row in table.rows:
            filled = [c for c in row if c[1] > c[0]]
            if filled:
                line = Line(filled[0][0], filled[-1][1], filled, text[slice(*filled[0])], after_blank=True)
                paragraphs.append(_Paragraph([line], row=row, table=number))
    return paragraphs + body[at:], dropped


def _body_lines(text: str, edges: Spans) -> tuple[list[Line], list[Line]]:
    """The lines of a text without those that are page furniture, and the latter; `edges` are known to be."""
    lines = lines_of(text)
    dropped = furniture(lines)
    starts = {line.start for line in dropped}
    if edges:
        told = [line for line in lines if line.start not in starts and _inside(edges, line)]
        dropped += told
        starts.update(line.start for line in told)
    return [line for line in lines if line.start not in starts] if starts else lines, dropped


def _inside(edges: Spans, line: Line) -> bool:
    at = bisect_right(edges, (line.ranges[0][0], 1 << 60)) - 1
    return at >= 0 and line.ranges[-1][1] <= edges[at][1]


def outline(base: Working, edges: Spans = ()) -> Outline:
    """The outline of a text (composed, and restored where it was damaged).

    `edges`: raw spans that the reader knows to be running heads or page numbers.
    """
    base = replaced(base, [(m.start(), m.end(), " ") for m in _BREAK.finditer(base.text)])
    found, dropped = _with_tables(base.text, [base.own_span(*edge) for edge in edges])
    paragraphs = _ordered(found)
    editor = Editor(base)
    blocks: list[Block] = []
    marks: dict[int, int] = {}  # note number -> offset of its mark
    stack: list[int] = []
    for paragraph in paragraphs:
        if blocks:
            editor.put("\n", paragraph.lines[0].ranges[0][0], paragraph.lines[0].ranges[0][0])
        start = editor.length
        if paragraph.row is not None:
            blocks.append(_row(editor, paragraph, base, stack, marks))
            continue
        last_end = -1
        for line in paragraph.lines:
            if last_end >= 0:
                editor.put(" ", last_end, max(line.ranges[0][0], last_end))
            for first, end in line.ranges:
                editor.keep(first, end)
                for number, offset in line.anchors:
                    if offset >= end:
                        marks[number] = editor.length
            last_end = line.ranges[-1][1]
        first_line = paragraph.lines[0]
        heading = paragraph.note is None and _is_heading(paragraph)
        block = Block(
            start, editor.length, "", first_line.label, start + first_line.label_end, 99, -1,
            capitals=first_line.capitals,
        )  # fmt: skip
        if paragraph.note is not None:
            block.kind = "note"
            block.anchor = marks.get(paragraph.note, blocks[-1].anchor if blocks and paragraph.note == 0 else -1)
            if block.anchor >= 0:
                block.parent = next((i for i in range(len(blocks) - 1, -1, -1) if blocks[i].start <= block.anchor), -1)
            blocks.append(block)
            continue
        block.kind = (
            "heading" if heading else "cell" if first_line.cell else "item" if first_line.label_class else "paragraph"
        )
        _nest(block, blocks, stack, first_line, leads_in=paragraph.text.endswith(":"))
        blocks.append(block)
    return Outline(editor.done(), blocks, [base.raw_span(line.start, line.end) for line in dropped])


def _row(
    editor: Editor, paragraph: _Paragraph, base: Working, stack: list[int], marks: dict[int, int]
) -> Block:
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
            at = a
            for gap in _INNER_MARKUP.finditer(base.text, a, b):
                editor.keep(at, gap.start())
                at = gap.end()
                if gap.group(1):
                    marks[int(gap.group(1))] = editor.length
                else:
                    editor.put(" ", *gap.span())
            editor.keep(at, b)
            written[a, b] = (first, editor.length)
        cells.append(written[a, b])
    block = Block(start, editor.length, "row", "", start, 99, stack[-1] if stack else -1)
    block.table, block.cells = paragraph.table, cells
    return block


def _nest(block: Block, blocks: list[Block], stack: list[int], first: Line, *, leads_in: bool) -> None:
    """Set the block's rank and parent, and open it on the stack if it can enclose others."""
    if first.label_class:
        block.rank = RANKS[first.label_class]
        if first.label_class == "decimal":
            block.rank += min(first.label.count("."), 3)
    elif block.kind == "heading":
        block.rank = RANKS["part"] if first.capitals else RANKS["lead"]
        above = blocks[-1] if blocks else None
        if first.capitals and above is not None and above.rank <= RANKS["chapter"] and above.label:
            if above.label_end >= above.end - 1:  # "Phần thứ nhất" / "TÌNH HÌNH ..."
                block.rank = RANKS["upper"]
    elif leads_in:
        block.rank = RANKS["lead"]
    else:
        block.parent = stack[-1] if stack else -1
        return
    while stack and blocks[stack[-1]].rank >= block.rank:
        stack.pop()
    block.parent = stack[-1] if stack else -1
    stack.append(len(blocks))


def _ordered(paragraphs: list[_Paragraph]) -> list[_Paragraph]:
    """Notes moved behind the paragraph that holds their mark."""
    home: dict[int, int] = {}
    for i, paragraph in enumerate(paragraphs):
        if paragraph.note is not None:
            continue
        for line in paragraph.lines:
            for number, _ in line.anchors:
                home.setdefault(number, i)
    for paragraph in paragraphs:  # a note's mark may stand in another note: both go behind the same paragraph
        if paragraph.note:
            for line in paragraph.lines:
                for number, _ in line.anchors:
                    if paragraph.note in home and number != paragraph.note:
                        home.setdefault(number, home[paragraph.note])
    behind: dict[int, list[_Paragraph]] = {}
    body: list[tuple[int, _Paragraph]] = []
    at = -1
    for i, paragraph in enumerate(paragraphs):
        if paragraph.note is None:
            at = -1
            body.append((i, paragraph))
            continue
        if paragraph.note:
            at = home.get(paragraph.note, -1)
        if at >= 0:
            behind.setdefault(at, []).append(paragraph)
        else:
            body.append((i, paragraph))
    return [p for i, paragraph in body for p in (paragraph, *behind.get(i, ()))]


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences of text[start:end]."""
    spans = []
    at = start
    for match in _SENTENCE_END.finditer(text, start, end):
        stop = match.end()
        head = text[at : match.start() + 1]
        if _NO_END.search(head[-8:]) or stop >= end:
            continue
        spans.append((at, match.end() - len(match.group()) + len(match.group().rstrip())))
        at = stop
    if at < end:
        spans.append((at, end))
    return [part for span in spans for part in _readable(text, *span)]


def _readable(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span in parts no longer than a sentence ever is: what reads a sentence may look at each pair of its words."""
    while end - start > _LONGEST_SENTENCE:
        most = start + _LONGEST_SENTENCE
        least = start + _LONGEST_SENTENCE // 2
        cut = next((at + 1 for mark in (";", ",", " ") if (at := text.rfind(mark, least, most)) >= 0), most)
        while cut == most and cut > least and text[cut - 1].isalnum() and text[cut].isalnum():
            cut = most = most - 1  # not within a word or number, unless there is nothing else
        yield start, cut
        start = cut
    yield start, end
