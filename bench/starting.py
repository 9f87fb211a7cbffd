"""What a cold start is made of: whole processes that do more and more, and what is imported."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from contenders import path_of
from timing import ROOT, interleaved, process, spread

ROUNDS = 3
TOP = 15
_IMPORT = re.compile(r"import time:\s+(\d+) \|\s+\d+ \| +(\S+)")
_ONE = str(path_of("quang-ngai"))

_LOAD = "from extract.pipeline.components import load; nlp = load()"
_EXTRACT = "from extract.pipeline.components import extract, load; from extract.readers import read; "


def _steps(out: str) -> dict[str, tuple[str, ...]]:
    """Processes that do more and more, by what they do."""
    python = (sys.executable, "-c")
    ours = (sys.executable, "-m", "extract")
    return {
        "the bare interpreter": (*python, "pass"),
        "`import spacy`": (*python, "import spacy"),
        "`chitieu --help`": (*ours, "--help"),
        "`import extract.pipeline.components`": (*python, "import extract.pipeline.components"),
        "and `load()`": (*python, _LOAD),
        "and one document": (*python, f"{_EXTRACT} extract(read({_ONE!r}), load())"),
        "`chitieu extract` of it": (*ours, "extract", _ONE, "--out", out, "--no-cache", "--quiet"),
        "`chitieu extract corpora`": (*ours, "extract", "corpora", "--out", out, "--no-cache", "--quiet"),
    }


def imported(*command: str) -> list[tuple[str, float]]:
    """Milliseconds that each module took of its own while a command ran, the most first."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    line = [sys.executable, "-X", "importtime", *command]
    told = subprocess.run(line, env=environment, cwd=ROOT, capture_output=True, text=True, check=True).stderr
    found = [(module, int(own) / 1000) for own, module in _IMPORT.findall(told)]
    return sorted(found, key=lambda each: -each[1])


def cold() -> Iterator[str]:
    """The cold start, as Markdown."""
    yield "## Cold start"
    yield ""
    with TemporaryDirectory() as folder:
        steps = _steps(str(Path(folder) / "out"))
        works = {name: lambda command=command: process(*command).seconds for name, command in steps.items()}
        taken = interleaved(works, ROUNDS)
    yield "| process | seconds | lowest | highest |"
    yield "|---|---|---|---|"
    for name, seconds in taken.items():
        got = spread(seconds)
        yield f"| {name} | {got.middle:.2f} | {got.lowest:.2f} | {got.highest:.2f} |"
    yield ""
    for title, command in {"`import extract.pipeline.components`": ("-c", "import extract.pipeline.components"),
                           "`chitieu --help`": ("-m", "extract", "--help")}.items():  # fmt: skip
        modules = imported(*command)
        total = sum(own for _, own in modules)
        packages: defaultdict[str, float] = defaultdict(float)
        for module, own in modules:
            packages[module.split(".")[0]] += own
        yield f"{len(modules)} modules imported by {title}, by package (share of the time of all imports):"
        yield ""
        first = sorted(packages.items(), key=lambda each: -each[1])[:TOP]
        yield ", ".join(f"{name} {own / total:.0%}" for name, own in first if own / total >= 0.01) + "."
        yield ""
