"""Good documents in a batch of bad ones: the bad ones are named, the good ones come out as if they were alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from extract.sources.ids import printable
from tests.bad import OUTSIDE, Bad, lay

ROOT = Path(__file__).parent.parent
_PACKED = {b"nen-hai.zip": 2}
"""How many documents are read of a file that holds several."""
LIMITS = ("--no-ocr", "--time-limit", "30", "--memory-limit", "1500")


def _extract(root: Path, *given: str) -> int:
    command = [sys.executable, "-m", "extract", "extract", *given, "--quiet"]
    places = {"PYTHONPATH": str(ROOT), "TMPDIR": str(root / "temporary")}
    return subprocess.run(command, cwd=root, env={**os.environ, **places}, capture_output=True).returncode


def _files(folder: Path, besides: str) -> dict[bytes, tuple[int, int]]:
    """Everything under a folder with its size and time, but for one folder in it."""
    found = {}
    for at, _, names in os.walk(os.fsencode(folder)):
        if at.startswith(os.fsencode(folder / besides)):
            continue
        for name in (b"", *names):
            about = os.lstat(os.path.join(at, name))
            found[os.path.join(at, name)] = (about.st_size, about.st_mtime_ns if name else 0)
    return found


def _file(source: str) -> str:
    """The file in its folder that a document is, or lies in."""
    return "/".join(source.split("/")[:2])


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with the corpora."""
    root = tmp_path_factory.mktemp("batch")
    shutil.copytree(ROOT / "corpora", root / "corpora")
    (root / "temporary").mkdir()
    return root


@pytest.fixture(scope="module")
def bad(root: Path) -> list[Bad]:
    return lay(root / "bad")


def test_bad_inputs_are_named_and_the_documents_beside_them_come_out_as_if_alone(root: Path, bad: list[Bad]) -> None:
    assert _extract(root, "corpora", "--out", "alone", *LIMITS) == 0
    (root / "out").mkdir()
    before = _files(root, "out")
    assert _extract(root, "bad", "corpora", "--out", "out", *LIMITS) == 1
    assert _files(root, "out") == before
    assert not Path(OUTSIDE).exists()

    alone = {path.name: path.read_bytes() for path in (root / "alone").glob("*.json")}
    assert len(alone) == 5
    assert {name: (root / "out" / name).read_bytes() for name in alone} == alone

    lines = [json.loads(line) for line in (root / "out/errors.jsonl").read_text("utf-8").splitlines()]
    assert len({line["document"] for line in lines}) == len(lines)
    told: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        told[_file(line["document"])].add(line["code"])
    outputs = [path for path in (root / "out").iterdir() if path.suffix == ".json" and path.name not in alone]
    read = Counter(_file(json.loads(path.read_text("utf-8"))["document"]["source"]) for path in outputs)
    wrong, seen = {}, set()
    for each in bad:
        if each.name.startswith(b".") or "no_documents" in each.codes:  # hidden, or an empty folder: no input
            continue
        shown = printable(f"bad/{each.shown}")
        seen.add(shown)
        codes = told.get(shown, set())
        if codes <= {"partial"}:
            right = None in each.codes and read[shown] == _PACKED.get(each.name, 1)
        else:
            right = codes <= {*each.codes} and shown not in read
        if not right:
            wrong[each.shown] = (codes, read[shown], each.codes)
    assert wrong == {}
    assert seen == set(told) | {source for source in read if source.startswith("bad/")}
