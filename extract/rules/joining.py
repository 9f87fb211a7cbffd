"""How a user's rule data is joined with the shipped: by id, by name of list, by word."""

from __future__ import annotations

from typing import Any

from extract.rules.errors import RuleError, nearest

_KEYS = ("id", "short")
DROP = "drop"
_LISTS = frozenset({"add", DROP})


def key_of(row: Any) -> Any:
    """What a row is known by: its `id`, a short form by itself."""
    return next((row[key] for key in _KEYS if key in row), None) if isinstance(row, dict) else None


def united(shipped: Any, own: Any, file: str) -> Any:
    """Two files of one name as one.

    Of lists of rows, a row of a known id takes that one's place, one with `drop: true` takes it away, and a new one
    stands before all that were there, in the order of its file.  Lists of words are united; `{add: [...], drop: [...]}`
    takes words away, too.  Parts of a file are joined by their name; a value of null takes it away.
    Raises RuleError for an id twice in `own`, and for what is dropped and not there.
    """
    if isinstance(shipped, dict) and isinstance(own, dict):
        joined = {name: united(shipped.get(name), part, file) for name, part in own.items()}
        return {name: part for name, part in {**shipped, **joined}.items() if part is not None}
    if isinstance(shipped, list) and isinstance(own, dict) and own.keys() <= _LISTS:
        return _without(_words(shipped, own.get("add") or []), own.get(DROP) or [], file)
    if isinstance(shipped, list) and isinstance(own, list):
        of_rows = any(isinstance(each, dict) for each in [*shipped, *own])
        return _rows(shipped, own, file) if of_rows else _words(shipped, own)
    return own


def _words(shipped: list[Any], own: list[Any]) -> list[Any]:
    return [*shipped, *(word for word in own if word not in shipped)]


def _without(words: list[Any], dropped: list[Any], file: str) -> list[Any]:
    for word in dropped:
        if word not in words:
            raise RuleError(file, None, DROP, f"{word!r} is not in the list{nearest(word, [*map(str, words)])}")
    return [word for word in words if word not in dropped]


def _rows(shipped: list[Any], own: list[Any], file: str) -> list[Any]:
    mine: dict[Any, Any] = {}
    unnamed = []
    for row in own:
        key = key_of(row)
        if key is None:
            unnamed.append(row)  # for the schema to complain of
            continue
        if key in mine:
            raise RuleError(file, key, "id", "stands twice in this file")
        mine[key] = row
    known = {key_of(row) for row in shipped}
    gone = set()
    for key, row in mine.items():
        if row.get(DROP) is True and len(row) == 2:
            gone.add(key)
            if key not in known:
                raise RuleError(file, key, DROP, f"there is no row of this id{nearest(key, [*map(str, known)])}")
    new = [row for key, row in mine.items() if key not in known]
    old = [mine.get(key_of(row), row) for row in shipped if key_of(row) not in gone]
    return [*unnamed, *new, *old]
