"""Documents on a Ray cluster: each in a process of its own on some node, as the local engine does it on this machine.

What goes over to a node is a small batch of documents' names, which it works on in the local engine's isolation; what
comes back is their outcomes.  A node or worker that is lost takes nothing with it: its batches are done again
elsewhere, to the same bytes.
"""

from __future__ import annotations

import logging
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from socket import create_connection
from time import monotonic
from typing import Any

from extract.contract.extras import require
from extract.contract.failures import Problem, one_line
from extract.rules.errors import RuleError
from extract.rules.own import Carried, carried, choose, laid
from extract.run.engines.local import Local, Work, cores, shipped
from extract.run.outcomes import Failure, Limits, Outcome
from extract.sources.inputs import Document, Unreachable, Unsupported
from extract.sources.patience import Lost, News, tell, telling
from extract.sources.temporary import temporary_folder

_BATCH = 64  # documents that are handed over together, at most
_TURN = 8.0  # seconds that a batch should take: what a lost worker costs, against some tenths to start its process
_AHEAD = 2  # batches under way for each processor, so that none waits for the next
_LOST = 20  # times a batch is done again whose worker was lost, before its documents are tried one by one
_ANSWER = 15.0  # seconds in which a cluster has to answer
_LOOK = 5.0  # seconds between two looks at how large the cluster is
_NEWS = 1.0  # seconds between two looks at what workers tell

Batch = tuple[Document, ...]


@contextmanager
def _mainless() -> Iterator[None]:
    """Without a main module that forked processes would run again: here that is Ray's, slow, and not theirs."""
    main = sys.modules["__main__"]
    file = main.__dict__.pop("__file__", None)
    try:
        yield
    finally:
        if file is not None:
            main.__dict__["__file__"] = file


class Board:
    """What workers on any node tell of, until the run looks."""

    def __init__(self) -> None:
        self._news: list[News] = []

    def pin(self, news: News) -> None:
        """Told by a worker."""
        self._news.append(news)

    def taken(self) -> list[News]:
        """What was told since the run last looked."""
        taken, self._news = self._news, []
        return taken


def _done(
    batch: Batch, limits: Limits, work: Work, modules: tuple[str, ...], own: Carried = (), board: Any = None
) -> tuple[list[Outcome], float]:
    """What a node does: the documents one after another, each in a process that may be ended; and the seconds of it.

    `own`: the user's rule data, which may lie on no other machine; `board`: where it is told what is waited for.
    """
    begun = monotonic()
    with _mainless(), _ruled(own), telling(board.pin.remote) if board else nullcontext():
        return [*Local(limits, 1, work, modules).outcomes(batch)], monotonic() - begun


@contextmanager
def _ruled(own: Carried) -> Iterator[None]:
    """With rule data that was carried here."""
    with temporary_folder() as folder:
        choose(*laid(own, Path(folder)))
        yield


def _heard(address: str) -> None:
    """Raises OSError where nothing listens at HOST:PORT: Ray itself would go on asking for minutes."""
    host, _, port = address.rpartition(":")
    if host and "/" not in host and port.isdecimal():
        create_connection((host.strip("[]"), int(port)), timeout=_ANSWER).close()


@contextmanager
def _connected(address: str | None, jobs: int) -> Iterator[Any]:
    """Ray, connected to the cluster at `address` (else RAY_ADDRESS), or to a cluster of this machine alone.

    A connection that the caller has is used and left as it is.  Raises MissingExtra, Unreachable.
    """
    require("ray", "ray")
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    import ray

    if ray.is_initialized():
        yield ray
        return
    address = address or os.environ.get("RAY_ADDRESS") or "local"
    options: dict[str, Any] = {"address": address, "log_to_driver": False, "logging_level": logging.ERROR}
    if address == "local":
        options |= {"num_cpus": jobs or cores(), "include_dashboard": False}
    try:
        _heard(address)
        ray.init(**options)
    except (OSError, ValueError, RuntimeError) as error:
        raise Unreachable(one_line(str(error))) from error
    try:
        yield ray
    finally:
        ray.shutdown()


