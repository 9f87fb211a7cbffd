"""`chitieu apply`: verdict files in, corrected outputs and tables out; what reviewers differ on is told."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from extract.cli.app import build
from extract.contract.model import Extraction, Target
from extract.measure.verdicts import gold_fields
from extract.messages import Language
from extract.reviewing.agreement import agreement, kappa
from extract.reviewing.store import Store
from extract.write.json import text
from extract.write.outputs import parsed
from tests.judged import SHA, judged
from tests.made import extraction, target

A, B, C = target(10, 13), target(30, 33), target(50, 53)


def _call(*arguments: str | Path, language: Language = "en") -> Result:
    return CliRunner().invoke(build(language), [str(argument) for argument in arguments])


def _entry(of: Target, verdict: str, **record: Any) -> dict[str, Any]:
    missed = verdict == "missed"
    return {
        "id": None if missed else of.id, "start": of.source.start, "end": of.source.end, "value_text": of.source.text,
        "verdict": verdict, "record": None if verdict == "wrong" else {**gold_fields(of), **record},
    }  # fmt: skip


def _file(folder: Path, reviewer: str, *judged: dict[str, Any], document: str = "phu-yen") -> Path:
    data = {
        "format": "chitieu-verdicts/1", "document": {"id": document, "sha256": SHA}, "reviewer": reviewer,
        "verdicts": list(judged),
    }  # fmt: skip
    folder.mkdir(exist_ok=True)
    path = folder / f"{document}.{reviewer or 'x'}.verdicts.json"
    path.write_text(json.dumps(data, ensure_ascii=False, default=lambda each: each.model_dump()), "utf-8")
    return path


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "phu-yen.json").write_text(text(extraction(A, B, C)), "utf-8")
    return folder


def _output(folder: Path) -> Extraction:
    return parsed((folder / "phu-yen.json").read_bytes(), "")


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_corrections_become_part_of_outputs_and_tables(outputs: Path, tmp_path: Path) -> None:
    words = _entry(A, "corrected", value=90), _entry(B, "wrong"), _entry(target(0, 4, "2021"), "missed", value=12)
    result = _call("apply", _file(tmp_path / "in", "Lan", *words), "--outputs", outputs)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "0 right, 1 corrected, 1 wrong, 1 added; 3 records stand" in result.stdout
    rows = list(csv.DictReader((outputs / "targets.csv").open(encoding="utf-8")))
    told = {(row["start"], row["value"], row["reviewed"], row["reviewed_by"]) for row in rows}
    assert told == {("0", "12", "added", "Lan"), ("10", "90", "corrected", "Lan"), ("50", "80", "", "")}
    assert _output(outputs).other_numbers[-1].reason == "reviewed_wrong"


def test_the_same_file_twice_changes_nothing(outputs: Path, tmp_path: Path) -> None:
    file = _file(tmp_path / "in", "Lan", _entry(A, "corrected", value=90), _entry(B, "right"))
    _call("apply", file, "--outputs", outputs)
    once = _bytes(outputs)
    again = _call("apply", file, "--outputs", outputs)
    assert "new verdicts: 0" in again.stdout
    assert _bytes(outputs) == once
    assert _call("apply", "--outputs", outputs).exit_code == 0
    assert _bytes(outputs) == once


def test_two_reviewers_in_either_order_give_the_same_bytes(outputs: Path, tmp_path: Path) -> None:
    files = [
        _file(tmp_path / "in", "Lan", _entry(A, "corrected", value=90), _entry(B, "wrong")),
        _file(tmp_path / "in", "Minh", _entry(A, "corrected", value=90), _entry(B, "right")),
    ]
    before = (outputs / "phu-yen.json").read_bytes()
    _call("apply", *files, "--outputs", outputs)
    once = _bytes(outputs)
    other = tmp_path / "other"
    other.mkdir()
    (other / "phu-yen.json").write_bytes(before)
    for file in reversed(files):
        _call("apply", file, "--outputs", other)
    assert _bytes(other) == once


def test_a_folder_of_files_conflicts_as_a_table_and_one_who_decides(outputs: Path, tmp_path: Path) -> None:
    _file(tmp_path / "in", "Lan", _entry(A, "corrected", value=90), _entry(B, "wrong"), _entry(C, "right"))
    _file(tmp_path / "in", "Minh", _entry(A, "right"), _entry(B, "right"), _entry(C, "right"))
    table = tmp_path / "conflicts.csv"
    result = _call("apply", tmp_path / "in", "--outputs", outputs, "--conflicts", table, "--json")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert data["documents"][0]["conflicts"] == [A.id, B.id]
    assert [(each["field"], each["judged"], each["agreed"]) for each in data["agreement"][:2]] == [
        ("verdict", 3, 2), ("kind", 2, 2),
    ]  # fmt: skip
    rows = list(csv.DictReader(table.open(encoding="utf-8")))
    assert [(row["fields"], row["reviewer"], row["record"]) for row in rows[:3]] == [
        ("value", "Lan", '{"value": 90}'), ("value", "Minh", '{"value": 80}'), ("verdict", "Lan", ""),
    ]  # fmt: skip
    assert _output(outputs).targets[0].measure.value == 80
    settled = json.loads(_call("apply", "--outputs", outputs, "--settle", "Lan", "--json").stdout)
    assert (settled["new"], settled["conflicts"]) == (2, [])
    assert _output(outputs).targets[0].measure.value == 90
    assert _output(outputs).targets[1] not in _output(outputs).standing
    assert json.loads(_call("apply", "--outputs", outputs, "--settle", "Lan", "--json").stdout)["new"] == 0


def test_agreement_is_told_on_the_terminal(outputs: Path, tmp_path: Path) -> None:
    _file(tmp_path / "in", "Lan", _entry(A, "corrected", value=90), _entry(B, "right"))
    _file(tmp_path / "in", "Minh", _entry(A, "right"), _entry(B, "right"))
    result = _call("apply", tmp_path / "in", "--outputs", outputs, language="vi")
    assert "Lan – Minh" in result.stdout
    assert "giá trị" in result.stdout
    assert "ý kiến khác nhau" in result.stderr
    assert _call("apply", "--outputs", outputs, "--quiet").stdout == ""


def test_what_cannot_be_used_is_named_and_the_rest_is_applied(outputs: Path, tmp_path: Path) -> None:
    good = _file(tmp_path / "in", "Lan", _entry(A, "right"))
    (tmp_path / "in" / "bad.verdicts.json").write_text("{", "utf-8")
    _file(tmp_path / "in", "An", _entry(A, "corrected", indicator="procedure.typo"))
    result = _call("apply", good.parent, "--outputs", outputs)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 2
    assert "1 right" in result.stdout
    assert Store(outputs).reviewers() == ["Lan"]


def test_a_document_without_output_is_kept_and_told(outputs: Path, tmp_path: Path) -> None:
    file = _file(tmp_path / "in", "Lan", _entry(A, "right"), document="khac")
    result = _call("apply", file, "--outputs", outputs)
    assert result.exit_code == 1
    assert "khac" in result.stderr
    assert Store(outputs).documents() == ["khac"]


@pytest.mark.parametrize("arguments", [[], ["--outputs", "nowhere"], ["--outputs", "."], ["no.json", "--outputs", "."]])
def test_wrong_use_is_2(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert _call("apply", *arguments).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_reviewer_who_never_judged_decides_nothing(outputs: Path, tmp_path: Path) -> None:
    _call("apply", _file(tmp_path / "in", "Lan", _entry(A, "right")), "--outputs", outputs)
    result = _call("apply", "--outputs", outputs, "--settle", "Minh")
    assert result.exit_code == 2
    assert "Lan" in result.stderr


def test_diff_tells_in_every_form_what_review_changed(outputs: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    (old / "phu-yen.json").write_bytes((outputs / "phu-yen.json").read_bytes())
    words = _entry(A, "corrected", value=90, indicator="other", indicator_text="khác"), _entry(B, "wrong")
    new = _entry(target(0, 4, "2021"), "missed", value=12)
    _call("apply", _file(tmp_path / "in", "Lan", *words, new), "--outputs", outputs)
    plain, marked = _call("diff", old, outputs), _call("diff", old, outputs, "--markdown")
    page = tmp_path / "diff.html"
    _call("diff", old, outputs, "--html", page)
    for told in (plain.stdout, marked.stdout.replace("\\", ""), page.read_text("utf-8")):
        for verdict in ("corrected", "wrong", "added"):
            assert f"{verdict} (Lan" in told
    data = json.loads(_call("diff", old, outputs, "--json").stdout)
    (document,) = data["documents"]
    assert (len(document["gained"]), len(document["lost"]), len(document["changed"])) == (1, 0, 2)
    fields = {field["field"] for pair in document["changed"] for field in pair["fields"]}
    assert {"reviewed", "value", "indicator"} <= fields


def test_kappa_is_cohens() -> None:
    assert kappa([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")]) == pytest.approx(0.5)
    assert kappa([("a", "a"), ("a", "a")]) is None
    assert kappa([("a", "b"), ("b", "a")]) == -1


def test_agreement_counts_only_what_both_have_said() -> None:
    words = [
        judged(A, "right"), judged(B, "right"),
        judged(A, "corrected", "Minh", value=90, responsible="Sở Y tế"), judged(C, "wrong", "Minh"),
    ]  # fmt: skip
    found = {each.field: each for each in agreement(words)}
    assert (found["verdict"].judged, found["value"].agreed, found["value"].kappa) == (1, 0, 0)
    assert "responsible" not in found
