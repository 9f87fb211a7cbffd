"""Zip archives of documents: which files are in one, and the bytes of each."""

from __future__ import annotations

import stat
import zipfile

from extract.contract.failures import Problem, ReadError, refusal
from extract.readers.content import Options
from extract.readers.packed.members import Listing, Member, data_file, hidden
from extract.readers.packed.names import decoded, inner_path, unicode_path
from extract.readers.word.archive import CLEAR, opened, part
from extract.sources.inputs import MOST_WITHIN

_UTF8, _LOCKED = 0x800, 0x1  # bits of an entry's flags


def listed(data: bytes, options: Options) -> Listing:
    """The files of an archive, hidden ones left out.  Raises ReadError (truncated, too_large, empty)."""
    with opened(data, options, locked=True) as archive:
        members: list[Member] = []
        left_out = 0
        for number, entry in enumerate(archive.infolist()):
            name = _name(entry)
            if not name or entry.is_dir() or entry.filename.endswith("\\") or hidden(name):
                continue
            if data_file(name):
                left_out += 1
            else:
                members.append(Member(number, name, entry.file_size, _problem(entry)))
    if not members and not left_out:
        raise ReadError("empty.packed")
    if len(members) > MOST_WITHIN:
        raise ReadError("too_large.members", most=MOST_WITHIN)
    return Listing(tuple(members), left_out)


def taken(data: bytes, number: int, options: Options) -> tuple[bytes, str]:
    """The bytes and the path of a file in an archive.  Raises ReadError (truncated, too_large, encrypted, ...)."""
    with opened(data, options, locked=True) as archive:
        entry = archive.infolist()[number]
        if problem := _problem(entry):
            raise refusal(problem)
        return part(archive, entry, options.max_bytes) or b"", _name(entry)


def _name(entry: zipfile.ZipInfo) -> str:
    if entry.flag_bits & _UTF8:
        return inner_path(entry.filename)
    told = unicode_path(entry.extra)
    name = entry.orig_filename
    return inner_path(told or decoded(name.encode("cp437", "replace")).partition("\x00")[0])


def _problem(entry: zipfile.ZipInfo) -> Problem | None:
    if entry.flag_bits & _LOCKED:
        return Problem("encrypted.packed")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return Problem("symbolic_link.found")
    if entry.compress_type not in CLEAR:
        return Problem("not_a_document.method")
    return None
