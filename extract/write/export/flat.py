"""The table of records as one flat file: JSON Lines, CSV, Parquet."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from extract.contract.model import Extraction
from extract.write.atomic import replacing
from extract.write.columns import TARGETS, Table
from extract.write.export.spool import Spool, spooled
from extract.write.target_table import csv_text


def write_csv(spool: Spool, table: Table, path: Path) -> None:
    """A table as CSV: UTF-8, a header line, text that a spreadsheet would run disarmed by a leading '."""
    with path.open("wb") as file:
        file.write(csv_text((), table.names).encode("utf-8"))
        for batch in spool.batches(table):
            file.write(csv_text(batch, table.names, header=False).encode("utf-8"))


def jsonl(extractions: Iterable[Extraction], out: Path) -> dict[str, int]:
    """Write the records as one JSON object a line; the number of rows by table comes back."""
    with spooled(extractions, [TARGETS]) as spool, replacing(out) as partial:
        spool.write_lines(TARGETS, partial)
        return {TARGETS.name: spool.count(TARGETS)}


def csv(extractions: Iterable[Extraction], out: Path) -> dict[str, int]:
    """Write the records as CSV; the number of rows by table comes back."""
    with spooled(extractions, [TARGETS]) as spool, replacing(out) as partial:
        write_csv(spool, TARGETS, partial)
        return {TARGETS.name: spool.count(TARGETS)}


def parquet(extractions: Iterable[Extraction], out: Path) -> dict[str, int]:
    """Write the records as Parquet, columns typed; the number of rows by table comes back."""
    from extract.write.export.frame import scanned

    with spooled(extractions, [TARGETS]) as spool, TemporaryDirectory(prefix="chitieu-") as folder:
        lines = Path(folder) / "lines"
        spool.write_lines(TARGETS, lines)
        with replacing(out) as partial:
            scanned(lines, TARGETS).sink_parquet(partial, compression="zstd")
        return {TARGETS.name: spool.count(TARGETS)}
