"""One axis for all wordings: what can be compared, which of two promises asks for more, when a result keeps one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.catalogue.entries import Entry, catalogue
from extract.contract.model import Baseline, Measure
from extract.language.unit_words import leading, scaled
from extract.rules.errors import RuleError
from extract.rules.indicator_rows import Band, Scale
from extract.rules.loader import rows
from extract.rules.row import Rule
from extract.rules.word_rows import ClaimRule
from extract.views.compare.axis import Bar, against, bar, joined, met, placed, sense
from extract.views.compare.claims import claims
from extract.views.compare.scales import band, band_order

ENTRIES = catalogue().entries
BANDS = [row.band for row in rows("bands.yaml", Band)]
SHARE = "procedure.on_time"


def measure(value: float | None, relation: str = "eq", unit: str = "percent", **more: Any) -> Measure:
    empty = dict.fromkeys(("unit_text", "upper", "out_of", "band", "direction", "per"))
    return Measure.model_validate({**empty, "unit": unit, "relation": relation, "value": value, **more})


def set_by(found: Measure, id: str | None = SHARE) -> Bar:
    """The bar that a measure sets for an indicator."""
    entry = ENTRIES[id] if id else None
    place = placed(found, None, entry)
    assert place is not None
    return bar(place, sense(found, entry))


def rank(value: float, relation: str = "le", **more: Any) -> Measure:
    return measure(value, relation, "rank", **more)


@pytest.mark.parametrize(
    ("one", "other", "id", "verdict"),
    [
        pytest.param(rank(30), rank(40), "index.par", "stricter", id="first 30, from 40 up"),
        pytest.param(rank(25, "between", upper=30), rank(30), "index.par", "same", id="25 to 30, first 30"),
        pytest.param(rank(10, "between", upper=20), rank(15), "index.par", "laxer", id="10 to 20 still allows 20"),
        pytest.param(rank(19, "eq"), rank(30), "index.par", "stricter", id="a position and a group"),
        pytest.param(measure(80, "ge"), measure(80), SHARE, "same", id="at least 80, 80"),
        pytest.param(measure(80, "gt"), measure(80, "ge"), SHARE, "stricter", id="over 80, at least 80"),
        pytest.param(measure(25, "between", upper=35), measure(30), SHARE, "laxer", id="25 to 35, 30"),
        pytest.param(measure(3, "le"), measure(5, "le"), SHARE, "stricter", id="at most: lower is stricter"),
        pytest.param(measure(3, "lt"), measure(3, "le"), SHARE, "stricter", id="under 3, at most 3"),
        pytest.param(measure(3), measure(5), "society.poverty_rate", "stricter", id="poverty: lower is stricter"),
        pytest.param(measure(3, "le"), measure(5), "society.poverty_rate", "stricter", id="poverty, at most"),
        pytest.param(measure(3), measure(5), "economy.industry_share", "differs", id="no way to tell"),
        pytest.param(measure(3), measure(5), None, "differs", id="a name nobody knows"),
        pytest.param(measure(3, "ge"), measure(5, "ge"), None, "laxer", id="its relation tells"),
        pytest.param(measure(80, "ge"), measure(80, "le"), SHARE, "differs", id="at least and at most"),
        pytest.param(
            measure(15, "eq", "minutes"), measure(30, "eq", "minutes"), "procedure.waiting_time", "stricter", id="time",
        ),
        pytest.param(
            measure(10, direction="decrease"), measure(5, direction="decrease"), "organisation.civil_staff_reduced",
            "stricter", id="a bigger cut",
        ),
        pytest.param(measure(10, direction="decrease"), measure(5), SHARE, "differs", id="a change and a level"),
        pytest.param(measure(80, unit="points", unit_text="điểm"), measure(80), SHARE, "differs", id="two units"),
        pytest.param(
            measure(1200, unit="money", unit_text="triệu đồng"), measure(1.2, unit="money", unit_text="tỷ đồng"),
            "economy.budget_revenue", "same", id="millions and billions",
        ),
        pytest.param(
            measure(2, unit="money", unit_text="tỷ USD"), measure(2, unit="money", unit_text="tỷ đồng"),
            "economy.export_turnover", "differs", id="two currencies",
        ),
        pytest.param(measure(12, unit="ratio", out_of=12), measure(100), SHARE, "same", id="12 of 12 is all"),
        pytest.param(
            measure(None, unit="band", band="khá"), measure(None, unit="band", band="trung bình"), "index.pci",
            "stricter", id="bands",
        ),
        pytest.param(
            measure(None, unit="band", band="khá"), measure(None, unit="band", band="cao"), "index.pci", "differs",
            id="bands of two gradings",
        ),
    ],
)  # fmt: skip
def test_which_asks_for_more(one: Measure, other: Measure, id: str | None, verdict: str) -> None:
    assert against(set_by(one, id), set_by(other, id)) == verdict


RELATIONS = st.sampled_from(["eq", "ge", "gt", "le", "lt", "between"])
UNITS = st.sampled_from(["percent", "rank", "minutes", "count"])


@st.composite
def measures(draw: st.DrawFn) -> Measure:
    value, relation = draw(st.integers(0, 6)), draw(RELATIONS)
    upper = value + draw(st.integers(1, 3)) if relation == "between" else None
    return measure(value, relation, draw(UNITS), upper=upper, direction=draw(st.sampled_from([None, "decrease"])))


@st.composite
def bands(draw: st.DrawFn) -> Measure:
    return measure(None, unit="band", band=draw(st.sampled_from([*BANDS, "chưa rõ"])))


OPPOSITE = {"stricter": "laxer", "laxer": "stricter", "same": "same", "differs": "differs"}
ANY = measures() | bands()
INDICATORS = st.sampled_from([SHARE, "society.poverty_rate", "economy.industry_share", None])


@given(ANY, ANY, INDICATORS)
def test_verdicts_are_antisymmetric(one: Measure, other: Measure, id: str | None) -> None:
    assert against(set_by(one, id), set_by(other, id)) == OPPOSITE[against(set_by(other, id), set_by(one, id))]


@given(ANY, ANY, ANY, INDICATORS)
def test_verdicts_are_transitive(one: Measure, two: Measure, three: Measure, id: str | None) -> None:
    a, b, c = set_by(one, id), set_by(two, id), set_by(three, id)
    if against(a, b) in {"stricter", "same"} and against(b, c) in {"stricter", "same"}:
        strict = "stricter" in {against(a, b), against(b, c)}
        assert against(a, c) == ("stricter" if strict else "same")


@given(ANY, INDICATORS)
def test_a_promise_asks_for_the_same_as_itself(one: Measure, id: str | None) -> None:
    assert against(set_by(one, id), set_by(one, id)) == "same"


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.sampled_from(["eq", "ge", "gt"]))
def test_who_keeps_the_stricter_promise_keeps_the_laxer(one: int, other: int, result: int, relation: str) -> None:
    a, b = measure(one, relation), measure(other, relation)
    place = [placed(each, None, ENTRIES[SHARE]) for each in (a, b, measure(result))]
    assert place[0]
    assert place[1]
    assert place[2]
    if against(set_by(a), set_by(b)) == "stricter" and met(place[0], "higher", place[2]) == "met":
        assert met(place[1], "higher", place[2]) == "met"


@pytest.mark.parametrize(
    ("goal", "result", "id", "outcome"),
    [
        (measure(90, "ge"), measure(90), SHARE, "met"),
        (measure(90, "gt"), measure(90), SHARE, "not_met"),
        (measure(90, "ge"), measure(88.08), SHARE, "not_met"),
        (measure(90, "ge"), measure(95, "gt"), SHARE, "met"),
        (measure(99, "ge"), measure(95, "gt"), SHARE, "unclear"),
        (measure(95, "ge"), measure(95, "lt"), SHARE, "not_met"),
        (measure(15, "le", "minutes"), measure(12, unit="minutes"), "procedure.waiting_time", "met"),
        (measure(15, "le", "minutes"), measure(15, "gt", "minutes"), "procedure.waiting_time", "not_met"),
        (rank(4, "between", upper=6), rank(4, "eq", out_of=11), "index.par", "met"),
        (rank(4, "between", upper=6), rank(3, "eq"), "index.par", "met"),
        (rank(4, "between", upper=6), rank(8, "eq", out_of=11), "index.par", "not_met"),
        (measure(3), measure(2.5), "society.poverty_rate", "met"),
        (measure(3), measure(2.5), "economy.industry_share", "unclear"),
        (measure(3), measure(3), "economy.industry_share", "met"),
        (measure(None, unit="band", band="khá"), measure(None, unit="band", band="tốt"), "index.pci", "met"),
        (measure(None, unit="band", band="khá"), measure(None, unit="band", band="cao"), "index.pci", "unclear"),
    ],
)
def test_when_a_result_keeps_a_promise(goal: Measure, result: Measure, id: str, outcome: str) -> None:
    one, other = placed(goal, None, ENTRIES[id]), placed(result, None, ENTRIES[id])
    assert one
    assert other
    assert met(one, sense(goal, ENTRIES[id]), other) == outcome


def test_baselines_and_sizes_part_axes_and_a_rank_without_a_size_joins_the_only_one() -> None:
    entry = ENTRIES["index.par"]
    places = [placed(each, None, entry) for each in (rank(30), rank(25, out_of=63), rank(4, out_of=11))]
    axes = [place.axis for place in places if place]
    assert [axis.of for axis in joined(axes[:2]).values()] == [63, 63]
    assert [axis.of for axis in joined(axes).values()] == [None, 63, 11]
    since = placed(measure(10), Baseline(start=2021, end=2021), None)
    plain = placed(measure(10), None, None)
    assert since
    assert plain
    assert since.axis != plain.axis


def test_numbers_converted_are_marked() -> None:
    entry: Entry = ENTRIES[SHARE]
    share = placed(measure(9, unit="ratio", out_of=12), None, entry)
    assert share
    assert (share.low, share.converted, share.axis.unit) == (75, True, "percent")
    alone = placed(measure(9, unit="ratio", out_of=12), None, None)
    assert alone
    assert (alone.axis.unit, alone.axis.of, alone.converted) == ("ratio", 12, False)
    money = placed(measure(1.2, unit="money", unit_text="tỷ đồng"), None, None)
    assert money
    assert (money.low, money.converted) == (1.2e9, True)


def test_what_has_neither_number_nor_band_has_no_place() -> None:
    assert placed(measure(None), None, None) is None


@pytest.mark.parametrize(
    ("unit", "read"),
    [
        ("nghìn tỷ đồng", (1e12, "VND", "")),
        ("triệu đồng/người/năm", (1e6, "VND", "/người/năm")),
        ("Triệu  USD", (1e6, "USD", "")),
        ("triệu lượt khách", (1e6, "", "lượt khách")),
        ("đồng chí", (1.0, "", "đồng chí")),
        ("tr.đồng/người", (1e6, "VND", "/người")),
        ("trđ/ha", (1e6, "VND", "/ha")),
        ("ng.đ", (1e3, "VND", "")),
        ("nghìn tỷ.đ", (1e12, "VND", "")),
        ("ng/km2", (1.0, "", "ng/km2")),
        ("trường", (1.0, "", "trường")),
        ("", (1.0, "", "")),
    ],
)
def test_units_are_read(unit: str, read: tuple[float, str, str]) -> None:
    assert scaled(unit) == read


def _reads(row: Rule, text: str) -> bool:
    if isinstance(row, Band):
        return band(text) == row
    if isinstance(row, Scale):
        return leading(text) == row
    assert isinstance(row, ClaimRule)
    found = [claim.rule for claim in claims(text)]
    return not found if row.says == "intended" else row.id in found


ROWS: list[Rule] = [*rows("bands.yaml", Band), *rows("scales.yaml", Scale), *rows("claims.yaml", ClaimRule)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_examples_of_a_row_are_read_and_its_counterexamples_are_not(row: Rule) -> None:
    assert row.examples
    assert row.counterexamples
    assert [text for text in row.examples if not _reads(row, text)] == []
    if not (isinstance(row, ClaimRule) and row.says == "intended"):
        assert [text for text in row.counterexamples if _reads(row, text)] == []


def test_a_circle_of_bands_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from extract.views.compare import scales

    circle = [Band(id=a, source="x", band=a, above=(b,)) for a, b in (("p", "q"), ("q", "p"))]
    monkeypatch.setattr(scales, "rows", lambda *_: circle)
    with pytest.raises(RuleError, match=r"bands\.yaml"):
        scales._bands.__wrapped__()


def test_words_of_two_gradings_have_no_order() -> None:
    assert (band_order("khá", "trung bình thấp"), band_order("thấp", "Khá")) == ("above", "below")
    assert (band_order("tốt", "cao"), band_order("kém", "thấp"), band_order("lạ", "khá")) == (None, None, None)
