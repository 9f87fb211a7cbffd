"""The formats by name, each with the function that writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from extract.contract.extras import require
from extract.messages import Language
from extract.write.outputs import load, written


@dataclass(frozen=True, slots=True)
class Options:
    """How a form is to be written; what it does not know of is refused, but the language.

    `words`, `bom`, `decimal_comma` are of CSV (see flat.csv); `pdf`: the summary as PDF too.
    """

    language: Language = "en"
    words: bool = False
    bom: bool = False
    decimal_comma: bool = False
    pdf: bool = False

    @property
    def asked(self) -> tuple[str, ...]:
        """The options that are on."""
        return tuple(name for name in ("words", "bom", "decimal_comma", "pdf") if getattr(self, name))


class Unfit(ValueError):
    """An option that the format does not have: (option, formats that have it)."""


class Format(NamedTuple):
    """The module beside this one, its function, what of the extra `export` it needs, the options that it takes.

    `folders`: it looks for the documents themselves.
    """

    module: str
    function: str
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


FORMATS: dict[str, Format] = {
    "jsonl": Format("flat", "jsonl"),
    "csv": Format("flat", "csv", (), ("language", "words", "bom", "decimal_comma")),
    "parquet": Format("flat", "parquet", ("polars",)),
    "xlsx": Format("workbook", "write", ("xlsxwriter",), ("language",)),
    "tracker": Format("tracker", "write", ("xlsxwriter",), ("language",)),
    "summary": Format("summary", "write", ("docx", "altair", "vl_convert"), ("language", "pdf")),
    "duckdb": Format("database", "write", ("duckdb",)),
    "datapackage": Format("package", "write"),
    "webannotation": Format("annotations", "write", (), ("folders",)),
    "langextract": Format("langextract", "write", (), ("folders",)),
    "labelstudio": Format("labelstudio", "write", (), ("folders",)),
}
"""By name; a module is imported when its format is asked for."""


def export(
    outputs: Path, to: str, out: Path, options: Options | None = None, *, files: Sequence[Path] | None = None
) -> dict[str, int]:
    """Write the extractions of a folder, or only `files` of it, in a format; the number of rows by table comes back.

    Folders above `out` are made.  Raises KeyError for a format there is not, Unfit for an option that it does not have,
    extract.contract.extras.MissingExtra for one whose packages are not installed, extract.write.outputs.NotAnOutput and
    extract.write.export.spool.Duplicate for outputs that cannot be taken, extract.write.atomic.Foreign where something
    else than an export would be lost, extract.write.export.workbook.TooManyRows, and OSError where `out` cannot be
    written.  Nothing is written then.
    """
    chosen, options = FORMATS[to], options or Options()
    for name in options.asked:
        if name not in chosen.takes:
            raise Unfit(name, tuple(each for each, format in FORMATS.items() if name in format.takes))
    if chosen.needs:
        require("export", *chosen.needs)
    # Documents stand where they were read from: seen from here, from beside the outputs or among them.
    given: dict[str, Any] = {
        name: (Path(), outputs.resolve().parent, outputs) if name == "folders" else getattr(options, name)
        for name in chosen.takes
    }
    write = getattr(import_module(f"extract.write.export.{chosen.module}"), chosen.function)
    out.parent.mkdir(parents=True, exist_ok=True)
    counts: dict[str, int] = write(load(written(outputs) if files is None else files), out, **given)
    return counts
