"""Rows of the tables on their way from worker to table: packed a document at a time, sorted within bounded memory.

A `Line` is one row rendered: what it is sorted by, its line of targets.csv, its line of targets.jsonl, and whatever
else is to be written of it.  One that is sorted by nothing is the header; every pack has it, so that the process that
writes need not know the columns.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from heapq import merge
from itertools import accumulate, pairwise
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO

from extract.sources.regular import opened
from extract.write.atomic import Seen, replacing, seen

Line = tuple[bytes, ...]
TABLES = ("targets.csv", "targets.jsonl")
BOM = b"\xef\xbb\xbf"
"""The mark by which Excel knows that a table is UTF-8."""

_HELD = 24_000_000  # bytes of lines in memory, before a run of them goes to disk
_TOGETHER = 16  # lines of a pack in such a run: while runs are merged, so many of each are in memory
_LENGTH = struct.Struct("<I")  # stands before each pack of a run


def sortable(key: Iterable[object]) -> bytes:
    """Bytes that sort as the tuple does: texts by code points, numbers by size."""
    return b"".join(
        (part + (1 << 63)).to_bytes(8, "big")
        if isinstance(part, int)
        else str(part).encode("utf-8").replace(b"\0", b"\0\xff") + b"\0\0"
        for part in key
    )


def pack(lines: Sequence[Line]) -> bytes:
    """Lines, all of as many parts, as one compressed piece of bytes: how many parts there are, how many make a line,
    the lengths of all, the parts.
    """
    parts = [part for line in lines for part in line]
    lengths = struct.pack(f"<{len(parts) + 2}I", len(parts), len(lines[0]), *map(len, parts))
    return zlib.compress(lengths + b"".join(parts), 1)


def unpacked(data: bytes) -> list[Line]:
    """The lines of such a piece.  Raises ValueError where it is none."""
    try:
        plain = zlib.decompress(data)
        count, width = struct.unpack_from("<2I", plain)
        ends = list(accumulate(struct.unpack_from(f"<{count}I", plain, 8), initial=4 * (count + 2)))
    except (zlib.error, struct.error) as error:
        raise ValueError(f"no pack of rows: {error}") from error
    parts = [plain[start:end] for start, end in pairwise(ends)]
    return list(zip(*(parts[place::width] for place in range(width)), strict=True))


class Sorter:
    """Takes the packs of documents in any order and writes the tables in theirs; a nameless file in `folder` helps.

    `bom`: targets.csv begins with the mark.
    """

    def __init__(self, folder: Path, held: int = _HELD, *, bom: bool = False) -> None:
        self._folder = folder
        self._mark = BOM if bom else b""
        self._most = held
        self._header: Line | None = None
        self._lines: list[Line] = []
        self._size = 0
        self._file: IO[bytes] | None = None
        self._runs: list[tuple[int, int]] = []  # where each begins in the file, and ends

    def __enter__(self) -> Sorter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, data: bytes) -> None:
        """Take the rows of one document.  Raises ValueError where they are none; then nothing is taken."""
        self._header, *lines = unpacked(data)
        self._lines += lines
        self._size += sum(len(part) for line in lines for part in line)
        if self._size > self._most:
            self._put_by()

    def _put_by(self) -> None:
        """Sort what is held and move it to disk."""
        if self._file is None:
            self._file = TemporaryFile(dir=self._folder)  # noqa: SIM115
        self._lines.sort()
        begin = self._file.tell()
        for first in range(0, len(self._lines), _TOGETHER):
            data = pack(self._lines[first : first + _TOGETHER])
            self._file.write(_LENGTH.pack(len(data)) + data)
        self._runs.append((begin, self._file.tell()))
        self._lines, self._size = [], 0

    def _read(self, run: tuple[int, int]) -> Iterator[Line]:
        assert self._file is not None
        at, end = run
        while at < end:
            (length,) = _LENGTH.unpack(os.pread(self._file.fileno(), _LENGTH.size, at))
            yield from unpacked(os.pread(self._file.fileno(), length, at + _LENGTH.size))
            at += _LENGTH.size + length

    def lines(self) -> Iterator[Line]:
        """All lines, in order, as often as they are asked for."""
        if self._file is not None:
            self._put_by()  # what is left over too: merging needs the room
            self._file.flush()
        self._lines.sort()
        return merge(*map(self._read, self._runs), self._lines)

    def begun_so(self) -> bool:
        """Whether the table on disk begins as it would be written: with the mark, or without."""
        try:
            with opened(self._folder / TABLES[0]) as table:
                return (table.read(len(BOM)) == BOM) == bool(self._mark)
        except OSError:
            return False

    def write(self) -> tuple[Seen, Seen]:
        """Write the tables, each whole or not at all; how they look on disk.  Something must have been added."""
        assert self._header is not None
        with ExitStack() as stack:
            partial = [stack.enter_context(replacing(self._folder / name)) for name in TABLES]
            with partial[0].open("wb") as table, partial[1].open("wb") as plain:
                table.write(self._mark + self._header[1])
                for line in self.lines():
                    table.write(line[1])
                    plain.write(line[2])
            return seen(partial[0]), seen(partial[1])
