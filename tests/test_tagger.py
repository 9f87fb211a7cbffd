"""The tagger of bodies: what it adds to the rules, what it leaves alone, and how it is trained."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extract.contract.faults import UNGUARDED
from extract.measure import train_tagger
from extract.measure.train_tagger import Example, train
from extract.pipeline import stages
from extract.pipeline.components import load
from extract.readers import of_text
from extract.tagger.bodies import STEP, names
from extract.tagger.model import BODIES, Tag, read_tagger

ROOT = Path(__file__).parent.parent
TASKS = """KẾ HOẠCH
II. NHIỆM VỤ
1. Sở Y tế: đến ngày 31/12/2025, tỷ lệ người dân có hồ sơ sức khỏe điện tử đạt 95%.
2. Sở Tư pháp hoàn thành số hóa 100% sổ hộ tịch trước ngày 30/11/2025; giảm thời gian trả kết quả xuống 02 ngày.
3. UBND các xã, phường: hồ sơ trực tuyến đạt ít nhất 80%.
"""
PLAIN = "Đến năm 2025, tối thiểu 80% hồ sơ được giải quyết đúng hạn."


def charged(text: str) -> list[str | None]:
    return [target.responsible for target in stages.extract(text).targets]


def test_a_body_before_a_colon_or_a_verb_is_charged_with_the_goals_behind_it() -> None:
    assert charged(TASKS) == ["Sở Y tế", "Sở Tư pháp", "Sở Tư pháp", "UBND các xã, phường"]


def test_why_says_that_the_tagger_decided_and_by_which_words() -> None:
    for target in stages.extract(TASKS).targets:
        step = next(each for each in target.why if each.rule == STEP)
        assert TASKS[step.start : step.end] == target.responsible


def test_without_the_stage_only_the_rules_tell_who_is_charged() -> None:
    nlp = load()
    assert [t.responsible is None for t in nlp(TASKS)._.extraction.targets] == [False] * 4
    nlp.remove_pipe("chitieu_responsible")
    assert [t.responsible is None for t in nlp(TASKS)._.extraction.targets] == [True] * 4


def test_what_the_rules_tell_stays() -> None:
    found = stages.extract("Sở Nội vụ chủ trì, phối hợp Sở Y tế phấn đấu năm 2026 đạt 95% hồ sơ đúng hạn.").targets
    assert [t.responsible for t in found] == ["Sở Nội vụ"]
    assert not any(step.rule == STEP for t in found for step in t.why)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "Đến năm 2030, 100% cơ quan nhà nước từ cấp tỉnh đến cấp xã, theo Bộ tiêu chí quốc gia, đạt mức độ 3.",
        "- Phấn đấu đến năm 2025, thời gian chờ tại Trung tâm Phục vụ hành chính công không quá 15 phút/lượt.",
        "Trường học đạt chuẩn quốc gia năm 2026 phấn đấu đạt 75%.",
    ],
)
def test_bodies_that_a_goal_only_mentions_are_charged_with_nothing(text: str) -> None:
    assert {*charged(text)} <= {None}


def test_results_are_nobody_s_charge() -> None:
    text = "Công an tỉnh đã kích hoạt định danh điện tử mức 2 cho 91,2% công dân trong năm 2024."
    assert [(t.kind, t.responsible) for t in stages.extract(text).targets] == [("actual", None)]


def test_a_model_that_fails_costs_what_it_would_tell_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise OSError("no model")

    monkeypatch.setattr(stages, "bodies_tagger", broken)
    found = stages.extract(TASKS)
    assert [t.responsible for t in found.targets] == [None] * 4
    assert "read_simply" in {warning.code for warning in found.warnings}


def test_the_engine_is_not_imported_where_nothing_is_asked() -> None:
    code = (
        "import sys; from extract.pipeline import stages; stages.extract(sys.argv[1]);"
        "print('underthesea_core' in sys.modules)"
    )
    said = [
        subprocess.run([sys.executable, "-c", code, text], capture_output=True, text=True, check=True).stdout.strip()
        for text in (PLAIN, TASKS)
    ]
    assert said == ["False", "True"]


def test_tokens_are_runs_cut_where_another_begins_and_told_where_one_is_sure() -> None:
    tags = [Tag(0.1, 0.0), Tag(0.9, 0.8), Tag(0.4, 0.1), Tag(0.9, 0.7), Tag(0.2, 0.1), Tag(0.6, 0.6)]
    assert names(tags) == [range(1, 3), range(3, 4)]


def test_the_model_is_small() -> None:
    assert BODIES.stat().st_size < 500_000


def test_training_twice_weighs_tokens_alike(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    some = [
        Example([["w" + word, "x"] for word in line.split()], list(labels))
        for line, labels in (("sở A đạt", "BIO"), ("sở B đạt", "BIO"), ("cả sở đạt", "OOO"), ("cả tỉnh đạt", "OOO"))
        for _ in range(5)
    ]
    train(some, tmp_path / "one.crf")
    train(some, tmp_path / "two.crf")
    assert capfd.readouterr().err == ""
    first, second = (read_tagger(tmp_path / name)(some[0].features) for name in ("one.crf", "two.crf"))
    assert [tag.part for tag in first] == pytest.approx([tag.part for tag in second], abs=1e-6)
    assert first[1].part > 0.5 > first[2].part


def test_gold_s_body_is_labelled_where_it_stands_last_before_its_goal(tmp_path: Path) -> None:
    text = "Sở Y tế họp. Sở Y tế giảm 10% hồ sơ quá hạn trong năm 2026."
    start = text.index("10%")
    row = {"start": start, "end": start + 3, "kind": "target", "unit": "percent", "value": 10, "responsible": "Sở Y tế"}
    (tmp_path / "one.txt").write_text(text, "utf-8")
    (tmp_path / "one.jsonl").write_text(json.dumps(row), "utf-8")
    [(path, gold)] = train_tagger.texts(tmp_path)
    [found] = train_tagger.stretches(train_tagger.document(path, gold))
    assert "".join(found.example().labels).startswith("OOOOO" + "BII" + "O")
    other = found.renamed(["Công an các xã"])
    assert other.text == text.replace("Sở Y tế giảm", "Công an các xã giảm")
    assert "".join(other.example().labels).startswith("OOOOO" + "BIII" + "O")
    assert other.text[slice(other.mentions[0].start, other.mentions[0].end)] == "10%"


def test_no_model_is_written_by_which_no_more_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start = PLAIN.index("80%")
    row = {"start": start, "end": start + 3, "kind": "target", "unit": "percent", "value": 80}
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(PLAIN, "utf-8")
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row), "utf-8")
    assert train_tagger.main([str(tmp_path), "--to", str(tmp_path / "bodies.crf")]) == 1
    assert "nothing written" in capsys.readouterr().out
    assert not (tmp_path / "bodies.crf").exists()


def test_the_shipped_model_tells_of_documents_held_out_more_than_the_rules() -> None:
    told = json.loads(BODIES.with_suffix(".json").read_text("utf-8"))
    assert told["held_out_with"] > told["held_out_without"] + 0.1


def test_a_document_goes_through_with_a_guard_that_lets_faults_pass() -> None:
    assert [t.responsible is None for t in stages.through(of_text(TASKS), UNGUARDED).targets] == [False] * 4
