"""Rule data: where `patterns/` lies, and its YAML files read and schema-checked.

A wheel carries the folder inside the package; a checkout has it beside the package.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

_INSIDE = Path(__file__).parents[1] / "patterns"
_BESIDE = Path(__file__).parents[2] / "patterns"

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Row = TypeVar("Row", bound=BaseModel)


class RuleError(ValueError):
    """A file under patterns/ does not hold what its schema asks for."""


class Rule(BaseModel):
    """What every row of rule data has: an id, where the form was seen, examples of both kinds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    source: str
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


@cache
def folder() -> Path:
    """The folder that holds the rule data."""
    return _INSIDE if _INSIDE.is_dir() else _BESIDE


def load_yaml(name: str) -> Any:
    """The parsed contents of patterns/<name>, not to be changed; RuleError names the file if it is no YAML."""
    try:
        return _parsed((folder() / name).read_bytes())
    except yaml.YAMLError as error:
        raise RuleError(f"patterns/{name}: {error}") from error


@cache
def _parsed(data: bytes) -> Any:
    return yaml.load(data.decode("utf-8"), Loader=_Loader)  # noqa: S506


@cache
def _adapter(kind: type[Row]) -> TypeAdapter[list[Row]]:
    return TypeAdapter(list[kind])  # type: ignore[valid-type]


def rows(name: str, kind: type[Row], key: str | None = None) -> list[Row]:
    """The rows of patterns/<name> (of its part `key`), each checked as a `kind`."""
    data = load_yaml(name)
    if key is not None:
        data = data.get(key, [])
    try:
        return _adapter(kind).validate_python(data)
    except ValidationError as error:
        raise RuleError(f"patterns/{name}: {error}") from error
