"""What is given away: a wheel that needs nothing of the checkout, and archives that are the same bytes each time."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# What runs leave in a checkout, and what editors do: none of it may be given away.
LEFT_BEHIND = (
    ".venv/pyvenv.cfg", "build/lib/x.py", "dist/chitieu-0.0.9.tar.gz", "pages/index.html", "comparison/compare.xlsx",
    "runs.duckdb", ".env", "extract/__pycache__/app.cpython-311.pyc", ".mypy_cache/x.json", ".hypothesis/unicode",
    "outputs/.phu-yen.json.1.tmp", "secrets/key.pem", "notes.txt",
)  # fmt: skip
WITHIN_REACH = {".ci/run"}  # tracked, and of no use away from the repository


def _tracked() -> list[str]:
    """The files of the checkout that git keeps (or would, once added); of an unpacked sdist, all of its own."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return sorted(name for name in done.stdout.split("\0") if name and (ROOT / name).is_file())
    files = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file() and path.name != "PKG-INFO")
    hidden = {".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "__pycache__"}
    return sorted(path.as_posix() for path in files if not hidden.intersection(path.parts))


def _build(checkout: Path, out: Path, umask: int = 0o022) -> tuple[Path, Path]:
    """The sdist and the wheel of a checkout."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel", "-d", str(out)]
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(
        command, cwd=checkout, env=environment, umask=umask, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (sdist,), (wheel,) = out.glob("*.tar.gz"), out.glob("*.whl")
    return sdist, wheel


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """(sdist, wheel) of a copy of the tracked files in which runs and editors have left what they leave."""
    folder = tmp_path_factory.mktemp("archives")
    for name in _tracked():
        copy = folder / "checkout" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, copy)  # another time, and no mode
    for name in LEFT_BEHIND:
        left = folder / "checkout" / name
        left.parent.mkdir(parents=True, exist_ok=True)
        left.write_bytes(b"not to be given away")
    return _build(folder / "checkout", folder / "built", umask=0o077)


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory, archives: tuple[Path, Path]) -> Path:
    """The wheel, unpacked outside the checkout."""
    folder = tmp_path_factory.mktemp("wheel") / "unpacked"
    with zipfile.ZipFile(archives[1]) as archive:
        archive.extractall(folder)
    return folder


def test_the_wheel_holds_code_and_rule_data_only(unpacked: Path) -> None:
    held = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    data = {path.relative_to(ROOT).as_posix() for path in (ROOT / "patterns").rglob("*.*") if path.is_file()}
    assert {f"extract/{name}" for name in data} <= held
    assert "extract/py.typed" in held
    assert {name.split("/")[0] for name in held if ".dist-info/" not in name} == {"extract"}
    assert any(name.endswith("licenses/LICENSE") for name in held)


def _outside(unpacked: Path, code: str) -> str:
    """What `code` prints with the unpacked wheel first on the path, far from the checkout."""
    start = f"import sys; sys.path.insert(0, {str(unpacked)!r})\n"
    command = [sys.executable, "-I", "-c", start + code]
    done = subprocess.run(command, cwd=unpacked.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_rule_data_is_found_outside_the_checkout(unpacked: Path) -> None:
    code = (
        "import extract.rules.loader, extract.catalogue.entries\n"
        "print(extract.rules.loader.__file__); print(extract.rules.loader.folder())\n"
        "print(len(extract.catalogue.entries.catalogue().entries))"
    )
    module, folder, entries = _outside(unpacked, code).splitlines()
    assert Path(module).is_relative_to(unpacked)
    assert Path(folder) == unpacked / "extract/patterns"
    assert int(entries) > 0


def test_the_entry_points_are_declared(unpacked: Path) -> None:
    (declared,) = unpacked.glob("chitieu-*.dist-info/entry_points.txt")
    text = declared.read_text("utf-8")
    assert "chitieu = extract.cli.app:main" in text
    assert "[spacy_factories]" in text


def test_review_pages_are_made_outside_the_checkout(unpacked: Path) -> None:
    # Templates, style and scripts are no Python, and easily left out of a wheel.
    code = "from extract.views.review import rendering\nprint(len(rendering.index([], 'vi')))"
    assert int(_outside(unpacked, code)) > 10_000
    static = {path.name for path in (unpacked / "extract/views/review/static").iterdir()}
    assert static == {path.name for path in (ROOT / "extract/views/review/static").iterdir()}


# ---- the archives themselves ------------------------------------------------------------------------------------


def test_the_sdist_holds_what_git_keeps_and_nothing_else(archives: tuple[Path, Path]) -> None:
    with tarfile.open(archives[0]) as archive:
        members = archive.getmembers()
    held = {member.name.partition("/")[2] for member in members}
    assert held ^ (set(_tracked()) - WITHIN_REACH) == {"PKG-INFO"}
    assert {(member.uname, member.gname, member.uid, member.gid) for member in members} == {("", "", 0, 0)}
    assert all(member.isfile() for member in members)


def test_the_wheel_holds_the_package_and_nothing_else(archives: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(archives[1]) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    package = {name for name in _tracked() if name.startswith("extract/")}
    rules = {f"extract/{name}" for name in _tracked() if name.startswith("patterns/")}
    assert held == package | rules


def test_both_are_the_same_bytes_wherever_and_whenever_they_are_built(
    archives: tuple[Path, Path], tmp_path: Path
) -> None:
    with tarfile.open(archives[0]) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (source,) = (tmp_path / "unpacked").iterdir()
    again = _build(source, tmp_path / "built")
    for first, second in zip(archives, again, strict=True):
        assert first.name == second.name
        assert hashlib.sha256(first.read_bytes()).digest() == hashlib.sha256(second.read_bytes()).digest(), first.name
