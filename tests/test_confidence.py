"""Confidence: a calibrated probability, weighed from what is observed of a record."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extract import extract
from extract.bind.weighing import calibrated
from extract.cli import deciding
from extract.measure.adapting import adapted, compared, likely
from extract.measure.evaluate import calibration_error, expected_errors
from extract.measure.examples import Example, Option, bared, beside, examples_of
from extract.measure.gold import Reading, output, reading
from extract.measure.hands import hand_of, hands, read_by_others
from extract.measure.reasons import reasons
from extract.measure.record_weights import Calibrated, answered, calibration, learn_record, promised, together
from extract.measure.verdicts import gold_fields
from extract.measure.weights import LEAST, fitted, taught
from extract.pipeline.following import followed
from extract.readers import of_text
from extract.records.confidence import LEAST as LOWEST
from extract.records.confidence import MOST, bounded, confidence_of
from extract.rules.checking import check
from extract.rules.errors import RuleError
from extract.rules.loader import follow, forget
from extract.rules.own import carried
from extract.rules.weight_rows import Weights, evidence, shipped_weights, weights
from extract.run.cache.made_of import made_of

ROOT = Path(__file__).parents[1]
TEXT = """KẾ HOẠCH
Phát triển hạ tầng năm 2027

I. MỤC TIÊU
- Đến năm 2027, ít nhất 80% hộ dân được dùng nước sạch; 95% vào năm 2030.
- Tỷ lệ đô thị hóa đạt 45% năm 2027.
"""


def shipped() -> Weights:
    found = weights("record")
    assert found is not None
    return found


def seen(*ids: str) -> list[tuple[str, int, int]]:
    return [(f"record.{id}", 0, 3) for id in ids]


def observed(text: str) -> dict[str, set[str]]:
    """By value as written: what is observed of its record."""
    made = followed(of_text(text))
    return {target.source.text: {id.removeprefix("record.") for id, _, _ in b.seen["record"]} for b, target in made}


# What is shipped.


def test_more_that_speaks_for_a_record_never_makes_it_less_sure() -> None:
    ids = [each.id for each in shipped().weights]
    weight = {each.id: each.weight for each in shipped().weights}
    chance = random.Random(4)
    for _ in range(200):
        some = chance.sample(ids, chance.randint(0, 20))
        more = chance.choice(ids)
        before = confidence_of([(id, 0, 1) for id in some if id != more])
        after = confidence_of([(id, 0, 1) for id in {*some, more}])
        assert after >= before if weight[more] > 0 else after <= before


def test_calibration_keeps_the_order_of_scores() -> None:
    points = shipped().calibration
    assert len(points) > 3
    found = [calibrated(at / 10, points) for at in range(-100, 100)]
    assert found == sorted(found)
    assert calibrated(0.5, [(0.0, 0.2), (1.0, 0.6)]) == pytest.approx(0.4)
    assert [calibrated(at, [(0.0, 0.2), (1.0, 0.6)]) for at in (-1, 0, 1, 9)] == [0.2, 0.2, 0.6, 0.6]
    assert calibrated(0.0, []) == 0.5
    for bad in ([(0, 0.6), (1, 0.5)], [(1, 0.1), (0, 0.2)], [(0, 0.0)]):
        with pytest.raises(ValueError, match="calibration"):
            Weights.model_validate({**shipped().model_dump(), "calibration": bad})


def test_a_higher_score_that_was_right_less_often_is_joined_with_the_lower() -> None:
    judged = [(float(n // 100), n // 100 != 1) for n in range(400)]  # of scores 0 1 2 3 those of 1 are wrong
    points = calibration(judged)
    assert [share for _, share in points] == sorted(share for _, share in points)
    assert points[0] == (0.5, 0.5)


def test_confidence_has_two_places_and_two_ends() -> None:
    assert bounded(0.12345) == 0.12
    assert bounded(0.0) == LOWEST == 0.02
    assert bounded(1.0) == MOST == 0.99


def test_each_evidence_that_is_shipped_weighs_something() -> None:
    assert all(abs(each.weight) >= LEAST["record"] and each.documents >= 2 for each in shipped().weights)


def test_confidence_of_a_record_is_that_of_what_was_observed() -> None:
    by_id = {t.id: t.confidence for t in extract(TEXT).targets}
    assert len(by_id) == 3
    for bound, target in followed(of_text(TEXT)):
        assert by_id[target.id] == confidence_of(bound.seen["record"])


# What is observed.


def test_what_is_observed_is_registered() -> None:
    known = {row.id for row in evidence("record")}
    for path in [*sorted((ROOT / "corpora").glob("*.txt"))[:2], *sorted((ROOT / "tests/gold/unseen").glob("*.txt"))]:
        for bound, _ in followed(of_text(path.read_text("utf-8"))):
            assert {id for id, _, _ in bound.seen["record"]} <= known


def test_where_name_and_period_came_from_is_observed() -> None:
    found = observed(TEXT)
    assert {"period_before", "bounded", "unit_percent"} <= found["80%"]
    assert {"subject_inherited", "several_periods"} <= found["95%"]
    assert {"name_opens", "unit_percent"} <= found["45%"]


def test_what_a_sentence_says_and_the_record_lacks_is_observed() -> None:
    said = "- Năm 2023 tỷ lệ hộ nghèo giảm mạnh, nay tỷ lệ trường học đạt chuẩn là 71,2%.\n"
    assert "change_left_out" in observed(f"BÁO CÁO\nI. KẾT QUẢ\n{said}")["71,2%"]


def test_two_values_of_one_thing_contradict_each_other() -> None:
    lines = ["KẾ HOẠCH", "I. MỤC TIÊU", *(f"- Năm 2027 tỷ lệ đô thị hóa đạt {x}%." for x in (45, 45, 45))]
    assert "contradicted" not in observed("\n".join(lines))["45%"]
    found = observed("\n".join([*lines[:3], "- Năm 2027 tỷ lệ đô thị hóa đạt 52%."]))
    assert "contradicted" in found["45%"]
    assert "contradicted" in found["52%"]


# Learning.


def example(document: str, right: bool, *ids: str, kind: str = "target", **more: object) -> Example:
    found = reading({"start": 0, "end": 3, "value_text": "80%", "kind": kind, "value": 80, **more})
    given = Reading(0, 3, "80%", "", {**found.core, "kind": "target", "value": 80 if right else 8})
    return Example(document, given, found, {"kind": [(f"kind.decided_{kind}", 0, 3)], "record": seen(*ids)})


PERIODS = [Option(None, right, right, [(f"period.{id}", 0, 3)]) for id, right in (("none", True), ("echoed", False))]


def many() -> list[Example]:
    chance, found = random.Random(1), []
    for document in map(str, range(24)):
        for _ in range(40):
            doubtful = chance.random() < 0.4
            right = chance.random() < (0.5 if doubtful else 0.98)
            ids = ["unit_percent", *(["unlinked"] if doubtful else [])]
            found.append(example(document, right, *ids))
    return found


def test_a_record_is_right_where_all_core_fields_are() -> None:
    assert answered(example("a", True))
    assert not answered(example("a", False))
    assert not answered(example("a", True, kind="actual"))
    assert answered(example("a", False, any=["value"]))
    assert taught("record", [example("a", True, ignore=True)]) == []


def test_what_pairs_with_nothing_is_wrong_unless_it_counts_neither_way() -> None:
    (bound, target), *_ = followed(of_text(TEXT))
    of = Reading(0, 3, "80%", "", {"unit": "percent", "kind": "target"})
    plain = Reading(0, 3, "80%", "", {"unit": "count", "kind": "actual"})
    left_out = [each.left_out for each in beside("a", [(of, bound), (plain, bound)], [])]
    assert left_out == [False, True]
    assert [each.gold for each in taught("record", beside("a", [(of, bound), (plain, bound)], []))] == [None]
    assert target.kind == "target"


def test_weights_of_records_are_calibrated_on_documents_held_out() -> None:
    learnt, found = learn_record(many())
    by_id = {each.id: each.weight for each in learnt.weights}
    assert by_id["record.unlinked"] < 0
    assert together(found).error < 0.05
    assert {*found} == {*map(str, range(24))}
    assert len(learnt.calibration) > 1
    assert learn_record(many())[0] == learnt


def test_what_has_no_effect_is_dropped() -> None:
    with_idle = [
        replace(each, seen={"record": [*each.seen["record"], *seen(*ids)]})
        for each in many()
        for ids in ((), ("yearly",))
    ]
    kept = {each.id for each in fitted("record", with_idle).weights}
    assert kept == {"record.unlinked"}  # what all have, or as many right as wrong, tells nothing


def test_a_hand_is_the_letters_of_a_name_in_its_set() -> None:
    named = [hand_of(*each) for each in (("a/unread", "k-07-x"), ("gold/drafted", "b1-x"), ("g=texts", "01-x"))]
    assert named == ["unread/k", "drafted/b", "g/"]


def test_a_hand_is_read_by_weights_that_it_did_not_teach(tmp_path: Path) -> None:
    """What one hand alone calls a result is a goal as the others have it; the shipped weights stand again behind it."""
    text = "BÁO CÁO\nI. MỤC TIÊU\n- Phấn đấu đến năm 2027, 80% hộ dùng nước máy.\n"
    start = text.index("80%")
    for name in ("a-1", "a-2", "a-3", "b-1", "b-2", "b-3"):
        kind = "actual" if name[0] == "a" else "target"
        gold = {"start": start, "end": start + 3, "value_text": "80%", "kind": kind, "unit": "percent", "value": 80}
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({**gold, "relation": "eq"}) + "\n", "utf-8")
    also = [example("z", True, kind=kind) for kind in ("target", "actual") for _ in range(3)]
    barren = [replace(e, gold=None, seen={"measure": [("measure.alone", 0, 3)]}) for e in also]
    before = shipped_weights("kind")
    periods = [replace(e, options=PERIODS) for e in also]
    found, bare = read_by_others(hands([str(tmp_path)]), periods, barren, {"a-1"})
    kinds = {each.hand: each.given.core["kind"] for each in found}
    assert kinds == {f"{tmp_path.name}/a": "target", f"{tmp_path.name}/b": "actual"}
    assert {each.document for each in bare} <= {"a-1"}
    assert weights("kind") == before


def test_what_is_promised_holds_or_is_not_promised() -> None:
    points = ((0.0, 0.5), (1.0, 0.93), (2.0, 0.97))

    def shared(right: int, of: int) -> float:
        """The confidence of the upper records, which were so often right; the lower are held back."""
        judged = [(2.0, n < right) for n in range(of)] + [(1.0, n % 10 > 0) for n in range(of // 2)]
        found = promised(points, judged)
        assert [at for at, _ in found] == sorted(at for at, _ in found)
        assert calibrated(1.0, found) < 0.895
        return calibrated(2.0, found)

    assert shared(98, 100) == pytest.approx(0.97)
    assert shared(60, 100) < 0.97
    assert promised(points, [(2.0, False), (1.0, False)])[-1][1] < 0.895


def test_a_text_without_diacritics_keeps_its_offsets() -> None:
    assert bared("Đến năm 2027, ít nhất 80%") == "Den nam 2027, it nhat 80%"


# Figures.


def test_calibration_error_is_how_far_expected_and_right_are_apart() -> None:
    assert calibration_error([(0.9, True)] * 9 + [(0.9, False)]) == 0.0
    assert calibration_error([(0.6, True), (0.6, True), (0.95, True), (0.95, True)]) == pytest.approx(0.225)
    assert calibration_error([]) == 0.0
    assert expected_errors([0.9, 0.7]) == pytest.approx(0.2)
    assert expected_errors([]) == 0.0
    assert Calibrated([(0.5, True)]).loss == pytest.approx(0.6931, abs=1e-3)


def test_evaluate_draws_the_table_and_expects_errors_without_gold(capsys: pytest.CaptureFixture[str]) -> None:
    from extract.cli.commands.evaluate import evaluate

    gold, outputs = ROOT / "tests" / "gold", ROOT / "outputs"
    options: dict[str, Any] = {"bag": False, "most": 0}
    assert evaluate([], gold, outputs, None, "en", as_json=True, **options) == 0
    figures = json.loads(capsys.readouterr().out)
    assert sum(row["records"] for row in figures["reliability"]) == figures["given"]
    assert 0 <= figures["calibration_error"] < 0.5
    assert evaluate([], gold, outputs, None, "vi", as_json=False, **options) == 0
    assert "sai số hiệu chuẩn" in capsys.readouterr().out
    assert evaluate([], None, outputs, None, "en", as_json=True, **options) == 0
    expected = json.loads(capsys.readouterr().out)
    confidences = [t.confidence for path in sorted(outputs.glob("*.json")) for t in output(path).targets]
    assert expected["records"] == len(confidences)
    assert expected["share"] == pytest.approx(1 - sum(confidences) / len(confidences), abs=1e-3)
    assert len(expected["documents"]) == 5
    assert evaluate([], None, outputs / "dak-nong.json", None, "vi", as_json=False, **options) == 0
    assert "dự kiến" in capsys.readouterr().out


# The user's own weights.


def _gold_of(folder: Path, name: str, text: str, right: bool) -> None:
    """A document with gold: its records as they are read, or with another value."""
    (folder / f"{name}.txt").write_text(text, "utf-8")
    lines = []
    for _, target in followed(of_text(text)):
        record = {"start": target.source.start, "end": target.source.end, "value_text": target.source.text}
        record |= gold_fields(target)
        lines.append(json.dumps(record if right else {**record, "value": 1.25}, ensure_ascii=False))
    (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder, with none of the user's rule data in use before or after."""
    monkeypatch.setenv("CHITIEU_PATTERNS", "")
    monkeypatch.delenv("CHITIEU_WEIGHTS", raising=False)
    forget()
    yield tmp_path
    monkeypatch.undo()
    forget()


