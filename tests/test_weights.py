"""Weighing: rows of evidence and weights are checked, scores are sums, weights are learnt the same way every time."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.bind import weighing
from extract.measure import weights as learning
from extract.measure.examples import Example, examples
from extract.measure.gold import Reading, reading
from extract.measure.weights import fitted, held_out, learn, main, written
from extract.rules import loader
from extract.rules.checking import check
from extract.rules.errors import RuleError
from extract.rules.loader import folder, forget
from extract.rules.weight_rows import Evidence, Weights, weights


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A copy of patterns/ that the loader reads instead."""
    shutil.copytree(folder(), tmp_path / "patterns")
    monkeypatch.setattr(loader, "folder", lambda: tmp_path / "patterns")
    monkeypatch.setattr(learning, "folder", lambda: tmp_path / "patterns")
    forget()
    yield tmp_path / "patterns"
    monkeypatch.undo()
    forget()


def laid(copied: Path, **changes: Any) -> None:
    """Weights of the slot `kind`, in place of those that are there."""
    of_target = {"id": "kind.decided_target", "weight": 2.0, "seen": 3, "documents": 2}
    data = {"slot": "kind", "bias": -1.0, "documents": 2, "examples": 5, "weights": [of_target], **changes}
    (copied / "weights" / "kind.yaml").write_text(yaml.safe_dump(data), "utf-8")
    forget()


def example(document: str, kind: str, *seen: str, **more: Any) -> Example:
    """A record of which something was seen, with its gold."""
    found = reading({"start": 0, "end": 3, "value_text": "80%", "kind": kind, **more})
    given = Reading(0, 3, "80%", "", dict(found.core))
    return Example(document, given, found, {"kind": [(f"kind.{id}", 0, 3) for id in seen]})


# Rows.


