"""The table of records as Parquet, files by province, in folders that engines read as one table (province=...)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain, count, groupby, islice
from pathlib import Path
from urllib.parse import quote

from extract.sources.stores import Store
from extract.sources.temporary import temporary_folder
from extract.write.columns import TARGETS
from extract.write.packs import Line

FOLDER = "records"
_MOST = 50_000  # records of a file: what is made into one is held in memory, 4 KB a record
_UNKNOWN = "__HIVE_DEFAULT_PARTITION__"  # what Hive, Spark, DuckDB and Arrow take for null


def _folder(line: Line) -> str:
    """The name of the folder that a record belongs into."""
    province = json.loads(line[-1])["province"]
    return f"{FOLDER}/province={quote(str(province), safe='') if province else _UNKNOWN}"


def _parted(records: Iterable[Line]) -> Iterator[tuple[str, Iterator[Line]]]:
    """Records, by province, as the files that they go into: name and records of each."""
    for folder, of_province in groupby(records, _folder):
        rows = iter(of_province)
        for number in count(1):
            first = next(rows, None)
            if first is None:
                break
            name = "records.parquet" if number == 1 else f"records-{number}.parquet"
            yield f"{folder}/{name}", chain((first,), islice(rows, _MOST - 1))


def write(records: Iterable[Line], store: Store) -> list[str]:
    """Write records, sorted, whose last parts are JSON lines; the names of the files come back.

    Files of former runs that are not written anew are taken away, for a reader takes the folder whole.
    """
    from extract.write.export.frame import scanned

    written = []
    with temporary_folder() as folder:
        lines, file = Path(folder, "lines"), Path(folder, "records.parquet")
        for name, rows in _parted(records):
            with lines.open("wb") as out:
                out.writelines(row[-1] for row in rows)
            scanned(lines, TARGETS).sink_parquet(file, compression="zstd")
            store.put_file(name, file)
            written.append(name)
    for name in {*store.names(FOLDER, ".parquet")} - {*written}:
        store.remove(name)
    return written
