"""What other provinces will write differently: other figures, years, spellings. The records follow, nothing else."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from extract.pipeline.components import extract, load
from extract.readers import read

CORPORA = Path(__file__).parent.parent / "corpora"
CLEAN = ("quang-ngai", "soc-trang", "tay-son", "phu-yen")
NLP = load()


def records(text: str) -> list[dict[str, Any]]:
    """Comparable records of a text: everything but ids, offsets and quoted words."""
    found = []
    for target in extract(text, NLP).targets:
        record = json.loads(target.model_dump_json(exclude={"id", "source", "why"}))
        record["indicator"]["text"] = record["indicator"]["name"] = ""
        found.append(record)
    return found


def raw(name: str) -> str:
    return read(CORPORA / f"{name}.txt").raw


def normal(value: Any) -> Any:
    """The same structure in NFC."""
    return json.loads(unicodedata.normalize("NFC", json.dumps(value, ensure_ascii=False)))


PERCENT = re.compile(r"(?<![\d,.])(\d{1,2})%")


def other_percent(match: re.Match[str]) -> str:
    return f"{int(match.group(1)) % 89 + 7}%"


@pytest.mark.parametrize("name", CLEAN)
def test_other_percentages_change_values_and_nothing_else(name: str) -> None:
    text = raw(name)
    before, after = records(text), records(PERCENT.sub(other_percent, text))
    assert len(before) == len(after)
    changed = 0
    for one, two in zip(before, after, strict=True):
        if one["measure"]["unit"] == "percent":
            for end in ("value", "upper"):
                value = one["measure"][end]
                if isinstance(value, int) and value < 100:
                    assert two["measure"][end] == value % 89 + 7
                    one["measure"][end] = two["measure"][end] = None
                    changed += 1
        assert one == two
    assert changed > 5


@pytest.mark.parametrize("name", CLEAN)
@pytest.mark.parametrize("shift", [2, 5, -3])
def test_other_years_change_periods_and_nothing_else(name: str, shift: int) -> None:
    text = raw(name)
    moved = re.sub(r"(?<![\d/.-])(20[0-4]\d)(?![\d/])", lambda m: str(int(m.group(1)) + shift), text)
    # Dates and document numbers are left alone, so what a document's own year decides is left out here.
    before, after = records(text), records(moved)
    assert len(before) == len(after)
    for one, two in zip(before, after, strict=True):
        for key in ("period", "baseline"):
            if one[key]:
                for end in ("start", "end"):
                    if one[key][end] and two[key]:
                        assert two[key][end] in (one[key][end] + shift, one[key][end])
                assert two[key] is not None
            one[key] = two[key] = None
        if shift > 0:
            assert one == two


@pytest.mark.parametrize("name", CLEAN)
def test_decomposed_text_gives_the_same_records(name: str) -> None:
    text = raw(name)
    decomposed = unicodedata.normalize("NFD", text)
    assert decomposed != text
    assert normal(records(decomposed)) == records(text)
    for target in extract(decomposed, NLP).targets:
        assert decomposed[target.source.start : target.source.end] == target.source.text


SPELLINGS = [
    (r"(\d)%", r"\1 %", "a space before the per cent sign"),
    (r"(\d)%", r"\1 phần trăm", "per cent in words"),
    (r"\b[Tt]ối thiểu (?=\d)", "ít nhất ", "another word for at least"),
    (r"\b[Tt]ối thiểu (?=\d)", "không dưới ", "a third word for at least"),
    (r"\b[Tt]ối thiểu (?=\d)", "không thấp hơn ", "a fourth"),
    (r"Đến năm (?=\d)", "Đến hết năm ", "by the end of the year"),
    (r"đến năm (?=\d)", "đến hết năm ", "by the end of the year, inside a sentence"),
    (r"thủ tục hành chính", "TTHC", "abbreviated"),
    (r"\bTTHC\b", "thủ tục hành chính", "written out"),
    (r"(\d) - (\d)", "\\1-\\2", "no spaces around the dash"),
    (r"(\d) - (\d)", "\\1 – \\2", "an en dash"),
    ("\n", "\r\n", "line ends of another system"),
]


@pytest.mark.parametrize("name", CLEAN)
@pytest.mark.parametrize(("pattern", "new", "why"), SPELLINGS, ids=[s[2] for s in SPELLINGS])
def test_other_spellings_change_nothing(name: str, pattern: str, new: str, why: str) -> None:
    text = raw(name)
    changed = re.sub(pattern, new, text)
    before, after = records(text), records(changed)
    assert [r for r in before if r not in after] == []
    assert len(before) == len(after), why
