"""Containers of either kind: what one holds, and one document of it brought out, however deep it lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.contract.failures import ReadError
from extract.readers.content import Options
from extract.readers.packed import mails, zips
from extract.readers.packed.members import DEEPEST, Listing
from extract.readers.sniff import Format, format_of

__all__ = ["CONTAINERS", "DEEPEST", "brought", "holds", "listed", "named"]

CONTAINERS: frozenset[Format] = frozenset({"archive", "mail"})
"""Formats of files that hold documents."""


def holds(data: bytes) -> bool:
    """Whether a file's bytes are a container's."""
    return format_of(data) in CONTAINERS


def listed(data: bytes, options: Options, depth: int = 0) -> Listing:
    """The files in a container; `depth`: of how many others it was brought out.

    Raises ReadError (truncated, too_large, empty).
    """
    if depth >= DEEPEST:
        raise ReadError("too_large.depth", most=DEEPEST)
    try:
        return zips.listed(data, options) if format_of(data) == "archive" else mails.listed(data, options)
    except (ReadError, MemoryError):
        raise
    except Exception as error:  # a damaged message raises whatever its damage leads to
        raise ReadError("truncated.mail") from error


def named(data: bytes, path: str, options: Options, depth: int = 0) -> Iterator[tuple[bytes, str]]:
    """The bytes and the path of each document that lies at `path` in a container, or in containers within it.

    Raises ReadError.
    """
    for member in listed(data, options, depth).documents:
        if member.name == path:
            yield brought(data, (member.number,), options)
        elif path.startswith(f"{member.name}/"):
            inner, _ = brought(data, (member.number,), options)
            if holds(inner):
                yield from named(inner, path.removeprefix(f"{member.name}/"), options, depth + 1)


def brought(data: bytes, inside: Sequence[int], options: Options) -> tuple[bytes, str]:
    """The bytes and the path of a document in containers; `inside`: its number in each of them, the outermost first.

    Raises ReadError (truncated, too_large, encrypted, not_a_document).
    """
    name = ""
    for depth, number in enumerate(inside):
        if depth >= DEEPEST:
            raise ReadError("too_large.depth", most=DEEPEST)
        try:
            archive = format_of(data) == "archive"
            data, name = zips.taken(data, number, options) if archive else mails.taken(data, number, options)
        except (ReadError, MemoryError):
            raise
        except Exception as error:
            raise ReadError("truncated.mail") from error
    return data, name
