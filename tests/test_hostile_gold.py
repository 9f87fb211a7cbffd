"""Gold, ranges, lists, verdicts and rules as a hostile hand writes them: one line each, no traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from extract.measure.gold import GoldError, annotated, ids_of, part
from extract.measure.verdicts import VerdictError, load
from extract.reviewing.judgments import Judgment
from extract.reviewing.store import Store
from extract.rules.errors import RuleError
from extract.rules.loader import Layer

GOOD = {"start": 3, "end": 5, "value_text": "5%", "kind": "target", "value": 5, "period": {"type": "by", "end": 2025}}
LINES = (
    b'{"start": 1, "end": 2, "note": "\xc3\x28"}', b"\xff\xfe", b"[" * 100_000, b'{"a":' * 50_000, b"[]", b"null", b"7",
    b'{"start": 1}', b'{"start": "1", "end": "2"}', b'{"start": 2, "end": 1}', b'{"start": -1, "end": 2}',
    b'{"start": 1, "end": 1e400}', b'{"start": 1.5, "end": 2}', b'{"start": 1, "end": 99999999999999999999}',
    b'{"start": 1, "end": 2, "value": 1e999}', b'{"start": 1, "end": 2, "value": ' + b"9" * 400 + b"}",
    b'{"start": 1, "end": 2, "x": ' + b"9" * 5000 + b"}", b'{"start": 1, "end": 2, "value": NaN}',
    b'{"start": 1, "end": 2, "value": "5"x}', b'{"start": 1, "end": 2, "any": 7}',
    b'{"start": 1, "end": 2, "period": 7}',
    b'{"start": 1, "end": 2, "period": {"end": "x"}}', b'{"start": 1, "end": 2, "indicator_text": 5}',
    b'{"start": 1, "end": 2, "kind": {"a": []}}', b'{"start": 1, "end": 2, "unit": [1]}',
)  # fmt: skip


@pytest.mark.parametrize("line", LINES, ids=lambda line: ascii(line[:40]))
def test_a_hostile_line_of_gold_is_told_with_its_number(line: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(json.dumps(GOOD).encode() + b"\n\n" + line + b"\n")
    with pytest.raises(GoldError) as caught:
        annotated(file)
    assert str(caught.value).startswith(f"{file}:3: ")
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < len(str(file)) + 300


def test_good_gold_is_read_as_before(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(f"{json.dumps(GOOD)}\n" + '{"start": 7, "end": 9, "ignore": true, "more": [1]}\n', "utf-8")
    first, second = annotated(file)
    assert (first.start, first.core["value"], first.core["period"]) == (3, 5, ("by", None, 2025))
    assert second.ignored


@pytest.mark.parametrize(
    "data",
    [b"", b"[", b"[1, 2]", b"{}", b'{"start": 1}', b'{"start": "0", "end": "9"}', b'{"start": 9, "end": 1}', b"\xff",
     b'{"start": 0, "end": 1e999}', b'{"start": null, "end": 4}', b"[" * 100_000],
    ids=lambda data: ascii(data[:30]),
)  # fmt: skip
def test_an_odd_range_is_told(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.range.json").write_bytes(data)
    with pytest.raises(GoldError, match=r"a\.range\.json: no stretch of a text"):
        part(tmp_path / "a.jsonl")
    (tmp_path / "b.range.json").write_text('{"start": 2, "end": 9}', "utf-8")
    assert part(tmp_path / "b.gold.jsonl") == (2, 9)


def test_a_list_of_indicators_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "INDICATORS.tsv").write_bytes(b"id\tname\na\t\xff\xfe\n")
    with pytest.raises(GoldError, match=r"INDICATORS\.tsv: no list of indicators"):
        ids_of(tmp_path / "INDICATORS.tsv")


def verdict(**changes: object) -> dict[str, object]:
    record = {
        "kind": "target", "indicator": "other", "indicator_text": "a", "unit": "percent", "unit_text": None,
        "relation": "eq", "value": 5, "upper": None, "out_of": None, "band": None, "direction": None, "per": None,
        "period": None, "baseline": None, "level": None, "exclusion": None,
    }  # fmt: skip
    return {
        "id": "a", "start": 1, "end": 3, "value_text": "5%", "verdict": "right", "record": {**record, **changes},
    }  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [verdict(value=10**400), verdict(upper=2**70), verdict(period={"type": "by", "start": None, "end": 10**30}),
     {**verdict(), "end": 2**70}, {**verdict(), "start": "1"}, {**verdict(), "record": 7}],
    ids=["value", "upper", "year", "end", "start", "record"],
)  # fmt: skip
def test_hostile_verdicts_are_told_and_hostile_lines_of_the_store_left_out(
    wrong: dict[str, object], tmp_path: Path
) -> None:
    file = tmp_path / "a.verdicts.json"
    whole = {
        "format": "chitieu-verdicts/1", "document": {"id": "a", "sha256": "0" * 64}, "reviewer": "a",
        "verdicts": [wrong],
    }  # fmt: skip
    file.write_text(json.dumps(whole), "utf-8")
    with pytest.raises(VerdictError) as caught:
        load(file)
    assert "\n" not in str(caught.value)
    said = {"at": "2026-11-29T00:00:00Z", "by": "a", "document": "a", "sha256": "0" * 64}
    with pytest.raises(ValidationError):
        Judgment.model_validate({**said, **wrong})
    store = Store(tmp_path)
    store.folder.mkdir()
    lines = (json.dumps({**said, **each}) for each in (verdict(), wrong))
    early = json.dumps({**said, **verdict(), "at": "0001-01-01T00:00:00+14:00"})
    text = "\n".join([*lines, early]).encode() + b"\n\xff\xfe\n" + b"[" * 20_000 + b'\n{"at": "2026-'
    (store.folder / "a.a.jsonl").write_bytes(text)
    assert [each.id for each in store.of("a")] == ["a"]
    assert store.torn("a") == [f"a.a.jsonl:{line}" for line in (2, 3, 4, 5, 6)]


@pytest.mark.parametrize(
    "data", [b"\xff\xfe", b"a: [", b"[" * 5000, b"- 2020-13-45\n", b"- 2020-02-31\n",
     b"- " + b"9" * 5000 + b"\n", b"? [a]\n: b\n", b"- !!python/object:os.system x\n",
     b"&a [*a, *b]", b"- {a: 1, a: 2}\n"],
    ids=lambda data: ascii(data[:20]),
)  # fmt: skip
def test_a_hostile_file_of_rules_is_told_in_one_line(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "values.yaml").write_bytes(data)
    layer = Layer(tmp_path, "own")
    with pytest.raises(RuleError) as caught:
        [*layer.files("values.yaml")]
    assert str(caught.value).startswith("own/values.yaml")
    assert "\n" not in str(caught.value)
