"""Files that hold documents, opened by the workers: the documents in them, each with an id of its own.

What one file may hold altogether, in the containers within it too, is bounded here: nested archives multiply.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from extract.contract.failures import Problem
from extract.run.outcomes import Failure, Opened
from extract.sources.ids import ids_within
from extract.sources.inputs import MOST_WITHIN, Document


class Openings:
    """What containers hold, round by round; `taken`: ids that no document in them may get."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._ids: set[str] = set()
        self._taken = taken  # of a run without containers none is held a second time
        self._count: Counter[Path] = Counter()
        self._bytes: Counter[Path] = Counter()
        self.left_out = 0

    def documents(self, opened: Iterable[tuple[Document, Opened]]) -> tuple[list[Document], list[Failure]]:
        """The documents in containers, whatever the order in which these were opened; and what is not read."""
        found: list[Document] = []
        failed: list[Failure] = []
        opened = list(opened)
        if opened:
            self._ids.update(self._taken)
            self._taken = ()
        for container, each in sorted(opened, key=lambda pair: (pair[0].shown, pair[0].id)):
            self.left_out += each.left_out
            failed += each.refused
            if problem := self._too_much(container.path, each):
                failed.append(Failure(container.shown, problem))
                continue
            ids = ids_within(container.id, [name for _, name, _ in each.members], self._ids)
            self._ids.update(ids)
            found += [
                container.holding(id, number, name) for id, (number, name, _) in zip(ids, each.members, strict=True)
            ]
        return found, failed

    def _too_much(self, file: Path, opened: Opened) -> Problem | None:
        """Why what a container holds is more than the file it came from may hold, with all that was opened before."""
        count = self._count[file] + len(opened.members)
        size = self._bytes[file] + sum(size for _, _, size in opened.members)
        if count > MOST_WITHIN:
            return Problem("too_large.members", {"most": MOST_WITHIN})
        if size > opened.most * 1_000_000:
            return Problem("too_large.unpacked", {"most": opened.most})
        self._count[file], self._bytes[file] = count, size
        return None
