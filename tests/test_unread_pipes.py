"""What is printed into a pipe that nobody reads: a command that prints ends quietly, one that writes goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def _unread(*arguments: str, folder: Path) -> tuple[int, str]:
    """The exit code of the command, whose output nobody reads, and what it says on standard error."""
    reading, writing = os.pipe()
    os.close(reading)
    places = {**os.environ, "PYTHONPATH": str(ROOT), "CHITIEU_CACHE": ""}
    command = [sys.executable, "-m", "extract", "--lang", "en", *arguments]
    try:
        done = subprocess.run(command, cwd=folder, env=places, stdout=writing, stderr=subprocess.PIPE, timeout=60)
    finally:
        os.close(writing)
    return done.returncode, done.stderr.decode()


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise there")
@pytest.mark.parametrize("arguments", [("--help",), ("show", str(ROOT / "outputs/tay-son.json"))])
def test_what_only_prints_ends_without_a_word_where_nobody_reads(arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert _unread(*arguments, folder=tmp_path) == (141, "")


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise there")
def test_what_writes_goes_on_where_nobody_reads(tmp_path: Path) -> None:
    outputs = str(ROOT / "outputs")
    code, said = _unread("diff", outputs, outputs, "--html", "d.html", folder=tmp_path)
    assert (code, said) == (0, "")
    assert (tmp_path / "d.html").stat().st_size > 1000
