"""Quantities in base units: one quantity is one number however it is spelt, and nothing is guessed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.contract.codes.values import Unit
from extract.contract.model import Measure
from extract.language.base_units import Based, based
from extract.rules.indicator_rows import UnitWords
from extract.rules.loader import rows

INCOME = "Thu nhập bình quân đầu người"
DOCTORS = "Số bác sĩ trên một vạn dân"
ROWS = rows("units.yaml", UnitWords)
# The grammar of UCUM as far as our codes need it: components with exponents and annotations, parted by "." and "/".
_ANNOTATION = r"\{[\x21-\x7a|~]+\}"
_COMPONENT = rf"(?:(?:10\*\d|%|[A-Za-z]+\d?)(?:{_ANNOTATION})?|{_ANNOTATION})"
UCUM = re.compile(rf"{_COMPONENT}(?:[./](?:{_COMPONENT}|\({_COMPONENT}(?:\.{_COMPONENT})*\)))*")


def measure(unit: Unit, text: str | None, value: float | None, **more: Any) -> Measure:
    fields: dict[str, Any] = {"relation": "eq", "upper": None, "out_of": None, "band": None, "direction": None}
    return Measure(unit=unit, unit_text=text, value=value, per=None, **{**fields, **more})


def base(unit: Unit, text: str | None, value: float, named: str = "") -> tuple[float | None, str] | None:
    found = based(measure(unit, text, value), named)
    return (found.value, found.unit) if found else None


Spelt = tuple[Unit, str | None, float, str]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("minutes", None, 30, ""), ("quantity", "giờ", 0.5, "")),
        (("money", "triệu đồng/người/năm", 75, ""), ("money", "đồng/năm", 75_000_000, INCOME)),
        (("money", "triệu đồng", 75, INCOME), ("money", "tr.đ/người", 75, INCOME)),
        (("money", "triệu đồng/người/tháng", 6.25, INCOME), ("money", "triệu đồng/năm/người", 75, INCOME)),
        (("money", "nghìn đồng", 6_250, f"{INCOME} một tháng"), ("money", "triệu đồng/người/năm", 75, INCOME)),
        (("count", "bác sĩ", 10, DOCTORS), ("quantity", "bác sĩ/10.000 dân", 10, "bác sĩ")),
        (("quantity", "bác sĩ (trên vạn dân)", 10, ""), ("quantity", "Bác sỹ/1 vạn dân", 10, "")),
        (("quantity", "bác sĩ … trên một vạn dân", 10, ""), ("quantity", "bác sĩ/1.000 dân", 1, "")),
        (("quantity", "/vạn dân", 10, "Số bác sĩ/vạn dân"), ("quantity", "bác sĩ/vạn dân", 10, "")),
        (("quantity", "ca/1.000 người", 2, ""), ("quantity", "ca/nghìn dân", 2, "")),
        (("quantity", "ha", 100, ""), ("quantity", "km²", 1, "")),
        (("quantity", "m2", 20_000, ""), ("quantity", "ha", 2, "")),
        (("quantity", "tạ/ha", 60, ""), ("quantity", "tấn/ha", 6, "")),
        (("quantity", "kg", 1_000, ""), ("quantity", "tấn", 1, "")),
        (("quantity", "1.000 tấn", 3, ""), ("quantity", "triệu tấn", 0.003, "")),
        (("quantity", "km", 1.5, ""), ("quantity", "m", 1_500, "")),
        (("money", "nghìn tỷ đồng", 1.2, ""), ("money", "tỉ đồng", 1_200, "")),
        (("money", "Tr.USD", 1_500, ""), ("money", "tỷ đô la Mỹ", 1.5, "")),
        (("quantity", "‰", 9, ""), ("quantity", "phần vạn", 90, "")),
        (("quantity", "phần nghìn", 9, ""), ("percent", None, 0.9, "")),
        (("points", "điểm %", 2, ""), ("points", "Điểm phần trăm", 2, "")),
        (("quantity", "triệu kWh", 2, ""), ("quantity", "GWh", 2, "")),
        (("quantity", "MWh", 2, ""), ("quantity", "kWh", 2_000, "")),
        (("quantity", "MW", 1.5, ""), ("quantity", "kW", 1_500, "")),
        (("quantity", "m3/ngày đêm", 500, ""), ("quantity", "lít/ngày", 500_000, "")),
        (("count", "nghìn lượt", 12, ""), ("count", "ngh. lượt", 12, "")),
        (("count", "TTHC", 12, ""), ("count", "thủ tục hành chính", 12, "")),
        (("quantity", "con trên 1 phụ nữ", 2.1, ""), ("quantity", "con/phụ nữ", 2.1, "")),
    ],
)
def test_one_quantity_in_two_spellings_has_one_base(one: Spelt, other: Spelt) -> None:
    assert base(*one) is not None
    assert base(*one) == base(*other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("money", "triệu USD", 1, ""), ("money", "triệu đồng", 1, "")),
        (("money", "triệu đồng/người", 5, "Mức hỗ trợ"), ("money", "triệu đồng/người/năm", 5, "Mức hỗ trợ")),
        (("money", "triệu đồng/năm", 5, "Thu nhập bình quân trên 1 ha"), ("money", "triệu đồng/người/năm", 5, "")),
        (("quantity", "MW", 1, ""), ("quantity", "MWh", 1, "")),
        (("points", "điểm %", 1, ""), ("percent", None, 1, "")),
        (("quantity", "giờ làm việc", 4, ""), ("quantity", "giờ", 4, "")),
        (("quantity", "lần", 2, ""), ("count", "lần", 2, "")),
        (("count", "bác sĩ", 10, "Số bác sĩ"), ("quantity", "bác sĩ/vạn dân", 10, "")),
        (("quantity", "tấn CO2", 1, ""), ("quantity", "tấn", 1, "")),
    ],
)
def test_quantities_of_two_kinds_have_two_bases(one: Spelt, other: Spelt) -> None:
    first, second = base(*one), base(*other)
    assert first is not None
    assert second is not None
    assert first[1] != second[1]


@pytest.mark.parametrize(
    "text", [None, "", "xã, phường", "triệu", "tỷ", "người vui vẻ", "đồng chí", "bác sĩ/xe", "tỷ đồng đội", "/", "/năm"]
)
def test_words_that_are_not_known_have_no_base(text: str | None) -> None:
    for unit in ("money", "count", "quantity", "points"):
        assert base(unit, text, 3) is None


def test_ends_shares_ranks_and_bands() -> None:
    assert based(measure("money", "tỷ đồng", 1, upper=2)) == Based(10**9, 2 * 10**9, "{VND}")
    assert based(measure("ratio", None, 9, out_of=12)) == Based(75, None, "%")
    assert based(measure("rank", None, 25, upper=30, out_of=63)) == Based(25, 30, "{rank}")
    assert based(measure("band", None, None, band="khá")) is None


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_examples_of_a_row_are_of_its_unit_and_its_counterexamples_are_not(row: UnitWords) -> None:
    def codes(text: str) -> set[str]:
        kinds: tuple[Unit, ...] = ("quantity", "count", "points")
        found = [based(measure(kind, text, 1)) for kind in kinds if not row.units or kind in row.units]
        return {each.unit for each in found if each is not None}

    own = {row.base, row.rate or row.base}
    assert row.examples
    for text in row.examples:
        assert any(base in code for base in own for code in codes(text) | codes(f"ca/{text}")), text
    factors = {(each.value, each.unit) for each in [based(measure("quantity", w, 1)) for w in row.words] if each}
    for text in row.counterexamples:
        found = based(measure("quantity", text, 1))
        assert found is None or (found.value, found.unit) not in factors, text


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_code_is_one_of_ucum(row: UnitWords) -> None:
    assert UCUM.fullmatch(row.base)
    assert row.rate is None or UCUM.fullmatch(row.rate)
    found = based(measure("quantity", f"ca/{row.words[0]}/năm", 1))
    assert found is None or UCUM.fullmatch(found.unit)


_SCALES = ["", "nghìn ", "ngàn ", "triệu ", "tỷ ", "nghìn tỷ ", "vạn ", "trăm "]
_WORDS = sorted({word for row in ROWS for word in row.words if not row.units} | {"đồng", "USD"})
_NUMBERS = st.integers(0, 10**7) | st.integers(0, 10**9).map(lambda n: n / 1000)


@given(_NUMBERS, _NUMBERS, st.sampled_from(_SCALES), st.sampled_from(_WORDS), st.sampled_from(["", "/năm", "/ha"]))
def test_converting_keeps_the_order(one: float, other: float, scale: str, word: str, below: str) -> None:
    unit: Unit = "money" if word in {"đồng", "USD"} else "quantity"
    first, second = base(unit, f"{scale}{word}{below}", one), base(unit, f"{scale}{word}{below}", other)
    assert first is not None
    assert second is not None
    assert first[1] == second[1]
    assert first[0] is not None
    assert second[0] is not None
    assert (first[0] < second[0]) == (one < other)
    assert (first[0] == second[0]) == (one == other)


@given(
    st.integers(1, 10**6), st.sampled_from(_WORDS), st.sampled_from([("nghìn", 1000), ("vạn", 10**4), ("triệu", 10**6)])
)
def test_a_multiplier_and_its_zeros_are_one(value: int, word: str, scale: tuple[str, int]) -> None:
    unit: Unit = "money" if word in {"đồng", "USD"} else "quantity"
    assert base(unit, f"{scale[0]} {word}", value) == base(unit, word, value * scale[1])


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_words_are_taken(text: str, named: str) -> None:
    found = based(measure("quantity", text, 2), named)
    assert found is None or UCUM.fullmatch(found.unit)
