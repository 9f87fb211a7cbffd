"""Small documents of every mechanism that readers stumbled over, each with what is right of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from extract.pipeline.stages import extract
from extract.readers import of_bytes
from extract.readers.content import Options
from tests.cased import Case, cases, wrong


@pytest.mark.parametrize("case", [pytest.param(each, id=each.id) for each in cases()])
def test_a_case_holds(case: Case) -> None:
    document = extract(of_bytes(case.text.encode("utf-8"), f"{case.id}.{case.suffix}", Options(ocr="never")))
    found = wrong(case, document)
    if case.fails:
        assert found, "it holds now: take `fails` away"
        pytest.xfail(case.fails)
    assert found == []


def test_every_case_has_a_name_of_its_own() -> None:
    assert [id for id, often in Counter(case.id for case in cases()).items() if often > 1] == []


def test_a_case_that_is_read_otherwise_is_told() -> None:
    text = "Kế hoạch năm 2026\n\n- Đến năm 2026, 80% số xã có sân vận động.\n"
    document = extract(of_bytes(text.encode("utf-8"), "x.txt", Options(ocr="never")))
    right: dict[str, object] = {"text": "80%", "unit": "percent", "period": "by 2026", "level": "commune"}
    right["name"] = "sân vận động"

    def told(*want: dict[str, object], **other: Any) -> list[str]:
        return wrong(Case(id="x", why="", text=text, want=want, **other), document)

    assert told(right, only=True) == []
    for field, value in {
        "value": 81,
        "kind": "actual",
        "period": "in 2026",
        "name": "trạm y tế",
        "text": "90%",
    }.items():
        assert told(right | {field: value})
    assert told(right, right)
    assert told(only=True) == ["besides: '80%'"]
    assert told(only=True, may=("80%",)) == []
    assert told(none=True)
    assert told(right | {"notname": "sân vận động"})
    assert told(right | {"value": [80, 90], "either": [{"kind": "actual"}, {"kind": "target"}]}) == []
