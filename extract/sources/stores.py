"""Where outputs go: a folder of this machine, or an address that fsspec reaches."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from extract.sources.addresses import reached, reason, shown, store_of, there
from extract.sources.inputs import Unsupported, is_url, local
from extract.sources.patience import FEW, PATIENCE, patiently
from extract.sources.temporary import partial_file

_WHOLE = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss", "memory"})
"""Where what is being written is seen only when all of it is there: one PUT, or a multipart upload once completed."""
_REPLACING = frozenset({"file", "local"})
"""The file systems of this machine."""
_TOGETHER = 500  # outputs that are looked at in one go
_T = TypeVar("_T")


class Unkept(Exception):
    """An output that could not be written, with the reason in one line."""


class Occupied(Unkept):
    """An output that could not be written because a folder has its name."""


def _protocol(fs: Any) -> str:
    protocol = fs.protocol
    return protocol if isinstance(protocol, str) else str(protocol[0])


@contextmanager
def _replacing(fs: Any, path: str) -> Iterator[str]:
    """Where to write what is to stand at `path` whole or not at all, as far as the store can do that."""
    if _protocol(fs) in _WHOLE:
        yield path
        return
    if _protocol(fs) in _REPLACING:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        with partial_file(Path(path)) as file:
            yield file.as_posix()
            os.replace(file, path)
        return
    folder, _, last = path.rpartition("/")
    partial = f"{folder}/.{last}.{uuid4().hex}.tmp"
    fs.makedirs(folder, exist_ok=True)
    try:
        yield partial
        if there(fs, path):
            fs.rm_file(path)
        fs.mv(partial, path)
    finally:
        if fs.exists(partial):
            fs.rm_file(partial)


@dataclass(frozen=True, slots=True)
class Store:
    """A folder or an address.  What it does raises Unkept where it fails, Unsupported where a package is missing."""

    address: str

    def place(self, name: str) -> Path | str:
        """Where an output of that name stands, as it may be shown."""
        if is_url(self.address):
            return f"{shown(self.address).rstrip('/')}/{name}"
        return Path(local(self.address), name)

    def begin(self) -> None:
        """Make the folder, where there are folders."""

        def make(fs: Any, path: str) -> None:
            if _protocol(fs) not in _WHOLE:
                fs.makedirs(path, exist_ok=True)

        self._do("", make, FEW)

    def put(self, name: str, data: bytes) -> None:
        """Write one output."""

        def write(fs: Any, path: str) -> None:
            try:
                with _replacing(fs, path) as partial:
                    fs.pipe_file(partial, data)
            except OSError as error:
                if fs.isdir(path):
                    raise Occupied(error.strerror or str(error)) from error
                raise

        self._do(name, write)

    def put_file(self, name: str, file: Path) -> None:
        """Write one output from a file of this machine, however large."""

        def write(fs: Any, path: str) -> None:
            with _replacing(fs, path) as partial:
                fs.put_file(str(file), partial)

        self._do(name, write)

    def get(self, name: str) -> bytes | None:
        """An output, None where there is none."""

        def read(fs: Any, path: str) -> bytes | None:
            try:
                return bytes(fs.cat_file(path))
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                return None

        return self._do(name, read)

    def names(self, under: str = "", ending: str = "") -> list[str]:
        """The names of the outputs right in the store, or at any depth under one of its folders."""

        def listing(fs: Any, path: str) -> list[str]:
            fs.invalidate_cache()
            top = path.rstrip("/")
            if not there(fs, top):
                return []
            entries = fs.find(top) if under else fs.find(top, maxdepth=1)
            fs.invalidate_cache()
            start = len(top) + 1
            found = [name[start:] for name in entries if name.endswith(ending) and len(name) > start]
            return sorted(f"{under}/{name}" if under else name for name in found)

        return self._do(under, listing)

    def heads(self, names: list[str], size: int) -> Iterator[tuple[str, bytes]]:
        """The first bytes of outputs; of those that are gone by then, none."""
        for first in range(0, len(names), _TOGETHER):
            some = names[first : first + _TOGETHER]

            def read(fs: Any, path: str, some: list[str] = some) -> list[Any]:
                places = [f"{path.rstrip('/')}/{name}" for name in some]
                return list(fs.cat_ranges(places, [0] * len(some), [size] * len(some), on_error="return"))

            found = zip(some, self._do("", read), strict=True)
            yield from ((name, bytes(head)) for name, head in found if not isinstance(head, BaseException))

    def remove(self, name: str) -> None:
        """Take an output away, if it is there."""

        def take(fs: Any, path: str) -> None:
            if there(fs, path):
                fs.rm_file(path)

        self._do(name, take)

    def _do(self, name: str, action: Callable[[Any, str], _T], most: float = PATIENCE) -> _T:
        far = is_url(self.address)
        try:
            fs, base = reached(self.address if far else f"file://{Path(local(self.address)).absolute()}")
            path = f"{base.rstrip('/')}/{name}" if name else base
            if not far:
                return action(fs, path)
            return patiently(lambda: action(fs, path), store_of(self.address), reason, most=most)
        except (Unsupported, Occupied):
            raise
        except Exception as error:
            said = error.strerror if isinstance(error, OSError) else None
            raise Unkept(shown(said) if said else reason(error)) from error
