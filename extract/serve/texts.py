"""Documents as they were read: kept beside the database, so that no page reads a file (a scan takes minutes to read).

What reads them is always a worker process, never this one.  A text that is not kept, because the command line made
the output, is found and read when it is first asked for.
"""

from __future__ import annotations

import json
import os
import threading
import zlib
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from functools import cache, partial
from itertools import islice
from pathlib import Path
from time import monotonic

from pydantic import TypeAdapter

from extract.contract.model import Extraction
from extract.run.engines.local import Local
from extract.run.outcomes import Finished, Limits, Opened, Outcome
from extract.run.work import shipped
from extract.run.work import work as whole_work
from extract.serve.database import PLACE
from extract.sources.inputs import Document
from extract.sources.source import Source
from extract.views.review.originals import Found, Problem, find
from extract.write.atomic import write_bytes
from extract.write.outputs import parsed

Key = tuple[str, str]
"""A document's id, and the SHA-256 of its bytes."""
_MOST = 16  # texts held
_AGAIN = 30.0  # seconds after which a text that was not found is looked for again
_NICE = 10  # the pages come first


@cache
def _adapter() -> TypeAdapter[Source]:
    return TypeAdapter(Source)


def keep(folder: Path, id: str, source: Source) -> None:
    """Keep a document as read, in place of what was kept of it before."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = _file(folder, id, source.sha256)
    write_bytes(path, zlib.compress(_adapter().dump_json(source), 1))
    for other in folder.glob(f"{_escaped(id)}.*.z"):
        if other != path:
            with suppress(FileNotFoundError):
                other.unlink()


def kept(folder: Path, id: str, sha256: str) -> Source | None:
    """A document as read, if it was kept."""
    try:
        return _adapter().validate_json(zlib.decompress(_file(folder, id, sha256).read_bytes()))
    except (OSError, zlib.error, ValueError):
        return None


def _file(folder: Path, id: str, sha256: str) -> Path:
    return folder / f"{id}.{sha256[:16]}.z"


def _escaped(id: str) -> str:
    from glob import escape

    return escape(id)


@cache
def yielding() -> None:
    """This process lets the pages go first, from now on."""
    with suppress(OSError):
        os.nice(_NICE)


def work(texts: Path, document: Document, limits: Limits) -> Outcome:
    """What a worker does with a document: what the command line does, and its text is kept."""
    yielding()

    def extractor(source: Source) -> Extraction:
        found = shipped()(source)
        keep(texts, document.id, source)
        return found

    return whole_work(document, limits, extractor)


def looked_for(texts: Path, places: tuple[Path | None, ...], document: Document, limits: Limits) -> Outcome:
    """What a worker does to find the text of an output, which `document.path` is: kept, or told why there is none."""
    extraction = parsed(document.path.read_bytes(), document.shown)
    looked = [find(extraction, place) for place in places]
    told = [each for each in looked if each.source] or [each for each in looked if each.problem != "missing"]
    best = (told or looked)[0]
    if best.source is not None:
        keep(texts, document.id, best.source)
    answer = json.dumps(best.problem).encode()
    return Finished(document.id, document.shown, answer, "", b"", extraction.document.sha256, 0, 0, 0)


class Texts:
    """The texts of one folder's documents; `places`: where to look for those that are not kept."""

    def __init__(self, folder: Path, places: tuple[Path | None, ...], limits: Limits) -> None:
        self.path, self._folder, self.places, self._limits = folder / PLACE / "texts", folder, places, limits
        self._held: OrderedDict[tuple[str, str], Source] = OrderedDict()
        self._missed: dict[tuple[str, str], tuple[float, Problem]] = {}
        self._lock, self._reading = threading.Lock(), threading.Lock()
        self._ending = threading.Event()

    def of(self, extraction: Extraction) -> Found:
        """The text of an output, or why there is none; `path` is what the output says."""
        head = extraction.document
        key = head.id, head.sha256
        source = self._known(key)
        if source is None:
            with self._reading:
                source = self._known(key)
                problem = None if source else self._problem(key)
                source = source or self._known(key)
        else:
            problem = None
        if source is None:
            return Found(None, head.source, problem or "missing")
        return Found(source, head.source)

    def at_hand(self, extraction: Extraction) -> Source | None:
        """The text of an output, if it was kept: nothing is read for it."""
        return self._known((extraction.document.id, extraction.document.sha256))

    def _known(self, key: tuple[str, str]) -> Source | None:
        with self._lock:
            if found := self._held.get(key):
                self._held.move_to_end(key)
                return found
        found = kept(self.path, *key)
        if found is not None:
            with self._lock:
                self._held[key] = found
                while len(self._held) > _MOST:
                    self._held.popitem(last=False)
        return found

    def read_ahead(self, keys: Iterable[Key], most: int = 64) -> int:
        """Have texts read that are not kept, before anybody asks for them; how many were looked for."""
        fresh = (key for key in keys if key not in self._missed and not _file(self.path, *key).exists())
        wanted = {key[0]: key for key in islice(fresh, most)}
        with self._reading:
            self._look(wanted)
        return len(wanted)

    def stop(self) -> None:
        """End: what is being looked for is left, and nothing is looked for any more."""
        self._ending.set()

    def _problem(self, key: Key) -> Problem | None:
        """Have the text looked for by a worker; why it was not found."""
        missed = self._missed.get(key)
        if not missed or monotonic() - missed[0] >= _AGAIN:
            self._look({key[0]: key})
            missed = self._missed.get(key)
        return missed[1] if missed else None

    def _look(self, wanted: dict[str, Key]) -> None:
        """Have texts looked for by a worker, by document; those that are not found are noted."""
        documents = [Document(str(self._folder / f"{id}.json"), id, id) for id in wanted]
        work = partial(looked_for, self.path, self.places)
        for outcome in Local(self._limits, 1, work, ending=self._ending).outcomes(documents):
            name = outcome.id if isinstance(outcome, (Finished, Opened)) else outcome.source
            problem: Problem | None = json.loads(outcome.text) if isinstance(outcome, Finished) else "missing"
            self._missed.pop(wanted[name], None)
            if problem is not None:
                self._missed[wanted[name]] = monotonic(), problem
