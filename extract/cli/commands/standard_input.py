"""Standard input as a document: `-` where a path is expected."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extract.cli.commands.terminal import WrongUse
from extract.sources.temporary import temporary_folder

DASH = "-"


@contextmanager
def laid(name: str) -> Iterator[Path]:
    """What stands on standard input, as a file of that name, for as long as it is needed.

    Raises WrongUse for a name that is none of a file, and where someone would have to type the document.
    """
    if not name or name in (".", "..") or name != Path(name).name or not name.isprintable():
        raise WrongUse("use.stdin_name", name=name)
    if sys.stdin.isatty():
        raise WrongUse("use.stdin")
    with temporary_folder() as folder:
        path = Path(folder, name)
        path.write_bytes(sys.stdin.buffer.read())
        yield path
