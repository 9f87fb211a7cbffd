"""Pages over all documents, drawn by a worker when outputs change: no request waits long, no other page gets slower.

Who asks for one that is not drawn yet, or anew, gets what there is: an older one, or word that it is being drawn.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import Any

from extract.run.engines.local import Local
from extract.run.outcomes import Finished, Limits
from extract.serve.drawn import Task, work
from extract.serve.folder import Folder, NoFolder
from extract.sources.inputs import Document

_LOG = logging.getLogger(__name__)
_MOST = 24  # things held
_RESTS = 2  # times as long as it took to make
_LONGEST = 10  # seconds that the end waits for what is being drawn to be left
PAGE = 0.6  # seconds that a page waits for what is being drawn
FILE = 120.0  # seconds that a file waits for it


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was made, what it holds in numbers, of which outputs (Folder.stamp), when that began (monotonic), and the
    seconds that it took.
    """

    data: bytes
    counts: dict[str, Any]
    stamp: int
    begun: float
    took: float = 0.0

    def serves(self, patience: float) -> bool:
        """Whether it is shown to who asks though outputs have changed: what takes long is not made all the time."""
        return self.took > PAGE and patience <= PAGE and monotonic() < self.begun + (1 + _RESTS) * self.took


class Undrawn(Exception):
    """It could not be made: the worker ran out of time or memory, or there is a fault."""


class Drawing:
    """What is drawn of one folder.  Methods may be called from any thread."""

    def __init__(self, folder: Folder, limits: Limits) -> None:
        self._folder, self._limits = folder, limits
        self._held: OrderedDict[Task, Drawn] = OrderedDict()
        self._failed: dict[Task, tuple[int | None, float]] = {}  # None: what failed is not of the outputs
        self._wanted: OrderedDict[Task, None] = OrderedDict()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._ending = threading.Event()

    def of(self, task: Task, patience: float) -> tuple[Drawn | None, bool]:
        """What there is after so many seconds at most, and whether it is of the outputs as they are now.

        Raises Undrawn.
        """
        asked, stamp = monotonic(), self._folder.stamp()

        def fresh(stood: int | None, begun: float) -> bool:
            return stood == stamp or begun >= asked

        def came() -> bool:
            """Whether it is there, or known to fail, or never to come; where none of that, it is wanted."""
            held, failed = self._held.get(task), self._failed.get(task)
            if (held and fresh(held.stamp, held.begun)) or (failed and fresh(*failed)):
                return True
            if held and held.serves(patience):
                return True
            self._want(task)
            return self._ending.is_set()

        with self._changed:
            self._changed.wait_for(came, patience)
            failed, held = self._failed.get(task), self._held.get(task)
            if failed and fresh(*failed):
                raise Undrawn
            if held is None:
                return None, False
            self._held.move_to_end(task)
            return held, fresh(held.stamp, held.begun)

    def ahead(self, usual: Iterable[Task]) -> None:
        """Have what people look at drawn before they ask: the `usual`, and what was asked for before."""
        stamp, usual = self._folder.stamp(), [*usual]
        with self._changed:
            for task in dict.fromkeys((*usual, *self._held)):
                held, failed = self._held.get(task), self._failed.get(task)
                stood = {held and held.stamp, failed and failed[0]}
                if (task.ending == "html" or task in usual) and stamp not in stood:
                    self._want(task)

    def stop(self) -> None:
        """End: what is being drawn is left, and nothing is drawn any more."""
        with self._changed:
            self._ending.set()
            self._wanted.clear()
            self._changed.notify_all()
            thread, self._thread = self._thread, None
        if thread is not None:
            thread.join(_LONGEST)

    def _want(self, task: Task) -> None:
        if self._ending.is_set():
            return
        self._wanted.setdefault(task)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="drawing", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        """Make what is wanted, one after another, until nothing is."""
        while True:
            with self._changed:
                if not self._wanted:
                    self._thread = None
                    return
                task, _ = self._wanted.popitem(last=False)
            begun = monotonic()
            stamp: int | None = None
            made: Drawn | None = None
            try:
                made = self._made(task, stamp := self._folder.stamp(), begun)
            except NoFolder:  # it is told where it was seen
                stamp = None
            except (OSError, sqlite3.OperationalError) as error:  # a full disk
                _LOG.error("%s is not drawn: %s", task.kind, error)
                stamp = None
            except Exception:  # whatever it is, the next change of an output is another chance
                _LOG.exception("%s is not drawn", task.kind)
            with self._changed:
                if self._ending.is_set():
                    self._thread = None
                    return
                if made is None:
                    self._failed[task] = stamp, begun
                else:
                    self._failed.pop(task, None)
                    self._held[task] = made
                    while len(self._held) > _MOST:
                        self._held.popitem(last=False)
                self._changed.notify_all()

    def _made(self, task: Task, stamp: int, begun: float) -> Drawn | None:
        document = Document(str(self._folder.path), task.kind, task.kind)
        engine = Local(self._limits, 1, partial(work, task, tuple(self._folder.counting())), ending=self._ending)
        outcomes = [*engine.outcomes([document])]
        if not outcomes:  # it was left
            return None
        outcome = outcomes[0]
        if not isinstance(outcome, Finished):
            _LOG.error("%s is not drawn: %s", task.kind, outcome)
            return None
        counts, _, data = outcome.text.partition(b"\n")
        return Drawn(data, json.loads(counts), stamp, begun, monotonic() - begun)
