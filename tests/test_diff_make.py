"""`make extract` ends with three lines where there is a commit to compare with, and never fails for want of one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
Make = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.skipif(not (shutil.which("make") and shutil.which("git")), reason="make or git is missing")


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A checkout of one document, its environment laid already, in which make is run."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_text("", "utf-8")
    (tmp_path / "corpora").mkdir()
    (tmp_path / "corpora/a.txt").write_text("Đến năm 2025, tối thiểu 80% hồ sơ được giải quyết đúng hạn.\n", "utf-8")
    script = tmp_path / ".venv/bin/chitieu"
    script.parent.mkdir(parents=True)
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m extract "$@"\n', "utf-8")
    script.chmod(0o755)
    (tmp_path / ".venv/.installed").touch()
    settled = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "MAKE", "MFLAGS"))}
    author = {f"GIT_{role}_{part}": "a@b" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    environment = {
        **settled, **author, "GIT_CEILING_DIRECTORIES": str(tmp_path.parent), "GIT_CONFIG_GLOBAL": os.devnull,
        "CHITIEU_LANG": "en",
    }  # fmt: skip

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        command = command or ("make", "extract")
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    return run


def test_without_a_repository_or_a_commit_it_extracts_and_is_silent(make: Make, tmp_path: Path) -> None:
    assert "outputs/a.json: 1 record," in make().stdout
    assert make("git", "init", "-q").returncode == 0
    done = make()
    assert (done.returncode, done.stderr, done.stdout.splitlines()[-1]) == (0, "", "1 document, 1 record in outputs")


def test_with_a_commit_three_lines_follow_and_the_exit_code_is_that_of_extraction(make: Make, tmp_path: Path) -> None:
    make()
    for command in (("init", "-q"), ("add", "outputs"), ("commit", "-q", "-m", "one")):
        assert make("git", *command).returncode == 0
    done = make()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-3:] == [
        "HEAD → outputs: 0 gained, 0 lost, 0 changed, 1 unchanged; 1 document",
        "documents: none with a record gained, lost or changed",
        "nothing changed",
    ]
    (tmp_path / "corpora/a.txt").write_text("Đến năm 2025, tối thiểu 85% hồ sơ được giải quyết đúng hạn.\n", "utf-8")
    (tmp_path / "corpora/b.txt").write_text("", "utf-8")
    done = make()
    assert done.returncode != 0
    assert "failed: corpora/b.txt" in done.stderr
    assert "0 gained, 0 lost, 1 changed, 0 unchanged" in done.stdout
    shown = make("make", "diff")
    assert shown.returncode == 0
    assert "80 → 85" in shown.stdout
