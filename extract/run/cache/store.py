"""The file in which the cache is kept: SQLite in the user's cache folder, shared by all runs of that user.

An `Entry` is what is known of one document of one output folder.  It carries a seal, so that a damaged file gives
fewer entries and no wrong ones.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from time import monotonic
from typing import NamedTuple

NAME = ".runs.sqlite"  # hidden, so that no run takes it for a document wherever it is put
_LAYOUT = 1
_WAIT = 0.5  # seconds for another run to be done with writing
_TOGETHER = 200  # entries written in one go, or
_SECONDS = 2.0  # those of so many seconds
_TABLES = """
create table if not exists folders (id integer primary key, path text unique, tables text not null default '');
create table if not exists entries (folder integer, id text, {columns}, seal blob, primary key (folder, id));
create table if not exists packs (folder integer, id text, pack blob, primary key (folder, id));
"""


class Entry(NamedTuple):
    """A document that was read: what it was made of, how its input and its output looked, what was found.

    `size`, `modified`, `changed`, `inode`: the input, seen at `at` (nanoseconds since 1970); `out_…`: the output file;
    `rows`: checksum of its pack.
    """

    id: str
    shown: str
    made_of: str
    sha256: str
    size: int
    modified: int
    changed: int
    inode: int
    at: int
    out_sha256: str
    out_size: int
    out_modified: int
    out_inode: int
    rows: int
    targets: int
    rejected: int
    warnings: int
    partial: str | None


_COLUMNS = Entry._fields[1:]
_READ = f"select id, {', '.join(_COLUMNS)}, seal from entries where folder = ?"
_OUTPUTS = "select id, out_sha256 from entries where folder = ? order by id"
_KEEP = f"insert or replace into entries values (?, {', '.join('?' * len(Entry._fields))}, ?)"


def _seal(entry: tuple[object, ...]) -> bytes:
    return blake2b(repr(entry).encode("utf-8", "surrogatepass"), digest_size=12).digest()


class Store:
    """The entries of one output folder.  Whatever goes wrong, from then on it knows nothing and keeps nothing."""

    def __init__(self, at: Path, out: Path) -> None:
        self._database: sqlite3.Connection | None = None
        self._folder = self._version = 0
        self._waiting: list[tuple[Entry, bytes | None]] = []
        self._written = monotonic()
        self._place = at
        try:
            try:
                self._open(str(out))
            except sqlite3.DatabaseError as error:
                if not self._failed(error):
                    return
                self._open(str(out))  # it was damaged, and has been taken away
        except (sqlite3.Error, OSError, ValueError) as error:
            self._failed(error)

    def _open(self, out: str) -> None:
        self._place.mkdir(parents=True, exist_ok=True, mode=0o700)
        database = sqlite3.connect(self._place / NAME, timeout=_WAIT, isolation_level=None)
        self._database = database
        layout = database.execute("pragma user_version").fetchone()[0]
        if layout not in (0, _LAYOUT):
            raise sqlite3.DatabaseError("of another version")
        database.execute("pragma synchronous = normal")
        if layout == 0:
            database.execute("pragma journal_mode = wal")
            database.executescript(_TABLES.format(columns=", ".join(_COLUMNS)))
            database.execute(f"pragma user_version = {_LAYOUT}")
        row = database.execute("select id from folders where path = ?", (out,)).fetchone()
        if row is None:
            self._forget_folders()
            row = database.execute("insert into folders (path) values (?) returning id", (out,)).fetchone()
        self._folder = int(row[0])
        self._version = self._others()

    def _forget_folders(self) -> None:
        """Let go what was kept for output folders that are there no more."""
        assert self._database is not None
        for number, path in self._database.execute("select id, path from folders").fetchall():
            if not os.path.isdir(path):
                for table, column in (("entries", "folder"), ("packs", "folder"), ("folders", "id")):
                    self._database.execute(f"delete from {table} where {column} = ?", (number,))

    def _failed(self, error: Exception) -> bool:
        """Do without the file; take it away if it was damaged (and not locked, or out of reach).  Whether it was."""
        self._let_go()
        damaged = isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)
        if damaged:
            for name in (NAME, f"{NAME}-wal", f"{NAME}-shm"):
                with suppress(OSError):
                    (self._place / name).unlink(missing_ok=True)
        return damaged

    def _let_go(self) -> None:
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
        self._database = None
        self._waiting = []

    def entries(self) -> dict[str, Entry]:
        """All entries whose seal holds, by the id of the document."""
        if self._database is None:
            return {}
        try:
            found = self._database.execute(_READ, (self._folder,)).fetchall()
        except (sqlite3.Error, ValueError) as error:
            self._failed(error)
            return {}
        return {row[0]: Entry._make(row[:-1]) for row in found if _seal(row[:-1]) == row[-1]}

    def outputs(self) -> Iterator[tuple[str, str]]:
        """Ids, in their order, and SHA-256 of their outputs: all that is kept of the folder, held one by one."""
        if self._waiting:
            self._write([])
        if self._database is None:
            return
        try:
            yield from self._database.execute(_OUTPUTS, (self._folder,))
        except (sqlite3.Error, ValueError) as error:
            self._failed(error)

    def alone(self) -> bool:
        """Whether nobody else has written to the file since it was opened."""
        try:
            return self._database is not None and self._others() == self._version
        except sqlite3.Error as error:
            self._failed(error)
            return False

    def _others(self) -> int:
        """A number that changes when another connection writes."""
        assert self._database is not None
        return int(self._database.execute("pragma data_version").fetchone()[0])

    def pack(self, id: str) -> bytes | None:
        """The rows of a document, as they were given."""
        if self._database is None:
            return None
        try:
            query = "select pack from packs where folder = ? and id = ?"
            row = self._database.execute(query, (self._folder, id)).fetchone()
        except (sqlite3.Error, ValueError) as error:
            self._failed(error)
            return None
        return row[0] if row and isinstance(row[0], bytes) else None

    def tables(self) -> str:
        """What was last said of the folder's tables."""
        if self._database is None:
            return ""
        try:
            query = "select tables from folders where id = ?"
            return str(self._database.execute(query, (self._folder,)).fetchone()[0])
        except (sqlite3.Error, ValueError, TypeError) as error:
            self._failed(error)
            return ""

    def keep(self, entry: Entry, pack: bytes | None) -> None:
        """Keep an entry, with its rows unless they are there already."""
        if self._database is None:
            return
        self._waiting.append((entry, pack))
        if len(self._waiting) >= _TOGETHER or monotonic() - self._written > _SECONDS:
            self._write([])

    def close(self, tables: str | None) -> None:
        """Write what is left, what to say of the tables (None: as before) too, and let go of the file."""
        if self._database is not None and (self._waiting or tables is not None):
            query = "update folders set tables = ? where id = ?"
            self._write([] if tables is None else [(query, (tables, self._folder))])
        self._let_go()

    def _write(self, more: Iterable[tuple[str, tuple[str, int]]]) -> None:
        database, self._written = self._database, monotonic()
        assert database is not None
        packs = [(self._folder, entry.id, pack) for entry, pack in self._waiting if pack is not None]
        entries = [(self._folder, *entry, _seal(tuple(entry))) for entry, _ in self._waiting]
        try:
            database.execute("begin immediate")
            database.executemany("insert or replace into packs values (?, ?, ?)", packs)
            database.executemany(_KEEP, entries)
            for query, values in more:
                database.execute(query, values)
            database.execute("commit")
            self._waiting = []
        except (sqlite3.Error, ValueError, OverflowError) as error:
            self._failed(error)
