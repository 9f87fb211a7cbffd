"""The comparison over all outputs, made again only where one has changed.

While many save at once it is not made for each of them: one that took a second serves for ten.
"""

from __future__ import annotations

import threading
from time import monotonic
from typing import Any

from extract.serve.folder import Folder
from extract.views.compare.comparison import Comparison, compare
from extract.views.compare.plain_data import data

_SERVES = 10  # times as long as it took to make


class Compared:
    """One folder's comparison.  Methods may be called from any thread."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._held: tuple[int, Comparison, dict[str, Any]] | None = None
        self._until = 0.0

    def comparison(self) -> Comparison:
        """The comparison as it is by now."""
        return self._now()[1]

    def data(self) -> dict[str, Any]:
        """The same as plain data, as compare.json has it; links lead to no page."""
        return self._now()[2]

    def _now(self) -> tuple[int, Comparison, dict[str, Any]]:
        stamp = self._folder.stamp()
        with self._lock:
            if self._held is None or (self._held[0] != stamp and monotonic() >= self._until):
                begun = monotonic()
                found = compare(self._folder.extractions())
                self._held = stamp, found, data(found, lambda document, target: None)
                self._until = monotonic() + _SERVES * (monotonic() - begun)
            return self._held
