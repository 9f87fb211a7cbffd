"""From the paths a user names to the documents to read, each with an id of its own."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from extract.contract.failures import Problem, unopened
from extract.contract.marker import is_own_table
from extract.sources.ids import ids_by_text, parted, printable

DATA = frozenset({".json", ".jsonl", ".yaml", ".yml"})
"""Suffixes of what lies beside documents (gold, outputs): left out of a folder, and told."""
_TABLES = frozenset({".csv", ".tsv"})  # so are those of records that were written here; others are documents
_LITTER = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
_LOCK = "~$"  # before the name of a document that is open in Office
MOST_WITHIN = 1000
"""Documents in one file, those of the containers in it too."""
_MOST_SHOWN = 400  # characters of a path that is too long to be read


class NoSuchPath(ValueError):
    """A path that was named and does not exist."""


class Unreachable(Exception):
    """A place or a cluster that does not answer, with the reason in one line."""


class Unsupported(Exception):
    """A package that an address or an engine needs is not installed; its message names it."""


def is_url(path: str) -> bool:
    """Whether a path is an address, as fsspec knows them, rather than a file of this machine."""
    return "://" in path and not path.startswith("file://")


def elsewhere(path: str) -> bool:
    """Whether a file:// address names another machine: its files are not reached by that."""
    from urllib.parse import urlsplit

    return path.startswith("file://") and (urlsplit(path).netloc.lower() not in {"", "localhost"})


def local(path: str) -> str:
    """A file of this machine as a plain path, also where it was named by file://."""
    if not path.startswith("file://"):
        return path
    from urllib.parse import unquote, urlsplit

    return unquote(urlsplit(path).path)


@dataclass(frozen=True, slots=True)
class Document:
    """A file to read: where it is, the path that is shown for it (never absolute), its id.

    `url`: where it is fetched from, for one that is on no disk of this machine; `size`: its bytes there.
    `inside`: for one that lies in an archive or a message, its number there, and in those within; `path` and `url` are
    then of the file that holds it.  `judged`: what people said of its records, a line each (see extract.reviewing).
    A run holds all its documents, so where the file is, is held in little room: `at` as text, or where it is `below`
    a folder that others have too, as what stands before `shown`.
    """

    at: str
    shown: str
    id: str
    url: str | None = None
    size: int = 0
    inside: tuple[int, ...] = ()
    judged: tuple[str, ...] = ()
    below: bool = False

    @property
    def path(self) -> Path:
        """Where the file is, or would be."""
        return Path(self.at + self.shown if self.below else self.at)

    def standing(self, path: Path, url: str | None = None) -> Document:
        """The same document, its bytes in a file somewhere else."""
        return replace(self, at=str(path), below=False, url=url)

    def holding(self, id: str, number: int, name: str) -> Document:
        """A document that lies in this one."""
        inside, shown = (*self.inside, number), f"{self.shown}/{name}"
        return replace(self, at=str(self.path), below=False, shown=shown, id=id, inside=inside)