def test_evidence_begins_with_its_slot_and_wordings_say_where() -> None:
    good = {"id": "kind.goal", "slot": "kind", "en": "a goal", "vi": "mục tiêu", "source": "x"}
    assert Evidence.model_validate(good).seen_as == ("kind.goal",)
    worded = Evidence.model_validate({**good, "pattern": "mục tiêu", "where": ["own", "heading"]})
    assert worded.seen_as == ("kind.goal_own", "kind.goal_heading")
    for bad in ({"id": "goal"}, {"pattern": "mục tiêu"}, {"where": ["own"]}, {"slot": "kinds"}):
        with pytest.raises(ValueError, match=r"kind|where"):
            Evidence.model_validate({**good, **bad})


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"weights": [{"id": "kind.decided_targt", "weight": 1, "seen": 1, "documents": 1}]}, "did you mean"),
        ({"slot": "knd"}, "slot"),
        ({"bias": "much"}, "bias"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_weights_that_are_none_are_an_error_that_names_the_file(
    copied: Path, changes: dict[str, Any], told: str
) -> None:
    laid(copied, **changes)
    with pytest.raises(RuleError, match=rf"patterns/weights/kind\.yaml.*{told}"):
        check()


# Scores.


def test_a_score_is_the_bias_and_each_weight_once(copied: Path) -> None:
    laid(copied)
    twice = [("kind.decided_target", 0, 3), ("kind.decided_target", 5, 9), ("kind.default_target", 0, 3)]
    assert weighing.score("kind", twice) == pytest.approx(1.0)
    assert weighing.score("kind", []) == pytest.approx(-1.0)
    assert weighing.chance(0.0) == 0.5
    assert weighing.chance(2.0) + weighing.chance(-2.0) == pytest.approx(1.0)
    assert weighing.chance(-1e6) == 0.0
    assert weighing.shares([0.0, 0.0]) == [0.5, 0.5]
    assert weighing.shares([900.0, 0.0])[0] == pytest.approx(1.0)


def test_the_strongest_speak_for_the_choice(copied: Path) -> None:
    two = [
        {"id": "kind.decided_target", "weight": 2.0, "seen": 3, "documents": 2},
        {"id": "kind.default_target", "weight": -0.5, "seen": 3, "documents": 2},
        {"id": "kind.decided_actual", "weight": -3.0, "seen": 3, "documents": 2},
    ]
    laid(copied, weights=two)
    seen = [("kind.default_target", 1, 2), ("kind.decided_actual", 0, 1), ("kind.decided_target", 0, 3)]
    assert weighing.strongest(weighing.weighed_of("kind", seen), 1, 3) == [seen[2]]
    assert weighing.strongest(weighing.weighed_of("kind", seen), -1, 3) == [seen[1], seen[0]]
    assert weighing.strongest(weighing.weighed_of("kind", seen), -1, 1) == [seen[1]]


def test_without_weights_nothing_is_said(copied: Path) -> None:
    (copied / "weights" / "kind.yaml").unlink()
    forget()
    check()
    assert weights("kind") is None
    assert not weighing.learnt("kind")
    assert weighing.score("kind", [("kind.decided_target", 0, 3)]) == 0.0
    assert weighing.strongest(weighing.weighed_of("kind", [("kind.decided_target", 0, 3)]), 1, 3) == []


# Learning.

CLEAR = [
    *(example(d, "target", "decided_target") for d in "abcd" for _ in range(5)),
    *(example(d, "actual", "decided_actual") for d in "abcd" for _ in range(5)),
    *(example(d, "actual", "decided_target", "default_target") for d in "abcd" for _ in range(3)),
    example("a", "target", "decided_actual", any=["kind"]),
    example("a", "target", "decided_actual", ignore=True),
]


def test_what_speaks_for_the_first_answer_weighs_more_than_nothing() -> None:
    learnt = fitted("kind", learning.taught("kind", CLEAR))
    by_id = {each.id: each for each in learnt.weights}
    assert by_id["kind.decided_target"].weight > 0 > by_id["kind.decided_actual"].weight
    assert by_id["kind.default_target"].weight < 0
    assert (by_id["kind.default_target"].seen, by_id["kind.default_target"].documents) == (12, 4)
    assert (learnt.documents, learnt.examples) == (4, 52)  # what readers differ on, or pass over, teaches nothing


def test_evidence_of_one_document_has_no_weight() -> None:
    none = [example(d, kind, "default_target") for d, kind in (("a", "target"), ("b", "actual"))]
    assert fitted("kind", none).weights == ()
    lone = [*CLEAR[:40], *(example("a", "actual", "decided_target", "default_target") for _ in range(5))]
    assert "kind.default_target" not in {each.id for each in fitted("kind", lone).weights}


def test_the_same_examples_give_the_same_file_which_is_read_back(copied: Path) -> None:
    given = learning.taught("kind", CLEAR)
    text = written(fitted("kind", given))
    assert text == written(fitted("kind", given))
    (copied / "weights" / "kind.yaml").write_text(text, "utf-8")
    forget()
    assert {each.id: each for each in fitted("kind", given).weights} == {e.id: e for e in _read("kind").weights}


def _read(slot: Any) -> Weights:
    found = weights(slot)
    assert found is not None
    return found


def test_documents_are_read_by_weights_of_the_others() -> None:
    given = learning.taught("kind", CLEAR)
    figures = held_out("kind", given)
    assert figures.weighed == 1.0
    assert figures.decided == pytest.approx(40 / 52)
    assert figures.wrong == []
    # a document unlike all others is read wrongly, for nothing of it was learnt
    odd = [example("e", "actual", "decided_target")]
    assert [each.document for each, _ in held_out("kind", [*given, *odd]).wrong] == ["e"]


def test_weights_that_harm_what_is_guarded_are_not_written(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laid(copied, bias=0.0)
    before = (copied / "weights" / "kind.yaml").read_text("utf-8")
    guarded = [example("g", "target", "decided_target", "default_target")]
    assert learn("kind", CLEAR, {"g": guarded}) == 1
    assert (copied / "weights" / "kind.yaml").read_text("utf-8") == before
    assert "not written" in capsys.readouterr().out
    assert learn("kind", CLEAR, {"g": [example("g", "target", "decided_target")]}) == 0
    assert (copied / "weights" / "kind.yaml").read_text("utf-8") != before


# Documents.

TEXT = "Mục tiêu: đến năm 2027, 80% hộ dùng nước máy.\n"


def test_examples_are_records_beside_their_gold(tmp_path: Path) -> None:
    gold = '{"start": 24, "end": 27, "value_text": "80%", "kind": "target", "unit": "percent", "value": 80}\n'
    for name in ("x-1", "x-2", "y"):
        (tmp_path / f"{name}.txt").write_text(TEXT, "utf-8")
        (tmp_path / f"{name}.jsonl").write_text(gold if name != "y" else "", "utf-8")
    found = examples([str(tmp_path)], [["x-1", "x-2"]])
    assert [each.document for each in found] == ["x-1+x-2", "x-1+x-2", "y"]
    assert found[0].gold is not None
    assert found[0].gold.core["kind"] == "target"
    assert found[2].gold is None
    assert any(id.startswith("kind.") for id, _, _ in found[0].seen["kind"])
    apart = tmp_path / "gold"
    apart.mkdir()
    (tmp_path / "x-1.jsonl").rename(apart / "x-1.jsonl")
    assert len(examples([f"{apart}={tmp_path}"])) == 1


def test_the_command_needs_documents_with_gold(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "a.jsonl").write_text("no gold\n", "utf-8")
    with pytest.raises(SystemExit) as caught:
        main([str(tmp_path)])
    assert caught.value.code == 2


def test_texts_without_records_teach_only_what_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, list[str]] = {}
    read: list[list[str]] = []

    def kept(sets: list[str], *more: object) -> list[Example]:
        read.append(sets)
        return []

    def learnt(slot: str, *more: object) -> int:
        asked[slot] = read[-1]
        return 0

    monkeypatch.setattr(learning, "examples", kept)
    monkeypatch.setattr(learning, "learn", learnt)
    for slot in ("kind", "measure"):
        assert main(["some", "--barren", "prose", "--slot", slot]) == 0
    assert asked == {"kind": ["some"], "measure": ["some", "prose"]}
