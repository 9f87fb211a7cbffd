"""From lines to paragraphs: wrapped lines joined, what a page break or a note cut made whole, table rows apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.contract.faults import Guard, Mapped, Part
from extract.language.sentences import SENTENCE_END
from extract.layout.bare_notes import take_bare_notes
from extract.layout.flattened_marks import take_flattened_marks
from extract.layout.furniture import furniture
from extract.layout.lines import (
    Layout,
    Line,
    continues,
    is_bare_label,
    layout_of,
    lines_of,
    plain_lines,
    take_label,
)
from extract.layout.table import copies
from extract.layout.tables import tables_of
from extract.rules.vocabulary import expression

_PARALLEL = re.compile(r"[-–+]\s|[^.:;]{2,40}:\s")
_OUTSIDE_NOTES = frozenset({"part", "chapter", "upper", "roman", "article", "decimal"})  # no note holds them
_MAX_HEADING = 260

Spans = Sequence[tuple[int, int]]


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; `note`: the number of the footnote that it is, 0 where it goes on with one; `row`:
    the spans of a table row's cells, `pieces` the parts of those that lines break, `copies` the columns whose cell is a
    merged one that was met before.
    """

    lines: list[Line]
    note: int | None = None
    row: list[tuple[int, int]] | None = None
    table: int = -1
    pieces: dict[tuple[int, int], list[tuple[int, int]]] = field(default_factory=dict)
    copies: frozenset[int] = frozenset()

    @property
    def text(self) -> str:
        """Its lines as one."""
        lines = self.lines
        return lines[0].text if len(lines) == 1 else " ".join([line.text for line in lines])


def _paragraphs(lines: list[Line], layout: Layout | None = None) -> list[Paragraph]:
    """Lines joined to paragraphs; a paragraph cut by a page break or a footnote is whole again."""
    layout = layout or layout_of(lines)
    paragraphs: list[Paragraph] = []
    for line in lines:
        ended = bool(paragraphs) and paragraphs[-1].lines[-1].terminal and _in_note(paragraphs, line)
        if paragraphs and not line.after_blank and not ended and continues(paragraphs[-1].lines[-1], line, layout):
            if is_bare_label(paragraphs[-1].lines[0]) and len(paragraphs[-1].lines) == 1:
                take_label(paragraphs[-1].lines[0], line)
            paragraphs[-1].lines.append(line)
        else:
            paragraphs.append(Paragraph([line], line.note))
    body: list[Paragraph] = []
    broken: Paragraph | None = None  # body paragraph that a note or page end cut in two
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
                and not is_heading(paragraph)
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
            and (_cut(body[-1]) or (first.lower and body[-1].lines[-1].text.endswith(";")))
        ):
            body[-1].lines.extend(paragraph.lines)
        else:
            body.append(paragraph)
    return body


_FARTHEST = 8  # paragraphs of one note


def _in_note(paragraphs: list[Paragraph], line: Line) -> bool:
    """Whether the last paragraph is a note, or one of a note's behind which `line` goes on with the sentence it cut."""
    if paragraphs[-1].note is not None:
        return True
    if not line.lower:
        return False
    recent = range(len(paragraphs) - 2, max(len(paragraphs) - _FARTHEST, 0), -1)
    note = next((i for i in recent if paragraphs[i].note is not None), 0)
    return note > 0 and _cut(paragraphs[note - 1])


def _last_note(body: list[Paragraph]) -> Paragraph:
    return next(p for p in reversed(body) if p.note is not None)


def _shape(text: str) -> str:
    """How a paragraph opens: its first word, or the mark it opens with."""
    head = text.split(":")[0] if ":" in text[:60] else text
    return next(iter(head.split()), "").lower()


def _cut(paragraph: Paragraph) -> bool:
    last = paragraph.lines[-1]
    return not last.terminal and not last.marked and not last.capitals and not is_heading(paragraph)


