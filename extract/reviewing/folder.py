"""The verdicts beside a folder of outputs laid on all of them, and the tables made anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.contract.model import Extraction
from extract.reviewing.applying import Applied, applied
from extract.reviewing.judgments import Judgment
from extract.reviewing.store import Store
from extract.sources.regular import contents
from extract.write.atomic import write_bytes
from extract.write.json import text as written_text
from extract.write.outputs import NotAnOutput, parsed, written
from extract.write.packs import TABLES, Sorter
from extract.write.target_table import packed

TextOf = Callable[[Extraction], str | None]


@dataclass(frozen=True, slots=True)
class Laid:
    """One output with its verdicts: how it went, whether the file changed, how many records count now."""

    document: str
    applied: Applied
    rewritten: bool
    records: int
    torn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a folder: `without` are documents that were judged and have no output here."""

    laid: tuple[Laid, ...]
    without: tuple[str, ...]
    damaged: tuple[NotAnOutput, ...]
    tables: bool


def outputs_of(folder: Path) -> Iterator[tuple[Path, Extraction | NotAnOutput]]:
    """The outputs of a folder, one at a time, by name; what cannot be read as the error that says so."""
    for path in written(folder):
        try:
            yield path, parsed(contents(path), path.as_posix())
        except NotAnOutput as error:
            yield path, error


def lay(folder: Path, text_of: TextOf | None = None) -> Outcome:
    """Lay the verdicts in `folder`/verdicts on the outputs beside them, and write the tables where anything changed.

    `text_of`: gives the text of a document, or None; asked for only where a verdict is on another version of it, or
    adds a record.
    Raises OSError where the folder takes no files.
    """
    store = Store(folder)
    judged, laid, damaged = {*store.documents()}, list[Laid](), list[NotAnOutput]()
    for path, extraction in outputs_of(folder):
        if isinstance(extraction, NotAnOutput):
            damaged.append(extraction)
            continue
        id = extraction.document.id
        if id not in judged and all(each.reviewed is None for each in extraction.targets):
            continue
        found = laid_on(extraction, store.of(id), text_of)
        data = written_text(found.extraction).encode("utf-8")
        rewritten = contents(path) != data
        if rewritten:
            write_bytes(path, data)
        laid.append(Laid(id, found, rewritten, len(found.extraction.standing), tuple(store.torn(id))))
    without = tuple(sorted(judged - {each.document for each in laid} - {Path(each.name).stem for each in damaged}))
    missing = not all((folder / name).exists() for name in TABLES)
    tables = any(each.rewritten for each in laid) or (missing and bool(laid))
    if tables:
        write_tables(folder, {each.document for each in laid})
    return Outcome(tuple(laid), without, tuple(damaged), tables)


def laid_on(extraction: Extraction, judgments: list[Judgment], text_of: TextOf | None = None) -> Applied:
    """The judgments on an output; its text is asked for only where it is needed."""
    sha256 = extraction.document.sha256
    needed = any(each.sha256 != sha256 or each.verdict == "missed" for each in judgments)
    return applied(extraction, judgments, text_of(extraction) if text_of is not None and needed else None)


def write_tables(folder: Path, more: Iterable[str] = ()) -> None:
    """Write targets.csv and targets.jsonl anew: of the documents that stand in them, and of `more` (ids).

    Where there are no tables, of all outputs in the folder.
    """
    wanted = _tabled(folder / TABLES[1])
    wanted = None if wanted is None else wanted | {*more}
    with Sorter(folder) as sorter:
        any_rows = False
        for _, extraction in outputs_of(folder):
            if isinstance(extraction, Extraction) and (wanted is None or extraction.document.id in wanted):
                sorter.add(packed(extraction))
                any_rows = True
        if any_rows:
            sorter.write()


def _tabled(table: Path) -> set[str] | None:
    """The ids of the documents that stand in targets.jsonl; None where it cannot be told."""
    try:
        with table.open(encoding="utf-8") as lines:
            return {str(json.loads(line)["document"]) for line in lines if line.strip()}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
