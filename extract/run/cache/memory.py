"""What of an earlier run still holds: which documents need not be done again, and whether the tables need to be."""

from __future__ import annotations

import json
import os
import stat
import zlib
from collections.abc import Mapping
from hashlib import blake2b, file_digest, sha256
from pathlib import Path
from time import time_ns

from extract.run.cache.made_of import made_of, options
from extract.run.cache.store import Entry, Store
from extract.run.laying import marked, unreviewed
from extract.run.outcomes import Finished, Limits
from extract.sources.inputs import Document
from extract.write.atomic import Seen, seen
from extract.write.packs import TABLES

_NONE = ("", "")
_RACY = 2_000_000_000  # nanoseconds: a file changed so shortly before it was seen may change again and look the same


def _digest(path: str | Path) -> str:
    with open(path, "rb") as file:
        return file_digest(file, "sha256").hexdigest()


class Memory:
    """The cache as one run sees it.  `at`: the cache's folder; `out`: where the run writes."""

    def __init__(self, at: Path, out: Path, limits: Limits) -> None:
        self._out = out
        self._made_of = made_of(*options(limits))
        self._store = Store(at, out.resolve())
        self._entries = self._store.entries()
        self._tables: str | None = None
        self.reviewed: set[str] = set()
        """Ids of documents that were recalled, and whose outputs carry what people said."""

    def recalled(self, document: Document, about: os.stat_result) -> Entry | None:
        """What is known of a document if it would come out the same and its output is there as it was written.

        Nothing where only a part was read: it may have been the time that was short.
        """
        entry = self._entries.get(document.id)
        if entry is None or entry.partial or (entry.shown, entry.made_of) != (document.shown, self._made_of):
            return None
        try:
            input, output = self._input(entry, document.path, about), self._output(entry)
        except OSError:
            return None
        if input is None or output is None:
            return None
        if input is not entry or output is not entry:
            names = ("out_size", "out_modified", "out_inode")
            entry = input._replace(**{name: getattr(output, name) for name in names})
            self._entries[entry.id] = entry
            self._store.keep(entry, None)
        return entry

    def _input(self, entry: Entry, path: Path, about: os.stat_result) -> Entry | None:
        """The entry, if the input is what it was; it is read only where its looks do not tell."""
        looks = about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino
        then = entry.size, entry.modified, entry.changed, entry.inode
        if looks == then and max(entry.modified, entry.changed) < entry.at - _RACY:
            return entry
        now = time_ns()
        if about.st_size != entry.size or not stat.S_ISREG(about.st_mode) or _digest(path) != entry.sha256:
            return None
        return entry._replace(modified=about.st_mtime_ns, changed=about.st_ctime_ns, inode=about.st_ino, at=now)

    def _output(self, entry: Entry) -> Entry | None:
        """The entry, if its output is what was written; it is read only where its looks do not tell."""
        path = f"{self._out}/{entry.id}.json"
        size, modified, inode = looks = seen(path)
        if looks == (entry.out_size, entry.out_modified, entry.out_inode):
            return entry
        if not os.path.isfile(path):
            return None
        if size == entry.out_size and _digest(path) == entry.out_sha256:
            return entry._replace(out_modified=modified, out_inode=inode)
        with open(path, "rb") as file:
            found = file.read()
        plain = unreviewed(found) if marked(found) else None
        if plain is None or sha256(plain).hexdigest() != entry.out_sha256:
            return None
        self.reviewed.add(entry.id)
        return entry

    def rows(self, entry: Entry) -> bytes | None:
        """The rows of a document that was recalled; None where they are lost."""
        pack = self._store.pack(entry.id)
        return pack if pack is not None and zlib.crc32(pack) == entry.rows else None

    def keep(self, done: Finished, looks: tuple[int, int, int, int], at: int, written: Seen) -> None:
        """Keep what a document gave: its input looked like `looks` at the time `at`, its output like `written`.

        `looks`: size, times of modification and of change in nanoseconds, inode.

        Of one on which people's words are laid what the extractor gave is kept: the next run reads its output.
        """
        if done.laid is not None:
            written = (len(done.text), 0, 0)
        entry = Entry(
            done.id, done.source, self._made_of, done.sha256,
            *looks, at,
            done.text_sha256, *written, zlib.crc32(done.rows),
            done.targets, done.rejected, done.warnings, done.partial,
        )  # fmt: skip
        self._entries.pop(entry.id, None)
        self._store.keep(entry, done.rows)

    def _said(self, ids: list[str], looks: tuple[Seen, ...], laid: Mapping[str, str]) -> str:
        """Tables in a line: what stands in them, and how they look."""
        digest = blake2b(self._made_of.encode(), digest_size=16)
        kept = self._store.outputs()  # of the documents of this run no more than their ids is held
        at, made = next(kept, _NONE)
        for id in ids:
            while at and at < id:
                at, made = next(kept, _NONE)
            written = laid.get(id) or (made if at == id else "")
            digest.update(f"{id}\0{written}\0".encode())
        return json.dumps([digest.hexdigest(), *looks])

    def tables_hold(self, ids: list[str], laid: Mapping[str, str]) -> bool:
        """Whether the tables are there as they were written, and hold these documents and no others.

        `laid`: the SHA-256 of outputs with what people said of them, by id.
        """
        try:
            return self._store.tables() == self._said(ids, tuple(seen(self._out / name) for name in TABLES), laid)
        except OSError:
            return False

    def keep_tables(self, ids: list[str], looks: tuple[Seen, Seen], laid: Mapping[str, str]) -> None:
        """Keep how the tables of these documents look; not where another run wrote meanwhile: what is kept of outputs
        may be that run's, and the tables are not of them.
        """
        said = self._said(ids, looks, laid)
        self._tables = said if self._store.alone() else ""

    def close(self) -> None:
        """Write down what is to be kept."""
        self._store.close(self._tables)
