"""Verdicts beside outputs, run after run: laid on whatever is extracted, the cache none the wiser."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from extract.contract.model import Extraction
from extract.reviewing.folder import lay as lay_verdicts
from extract.reviewing.store import Store
from extract.run.batch import run
from extract.run.cache import memory
from extract.run.engines.inline import Inline
from extract.write.outputs import parsed
from tests.conftest import Lay
from tests.judged import judged
from tests.made import extraction, extractor, target
from tests.test_cache import _contents, _looks, _run

OWN = target(10, 13)


@pytest.fixture
def done(lay: Lay, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two documents, extracted once with a cache; the time within which a file may change unseen is over."""
    monkeypatch.setattr(memory, "_RACY", -(10**12))
    root = lay("in/a.txt", "in/b.txt")
    assert _run()[0] == ["a", "b"]
    return root


def _output(name: str = "a", out: str = "out") -> Extraction:
    return parsed(Path(out, f"{name}.json").read_bytes(), name)


def _say(verdict: str, name: str = "a", out: str = "out", **changes: Any) -> None:
    found = _output(name, out)
    word = judged(found.targets[0], verdict, document=name, sha256=found.document.sha256, **changes)
    Store(Path(out)).add([word])


def _rows(out: str = "out") -> list[dict[str, object]]:
    return [json.loads(line) for line in Path(out, "targets.jsonl").read_text("utf-8").splitlines()]


def test_verdicts_are_laid_on_outputs_that_the_cache_takes_over(done: Path) -> None:
    _say("corrected", value=90)
    did, report = _run()
    assert (did, report.unchanged) == ([], 2)
    assert _output().targets[0].measure.value == 90
    assert [(row["document"], row["value"], row["reviewed"]) for row in _rows()] == [
        ("a", 90, "corrected"), ("b", 80, None),
    ]  # fmt: skip
    before = _looks("out")
    assert _run()[0] == []
    assert _looks("out") == before


def test_a_record_found_wrong_counts_nowhere(done: Path) -> None:
    _say("wrong")
    _, report = _run()
    assert [row["document"] for row in _rows()] == ["b"]
    assert report.targets == 1
    assert [each.reason for each in _output().other_numbers] == ["date", "reviewed_wrong"]


def test_a_new_extraction_gives_what_the_cache_gives(done: Path) -> None:
    _say("corrected", value=90)
    _run()
    shutil.copytree("out/verdicts", "plain/verdicts")
    _run(out="plain", cache=None)
    assert _contents_of("out") == _contents_of("plain")


def _contents_of(folder: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(folder).iterdir() if path.is_file()}


def test_without_verdicts_the_outputs_are_as_before(done: Path) -> None:
    before = _contents("out")
    _say("wrong")
    _run()
    shutil.rmtree("out/verdicts")
    assert _run()[0] == []
    assert _contents("out") == before
    assert _run()[0] == []
    assert _contents("out") == before


def test_what_apply_wrote_is_taken_over_by_the_cache(done: Path) -> None:
    _say("corrected", value=90)
    assert lay_verdicts(Path("out")).tables
    before = _contents_of("out")
    assert _run()[0] == []
    assert _contents_of("out") == before


def test_a_changed_document_keeps_its_verdicts(done: Path) -> None:
    _say("corrected", value=90)
    Path("in/a.txt").write_text("Tối thiểu 80% hồ sơ. Thêm.", "utf-8")
    assert _run()[0] == ["a"]
    assert _output().targets[0].measure.value == 90
    assert _run()[0] == []
    assert _output().targets[0].measure.value == 90


def test_a_record_added_by_hand_moves_with_its_sentence_and_stays_there(done: Path) -> None:
    new = judged(target(40, 43, "12%"), "missed", value=12, document="a", sentence="Phấn đấu 12% hộ.")
    Store(Path("out")).add([new])
    Path("in/a.txt").write_text("Mở đầu dài hơn. Tối thiểu 80% hồ sơ.\nPhấn đấu\n12% hộ.", "utf-8")
    _run()
    made = _output().targets[-1]
    assert made.source.text == Path("in/a.txt").read_text("utf-8")[made.source.start : made.source.end] == "12%"
    once = _contents_of("out")
    assert _run()[0] == []
    assert _contents_of("out") == once
    _say("corrected", name="b", value=70)
    assert _run()[0] == []
    assert _output().targets[-1] == made


def test_verdicts_on_nothing_change_no_byte(lay: Lay) -> None:
    lay("in/a.txt")
    run(["in"], "out", by=Inline(extractor))
    before = _contents_of("out")
    Path("out/verdicts").mkdir()
    run(["in"], "out", by=Inline(extractor))
    assert _contents_of("out") == before


def test_the_tables_keep_their_documents(tmp_path: Path) -> None:
    from extract.write.json import text

    for id in ("a", "b"):
        (tmp_path / f"{id}.json").write_text(text(extraction(OWN, id=id)), "utf-8")
    (tmp_path / "targets.jsonl").write_text('{"document": "b"}\n', "utf-8")
    (tmp_path / "targets.csv").write_text("", "utf-8")
    Store(tmp_path).add([judged(OWN, "right", document="b")])
    assert lay_verdicts(tmp_path).tables
    assert [row["document"] for row in _rows(str(tmp_path))] == ["b"]
