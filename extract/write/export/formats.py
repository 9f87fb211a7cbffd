"""The formats by name, each with the function that writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import cast

from extract.contract.extras import require
from extract.contract.model import Extraction
from extract.write.outputs import load

Writer = Callable[[Iterable[Extraction], Path], dict[str, int]]

# name: (module beside this one, function, what of the extra `export` it needs); imported when it is asked for.
FORMATS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "jsonl": ("flat", "jsonl", ()),
    "csv": ("flat", "csv", ()),
    "parquet": ("flat", "parquet", ("polars",)),
    "xlsx": ("workbook", "write", ("xlsxwriter",)),
    "duckdb": ("database", "write", ("duckdb",)),
    "datapackage": ("package", "write", ()),
    "webannotation": ("annotations", "write", ()),
}


def _writer(name: str, outputs: Path) -> Writer:
    module, function, needed = FORMATS[name]
    if needed:
        require("export", *needed)
    write = getattr(import_module(f"extract.write.export.{module}"), function)
    if name == "webannotation":
        # Documents stand where they were read from: seen from here, or from the folder that holds the outputs.
        return lambda extractions, out: write(extractions, out, (Path(), outputs.resolve().parent))
    return cast(Writer, write)


def export(outputs: Path, to: str, out: Path) -> dict[str, int]:
    """Write the extractions of a folder in the format `to`; the number of rows by table comes back.

    Folders above `out` are made.  Raises KeyError for a format there is not, extract.contract.extras.MissingExtra
    for one whose packages are not installed, extract.write.outputs.NotAnOutput and
    extract.write.export.spool.Duplicate for outputs that cannot be taken, extract.write.atomic.Foreign where something
    else than an export would be lost, extract.write.export.workbook.TooManyRows, and OSError where `out` cannot be
    written.  Nothing is written then.
    """
    write = _writer(to, outputs)
    out.parent.mkdir(parents=True, exist_ok=True)
    return write(load([outputs]), out)
