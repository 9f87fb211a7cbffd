"""The table of records as one flat file: JSON Lines, CSV, Parquet.

Programs that load JSON Lines or CSV tell the types of the columns by the first hundred rows.  So the few rows that are
the first to fill a column come before all others, where they would come too late, and numbers of columns that may hold
fractions are always written with one (80.0).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from extract.contract.model import Extraction
from extract.messages import Language
from extract.sources.temporary import temporary_folder
from extract.write.atomic import replacing
from extract.write.columns import TARGETS, Row, Table
from extract.write.export.in_words import head, row_in_words
from extract.write.export.spool import Spool, spooled
from extract.write.packs import BOM
from extract.write.target_table import csv_text, jsonl_text

_LOOKED_AT = 100  # rows by which Polars tells the types, the fewest of all that are asked for none


def write_csv(spool: Spool, table: Table, path: Path) -> None:
    """A table as CSV: UTF-8, a header line, text that a spreadsheet would run disarmed by a leading '."""
    _write_csv(spool.rows(table), table.names, table.names, path)


def _some(rows: Iterable[Row]) -> Iterator[tuple[Row, ...]]:
    """The rows, some hundreds at a time."""
    rest = iter(rows)
    while some := tuple(islice(rest, 500)):
        yield some


def _write_csv(
    rows: Iterable[Row],
    names: tuple[str, ...],
    shown: tuple[str, ...],
    path: Path,
    *,
    bom: bool = False,
    comma: bool = False,
) -> None:
    with path.open("wb") as file:
        file.write((BOM if bom else b"") + csv_text((), shown, decimal_comma=comma).encode("utf-8"))
        for some in _some(rows):
            file.write(csv_text(some, names, header=False, decimal_comma=comma).encode("utf-8"))


def _late(spool: Spool, table: Table) -> list[int]:
    """The places of the rows that are the first to fill a column and would not be among the first hundred."""
    missing, late = {*table.names}, []
    window = _LOOKED_AT - len(table.names)
    for place, row in enumerate(spool.rows(table)):
        filled = {name for name in missing if row[name] not in (None, "")}
        missing -= filled
        if filled and place >= window:
            late.append(place)
        if not missing:
            break
    return late


def _typed(row: Row, table: Table) -> Row:
    """The row with floats in every column of numbers."""
    changed: Row = {}
    for column in table.columns:
        cell = row[column.name]
        changed[column.name] = float(cell) if column.type == "number" and isinstance(cell, int) else cell
    return changed


def telling(spool: Spool, table: Table) -> Iterator[Row]:
    """The rows in an order, and with numbers, that tell the types of all columns that hold anything."""
    late = _late(spool, table)
    taken = {*late}
    first = (row for place, row in enumerate(spool.rows(table)) if place in taken) if late else iter(())
    for row in first:
        yield _typed(row, table)
    for place, row in enumerate(spool.rows(table)):
        if place not in taken:
            yield _typed(row, table)


def jsonl(extractions: Iterable[Extraction], out: Path) -> dict[str, int]:
    """Write the records as one JSON object a line; the number of rows by table comes back."""
    with spooled(extractions, [TARGETS]) as spool, replacing(out) as partial:
        with partial.open("wb") as file:
            file.writelines(jsonl_text(some).encode("utf-8") for some in _some(telling(spool, TARGETS)))
        return {TARGETS.name: spool.count(TARGETS)}


def csv(
    extractions: Iterable[Extraction],
    out: Path,
    *,
    language: Language = "en",
    words: bool = False,
    bom: bool = False,
    decimal_comma: bool = False,
) -> dict[str, int]:
    """Write the records as CSV; the number of rows by table comes back.

    `words`: heads and codes in words of `language`.  `bom`: with the mark by which Excel knows the letters.
    `decimal_comma`: 84,11, and semicolons between the cells, as spreadsheets with Vietnamese settings read it.
    """
    table = TARGETS
    with spooled(extractions, [table]) as spool, replacing(out) as partial:
        rows: Iterable[Row] = spool.rows(table) if words or decimal_comma else telling(spool, table)
        shown = table.names
        if words:
            shown = tuple(head(name, language) for name in table.names)
            rows = (row_in_words(row, table, language) for row in rows)
        _write_csv(rows, table.names, shown, partial, bom=bom, comma=decimal_comma)
        return {table.name: spool.count(table)}


def parquet(extractions: Iterable[Extraction], out: Path) -> dict[str, int]:
    """Write the records as Parquet, columns typed; the number of rows by table comes back."""
    from extract.write.export.frame import scanned

    with spooled(extractions, [TARGETS]) as spool, temporary_folder() as folder:
        lines = Path(folder) / "lines"
        spool.write_lines(TARGETS, lines)
        with replacing(out) as partial:
            scanned(lines, TARGETS).sink_parquet(partial, compression="zstd")
        return {TARGETS.name: spool.count(TARGETS)}
