"""What was worked out of rule data at an earlier start: read instead of being worked out anew.

Only what is plain data and follows from its key by the code of this room alone is kept.  Where it is kept, and that it
is of the same code and data, is the matter of who gives it back (`extract.run.cache.ruled`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

Made = TypeVar("Made")
Sort = str
"""What is worked out: "yaml", "respelt", "first_words" ..."""

_kept: dict[Sort, dict[str, Any]] = {}


def kept(sort: Sort, key: str, make: Callable[[], Made]) -> Made:
    """What `make()` gives for a key: what was kept for it, else it is made, and kept.

    It has to be of what JSON has (lists, no tuples), is not to be changed, and follows from `sort` and `key`.
    """
    known = _kept.setdefault(sort, {})
    if key not in known:
        known[key] = make()
    found: Made = known[key]
    return found


def give(before: Mapping[Sort, Mapping[str, Any]]) -> None:
    """Take what an earlier start has kept."""
    for sort, known in before.items():
        _kept.setdefault(sort, {}).update(known)


def taken() -> dict[Sort, dict[str, Any]]:
    """All that was worked out so far and that JSON gives back as it is."""
    return {
        sort: {key: value for key, value in known.items() if _is_plain(value)} for sort, known in _kept.items()
    }  # fmt: skip


def _is_plain(value: object) -> bool:
    """Whether JSON gives a value back as it is: it has no dates, and knows no keys but text."""
    try:
        return bool(json.loads(json.dumps(value)) == value)
    except (TypeError, ValueError):
        return False
