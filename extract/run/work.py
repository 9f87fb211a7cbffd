"""One document from path to finished output: what a worker process does, and what it hands back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from time import monotonic

from extract.contract.failures import Problem, ReadError
from extract.contract.faults import LOSSES
from extract.contract.model import Extraction
from extract.readers import brought_out, of_bytes, read
from extract.readers.content import Options
from extract.readers.packed.opening import holds, listed
from extract.rules.errors import RuleError
from extract.rules.loader import from_rules
from extract.run.cache.ruled import loaded
from extract.run.engines.folder import granted, slots
from extract.run.laying import laid
from extract.run.outcomes import Failure, Finished, Limits, Opened, Outcome
from extract.sources.inputs import Document
from extract.sources.regular import contents
from extract.sources.source import Source
from extract.write import json, target_table
from extract.write.outputs import is_output, parsed

__all__ = ["Extractor", "Failure", "Finished", "Limits", "Outcome", "opened", "options", "shipped", "work"]

Extractor = Callable[[Source], Extraction]
Packed = Callable[[Extraction], bytes]
"""How rows are packed for the tables (write.tables)."""
_SOFT = 0.8  # share of the time limit after which a reader begins no further page
_PAGES = 50  # by OCR: so many add as much time again


def options(limits: Limits) -> Options:
    """The limits as a reader is told them, from now on; a page to be read by OCR adds a fiftieth of the time."""
    seconds = limits.seconds * _SOFT

    def more(added: float) -> None:
        granted(added / _SOFT)

    return Options(
        limits.megabytes * 1_000_000, limits.pages, monotonic() + seconds, limits.ocr, seconds / _PAGES, slots(), more
    )


@from_rules
def shipped() -> Extractor:
    """The shipped stages with their rules and catalogue, checked and loaded once a process.  Raises RuleError."""
    return loaded(_loaded)


@cache
def _loaded() -> Extractor:
    from extract.pipeline.stages import extract, load

    load()
    return extract


def finished(document: Document, found: Extraction, text: bytes, rows: bytes, digest: str) -> Finished:
    """What was found in a document, as its outcome; with its JSON, its rows, the SHA-256 of what was read."""
    lost = [each.message for each in found.warnings if each.code in LOSSES]
    partial = f"{lost[0]} (and {len(lost) - 1} more)" if len(lost) > 1 else lost[0] if lost else None
    counts = len(found.targets), len(found.rejected), len(found.warnings)
    return Finished(document.id, document.shown, text, sha256(text).hexdigest(), rows, digest, *counts, partial)


def work(
    document: Document, limits: Limits, extractor: Extractor | None = None, packed: Packed = target_table.packed
) -> Outcome:
    """One document read, extracted and rendered; whatever goes wrong comes back as a Failure.

    A file that holds documents is opened, no more: what is in it comes back, to be worked on one by one.
    Raises RuleError: a fault in the rule data is none of the document's, and ends the run.
    """
    try:
        extractor = extractor or shipped()
        bounds = options(limits)
        data, name = brought_out(document.path, document.inside, bounds)
        if holds(data):
            return _opened(document, data, bounds)
        source = of_bytes(data, name, bounds, id=document.id, path=document.shown)
        extraction = extractor(source)
        text = json.text(extraction).encode("utf-8")
        done = finished(document, extraction, text, packed(extraction), source.sha256)
        if not document.judged:
            return done
        return replace(done, laid=laid(document.judged, extraction, packed, source.raw))
    except ReadError as error:
        return Failure(document.shown, error.problem)
    except MemoryError:
        return Failure(document.shown, Problem("out_of_memory.limit", {"most": limits.memory}))
    except (KeyboardInterrupt, SystemExit, RuleError):
        raise
    except BaseException as error:  # a panic in a compiled extension is no Exception
        raised = f"{type(error).__name__}: {error}".rstrip(": ")
        return Failure(document.shown, Problem("internal_error.raised", {"error": raised}))


def _opened(document: Document, data: bytes, bounds: Options) -> Opened:
    """What a container holds.  Raises ReadError."""
    found = listed(data, bounds, len(document.inside))
    members = tuple((each.number, each.name, each.size) for each in found.documents)
    refused = tuple(
        Failure(f"{document.shown}/{each.name}", each.problem) for each in found.members if each.problem is not None
    )
    return Opened(document.id, document.shown, members, bounds.max_bytes // 1_000_000, refused, found.left_out)


def opened(file: Path) -> Extraction:
    """A written extraction, or one made on the fly of a document.  Raises ReadError, NotAnOutput, RuleError."""
    if file.suffix.lower() == ".json" and is_output(file):
        return parsed(contents(file), file.as_posix())
    return shipped()(read(file))