@dataclass(frozen=True, slots=True)
class Refused:
    """A file in a folder that is not even opened, and why."""

    shown: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the paths name: documents sorted by id, what is refused, and how many data files were left out."""

    documents: list[Document]
    refused: list[Refused]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class _File:
    """A file that was found: where it really is, the path that is shown for it, the path to it."""

    real: str
    shown: str
    path: str


def _walk(folder: Path) -> tuple[list[_File], list[Path], int, list[Refused]]:
    """Under a folder: its files, the links among them, the number of data files, the folders that cannot be read;
    hidden ones are left out.
    """
    found: list[_File] = []
    closed: list[Refused] = []
    links: list[Path] = []
    left_out = 0
    waiting = [str(folder)]
    while waiting:
        at = waiting.pop()
        real, shown = os.path.realpath(at), _relative(Path(at), folder).as_posix()
        before = "" if shown == "." else f"{shown}/"
        try:
            for entry in os.scandir(at):
                if hidden(entry.name):
                    continue
                path = entry.name if at == os.curdir else entry.path
                if entry.is_symlink():
                    links.append(Path(path))
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(path)
                elif _is_data(entry):
                    left_out += 1
                else:
                    whole, seen = os.path.join(real, entry.name), printable(before + entry.name)
                    found.append(_File(_once(whole, path), _once(seen, path), path))
        except OSError as error:
            closed.append(Refused(_brief(_shown(Path(at), folder)), unopened(error).problem))
    return found, links, left_out, closed


def _brief(name: str) -> str:
    """A name that may be shown in a line, however long it is."""
    return name if len(name) <= _MOST_SHOWN else f"{name[: _MOST_SHOWN // 2]}…{name[-_MOST_SHOWN // 2 :]}"


def hidden(name: str) -> bool:
    """Whether a name is of what a folder is walked without: hidden, or left by a system or by Office, not by people."""
    return name.startswith((".", _LOCK)) or name.lower() in _LITTER


def _is_data(entry: os.DirEntry[str]) -> bool:
    """Whether a file is no document but lies beside them."""
    suffix = parted(entry.name)[1].lower()
    if suffix in _TABLES:
        return entry.is_file() and is_own_table(Path(entry.path))
    return suffix in DATA


def _relative(path: Path, base: Path) -> Path:
    """`path` as given; an absolute one from here, or else from the folder above `base`."""
    if path.is_absolute():
        here = Path.cwd()
        path = path.relative_to(here if path.is_relative_to(here) else base.parent)
    return path


def _shown(path: Path, base: Path) -> str:
    """The path as it is shown, never absolute."""
    return printable(_relative(path, base).as_posix())


def shown_as(folder: Path) -> str:
    """How a folder that is given is shown: the paths of documents in it begin so.

    shown_as(Path("corpora/")) == "corpora"
    """
    return _shown(folder, folder)


def _once(text: str, like: str) -> str:
    """A text, held once with another that is equal."""
    return like if text == like else text


def gather(paths: Iterable[str | Path]) -> Gathered:
    """The documents that `paths` name, sorted by id.

    A folder is walked for files of any kind (what they are is told by their content) but hidden ones (`hidden`), data
    files (DATA) and symbolic links, which are refused: they may lead anywhere.  A file that is named is taken whatever
    it is; one named twice is read once.  Two files of one stem take the names of their folders into their ids
    ("b-name"), both alike, so that no output overwrites another whatever the order.  Raises NoSuchPath for a path that
    does not exist.
    """
    found, refused, left_out = _found(paths)
    ids = ids_by_text([file.path for file in found.values()])
    documents: list[Document] = []
    folders: dict[str, str] = {}
    while found:  # each is let go as its document is made
        documents.append(_document(found.popitem()[1], ids.pop(), folders))
    order = sorted(refused, key=lambda each: (each.shown, each.problem.code))
    return Gathered(sorted(documents, key=lambda document: document.id), order, left_out)


def _found(paths: Iterable[str | Path]) -> tuple[dict[str, _File], set[Refused], int]:
    """The files that paths name by where they really are, what is refused, and how many data files were left out."""
    found: dict[str, _File] = {}
    refused: set[Refused] = set()
    left_out = 0
    for given in map(Path, paths):
        try:
            folder = given.is_dir()
        except OSError as error:  # a folder on the way to it is closed
            refused.add(Refused(_brief(_shown(given, given)), unopened(error).problem))
            continue
        if folder:
            files, links, data, closed = _walk(given)
            left_out += data
            refused.update(closed)
            refused.update(Refused(_shown(link, given), Problem("symbolic_link.found")) for link in links)
            if not files and not links and not closed:
                refused.add(Refused(_shown(given, given), Problem("no_documents.folder")))
        elif os.path.lexists(given):
            files = [_File(os.path.realpath(given), _shown(given, given), str(given))]
        else:
            raise NoSuchPath(str(given))
        for file in files:
            other = found.setdefault(file.real, file)
            if (file.shown, file.path) < (other.shown, other.path):
                found[file.real] = file
    return found, refused, left_out


def _document(file: _File, id: str, folders: dict[str, str]) -> Document:
    """A file as a document; `folders`: what stands before the shown paths, held once each."""
    if not file.path.endswith(file.shown):
        return Document(file.path, file.shown, id)
    folder = file.path.removesuffix(file.shown)
    return Document(folders.setdefault(folder, folder), file.shown, id, below=True)
