"""The queue's rows: which file is to be extracted, is being, was, and what came of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from time import time
from typing import Any, Literal, cast

from extract.contract.failures import Problem, known
from extract.messages import Language
from extract.serve.database import Database
from extract.serve.sources import SOURCES

State = Literal["waiting", "working", "done", "failed", "opened"]
_PATHS = re.compile(r"(?<![\w.])(?:[A-Za-z]:)?[/\\][^\s'\":]+")


@dataclass(frozen=True, slots=True)
class Job:
    """One document of the queue.

    `file`: in sources/; `inside`: its numbers in the containers there; `shown`: as outputs name it; `problem`: why it
    failed, or what of it was not read.  A container is `opened`: the documents in it are jobs of their own.
    """

    number: int
    document: str
    file: str
    shown: str
    inside: tuple[int, ...]
    bytes: int
    changed: int
    state: State
    tries: int
    problem: Problem | None
    records: int | None
    by: str | None
    added: float
    begun: float | None
    ended: float | None

    @property
    def name(self) -> str:
        """What people call it."""
        return self.shown.removeprefix(f"{SOURCES}/")

    def told(self, language: Language) -> str | None:
        """Why it failed, in words of the registry; no path of this machine is in them."""
        return _PATHS.sub("…", self.problem.told(language)) if self.problem else None


class Jobs:
    """The rows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, most: int = 1000) -> list[Job]:
        """The latest, the newest first."""
        return self._found("ORDER BY number DESC LIMIT ?", (most,))

    def counts(self) -> dict[str, int]:
        """How many there are, by state."""
        rows = self._database.rows("SELECT state, count(*) AS many FROM jobs GROUP BY state")
        return {"waiting": 0, "working": 0, "done": 0, "failed": 0, **{row["state"]: row["many"] for row in rows}}

    def files(self) -> dict[str, tuple[int, int]]:
        """Of each file how it looked when it was put in the queue: bytes and time of change."""
        rows = self._database.rows("SELECT file, bytes, changed FROM jobs WHERE inside = '[]'")
        return {row["file"]: (row["bytes"], row["changed"]) for row in rows}

    def ids(self) -> set[str]:
        """The documents that rows are of."""
        return {row["document"] for row in self._database.rows("SELECT document FROM jobs")}

    def of(self, file: str, inside: tuple[int, ...] = ()) -> Job | None:
        """The row of a file, or of a document in it."""
        return next(iter(self._found("WHERE file = ? AND inside = ?", (file, json.dumps(inside)))), None)

    def put(
        self, file: str, document: str, looks: tuple[int, int], *, by: str | None = None, state: State = "waiting",
        records: int | None = None, inside: tuple[int, ...] = (), shown: str | None = None,
        problem: Problem | None = None,
    ) -> None:  # fmt: skip
        """Put a document in the queue; one that is in it (its file has changed) is done again.

        With a `problem` it has failed already.
        """
        state = "failed" if problem else state
        place = (document, file, shown or f"{SOURCES}/{file}", json.dumps(inside), *looks)
        values = (*place, state, *_written(problem), records, by, time())
        with self._database.writing() as to:
            to.execute(
                "INSERT INTO jobs (document, file, shown, inside, bytes, changed, state, tries, cause, told, records, "
                "by, added) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?) ON CONFLICT (file, inside) DO UPDATE SET "
                "document = excluded.document, bytes = excluded.bytes, changed = excluded.changed, "
                "state = excluded.state, tries = 0, cause = excluded.cause, told = excluded.told, "
                "records = excluded.records, by = coalesce(excluded.by, by), "
                "added = excluded.added, begun = NULL, ended = NULL, shown = excluded.shown",
                values,
            )

    def again(self, number: int, by: str) -> bool:
        """Have a document done once more; whether there is such a row, and it is not being done."""
        with self._database.writing() as to:
            found = to.execute(
                "UPDATE jobs SET state = 'waiting', tries = 0, cause = NULL, told = NULL, by = ?, begun = NULL, "
                "ended = NULL WHERE number = ? AND state IN ('done', 'failed', 'opened') AND document <> ''",
                (by, number),
            )
            return found.rowcount == 1

    def emptied(self, file: str) -> None:
        """Forget what was in a container, which is opened anew."""
        with self._database.writing() as to:
            to.execute("DELETE FROM jobs WHERE file = ? AND inside <> '[]'", (file,))

    def drop(self, file: str) -> None:
        """Forget a file that is gone, and what was in it."""
        with self._database.writing() as to:
            to.execute("DELETE FROM jobs WHERE file = ?", (file,))

    def revive(self, most_tries: int) -> None:
        """What was being done when the server was killed waits again; what killed it time after time has failed."""
        with self._database.writing() as to:
            lost = json.dumps({"times": most_tries})
            to.execute(
                "UPDATE jobs SET state = 'failed', cause = 'crashed.lost', told = ?, ended = ? "
                "WHERE state = 'working' AND tries >= ?",
                (lost, time(), most_tries),
            )
            to.execute("UPDATE jobs SET state = 'waiting' WHERE state = 'working'")

    def taken(self, most: int) -> list[Job]:
        """The next to be done, from now on being done.

        One during which the server was killed is done alone: if it is at fault, it takes nothing else with it.
        """
        with self._database.writing() as to:
            query = "SELECT number, tries FROM jobs WHERE state = 'waiting' ORDER BY number LIMIT ?"
            rows = to.execute(query, (most,)).fetchall()
            alone = [row["number"] for row in rows if row["tries"]][:1]
            numbers = alone or [row["number"] for row in rows]
            many = [(time(), number) for number in numbers]
            to.executemany("UPDATE jobs SET state = 'working', tries = tries + 1, begun = ? WHERE number = ?", many)
        return self._found(f"WHERE number IN ({', '.join('?' * len(numbers))}) ORDER BY number", numbers)

    def back(self, jobs: Iterable[Job]) -> None:
        """Have jobs wait again that were not done, through no fault of theirs: that was no try."""
        with self._database.writing() as to:
            many = [(job.number,) for job in jobs]
            to.executemany(
                "UPDATE jobs SET state = 'waiting', tries = MAX(tries - 1, 0) WHERE number = ? AND state = 'working'",
                many,
            )

    def ended(self, job: Job, state: State, problem: Problem | None = None, records: int | None = None) -> None:
        """What came of a job; unless its file was changed meanwhile: then it waits again."""
        with self._database.writing() as to:
            to.execute(
                "UPDATE jobs SET state = ?, cause = ?, told = ?, records = ?, ended = ? "
                "WHERE number = ? AND bytes = ? AND changed = ? AND state = 'working'",
                (state, *_written(problem), records, time(), job.number, job.bytes, job.changed),
            )

    def _found(self, clause: str, values: Any = ()) -> list[Job]:
        return [_job(row) for row in self._database.rows(f"SELECT * FROM jobs {clause}", values)]


def _written(problem: Problem | None) -> tuple[str | None, str | None]:
    """A problem as it is kept."""
    return (problem.cause, json.dumps(dict(problem.values), ensure_ascii=False)) if problem else (None, None)


def _job(row: Any) -> Job:
    problem = None
    if row["cause"]:
        try:
            problem = known(row["cause"], json.loads(row["told"]))
        except (KeyError, ValueError):  # of another version
            problem = Problem("internal_error.raised", {"error": row["cause"]})
    return Job(
        row["number"], row["document"], row["file"], row["shown"], tuple(json.loads(row["inside"])), row["bytes"],
        row["changed"], cast(State, row["state"]), row["tries"], problem, row["records"], row["by"], row["added"],
        row["begun"], row["ended"],
    )  # fmt: skip
