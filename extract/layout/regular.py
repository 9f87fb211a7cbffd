"""Tables with one cell a line whose heads no word tells: the number of columns is sought that makes the rows agree."""

from __future__ import annotations

from collections.abc import Sequence

from extract.layout.dumped_cells import FEWEST_ROWS, LABEL, LONGEST_VALUE, Line
from extract.layout.dumped_heads import FEWEST, is_ordinal_head
from extract.layout.seen_columns import agrees, columns_seen, heads_seen, look
from extract.layout.table import Cell, Table

_MOST_COLUMNS = 14
_LONGEST_TITLE = 60  # characters of a section's title


def regular(text: str, lines: list[Line], at: int) -> tuple[Table, int] | None:
    """The table whose first head line `at` is, and the line behind it: of the widths that fit, that of most lines."""
    if at + 1 == len(lines) or len(lines[at].text) > LONGEST_VALUE or not heads_seen([lines[at].text] * FEWEST):
        return None
    loose = lines[at + 1].after_blank
    best: tuple[Table, int] | None = None
    for width in range(FEWEST, _MOST_COLUMNS + 1):
        head = lines[at : at + width]
        if len(head) < width or not heads_seen([line.text for line in head]) or _parted(head[1:], loose=loose):
            break
        found = _rows(lines, at, width, loose=loose)
        if found is not None and (best is None or found[1] > best[1]):
            best = found
    return best


def _parted(lines: Sequence[Line], *, loose: bool) -> bool:
    """Whether blank lines part lines of one row, or fail to where they part all cells (`loose`)."""
    return any(line.after_blank != loose for line in lines)


def _rows(lines: list[Line], at: int, width: int, *, loose: bool) -> tuple[Table, int] | None:
    """The rows of `width` lines each below the head at line `at`, titles of sections between them."""
    here = at + width
    labels = is_ordinal_head(lines[at].text)
    here += _title(lines, here, labels=labels)
    first = [_cut(lines, start, width, loose=loose) for start in (here, here + width)]
    if first[1] is not None and not _valued(first[1]):
        title = _title(lines, here + width, labels=labels)
        first[1] = _cut(lines, here + width + title, width, loose=loose) if title else None
    if first[0] is None or first[1] is None:
        return None
    rows = [[line.text for line in row] for row in first if row is not None]
    head = columns_seen([line.text for line in lines[at : at + width]], rows)
    if head is None:
        return None
    grid: list[list[Cell]] = [[(line.start, line.end) for line in lines[at : at + width]]]
    here, ended, kept = at + width, at, 0
    while here < len(lines):
        row = _cut(lines, here, width, loose=loose)
        if row is not None and agrees(head, [line.text for line in row]):
            grid.append([(line.start, line.end) for line in row])
            here += width
            ended, kept = here, len(grid)
            continue
        title = _title(lines, here, labels=labels)
        if not title:
            break
        none = (lines[here].start, lines[here].start)
        cells = [(line.start, line.end) for line in lines[here : here + title]]
        cells = [none, *cells] if head.labels and title == 1 else cells
        grid.append(cells + [none] * (width - len(cells)))
        here += title
    return (Table(lines[at].start, lines[ended - 1].end, grid[:kept]), ended) if kept > FEWEST_ROWS else None


def _title(lines: list[Line], at: int, *, labels: bool) -> int:
    """How many lines the title of a section has that begins at line `at`, behind its label or alone; 0 for none."""
    if at >= len(lines):
        return 0
    labelled = labels and LABEL.fullmatch(lines[at].text) is not None
    name = at + labelled
    if name + 1 >= len(lines):
        return 0
    text = lines[name].text
    fits = len(text) <= _LONGEST_TITLE and text[-1] not in ".;:" and text[0].isupper() and look(text) == "words"
    behind = look(lines[name + 1].text) if fits else "none"
    return (
        1 + labelled
        if fits and (behind in {"words", "time"} or (labels and LABEL.fullmatch(lines[name + 1].text)))
        else 0
    )


def _cut(lines: list[Line], at: int, width: int, *, loose: bool) -> list[Line] | None:
    """The lines of a row that begins at line `at`, where no blank line parts them."""
    row = lines[at : at + width]
    return None if len(row) < width or _parted(row[1:], loose=loose) else row


def _valued(row: list[Line]) -> bool:
    return any(look(line.text) == "value" for line in row[1:])
