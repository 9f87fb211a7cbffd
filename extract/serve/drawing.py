"""Pages over all documents, drawn by a worker when outputs change: no request waits long, no other page gets slower.

Who asks for one that is not drawn yet, or anew, gets what there is: an older one, or word that it is being drawn.
"""

from __future__ import annotations

import json
import logging
import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from extract.run.engines.local import Local
from extract.run.outcomes import Finished, Limits
from extract.serve.drawn import Task, work
from extract.serve.folder import Folder
from extract.sources.inputs import Document

_LOG = logging.getLogger(__name__)
_MOST = 24  # things held
PAGE = 0.6  # seconds that a page waits for what is being drawn
FILE = 120.0  # seconds that a file waits for it


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was made, what it holds in numbers, and of which outputs (Folder.stamp)."""

    data: bytes
    counts: dict[str, Any]
    stamp: int


class Undrawn(Exception):
    """It could not be made: the worker ran out of time or memory, or there is a fault."""


class Drawing:
    """What is drawn of one folder.  Methods may be called from any thread."""

    def __init__(self, folder: Folder, limits: Limits) -> None:
        self._folder, self._limits = folder, limits
        self._held: OrderedDict[Task, Drawn] = OrderedDict()
        self._failed: dict[Task, int] = {}
        self._wanted: OrderedDict[Task, None] = OrderedDict()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def of(self, task: Task, patience: float) -> tuple[Drawn | None, bool]:
        """What there is after so many seconds at most, and whether it is of the outputs as they are now.

        Raises Undrawn.
        """
        stamp = self._folder.stamp()
        with self._changed:
            begun = self._held.get(task)
            if begun is None or begun.stamp != stamp:
                self._want(task)
                self._changed.wait_for(lambda: self._came(task, begun, stamp), patience)
            if self._failed.get(task) == stamp:
                raise Undrawn
            held = self._held.get(task)
            if held is not None:
                self._held.move_to_end(task)
            return held, held is not None and (held.stamp == stamp or held is not begun)

    def ahead(self, usual: Iterable[Task]) -> None:
        """Have what people look at drawn before they ask: the `usual`, and what was asked for before."""
        stamp = self._folder.stamp()
        with self._changed:
            for task in dict.fromkeys((*usual, *self._held)):
                held = self._held.get(task)
                if task.ending == "html" and (held is None or held.stamp != stamp) and self._failed.get(task) != stamp:
                    self._want(task)

    def _came(self, task: Task, before: Drawn | None, stamp: int) -> bool:
        return self._failed.get(task) == stamp or self._held.get(task) not in (None, before)

    def _want(self, task: Task) -> None:
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
                task = next(iter(self._wanted))
            stamp = self._folder.stamp()
            made = self._made(task, stamp)
            with self._changed:
                self._wanted.pop(task, None)
                if made is None:
                    self._failed[task] = stamp
                else:
                    self._failed.pop(task, None)
                    self._held[task] = made
                    while len(self._held) > _MOST:
                        self._held.popitem(last=False)
                self._changed.notify_all()

    def _made(self, task: Task, stamp: int) -> Drawn | None:
        document = Document(self._folder.path, task.kind, task.kind)
        engine = Local(self._limits, 1, partial(work, task, tuple(self._folder.counting())))
        try:
            (outcome,) = engine.outcomes([document])
        except Exception:  # whatever it is, the next change of an output is another chance
            _LOG.exception("%s is not drawn", task.kind)
            return None
        if not isinstance(outcome, Finished):
            return None
        counts, _, data = outcome.text.partition(b"\n")
        return Drawn(data, json.loads(counts), stamp)
