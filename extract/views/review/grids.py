"""Tables in a raw text, as its pages show them: rows of cells between bars.

Every character stays in the page, in its order: bars stand hidden in the cells that they open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

_ROW = re.compile(r"^[^\S\n]*\|[^\n]*\|[^\S\n]*(?:\n|\Z)", re.MULTILINE)
_BAR = re.compile(r"(?<!\\)\|")
_RULER = re.compile(r"[\s|:+=-]*")


def rows_of(raw: str) -> dict[int, bool]:
    """Where the rows of tables begin, two rows and more to a table: whether they are the first of one."""
    spans = [match.span() for match in _ROW.finditer(raw)]
    follows = {b[0] for a, b in pairwise(spans) if a[1] == b[0]}
    followed = {a[0] for a, b in pairwise(spans) if a[1] == b[0]}
    return {start: start not in follows for start, _ in spans if start in follows or start in followed}


def bars_of(raw: str, rows: Iterable[int]) -> set[int]:
    """The bars of those rows."""
    return {at for start in rows for at in _bars(raw, start)}


def _bars(raw: str, start: int) -> Iterator[int]:
    end = raw.find("\n", start)
    for match in _BAR.finditer(raw, start, len(raw) if end < 0 else end):
        yield match.start()


def ruler(text: str) -> bool:
    """Whether a row only parts the heads from what stands below them."""
    return "-" in text and _RULER.fullmatch(text) is not None
