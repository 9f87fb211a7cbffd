"""Zip archives that documents are packed in: what may be opened, and bounded reading from one.

Nothing is ever unpacked to disk, so that a path in an entry's name leads nowhere.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from extract.contract.failures import ReadError
from extract.readers.content import Options

_MOST_ENTRIES = 10_000
_SUSPECT_BYTES = 20_000_000  # an entry below it may be packed as tightly as it likes
_TIGHTEST = 200  # times: XML of long tables is packed 20 to 100 times, a bomb up to 1000
CLEAR = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""Ways of packing that are read."""


def opened(data: bytes, options: Options, *, locked: bool = False) -> zipfile.ZipFile:
    """The archive, found fit to read; `locked`: entries under a password may be in it.

    Raises ReadError (truncated, too_large, encrypted, not_a_document).
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except Exception as error:  # a torn directory raises whatever its damage leads to
        raise ReadError("truncated.archive") from error
    if len(entries) > _MOST_ENTRIES:
        raise ReadError("too_large.entries", most=_MOST_ENTRIES)
    most = options.max_bytes
    if sum(entry.file_size for entry in entries) > most:
        raise ReadError("too_large.unpacked", most=most // 1_000_000)
    for entry in entries:
        if entry.flag_bits & 0x1 and not locked:
            raise ReadError("encrypted.office")
        if entry.file_size > _SUSPECT_BYTES and entry.file_size > _TIGHTEST * max(entry.compress_size, 1):
            raise ReadError("too_large.bomb")
    return archive


def part(archive: zipfile.ZipFile, name: str | zipfile.ZipInfo, most: int) -> bytes | None:
    """The bytes of an entry, None if there is none of that name.  Raises ReadError (truncated, too_large)."""
    try:
        entry = archive.getinfo(name) if isinstance(name, str) else name
    except KeyError:
        return None
    if entry.compress_type not in CLEAR:
        raise ReadError("not_a_document.packing")
    if entry.file_size > most:
        raise ReadError("too_large.part", most=most // 1_000_000)
    try:
        with archive.open(entry) as file:
            found = file.read(most + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise ReadError("truncated.archive") from error
    if len(found) > most:
        raise ReadError("too_large.part", most=most // 1_000_000)
    return found
