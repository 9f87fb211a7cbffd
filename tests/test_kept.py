"""What is made at set-up is what would be made anew."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from extract import kept
from extract.effort import effort
from extract.kept import Kept

ROOT = Path(__file__).parent.parent
_RECALL = """
import re, sys
from pathlib import Path
from extract import kept
kept.FILE = Path(sys.argv[1])
found = kept.read()
kept.recall_expressions()
recalled = [re._compiler.compile(*key) for key in found.expressions]
print(len(recalled), all(kept.parsed(path.read_bytes()) is not None for path in Path("patterns").rglob("*.yaml")))
from importlib import reload
reload(re._compiler)
print(recalled == [re._compiler.compile(*key) for key in found.expressions])
"""
_KEEP = """
import sys
from pathlib import Path
from extract import keep, kept
kept.FILE = Path(sys.argv[1])
kept.write(keep.made())
from extract.rules import folder, load_yaml
names = [path.relative_to(folder()).as_posix() for path in folder().rglob("*.yaml")]
anew = [load_yaml(name) for name in names]
kept.read.cache_clear()
print(anew == [load_yaml(name) for name in names], len(names) == len(kept.read().parsed))
"""


def _said(code: str, file: Path) -> list[str]:
    command = [sys.executable, "-c", code, str(file)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()


def test_what_is_kept_is_what_would_be_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    assert _said(_KEEP, file) == ["True", "True"]
    number, every_file, same = _said(_RECALL, file)
    assert int(number) > 200
    assert (every_file, same) == ("True", "True")


@pytest.mark.parametrize("spoil", ["missing", "short", "changed", "another"])
def test_what_is_damaged_or_of_another_python_is_not_recalled(
    spoil: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "FILE", tmp_path / "kept")
    kept.write(Kept({b"digest": b"content"}, {("a+", 0): b"code"}))
    kept.read.cache_clear()
    assert kept.read().expressions == {("a+", 0): b"code"}
    whole = kept.FILE.read_bytes()
    if spoil == "missing":
        kept.FILE.unlink()
    elif spoil == "another":
        monkeypatch.setattr(kept, "_PYTHON", "another")
    else:
        kept.FILE.write_bytes(whole[:40] if spoil == "short" else whole[:-1] + bytes([whole[-1] ^ 1]))
    kept.read.cache_clear()
    assert kept.read() == Kept({}, {})
    kept.read.cache_clear()


def test_a_changed_file_is_parsed_anew() -> None:
    text = b"- id: never.written\n"
    assert kept.parsed(text) is None


def test_what_takes_long_is_told_at_a_glance(tmp_path: Path) -> None:
    clean = (ROOT / "corpora/soc-trang.txt").read_bytes()
    file = tmp_path / "file"
    for data, times in {
        clean: 1, (ROOT / "corpora/dak-nong.txt").read_bytes(): 8, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj": 8, b"": 8
    }.items():  # fmt: skip
        file.write_bytes(data)
        assert effort(file, len(data)) == times * len(data)
    assert effort(tmp_path / "none", 10) == 0
