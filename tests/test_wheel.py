"""An installed wheel carries its rule data and needs nothing of the checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout and unpacked outside it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    done = subprocess.run([*command, "-w", folder, ROOT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


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
