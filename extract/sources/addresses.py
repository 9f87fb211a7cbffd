"""Documents anywhere that fsspec reaches (folders, S3-compatible stores, HDFS): what is there, and how it is fetched.

Of an address it gives away no more than where it leads: neither passwords nor the signatures of queries are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from extract.contract.failures import Problem, ReadError, one_line
from extract.sources.ids import ids_of, printable
from extract.sources.inputs import (
    DATA,
    Document,
    Gathered,
    NoSuchPath,
    Refused,
    Unreachable,
    Unsupported,
    gather,
    hidden,
    is_url,
    local,
)
from extract.sources.patience import FEW, meant, patiently

_PASSWORD = re.compile(r"(?<=://)([^/\s?#:]*):[^/\s?#]*@")
_QUERY = re.compile(r"(?<=[?&])([^=&\s]+)=[^&\s\"')]+")
_WITH_QUERY = frozenset({"http", "https"})


def shown(text: str) -> str:
    """An address, or a message, in one line and without the secrets that addresses may hold."""
    return _QUERY.sub(r"\1=...", _PASSWORD.sub(r"\1:...@", one_line(text)))


def reached(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path on it.  Raises Unsupported, Unreachable."""
    try:
        from fsspec.core import url_to_fs

        found: tuple[Any, str] = url_to_fs(address)
    except ImportError as error:
        raise Unsupported(reason(error)) from error
    except Exception as error:  # no such protocol, no such server: each store has exceptions of its own
        raise Unreachable(reason(error)) from error
    return found


def modules(addresses: Iterable[str]) -> tuple[str, ...]:
    """The modules by which addresses are reached, as far as they are there: slow to load, so loaded beforehand."""
    from fsspec.registry import known_implementations

    protocols = {address.split("://", 1)[0] for address in addresses if is_url(address)}
    names = {known_implementations[each]["class"].rpartition(".")[0] for each in protocols & {*known_implementations}}
    return tuple(sorted(name for name in names if find_spec(name.split(".")[0])))


def reason(error: BaseException) -> str:
    """Why something went wrong, in one line that may be shown."""
    return shown(str(error)) or type(error).__name__


def store_of(address: str) -> str:
    """The store that an address is of, as it may be shown: s3://papers of s3://papers/2024/a.pdf."""
    protocol, _, rest = address.partition("://")
    return shown(f"{protocol}://{rest.split('/', 1)[0]}")


def there(fs: Any, path: str) -> bool:
    """Whether something is at a path.  A store that does not answer raises, where fsspec's `exists` says no."""
    try:
        fs.info(path)
    except (FileNotFoundError, NotADirectoryError) as error:
        if meant(error) is not error:
            raise
        return False
    return True


def gathered(paths: Iterable[str]) -> Gathered:
    """The documents that paths and addresses name, as inputs.gather finds them: hidden and data files left out.

    Ids are those that the same folders have on a disk, and what is shown begins at the folder that was named.
    Raises NoSuchPath, Unreachable, Unsupported.
    """
    given = [*dict.fromkeys(paths)]
    on_disk = gather(local(path) for path in given if not is_url(path))
    found = {document.path: document for document in on_disk.documents}
    refused, left_out = list(on_disk.refused), on_disk.left_out
    for address in filter(is_url, given):
        documents, data = _listed(address)
        left_out += data
        for document in documents:
            found[document.path] = min(found.get(document.path, document), document, key=lambda each: each.shown)
        if not documents:
            name = printable(PurePosixPath(_path(address)).name)
            refused.append(Refused(name, Problem("no_documents.folder")))
    ids = ids_of(found)
    named = [replace(document, id=ids[document.path]) for document in found.values()]
    order = sorted(refused, key=lambda each: (each.shown, each.problem.code))
    return Gathered(sorted(named, key=lambda document: document.id), order, left_out)


def _path(name: str) -> str:
    """A name in a store without the query that leads to it."""
    return re.split(r"[?#]", name, maxsplit=1)[0] if name.split("://", 1)[0] in _WITH_QUERY else name


def _found(address: str) -> tuple[str, dict[str, dict[str, Any]]]:
    """The path that an address leads to, and all files there."""
    fs, base = reached(address)

    def listing() -> dict[str, dict[str, Any]]:
        fs.invalidate_cache()
        entries: dict[str, dict[str, Any]] = fs.find(base, detail=True)
        if not entries and not there(fs, base):
            raise FileNotFoundError(base)
        return entries

    try:
        return base, patiently(listing, store_of(address), reason, most=FEW)
    except FileNotFoundError as error:
        raise NoSuchPath(shown(address)) from error
    except ImportError as error:
        raise Unsupported(reason(error)) from error
    except Exception as error:
        raise Unreachable(reason(error)) from error
    finally:
        fs.invalidate_cache()  # of a large folder it would be much


def _listed(address: str) -> tuple[list[Document], int]:
    """The documents at an address, still without ids, and the number of data files left out."""
    base, entries = _found(address)
    protocol, _, rest = address.partition("://")
    host = urlsplit(f"//{rest}").hostname or ""
    top = PurePosixPath(base.rstrip("/"))
    server = "" if base.lstrip("/").split("://")[-1].lower().startswith(host) else host
    documents, left_out = [], 0
    for name, about in sorted(entries.items()):
        path = PurePosixPath(name)
        if about.get("type") == "directory" or name.endswith("/"):
            continue
        inside = () if path == top else path.relative_to(top).parts
        if any(map(hidden, inside)):
            continue
        if inside and (path.suffix.lower() in DATA or path.name == _RECORDS):
            left_out += 1
            continue
        place = Path("/", protocol, server, _path(name).lstrip("/"))
        seen = printable(PurePosixPath(PurePosixPath(_path(base.rstrip("/"))).name, *inside).as_posix())
        url = "/".join((address.rstrip("/"), *inside)) if inside else address
        documents.append(Document(str(place), seen, "", url, int(about.get("size") or 0)))
    return documents, left_out


_RECORDS = "targets.csv"  # what a run writes; other tables are documents, and are looked at when they are here


def fetched(document: Document, folder: Path, most: int) -> Document:
    """The document with its bytes in a file of its own name in the folder `folder`, which is empty.

    Of one with more than `most` bytes only the size is taken over: its reader refuses it for that.
    Raises ReadError (missing, unreadable).
    """
    if document.url is None:
        return document
    name = document.path.name if document.path.name not in {"", ".", ".."} else "document"
    path = folder / name.encode("utf-8")[-255:].decode("utf-8", "ignore")
    if document.size > most:
        with path.open("wb") as file:
            file.truncate(document.size)
        return document.standing(path)
    try:
        fs, place = reached(document.url)
        patiently(lambda: fs.get_file(place, str(path)), store_of(document.url), reason)
    except FileNotFoundError as error:
        raise ReadError("missing.file") from error
    except MemoryError:
        raise
    except Exception as error:
        raise ReadError("unreadable.store", reason=reason(error)) from error
    return document.standing(path)
