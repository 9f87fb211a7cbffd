"""The comparison over all outputs as plain data, as compare.json has it; a worker makes it, no page waits for that."""

from __future__ import annotations

import json
import threading
from time import monotonic
from typing import Any

from extract.serve.drawing import FILE, PAGE, Drawing, Drawn, Undrawn
from extract.serve.drawn import Task

TASK = Task("comparison", "json", "vi")
"""What is drawn for it: its words are codes, the same in both languages."""


class Compared:
    """One folder's comparison.  Methods may be called from any thread."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing
        self._lock = threading.Lock()
        self._held: tuple[Drawn, dict[str, Any], bytes] | None = None

    def text(self, indicator: str | None = None) -> bytes:
        """It as JSON: `schema`, `documents`, `columns` and `rows`, all or those of one indicator.

        As it is by now, or was a moment ago while it is made anew.  Raises Undrawn.
        """
        begun, drawn = monotonic(), None
        while drawn is None:
            if monotonic() - begun > FILE:
                raise Undrawn
            drawn, _ = self._drawing.of(TASK, PAGE)  # an older one will do, too
        with self._lock:
            if self._held is None or self._held[0] is not drawn:
                found = json.loads(drawn.data)
                told = {name: found[name] for name in ("schema", "documents", "columns", "rows")}
                self._held = drawn, told, _json(told)
            _, found, whole = self._held
        if indicator is None:
            return whole
        return _json({**found, "rows": [row for row in found["rows"] if row["indicator"] == indicator]})


def _json(found: dict[str, Any]) -> bytes:
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
