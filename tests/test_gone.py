"""Outputs whose source is gone: left out and named, removed only when that is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from extract.cli.app import build
from extract.reviewing.folder import _tabled
from extract.run.batch import run
from extract.run.pruning import prune
from extract.write.export.package import DESCRIPTOR, _ours
from extract.write.gone import gone, is_there, source_of
from tests.conftest import Lay
from tests.exporting import lay_out
from tests.made import extraction

DOCUMENTS = [extraction(id=name, source=f"docs/{name}.txt") for name in ("a", "b", "c")]


@pytest.fixture
def folder(lay: Lay) -> Path:
    """A working folder with outputs of a, b and c, of which c has no source any more; relative, as given."""
    lay("docs/a.txt", "docs/b.txt")
    lay_out(Path("out"), *DOCUMENTS)
    return Path("out")


DEEP = '{"format": 1, "document": ' + "[" * 30_000
"""What ends no parser but by its depth."""


def test_what_is_no_output_names_no_source_and_is_of_no_tables_or_package(tmp_path: Path) -> None:
    for name in ("x.json", DESCRIPTOR, "targets.jsonl"):
        (tmp_path / name).write_text(DEEP, "utf-8")
    assert source_of(tmp_path / "x.json") is None
    assert not _ours(tmp_path / DESCRIPTOR)
    assert _tabled(tmp_path / "targets.jsonl") is None


def _call(*arguments: object) -> Result:
    return CliRunner().invoke(build("en"), [*map(str, arguments)])


def test_a_source_is_gone_where_its_neighbours_are_found(folder: Path) -> None:
    assert [each.source for each in gone(sorted(folder.glob("*.json")))] == ["docs/c.txt"]


def test_nothing_is_gone_where_nothing_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The documents were moved as a whole, or the command runs elsewhere."""
    Path("docs").rename("moved")
    assert gone(sorted(folder.glob("*.json"))) == []
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert gone(sorted((tmp_path / "out").glob("*.json"))) == []


@pytest.mark.parametrize("source", ["s3://docs/c.txt", "other/c.txt", "docs/a.txt/inside/c.txt", "docs/c\ufffd.txt"])
def test_what_cannot_be_told_counts(folder: Path, source: str) -> None:
    lay_out(folder, *DOCUMENTS[:2], extraction(id="c", source=source))
    assert gone(sorted(folder.glob("*.json"))) == []


def test_a_name_that_is_spelt_otherwise_on_disk_is_found(folder: Path) -> None:
    (Path("docs") / "Phu\u0301.txt").write_text("x", "utf-8")
    lay_out(folder, *DOCUMENTS[:2], extraction(id="c", source="docs/Ph\u00fa.txt"))
    assert gone(sorted(folder.glob("*.json"))) == []


@pytest.mark.parametrize("command", ["export out --to jsonl --out x", "compare out --out x", "track out --out x"])
def test_it_is_left_out_and_named_unless_it_is_to_count(folder: Path, command: str) -> None:
    left = _call(*command.split())
    assert left.exit_code == 0
    assert "out/2.json (docs/c.txt)" in left.stderr
    assert "--keep-gone" in left.stderr
    name = command.split()[0]
    made = Path("x") if name == "export" else Path(f"x/{name}.json")
    assert '"c"' not in made.read_text("utf-8")
    kept = _call(*command.split(), "--keep-gone")
    assert (kept.exit_code, kept.stderr) == (0, "")
    assert '"c"' in made.read_text("utf-8")


def test_pruning_removes_what_was_in_the_folders_of_the_run_and_is_gone(folder: Path) -> None:
    elsewhere = extraction(id="d", source="other/d.txt")
    reviewed = extraction(id="e", source="docs/e.txt")
    paths = [folder / f"{number}.json" for number in range(5)]
    lay_out(folder, *DOCUMENTS, elsewhere, reviewed)
    (folder / "verdicts").mkdir()
    (folder / "verdicts" / "4.an.jsonl").write_text("{}\n", "utf-8")
    done = prune(paths, ["docs"])
    assert done.removed == (paths[2],)
    assert done.reviewed == (paths[4],)
    assert [path.exists() for path in paths] == [True, True, False, True, True]


def test_what_a_run_could_not_read_is_not_pruned(folder: Path) -> None:
    assert prune([folder / "2.json"], ["docs"], ["docs/c.txt"]).removed == ()
    assert (folder / "2.json").exists()


def test_pruning_is_asked_for_by_an_option(folder: Path) -> None:
    done = _call("extract", "docs", "--out", "out", "--no-cache", "--no-ocr", "--prune")
    assert done.exit_code == 0
    assert "out/2.json" in done.stderr
    assert not (folder / "2.json").exists()
    assert json.loads((folder / "a.json").read_text("utf-8"))["document"]["id"] == "a"


def test_a_table_gets_its_mark_and_loses_it_though_nothing_else_changed(lay: Lay) -> None:
    root = lay("docs/a.txt")
    for bom in (False, True, True, False):
        run(["docs"], "out", jobs=1, cache=root / "cache", bom=bom)
        assert (root / "out/targets.csv").read_bytes().startswith(b"\xef\xbb\xbf") == bom


@pytest.mark.parametrize("number", range(8))  # the order in which spellings were looked for was another each time
def test_a_name_that_only_one_spelling_has_room_for_is_found(tmp_path: Path, number: int) -> None:
    name = f"{'ế' * 80}{number}.txt"  # 245 bytes; 405 in pieces
    (tmp_path / name).touch()
    assert is_there(name, tmp_path)
