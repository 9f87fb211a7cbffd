"""One input read and extracted, and what may come of it; anything else is a `Finding`."""

from __future__ import annotations

import json
import re
import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from extract.contract.model import Extraction
from extract.pipeline.components import extract, load
from extract.readers import Options, ReadError, Source, of_bytes
from extract.readers.packed.opening import brought, holds, listed
from extract.write.json import text as rendered
from tests.numbered import FREE

CODES = frozenset({
    "missing", "unreadable", "empty", "not_a_document", "encrypted", "truncated", "too_large", "unknown_encoding",
    "not_vietnamese", "no_text_layer", "time_out", "out_of_memory", "needs_libreoffice", "symbolic_link",
})  # fmt: skip
"""The codes a reader may give (the others are the run's own)."""

OPTIONS = Options(max_bytes=20_000_000, max_pages=200, ocr="never")
NAMES = {"csv": "bang.csv"}
"""What an input of a format is called, where the name has a say."""
_SNAKE = re.compile(r"[a-z]+(?:_[a-z]+)*")
_ROOT = Path(__file__).parent.parent.parent
_NLP: list[Any] = []


class Finding(Exception):
    """What must not happen; `kind` is the same for two findings of one cause."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(f"{kind}\n{detail}")
        self.kind = kind
        self.detail = detail


class _Late(BaseException):
    """The limit is over; no `except Exception` between may swallow it."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raises Finding where the body takes longer (as soon as native code gives way)."""

    def late(number: int, frame: FrameType | None) -> None:
        raise _Late

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    except _Late as error:
        raise Finding(f"hang {_place(error)}", f"more than {seconds} s\n{traceback.format_exc()}") from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _place(error: BaseException) -> str:
    """Where in the project an error came from: the innermost frame of ours."""
    ours = _ROOT / "extract"
    frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(ours)]
    return f"{Path(frames[-1].filename).relative_to(_ROOT)}:{frames[-1].name}" if frames else "outside"


def _need(holds: object, kind: str, detail: object = "") -> None:
    if not holds:
        raise Finding(f"invariant {kind}", repr(detail))


def check_source(source: Source) -> None:
    """What holds of everything that is read."""
    size = len(source.raw)
    _need(list(source.pages) == sorted(source.pages), "pages in order", source.pages)
    _need(all(0 <= page <= size for page in source.pages), "pages within the text", source.pages)
    _need(all(0 <= a < b <= size for a, b in source.furniture), "furniture within the text", source.furniture)
    _need(list(source.furniture) == sorted(source.furniture), "furniture in order", source.furniture)
    if source.boxes is not None:
        starts, ends = list(source.boxes.starts), list(source.boxes.ends)
        _need(len(starts) == len(ends) == len(source.boxes.rects), "boxes in parallel", len(starts))
        _need(starts == sorted(starts) and ends == sorted(ends), "boxes in order")
        _need(all(0 <= a < b <= size for a, b in zip(starts, ends, strict=True)), "boxes within the text")
    if source.cells is not None:
        starts, ends = list(source.cells.starts), list(source.cells.ends)
        _need(len(starts) == len(ends) == len(source.cells.names), "cells in parallel", len(starts))
        _need(all(a < b for a, b in zip(starts, ends, strict=True)), "cells are not empty")
        _need(all(b <= c for b, c in zip(ends[:-1], starts[1:], strict=True)), "cells in order")
        _need(all(b <= size for b in ends), "cells within the text")
    _need(all(_SNAKE.fullmatch(code) for code, _ in source.notices), "notice codes", source.notices)
    _need("\x00" not in source.raw, "no NUL in the text")


def check(source: Source, found: Extraction) -> None:
    """What holds of every extraction (see tests/test_invariants.py)."""
    raw = source.raw
    taken = []
    for target in found.targets:
        at = target.source
        _need(raw[at.start : at.end] == at.text, "text of a record is what stands at its span", at)
        _need(at.text.strip() == at.text != "", "text of a record is trimmed", at)
        _need(at.sentence.start <= at.start < at.end <= at.sentence.end, "a record stands in its sentence", at)
        _need(at.page is None or 1 <= at.page <= len(source.pages), "page of a record", at.page)
        _need(target.why, "a record has reasons", at)
        for why in target.why:
            _need(0 <= why.start < why.end <= len(raw), "span of a reason", why)
        taken.append((at.start, at.end))
    _need(taken == sorted(taken), "records in reading order")
    ids = [target.id for target in found.targets]
    _need(len(ids) == len(set(ids)), "ids are unique", ids)
    for gone in found.rejected:
        _need(raw[gone.start : gone.end] == gone.text, "text of a rejection is what stands at its span", gone)
        _need(_SNAKE.fullmatch(gone.reason), "reason of a rejection", gone.reason)
    covered = bytearray(len(raw))
    for start, end in [*taken, *((gone.start, gone.end) for gone in found.rejected)]:
        covered[start:end] = b"\x01" * (end - start)
    for match in FREE.finditer(raw):
        around = raw[max(0, match.start() - 40) : match.end() + 40]
        _need(all(covered[slice(*match.span())]), "every digit run is accounted for", around)
    written = rendered(found)
    _need(json.loads(written)["document"]["id"] == source.id, "what is written can be read")
    written.encode("utf-8")


def _one(data: bytes, name: str, options: Options) -> str:
    source = of_bytes(data, name, options)
    check_source(source)
    found = extract(source, _NLP[0])
    check(source, found)
    return "records" if found.targets else "no records"


def _each(data: bytes, name: str, options: Options, depth: int = 0) -> str:
    """A container's documents, one after another: what the best of them gave."""
    found = listed(data, options, depth)
    told = []
    for member in found.documents[:20]:
        parts = member.name.split("/")
        _need(all(part not in {"", ".", ".."} for part in parts), "a path that leads inwards", member.name)
        _need(member.name.isprintable(), "a printable path", member.name)
        try:
            inner, inside = brought(data, (member.number,), options)
            told.append(_each(inner, inside, options, depth + 1) if holds(inner) else _one(inner, inside, options))
        except ReadError as error:
            _need(error.code in CODES, "known error code", error.code)
            told.append(error.code)
    return next((each for each in ("records", "no records") if each in told), told[0] if told else "no documents")


def outcome(data: bytes, *, limit: float = 10.0, name: str = "van-ban", options: Options = OPTIONS) -> str:
    """Read and extract; gives "records", "no records" or the code of a ReadError.  Raises Finding for anything else."""
    if not _NLP:
        _NLP.append(load())
    try:
        with limited(limit):
            return _each(data, name, options) if holds(data) else _one(data, name, options)
    except Finding:
        raise
    except ReadError as error:
        _need(error.code in CODES, "known error code", error.code)
        _need(error.message.strip() and "\n" not in error.message, "an error is one line", error.message)
        return error.code
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic in a compiled extension is no Exception
        raise Finding(f"{type(error).__name__} {_place(error)}", traceback.format_exc()) from None
