"""Outputs of earlier runs whose source is gone, taken away when that is asked for.

Only a run over the folder that a source was in can tell: an output is removed if it was not made by this run, its
source lay in a folder that the run was given, and no file stands there any more.  What lay elsewhere, was moved with
its folder or came from an address stays.  So does an output that people reviewed: it goes by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extract.sources.inputs import shown_as
from extract.write.gone import is_there, source_of

VERDICTS = "verdicts"


@dataclass(frozen=True, slots=True)
class Pruned:
    """Outputs that were removed, and those that were not because people reviewed them."""

    removed: tuple[Path, ...]
    reviewed: tuple[Path, ...]


def _lost(source: str, folders: dict[str, Path]) -> bool:
    """Whether a source lay in one of the folders (by what is shown of them) and stands in none."""
    path = PurePosixPath(source)
    within = [(str(path.relative_to(shown)), at) for shown, at in folders.items() if path.is_relative_to(shown)]
    return bool(within) and not any(is_there(rest, folder) for rest, folder in within)


def _reviewed(output: Path) -> bool:
    folder = output.parent / VERDICTS
    return folder.is_dir() and any(each.name.startswith(f"{output.stem}.") for each in folder.iterdir())


def prune(stale: Iterable[Path], paths: Iterable[str | Path], failed: Iterable[str] = ()) -> Pruned:
    """Remove outputs of `stale` whose source was under a folder of `paths` and is gone.

    `failed`: sources that this run saw but could not read.  Raises OSError where a file cannot be removed.
    """
    folders = {shown_as(folder): folder for folder in map(Path, paths) if folder.is_dir()}
    seen, removed, reviewed = {*failed}, [], []
    for output in stale:
        source = source_of(output)
        if source is None or source in seen or not _lost(source, folders):
            continue
        if _reviewed(output):
            reviewed.append(output)
        else:
            output.unlink()
            removed.append(output)
    return Pruned(tuple(removed), tuple(reviewed))
