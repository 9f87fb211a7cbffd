"""What a worker process may do to a run: hang, crash, eat memory; picked by the document's name."""

from __future__ import annotations

import ctypes
import os
import signal
import tempfile
import time

from extract.inputs import Document
from extract.work import Limits, Outcome, work
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
        case "panic":
            raise SystemExit(3)
        case _:
            pass
    return work(document, limits, extractor)
