"""Zip archives that documents are packed in, looked at before anything of them is unpacked."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

from extract.readers.content import Options, ReadError

_MOST_ENTRIES = 10_000


def checked(data: bytes, options: Options) -> zipfile.ZipFile:
    """The archive, once it is known to be bounded.

    Raises ReadError (truncated, too_large, encrypted, not_a_document).
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except Exception as error:  # a torn archive raises whatever its damage leads to
        raise ReadError("truncated", "the file is damaged or cut short (get it again)") from error
    if len(entries) > _MOST_ENTRIES:
        raise ReadError("too_large", f"more than {_MOST_ENTRIES} parts in one file")
    if sum(entry.file_size for entry in entries) > options.max_bytes:
        raise ReadError("too_large", f"unpacks to more than {options.max_bytes // 1_000_000} MB (--max-mb)")
    for entry in entries:
        if entry.flag_bits & 1:
            raise ReadError("encrypted", "protected by a password (save it without one and try again)")
        if entry.filename.startswith(("/", "\\")) or ".." in PurePosixPath(entry.filename.replace("\\", "/")).parts:
            raise ReadError("not_a_document", "an archive with names that lead outside of it")
    return archive


def part(archive: zipfile.ZipFile, name: str, options: Options) -> bytes | None:
    """One part of the archive, None where there is none.  Raises ReadError (truncated, too_large)."""
    try:
        with archive.open(name) as file:
            data = file.read(options.max_bytes + 1)
    except KeyError:
        return None
    except Exception as error:
        raise ReadError("truncated", "the file is damaged or cut short (get it again)") from error
    if len(data) > options.max_bytes:  # the archive lied about the size
        raise ReadError("too_large", f"unpacks to more than {options.max_bytes // 1_000_000} MB (--max-mb)")
    return data
