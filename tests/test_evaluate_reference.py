"""`chitieu evaluate` and the reference tool agree to the last digit, where that tool is at hand."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extract.contract.model import Target
from extract.measure.evaluate import evaluate, together
from extract.measure.gold import stem
from extract.write.json import text
from tests.made import extraction, target

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
REFERENCE = SHARED / "tools" / "score.py"

pytestmark = pytest.mark.skipif(not REFERENCE.exists(), reason="the reference tool is not here")


def _of_gold(record: dict[str, Any]) -> Target:
    """A gold record as the target that would match it in every field."""
    indicator = None if record["indicator"] == "other" else record["indicator"]
    names = ("kind", "unit", "unit_text", "relation", "value", "upper", "out_of", "band", "direction", "per")
    return target(
        record["start"],
        record["end"],
        record["value_text"],
        place={"name": record["place"], "level": None} if record.get("place") else None,
        indicator={"id": indicator, "name": record["indicator_text"], "text": record["indicator_text"]},
        **{name: record.get(name) for name in (*names, "period", "baseline", "level")},
    )


def _spoilt(record: dict[str, Any], dice: random.Random) -> list[Target]:
    """What a faulty extractor would make of a gold record: none, one or two targets."""
    changes: list[dict[str, Any]] = [
        {},
        {},
        {"start": record["start"] + 1},
        {"start": record["start"] + 200, "end": record["end"] + 200},
        {"value": 37, "unit": "percent"},
        {"relation": "eq"},
        {"indicator": "index.par"},
        {"indicator": "some.new.id"},
        {"period": {"type": "during", "start": 2021, "end": 2025}},
        {"kind": "actual", "unit": "count"},
        {"indicator_text": record["indicator_text"][:10]},
        {"level": None, "baseline": None},
        {"place": "thị xã Ninh Hòa"},
        {"place": None},
    ]
    some = dice.choices(changes, k=dice.choice((0, 1, 1, 1, 2)))
    return [_of_gold({**record, **change}) for change in some]


def _by_reference(*arguments: str | Path) -> dict[str, Any]:
    command = [sys.executable, str(REFERENCE), *map(str, arguments), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("bag", [False, True], ids=["spans", "bag"])
def test_the_reference_gives_the_same_figures_for_spoilt_gold(tmp_path: Path, seed: int, bag: bool) -> None:
    dice = random.Random(seed)
    files: list[Path] = []
    for path in sorted([*(SHARED / "gold").glob("*.jsonl"), *(ROOT / "tests/gold").glob("*.jsonl")]):
        records = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        name = f"{path.stem}-{len(files)}"
        (tmp_path / f"{name}.jsonl").write_bytes(path.read_bytes())
        if dice.random() < 0.5:
            bounds = {"start": records[3]["start"], "end": records[-3]["end"]}
            (tmp_path / f"{name}.range.json").write_text(json.dumps(bounds), "utf-8")
        output = tmp_path / f"{name}.json"
        spoilt = [made for record in records for made in _spoilt(record, dice)]
        given = [each.model_copy(update={"id": f"{each.id}-{place}"}) for place, each in enumerate(spoilt)]
        output.write_text(text(extraction(*given, id=name)), "utf-8")
        files += [tmp_path / f"{name}.jsonl", output]
    pairs = list(zip(files[::2], files[1::2], strict=True))
    ours = together(evaluate(pairs, bag=bag, indicators=SHARED / "gold" / "INDICATORS.tsv")).figures()
    assert 0 < ours["strict"] < ours["found"] < ours["wanted"]
    assert ours == _by_reference(*files, *(["--bag"] if bag else []))


def test_the_reference_gives_the_same_figures_for_the_outputs() -> None:
    gold = [*(SHARED / "gold").glob("*.jsonl"), *(ROOT / "tests/gold").glob("*.jsonl")]
    pairs = [(path, ROOT / "outputs" / f"{stem(path)}.json") for path in sorted(gold)]
    present = [pair for pair in pairs if pair[1].exists()]
    assert present, "outputs/ holds nothing to compare: run make extract"
    ours = together(evaluate(present)).figures()
    assert ours == _by_reference(*(path for pair in present for path in pair))
