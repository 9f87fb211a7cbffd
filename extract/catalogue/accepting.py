"""Entries of the catalogue taken into a folder of the user's own rule data, where the next extraction finds them.

    accept(yaml.safe_load(text), Path("rules"))        # raises Refused, and then has written nothing

An entry goes to `indicators/<first part of its id>.yaml` of the folder, behind what stands there.  It must pass what
the project's own entries pass (extract.catalogue.passing), in a catalogue of the shipped entries and the folder's.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import yaml
from pydantic import ValidationError

from extract.catalogue.entries import Catalogue, Entry, as_row, catalogue
from extract.catalogue.passing import Fault, faults, taken_from
from extract.contract.failures import one_line
from extract.rules.errors import said
from extract.rules.joining import DROP
from extract.rules.loader import INDICATORS, Layer, follow
from extract.sources.temporary import partial_file

_ID = re.compile(r"[a-z][a-z_]*(\.[a-z0-9][a-z0-9_]*)+")
_writing = Lock()


class Refused(Exception):
    """Entries that cannot be taken, each with what is wrong with it; nothing was written."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{fault.id}: {fault.code} {fault.text}".rstrip() for fault in faults))
        self.faults = faults


class Accepted(NamedTuple):
    """What `accept` did: ids written, ids that stood there in the same words already, and the files written."""

    written: tuple[str, ...]
    known: tuple[str, ...]
    files: tuple[Path, ...]


def accept(entries: Iterable[Mapping[str, Any] | Entry], folder: Path) -> Accepted:
    """Take entries into a folder of rule data (made where there is none), all of them or none.

    Raises Refused for an entry that does not pass, or whose id another has; RuleError for a fault of what stands in the
    folder; OSError where nothing can be written.  Safe to be called by several threads at once.
    """
    given = _read(entries)
    with _writing:
        own = _own(folder)
        there = {**catalogue().entries, **own}
        known = [entry for entry in given if there.get(entry.id) == entry]
        new = [entry for entry in given if entry not in known]
        _check(new, there)
        files = tuple(_write(path, text) for path, text in _files(folder, new).items())
    follow()
    return Accepted(tuple(e.id for e in new), tuple(e.id for e in known), files)


def _read(entries: Iterable[Mapping[str, Any] | Entry]) -> list[Entry]:
    """Entries as the schema wants them, each id once and fit for the name of a file."""
    found: list[Entry] = []
    wrong: list[Fault] = []
    for number, given in enumerate(entries, 1):
        try:
            entry = given if isinstance(given, Entry) else Entry.model_validate(given)
        except ValidationError as error:
            id = str(given.get("id") or number) if isinstance(given, Mapping) else str(number)
            key, told = said(error.errors()[0], Entry.model_fields)
            wrong.append(Fault(id, "schema", one_line(f"{key}: {told}".removeprefix(": "))))
            continue
        if not _ID.fullmatch(entry.id):
            wrong.append(Fault(entry.id, "id"))
        elif any(entry.id == other.id for other in found):
            wrong.append(Fault(entry.id, "twice"))
        found.append(entry)
    if wrong:
        raise Refused(wrong)
    return found


def _own(folder: Path) -> dict[str, Entry]:
    """The entries that stand in the folder by now.  Raises RuleError where a file is none, Refused where a row is."""
    rows = [row for _, data in Layer(folder, folder.as_posix()).files(INDICATORS) for row in data or ()]
    try:
        found = [Entry.model_validate(row) for row in rows if not (isinstance(row, dict) and row.get(DROP))]
    except ValidationError as error:
        raise Refused([Fault(folder.as_posix(), "folder", one_line(str(error)))]) from error
    return {entry.id: entry for entry in found}


def _check(new: list[Entry], there: dict[str, Entry]) -> None:
    """Raises Refused where an entry has another's id, does not pass, or takes another's examples."""
    wrong = [Fault(entry.id, "taken") for entry in new if entry.id in there]
    if not wrong and new:
        grown = Catalogue([*there.values(), *new], catalogue().abbreviations)
        wrong = [fault for entry in new for fault in faults(entry, grown)]
        wrong += taken_from(there.values(), grown, frozenset(entry.id for entry in new))
    if wrong:
        raise Refused(wrong)


def _stem(entry: Entry) -> str:
    return entry.id.partition(".")[0]


def _files(folder: Path, new: list[Entry]) -> dict[Path, str]:
    """By file what it holds with the new entries behind what stands there.  Raises Refused where that is no list."""
    found: dict[Path, str] = {}
    for stem in dict.fromkeys(map(_stem, new)):
        path = folder / INDICATORS / f"{stem}.yaml"
        before = path.read_text("utf-8") if path.exists() else ""
        rows = [as_row(entry) for entry in new if _stem(entry) == stem]
        gap = "\n" if before and not before.endswith("\n") else ""
        found[path] = before + gap + yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=110)
        try:
            whole = yaml.safe_load(found[path])
        except (yaml.YAMLError, ValueError, RecursionError):
            whole = None
        if not isinstance(whole, list) or whole[-len(rows) :] != rows:
            raise Refused([Fault(path.as_posix(), "no_list")])
    return found


def _write(path: Path, text: str) -> Path:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with partial_file(path) as partial:
        with open(partial, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
    return path
