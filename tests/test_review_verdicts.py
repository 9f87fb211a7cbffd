"""Verdict files: what they may hold, what they are worth as gold, what `evaluate` makes of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from extract.cli.app import build
from extract.contract.model import Target
from extract.measure.evaluate import evaluate
from extract.measure.gold import GoldError, annotated
from extract.measure.verdicts import Record, VerdictError, gold_fields, load, unknown
from extract.messages import Language
from extract.write.json import text
from tests.made import VARIETY, extraction, target

SHA = "0" * 64


def _entry(of: Target, verdict: str, **record: Any) -> dict[str, Any]:
    """A verdict on a record, with changes of its right form."""
    fields = {**gold_fields(of), **record}
    missed = verdict == "missed"
    return {
        "id": None if missed else of.id, "start": of.source.start, "end": of.source.end, "value_text": of.source.text,
        "verdict": verdict, "record": None if verdict == "wrong" else fields, "note": "",
    }  # fmt: skip


def _open(of: Target) -> dict[str, Any]:
    return {"id": of.id, "start": of.source.start, "end": of.source.end, "value_text": of.source.text}


def _file(folder: Path, *judged: dict[str, Any], name: str = "phu-yen", **more: Any) -> Path:
    data = {
        "format": "chitieu-verdicts/1", "document": {"id": name, "sha256": SHA}, "reviewer": "Lan",
        "complete": False, "verdicts": list(judged), "unjudged": [], **more,
    }  # fmt: skip
    path = folder / f"{name}.verdicts.json"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
    return path


def _output(folder: Path, *targets: Target, **head: Any) -> Path:
    path = folder / "phu-yen.json"
    path.write_text(text(extraction(*targets, **head)), "utf-8")
    return path


def _call(*arguments: str | Path, language: Language = "en") -> Result:
    return CliRunner().invoke(build(language), [str(argument) for argument in arguments])


A, B, C = target(10, 13), target(30, 33), target(50, 53)


def _figures(folder: Path, file: Path, *targets: Target) -> tuple[int, int, int, int]:
    (score,) = evaluate([(file, _output(folder, *targets))])
    return score.wanted, score.given, score.found, score.strict


def test_right_is_gold_and_wrong_an_extra_and_open_not_scored(tmp_path: Path) -> None:
    file = _file(tmp_path, _entry(A, "right"), _entry(B, "wrong"), unjudged=[_open(C)])
    assert _figures(tmp_path, file, A, B, C) == (1, 2, 1, 1)
    assert _figures(tmp_path, file, A, C) == (1, 1, 1, 1)


def test_a_corrected_record_is_wanted_as_corrected(tmp_path: Path) -> None:
    file = _file(tmp_path, _entry(A, "corrected", value=85))
    assert _figures(tmp_path, file, A) == (1, 1, 1, 0)
    assert _figures(tmp_path, file, target(10, 13, value=85)) == (1, 1, 1, 1)


def test_a_missed_record_is_wanted(tmp_path: Path) -> None:
    file = _file(tmp_path, _entry(A, "missed"))
    assert _figures(tmp_path, file, B) == (1, 0, 0, 0)
    assert _figures(tmp_path, file, A) == (1, 1, 1, 1)


def test_of_several_records_at_one_number_only_those_judged_count(tmp_path: Path) -> None:
    district, commune = target(10, 13, id="d", level="district"), target(10, 13, id="c", level="commune")
    file = _file(tmp_path, _entry(district, "wrong"), unjudged=[_open(commune)])
    assert _figures(tmp_path, file, district, commune) == (0, 1, 0, 0)
    assert _figures(tmp_path, file, commune) == (0, 0, 0, 0)


def test_other_numbers_count_where_all_were_checked(tmp_path: Path) -> None:
    partly, wholly = (_file(tmp_path, _entry(A, "right"), name=name, complete=name == "b") for name in "ab")
    assert _figures(tmp_path, partly, A, C) == (1, 1, 1, 1)
    assert _figures(tmp_path, wholly, A, C) == (1, 2, 1, 1)


def test_a_plain_count_called_wrong_is_not_forgiven(tmp_path: Path) -> None:
    count = target(10, 13, unit="count", unit_text="lớp", kind="actual")
    assert _figures(tmp_path, _file(tmp_path, _entry(count, "wrong")), count) == (0, 1, 0, 0)


def test_every_shape_of_record_can_be_judged_right(tmp_path: Path) -> None:
    for each in VARIETY:
        Record.model_validate(gold_fields(each))
    file = _file(tmp_path, *(_entry(each, "right") for each in VARIETY))
    n = len(VARIETY)
    assert _figures(tmp_path, file, *VARIETY) == (n, n, n, n)


def test_verdicts_on_another_text_are_refused(tmp_path: Path) -> None:
    output = _output(tmp_path, A, sha256="1" * 64)
    with pytest.raises(GoldError, match="another text"):
        evaluate([(_file(tmp_path, _entry(A, "right")), output)])
    result = _call("evaluate", _file(tmp_path, _entry(A, "right")), output)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


def test_import_gives_gold_that_evaluate_takes(tmp_path: Path) -> None:
    file = _file(
        tmp_path, _entry(A, "right"), _entry(B, "wrong"), _entry(target(60, 63), "missed"), unjudged=[_open(C)]
    )
    result = _call("gold", "import", file, "--out", tmp_path / "gold")
    assert result.exit_code == 0, result.stderr
    assert "2 records, 1 judged wrong, 1 number not judged" in result.stdout
    gold = tmp_path / "gold" / "phu-yen.jsonl"
    assert [(r.start, r.ignored) for r in annotated(gold)] == [(10, False), (50, True), (60, False)]
    (score,) = evaluate([(gold, _output(tmp_path, A, B, C))])
    assert (score.wanted, score.given, score.found, score.strict) == (2, 2, 1, 1)
    assert _call("evaluate", "--gold", gold.parent, "--outputs", tmp_path).exit_code == 0


def test_import_writes_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in "ab":
        file = _file(tmp_path, _entry(A, "right"), _entry(B, "corrected", level="district"), unjudged=[_open(C)])
        assert _call("gold", "import", file, "--out", tmp_path / name, "--quiet").stdout == ""
    assert (tmp_path / "a/phu-yen.jsonl").read_bytes() == (tmp_path / "b/phu-yen.jsonl").read_bytes()


BROKEN: dict[str, dict[str, Any]] = {
    "another format": {"format": "chitieu-verdicts/9"},
    "no digest": {"document": {"id": "a", "sha256": "x"}},
    "a field too much": {"more": 1},
    "wrong with a record": {"verdicts": [{**_entry(A, "right"), "verdict": "wrong"}]},
    "right without one": {"verdicts": [{**_entry(A, "right"), "record": None}]},
    "missed with an id": {"verdicts": [{**_entry(A, "right"), "verdict": "missed"}]},
    "an end before the start": {"verdicts": [{**_entry(A, "right"), "end": 2}]},
    "a verdict of no known kind": {"verdicts": [{**_entry(A, "right"), "verdict": "maybe"}]},
    "a range without its end": {"verdicts": [_entry(A, "corrected", relation="between")]},
    "a unit that is none": {"verdicts": [_entry(A, "corrected", unit="furlongs")]},
    "no value": {"verdicts": [_entry(A, "corrected", value=None)]},
    "a period without its year": {
        "verdicts": [_entry(A, "corrected", period={"type": "by", "start": None, "end": None})]
    },
    "two verdicts on one record": {"verdicts": [_entry(A, "right"), _entry(A, "wrong")]},
}


@pytest.mark.parametrize("why", BROKEN)
def test_what_is_no_verdict_file_is_said_in_one_line(why: str, tmp_path: Path) -> None:
    file = _file(tmp_path, **BROKEN[why])
    with pytest.raises(VerdictError) as raised:
        load(file)
    assert "\n" not in str(raised.value)
    result = _call("gold", "import", file, "--out", tmp_path / "gold", language="vi")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "gold").exists()


def test_a_file_that_is_no_json_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{", "utf-8")
    result = _call("gold", "import", tmp_path / "a.json", "--out", tmp_path / "gold")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


def test_an_indicator_that_no_catalogue_has_is_named(tmp_path: Path) -> None:
    file = _file(tmp_path, _entry(A, "corrected", indicator="procedure.typo"))
    assert unknown(load(file), {"procedure.online_full"}) == ["procedure.typo"]
    result = _call("gold", "import", file, "--out", tmp_path / "gold")
    assert result.exit_code == 1
    assert "procedure.typo" in result.stderr


def test_of_two_reviewers_what_they_agree_on_is_gold_and_the_rest_is_named_and_open(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    one = _file(tmp_path, _entry(A, "right"), _entry(B, "wrong"), _entry(C, "right"), unjudged=[])
    other = _file(tmp_path / "x", _entry(A, "right"), _entry(B, "right"), reviewer="Minh", unjudged=[_open(C)])
    result = _call("gold", "import", one, other, "--out", tmp_path / "gold")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "Lan, Minh" in result.stderr
    read = annotated(tmp_path / "gold" / "phu-yen.jsonl")
    assert [(each.start, each.ignored) for each in read] == [(10, False), (30, True), (50, False)]


def test_two_files_that_agree_are_one(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    one, other = _file(tmp_path, _entry(A, "right")), _file(tmp_path / "x", _entry(B, "wrong"), reviewer="Minh")
    result = _call("gold", "import", one, other, "--out", tmp_path / "gold")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [each.start for each in annotated(tmp_path / "gold" / "phu-yen.jsonl")] == [10]


def test_files_on_two_versions_of_a_document_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    one = _file(tmp_path, _entry(A, "right"))
    other = _file(tmp_path / "x", _entry(A, "wrong"), document={"id": "phu-yen", "sha256": "1" * 64})
    result = _call("gold", "import", one, other, "--out", tmp_path / "gold")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 2
    assert not (tmp_path / "gold").exists()


def test_fields_that_gold_does_not_have_do_not_get_there(tmp_path: Path) -> None:
    file = _file(tmp_path, _entry(A, "corrected", responsible="Sở Y tế", place=None, label="3"))
    assert _call("gold", "import", file, "--out", tmp_path / "gold").exit_code == 0
    record = json.loads((tmp_path / "gold" / "phu-yen.jsonl").read_text("utf-8"))
    assert not {"responsible", "place", "label", "parent", "qualifier"} & record.keys()


@pytest.mark.parametrize("arguments", [[], ["nowhere.json", "--out", "x"]])
def test_wrong_use_is_2(arguments: list[str]) -> None:
    assert _call("gold", "import", *arguments).exit_code == 2


def test_an_id_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    file = _file(tmp_path, _entry(A, "right"), document={"id": "../../evil", "sha256": SHA})
    assert _call("gold", "import", file, "--out", tmp_path / "in/gold").exit_code == 0
    assert [path.name for path in (tmp_path / "in/gold").iterdir()] == ["%2E.%2F..%2Fevil.jsonl"]
    assert not (tmp_path / "evil.jsonl").exists()
