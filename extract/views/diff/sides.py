"""The two sides of a comparison: a folder of outputs, one output, or a git revision of either."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from extract.contract.failures import Problem
from extract.contract.model import Extraction
from extract.sources.regular import contents as contents_of
from extract.views.diff.revisions import NoSide, contents
from extract.write.outputs import NotAnOutput, begins_as_output, parsed, written

__all__ = ["NoSide", "Side", "read_sides"]


@dataclass(slots=True)
class Side:
    """One side: `name` as it was given, extractions by document id, and the files that hold none, with why.

    `single`: the side is one file, not a folder.
    """

    name: str
    single: bool = False
    documents: dict[str, Extraction] = field(default_factory=dict)
    failed: list[tuple[str, Problem]] = field(default_factory=list)


def read_sides(old: str, new: str | None, folder: Path) -> tuple[Side, Side]:
    """Both sides read; `new` left out is the folder as it stands.  Raises NoSide.

    A path that exists goes before a revision of that name.  Against one file only its document is compared; two
    files are compared as one document, whatever their ids.  A file that cannot be read is left out on both sides.
    """
    seen: dict[bytes, Extraction] = {}
    sides = _side(old, folder, seen), _side(new if new is not None else folder.as_posix(), folder, seen)
    for one, other in (sides, sides[::-1]):
        for name, _ in one.failed:
            other.documents.pop(Path(name).stem, None)
    one, two = sides
    if one.single and two.single:
        if one.documents and two.documents:
            two.documents = dict(zip(one.documents, two.documents.values(), strict=True))
    elif one.single or two.single:
        kept = set((one if one.single else two).documents)
        for side in sides:
            side.documents = {id: each for id, each in side.documents.items() if id in kept}
    return sides


def _side(name: str, folder: Path, seen: dict[bytes, Extraction]) -> Side:
    """One side; what both sides hold byte for byte is parsed once (`seen`)."""
    path = Path(name)
    if path.is_dir():
        return _read(Side(name), ((file.as_posix(), contents_of(file)) for file in written(path)), seen)
    if path.exists():
        if not path.is_file():
            raise NoSide("diff.not_regular", name=name)
        return _read(Side(name, single=True), [(path.as_posix(), contents_of(path))], seen)
    single, files = contents(name, folder)
    return _read(Side(name, single=single), files, seen)


def _read(side: Side, files: Iterable[tuple[str, bytes]], seen: dict[bytes, Extraction]) -> Side:
    for name, data in files:
        if not side.single and not begins_as_output(data):
            continue
        try:
            extraction = seen.get(data) or parsed(data, name)
        except NotAnOutput as error:
            side.failed.append((name, error.problem))
            continue
        seen[data] = extraction
        side.documents[extraction.document.id] = extraction
    return side
