"""Which documents are begun first."""

from __future__ import annotations

from pathlib import Path

from extract.run.effort import effort

ROOT = Path(__file__).parent.parent


def test_what_takes_long_is_told_at_a_glance(tmp_path: Path) -> None:
    clean = (ROOT / "corpora/soc-trang.txt").read_bytes()
    file = tmp_path / "file"
    for data, times in {
        clean: 1, (ROOT / "corpora/dak-nong.txt").read_bytes(): 8, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj": 8, b"": 8
    }.items():  # fmt: skip
        file.write_bytes(data)
        assert effort(file, len(data)) == times * len(data)
    assert effort(tmp_path / "none", 10) == 0
