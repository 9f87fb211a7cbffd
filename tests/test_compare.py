"""The comparison of the five documents against a table written by hand, and what must hold for any documents."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from extract.contract.model import Extraction
from extract.views.compare.comparison import Comparison, NoReference, compare
from extract.views.compare.judging import EMPTY
from extract.views.compare.matrix import Row, Value
from extract.views.compare.plain_data import COLUMNS, csv_text, data, json_text
from extract.write.outputs import load
from tests.made import VARIETY, extraction, target

ROOT = Path(__file__).parent.parent
SIGNS = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<", "eq": "="}
DOCUMENTS = ("quang-ngai", "tay-son", "phu-yen", "dak-nong", "soc-trang")


def nowhere(document: str, target: str) -> None:
    """No review pages."""


@pytest.fixture(scope="module")
def five() -> Comparison:
    return compare(load([ROOT / "outputs"]))


def place(code: str, name: str) -> dict[str, Any]:
    return {"code": code, "name": name, "successor": None}


def province(number: int, *targets: Any, **head: Any) -> Extraction:
    """A made document of a province of its own."""
    return extraction(*targets, id=f"d{number}", **{"province": place(f"{number:02}", f"Tỉnh {number}"), **head})


def only(found: Comparison, **key: Any) -> Row:
    """The one row of promises that fits."""
    (row,) = [
        row
        for row in found.matrix.rows
        if row.key.kind == "target" and all(getattr(row.key, name) == value for name, value in key.items())
    ]
    return row


def verdicts(found: Comparison) -> dict[str, list[str | None]]:
    """The verdicts by document."""
    told: dict[str, list[str | None]] = {}
    for row in found.matrix.rows:
        for values in row.cells.values():
            for value in values:
                told.setdefault(value.head.id, []).append(value.verdict)
    return told


def written(value: Value) -> str:
    measure = value.target.measure
    if measure.band:
        text = measure.band
    elif measure.relation == "between":
        text = f"{measure.value:g}..{measure.upper:g}"
    else:
        text = f"{SIGNS[measure.relation]}{measure.value:g}"
    return text + ("*" if value.inferred else "")


def axis(row: Row) -> str:
    axis = row.key.axis
    baseline = f"from {axis.baseline[0]}-{axis.baseline[1]}" if axis.baseline else ""
    return " ".join(part for part in (axis.unit, axis.direction, axis.per, baseline) if part)


def expected() -> list[dict[str, str]]:
    with (ROOT / "tests/compare_expected.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


@pytest.mark.parametrize("line", expected(), ids=lambda e: f"{e['indicator']} {e['level']} {e['year']} {e['axis']}")
def test_row_is_as_read_by_hand(line: dict[str, str], five: Comparison) -> None:
    (row,) = [
        row
        for row in five.matrix.rows
        if row.key.kind == "target"
        and row.key.indicator == line["indicator"]
        and (row.key.level or "-") == line["level"]
        and str(row.key.year) == line["year"]
        and axis(row) == line["axis"]
    ]
    for document in DOCUMENTS:
        cell = row.cells.get(five.matrix.column_of[document], [])
        assert (" & ".join(written(value) for value in cell) or "-") == line[document], document
    assert (" ".join(sorted(row.flags)) or "-") == line["flags"]


def test_table_by_hand_has_enough_indicators() -> None:
    assert len({line["indicator"] for line in expected()}) >= 15


def test_every_record_stands_once_in_a_cell_or_is_named_as_left_over(five: Comparison) -> None:
    unplaced = target(1, 2, "?", value=None, band=None)
    made = compare([province(1, *VARIETY, unplaced), province(2, *VARIETY)])
    for found in (five, made):
        written = json.loads(json_text(found, nowhere))
        seen = [(v["document"], v["id"]) for row in written["rows"] for c in row["cells"] for v in c["values"]]
        seen += [(v["document"], v["id"]) for left in written["leftover"].values() for v in left]
        given = [(e.document.id, t.id) for e in found.matrix.documents for t in e.targets]
        assert Counter(seen) == Counter(given)
    assert [t.id for _, t in made.matrix.leftover["no_measure"]] == [unplaced.id]
    assert len(list(csv.DictReader(io.StringIO(csv_text(five, nowhere))))) == sum(
        len(e.targets) for e in five.matrix.documents
    )


def test_every_empty_cell_of_promises_says_why(five: Comparison) -> None:
    for row in five.matrix.rows:
        columns = set(range(len(five.matrix.columns)))
        assert set(row.empty) == (columns - set(row.cells) if row.key.kind == "target" else set())
        assert set(row.empty.values()) <= set(EMPTY)


def test_a_promise_without_a_year_stands_at_the_end_of_its_horizon_and_says_so() -> None:
    found = compare([province(1, target(period=None)), province(2, target(period=None), horizon=None)])
    years = {
        value.head.id: (value.year, value.inferred)
        for row in found.matrix.rows
        for v in row.cells.values()
        for value in v
    }
    assert years == {"d1": (2030 - 5, True), "d2": (None, False)}
    inferred = {
        line["document"]: line["year_inferred"] for line in csv.DictReader(io.StringIO(csv_text(found, nowhere)))
    }
    assert inferred == {"d1": "true", "d2": "false"}


def test_a_result_is_never_moved_to_the_horizon() -> None:
    found = compare([province(1, target(period={"type": "asof", "start": None, "end": None}, kind="actual"))])
    assert [(row.key.year, row.key.kind) for row in found.matrix.rows] == [(None, "actual")]


def test_the_usual_value_is_the_commonest_and_others_stand_to_it() -> None:
    found = compare([province(n, target(value=v)) for n, v in enumerate((80, 80, 90, 70))])
    assert verdicts(found) == {"d0": ["same"], "d1": ["same"], "d2": ["stricter"], "d3": ["laxer"]}
    row = found.matrix.rows[0]
    assert (row.basis, row.flags) == ("mode", {"differs", "stricter", "laxer"})


def test_without_a_commonest_value_the_middle_stands_in() -> None:
    found = compare([province(n, target(value=v)) for n, v in enumerate((80, 85, 90))])
    assert (found.matrix.rows[0].basis, verdicts(found)) == (
        "median",
        {"d0": ["laxer"], "d1": ["same"], "d2": ["stricter"]},
    )
    two = compare([province(n, target(value=v)) for n, v in enumerate((80, 90))])
    assert verdicts(two) == {"d0": ["laxer"], "d1": ["stricter"]}


def test_at_least_and_exactly_the_same_number_ask_for_the_same() -> None:
    found = compare([province(1, target()), province(2, target(relation="eq")), province(3, target(relation="gt"))])
    assert verdicts(found) == {"d1": ["same"], "d2": ["same"], "d3": ["stricter"]}


@pytest.mark.parametrize(
    "changes",
    [
        {"unit": "points", "unit_text": "điểm"},
        {"direction": "increase"},
        {"per": "year"},
        {"baseline": {"start": 2021, "end": 2021}},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_what_is_measured_otherwise_is_not_compared_and_not_silent(changes: dict[str, Any]) -> None:
    found = compare([province(1, target()), province(2, target(value=5, **changes))])
    assert verdicts(found) == {"d1": ["alone"], "d2": ["alone"]}
    assert [set(row.empty.values()) for row in found.matrix.rows] == [{"otherwise"}, {"otherwise"}]


def test_a_part_of_the_indicator_is_not_compared_with_the_whole_and_not_dropped() -> None:
    found = compare(
        [province(1, target(), target(20, 23, "50%", value=50, qualifier="Cao cấp")), province(2, target())]
    )
    (row,) = found.matrix.rows
    assert [(v.target.qualifier, v.verdict) for v in row.cells[0]] == [(None, "same"), ("Cao cấp", "alone")]
    assert row.flags == set()


def test_two_values_of_one_document_for_one_thing_are_both_judged_and_have_no_vote() -> None:
    one = province(1, target(), target(20, 23, "95%", value=95))
    found = compare([one, province(2, target()), province(3, target())])
    assert verdicts(found) == {"d1": ["same", "stricter"], "d2": ["same"], "d3": ["same"]}


def test_an_earlier_goal_without_a_year_beside_the_new_one_is_set_aside() -> None:
    """ "Hằng năm đều đạt mục tiêu (trên 80%)" in the part on the past is no lax goal for 2025."""
    past = target(1, 4, "80%", period=None, relation="gt")
    new = target(20, 23, "90%", value=90)
    found = compare([province(1, past, new), province(2, new), province(3, new)])
    assert verdicts(found)["d1"] == ["aside", "same"]
    assert found.matrix.rows[0].flags == set()


def test_silence_stands_out_where_half_of_the_provinces_speak() -> None:
    other = target(30, 33, indicator={"id": "egov.e_identity", "name": "x", "text": "x"})
    speak = [province(n, target()) for n in (1, 2)]
    found = compare([*speak, province(3, other)])
    row = only(found, indicator="procedure.online_full")
    assert (row.flags, row.empty) == ({"silent"}, {2: "silent"})
    assert only(found, indicator="egov.e_identity").flags == set()  # one of three is no custom
    many = compare([*speak, *(province(n, other) for n in range(3, 8))])
    assert only(many, indicator="procedure.online_full").flags == set()


def test_kinds_of_empty_cells() -> None:
    def by(year: int, start: int | None = None) -> dict[str, Any]:
        return {"type": "during" if start else "by", "start": start, "end": year}

    found = compare(
        [
            province(1, target()),
            province(2, target(level="commune")),
            province(3, target(period=by(2030))),
            province(4, target(period=by(2030, 2021))),
            province(5, target(period=by(2022)), horizon={"start": None, "end": 2022, "basis": "title"}),
            province(6, target(), district="Tây Nguyên", horizon=None),
            province(7, target(kind="actual"), type="report"),
        ]
    )
    row = only(found, year=2025, level=None)
    empty = {found.matrix.columns[at].documents[0]: why for at, why in row.empty.items()}
    assert empty == {"d2": "other_tier", "d3": "silent_year", "d4": "covered", "d5": "beyond", "d7": "unasked"}


def test_districts_are_columns_of_their_own_and_do_not_make_the_usual_value() -> None:
    same = place("52", "Bình Định")
    district = [extraction(target(value=60), id=f"h{n}", province=same, district=f"Huyện {n}") for n in range(3)]
    found = compare([extraction(target(), id="t", province=same), province(9, target()), *district])
    assert [(c.name, c.district) for c in found.matrix.columns if c.code == "52"] == [
        ("Bình Định", None), ("Bình Định", "Huyện 0"), ("Bình Định", "Huyện 1"), ("Bình Định", "Huyện 2"),
    ]  # fmt: skip
    assert [value.target.measure.value for value in found.matrix.rows[0].usual] == [80]
    assert verdicts(found)["h0"] == ["laxer"]


def test_several_documents_of_a_province_have_columns_of_their_own_until_there_are_too_many() -> None:
    same = place("52", "Bình Định")
    documents = [extraction(target(), id=f"t{n}", number=f"{n}/NQ", province=same) for n in range(4)]
    assert [c.title for c in compare(documents).matrix.columns] == ["0/NQ", "1/NQ", "2/NQ", "3/NQ"]
    (column,) = compare(documents, most=3).matrix.columns
    assert (column.documents, column.title) == (["t0", "t1", "t2", "t3"], None)


def test_provinces_that_are_one_today_stand_side_by_side() -> None:
    def merged(code: str, name: str, into: tuple[str, str]) -> dict[str, Any]:
        return {"code": code, "name": name, "successor": {"code": into[0], "name": into[1]}}

    lam_dong = ("68", "Lâm Đồng")
    places = [merged("67", "Đắk Nông", lam_dong), place("79", "TP. Hồ Chí Minh"), merged("60", "Bình Thuận", lam_dong)]
    found = compare([extraction(id=f"x{n}", province=each) for n, each in enumerate(places)])
    assert [column.name for column in found.matrix.columns] == ["Bình Thuận", "Đắk Nông", "TP. Hồ Chí Minh"]
    line = next(csv.DictReader(io.StringIO(csv_text(found, nowhere))))
    assert (line["province_code"], line["successor_code"]) == ("60", "68")


def test_against_a_reference_document() -> None:
    documents = [province(n, target(value=v)) for n, v in enumerate((80, 80, 90, 70))]
    found = compare(documents, "d2")
    assert verdicts(found) == {"d0": ["laxer"], "d1": ["laxer"], "d2": ["reference"], "d3": ["laxer"]}
    other = target(indicator={"id": "egov.e_identity", "name": "x", "text": "x"})
    silent = compare([*documents, province(5, other)], "d2")
    assert "silent" in only(silent, indicator="procedure.online_full").flags
    assert only(silent, indicator="egov.e_identity").flags == set()  # the reference says nothing of it
    assert verdicts(silent)["d5"] == ["alone"]
    with pytest.raises(NoReference):
        compare(documents, "d9")


def test_names_outside_the_catalogue_are_joined_by_their_words_alone() -> None:
    def named(name: str) -> dict[str, Any]:
        return {"id": None, "name": name, "text": name}

    found = compare(
        [
            province(1, target(indicator=named("Tỷ lệ  che phủ rừng"))),
            province(2, target(indicator=named("tỷ lệ che phủ rừng"))),
            province(3, target(indicator=named("tỷ lệ che phu rung"))),
        ]
    )
    assert [(row.key.listed, len(row.cells)) for row in found.matrix.rows] == [(False, 1), (False, 2)]


def test_results_promise_nothing_and_are_not_judged(five: Comparison) -> None:
    for row in five.matrix.rows:
        if row.key.kind == "actual":
            assert not row.flags
            assert {value.verdict for values in row.cells.values() for value in values} == {None}


def test_the_order_of_documents_does_not_matter() -> None:
    documents = list(load([ROOT / "outputs"]))
    assert json_text(compare(documents), nowhere) == json_text(compare(documents[::-1]), nowhere)


def test_documentation_names_every_column_and_key(five: Comparison) -> None:
    text = (ROOT / "docs/compare.md").read_text("utf-8")
    plain = data(five, nowhere)
    keys = {*plain, *plain["rows"][0], *plain["columns"][0], *plain["documents"][0], *COLUMNS}
    keys |= {
        *plain["reports"][0],
        *plain["reports"][0]["answers"][0],
        *plain["rows"][0]["cells"][0]["values"][0],
        *EMPTY,
    }
    assert not [key for key in sorted(keys) if f"`{key}`" not in text]
