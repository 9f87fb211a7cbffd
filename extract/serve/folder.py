"""The folder that is served: outputs as they stand there now, parsed once, and found by doubt.

Whoever else writes there (the command line, another server) is seen: files are looked at before each answer, and
parsed again only where size, time or inode changed.
"""

from __future__ import annotations

import logging
import os
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from extract.contract.model import Extraction, Target
from extract.serve.database import Database
from extract.serve.pieces import Pieces
from extract.serve.texts import Texts
from extract.sources.regular import contents
from extract.views.review.originals import Found
from extract.write.atomic import Seen, seen, write_bytes
from extract.write.gone import Gone, left
from extract.write.outputs import NotAnOutput, begins_as_output, parsed

_LOG = logging.getLogger(__name__)
_MOST = 256  # extractions held parsed
_LOOK = 0.25  # seconds between two looks at the folder


class NoSuchDocument(KeyError):
    """No output of that id stands in the folder."""


class NoFolder(FileNotFoundError):
    """The folder itself is not there: removed, renamed, or on a disk that is away."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A document as lists show it.  `records` all, `standing` those that count, `reviewed` those somebody judged."""

    id: str
    title: str | None
    type: str
    number: str | None
    issued: str | None
    issuer: str | None
    province: str | None
    province_code: str | None
    district: str | None
    source: str
    sha256: str
    records: int
    standing: int
    reviewed: int
    rejected: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Doubted:
    """A record in the index: `place` in its document's `targets`."""

    document: str
    place: int
    id: str
    kind: str
    indicator: str | None
    name: str
    confidence: float
    verdict: str | None
    by: str | None
    at: str | None


