"""A digest of all that an output is made of but the document: code, rule data, model, installed packages, programs."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from extract.rules.own import carried, contents
from extract.run.outcomes import Limits

_PACKAGE = Path(__file__).parents[2]
_PROGRAMS = ("tesseract", "soffice", "libreoffice")
_LANGUAGES = ("/usr/share/tesseract-ocr", "/usr/share/tessdata")
_LEFT_OUT = frozenset({"__pycache__"})


def _files(folder: str) -> Iterator[str]:
    """All files under a folder, in an order of their own."""
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _LEFT_OUT)
        yield from (f"{at}/{name}" for name in sorted(names))


def _packages() -> Iterator[str]:
    """Names with versions of what is installed where this interpreter looks.

    What a package carries for itself (Ray does, and adds it to the path when it is imported) goes with its version.
    """
    for place in sorted(set(sys.path)):
        if os.path.isdir(place) and not os.path.isfile(os.path.join(os.path.dirname(place), "__init__.py")):
            yield from sorted(name for name in os.listdir(place) if name.endswith((".dist-info", ".egg-info")))


def _programs() -> Iterator[str]:
    """The programs that readers call, as they look on disk, and the languages OCR has."""
    for name in _PROGRAMS:
        found = shutil.which(name)
        if found is not None:
            about = os.stat(found)
            yield f"{os.path.realpath(found)} {about.st_size} {about.st_mtime_ns}"
    for place in (os.environ.get("TESSDATA_PREFIX", ""), *_LANGUAGES):
        yield from (f"{path} {os.stat(path).st_size}" for path in _files(place) if path.endswith(".traineddata"))


def options(limits: Limits) -> tuple[object, ...]:
    """What of the limits an output is made of."""
    return float(limits.seconds), limits.memory, limits.megabytes, limits.pages, limits.ocr


def made_of(*options: object, package: Path = _PACKAGE) -> str:
    """The digest, of the options too: equal only where a document would come out the same.

    `package`: the folder that holds the code; rule data lies in it, or beside it, and in the user's own folders.
    """
    digest = sha256()
    for folder in (package, package.parent / "patterns"):
        for path in _files(str(folder)):
            with open(path, "rb", buffering=0) as file:
                data = file.read()
            digest.update(f"{path.removeprefix(str(package.parent))} {len(data)}\0".encode(errors="surrogateescape"))
            digest.update(data)
    for part in (contents(carried()), sys.version, *_packages(), *_programs(), *map(repr, options)):
        digest.update(f"{part}\0".encode(errors="surrogateescape"))
    return digest.hexdigest()
