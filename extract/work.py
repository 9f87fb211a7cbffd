"""One document from path to finished output: what a worker process does, and what it hands back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from time import monotonic
from typing import Literal

from extract.inputs import Document
from extract.model import Extraction
from extract.readers import Options, ReadError, Source, read
from extract.write import json, tables

Extractor = Callable[[Source], Extraction]
_SOFT = 0.8  # share of the time limit after which a reader begins no further page
_LINES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost: seconds, megabytes of memory, megabytes of file, pages; `ocr` for scans."""

    seconds: float = 300
    memory: int = 4096
    megabytes: int = 200
    pages: int = 3000
    ocr: Literal["auto", "never"] = "auto"

    def options(self) -> Options:
        """The same as a reader is told, from now on."""
        return Options(self.megabytes * 1_000_000, self.pages, monotonic() + self.seconds * _SOFT, self.ocr)


@dataclass(frozen=True, slots=True)
class Finished:
    """A document's output, ready to be written; `partial`: what of the document was not read."""

    id: str
    source: str
    text: str
    rows: list[tables.Row]
    targets: int
    rejected: int
    warnings: int
    partial: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that yielded nothing, with a snake_case code and the reason in one line."""

    source: str
    code: str
    message: str


Outcome = Finished | Failure


@cache
def shipped() -> Extractor:
    """The shipped stages with their rules and catalogue, loaded once a process."""
    from extract.stages import extract, load

    load()
    return extract


def one_line(text: str) -> str:
    """A message in one line, without what a terminal would act on."""
    return _LINES.sub(" ", "".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in text)).strip()


def work(document: Document, limits: Limits, extractor: Extractor | None = None) -> Outcome:
    """One document read, extracted and rendered; whatever goes wrong comes back as a Failure."""
    try:
        source = replace(read(document.path, limits.options()), id=document.id, path=document.shown)
        extraction = (extractor or shipped())(source)
        partial = next((each.message for each in extraction.warnings if each.code == "partial"), None)
        counts = len(extraction.targets), len(extraction.rejected), len(extraction.warnings)
        return Finished(document.id, document.shown, json.text(extraction), tables.rows(extraction), *counts, partial)
    except ReadError as error:
        return Failure(document.shown, error.code, one_line(error.message))
    except MemoryError:
        return Failure(document.shown, "out_of_memory", f"more than {limits.memory} MB of memory (--memory-limit)")
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic in a compiled extension is no Exception
        return Failure(document.shown, "internal_error", one_line(f"{type(error).__name__}: {error}").rstrip(": "))
