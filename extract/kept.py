"""What takes long to make and comes out the same in every process, made once at set-up: see extract.keep.

Rule data as parsed, by the digest of the file, and the code of regular expressions, by the expression; where something
is not kept, or was kept by another Python, it is made anew.  It lies where Python keeps compiled modules.
"""

from __future__ import annotations

import marshal
import pickle
import sys
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

# Where `re` makes expressions; typed by nobody.
COMPILER: Any = import_module("re._compiler")
_ENGINE: Any = import_module("_sre")
_PYTHON = f"{sys.version} {_ENGINE.MAGIC}"
FILE = Path(__file__).parent / "__pycache__" / f"kept.{sys.implementation.cache_tag}"


class Kept(NamedTuple):
    """By digest the content of a YAML file (pickled), by expression and flags what its code is made of (marshalled)."""

    parsed: dict[bytes, bytes]
    expressions: dict[tuple[str, int], bytes]


def write(kept: Kept) -> None:
    """Keep it.  Raises OSError."""
    from extract.write.atomic import write_bytes

    data = marshal.dumps((_PYTHON, *kept))
    FILE.parent.mkdir(exist_ok=True)
    write_bytes(FILE, sha256(data).digest() + data)


@cache
def read() -> Kept:
    """What is kept; nothing where the file is damaged, missing or another Python's."""
    try:
        whole = FILE.read_bytes()
    except OSError:
        return Kept({}, {})
    data = memoryview(whole)[32:]
    if sha256(data).digest() != whole[:32]:
        return Kept({}, {})
    python, *kept = marshal.loads(data)
    return Kept(*kept) if python == _PYTHON else Kept({}, {})


def parsed(text: bytes) -> Any | None:
    """The content of a YAML file, None where it is not kept."""
    content = read().parsed.get(sha256(text).digest())
    return None if content is None else pickle.loads(content)


def recall_expressions() -> None:
    """From now on this process compiles no expression whose code is kept."""
    expressions, compiled = read().expressions, COMPILER.compile

    def recalled(expression: Any, flags: int = 0) -> Any:
        code = expressions.get((expression, int(flags))) if type(expression) is str else None
        return compiled(expression, flags) if code is None else _ENGINE.compile(expression, *marshal.loads(code))

    COMPILER.compile = recalled
