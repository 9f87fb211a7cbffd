"""What is made of all documents together, as a worker makes it: pages of comparison and tracking, and their files."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from extract.contract.model import Extraction
from extract.messages import Language
from extract.run.outcomes import Finished, Limits, Outcome
from extract.serve.addresses import no_address, record_address
from extract.sources.inputs import Document
from extract.write.outputs import NotAnOutput, parsed

Kind = Literal["comparison", "tracking"]
Ending = Literal["html", "xlsx", "csv", "json"]


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be made; `today`: tracked under the provinces of today."""

    kind: Kind
    ending: Ending
    language: Language
    today: bool = False


def work(task: Task, files: tuple[Path, ...], document: Document, limits: Limits) -> Outcome:
    """What a worker does: what was asked for, made of the outputs `files`; its counts stand before it."""
    make = _compared if task.kind == "comparison" else _tracked
    counts, data = make(task, _read(files))
    text = json.dumps(counts, ensure_ascii=False).encode() + b"\n" + data
    return Finished(document.id, document.shown, text, "", b"", "", 0, 0, 0)


def _read(files: tuple[Path, ...]) -> Iterator[Extraction]:
    for path in files:
        try:
            yield parsed(path.read_bytes(), path.name)
        except (OSError, NotAnOutput):  # it was removed or changed meanwhile
            continue


def _compared(task: Task, extractions: Iterator[Extraction]) -> tuple[dict[str, Any], bytes]:
    from extract.views.compare.comparison import compare
    from extract.views.compare.html_page import page
    from extract.views.compare.plain_data import csv_text, json_text
    from extract.views.compare.sheets import workbook

    found = compare(extractions)
    rows = [row for row in found.matrix.rows if row.key.kind == "target"]
    counts = {
        "documents": len(found.matrix.documents), "rows": len(rows), "shared": sum(len(row.cells) > 1 for row in rows),
    }  # fmt: skip
    forms: dict[Ending, Callable[[], str | bytes]] = {
        "html": lambda: page(found, task.language, record_address),
        "xlsx": lambda: workbook(found, task.language, no_address),
        "csv": lambda: csv_text(found, no_address),
        "json": lambda: json_text(found, no_address),
    }
    return counts, _bytes(forms[task.ending]())


def _tracked(task: Task, extractions: Iterator[Extraction]) -> tuple[dict[str, Any], bytes]:
    from extract.views.track.book import workbook
    from extract.views.track.page import page
    from extract.views.track.plain import csv_text, json_text
    from extract.views.track.tracking import STATUSES, track

    found = track(extractions, today=task.today)
    standing = Counter(goal.status for line in found.lines for goal in line.goals)
    counts = {
        "documents": len(found.documents), "lines": sum(bool(line.goals) for line in found.lines),
        "asof": str(found.asof), "statuses": {name: standing[name] for name in STATUSES},
    }  # fmt: skip
    forms: dict[Ending, Callable[[], str | bytes]] = {
        "html": lambda: page(found, task.language, record_address),
        "xlsx": lambda: workbook(found, task.language),
        "csv": lambda: csv_text(found, no_address),
        "json": lambda: json_text(found, no_address),
    }
    return counts, _bytes(forms[task.ending]())


def _bytes(made: str | bytes) -> bytes:
    return made.encode("utf-8") if isinstance(made, str) else made
