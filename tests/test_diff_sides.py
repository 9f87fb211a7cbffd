"""`chitieu diff` as it is called: folders, files, git revisions, and each exit code."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from extract.cli.app import build
from extract.contract.model import Extraction
from extract.messages import Language
from extract.sources.children import OutOfTime
from extract.views.diff import revisions
from extract.write.json import text
from tests.made import extraction, target

Lay = Callable[..., Path]


def _call(*arguments: str, language: Language = "en") -> Result:
    return CliRunner().invoke(build(language), ["diff", *arguments])


def _found(*arguments: str) -> Any:
    result = _call(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def _totals(*arguments: str) -> tuple[int, int, int]:
    totals = _found(*arguments)["totals"]
    return totals["gained"], totals["lost"], totals["changed"]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, outside any repository."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def put(path: str, *extractions: Extraction) -> None:
    """Write extractions into a folder, which holds what the outputs folder holds besides as well."""
    Path(path).mkdir(parents=True, exist_ok=True)
    for each in extractions:
        (Path(path) / f"{each.document.id}.json").write_text(text(each), "utf-8")
    (Path(path) / "targets.csv").write_text("a,b\n", "utf-8")
    (Path(path) / "other.json").write_text('{"name": "package"}', "utf-8")


def _git(*arguments: str) -> None:
    author = {f"GIT_{role}_{part}": "a@b" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    subprocess.run(
        ["git", "-c", "commit.gpgsign=false", *arguments],
        check=True, capture_output=True, env={**os.environ, **author, "GIT_CONFIG_GLOBAL": os.devnull},
    )  # fmt: skip


@pytest.fixture
def history(root: Path) -> Path:
    """Two commits of outputs/ (80%, then 85%), a folder elsewhere/ in the first alone, and 90% not committed."""
    _git("init", "-q", "-b", "main")
    put("outputs", extraction(id="a"), extraction(id="b"))
    put("elsewhere", extraction(id="a"))
    _git("add", "-A")
    _git("commit", "-q", "-m", "one")
    put("outputs", extraction(target(value=85), id="a"))
    _git("rm", "-q", "-r", "elsewhere")
    _git("commit", "-q", "-a", "-m", "two")
    put("outputs", extraction(target(value=90), id="a"))
    return root


def test_identical_folders_give_an_empty_diff(root: Path) -> None:
    for name in ("old", "new"):
        put(name, extraction(id="a"), extraction(id="b"))
    found = _found("old", "new")
    assert (found["compared"], found["documents"], found["rules"]) == (2, [], {})
    assert _call("old", "new", "--check").exit_code == 0
    assert "nothing changed" in _call("old", "new").stdout


def test_documents_that_came_and_went_bring_and_take_their_records(root: Path) -> None:
    put("old", extraction(id="a"), extraction(id="b", sha256="b" * 64))
    put("new", extraction(id="b", sha256="b" * 64), extraction(target(), target(20, 23), id="c", sha256="c" * 64))
    found = _found("old", "new")
    assert (found["added"], found["removed"]) == (["c"], ["a"])
    assert _totals("old", "new") == (2, 1, 0)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ([target()], [target()], 0),
        ([target()], [target(), target(20, 23)], 0),
        ([target()], [target(confidence=0.5)], 0),
        ([target(), target(20, 23)], [target()], 1),
        ([target()], [target(value=85)], 1),
    ],
    ids=["same", "gained", "minor", "lost", "changed"],
)
def test_check_is_1_if_something_was_lost_or_changed(root: Path, old: list[Any], new: list[Any], code: int) -> None:
    put("old", extraction(*old, id="a"))
    put("new", extraction(*new, id="a"))
    assert _call("old", "new", "--check").exit_code == code
    assert _call("old", "new").exit_code == 0


def test_check_is_1_if_a_document_without_records_is_gone(root: Path) -> None:
    put("old", extraction(id="a").model_copy(update={"targets": ()}))
    put("new")
    assert _call("old", "new", "--check").exit_code == 1


def test_two_files_are_compared_as_one_document(root: Path) -> None:
    put("x", extraction(id="a"), extraction(id="b", sha256="1" * 64), extraction(id="c"))
    assert _totals("x/a.json", "x/b.json") == (0, 0, 0)
    assert _found("x/a.json", "x")["compared"] == 1


def test_revisions(history: Path) -> None:
    assert _totals("HEAD~1", "HEAD") == (0, 0, 1)
    assert _totals("HEAD") == (0, 0, 1)
    found = _found("main~1", "outputs")
    ((field,),) = [[f for f in each["fields"] if f["core"]] for each in found["documents"][0]["changed"]]
    assert (field["field"], field["old"], field["new"]) == ("value", 80, 90)
    assert _found("HEAD~1:elsewhere", "outputs")["added"] == ["b"]
    assert _found("HEAD~1:outputs/a.json")["compared"] == 1
    assert _totals("HEAD~1", "HEAD~1:elsewhere") == (0, 1, 0)
    assert _found("HEAD~1", "HEAD~1", "--folder", "elsewhere")["compared"] == 1


def test_revisions_are_found_from_below_and_from_outside(history: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (history / "below").mkdir()
    monkeypatch.chdir(history / "below")
    assert _totals("HEAD~1", "HEAD", "--folder", "../outputs") == (0, 0, 1)
    monkeypatch.chdir(history.parent)
    assert _totals("HEAD", "--folder", str(history / "outputs")) == (0, 0, 1)


def test_a_path_goes_before_a_revision(history: Path) -> None:
    put("main", extraction(id="z", sha256="f" * 64))
    assert _found("main", "outputs")["removed"] == ["z"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "say what to compare"),
        (["a", "b", "c"], "say what to compare"),
        (["outputs", "--json", "--summary"], "choose one of"),
        (["nope"], "nor a revision that git knows: nope"),
        (["--", "-q"], "nor a git revision: -q"),
        ([":outputs"], "nor a git revision: :outputs"),
        (["HEAD:nope"], "the revision HEAD has no folder nope"),
        (["HEAD", "--folder", "gone"], "the revision HEAD has no folder gone"),
        (["HEAD", "outputs", "--html", "no/such/folder.html"], "cannot write to no/such/folder.html"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_use_is_2_in_one_line(history: Path, arguments: list[str], said: str) -> None:
    result = _call(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_no_repository_and_no_git_are_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put("outputs", extraction(id="a"))
    result = _call("HEAD")
    assert (result.exit_code, "no git repository here" in result.stderr) == (2, True)
    monkeypatch.setenv("PATH", "")
    result = _call("HEAD", language="vi")
    assert (result.exit_code, "không có git" in result.stderr) == (2, True)
    assert _call("outputs").exit_code == 0


@pytest.mark.parametrize(("what", "kept"), [("outputs", 0), ("outputs", 20), ("outputs/a.json", 200)])
def test_what_is_damaged_in_a_repository_is_not_taken_for_absent(history: Path, what: str, kept: int) -> None:
    _git("tag", "old", "HEAD~1")
    found = subprocess.run(["git", "rev-parse", f"HEAD~1:{what}"], check=True, capture_output=True, text=True).stdout
    file = history / ".git/objects" / found[:2] / found[2:].strip()
    data = file.read_bytes()
    file.unlink()
    file.write_bytes(data[:kept])
    result = _call("old", "HEAD")
    assert (result.exit_code, "the repository lacks it" in result.stderr) == (2, True)


def test_a_git_that_gives_no_answer_is_not_one_that_is_not_there(
    history: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*given: object, **options: object) -> None:
        raise OutOfTime

    monkeypatch.setattr(revisions, "finished", late)
    result = _call("HEAD")
    assert (result.exit_code, result.stderr) == (2, "chitieu: git gave no answer in 600 s\n")


def test_a_repository_without_a_commit(root: Path) -> None:
    _git("init", "-q")
    put("outputs", extraction(id="a"))
    assert _call("HEAD").exit_code == 2


def test_a_broken_output_is_named_and_left_out_on_both_sides(root: Path) -> None:
    for name in ("old", "new"):
        put(name, extraction(id="a"), extraction(id="b", sha256="1" * 64))
    (root / "new/b.json").write_text('{"schema": "chitieu/1", "targets": []}', "utf-8")
    result = _call("old", "new", "--json")
    assert result.exit_code == 1
    assert "failed: new/b.json" in result.stderr
    assert json.loads(result.stdout)["totals"]["lost"] == 0
    result = _call("old/a.json", "new/targets.csv")
    assert (result.exit_code, "not_an_extraction" in result.stderr) == (1, True)
