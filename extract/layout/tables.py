"""Tables in text: markdown rows, HTML, and the flattened form with one cell a line between bars.

A table is found before lines are joined, so that its cells never run into sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from extract.contract.faults import Guard, Mapped, Part
from extract.language.cleaning import lowered
from extract.layout.dumped_heads import spread_heads
from extract.layout.dumps import dumped
from extract.layout.table import Cell, Table, trimmed
from extract.rules.vocabulary import expression

_PIPE_ROW = re.compile(r"^[ \t]*\|(?=[^\n]*\|[^\n]*\|)[^\n]*$", re.MULTILINE)
_RULING = re.compile(r"[\s|:\-–—=+]*")
_BAR = re.compile(r"^[ \t]*\|[ \t]*$", re.MULTILINE)
_HTML_OPENS, _HTML_CLOSES = re.compile(r"<table\b", re.IGNORECASE), re.compile(r"</table\s{0,20}>", re.IGNORECASE)
_HTML_ROW = re.compile(r"<tr\b[^>]{0,2000}>(.*?)(?=</tr|<tr\b|</table)", re.IGNORECASE | re.DOTALL)
_HTML_CELL = re.compile(r"<t[dh]\b([^>]{0,2000})>(.*?)(?=</t[dh]|<t[dh]\b|</tr|\Z)", re.IGNORECASE | re.DOTALL)
_SPAN = re.compile(r"(col|row)span\s*=\s*[\"']?(\d{1,2})", re.IGNORECASE)
_OUTSIDE = re.compile(r"\n[ \t]*\n")
_FLAT_MOST_LINES = 60  # lines a flattened cell may have
_MOST_CELLS = 20_000
_LONGEST_HEADER = 600
_ORDINAL = re.compile(r"\d{1,3}\.?")
_LONGEST_ROW = 40  # cells
_FEWEST_STEPS = 3  # from one ordinal to the next by the same number of cells
_MOST_EMPTY = 2  # last cells of most rows
_PROBED = 60  # runs of filled cells from which the width is told


def tables_of(text: str, guard: Guard, base: Mapped) -> list[Table]:
    """The tables of a text (that of `base`), in order, none overlapping; one that cannot be read stays lines."""
    part = Part("tables", base, 0, len(text), "read_simply")
    none: list[Table] = []
    found = guard.tried(part, none, _html, text, guard, part) if "<t" in text.lower() else []
    if "|" in text:
        found = found + guard.tried(part, none, _piped, text) + guard.tried(part, none, _flattened, text)
    kept = _apart(found)
    return _apart(kept + guard.tried(part, none, dumped, text, kept, base))


def _apart(found: list[Table]) -> list[Table]:
    """Tables in order, none overlapping one before it."""
    kept: list[Table] = []
    for table in sorted(found, key=lambda t: t.start):
        if not kept or table.start >= kept[-1].end:
            kept.append(table)
    return kept


def _piped(text: str) -> list[Table]:
    tables: list[Table] = []
    for match in _PIPE_ROW.finditer(text):
        line_start, line_end = match.span()
        if (
            tables
            and text[tables[-1].end : line_start].strip() == ""
            and text.count("\n", tables[-1].end, line_start) < 2
        ):
            tables[-1].end = line_end
        else:
            tables.append(Table(line_start, line_end, []))
        if _RULING.fullmatch(match.group()):
            continue
        bars = [i for i in range(line_start, line_end) if text[i] == "|" and text[i - 1 : i] != "\\"]
        cells = [trimmed(text, a + 1, b) for a, b in pairwise(bars)]
        if bars and text[bars[-1] + 1 : line_end].strip():
            cells.append(trimmed(text, bars[-1] + 1, line_end))
        tables[-1].rows.append(cells)
    return [t for t in tables if len(t.rows) > 1]


def _flattened(text: str) -> list[Table]:
    """Cells one after another on lines of their own, a bar before each and one behind the row.

    The width of the body is that of most rows without empty cells; header rows may be narrower, where
    heads stand over several columns.
    """
    tables: list[Table] = []
    for bars in _bar_groups(text):
        gaps = [trimmed(text, a[1], b[0]) for a, b in pairwise(bars)]
        at = 0
        while at + 3 < len(gaps):
            run = _run(gaps, at)
            header = lowered(text[bars[at][1] : bars[at + run][0]])
            if run < 3 or not expression("table_header").search(header) or len(header) > _LONGEST_HEADER:
                at += max(run, 1)
                continue
            rows, stop = _flat_rows(text, gaps, at)
            if len(rows) > 1:
                tables.append(Table(bars[at][0], bars[min(stop, len(bars) - 1)][1], rows))
            at = max(stop, at + 1)
    return tables


def _bar_groups(text: str) -> list[list[Cell]]:
    """Lines that are only a bar, in groups: a blank line right behind a bar ends a table, so does a long text."""
    groups: list[list[Cell]] = []
    last: Cell | None = None
    for match in _BAR.finditer(text):
        if last is None or _OUTSIDE.match(text, last[1]) or text.count("\n", last[1], match.start()) > _FLAT_MOST_LINES:
            groups.append([])
        groups[-1].append(match.span())
        last = match.span()
    return groups


def _run(gaps: list[Cell], at: int) -> int:
    """How many filled cells follow one another from here."""
    length = 0
    while at + length < len(gaps) and gaps[at + length][1] > gaps[at + length][0]:
        length += 1
    return length


def _flat_rows(text: str, gaps: list[Cell], at: int) -> tuple[list[list[Cell]], int]:
    """The rows that begin at gap `at` (headers spread over the columns they head), and the gap behind them."""
    usual, counted = _usual_width(gaps, at), _counted_width(text, gaps, at)
    if not usual < counted <= usual + _MOST_EMPTY:
        counted = 0
    width = counted or usual
    heads: list[list[Cell]] = []
    while at < len(gaps) and len(heads) < 3 and 0 < (run := _run(gaps, at)) != width and not (heads and run < 3):
        if counted and _ORDINAL.fullmatch(text, *gaps[at]):
            break
        heads.append(gaps[at : at + run])
        at += run + 1
    rows: list[list[Cell]] = []
    while counted and at < len(gaps):
        row = _counted_row(text, gaps, at, width)
        if row is None:
            break
        rows.append(row[0])
        at += row[1] + 1
    while not counted and at + width <= len(gaps):
        rows.append(gaps[at : at + width])
        at += width + 1
        if at - 1 >= len(gaps) or gaps[at - 1][1] > gaps[at - 1][0]:
            break
    return [*_spread(text, heads, width), *rows], at - 1


def _usual_width(gaps: list[Cell], at: int) -> int:
    """How many filled cells most often follow one another."""
    runs: list[int] = []
    while at < len(gaps) and len(runs) < _PROBED:
        run = _run(gaps, at)
        if run:
            runs.append(run)
        at += max(run, 1)
    counts = Counter(r for r in runs if r >= 3)
    return max(counts, key=lambda r: (counts[r], r))


def _counted_width(text: str, gaps: list[Cell], at: int) -> int:
    """How many cells lie from one ordinal to the next where the rows are numbered from 1 on; 0 where they are not."""
    last, number = -1, 0
    steps: Counter[int] = Counter()
    for place, (before, cell) in enumerate(pairwise(gaps[at:]), 1):
        opens = before[0] == before[1]  # a row: nothing stands between its bar and that of the row above
        if opens and text[slice(*cell)].rstrip(".") == str(number + 1):
            steps[place - last] += number > 0
            last, number = place, number + 1
        elif number and place - last > _LONGEST_ROW:
            break
    step, times = max(steps.items(), key=lambda item: item[1], default=(0, 0))
    return step - 1 if times >= _FEWEST_STEPS else 0


def _counted_row(text: str, gaps: list[Cell], at: int, width: int) -> tuple[list[Cell], int] | None:
    """The row of a numbered table at gap `at`, and how many gaps it has; None where none ends there.

    A section's title is one cell, and the total may stand over the ordinals too.
    """
    none: Cell = (gaps[at][0], gaps[at][0])
    run = _run(gaps, at)
    behind = gaps[at + run + 1 : at + run + 2]
    if 0 < run <= 2 and behind and _ORDINAL.fullmatch(text, *behind[0]):
        cells = gaps[at : at + run]
        return cells + [none] * (width - run), run
    for length in (width, width - 1):
        end = at + length
        if end <= len(gaps) and (end == len(gaps) or gaps[end][0] == gaps[end][1]):
            cells = gaps[at:end]
            if length == width:
                return cells, length
            return None if _ORDINAL.fullmatch(text, *cells[0]) else ([none, *cells], length)
    return None


def _spread(text: str, heads: list[list[Cell]], width: int) -> list[list[Cell]]:
    """Header rows widened: some heads of the first row, side by side, stand over the heads of the second."""
    if len(heads) == 2 and len(heads[0]) < width:
        spread = spread_heads(text, heads[0], heads[1], width)
        if spread is not None:
            return spread
    return [head + [(0, 0)] * (width - len(head)) for head in heads]


def _html(text: str, guard: Guard, whole: Part) -> list[Table]:
    spans = _html_spans(text)
    parts = (whole._replace(start=start, end=end) for start, end in spans)
    found = (guard.tried(part, None, _html_table, text, part.start, part.end) for part in parts)
    return [table for table in found if table is not None]


def _html_spans(text: str) -> Iterator[tuple[int, int]]:
    """Each <table> up to the first </table> behind it."""
    closes = iter(_HTML_CLOSES.finditer(text))
    end = 0
    for opened in _HTML_OPENS.finditer(text):
        if opened.start() < end:
            continue
        close = next((each for each in closes if each.start() >= opened.end()), None)
        if close is None:
            return
        end = close.end()
        yield opened.start(), end


def _html_table(text: str, start: int, end: int) -> Table | None:
    """The table of text[start:end]; None where it has only one row."""
    rows: list[list[Cell]] = []
    held: dict[int, tuple[int, Cell]] = {}  # column -> rows still covered, and by which cell
    for row in _HTML_ROW.finditer(text, start, end):
        cells: list[Cell] = []
        for cell in _HTML_CELL.finditer(text, *row.span(1)):
            _covered(cells, held)
            sizes = {kind.lower(): int(size) for kind, size in _SPAN.findall(cell.group(1))}
            span = _inner(text, *cell.span(2))
            for _ in range(min(sizes.get("col", 1), 40)):
                if sizes.get("row", 1) > 1:
                    held[len(cells)] = (sizes["row"] - 1, span)
                cells.append(span)
        _covered(cells, held)
        rows.append(cells)
        if sum(map(len, rows)) > _MOST_CELLS:
            break
    return Table(start, end, rows) if len(rows) > 1 else None


def _covered(cells: list[Cell], held: dict[int, tuple[int, Cell]]) -> None:
    """Put in the cells of earlier rows that reach down here."""
    while len(cells) in held:
        left, span = held.pop(len(cells))
        if left > 1:
            held[len(cells)] = (left - 1, span)
        cells.append(span)


def _inner(text: str, start: int, end: int) -> Cell:
    """The span of a cell without the tags at its ends."""
    while True:
        start, end = trimmed(text, start, end)
        opening = re.compile(r"<[^<>]*>").match(text, start, end)
        if opening:
            start = opening.end()
            continue
        if end > start and text[end - 1] == ">":
            start_of_tag = text.rfind("<", start, end)
            if start_of_tag >= start:
                end = start_of_tag
                continue
        return start, end
