"""Rule data: where `patterns/` lies, and its YAML files read, joined with the user's own and schema-checked.

A wheel carries the folder inside the package; a checkout has it beside the package.  Folders of CHITIEU_PATTERNS add to
it and override it by id (see `joined`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import _lru_cache_wrapper, cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, get_args

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from extract.contract.failures import one_line
from extract.rules.errors import RuleError, said
from extract.rules.joining import key_of, united
from extract.rules.kept import kept
from extract.rules.own import WEIGHTS, carried, contents, own_folders

_INSIDE = Path(__file__).parents[1] / "patterns"
_BESIDE = Path(__file__).parents[2] / "patterns"

_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SafeLoader):  # type: ignore[misc]
    """YAML in which no key stands twice: of two the first would count for nothing, silently."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        made: dict[Any, Any] = super().construct_mapping(node, deep)
        if len(made) != len(node.value):
            raise yaml.constructor.ConstructorError(None, None, "a key stands twice", node.start_mark)
        return made


Row = TypeVar("Row", bound=BaseModel)
Made = TypeVar("Made")

_LONGEST = 200  # characters of what is wrong
INDICATORS = "indicators"
"""Stands for all files of the catalogue at once: patterns/indicators/*.yaml."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A folder of rule data, and what it is called in messages."""

    root: Path
    shown: str

    def files(self, name: str) -> Iterator[tuple[str, Any]]:
        """The files of that name that are there, each with its contents.  Raises RuleError."""
        if name == WEIGHTS and self.root.is_file():
            yield self.shown, self._read(self.root, self.shown)
        elif name == INDICATORS:
            for path in sorted((self.root / INDICATORS).glob("*.yaml")):
                if not path.name.startswith("."):
                    yield from self.files(f"{INDICATORS}/{path.name}")
        elif (self.root / name).is_file():
            yield f"{self.shown}/{name}", self._read(self.root / name, f"{self.shown}/{name}")

    @staticmethod
    def _read(path: Path, shown: str) -> Any:
        try:
            return _parsed(path.read_bytes())
        except yaml.YAMLError as error:
            raise RuleError(shown, None, "", one_line(f"no YAML: {error}")) from error
        except UnicodeDecodeError as error:
            raise RuleError(shown, None, "", "not in UTF-8") from error
        except OSError as error:
            raise RuleError(shown, None, "", error.strerror or "cannot be read") from error
        except (ValueError, TypeError, RecursionError) as error:  # a date there is not, an endless number, a deep list
            raise RuleError(shown, None, "", one_line(f"no YAML: {error}")[:_LONGEST]) from error


_forgotten: list[Callable[[], None]] = []


def from_rules(make: Callable[..., Made]) -> _lru_cache_wrapper[Made]:
    """What is made of rule data, made once; `use` forgets it."""
    made = cache(make)
    _forgotten.append(made.cache_clear)
    return made


def remembered(most: int) -> Callable[[Callable[..., Made]], _lru_cache_wrapper[Made]]:
    """The same for what is asked of pieces of documents, which say the same again: the last `most` answers are kept."""

    def kept_of(make: Callable[..., Made]) -> _lru_cache_wrapper[Made]:
        made = lru_cache(maxsize=most)(make)
        _forgotten.append(made.cache_clear)
        return made

    return kept_of


@cache
def folder() -> Path:
    """The folder that holds the shipped rule data."""
    return _INSIDE if _INSIDE.is_dir() else _BESIDE


def forget() -> None:
    """Let go all that was made of rule data."""
    for clear in _forgotten:
        clear()


@from_rules
def _taken() -> str:
    """The digest of the user's folders as they were when rule data was first taken."""
    return contents(carried())


def follow() -> None:
    """Let go all that was made of rule data, if the user's folders are others now or have changed."""
    if _taken() != contents(carried()):
        forget()


def layers() -> list[Layer]:
    """The shipped folder, then the user's; what comes later overrides."""
    own = [Layer(path, path.as_posix()) for path in reversed(own_folders())]
    return [Layer(folder(), "patterns"), *own]


