"""Rule data that was found to be right is not checked anew: which data, and by which code, the cache folder knows.

To check all of it takes longer than to read two documents.  What is kept are digests of all that a check looks at; with
another file of rule data, code of the check or interpreter it is done in full.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pydantic
import yaml

from extract.rules import check as check_all
from extract.rules.loader import folder as shipped_folder
from extract.rules.loader import from_rules
from extract.rules.own import carried, contents, files_of
from extract.run.cache.location import place
from extract.sources.temporary import partial_file

NAME = ".rules-checked"  # hidden, as the other file of the cache is
_MOST = 50  # digests that are kept: folders of the user, versions of the package
_PACKAGE = Path(__file__).parents[2]
_LOOKED_AT_BY = ("rules", "contract")  # the rooms whose code a check is, and whose codes it asks for


@from_rules
def check() -> None:
    """`extract.rules.check`, spared where the very same was found right before.  Raises RuleError."""
    folder = place()
    if folder is None:
        check_all()
        return
    digest = _digest()
    known = _known(folder)
    if digest not in known:
        check_all()
        _keep(folder, [*known, digest][-_MOST:])


def _known(folder: Path) -> list[str]:
    """The digests that are kept; none where they cannot be read."""
    with suppress(OSError, ValueError):
        return (folder / NAME).read_text("ascii").split()
    return []


def _keep(folder: Path, digests: list[str]) -> None:
    """Keep digests; where that cannot be done, the next run checks again."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with partial_file(folder / NAME) as made:
            made.write_text("\n".join(digests), "ascii")
            made.replace(folder / NAME)


def _digest() -> str:
    """Of the rule data, shipped and the user's, of the code that checks it and of what that runs on."""
    digest = sha256(repr((sys.version, pydantic.VERSION, yaml.__version__, contents(carried()))).encode())
    for name, path in [*_code(), *sorted(files_of(shipped_folder()))]:
        data = path.read_bytes()
        digest.update(f"{name} {len(data)}\0".encode(errors="surrogateescape"))
        digest.update(data)
    return digest.hexdigest()


def _code() -> Iterator[tuple[str, Path]]:
    for room in _LOOKED_AT_BY:
        for at, folders, names in os.walk(_PACKAGE / room):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(names):
                path = Path(at, name)
                yield path.relative_to(_PACKAGE).as_posix(), path
