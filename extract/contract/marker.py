"""How a written output is told from other JSON files, without reading it."""

from __future__ import annotations

from pathlib import Path
from stat import S_ISREG

from extract.messages.columns import HEADS

SCHEMA = "chitieu/1"

OWN_TABLES = (
    "province_code,province,", "document,start,end,text,reason", "section,indicator,name_vi,",
    *(",".join(HEADS[name][i] for name in ("province_code", "province", "successor_code")) + "," for i in (0, 1)),
)  # fmt: skip
"""How the tables begin that are written here (`targets.csv`, exports, `compare.csv`): no documents to read."""
_BETWEEN = str.maketrans("\t;", ",,")

_MARKER = f'"schema": "{SCHEMA}"'.encode()
WITHIN = 200  # bytes of a file in which the marker stands


def begins_as_output(data: bytes) -> bool:
    """Whether a file's bytes begin as an extraction does (its body is not looked at)."""
    return _MARKER in data[:WITHIN]


def is_own_table(path: Path) -> bool:
    """Whether a file begins as a table that is written here."""
    try:
        if not S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb") as file:
            head = file.read(WITHIN)
    except OSError:
        return False
    return begins_as_own_table(head.decode("utf-8", "replace"))


def begins_as_own_table(text: str) -> bool:
    """Whether a text begins as such a table, whichever mark stands between its columns."""
    return text.lstrip("\ufeff").translate(_BETWEEN).startswith(OWN_TABLES)


def is_output(path: Path) -> bool:
    """Whether the file begins as an extraction does; what is no regular file (a device, a pipe) is not opened."""
    if not S_ISREG(path.stat().st_mode):
        return False
    with path.open("rb") as file:
        return begins_as_output(file.read(WITHIN))
