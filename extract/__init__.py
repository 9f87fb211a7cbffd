"""Chỉ Tiêu: Vietnamese policy documents in, comparable target records out.

    import extract
    extract.extract("Đến năm 2025, tối thiểu 80% hồ sơ ...").targets

Everything heavy is imported on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, overload

if TYPE_CHECKING:
    from pathlib import Path

    import pandas
    import polars
    from spacy.language import Language

    from extract.contract.model import Extraction, Target
    from extract.sources.source import Source
    from extract.write.export.frame import Backend, Records

__version__ = "0.1.0"
__all__ = ["Extraction", "Source", "Target", "extract", "load", "load_outputs", "read", "to_dataframe"]

_TYPES = {"Extraction": "extract.contract.model", "Target": "extract.contract.model", "Source": "extract.readers"}


def __getattr__(name: str) -> Any:
    """The types that the functions here take and give, imported when they are asked for."""
    from importlib import import_module

    if name not in _TYPES:
        raise AttributeError(f"module 'extract' has no attribute {name!r}")
    return getattr(import_module(_TYPES[name]), name)


def load() -> Language:
    """The pipeline as a spaCy `Language` (see extract.pipeline.components).

    Rule data of the folders in CHITIEU_PATTERNS is used, too (`extract.rules.use` takes others); raises
    extract.rules.errors.RuleError for a fault in it.
    """
    from extract.pipeline.components import load as make

    _checked()
    return make()


def _checked() -> None:
    """Have the user's own rule data checked before it is used; the shipped is checked by the tests."""
    from extract.rules.own import own_folders

    if own_folders():
        from extract.rules import check

        check()


def read(path: str | Path) -> Source:
    """A file as a `Source`; raises extract.readers.ReadError, TypeError for what names no file."""
    from pathlib import Path

    from extract.readers import read as read_file

    if not isinstance(path, str | Path):
        raise TypeError(f"extract.read takes a path (str or pathlib.Path), not {type(path).__name__}")
    return read_file(path)


def extract(source: Source | str | Path, nlp: Language | None = None) -> Extraction:
    """The records of a text, of a `Source` or of the file a Path names.

    A `str` is always the text itself, also where a file has that name: what a call means must not depend on
    what lies in the folder.  For a file, give a `pathlib.Path` or `extract.read(path)`.  `nlp` is a pipeline
    from `load()`, if you have added stages of your own to it.
    Raises extract.readers.ReadError for a file that yields no text, extract.rules.errors.RuleError for a fault in the
    rule data of the folders in CHITIEU_PATTERNS, TypeError for anything else than these, ValueError for a text with
    half of a character in it (a lone surrogate), which no file can hold.
    """
    from pathlib import Path

    _checked()
    document: Any = read(source) if isinstance(source, Path) else source
    if isinstance(document, str):
        _whole(document)
    elif not _is_source(document):
        raise TypeError(
            f"extract.extract takes a text (str), a pathlib.Path or a Source, not {type(document).__name__}"
        )
    if nlp is None:
        from extract.pipeline.stages import extract as run

        return run(document)
    from extract.pipeline.components import extract as through

    return through(document, nlp)


def _whole(text: str) -> None:
    """Raises ValueError for a text that is none in Unicode's sense."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        half = f"half of a character (U+{ord(text[error.start]):04X})"
        raise ValueError(f"extract.extract: character {error.start} of the text is {half}") from None


def _is_source(document: object) -> bool:
    from extract.sources.source import Source

    return isinstance(document, Source)


def load_outputs(*paths: str | Path) -> list[Extraction]:
    """Written outputs (folders of them, or single files) as the extractions that they were made from.

    In the order given, a folder's by file name.  For thousands of documents, extract.write.outputs.load gives them
    one at a time.  Raises FileNotFoundError for a path there is not and for a folder without outputs,
    extract.write.outputs.NotAnOutput for a file that holds none.
    """
    from pathlib import Path

    from extract.write.outputs import load as load_each
    from extract.write.outputs import written

    places = [Path(path) for path in paths]
    for place in places:
        if not place.exists():
            raise FileNotFoundError(f"{place}: no such file or folder")
        if place.is_dir() and not written(place):
            raise FileNotFoundError(f"{place}: no outputs in this folder")
    return list(load_each(places))


@overload
def to_dataframe(records: Records, backend: Literal["polars"] = "polars", *, table: str = ...) -> polars.DataFrame: ...
@overload
def to_dataframe(records: Records, backend: Literal["pandas"], *, table: str = ...) -> pandas.DataFrame: ...
def to_dataframe(
    records: Records, backend: Backend = "polars", *, table: str = "targets"
) -> polars.DataFrame | pandas.DataFrame:
    """Records as a frame of Polars or of pandas, a row each, columns as docs/export.md lists them.

    `records`: one extraction, many, or single records picked from them.  `table="documents"` gives a row a
    document, `table="rejected"` a row for each number that is no record.  See extract.write.export.frame.to_dataframe.
    """
    from extract.write.export.frame import to_dataframe as frame

    return frame(records, backend, table=table)
