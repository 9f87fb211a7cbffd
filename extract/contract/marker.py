"""How a written output is told from other JSON files, without reading it."""

from __future__ import annotations

from pathlib import Path

SCHEMA = "chitieu/1"

_MARKER = f'"schema": "{SCHEMA}"'.encode()
WITHIN = 200  # bytes of a file in which the marker stands


def begins_as_output(data: bytes) -> bool:
    """Whether a file's bytes begin as an extraction does (its body is not looked at)."""
    return _MARKER in data[:WITHIN]


def is_output(path: Path) -> bool:
    """Whether the file begins as an extraction does."""
    with path.open("rb") as file:
        return begins_as_output(file.read(WITHIN))