@dataclass(frozen=True, slots=True)
class Ray:
    """A Ray cluster; at most `jobs` batches of documents are under way (0: two a processor of the cluster)."""

    limits: Limits = field(default_factory=Limits)
    address: str | None = None
    jobs: int = 0
    work: Work = shipped
    modules: tuple[str, ...] = ()

    def outcomes(self, documents: Iterable[Document]) -> Iterator[Outcome]:
        """An outcome for each document, as it is ready; at most a few batches are under way at any time."""
        with _connected(self.address, self.jobs) as ray:
            yield from self._all(ray, map(_anywhere, documents))

    def _all(self, ray: Any, waiting: Iterator[Document]) -> Iterator[Outcome]:
        task = ray.remote(num_cpus=1, max_retries=_LOST, scheduling_strategy="SPREAD")(_done)
        news = _News(ray, boarded=bool(self.modules))
        under_way: dict[Any, Batch] = {}
        again: deque[Batch] = deque()
        own = _own_rules()
        most, look, size = 0, 0.0, 1  # the largest documents one by one, until it is known how long they take
        while True:
            if monotonic() >= look:
                most = self.jobs or _AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
                look = monotonic() + _LOOK
                news.counted()
            while len(under_way) < most:
                batch = again.popleft() if again else tuple(islice(waiting, size))
                if not batch:
                    break
                under_way[task.remote(batch, self.limits, self.work, self.modules, own, news.board)] = batch
            if not under_way:
                news.counted()
                return
            ready, _ = ray.wait([*under_way], timeout=_NEWS)
            news.looked()
            for reference in ready:
                batch = under_way.pop(reference)
                outcomes, seconds = _outcomes(ray, reference, batch, again)
                size = max(1, min(_BATCH, int(_TURN * len(batch) / max(seconds, 0.001))))
                yield from outcomes


class _News:
    """What happens on the cluster, told as the run looks.

    `board` is None where nothing is waited for, since no store is used; it is on the run's own node.
    """

    def __init__(self, ray: Any, *, boarded: bool) -> None:
        self._ray = ray
        self._alive: set[str] = set()
        self._asked: Any = None
        self._next = 0.0
        self.board: Any = None
        if boarded:
            from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

            here = NodeAffinitySchedulingStrategy(ray.get_runtime_context().get_node_id(), soft=True)
            kind = ray.remote(num_cpus=0, max_restarts=-1, scheduling_strategy=here)(Board)
            self.board = kind.remote()

    def counted(self) -> None:
        """Tell of nodes that are gone since this was last asked."""
        alive = {each["NodeID"] for each in self._ray.nodes() if each["Alive"]}
        if gone := self._alive - alive:
            tell(Lost(len(gone), len(alive)))
        self._alive = alive

    def looked(self) -> None:
        """Tell what is on the board, without waiting for it."""
        if self.board is None or monotonic() < self._next:
            return
        self._asked = self._asked or self.board.taken.remote()
        if self._ray.wait([self._asked], timeout=0)[0]:
            with suppress(self._ray.exceptions.RayError):  # it is begun anew elsewhere
                for each in self._ray.get(self._asked):
                    tell(each)
            self._asked = None
        self._next = monotonic() + _NEWS


def _own_rules() -> Carried:
    """The user's rule data, checked here, where its files have the names that the user knows."""
    own = carried()
    if own:
        from extract.rules import check
        from extract.rules.loader import follow

        follow()
        check()
    return own


def _anywhere(document: Document) -> Document:
    """The document by a path that holds in any working folder."""
    return document if document.url else document.standing(document.path.absolute())


def _outcomes(ray: Any, reference: Any, batch: Batch, again: deque[Batch]) -> tuple[list[Outcome], float]:
    """The outcomes of a batch and its seconds; a document that lost its worker time after time is a failure.

    Documents of a larger batch go to `again`, one by one.
    """
    try:
        found: tuple[list[Outcome], float] = ray.get(reference)
        return found
    except ray.exceptions.RayTaskError as error:
        if isinstance(error.cause, ImportError):  # a node without this package, or with another version of it
            raise Unsupported(one_line(str(error.cause))) from error
        if isinstance(error.cause, RuleError):
            raise error.cause from error
        raise
    except ray.exceptions.RayError:
        if len(batch) == 1:
            return [Failure(batch[0].shown, Problem("crashed.lost", {"times": _LOST + 1}))], _TURN
        again.extend((document,) for document in batch)
        return [], _TURN