def is_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a heading by its label, capitals or emphasis."""
    first = paragraph.lines[0]
    if len(paragraph.lines) > _MAX_HEADING:  # each takes a character; not joined, for this is asked with each line
        return False
    text = paragraph.text
    if len(text) > _MAX_HEADING:
        return False
    if first.label_class in {"part", "chapter"}:
        return True
    if all(line.capitals for line in paragraph.lines) and (first.label_class or len(text) > 5):
        return True
    if is_question(text):
        return True
    body = text[first.label_end :]
    if text.endswith((".", ";")) or ";" in body:
        return False
    if all(line.marked for line in paragraph.lines):
        return True
    if first.label_class in {"roman", "upper", "decimal", "letter"}:
        return not SENTENCE_END.search(body) and (len(body) < 160 or text.endswith(":"))
    return False


def is_question(text: str) -> bool:
    """Whether a paragraph is one question and nothing else: in news, the heading of its answer."""
    return text.endswith("?") and expression("question").match(text) is not None


def paragraphs_of(
    text: str, edges: Spans, guard: Guard, base: Mapped, repeated: Spans = ()
) -> tuple[list[Paragraph], list[Line]]:
    """Paragraphs of the text between tables and one for each row of a table; the lines that are page furniture.

    `text` is that of `base`; `repeated`: cells that the reader knows to repeat a merged one.
    What cannot be read as it is meant is read stretch by stretch between blank lines; one that cannot either is its
    lines.
    """
    safe = _Safe(text, base, guard)
    paragraphs: list[Paragraph] = []
    tables = tables_of(text, guard, base)
    if not tables:
        lines, dropped = safe.body_lines(text, edges)
        return safe.joined(lines), dropped
    hidden = list(text)
    for table in tables:
        for i in range(table.start, table.end):
            if hidden[i] != "\n":
                hidden[i] = " "
        # a mark that keeps the text before and after the table apart, and that no line rule takes for text
    lines, dropped = safe.body_lines("".join(hidden), edges)
    body = safe.joined(lines)
    at = 0
    for number, table in enumerate(tables):
        while at < len(body) and body[at].lines[0].start < table.start:
            paragraphs.append(body[at])
            at += 1
        above: list[tuple[int, int]] = []
        for row in table.rows:
            filled = [c for c in row if c[1] > c[0]]
            if filled:
                parts = sorted(part for cell in set(filled) for part in table.parts(cell))
                line = Line(parts[0][0], parts[-1][1], parts, text[slice(*filled[0])], after_blank=True)
                known = copies(row, above, text) | {k for k, cell in enumerate(row) if _told(repeated, cell)}
                paragraphs.append(Paragraph([line], None, row, number, table.pieces, known))
            above = row
    return paragraphs + body[at:], dropped


class _Safe:
    """The steps from a text to its paragraphs, each with what is done where it fails."""

    def __init__(self, text: str, base: Mapped, guard: Guard) -> None:
        self._base, self._guard = base, guard
        self._whole = self._part("lines", 0, len(text))

    def _part(self, stage: str, start: int, end: int) -> Part:
        return Part(stage, self._base, start, end, "read_simply")

    def body_lines(self, text: str, edges: Spans) -> tuple[list[Line], list[Line]]:
        """The lines of a text without those that are page furniture, and the latter; `edges` are known to be."""
        lines = self._guard.tried(self._whole, None, lines_of, text)
        if lines is None:
            lines = [line for stretch in _STRETCH.finditer(text) for line in self._lines(text, *stretch.span())]
        none: list[Line] = []
        dropped = self._guard.tried(self._whole._replace(stage="furniture"), none, furniture, lines)
        starts = {line.start for line in dropped}
        if edges:
            told = [line for line in lines if line.start not in starts and _inside(edges, line)]
            dropped += told
            starts.update(line.start for line in told)
        kept = [line for line in lines if line.start not in starts] if starts else lines
        self._guard.tried(self._whole, None, take_bare_notes, kept)
        self._guard.tried(self._whole, None, take_flattened_marks, kept)
        return kept, dropped

    def _lines(self, text: str, start: int, end: int) -> list[Line]:
        found = self._guard.tried(self._part("lines", start, end), None, lines_of, text, start, end)
        return plain_lines(text, start, end) if found is None else found

    def joined(self, lines: list[Line]) -> list[Paragraph]:
        """Lines joined to paragraphs."""
        found = self._guard.tried(self._whole._replace(stage="paragraphs"), None, _paragraphs, lines)
        if found is not None:
            return found
        first = Layout(0, False)
        layout = self._guard.tried(self._whole._replace(stage="layout"), first, layout_of, lines)
        begins = [i for i, line in enumerate(lines) if line.after_blank or not i]
        if len(begins) < 2:
            return [Paragraph([line], line.note) for line in lines]
        spans = zip(begins, [*begins[1:], len(lines)], strict=True)
        return [paragraph for a, b in spans for paragraph in self._stretch(lines[a:b], layout)]

    def _stretch(self, lines: list[Line], layout: Layout) -> list[Paragraph]:
        part = self._part("paragraphs", lines[0].start, lines[-1].end)
        found = self._guard.tried(part, None, _paragraphs, lines, layout)
        return [Paragraph([line], line.note) for line in lines] if found is None else found


_STRETCH = re.compile(r"^[^\S\n]*\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*", re.MULTILINE)  # lines with no blank one between them


def _told(repeated: Spans, cell: tuple[int, int]) -> bool:
    """Whether a cell is one of those that the reader knows to be repeated."""
    at = bisect_right(repeated, (cell[0], 1 << 60)) - 1
    return cell[0] < cell[1] and at >= 0 and cell[1] <= repeated[at][1]


def _inside(edges: Spans, line: Line) -> bool:
    at = bisect_right(edges, (line.ranges[0][0], 1 << 60)) - 1
    return at >= 0 and line.ranges[-1][1] <= edges[at][1]


def ordered(paragraphs: list[Paragraph]) -> list[Paragraph]:
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
    behind: dict[int, list[Paragraph]] = {}
    body: list[tuple[int, Paragraph]] = []
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