def test_what_a_user_found_wrong_is_less_sure_from_then_on(
    own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from extract.cli.commands.learn import learn

    for number in range(6):
        _gold_of(own, f"d{number}", TEXT.replace("45%", f"4{number}%"), right=False)
    before = [t.confidence for t in extract(TEXT).targets]
    out = own / "mine.yaml"
    assert learn([own], None, out, "en", quiet=False) == 0
    said = capsys.readouterr().out
    assert "record: 6 documents held out" in said
    assert "better, taken" in said
    monkeypatch.setenv("CHITIEU_WEIGHTS", str(out))
    follow()
    check()
    after = [t.confidence for t in extract(TEXT).targets]
    assert sum(after) < sum(before) - 0.3
    assert carried()[0][0] == ("weights.yaml", out.read_bytes())  # so workers, other machines and the cache know it
    first = made_of()
    out.write_text(out.read_text("utf-8").replace("bias: ", "bias: -"), "utf-8")
    assert made_of() != first


def test_what_would_be_read_worse_is_not_written(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from extract.cli.commands.learn import learn

    texts = [TEXT, TEXT.replace("ít nhất", "tối thiểu"), TEXT.replace("80%", "90%")]
    for number, right in enumerate([True, False] * 3):  # as often right as not, and nothing tells which
        _gold_of(own, f"d{number}", texts[number % 3], right=right)
    out = own / "mine.yaml"
    scores = [compared(shipped(), _own_examples(own))]
    assert scores[0] is not None
    code = learn([own], None, out, "vi", quiet=False)
    assert out.exists() == (code == 0) == scores[0].better
    _gold_of(own / "..", "alone", TEXT, right=True)
    assert learn([own / ".." / "alone.jsonl"], None, own / "other.yaml", "en", quiet=True) == 1
    assert not (own / "other.yaml").exists()
    assert "fewer than 3 documents" in capsys.readouterr().err


def _own_examples(folder: Path) -> list[Example]:
    found = sorted(folder.glob("*.jsonl"))
    return [each for gold in found for each in examples_of(gold.with_suffix(".txt"), gold, gold.stem)]


def test_what_is_sure_and_wrong_is_learnt_to_the_end() -> None:
    usual = [f"{each.id.removeprefix('record.')}" for each in shipped().weights if each.weight > 0]
    given = [example(document, False, *usual) for document in "abcdef" for _ in range(3)]
    found = adapted(shipped(), given)
    assert likely(shipped(), given[0]) >= 0.97
    assert likely(found, given[0]) < 0.5
    assert [share for _, share in found.calibration] == sorted(share for _, share in found.calibration)
    assert found.calibration[-len(shipped().calibration) :] == shipped().calibration


def test_weights_hardly_move_where_little_was_seen() -> None:
    few, lots = [example("a", False, "unlinked")], [example("a", False, "unlinked") for _ in range(300)]

    def moved(given: list[Example]) -> float:
        by_id = {each.id: each.weight for each in adapted(shipped(), given).weights}
        return abs(by_id["record.unlinked"] - {e.id: e.weight for e in shipped().weights}["record.unlinked"])

    assert 0 < moved(few) < 0.2 < moved(lots)


def test_a_file_of_weights_that_is_none_is_an_error_that_names_it(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = own / "mine.yaml"
    for bad in ("slots: [{slot: record, bias: much}]", "a: b", "slots: [{"):
        out.write_text(bad, "utf-8")
        monkeypatch.setenv("CHITIEU_WEIGHTS", str(out))
        forget()
        with pytest.raises(RuleError, match=r"mine\.yaml"):
            check()


# One record followed.


def test_the_record_of_the_page_is_followed_as_it_is_now() -> None:
    page = (ROOT / "docs" / "how-it-decides.md").read_text("utf-8")
    assert deciding.updated(page, ROOT) == page, "run make docs"


def test_sums_and_confidence_of_every_record_are_told() -> None:
    source = of_text(TEXT)
    for target in extract(TEXT).targets:
        found = reasons(source, target.id)
        assert found is not None
        assert found[0] == target
        whole = next(slot for slot in found[1] if slot.slot == "record")
        assert whole.sum == pytest.approx(whole.bias + sum(each.weight or 0 for each in whole.reasons))
        assert bounded(whole.likely) == target.confidence
        assert all(each.means[0] and each.means[1] for slot in found[1] for each in slot.reasons)
    assert reasons(source, "nothing") is None


def test_show_why_takes_a_document_an_output_or_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    from extract.cli.commands.terminal import WrongUse
    from extract.cli.commands.why import why

    output_ = ROOT / "outputs" / "phu-yen.json"
    target = output(output_).targets[0]
    told = []
    for place in (ROOT / "corpora" / "phu-yen.txt", output_, ROOT / "outputs"):
        assert why(place, target.id, "en", as_json=True) == 0
        told.append(json.loads(capsys.readouterr().out))
    assert told[0] == told[1] == told[2]
    assert told[0]["confidence"] == target.confidence
    assert why(ROOT / "corpora", target.id, "vi", as_json=False) == 0
    assert f"độ tin cậy {target.confidence:.2f}" in capsys.readouterr().out
    with pytest.raises(WrongUse):
        why(ROOT / "outputs", "nothing", "en", as_json=False)
