"""What is wrong with rule data, in one line."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_MOST = 14  # names that are told one by one
_LONG = 60  # characters of a value that are shown


class RuleError(Exception):
    """A file of rule data does not hold what its schema asks for: file, row, key, what was found, what was expected."""

    def __init__(self, file: str, row: object, key: str, said: str) -> None:
        text = ": ".join(filter(None, (file, "" if row is None else str(row), key, said)))
        super().__init__("".join(c if c.isprintable() else repr(c)[1:-1] for c in text))

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (str(self),)


def _again(text: str) -> RuleError:
    return RuleError(text, None, "", "")


def expected(found: object, names: Iterable[str]) -> str:
    """What stands there instead of one of `names`: "'befor', expected 'before' or 'after' (did you mean 'before'?)"."""
    names = list(names)
    parts = [shown(found)]
    if names and len(names) <= _MOST:
        parts.append(f"expected {listed(names)}")
    elif names:
        parts.append(f"expected one of {len(names)} names")
    return ", ".join(parts) + nearest(found, names)


def nearest(found: object, names: Collection[str]) -> str:
    """A hint at the name that was meant, "" where none is near."""
    near = get_close_matches(str(found), names, 1)
    return f" (did you mean {near[0]!r}?)" if near else ""


def listed(names: Collection[str]) -> str:
    """Names as a sentence lists them."""
    *rest, last = map(repr, names)
    return f"{', '.join(rest)} or {last}" if rest else last


def shown(value: object) -> str:
    """A value as it stands, cut where it is long."""
    text = repr(value)
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


def said(error: ErrorDetails, keys: Collection[str]) -> tuple[str, str]:
    """The key of a schema's complaint and what it says; `keys`: those that there may be beside an unknown one."""
    kind, context = error["type"], error.get("ctx", {})
    *path, last = error["loc"] or ("",)
    inner = ".".join(map(str, (*path, last)))
    if kind == "missing":
        return inner, "missing"
    if kind in ("extra_forbidden", "none_required"):
        return inner, f"unknown key{nearest(last, keys)}" + (f"; known are {listed(sorted(keys))}" if keys else "")
    if kind == "code":
        return inner, expected(error["input"], context["names"])
    if kind == "literal_error":
        names = [name.strip("'") for name in context["expected"].replace(" or ", ", ").split(", ")]
        return inner, expected(error["input"], names)
    message = error["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
    if error["msg"].startswith("Input should be "):
        return inner, f"{shown(error['input'])}, expected {message}"
    return inner, f"{message} ({shown(error['input'])})" if kind != "value_error" else message
