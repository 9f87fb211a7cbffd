"""Outputs read one at a time into rows on disk, which every format then takes in one and the same order.

In memory stays one document, and of each row what it is sorted by.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from extract.contract.model import Extraction
from extract.sources.temporary import temporary_folder
from extract.write.columns import TABLES, TARGETS, Row, Table, rows_of
from extract.write.target_table import jsonl_text
from extract.write.target_table import key as record_key

_BATCH = 500  # rows that are held at a time


class Duplicate(ValueError):
    """Two outputs of one document, or two records of one id: the message names it."""


class Spool:
    """The rows of some tables over all documents, sorted, each table a file of JSON lines."""

    def __init__(self, folder: Path, tables: Iterable[Table]) -> None:
        self.folder = folder
        self.documents = 0
        self._places: dict[str, list[tuple[Any, int, int]]] = {table.name: [] for table in tables}
        self._counts = dict.fromkeys(self._places, 0)
        self._files: dict[str, BinaryIO] = {name: (folder / name).open("w+b") for name in self._places}
        self._seen: set[str] = set()

    def add(self, extraction: Extraction) -> None:
        """Take the rows of one document.  Raises Duplicate for a document or record that came before."""
        document = extraction.document.id
        if document in self._seen:
            raise Duplicate(document)
        self._seen.add(document)
        ids: set[str] = set()
        for target in extraction.standing:
            if target.id in ids:
                raise Duplicate(f"{document}: {target.id}")
            ids.add(target.id)
        self.documents += 1
        for table in TABLES:
            if table.name in self._places:
                self._keep(table, document, rows_of(table, extraction))

    def _keep(self, table: Table, document: str, rows: list[Row]) -> None:
        """Append rows to the table's file: records each with a place, rejected numbers together (they are in order)."""
        pieces: list[tuple[tuple[Any, ...], list[Row]]] = [((document,), rows)]
        if table is TARGETS:
            pieces = [(record_key(row), [row]) for row in rows]
        file = self._files[table.name]
        for key, piece in pieces:
            data = jsonl_text(piece).encode("utf-8")
            self._places[table.name].append((key, file.tell(), len(data)))
            file.write(data)
        self._counts[table.name] += len(rows)

    def sort(self) -> None:
        """Bring all places into the order of writing: nothing is added from here on."""
        for places in self._places.values():
            places.sort()

    def count(self, table: Table) -> int:
        """How many rows the table has."""
        return self._counts[table.name]

    def lines(self, table: Table) -> Iterator[bytes]:
        """The table as JSON lines, sorted; a piece is one line or several, each with its line end."""
        file = self._files[table.name]
        for _, offset, length in self._places[table.name]:
            file.seek(offset)
            yield file.read(length)

    def rows(self, table: Table) -> Iterator[Row]:
        """The table's rows, sorted."""
        for piece in self.lines(table):
            for line in piece.split(b"\n")[:-1]:
                yield json.loads(line)

    def batches(self, table: Table) -> Iterator[tuple[Row, ...]]:
        """The table's rows, sorted, some hundreds at a time."""
        rows = self.rows(table)
        while batch := tuple(islice(rows, _BATCH)):
            yield batch

    def write_lines(self, table: Table, path: Path) -> None:
        """Write the table as one file of JSON lines."""
        with path.open("wb") as file:
            file.writelines(self.lines(table))

    def close(self) -> None:
        """Close the files."""
        for file in self._files.values():
            file.close()


@contextmanager
def spooled(extractions: Iterable[Extraction], tables: Iterable[Table]) -> Iterator[Spool]:
    """The spool of these documents, gone from the disk when the block ends."""
    with temporary_folder() as folder:
        spool = Spool(Path(folder), tables)
        try:
            for extraction in extractions:
                spool.add(extraction)
            spool.sort()
            yield spool
        finally:
            spool.close()
