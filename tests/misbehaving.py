"""What a worker process may do to a run: hang, crash, eat memory; picked by the document's name."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import struct
import tempfile
import time
from multiprocessing import parent_process
from pathlib import Path
from uuid import uuid4

from extract.rules.errors import RuleError
from extract.run.work import Limits, Outcome, work
from extract.sources.inputs import Document
from tests.made import extractor


def misbehave(document: Document, limits: Limits) -> Outcome:
    """Work as usual, unless the document's id says what to do instead."""
    match document.id.split("-")[0]:
        case "hang":
            time.sleep(600)
        case "deaf":
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            while True:
                pass
        case "crash":
            ctypes.string_at(0)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            os._exit(7)
        case "quit":
            os._exit(0)
        case "litter":
            tempfile.mkdtemp(prefix="chitieu-")
            os.kill(os.getpid(), signal.SIGKILL)
        case "eat":
            held = []
            while True:
                held.append(bytearray(50_000_000))
        case "hoard":
            bytearray(300_000_000)
        case "panic":
            raise SystemExit(3)
        case _:
            pass
    return work(document, limits, extractor)


def begun(folder: Path) -> list[tuple[str, int]]:
    """What `slowly` has begun: ids of documents, and the process that the document's own was started by."""
    notes = (note.name.split(" ") for note in folder.glob("notes/* *"))
    return [(id, int(process)) for id, process, _ in notes]


def slowly(document: Document, limits: Limits) -> Outcome:
    """Work as usual, for a while; a note of it lies beside the document's folder."""
    starter = parent_process()
    notes = document.path.parent.parent / "notes"
    notes.mkdir(exist_ok=True)
    (notes / f"{document.id} {starter.pid if starter else 0} {uuid4().hex}").touch()
    time.sleep(0.3)
    return work(document, limits, extractor)


def fatally(document: Document, limits: Limits) -> Outcome:
    """Work as usual, but that "doom" kills the process that started its own: on a cluster, the worker."""
    starter = parent_process()
    if document.id == "doom" and starter and starter.pid:
        os.kill(starter.pid, signal.SIGKILL)
        time.sleep(600)
    return work(document, limits, extractor)


def ruled_wrongly(document: Document, limits: Limits) -> Outcome:
    """Work that finds the rule data wrong."""
    raise RuleError("values.yaml", None, "", "bad")


def holding(document: Document, limits: Limits) -> Outcome:
    """Work as usual, but that what is named after it is killed, the first time, while it holds what all workers of a
    pool wait for: the right to take work, that to give what came of it, or that with half of it given.
    """
    from pebble.pool.channel import WorkerChannel

    held = document.id.partition("-")[0]
    seen = document.path.with_suffix(".seen")
    if held in {"reader", "writer", "half"} and not seen.exists():
        seen.touch()
        channel = next(each for each in gc.get_objects() if type(each) is WorkerChannel)
        mutex = channel.mutex.reader_mutex if held == "reader" else channel.mutex.writer_mutex
        assert mutex is not None
        mutex.acquire()
        if held == "half":
            os.write(channel.writer.fileno(), struct.pack("!i", 100_000) + b"x" * 10)
        os.kill(os.getpid(), signal.SIGKILL)
    return work(document, limits, extractor)


def orphaning(document: Document, limits: Limits) -> Outcome:
    """Work that the first time kills the server its worker was forked from, and goes on for as long as it is let."""
    seen = document.path.with_suffix(".seen")
    if not seen.exists():
        seen.touch()
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(600)
    return work(document, limits, extractor)