class Folder:
    """The outputs of one folder.  Methods may be called from any thread."""

    def __init__(self, path: Path, database: Database, texts: Texts) -> None:
        self.path, self._database, self.texts = path, database, texts
        self.touched = monotonic()
        """When an output was last seen to change (time.monotonic)."""
        self._bases = (path, path.resolve().parent, Path(), *(each for each in texts.places if each))
        self._lock = threading.RLock()
        self._locks: dict[str, threading.RLock] = {}
        self._writing: set[str] = set()
        self._parsed: OrderedDict[str, tuple[Seen, Extraction]] = OrderedDict()
        self._pieces = Pieces()
        self._known = self._index()
        self._looked, self._away = -_LOOK, False

    def follow(self, *, now: bool = False) -> None:
        """See what was changed in the folder since; `now`: also where it was looked at a moment ago.

        Raises NoFolder, and so does all that asks for more than one document.
        """
        with self._lock:
            if not now and monotonic() - self._looked < _LOOK:
                return
            there = self._there()
            for id in [*self._known.keys() - there.keys()]:
                self._forget(id)
            for id, looks in there.items():
                if self._known.get(id) != looks and id not in self._writing:
                    self._learn(id)
            self._looked = monotonic()

    def summaries(self) -> list[Summary]:
        """All documents, by id."""
        self.follow()
        return [_summary(row) for row in self._database.rows("SELECT * FROM documents ORDER BY id")]

    def summary(self, id: str) -> Summary:
        """One document as lists show it.  Raises NoSuchDocument."""
        self.follow()
        row = self._database.row("SELECT * FROM documents WHERE id = ?", (id,))
        if row is None:
            raise NoSuchDocument(id)
        return _summary(row)

    def extraction(self, id: str) -> Extraction:
        """A document's output as it stands this very moment.  Raises NoSuchDocument."""
        if any(c in id for c in "/\\\0") or id.startswith("."):
            raise NoSuchDocument(id)
        try:
            looks = seen(self._file(id))
        except OSError:
            raise NoSuchDocument(id) from None
        with self._lock:
            held = self._parsed.get(id)
            if held and held[0] == looks:
                self._parsed.move_to_end(id)
                return held[1]
        return self._read(id)

    def extractions(self, *, every: bool = False) -> Iterator[Extraction]:
        """The outputs that count, by id, one at a time: not those whose source is gone, unless `every` one is asked."""
        for path in map(self._file, sorted(self._known)) if every else self.counting():
            try:
                yield self.extraction(path.stem)
            except NoSuchDocument:
                continue

    def gone(self) -> list[Gone]:
        """The outputs whose source is gone (see write.gone)."""
        named = [(self._file(each.id), each.source) for each in self.summaries()]
        return left(named, self._bases)

    def counting(self) -> list[Path]:
        """The files of all outputs but those."""
        out = {each.path for each in self.gone()}
        return [path for path in map(self._file, sorted(self._known)) if path not in out]

    def doubted(self, document: str | None = None, *, unjudged: bool = True, most: int = 500) -> list[Doubted]:
        """Records, the most doubtful first: of one document or of all; `unjudged`: only those nobody judged."""
        self.follow()
        query = "SELECT * FROM records WHERE (? IS NULL OR document = ?) AND (NOT ? OR verdict IS NULL)"
        order = " ORDER BY confidence, document, place LIMIT ?"
        rows = self._database.rows(query + order, (document, document, unjudged, most))
        return [Doubted(**dict(row)) for row in rows]

    def text(self, id: str) -> Found:
        """A document's text, or why there is none (it may take a while, once).  Raises NoSuchDocument."""
        return self.texts.of(self.extraction(id))

    def texts_of(self) -> list[tuple[str, str]]:
        """What texts are kept by: of each document its id and the SHA-256 of its bytes."""
        return [(each.id, each.sha256) for each in self.summaries()]

    def stamp(self) -> int:
        """Another number whenever an output is another, or counts no more."""
        out = frozenset(each.path.stem for each in self.gone())
        with self._lock:
            return hash((frozenset(self._known.items()), out))

    def changed(self) -> int | None:
        """The latest time of change of an output, in nanoseconds; None where there is none."""
        self.follow()
        row = self._database.row("SELECT max(changed) AS latest FROM documents")
        latest: int | None = row["latest"] if row else None
        return latest

    def lock(self, id: str) -> threading.RLock:
        """What one has to hold who changes a document's output in this process."""
        with self._lock:
            return self._locks.setdefault(id, threading.RLock())

    def write(self, extraction: Extraction, data: bytes | None = None) -> None:
        """Put an output in the folder, whole or not at all; it is not parsed again.  Whoever calls holds its lock.

        `data`: its JSON, where that is at hand.
        """
        id = extraction.document.id
        data = data or self._pieces.text(extraction).encode("utf-8")
        with self._lock:
            self._writing.add(id)  # the disk takes its time: nobody else waits for it
        try:
            looks = write_bytes(self._file(id), data)
            with self._lock:
                self._keep(id, looks, extraction)
        finally:
            with self._lock:
                self._writing.discard(id)

    def _file(self, id: str) -> Path:
        return self.path / f"{id}.json"

    def _there(self) -> dict[str, Seen]:
        """The JSON files in the folder and how they look.  Raises NoFolder, told once until it is there again."""
        try:
            entries = [*os.scandir(self.path)]
        except (FileNotFoundError, NotADirectoryError) as error:
            if not self._away:
                _LOG.error("the folder is not there: %s", self.path)
            self._away = True
            raise NoFolder(error.errno, error.strerror, str(self.path)) from error
        self._away = False
        return dict(_standing(entries))

    def _index(self) -> dict[str, Seen]:
        """What the database has of documents."""
        rows = self._database.rows("SELECT id, bytes, changed, inode FROM documents")
        return {row["id"]: (row["bytes"], row["changed"], row["inode"]) for row in rows}

    def _learn(self, id: str) -> None:
        """Have a file that is new or changed in the index; what is no output, or of another id, is left out."""
        try:
            self._read(id)
        except NoSuchDocument:
            self._forget(id)

    def _read(self, id: str) -> Extraction:
        path = self._file(id)
        try:
            looks, data = seen(path), contents(path)
            extraction = parsed(data, path.name) if begins_as_output(data) else None
        except (OSError, NotAnOutput):
            extraction = None
        if extraction is None or extraction.document.id != id:
            raise NoSuchDocument(id)
        with self._lock:
            self._keep(id, looks, extraction)
        return extraction

    def _keep(self, id: str, looks: Seen, extraction: Extraction) -> None:
        before = self._parsed.get(id)
        self._parsed[id] = looks, extraction
        self._parsed.move_to_end(id)
        while len(self._parsed) > _MOST:
            self._parsed.popitem(last=False)
        if self._known.get(id) == looks:
            return
        rows = {_record(id, place, target) for place, target in enumerate(extraction.targets)}
        known = {_record(id, place, each) for place, each in enumerate(before[1].targets)} if before else set()
        with self._database.writing() as to:
            if before is None or self._known.get(id) != before[0]:
                to.execute("DELETE FROM records WHERE document = ?", (id,))
                known = set()
            to.execute(f"REPLACE INTO documents VALUES ({', '.join('?' * 19)})", _row(looks, extraction))
            to.executemany("DELETE FROM records WHERE document = ? AND place = ?", [row[:2] for row in known - rows])
            to.executemany(f"REPLACE INTO records VALUES ({', '.join('?' * 10)})", rows - known)
        self._known[id], self.touched = looks, monotonic()

    def _forget(self, id: str) -> None:
        self._parsed.pop(id, None)
        if self._known.pop(id, None):
            self.touched = monotonic()
            with self._database.writing() as to:
                to.execute("DELETE FROM records WHERE document = ?", (id,))
                to.execute("DELETE FROM documents WHERE id = ?", (id,))


def _standing(entries: Iterable[os.DirEntry[str]]) -> Iterator[tuple[str, Seen]]:
    """The outputs among them, by id, and how they look; what was removed meanwhile is left out."""
    for entry in entries:
        if entry.name.endswith(".json") and not entry.name.startswith(".") and entry.is_file():
            with suppress(FileNotFoundError):
                about = entry.stat()
                yield entry.name.removesuffix(".json"), (about.st_size, about.st_mtime_ns, about.st_ino)


def _row(looks: Seen, extraction: Extraction) -> tuple[Any, ...]:
    head, targets = extraction.document, extraction.targets
    reviewed = sum(target.reviewed is not None for target in targets)
    return (
        head.id, *looks, head.title, head.type, head.number, head.issued, head.issuer,
        head.province and head.province.name, head.province and head.province.code, head.district, head.source,
        head.sha256, len(targets), len(extraction.standing), reviewed, len(extraction.rejected),
        len(extraction.warnings),
    )  # fmt: skip


def _record(document: str, place: int, target: Target) -> tuple[Any, ...]:
    said, named = target.reviewed, target.indicator
    verdict = (said.verdict, said.by, said.at) if said else (None, None, None)
    return document, place, target.id, target.kind, named.id, named.name, target.confidence, *verdict


def _summary(row: Any) -> Summary:
    return Summary(**{name: row[name] for name in Summary.__slots__})
