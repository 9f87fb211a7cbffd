"""The table of records as Parquet, a file a province, in folders that engines read as one table (province=...)."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from extract.export.columns import TARGETS
from extract.export.spool import Spool
from extract.places import Store

FOLDER = "records"
_FILE = "records.parquet"
_UNKNOWN = "__HIVE_DEFAULT_PARTITION__"  # what Hive, Spark, DuckDB and Arrow take for null


def _partition(line: bytes) -> str:
    """The name of the file that a record stands in."""
    province = json.loads(line)["province"]
    return f"{FOLDER}/province={quote(str(province), safe='') if province else _UNKNOWN}/{_FILE}"


def write(spool: Spool, store: Store) -> list[str]:
    """Write the sorted records of a spool, a file a province; the names of the files come back.

    Files of provinces that have no record any more are taken away, for a reader takes the folder whole.
    """
    from extract.frame import scanned

    written = []
    with TemporaryDirectory(prefix="chitieu-") as folder:
        lines, file = Path(folder, "lines"), Path(folder, _FILE)
        for name, rows in groupby(spool.lines(TARGETS), _partition):  # sorted by province first
            with lines.open("wb") as out:
                out.writelines(rows)
            scanned(lines, TARGETS).sink_parquet(file, compression="zstd")
            store.put_file(name, file)
            written.append(name)
    for name in {*store.names(FOLDER, f"/{_FILE}")} - {*written}:
        store.remove(name)
    return written
