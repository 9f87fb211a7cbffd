"""An output that cannot be what it says is told in one line by all that reads outputs, and nothing is written of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extract.write.outputs import NotAnOutput, parsed

ROOT = Path(__file__).parent.parent
WHOLE = (ROOT / "outputs" / "phu-yen.json").read_text("utf-8")


def with_value(written: str) -> str:
    data = json.loads(WHOLE)
    data["targets"][0]["measure"]["value"] = "HERE"
    return json.dumps(data, ensure_ascii=False).replace('"HERE"', written)


def changed(change: Callable[[Any], object]) -> str:
    data = json.loads(WHOLE)
    change(data)
    return json.dumps(data, ensure_ascii=False)


HOSTILE = {
    "endless": (with_value("1e999"), "measure.value"),
    "digits": (with_value("9" * 400), "measure.value"),
    "many digits": (with_value("9" * 5000), ""),
    "beyond tables": (with_value(str(2**63)), "measure.value"),
    "no number": (with_value("NaN"), ""),
    "torn": (WHOLE[:3000], ""),
    "deep": ("[" * 100_000, ""),
    "empty": ("", ""),
    "sha256": (changed(lambda d: d["document"].update(sha256="zz")), "document.sha256"),
    "issued": (changed(lambda d: d["document"].update(issued="+1")), "document.issued"),
    "no such day": (changed(lambda d: d["document"].update(issued="2025-02-30")), "document.issued"),
    "rejected twice": (changed(lambda d: d["rejected"].append(d["rejected"][0])), "rejected"),
    "two of one id": (changed(lambda d: d["targets"].append(d["targets"][0])), "targets"),
    "backwards": (changed(lambda d: d["targets"][0]["source"].update(start=9, end=3)), "source"),
    "below zero": (changed(lambda d: d["rejected"][0].update(start=-1)), "rejected.0"),
    "no year": (changed(lambda d: d["targets"][0]["period"].update(end=10**30)), "period"),
    "no horizon": (
        changed(lambda d: d["document"].update(horizon={"start": None, "end": -(2**63) - 1, "basis": "title"})),
        "document.horizon",
    ),
    "a warning of nowhere": (
        changed(lambda d: d["warnings"].append({"code": "partial", "message": "x", "start": 2**64, "end": 2**64 + 1})),
        "warnings.",
    ),
    "no page": (changed(lambda d: d["targets"][0]["source"].update(page=-1)), "source.page"),
    "an endless page": (
        changed(lambda d: d["targets"][0]["source"].update(page=1, rects=[[0, 0, 1, "HERE"]])).replace(
            '"HERE"', "1e999"
        ),
        "source.rects",
    ),
    "text for an offset": (changed(lambda d: d["rejected"][0].update(start="x")), "rejected.0.start"),
}


def test_the_output_is_one() -> None:
    assert parsed(WHOLE.encode(), "x.json").document.id == "phu-yen"


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_is_refused_in_one_line(name: str) -> None:
    text, where = HOSTILE[name]
    with pytest.raises(NotAnOutput) as refused:
        parsed(text.encode(), "x.json")
    message = str(refused.value)
    assert where in message
    assert "\n" not in message
    assert len(message) < 300
