"""The table of records as Parquet, a file a province, in folders that engines read as one table (province=...)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from extract.export.columns import TARGETS
from extract.stores import Store
from extract.write.packs import Line

FOLDER = "records"
_FILE = "records.parquet"
_UNKNOWN = "__HIVE_DEFAULT_PARTITION__"  # what Hive, Spark, DuckDB and Arrow take for null


def _partition(line: Line) -> str:
    """The name of the file that a record stands in."""
    province = json.loads(line[-1])["province"]
    return f"{FOLDER}/province={quote(str(province), safe='') if province else _UNKNOWN}/{_FILE}"


def write(records: Iterable[Line], store: Store) -> list[str]:
    """Write records, sorted, whose last parts are JSON lines, a file a province; the names of the files come back.

    Files of provinces that have no record any more are taken away, for a reader takes the folder whole.
    """
    from extract.frame import scanned

    written = []
    with TemporaryDirectory(prefix="chitieu-") as folder:
        lines, file = Path(folder, "lines"), Path(folder, _FILE)
        for name, rows in groupby(records, _partition):  # sorted by province first
            with lines.open("wb") as out:
                out.writelines(row[-1] for row in rows)
            scanned(lines, TARGETS).sink_parquet(file, compression="zstd")
            store.put_file(name, file)
            written.append(name)
    for name in {*store.names(FOLDER, f"/{_FILE}")} - {*written}:
        store.remove(name)
    return written
