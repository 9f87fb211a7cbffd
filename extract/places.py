"""Documents and outputs anywhere that fsspec reaches: folders, S3-compatible stores, HDFS.

Of a store's own ways only this module knows: everything else sees `Document`s, and names under a `Store`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from time import sleep
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from extract.inputs import (
    DATA,
    Document,
    Gathered,
    NoSuchPath,
    Refused,
    Unreachable,
    Unsupported,
    gather,
    ids_of,
    is_url,
    printable,
)
from extract.readers.content import ReadError

_PAUSES = (1.0, 4.0, 16.0)  # seconds before each further attempt; the clients of the stores try again by themselves
_FINAL = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError)
_WHOLE = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss", "memory"})
"""Where what is being written is seen only when all of it is there: one PUT, or a multipart upload once completed."""
_T = TypeVar("_T")


class Unkept(Exception):
    """An output that could not be written, with the reason in one line."""


def local(path: str) -> str:
    """A file of this machine as a plain path, also where it was named by file://."""
    return unquote(urlsplit(path).path) if path.startswith("file://") else path


def _reached(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path on it.  Raises Unsupported, Unreachable."""
    try:
        from fsspec.core import url_to_fs

        found: tuple[Any, str] = url_to_fs(address)
    except ImportError as error:
        raise Unsupported(_reason(error)) from error
    except ValueError as error:  # no such protocol
        raise Unreachable(_reason(error)) from error
    return found


def _reason(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _persistently(action: Callable[[], _T]) -> _T:
    """The result of `action`, tried again where the failure may be passing."""
    for pause in _PAUSES:
        try:
            return action()
        except _FINAL:
            raise
        except Exception:  # every store has exceptions of its own
            sleep(pause)
    return action()


def gathered(paths: Iterable[str]) -> Gathered:
    """The documents that paths and addresses name, as inputs.gather finds them: hidden and data files left out.

    Ids are those that the same folders have on a disk, and what is shown begins at the folder that was named.
    Raises NoSuchPath, Unreachable, Unsupported.
    """
    given = [*dict.fromkeys(paths)]
    on_disk = gather(local(path) for path in given if not is_url(path))
    found = {str(document.path): document for document in on_disk.documents}
    refused, left_out = list(on_disk.refused), on_disk.left_out
    for address in filter(is_url, given):
        documents, data = _listed(address)
        left_out += data
        for document in documents:
            key = str(document.url)
            found[key] = min(found.get(key, document), document, key=lambda each: each.shown)
        if not documents:
            shown = printable(PurePosixPath(address).name)
            refused.append(Refused(shown, "no_documents", "no documents in this folder"))
    ids = ids_of(document.path for document in found.values())
    named = [replace(document, id=ids[document.path]) for document in found.values()]
    order = sorted(refused, key=lambda each: (each.shown, each.code))
    return Gathered(sorted(named, key=lambda document: document.id), order, left_out)


def _listed(address: str) -> tuple[list[Document], int]:
    """The documents at an address, still without ids, and the number of data files left out."""
    fs, base = _reached(address)
    protocol = address.split("://", 1)[0]

    def listing() -> dict[str, dict[str, Any]]:
        fs.invalidate_cache()
        entries: dict[str, dict[str, Any]] = fs.find(base, detail=True)
        return entries

    try:
        entries = _persistently(listing)
        if not entries and not fs.exists(base):
            raise NoSuchPath(address)
    except FileNotFoundError as error:
        raise NoSuchPath(address) from error
    except (NoSuchPath, Unsupported):
        raise
    except Exception as error:
        raise Unreachable(_reason(error)) from error
    top = PurePosixPath(base.rstrip("/"))
    documents, left_out = [], 0
    for name, about in sorted(entries.items()):
        path = PurePosixPath(name)
        if about.get("type") == "directory" or name.endswith("/"):
            continue
        inside = () if path == top else path.relative_to(top).parts
        if any(part.startswith(".") for part in inside):
            continue
        if inside and path.suffix.lower() in DATA:
            left_out += 1
            continue
        shown = printable(PurePosixPath(top.name, *inside).as_posix())
        place = Path("/", protocol, name.lstrip("/"))
        documents.append(Document(place, shown, "", fs.unstrip_protocol(name), int(about.get("size") or 0)))
    return documents, left_out


def fetched(document: Document, folder: Path, most: int) -> Document:
    """The document with its bytes in a file of its own name in the fresh folder `folder`.

    Of one with more than `most` bytes only the size is taken over: its reader refuses it for that.
    Raises ReadError (missing, unreadable).
    """
    if document.url is None:
        return document
    name = document.path.name if document.path.name not in {"", ".", ".."} else "document"
    path = folder / name.encode("utf-8")[-255:].decode("utf-8", "ignore")
    folder.mkdir(parents=True)
    if document.size > most:
        with path.open("wb") as file:
            file.truncate(document.size)
        return replace(document, path=path, url=None)
    fs, place = _reached(document.url)
    try:
        _persistently(lambda: fs.get_file(place, str(path)))
    except FileNotFoundError as error:
        raise ReadError("missing", "no such file") from error
    except Exception as error:
        raise ReadError("unreadable", _reason(error)) from error
    return replace(document, path=path, url=None)


@dataclass(frozen=True, slots=True)
class Store:
    """Where outputs go: a folder or an address.  All that it does raises Unkept where it cannot be done."""

    address: str

    def place(self, name: str) -> Path | str:
        """Where an output of that name stands."""
        return f"{self.address.rstrip('/')}/{name}" if is_url(self.address) else Path(local(self.address), name)

    def begin(self) -> None:
        """Make the folder, where there are folders."""

        def make(fs: Any, path: str) -> None:
            if _protocol(fs) not in _WHOLE:
                fs.makedirs(path, exist_ok=True)

        self._do("", make)

    def put(self, name: str, data: bytes) -> None:
        """Write one output: whole or not at all, where the store can do that."""

        def write(fs: Any, path: str) -> None:
            if _protocol(fs) in _WHOLE:
                fs.pipe_file(path, data)
                return
            folder, _, last = path.rpartition("/")
            partial = f"{folder}/.{last}.{uuid4().hex}.tmp"
            fs.makedirs(folder, exist_ok=True)
            try:
                fs.pipe_file(partial, data)
                if _protocol(fs) not in {"file", "local"} and fs.exists(path):  # where a move replaces nothing
                    fs.rm_file(path)
                fs.mv(partial, path)
            finally:
                if fs.exists(partial):
                    fs.rm_file(partial)

        self._do(name, write)

    def put_file(self, name: str, file: Path) -> None:
        """Write one output from a file of this machine."""

        def write(fs: Any, path: str) -> None:
            fs.put_file(str(file), path)

        if is_url(self.address) and _protocol(_reached(self.address)[0]) in _WHOLE:
            self._do(name, write)
        else:
            self.put(name, file.read_bytes())

    def names(self, under: str = "", ending: str = "") -> list[str]:
        """The names of the outputs right in the store, or at any depth under one of its folders."""

        def listing(fs: Any, path: str) -> list[str]:
            fs.invalidate_cache()
            top = path.rstrip("/")
            if not fs.exists(top):
                return []
            entries = fs.find(top) if under else fs.find(top, maxdepth=1)
            start = len(top) + 1
            found = [name[start:] for name in entries if name.endswith(ending) and len(name) > start]
            return sorted(f"{under}/{name}" if under else name for name in found)

        return self._do(under, listing)

    def heads(self, names: list[str], size: int) -> dict[str, bytes]:
        """The first bytes of outputs."""

        def read(fs: Any, path: str) -> dict[str, bytes]:
            places = [f"{path.rstrip('/')}/{name}" for name in names]
            return dict(zip(names, fs.cat_ranges(places, [0] * len(names), [size] * len(names)), strict=True))

        return self._do("", read) if names else {}

    def remove(self, name: str) -> None:
        """Take an output away, if it is there."""

        def take(fs: Any, path: str) -> None:
            if fs.exists(path):
                fs.rm_file(path)

        self._do(name, take)

    def _do(self, name: str, action: Callable[[Any, str], _T]) -> _T:
        fs, base = _reached(self.address if is_url(self.address) else f"file://{Path(local(self.address)).absolute()}")
        path = f"{base.rstrip('/')}/{name}" if name else base
        try:
            return _persistently(lambda: action(fs, path)) if is_url(self.address) else action(fs, path)
        except Exception as error:
            reason = error.strerror if isinstance(error, OSError) else None
            raise Unkept(reason or _reason(error)) from error


def _protocol(fs: Any) -> str:
    protocol = fs.protocol
    return protocol if isinstance(protocol, str) else str(protocol[0])
