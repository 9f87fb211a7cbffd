"""Written outputs read back: which files are extractions, and the extractions in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from extract.contract.failures import Problem
from extract.contract.marker import begins_as_output, is_output
from extract.contract.model import Extraction
from extract.sources.listing import listed
from extract.sources.regular import contents
from extract.write.plausible import fault

__all__ = ["NotAnOutput", "begins_as_output", "is_output", "load", "parsed", "written"]


class NotAnOutput(ValueError):
    """The file `name` holds no extraction; the message names it and says why in one line."""

    def __init__(self, name: str, detail: str) -> None:
        self.name, self.problem = name, Problem("not_an_extraction.damaged", {"detail": detail})
        super().__init__(f"{name}: {self.problem.message}")

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.name, self.problem.values["detail"])


def written(folder: Path) -> list[Path]:
    """The extractions in a folder, by name; other JSON files are left out.  Raises OSError where it cannot be read."""
    return [path for path in listed(folder, "*.json") if path.is_file() and is_output(path)]


def parsed(data: bytes, name: str) -> Extraction:
    """The extraction that `data` holds.  Raises NotAnOutput, naming `name`."""
    try:
        found = Extraction.model_validate_json(data)
    except ValidationError as error:
        raise NotAnOutput(name, _first(error)) from error
    if (wrong := fault(found)) is not None:
        raise NotAnOutput(name, wrong)
    return found


def _first(error: ValidationError) -> str:
    """What is wrong first, in one line: `where: what`."""
    found = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in found["loc"])
    return " ".join(f"{where}: {found['msg']}".removeprefix(": ").split())


def load(paths: Iterable[Path]) -> Iterator[Extraction]:
    """The extractions of files and folders, one at a time, in the order given (a folder's by name).

    Raises NotAnOutput for a file that holds none, OSError for one that cannot be read.
    """
    for path in paths:
        for file in written(path) if path.is_dir() else [path]:
            if file.exists() and not file.is_file():
                raise NotAnOutput(file.as_posix(), "not a regular file")
            yield parsed(contents(file), file.as_posix())
