"""One row a record over all documents: provinces side by side, as CSV and as JSON Lines."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import get_args

from extract.contract.model import Extraction, Level
from extract.write.columns import TARGETS, row_of, rows_of
from extract.write.columns import Cell as Cell
from extract.write.columns import Row as Row
from extract.write.packs import TABLES, Sorter, pack, sortable
from extract.write.viewed import record_views

BRIEF = tuple(column for column in TARGETS.columns if column.brief)
COLUMNS = tuple(column.name for column in BRIEF)
_LEVELS = {level: place for place, level in enumerate(get_args(Level))}
_LAST = "\U0010ffff"  # what is unknown sorts after what is known
FORMULA_SIGNS = "=+-@\t\r\n＝＋－＠﹦﹢﹣﹫"
# A spreadsheet takes a cell that begins with one of these for a formula (CSV injection, CWE-1236).
# In East Asian input their full-width and small forms are taken for the same.
# A text that itself begins with ' before one of them gets another, so that one can always be taken off again.
_FORMULA = re.compile(rf"'*[{re.escape(FORMULA_SIGNS)}]")
_MARKS = frozenset(f"'{FORMULA_SIGNS}")  # what such a text can begin with
_encoded = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def rows(extraction: Extraction) -> list[Row]:
    """The rows of one document, in its own order, keys as in COLUMNS; `year` is the period's end."""
    return [row_of(view, BRIEF) for view in record_views(extraction)]


def key(row: Row) -> tuple[Cell, ...]:
    """What rows are sorted by: province, indicator, tier, year, document, place; what is unknown comes last."""
    level, year = row["level"], row["year"]
    return (
        row["province_code"] or _LAST,
        row["indicator_id"] or _LAST,
        row["indicator_name"] or _LAST,
        _LEVELS[level] if isinstance(level, str) else len(_LEVELS),
        9999 if year is None else year,
        row["document"],
        row["start"],
        row["end"],
        row["id"],
    )


def arranged(rows: Iterable[Row]) -> list[Row]:
    """The rows in the one order they are written in, whatever order they came in."""
    return sorted(rows, key=key)


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in _MARKS and _FORMULA.match(cell) else cell


def as_it_was(cell: str) -> str:
    """A cell of such a CSV file as the text it was: the ' that disarmed it taken off again."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def csv_text(
    rows: Iterable[Row], columns: Sequence[str] = COLUMNS, *, header: bool = True, decimal_comma: bool = False
) -> str:
    """Comma-separated values with a header line; text that looks like a formula gets a leading '.

    `decimal_comma`: numbers as 84,11, and semicolons between the cells.
    """
    return "".join(_csv_lines(rows, columns, header=header, decimal_comma=decimal_comma))


def _with_comma(cell: Cell) -> Cell:
    return f"{cell:.15g}".replace(".", ",") if isinstance(cell, float) else cell


def _csv_lines(
    rows: Iterable[Row], columns: Sequence[str], *, header: bool, decimal_comma: bool = False
) -> Iterator[str]:
    """The same, a row at a time."""
    buffer = io.StringIO()
    # The writer quotes what its own line end is made of: so a carriage return in a cell does not end the row.
    writer = csv.writer(buffer, lineterminator="\r\n", delimiter=";" if decimal_comma else ",")
    shown = (lambda cell: _with_comma(_safe(cell))) if decimal_comma else _safe
    if header:
        writer.writerow(columns)
        yield _emptied(buffer)
    for each in rows:
        writer.writerow([shown(each[name]) for name in columns])
        yield _emptied(buffer)


def _emptied(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.removesuffix("\r\n") + "\n"


def jsonl_text(rows: Iterable[Row]) -> str:
    """One JSON object a line, the same columns with null for what is unknown."""
    return "".join(_encoded(each) + "\n" for each in rows)


def packed(extraction: Extraction) -> bytes:
    """The rows of one document as write.packs takes them."""
    return _pack(rows(extraction))


def packed_whole(extraction: Extraction) -> bytes:
    """The same, each line with a last part: the row in JSON with all columns of the export."""
    found = rows_of(TARGETS, extraction)
    return _pack([{name: row[name] for name in COLUMNS} for row in found], found)


def _pack(found: list[Row], *more: list[Row]) -> bytes:
    header, *lines = (line.encode("utf-8") for line in _csv_lines(found, COLUMNS, header=True))
    keys = (sortable(key(row)) for row in found)
    encoded = ([jsonl_text([row]).encode("utf-8") for row in each] for each in (found, *more))
    return pack([(b"", header, b"", *(b"" for _ in more)), *zip(keys, lines, *encoded, strict=True)])


def write(rows: Iterable[Row], folder: Path) -> tuple[Path, Path]:
    """Write <folder>/targets.csv and targets.jsonl, sorted, and return their paths."""
    with Sorter(folder) as sorter:
        sorter.add(_pack(list(rows)))
        sorter.write()
    return folder / TABLES[0], folder / TABLES[1]
