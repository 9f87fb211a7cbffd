"""The text of a page line by line: every stretch in a piece of its own or in that of a highlight."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path

from extract.contract.model import Extraction
from extract.contract.offsets import RawOffset
from extract.sources.source import Cells
from extract.views.review.originals import Found
from extract.views.review.segments import Group, Runs, Span, clamped, grouped
from extract.views.review.table_rows import rows_of

_QUOTE = 120  # characters of a rule's words that are quoted


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text without an edge in it; `restored` differs where diacritics were put back."""

    number: int
    raw: str
    restored: str
    rejected: int | None = None
    token: str = ""  # "changed" or "doubtful" where a word was restored


@dataclass(frozen=True, slots=True)
class Piece:
    """Runs that stand together: plain, or the highlight of the records `members`."""

    runs: tuple[Run, ...]
    members: tuple[int, ...] = ()
    first: bool = True  # not the rest of a highlight that began on the line above


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row, and the bar before it; `name`: of a sheet's, as formulas name it."""

    bar: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    name: str | None = None


@dataclass(slots=True)
class Line:
    """A line of the text; `page` is the number of the page that begins with it.

    Of a row of a table `cells` holds all its pieces again (those of `rest` stand behind the last bar); `ruling`: a row
    of dashes; `opens`, `closes`: a table begins or ends with it.
    """

    pieces: list[Piece] = field(default_factory=list)
    page: int | None = None
    image: str | None = None
    cells: tuple[Cell, ...] = ()
    rest: tuple[Piece, ...] = ()
    ruling: bool = False
    opens: bool = False
    closes: bool = False

    @property
    def row(self) -> bool:
        """Whether it is shown as a row of a table."""
        return bool(self.cells) or self.ruling


def image(found: Found, page: int, extraction: Extraction) -> str | None:
    """The picture of a page (from 1) with its values marked, as a data: URL, where the format has pictures."""
    if found.source is None or found.source.boxes is None:
        return None
    from extract.readers.pdf.picture import picture

    rects = [rect for each in extraction.targets if each.source.page == page for rect in each.source.rects or ()]
    data = picture(Path(found.path), page, rects)
    return f"data:image/jpeg;base64,{b64encode(data).decode()}" if data else None


@dataclass(frozen=True, slots=True)
class Text:
    """A raw text, the words restored in it as (start, end, restored, doubtful), where its pages begin."""

    raw: str
    tokens: tuple[tuple[int, int, str, bool], ...] = ()
    pages: tuple[int, ...] = ()
    cells: Cells | None = None


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
        self.rows = {} if text.tokens else rows_of(raw)
        bars = [edge for row in self.rows.values() for bar in row for edge in (bar, bar + 1)]
        self.runs = Runs(len(raw), [*self.values, *self.rejected, *rules, *words], [*breaks, *text.pages, *bars])
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
        restored, token = self._restored.get(number, (raw, ""))
        return Run(number, raw, restored, rejected.get(number), token)

    def lines(self, found: Found) -> list[Line]:
        """The text line by line, every run in a piece of its own or in that of a highlight."""
        rejected = {run: place for place, span in enumerate(self.rejected) for run in range(*self.runs.of(span))}
        groups = grouped(self.values)
        group_of: dict[int, Group] = {run: g for g in groups for run in range(*self.runs.of((g.start, g.end)))}
        starts = {at: number for number, at in enumerate(self.text.pages, 1)}
        lines, line, seen = list[Line](), Line(), set[int]()
        number = 0
        while number < len(self.runs):
            start = self.runs.edges[number]
            if start in starts:
                if line.pieces:
                    lines.append(line)
                line = Line(page=starts[start], image=image(found, starts[start], self.extraction))
            group = group_of.get(number)
            held = [self._run(number, rejected)]
            while (
                group is not None
                and not held[-1].raw.endswith("\n")
                and group_of.get(number + 1) is group
                and self.runs.edges[number + 1] not in starts
            ):
                number += 1
                held.append(self._run(number, rejected))
            first = group is None or group.start not in seen
            if group is not None:
                seen.add(group.start)
            line.pieces.append(Piece(tuple(held), group.members if group else (), first))
            if held[-1].raw.endswith("\n"):
                lines.append(line)
                line = Line()
            number += 1
        lines += [line] if line.pieces else []
        self._set_rows(lines)
        return lines

    def _set_rows(self, lines: list[Line]) -> None:
        """Part the rows of tables into cells, and say where tables begin and end."""
        before: Line | None = None
        for line in lines:
            start = self.runs.edges[line.pieces[0].runs[0].number]
            if (bars := self.rows.get(start)) is not None:
                line.ruling = not bars
                if bars and line.page is None:
                    line.cells, line.rest = self._cells(line, set(bars))
            if line.row:
                line.opens = before is None or not before.row
            elif before is not None:
                before.closes = before.row
            before = line
        if before is not None:
            before.closes = before.row

    def _cells(self, line: Line, bars: set[int]) -> tuple[tuple[Cell, ...], tuple[Piece, ...]]:
        """The cells of a row, and what stands behind its last bar; none where a highlight goes over a bar."""
        edges = self.runs.edges
        parts: list[list[Piece]] = [[]]
        for piece in line.pieces:
            held = [edges[run.number] in bars for run in piece.runs]
            if any(held) and len(held) > 1:
                return (), ()
            if held[0]:
                parts.append([])
            parts[-1].append(piece)
        cells = []
        for place, part in enumerate(parts[1:-1]):
            lead = (*parts[0], part[0]) if place == 0 else (part[0],)
            cells.append(Cell(lead, tuple(part[1:]), self._name(part[1:])))
        return tuple(cells), tuple(parts[-1])

    def _name(self, pieces: list[Piece]) -> str | None:
        """The cell of a sheet that pieces stand in."""
        if self.text.cells is None:
            return None
        starts = (run for piece in pieces for run in piece.runs if run.raw.strip())
        first = next(starts, None)
        if first is None:
            return None
        blank = len(first.raw) - len(first.raw.lstrip())
        return self.text.cells.at(RawOffset(self.runs.edges[first.number] + blank))
