"""Tables with one cell a line, with or without blank lines between cells or rows."""

from __future__ import annotations

from extract.layout.dumped_cells import FEWEST_ROWS, LONGEST_VALUE, Line, is_value
from extract.layout.dumped_heads import FEWEST, Head, head_of, is_ordinal_head, named_head, opens_head
from extract.layout.seen_columns import look
from extract.layout.stacked_heads import MOST_HEADS, head_rows, numbered_columns
from extract.layout.stacked_rows import MARKS, Stack
from extract.layout.table import Cell, Table
from extract.layout.total_rows import total_row
from extract.rules.vocabulary import expression

_FIRST_LABELS = frozenset({"1", "01", "i", "a"})


def stacked(text: str, lines: list[Line], at: int) -> tuple[Table, int] | None:
    """The table whose first head line `at` is, each cell on a line of its own, and the line behind it."""
    if len(lines[at].text) > LONGEST_VALUE or not opens_head(lines[at].text) or at + 1 == len(lines):
        return None
    loose = lines[at + 1].after_blank  # a blank line behind each cell parts nothing
    below, above = _heads_below(lines, at, loose), _heads_above_values(lines, at, loose)
    if is_ordinal_head(lines[at].text):
        totals = FEWEST <= above < below - 1  # "Toàn tỉnh" and its figures stand above the ordinal 1
        counts = [above] if totals else [below, below - 1][: 1 + (below > FEWEST)]  # or the title of the first rows
    else:  # without ordinals the first name may look like one more head: "Hồ sơ trực tuyến (%)"
        most = max(below, above)
        counts = [most, most - 1] if most > FEWEST else [most]
    found = [each for count in counts if (each := _under(text, lines, at, count, loose=loose)) is not None]
    best = max(found, key=lambda each: (each[1], -each[2]), default=None)
    return best[:2] if best is not None else None


def _heads_above_values(lines: list[Line], at: int, loose: bool) -> int:
    """How many lines from `at` may be heads where the row below has no ordinal: all above the name before a value."""
    for count, line in enumerate(lines[at : at + MOST_HEADS]):
        if count and ((line.after_blank and not loose) or line.text[-1] in ".;:" or len(line.text) > 2 * LONGEST_VALUE):
            return 0
        dated = line.text[0].isalpha() and expression("year").search(line.text) is not None  # "Cả năm 2026"
        if look(line.text.strip("()")) == "value" and not dated:
            return count - 1
    return 0


def _under(text: str, lines: list[Line], at: int, count: int, *, loose: bool) -> tuple[Table, int, int] | None:
    """The table whose head the `count` lines from `at` are, the line behind it, and how many figures its rows lack."""
    body = at + count
    heads = head_rows(lines, at, count, loose=loose)
    head = head_of([" ".join(text[a:b].split()) for a, b in heads[0]], shown=True) if count >= FEWEST else None
    if head is None:
        return None
    numbered = numbered_columns(lines[body:])
    body += numbered if numbered == head.width else 0
    rows, filled, ended = Stack(lines, head, loose).rows(body)
    if (total := _total(text, lines[ended:], head, rows, loose=loose)) is not None:
        rows, ended = [*rows, total], ended + sum(b > a for a, b in total)
    if filled < FEWEST_ROWS:
        return None
    lacking = sum(_lacking(head, row) for row in rows)
    return Table(lines[at].start, lines[ended - 1].end, heads + rows), ended, lacking


def _lacking(head: Head, row: list[Cell]) -> int:
    """How many cells of values a row with one leaves empty."""
    values = [a == b for role, (a, b) in zip(head.roles, row, strict=True) if role == "value"]
    return 0 if all(values) else sum(values)


def _total(text: str, lines: list[Line], head: Head, rows: list[list[Cell]], *, loose: bool) -> list[Cell] | None:
    """The last row, of totals with empty cells, that the lines right below the rows make up to a blank line."""
    below = lines[: head.width]
    ends = (i for i, line in enumerate(below) if (i and not is_value(line.text)) or (line.after_blank and not loose))
    stop = next(ends, len(below))
    return total_row(text, below[:stop], head, rows) if stop > 1 else None


def _heads_below(lines: list[Line], at: int, loose: bool) -> int:
    """How many lines from `at` are heads: up to the first ordinal or blank line, else as far as the words tell."""
    labels = is_ordinal_head(lines[at].text)
    for count, line in enumerate(lines[at : at + MOST_HEADS + 1]):
        first = labels and (line.text in MARKS or line.text.strip(".()").lower() in _FIRST_LABELS)
        if count and ((line.after_blank and not loose) or first):
            return count
        if not labels and not named_head(line.text):
            return count
        if len(line.text) > 2 * LONGEST_VALUE or line.text[-1] in ".;:":
            return 0
    return 0
