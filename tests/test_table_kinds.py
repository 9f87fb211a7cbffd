"""Tables as offices set them, each with what is right of it: measures, units, kinds, years, names and places."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.contract.model import Target
from extract.pipeline.components import extract
from tests.reading import NLP

SETS = ("first", "second", "third", "fourth", "fifth")
FOLDER = Path(__file__).parent / "tables"
HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ\n\nSố: 12/{kind}-UBND\n\n"
    "Quảng Trị, ngày 15 tháng {month} năm {year}\n\n{title}\n\n"
)
HEADS = {
    "report": HEAD.format(kind="BC", month=12, year=2024, title="BÁO CÁO\nKết quả thực hiện nhiệm vụ năm 2024"),
    "plan": HEAD.format(kind="KH", month=2, year=2025, title="KẾ HOẠCH\nThực hiện nhiệm vụ kinh tế - xã hội"),
}
SIGNS = {"increase": " ↑", "decrease": " ↓", None: ""}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.lower().replace("(", " ").replace(")", " ").replace(",", " ").split())


def said(record: Target) -> tuple[str, ...]:
    """What a case compares of a record: value with relation and direction, unit, kind, years, place."""
    relation = record.measure.relation
    value = ("" if relation in {"eq", "between"} else f"{relation} ") + record.source.text
    years: list[int] = []
    if record.period is not None:
        years = sorted({year for year in (record.period.start, record.period.end) if year is not None})
    place = record.place.name if record.place else record.qualifier or ""
    return (
        value + SIGNS[record.measure.direction],
        record.measure.unit,
        record.kind,
        "-".join(map(str, years)),
        place,
    )


def wanted(line: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """A line of a case: what is compared, and the words of its name."""
    value, unit, kind, years, name, place = [*(part.strip() for part in line.split("|")), ""][:6]
    return (value, unit, kind, years, place), _words(name)


def counted(case: dict[str, Any]) -> tuple[int, int, int, list[str]]:
    """How many records of a case are wanted, given and right, and what is amiss."""
    text = case["text"].replace("{T}", "\t")
    lead = case.get("lead", "I. NỘI DUNG\n\nSố liệu cụ thể theo biểu sau đây\n\n")
    given = extract(f"{HEADS[case['head']]}{lead}{text}\n\nTrên đây là nội dung.\n", NLP).targets
    left = [(said(record), _words(record.indicator.text)) for record in given]
    amiss = []
    for line in case["wanted"]:
        fields, name = wanted(line)
        found = next((own for own in left if own[0] == fields and 2 * len(own[1] & name) > len(own[1] | name)), None)
        if found is None:
            amiss.append(f"- {line}")
        else:
            left.remove(found)
    amiss += [f"+ {' | '.join(fields)} | {' '.join(sorted(name))}" for fields, name in left]
    return len(case["wanted"]), len(given), len(given) - len(left), amiss


@cache
def cases(name: str) -> tuple[dict[str, Any], ...]:
    return tuple(yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8")))


@pytest.mark.parametrize("case", [case for name in SETS for case in cases(name)], ids=lambda case: str(case["name"]))
def test_table_gives_what_is_right_of_it(case: dict[str, Any]) -> None:
    assert counted(case)[3] == []
