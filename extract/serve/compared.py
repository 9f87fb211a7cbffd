"""The comparison over all outputs as plain data, as compare.json has it; a worker makes it, no page waits for that.

Who asks before a worker has made any gets one that is made here, once: a worker may have others to make first.
"""

from __future__ import annotations

import json
import threading
from typing import Any

from extract.serve.addresses import no_address
from extract.serve.drawing import PAGE, Drawing, Drawn
from extract.serve.drawn import Task
from extract.serve.folder import Folder

TASK = Task("comparison", "json", "vi")
"""What is drawn for it: its words are codes, the same in both languages."""


class Compared:
    """One folder's comparison.  Methods may be called from any thread."""

    def __init__(self, folder: Folder, drawing: Drawing) -> None:
        self._folder, self._drawing = folder, drawing
        self._lock = threading.Lock()
        self._held: tuple[Drawn | None, dict[str, Any], bytes] | None = None

    def text(self, indicator: str | None = None) -> bytes:
        """It as JSON: `schema`, `documents`, `columns` and `rows`, all or those of one indicator.

        As it is by now, or was a moment ago while it is made anew.  Raises Undrawn.
        """
        drawn, _ = self._drawing.of(TASK, PAGE)
        with self._lock:
            if self._held is None or self._held[0] is not drawn:
                whole = json.loads(drawn.data) if drawn else self._made()
                found = {name: whole[name] for name in ("schema", "documents", "columns", "rows")}
                self._held = drawn, found, _json(found)
            _, found, text = self._held
        if indicator is None:
            return text
        return _json({**found, "rows": [row for row in found["rows"] if row["indicator"] == indicator]})

    def _made(self) -> dict[str, Any]:
        from extract.views.compare.comparison import compare
        from extract.views.compare.plain_data import data

        return data(compare(self._folder.extractions()), no_address)


def _json(found: dict[str, Any]) -> bytes:
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
