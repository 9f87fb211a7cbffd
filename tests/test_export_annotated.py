"""LangExtract's JSON Lines and Label Studio's tasks: what each of them asks of its input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from extract.contract.codes import words
from extract.readers import read
from extract.write.export.formats import export
from tests.exporting import MADE, ROOT, lay_out
from tests.made import extraction, target


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n")[:-1]]


def test_extractions_stand_in_the_text_of_their_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    export(ROOT / "outputs", "langextract", tmp_path / "a.jsonl")
    documents = _lines(tmp_path / "a.jsonl")
    assert len(documents) == 5
    for each in documents:
        assert set(each) == {"extractions", "text", "document_id"}
        assert each["text"] == read(ROOT / "corpora" / f"{each['document_id']}.txt").raw
        for index, one in enumerate(each["extractions"], 1):
            assert (one["extraction_index"], one["group_index"], one["description"]) == (index, index - 1, None)
            at = one["char_interval"]
            assert each["text"][at["start_pos"] : at["end_pos"]] == one["extraction_text"]
            assert one["alignment_status"] == "match_exact"
            assert one["extraction_class"] in words("kind")
            assert all(isinstance(cell, str) and cell for cell in one["attributes"].values())


def test_without_its_document_a_record_stands_in_its_sentence(tmp_path: Path) -> None:
    lost = target(50, 53, "99%", id="lost", source={"sentence": {"start": 40, "end": 60, "text": "Không có ở đây."}})
    folder = lay_out(tmp_path / "in", extraction(target(), target(30, 33, "20%", value=20), lost, source="given/a"))
    counts = export(folder, "langextract", tmp_path / "a.jsonl")
    assert counts == {"targets": 3, "documents": 1, "excerpts": 1}
    (document,) = _lines(tmp_path / "a.jsonl")
    assert document["text"] == "Tối thiểu 80% hồ sơ.\nTối thiểu 20% hồ sơ.\nKhông có ở đây."
    first, second, third = document["extractions"]
    for each in (first, second):
        at = each["char_interval"]
        assert document["text"][at["start_pos"] : at["end_pos"]] == each["extraction_text"]
    assert (third["char_interval"], third["alignment_status"]) == (None, None)


# As Label Studio's documentation has it: a task has `data`, and predictions of results whose `from_name` and `to_name`
# are tags of the config, and whose value has the key of their type.
_VALUE = {"labels": "labels", "choices": "choices", "number": "number", "textarea": "text"}
_TAG = {"Labels": "labels", "Choices": "choices", "Number": "number", "TextArea": "textarea"}


def _checked(folder: Path) -> list[dict[str, Any]]:
    """The tasks of a folder, each held against the config beside it."""
    config = ElementTree.parse(folder / "config.xml").getroot()
    controls = {tag.get("name"): tag for tag in config.iter() if tag.get("toName")}
    (shown,) = config.iter("Text")
    tasks: list[dict[str, Any]] = json.loads((folder / "tasks.json").read_text("utf-8"))
    for task in tasks:
        assert set(task) == {"data", "predictions"}
        text = task["data"][str(shown.get("value")).removeprefix("$")]
        (prediction,) = task["predictions"]
        assert 0 <= prediction["score"] <= 1
        regions = {one["id"] for one in prediction["result"] if one["type"] == "labels"}
        for one in prediction["result"]:
            if one["type"] == "relation":
                assert {one["from_id"], one["to_id"]} <= regions
                continue
            tag = controls[one["from_name"]]
            assert (_TAG[tag.tag], one["to_name"]) == (one["type"], shown.get("name"))
            assert one["id"] in regions
            value = one["value"]
            assert 0 <= value["start"] < value["end"] <= len(text)
            given = value[_VALUE[one["type"]]]
            if one["type"] == "labels":
                assert text[value["start"] : value["end"]] == value["text"]
            if one["type"] in ("labels", "choices"):
                assert {*given} <= {each.get("value") for each in tag}
            elif one["type"] == "number":
                assert isinstance(given, (int, float))
            else:
                assert all(isinstance(each, str) for each in given)
    return tasks


def test_tasks_are_what_their_config_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for number, folder in enumerate((ROOT / "outputs", lay_out(tmp_path / "in"))):
        counts = export(folder, "labelstudio", tmp_path / f"out{number}")
        tasks = _checked(tmp_path / f"out{number}")
        assert len(tasks) == counts["documents"] == (5, len(MADE))[number]
        results = [one for task in tasks for one in task["predictions"][0]["result"]]
        assert sum(one["type"] == "labels" for one in results) == counts["targets"]
        assert number or any(one["type"] == "relation" for one in results)


def test_a_folder_of_others_is_told_by_its_config(tmp_path: Path) -> None:
    from extract.write.atomic import Foreign

    folder = lay_out(tmp_path / "in")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/config.xml").write_text("<View/>", "utf-8")
    with pytest.raises(Foreign):
        export(folder, "labelstudio", tmp_path / "out")
    assert (tmp_path / "out/config.xml").read_text("utf-8") == "<View/>"
