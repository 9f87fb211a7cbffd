"""What can be made anew, in SQLite: who is signed in, the queue, an index of records.

The file lies in the folder, under `.chitieu/`.  It is in WAL mode: readers wait for nobody, writers for each other, and
whoever is killed leaves it whole.  A file that is damaged, or of another version, is set aside and made anew.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from extract.sources.regular import own

PLACE = ".chitieu"
VERSION = 1
_WAIT = 20.0  # seconds that a writer waits for another

_SCHEMA = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE invitations (
  digest TEXT PRIMARY KEY, made REAL NOT NULL, by TEXT, used REAL
) WITHOUT ROWID;
CREATE TABLE sessions (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, language TEXT NOT NULL, made REAL NOT NULL, seen REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE documents (
  id TEXT PRIMARY KEY, bytes INTEGER NOT NULL, changed INTEGER NOT NULL, inode INTEGER NOT NULL,
  title TEXT, type TEXT NOT NULL, number TEXT, issued TEXT, issuer TEXT, province TEXT, province_code TEXT,
  district TEXT, source TEXT NOT NULL, sha256 TEXT NOT NULL, records INTEGER NOT NULL, standing INTEGER NOT NULL,
  reviewed INTEGER NOT NULL, rejected INTEGER NOT NULL, warnings INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE records (
  document TEXT NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, indicator TEXT,
  name TEXT NOT NULL, confidence REAL NOT NULL, verdict TEXT, by TEXT, at TEXT,
  PRIMARY KEY (document, place)
) WITHOUT ROWID;
CREATE INDEX records_by_doubt ON records (verdict, confidence);
CREATE TABLE jobs (
  number INTEGER PRIMARY KEY AUTOINCREMENT, document TEXT NOT NULL, file TEXT NOT NULL, shown TEXT NOT NULL,
  inside TEXT NOT NULL, bytes INTEGER NOT NULL, changed INTEGER NOT NULL, state TEXT NOT NULL, tries INTEGER NOT NULL,
  cause TEXT, told TEXT, records INTEGER, by TEXT, added REAL NOT NULL, begun REAL, ended REAL,
  UNIQUE (file, inside)
);
CREATE INDEX jobs_by_state ON jobs (state, number);
"""


class Database:
    """A database file; each thread has a connection of its own."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / PLACE / "serve.sqlite3"
        self._mine = threading.local()
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._whole()

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """What a query gives."""
        return self._connection().execute(query, values).fetchall()

    def row(self, query: str, values: Sequence[Any] = ()) -> sqlite3.Row | None:
        """The first row that a query gives, if any."""
        found: sqlite3.Row | None = self._connection().execute(query, values).fetchone()
        return found

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that is alone in writing: all of it, or nothing."""
        connection = self._connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise

    def setting(self, name: str, make: str) -> str:
        """A value that was kept, or `make`, which is kept from now on."""
        with self.writing() as to:
            to.execute("INSERT OR IGNORE INTO settings VALUES (?, ?)", (name, make))
        found = self.row("SELECT value FROM settings WHERE name = ?", (name,))
        return str(found["value"]) if found else make

    def _connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._mine, "connection", None)
        if found is None:
            found = self._mine.connection = _opened(self.path)
        return found

    def _whole(self) -> None:
        """Have a file of this version there."""
        try:
            if self._made():
                return
        except sqlite3.DatabaseError:
            pass
        for suffix in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                os.replace(f"{self.path}{suffix}", f"{self.path}.set-aside{suffix}")
        self._made()

    def _made(self) -> bool:
        """Whether the file is of this version, made where there is none.  Raises sqlite3.DatabaseError."""
        own(self.path, 0o600).close()
        with closing(_opened(self.path)) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version == 0 and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                connection.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
                return True
            return bool(version == VERSION and connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection
