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
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
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
from extract.sources.temporary import temporary_folder

_BATCH = 64  # documents that are handed over together, at most
_TURN = 8.0  # seconds that a batch should take: what a lost worker costs, against some tenths to start its process
_AHEAD = 2  # batches under way for each processor, so that none waits for the next
_LOST = 20  # times a batch is done again whose worker was lost, before its documents are tried one by one
_ANSWER = 15.0  # seconds in which a cluster has to answer
_LOOK = 5.0  # seconds between two looks at how large the cluster is

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


def _done(
    batch: Batch, limits: Limits, work: Work, modules: tuple[str, ...], own: Carried = ()
) -> tuple[list[Outcome], float]:
    """What a node does: the documents one after another, each in a process that may be ended; and the seconds of it.

    `own`: the user's rule data, which may lie on no other machine.
    """
    begun = monotonic()
    with _mainless(), _ruled(own):
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
        under_way: dict[Any, Batch] = {}
        again: deque[Batch] = deque()
        own = _own_rules()
        most, look, size = 0, 0.0, 1  # the largest documents one by one, until it is known how long they take
        while True:
            if monotonic() >= look:
                most = self.jobs or _AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
                look = monotonic() + _LOOK
            while len(under_way) < most:
                batch = again.popleft() if again else tuple(islice(waiting, size))
                if not batch:
                    break
                under_way[task.remote(batch, self.limits, self.work, self.modules, own)] = batch
            if not under_way:
                return
            ready, _ = ray.wait([*under_way], timeout=_LOOK)
            for reference in ready:
                batch = under_way.pop(reference)
                outcomes, seconds = _outcomes(ray, reference, batch, again)
                size = max(1, min(_BATCH, int(_TURN * len(batch) / max(seconds, 0.001))))
                yield from outcomes


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
    return document if document.url else replace(document, at=str(document.path.absolute()))


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
