"""What documents bear for workers that ended while they worked on them: each gets another worker, but not for ever."""

from __future__ import annotations

from collections import Counter
from time import monotonic

from extract.contract.failures import Problem

SERVER_GONE = 255
"""The exit that the pool tells of a worker whose server was killed."""
_MEANWHILE = 10.0  # seconds after that in which workers end of it, too, without an exit that anyone could tell
_WHOLE, _HALF, _DOUBT = 10, 5, 1  # of what a document may bear: of a worker's end, or it may have been the server's


class Blame:
    """How often a worker ended with a document, by the documents' numbers."""

    def __init__(self) -> None:
        self._borne: Counter[int] = Counter()
        self._doubtful = 0.0

    def guilty(self, number: int, problem: Problem) -> bool:
        """Whether a document whose worker came to such an end is done with, by this and what it bore before.

        A worker that was killed may have been so by no fault of the document's: twice is too often, but of workers
        that ended with their server, which no document kills.
        """
        self._borne[number] += self._share(problem)
        return self._borne[number] >= _WHOLE

    def _share(self, problem: Problem) -> int:
        if problem.code != "crashed":
            return _WHOLE
        if problem.values["status"] == SERVER_GONE:
            self._doubtful = monotonic() + _MEANWHILE
        return _DOUBT if monotonic() < self._doubtful else _HALF
