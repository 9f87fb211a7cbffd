"""Judgments kept beside the outputs: `verdicts/<document>.<reviewer>.jsonl`, one a line, only ever appended to.

A line that was told as kept is on the disk.  One that a crash has torn is left out, and told (`Store.torn`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zlib import crc32

from pydantic import ValidationError

from extract.reviewing.judgments import Judgment, subject
from extract.sources.regular import contents, own

FOLDER = "verdicts"
_ENDING = ".jsonl"
_LONGEST = 60  # bytes of a reviewer's name in a file name: ids take 180, and file names have 255 at most
_UNSAFE = re.compile(r"[^\w-]+")


class Unfit(ValueError):
    """A document's id that can be no file name."""


class Store:
    """The judgments beside the outputs in a folder; any number of processes may add to it at once.

    store = Store(Path("outputs")); store.add(judgments); store.of("phu-yen")
    """

    def __init__(self, outputs: Path) -> None:
        self.folder = outputs / FOLDER

    def add(self, judgments: Iterable[Judgment]) -> list[Judgment]:
        """Keep judgments, those left out that say what the reviewer said last; those that were added.

        When it returns they are on the disk.  Raises Unfit before anything is written, OSError where it cannot be.
        """
        files: dict[Path, list[Judgment]] = {}
        for each in judgments:
            files.setdefault(self._file(each.document, each.by), []).append(each)
        added: list[Judgment] = []
        for path, new in files.items():
            self.folder.mkdir(parents=True, exist_ok=True)
            added += _appended(path, new)
        return added

    def of(self, document: str) -> list[Judgment]:
        """All judgments on a document in the order of time; those of one moment by reviewer, as they were said."""
        found = [each for path in self._of(document) for each in _read(contents(path))[0]]
        return sorted((each for each in found if each.document == document), key=lambda each: (each.at, each.by))

    def every(self) -> dict[str, list[Judgment]]:
        """All judgments by document, those of each as `of` gives them."""
        found: dict[str, list[Judgment]] = {}
        for path in self._files():
            for each in _read(contents(path))[0]:
                found.setdefault(each.document, []).append(each)
        return {id: sorted(found[id], key=lambda each: (each.at, each.by)) for id in sorted(found)}

    def torn(self, document: str) -> list[str]:
        """The files of a document in which a line cannot be read, each with the line's number."""
        return [f"{path.name}:{number}" for path in self._of(document) for number in _read(contents(path))[1]]

    def documents(self) -> list[str]:
        """The ids of the documents that someone has judged."""
        return sorted({path.name.removesuffix(_ENDING).rpartition(".")[0] for path in self._files()})

    def reviewers(self) -> list[str]:
        """The names of all who have judged."""
        return sorted({each.by for path in self._files() for each in _read(contents(path))[0]})

    def _files(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        names = sorted(name for name in os.listdir(self.folder) if name.endswith(_ENDING) and name.count(".") > 1)
        return [self.folder / name for name in names if not name.startswith(".")]

    def _of(self, document: str) -> list[Path]:
        return [path for path in self._files() if path.name.removesuffix(_ENDING).rpartition(".")[0] == document]

    def _file(self, document: str, reviewer: str) -> Path:
        if document.startswith(".") or any(letter in document for letter in "/\\\0"):
            raise Unfit(document)
        return self.folder / f"{document}.{_file_part(reviewer)}{_ENDING}"


def _file_part(reviewer: str) -> str:
    """A name as it stands in a file name, without points; whose a line is, the line says."""
    name = _UNSAFE.sub("-", reviewer).strip("-") or "_"
    if len(name.encode()) <= _LONGEST:
        return name
    cut = name.encode()[: _LONGEST - 9].decode(errors="ignore")
    return f"{cut}-{crc32(reviewer.encode()):08x}"


def readable(data: bytes) -> list[Judgment]:
    """The judgments of a file of verdicts, whatever cannot be read left out."""
    return _read(data)[0]


def _read(data: bytes) -> tuple[list[Judgment], list[int]]:
    """The judgments of a file, and the numbers of the lines that hold none."""
    found: list[Judgment] = []
    bad: list[int] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            try:
                found.append(Judgment.model_validate_json(line))
            except ValidationError:
                bad.append(number)
    return found, bad


def _appended(path: Path, new: list[Judgment]) -> list[Judgment]:
    """Append to a file what is new in it.  Where it ends in the middle of a line, that line is ended first."""
    with own(path) as file, _locked(file):
        file.seek(0)
        data = file.read()
        known, _ = _read(data)
        last = {(each.by, *subject(each)): each for each in sorted(known, key=lambda each: each.at)}
        said = {each.line() for each in known}
        added = []
        for each in new:
            before = last.get((each.by, *subject(each)))
            if each.line() in said or (before is not None and before.alike(each)):
                continue
            if before is None or before.at <= each.at:
                last[(each.by, *subject(each))] = each
            said.add(each.line())
            added.append(each)
        if added:
            lines = "".join(f"{each.line()}\n" for each in added).encode()
            file.write(b"\n" + lines if data and not data.endswith(b"\n") else lines)
            file.flush()
            os.fsync(file.fileno())
            if not data:
                _sync_folder(path.parent)
    return added


def _sync_folder(folder: Path) -> None:
    """Have the name of a new file on the disk too, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _locked(file: IO[bytes]) -> Iterator[None]:
    """The file for this process alone, as long as it is written to."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
        try:
            yield
        finally:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        return
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)
