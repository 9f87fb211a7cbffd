"""The text of a page line by line: every stretch in a piece of its own or in that of a highlight."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path

from extract.contract.model import Extraction
from extract.contract.offsets import RawOffset
from extract.language.striking import struck
from extract.sources.source import Cells
from extract.views.review.grids import bars_of, rows_of, ruler
from extract.views.review.originals import Found
from extract.views.review.segments import Group, Runs, Span, clamped, grouped

_QUOTE = 120  # characters of a rule's words that are quoted


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text without an edge in it; `restored` differs where diacritics were put back."""

    number: int
    raw: str
    restored: str
    rejected: int | None = None
    token: str = ""  # "changed" or "doubtful" where a word was restored, "struck" where it is struck through


@dataclass(frozen=True, slots=True)
class Piece:
    """Runs that stand together: plain, or the highlight of the records `members`."""

    runs: tuple[Run, ...]
    members: tuple[int, ...] = ()
    first: bool = True  # not the rest of a highlight that began on the line above
    bar: bool = False  # what parts the cells of a row


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a value stands on the picture of its page: x, y, width, height in points; the records that it is of."""

    x: float
    y: float
    width: float
    height: float
    members: tuple[int, ...]
    first: bool  # no other mark before it leads to the same records


@dataclass(slots=True)
class Line:
    """A line of the text; `page` is the number of the page that begins with it."""

    pieces: list[Piece] = field(default_factory=list)
    page: int | None = None
    image: str | None = None
    sheet: tuple[float, float] | None = None  # width and height of the page, in points
    marks: tuple[Mark, ...] = ()
    cells: list[list[Piece]] = field(default_factory=list)  # of a row, with all its pieces
    names: list[str | None] = field(default_factory=list)  # of its cells in a sheet, as formulas name them
    heads: bool = False  # it is the first row of a table
    ruler: bool = False


def image(found: Found, page: int, extraction: Extraction) -> str | None:
    """The picture of a page (from 1) with its values marked, as a data: URL, where the format has pictures."""
    if found.source is None or found.source.boxes is None:
        return None
    from extract.readers.pdf.picture import picture

    rects = [rect for each in extraction.targets if each.source.page == page for rect in each.source.rects or ()]
    data = picture(Path(found.path), page, rects)
    return f"data:image/jpeg;base64,{b64encode(data).decode()}" if data else None


def marks_of(page: int, extraction: Extraction) -> tuple[Mark, ...]:
    """The marks on a page (from 1), in the order of the records; records at the very same place share one."""
    held: dict[tuple[float, float, float, float], list[int]] = {}
    for place, target in enumerate(extraction.targets):
        if target.source.page == page:
            for rect in target.source.rects or ():
                held.setdefault(rect, []).append(place)
    seen: set[tuple[int, ...]] = set()
    found = []
    for (x0, y0, x1, y1), places in held.items():
        members = tuple(places)
        x, y, width, height = (round(v, 1) for v in (x0, y0, x1 - x0, y1 - y0))
        found.append(Mark(x, y, width, height, members, members not in seen))
        seen.add(members)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Text:
    """A raw text, the words restored in it as (start, end, restored, doubtful), where its pages begin."""

    raw: str
    tokens: tuple[tuple[int, int, str, bool], ...] = ()
    pages: tuple[int, ...] = ()
    cells: Cells | None = None  # of a sheet


def text_of(found: Found, extraction: Extraction) -> Text | None:
    if found.source is None:
        return None
    raw, pages = found.source.raw, tuple(int(page) for page in found.source.pages)
    if extraction.document.text_state != "restored":
        return Text(raw, (), pages, found.source.cells)
    from extract.language.cleaning import composed
    from extract.restore.restore import DOUBTFUL as UNSURE
    from extract.restore.restore import restore

    tokens = restore(composed(raw)).tokens
    words = tuple((int(t.raw_start), int(t.raw_end), t.text, t.confidence < UNSURE) for t in tokens)
    return Text(raw, words, pages)


class Setting:
    """The runs of a text, and how they are told as lines."""

    def __init__(self, text: Text, extraction: Extraction) -> None:
        self.text = text
        raw = text.raw
        self.extraction = extraction
        self.values = [clamped((t.source.start, t.source.end), len(raw)) for t in extraction.targets]
        self.rejected = [clamped((r.start, r.end), len(raw)) for r in extraction.rejected]
        rules = [(w.start, w.end) for t in extraction.targets for w in t.why]
        breaks = [at + 1 for at, character in enumerate(raw) if character == "\n"]
        words = [(start, end) for start, end, _, _ in text.tokens]
        self.rows = {} if words else rows_of(raw)  # beside its restored form a text stands line by line
        self.bars = bars_of(raw, self.rows)
        gone = [(int(start), int(end)) for start, end in struck(raw)]
        more = [*breaks, *text.pages, *self.bars, *(at + 1 for at in self.bars)]
        self.runs = Runs(len(raw), [*self.values, *self.rejected, *rules, *words, *gone], more)
        self.struck = {run for span in gone for run in range(*self.runs.of(span))}
        self._restored = self._put_back()

    def _put_back(self) -> dict[int, tuple[str, str]]:
        """Of the runs in restored words: what stands there, and how sure; a word's first run takes all of it."""
        found: dict[int, tuple[str, str]] = {}
        for start, end, text, doubtful in self.text.tokens:
            first, last = self.runs.of((start, end))
            for run in range(first, last):
                found[run] = (text if run == first else "", "doubtful" if doubtful else "changed")
        return found

    def quote(self, runs: Span) -> str:
        """The readable words of some runs, on one line and cut to a length."""
        edges, parts, size = self.runs.edges, [], 0
        for run in range(*runs):
            restored = self._restored.get(run)
            part = restored[0] if restored else self.text.raw[edges[run] : min(edges[run + 1], edges[run] + 2 * _QUOTE)]
            parts.append(part)
            size += len(part)
            if size > 2 * _QUOTE:
                break
        words = " ".join("".join(parts).split())
        return words if len(words) <= _QUOTE else f"{words[:_QUOTE].rstrip()}…"

    def _run(self, number: int, rejected: dict[int, int]) -> Run:
        raw = self.text.raw[self.runs.edges[number] : self.runs.edges[number + 1]]
        restored, token = self._restored.get(number, (raw, "struck" if number in self.struck else ""))
        return Run(number, raw, restored, rejected.get(number), token)

    def lines(self, found: Found) -> list[Line]:
        """The text line by line, every run in a piece of its own or in that of a highlight."""
        rejected = {run: place for place, span in enumerate(self.rejected) for run in range(*self.runs.of(span))}
        groups = grouped(self.values)
        group_of: dict[int, Group] = {run: g for g in groups for run in range(*self.runs.of((g.start, g.end)))}
        starts = {at: number for number, at in enumerate(self.text.pages, 1)}
        lines, line, seen, row = [], Line(), set[int](), False
        number = 0
        while number < len(self.runs):
            start = self.runs.edges[number]
            if start in starts:
                if line.pieces:
                    lines.append(line)
                line = self._turned(found, starts[start])
            bar = start in self.bars
            group = group_of.get(number)
            held = [self._run(number, rejected)]
            while (
                group is not None
                and not bar
                and self.runs.edges[number + 1] not in self.bars
                and not held[-1].raw.endswith("\n")
                and group_of.get(number + 1) is group
                and self.runs.edges[number + 1] not in starts
            ):
                number += 1
                held.append(self._run(number, rejected))
            first = group is None or group.start not in seen
            if group is not None:
                seen.add(group.start)
            line.pieces.append(Piece(tuple(held), group.members if group and not bar else (), first, bar))
            if start in self.rows:
                line.heads, row = self.rows[start], True
            if held[-1].raw.endswith("\n"):
                lines.append(self._named(_row(line)) if row else line)
                line, row = Line(), False
            number += 1
        return [*lines, self._named(_row(line)) if row else line] if line.pieces else lines

    def _named(self, line: Line) -> Line:
        """A row with the names that its cells have in a sheet."""
        line.names = [self._name(cell) for cell in line.cells]
        return line

    def _name(self, pieces: list[Piece]) -> str | None:
        if self.text.cells is None:
            return None
        runs = (run for piece in pieces if not piece.bar for run in piece.runs if run.raw.strip())
        first = next(runs, None)
        if first is None:
            return None
        blank = len(first.raw) - len(first.raw.lstrip())
        return self.text.cells.at(RawOffset(self.runs.edges[first.number] + blank))

    def _turned(self, found: Found, page: int) -> Line:
        """The line with which a page begins, with its picture where there is one."""
        shown = image(found, page, self.extraction)
        if shown is None:
            return Line(page=page)
        from extract.readers.pdf.picture import size_of

        size = size_of(Path(found.path), page)
        return Line(page=page, image=shown, sheet=size, marks=marks_of(page, self.extraction) if size else ())


def _row(line: Line) -> Line:
    """A line as a row: each bar opens a cell, but for the one that closes the row."""
    bars = [place for place, piece in enumerate(line.pieces) if piece.bar]
    cells: list[list[Piece]] = [[]]
    for place, piece in enumerate(line.pieces):
        if piece.bar and place not in (bars[0], bars[-1]):
            cells.append([])
        cells[-1].append(piece)
    line.cells = cells
    line.ruler = ruler("".join(run.raw for piece in line.pieces for run in piece.runs))
    return line
