"""Outputs that no longer stand for their documents are set aside: comparison and export must not go on with them.

A document that an earlier run has read and this one could not read has an output of what it once was.  It goes to the
folder `set-aside` beside the others, where no command looks for outputs, and leaves it when the document reads again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from extract.contract.marker import begins_as_output, is_output
from extract.sources.stores import Store
from extract.write.gone import source_of

ASIDE = "set-aside"


def set_aside(folder: Path, ids: Iterable[str], sources: Collection[str], others: Iterable[Path]) -> tuple[Path, ...]:
    """Move away the outputs of documents that were not read; where they are then, by name.

    `ids`: those of the documents; `sources`: how they are shown, and folders and archives that were not read; `others`:
    outputs of earlier runs, of which those go that were made of `sources` or of something in them.
    """
    paths = [path for id in ids if (path := folder / f"{id}.json").is_file() and is_output(path)]
    if sources:
        paths += [path for path in others if _within(source_of(path), sources)]
    moved = []
    for path in sorted({*paths}):
        place = folder / ASIDE / path.name
        with suppress(OSError):  # it cannot be moved: that its document was not read is told in any case
            place.parent.mkdir(exist_ok=True)
            if place.parent.is_symlink():  # into a folder that is not ours, whose files of that name it would replace
                continue
            path.replace(place)
            moved.append(place)
    return tuple(moved)


def _within(source: str | None, sources: Collection[str]) -> bool:
    """Whether a source is one of these, or lies in one."""
    if source is None:
        return False
    parts = source.split("/")
    return any("/".join(parts[:end]) in sources for end in range(1, len(parts) + 1))


def back(folder: Path, ids: Collection[str]) -> None:
    """Take away what was set aside of documents that read again."""
    place = folder / ASIDE
    with suppress(OSError):
        for path in place.glob("*.json") if not place.is_symlink() else ():
            if path.stem in ids:
                path.unlink(missing_ok=True)
        place.rmdir()  # if it is empty


def set_aside_in(store: Store, ids: Iterable[str]) -> tuple[Path | str, ...]:
    """`set_aside` in a store of anywhere.  Raises Unkept."""
    moved = []
    for name in sorted(f"{id}.json" for id in ids):
        data = store.get(name)
        if data is not None and begins_as_output(data):
            store.put(f"{ASIDE}/{name}", data)
            store.remove(name)
            moved.append(store.place(f"{ASIDE}/{name}"))
    return tuple(moved)


def back_in(store: Store, ids: Collection[str]) -> None:
    """`back` in a store of anywhere.  Raises Unkept."""
    for name in store.names(ASIDE, ".json"):
        if name.removeprefix(f"{ASIDE}/").removesuffix(".json") in ids:
            store.remove(name)
