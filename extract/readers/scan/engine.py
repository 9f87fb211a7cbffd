"""The one door to Tesseract: a grey picture in, its table of words out.

Where the package `tesserocr` is there, the engine runs in this process and is started once (measured on 200-ppi pages,
2026-11-29: 1.07 s of processor time a page, 1.6 s as a program of its own); else the program `tesseract` is run.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.readers.scan.strokes import Grey
from extract.sources.children import OutOfTime, finished

_LISTED = re.compile(r'List of available languages in "([^"]+)"')
_ROTATE = re.compile(r"^Rotate: (\d+)$", re.M)
_FIGURES = "0123456789.,%-/"
_MOST_IDLE = 64  # engines that wait for the next page


@dataclass(frozen=True, slots=True)
class Asked:
    """How a picture is to be read.

    `dpi`: its resolution; `language`: the model; `layout`: Tesseract's page segmentation mode; `figures`: nothing but
    figures stands on it; `seconds` it may take.
    """

    dpi: int
    language: str = "vie"
    layout: int = 3
    figures: bool = False
    seconds: float = 60.0


@cache
def _installed() -> tuple[str, frozenset[str]]:
    """Where Tesseract's models are, and which."""
    program = shutil.which("tesseract")
    if program is None:
        return "", frozenset()
    try:
        done = finished([program, "--list-langs"], 20)
    except OSError:  # out of time, too
        return "", frozenset()
    said = os.fsdecode(done.stdout)
    place = _LISTED.search(said)
    return place[1] if place else "", frozenset(said.split())


def languages() -> frozenset[str]:
    """The models that are there."""
    return _installed()[1]


def available() -> bool:
    """Whether the program and its Vietnamese model are there."""
    return "vie" in languages()


@cache
def _package() -> Any:
    """The package tesserocr, or None."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # read once, when the package is loaded: pages share the processors
    try:
        import tesserocr
    except ImportError:
        return None
    return tesserocr if _installed()[0] else None


def recognised(grey: Grey, asked: Asked) -> str:
    """Tesseract's table (TSV) of the words of a grey picture.  Raises TimeoutError or ValueError, the reason plain."""
    return _within(grey, asked) if _package() is not None else _by_program(grey, asked)


def quarters(grey: Grey, dpi: int, seconds: float) -> int:
    """By how many quarters a picture is to be turned clockwise, as Tesseract's model of scripts sees it (or 0)."""
    try:
        said = _run(grey, ["-l", "osd", "--psm", "0", "--dpi", str(dpi)], seconds)
    except (TimeoutError, ValueError):
        return 0
    found = _ROTATE.search(said)
    return int(found[1]) // 90 % 4 if found else 0


_idle: dict[tuple[str, int, bool], list[Any]] = {}
_lock = threading.Lock()


def _within(grey: Grey, asked: Asked) -> str:
    key = (asked.language, asked.layout, asked.figures)
    with _lock:
        waiting = _idle.setdefault(key, [])
        engine = waiting.pop() if waiting else None
    if engine is None:
        engine = _begun(*key)
    height, width = grey.shape
    try:
        engine.SetImageBytes(grey.tobytes(), width, height, 1, width)
        engine.SetSourceResolution(asked.dpi)
        if not engine.Recognize(max(round(asked.seconds * 1000), 1)):
            raise TimeoutError(f"OCR took more than {asked.seconds:.0f} s")
        table: str = engine.GetTSVText(0)
        engine.Clear()
    except TimeoutError:
        engine.End()
        raise
    except RuntimeError as error:
        engine.End()
        raise ValueError("tesseract failed on the page's image") from error
    with _lock:
        if len(waiting) < _MOST_IDLE:
            waiting.append(engine)
    return table


def _begun(language: str, layout: int, figures: bool) -> Any:
    package = _package()
    try:
        engine = package.PyTessBaseAPI(path=_installed()[0], lang=language, psm=layout)
    except RuntimeError as error:
        raise ValueError("tesseract could not be started") from error
    if figures:
        engine.SetVariable("tessedit_char_whitelist", _FIGURES)
    return engine


def _by_program(grey: Grey, asked: Asked) -> str:
    only = ["-c", f"tessedit_char_whitelist={_FIGURES}"] if asked.figures else []
    what = ["-l", asked.language, "--dpi", str(asked.dpi), "--psm", str(asked.layout), *only, "tsv"]
    return _run(grey, what, asked.seconds)


def _run(grey: Grey, what: list[str], seconds: float) -> str:
    """What the program writes of a picture, which it is given as plain grey dots."""
    height, width = grey.shape
    dots = b"P5 %d %d 255\n" % (width, height) + grey.tobytes()
    try:
        command = ["tesseract", "stdin", "stdout", *what]
        done = finished(command, max(seconds, 1.0), given=dots, environment={"OMP_THREAD_LIMIT": "1"})
    except OutOfTime as error:
        raise TimeoutError(f"OCR took more than {seconds:.0f} s") from error
    except OSError as error:
        raise ValueError("tesseract could not be started") from error
    if done.returncode:
        raise ValueError("tesseract failed on the page's image")
    return done.stdout.decode("utf-8", "replace")
