"""Chỉ Tiêu: Vietnamese policy documents in, comparable target records out.

    import extract
    extract.extract("Đến năm 2025, tối thiểu 80% hồ sơ ...").targets

Everything heavy is imported on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

    from extract.model import Extraction
    from extract.readers import Source

__version__ = "0.1.0"
__all__ = ["extract", "load", "read"]


def load() -> Language:
    """The pipeline as a spaCy `Language` (see extract.pipeline)."""
    from extract.pipeline import load as make

    return make()


def read(path: str | Path) -> Source:
    """A file as a `Source`; raises extract.readers.ReadError."""
    from extract.readers import read as read_file

    return read_file(path)


def extract(source: Source | str | Path, nlp: Language | None = None) -> Extraction:
    """The records of a text, of a `Source` or of the file a Path names."""
    from pathlib import Path

    from extract.pipeline import extract as run

    document: Any = read(source) if isinstance(source, Path) else source
    return run(document, nlp)
