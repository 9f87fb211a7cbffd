"""Rule data that was found right is not checked anew, nor is worked out what was worked out of it.

To check all of it takes longer than to read two documents.  The cache folder has a file for each state of it that was
found right: its name is the digest of all that a check looks at, in it stands what follows from that, behind a seal
(see extract.rules.kept).  With another file of rule data, code of the rules or interpreter all is done in full.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any, TypeVar

import pydantic
import yaml

from extract.rules import check as check_all
from extract.rules.kept import give, taken
from extract.rules.loader import folder as shipped_folder
from extract.rules.own import carried, contents, files_of
from extract.run.cache.location import place
from extract.sources.temporary import partial_file

Loaded = TypeVar("Loaded")
_BEGINS, _ENDS = ".rules-", ".json"  # hidden, as the other file of the cache is
_MOST = 8  # files that are kept: other folders of the user, other versions of the package
_PACKAGE = Path(__file__).parents[2]
_LOOKED_AT_BY = ("rules", "contract")  # the rooms whose code a check is, and whose codes it asks for


def loaded(load: Callable[[], Loaded]) -> Loaded:
    """What `load()` makes of all rule data, which is checked first unless it was found right before.

    Raises RuleError.
    """
    folder = place()
    digest = _digest()
    path = folder / f"{_BEGINS}{digest}{_ENDS}" if folder is not None else None
    before = _read(path) if path is not None else None
    if before is not None:
        give(before)
        return load()
    check_all()
    made = load()
    if path is not None and _digest() == digest:  # else it was changed meanwhile
        with suppress(OSError):  # the next start does it again
            _keep(path, taken())
    return made


def _read(path: Path) -> dict[str, dict[str, Any]] | None:
    """What a file keeps; None where there is none, or a spoilt one."""
    try:
        seal, _, data = path.read_bytes().partition(b"\n")
        return dict(json.loads(data)) if seal == _seal(data) else None
    except (OSError, ValueError):
        return None


def _seal(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).hexdigest().encode()


def _keep(path: Path, found: dict[str, dict[str, Any]]) -> None:
    """Write a file, and let go the oldest of others.  Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    data = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    with partial_file(path) as made:
        made.write_bytes(_seal(data) + b"\n" + data)
        made.replace(path)
    others = sorted(path.parent.glob(f"{_BEGINS}*{_ENDS}"), key=lambda each: each.stat().st_mtime_ns)
    for each in others[:-_MOST]:
        each.unlink(missing_ok=True)


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