def load_yaml(name: str) -> Any:
    """The parsed contents of patterns/<name>, joined with the user's, not to be changed; RuleError if it is no YAML."""
    _taken()
    data: Any = None
    for layer in layers():
        files = [*layer.files(name)]
        if files:
            part = files[0][1] if len(files) == 1 else [row for _, rows in files for row in rows or ()]
            data = part if data is None else united(data, part, files[0][0])
    if data is None:
        raise RuleError(f"patterns/{name}", None, "", "no such file")
    return data


@cache
def _parsed(data: bytes) -> Any:
    text = data.decode("utf-8")
    return kept("yaml", sha256(data).hexdigest(), lambda: yaml.load(text, Loader=_Loader))  # noqa: S506


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def rows(name: str, kind: type[Row], key: str | None = None) -> list[Row]:
    """The rows of patterns/<name> (of its part `key`), each checked as a `kind`."""
    data = load_yaml(name)
    if key is not None:
        data = data.get(key, [])
    try:
        found: list[Row] = _adapter(list[kind]).validate_python(data)  # type: ignore[valid-type]
    except ValidationError as error:
        raise _fault(name, data, error, kind) from error
    return found


def whole(name: str, kind: type[Row]) -> Row:
    """All of patterns/<name>, checked as a `kind`."""
    data = load_yaml(name)
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        raise _fault(name, data, error, kind) from error


def _fault(name: str, data: Any, error: ValidationError, kind: type[BaseModel]) -> RuleError:
    """The first of a schema's complaints, where it stands in the files, and how many there are more."""
    every = error.errors()
    # of what is missing and what nobody knows the latter is what was written
    first = next((each for each in every if each["type"] == "extra_forbidden"), every[0])
    more = every[1:]
    loc, at = first["loc"], data
    for depth, step in enumerate(loc, 1):
        at = _inside(at, step)
        if isinstance(step, int) and isinstance(at, dict):
            keys = () if len(loc) > depth + 1 else _keys(kind, loc[0] if depth > 1 else None)
            key, told = said({**first, "loc": loc[depth:]}, keys)
            return RuleError(*place(name, at), key, told + _more(more))
    key, told = said(first, kind.model_fields if len(loc) == 1 else ())
    return RuleError(file_with(name, loc[0] if loc else None), None, key, told + _more(more))


def _inside(data: Any, step: int | str) -> Any:
    """What stands at a key or number of rule data, None where nothing does."""
    if isinstance(data, dict):
        return data.get(step)
    return data[step] if isinstance(data, list) and isinstance(step, int) else None


def _keys(kind: type[BaseModel], part: Any) -> Collection[str]:
    """The keys that a row may have: of a list of `kind`s, or of the part of a file of that `kind`."""
    if part is None:
        return kind.model_fields
    (row,) = get_args(kind.model_fields[part].annotation) or (None,)
    return row.model_fields if isinstance(row, type) and issubclass(row, BaseModel) else ()


def _more(rest: list[Any]) -> str:
    return f" (and {len(rest)} more)" if rest else ""


def place(name: str, row: Any) -> tuple[str, str]:
    """In which file a row of joined data stands, and what it is called there: its id, else its number."""
    for layer in reversed(layers()):
        for shown, data in layer.files(name):
            for number, each in enumerate(_rows_of(data), 1):
                if each is row:
                    return shown, str(key_of(row) or f"row {number}")
    return f"patterns/{name}", str(key_of(row))


def file_of(name: str, id: str) -> str:
    """The file that a row of that id is taken from."""
    for layer in reversed(layers()):
        for shown, data in layer.files(name):
            if any(key_of(each) == id for each in _rows_of(data)):
                return shown
    return f"patterns/{name}"


def file_with(name: str, key: object) -> str:
    """The file from which the part `key` of a file is taken; the shipped one where none has it."""
    for layer in reversed(layers()):
        for shown, data in layer.files(name):
            if isinstance(data, dict) and key in data:
                return shown
    return f"patterns/{name}"


def _rows_of(data: Any) -> Iterator[Any]:
    """All rows of a file, also of its parts."""
    for part in data.values() if isinstance(data, dict) else [data]:
        if isinstance(part, list):
            yield from part
