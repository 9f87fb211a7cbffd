"""The figures of `chitieu evaluate`: small cases reckoned by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extract.cli.app import build
from extract.contract.model import Target
from extract.measure.evaluate import evaluate, reliability, score, words_agree
from extract.measure.gold import GoldError, Reading, annotated, extracted, known_ids, part, predicted, stem
from extract.write.json import text
from tests.made import extraction, target

ROOT = Path(__file__).parent.parent
IDS = frozenset({"procedure.online_full"})

RECORD: dict[str, Any] = {
    "start": 10, "end": 13, "value_text": "80%", "kind": "target", "indicator": "procedure.online_full",
    "indicator_text": "thủ tục hành chính", "unit": "percent", "relation": "ge", "value": 80, "upper": None,
    "out_of": None, "band": None, "direction": None, "per": None,
    "period": {"type": "by", "start": None, "end": 2025}, "baseline": None, "level": None, "exclusion": None,
}  # fmt: skip


def _gold(folder: Path, *records: dict[str, Any], name: str = "phu-yen") -> Path:
    path = folder / f"{name}.jsonl"
    lines = (json.dumps({**RECORD, **record}, ensure_ascii=False) for record in records)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def _output(folder: Path, *targets: Target, name: str = "phu-yen") -> Path:
    path = folder / f"{name}.json"
    path.write_text(text(extraction(*targets, id=name)), "utf-8")
    return path


def _figures(folder: Path, gold: list[dict[str, Any]], *targets: Target, bag: bool = False) -> dict[str, Any]:
    (folder / "INDICATORS.tsv").write_text("id\tname_vi\nprocedure.online_full\tx\n", "utf-8")
    (result,) = evaluate([(_gold(folder, *gold), _output(folder, *targets))], bag=bag)
    return result.figures()


def _counts(figures: dict[str, Any]) -> tuple[int, int, int, int]:
    return figures["wanted"], figures["given"], figures["found"], figures["strict"]


PLAIN_COUNT = {"unit": "count", "unit_text": "lớp", "kind": "actual"}
CASES: dict[str, tuple[list[dict[str, Any]], list[Target], tuple[int, int, int, int]]] = {
    "all right": ([{}], [target()], (1, 1, 1, 1)),
    "one field wrong": ([{}], [target(relation="eq")], (1, 1, 1, 0)),
    "spans that share one character pair": ([{}], [target(12, 20)], (1, 1, 1, 1)),
    "spans that touch do not": ([{}], [target(13, 20)], (1, 1, 0, 0)),
    "nothing given": ([{}, {"start": 20, "end": 23}], [target()], (2, 1, 1, 1)),
    "something extra": ([{}], [target(), target(50, 53)], (1, 2, 1, 1)),
    "an extra plain count that was observed is forgiven": (
        [{}], [target(), target(50, 53, **PLAIN_COUNT)], (1, 1, 1, 1),
    ),
    "an extra plain count that was promised is not": (
        [{}], [target(), target(50, 53, **{**PLAIN_COUNT, "kind": "target"})], (1, 2, 1, 1),
    ),
    "a prediction on an ignored span counts neither way": (
        [{}, {"start": 50, "end": 53, "ignore": True}], [target(), target(50, 53)], (1, 1, 1, 1),
    ),
    "nor does a second one": (
        [{}, {"start": 50, "end": 53, "ignore": True}],
        [target(), target(50, 53), target(51, 53)],
        (1, 1, 1, 1),
    ),
    "one span, two records, the better pairs first": (
        [{"level": "district"}, {"level": "commune"}],
        [target(level="commune"), target(level="district").model_copy(update={"id": "b"})],
        (2, 2, 2, 2),
    ),
    "a field readers differ on is right": ([{"any": ["relation", "value"]}], [target(value=1)], (1, 1, 1, 1)),
    "an id the annotators did not have is other": (
        [{"indicator": "other"}],
        [target(indicator={"id": "forest.cover", "name": "n", "text": "t"})],
        (1, 1, 1, 1),
    ),
    "no id is other": (
        [{"indicator": "other"}], [target(indicator={"id": None, "name": "n", "text": "t"})], (1, 1, 1, 1),
    ),
    "an unasked denominator is right": ([{}], [target(out_of=63)], (1, 1, 1, 1)),
    "a missing denominator is wrong": ([{"out_of": 63}], [target()], (1, 1, 1, 0)),
    "nhóm before a band does not matter": (
        [{"unit": "band", "value": None, "band": "Khá"}],
        [target(unit="band", value=None, band="nhóm khá")],
        (1, 1, 1, 1),
    ),
    "by and in one year are one": (
        [{}], [target(period={"type": "in", "start": 2025, "end": 2025})], (1, 1, 1, 1),
    ),
    "by and during are two": (
        [{}], [target(period={"type": "during", "start": 2021, "end": 2025})], (1, 1, 1, 0),
    ),
    "during and annual are one": (
        [{"period": {"type": "annual", "start": 2021, "end": 2025}}],
        [target(period={"type": "during", "start": 2021, "end": 2025})],
        (1, 1, 1, 1),
    ),
    "during needs its start": (
        [{"period": {"type": "during", "start": 2021, "end": 2025}}],
        [target(period={"type": "during", "start": 2022, "end": 2025})],
        (1, 1, 1, 0),
    ),
    "to date is as good as none": (
        [{"period": {"type": "asof", "start": None, "end": None}}], [target(period=None)], (1, 1, 1, 1),
    ),
    "a year is not": ([{}], [target(period=None)], (1, 1, 1, 0)),
    "another baseline": (
        [{"baseline": {"start": 2020, "end": 2020}}],
        [target(baseline={"start": 2021, "end": 2021})],
        (1, 1, 1, 0),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_counts(tmp_path: Path, name: str) -> None:
    gold, given, counts = CASES[name]
    assert _counts(_figures(tmp_path, gold, *given)) == counts


def test_f1_and_shares(tmp_path: Path) -> None:
    gold = [{}, {"start": 20, "end": 23}, {"start": 30, "end": 33}]
    figures = _figures(tmp_path, gold, target(), target(20, 23, value=1), target(50, 53), target(60, 63))
    assert figures["found_f1"] == pytest.approx(2 * 2 / (4 + 3))
    assert figures["strict_f1"] == pytest.approx(2 * 1 / (4 + 3))
    assert (figures["fields"]["value"], figures["fields"]["unit"]) == (0.5, 1.0)


def test_nothing_wanted_and_nothing_given_is_perfect() -> None:
    assert score([], []).figures()["strict_f1"] == 1.0


@pytest.mark.parametrize(
    ("gold", "given", "share"),
    [
        ("thủ tục hành chính", "Thủ tục hành chính", 1.0),
        ("thủ tục hành chính", "thủ tục", 2 * 2 / 6),
        ("hồ sơ", "thủ tục", 0.0),
        ("hoà", "hoà", 1.0),
        ("", "", 1.0),
        ("hồ hồ", "hồ", 2 / 3),
    ],
)
def test_words(gold: str, given: str, share: float) -> None:
    wanted, got = (Reading(0, 1, "", words, {}) for words in (gold, given))
    assert words_agree(wanted, got) == pytest.approx(share)


def test_places_that_gold_names_are_counted_without_the_word_for_their_sort(tmp_path: Path) -> None:
    wanted = [{"start": at, "end": at + 3, "place": "thị xã Ninh Hòa"} for at in (0, 10, 20)]
    wanted.append({"start": 30, "end": 33})
    placed = ((0, "Ninh Hòa"), (10, "Vạn Ninh"), (30, "Cam Lâm"))
    given = [target(at, at + 3, place={"name": name, "level": None}) for at, name in placed]
    found = _figures(tmp_path, wanted, *given, target(20, 23))
    assert (found["places"], found["placed"]) == (3, 1)


def test_a_bag_pairs_on_unit_and_value(tmp_path: Path) -> None:
    moved = target(500, 503)
    assert _counts(_figures(tmp_path, [{}], moved)) == (1, 1, 0, 0)
    assert _counts(_figures(tmp_path, [{}], moved, bag=True)) == (1, 1, 1, 1)


def test_only_the_annotated_part_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "phu-yen.range.json").write_text('{"start": 5, "end": 50}', "utf-8")
    assert _counts(_figures(tmp_path, [{}], target(), target(50, 53), target(2, 4))) == (1, 1, 1, 1)


@pytest.mark.parametrize("name", ["phu-yen.jsonl", "phu-yen.gold.jsonl"])
def test_the_part_and_the_document_of_a_gold_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "phu-yen.range.json").write_text('{"start": 1, "end": 2}', "utf-8")
    assert stem(tmp_path / name) == "phu-yen"
    assert part(tmp_path / name) == (1, 2)


def test_the_ids_the_annotators_had(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "more").mkdir()
    (tmp_path / "gold/INDICATORS.tsv").write_text("id\tname_vi\na.b\tx\n", "utf-8")
    assert known_ids(tmp_path / "gold/x.jsonl") == {"a.b"}
    assert known_ids(tmp_path / "more/x.jsonl") == {"a.b"}
    assert known_ids(ROOT / "tests/gold/phu-yen.jsonl") >= {"index.par", "procedure.on_time"}


def test_faulty_files_are_named(tmp_path: Path) -> None:
    gold = _gold(tmp_path, {})
    gold.write_text(gold.read_text("utf-8") + '{"start": 1}\n', "utf-8")
    with pytest.raises(GoldError, match=r"phu-yen\.jsonl:2"):
        annotated(gold)
    (tmp_path / "x.json").write_text("{}", "utf-8")
    with pytest.raises(GoldError, match=r"x\.json"):
        predicted(tmp_path / "x.json", IDS)


def test_reliability_sets_confidence_beside_truth() -> None:
    judged = [(0.45, False), (0.92, True), (0.94, False), (0.95, True), (1.0, True), (1.0, False)]
    assert reliability(judged) == [
        {"from": 0.0, "to": 0.5, "records": 1, "mean": 0.45, "right": 0.0},
        {"from": 0.9, "to": 0.95, "records": 2, "mean": 0.93, "right": 0.5},
        {"from": 0.95, "to": 1.0, "records": 3, "mean": 0.9833, "right": 0.6667},
    ]


def test_what_is_judged_is_what_counts() -> None:
    gold = [extracted(target(), IDS)]
    given = [target(confidence=0.8), target(50, 53, confidence=0.6), target(60, 63, **PLAIN_COUNT)]
    assert sorted(score(gold, [extracted(each, IDS) for each in given]).judged) == [(0.6, False), (0.8, True)]


def _cli(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(build("en"), ["evaluate", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


def test_folders_and_pairs_say_the_same(tmp_path: Path) -> None:
    gold, outputs = tmp_path / "gold", tmp_path / "outputs"
    gold.mkdir()
    outputs.mkdir()
    paths = []
    for name in ("a", "b"):
        paths += [_gold(gold, {}, name=name), _output(outputs, target(relation="eq"), name=name)]
    by_folder = _cli("--gold", gold, "--outputs", outputs, "--json")
    assert by_folder == _cli(*paths, "--json")
    figures = json.loads(by_folder[1])
    assert (by_folder[0], figures["wanted"], figures["strict"]) == (0, 2, 0)
    assert [document["name"] for document in figures["documents"]] == [str(path) for path in paths[1::2]]
    code, shown, _ = _cli("--gold", gold, "--outputs", outputs, "--show", "1")
    assert code == 0
    assert shown.count("WRONG  '80%' @10 relation: 'ge' got 'eq'") == 2
    assert "all: found F1 1.000 strict F1 0.000 words 1.000" in shown
    assert "Confidence against truth" in shown


def test_an_output_that_is_missing_is_named_and_the_rest_measured(tmp_path: Path) -> None:
    for name in ("a", "b"):
        _gold(tmp_path, {}, name=name)
    _output(tmp_path, target(), name="a")
    code, shown, errors = _cli("--gold", tmp_path, "--outputs", tmp_path)
    assert code == 1
    assert "b.json" in errors
    assert "strict F1 1.000" in shown
