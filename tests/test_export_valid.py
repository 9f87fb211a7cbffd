"""Exports are valid by their own descriptions, and read without options, whatever the records are."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import frictionless
import pandas
import polars
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from extract.contract.model import Extraction, Target
from extract.write.columns import TARGETS, Row
from extract.write.export.formats import export
from tests import annotated
from tests.exporting import MADE, expected, lay_out
from tests.made import VARIETY, extraction, target

TYPES = {"string": polars.String, "integer": polars.Int64, "number": polars.Float64}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every gold file as an output, and those that are made to be difficult."""
    return lay_out(tmp_path_factory.mktemp("gold"), *annotated.documents(), *MADE)


@pytest.fixture(scope="module")
def wanted(outputs: Path) -> list[Row]:
    """The rows that every form of them holds."""
    return expected(outputs)


def _valid(outputs: Path, out: Path) -> None:
    export(outputs, "datapackage", out)
    report = frictionless.validate(str(out / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "message"])[:5]


def test_there_are_records_of_many_documents(wanted: list[Row]) -> None:
    assert len({row["document"] for row in wanted}) > 50
    assert any(each.indicator.name == "" for document in annotated.documents() for each in document.targets)


def test_the_package_of_all_gold_is_valid(outputs: Path, tmp_path: Path) -> None:
    _valid(outputs, tmp_path / "out")


def _frame(path: Path, name: str) -> polars.DataFrame:
    if name == "csv":
        return polars.read_csv(path)
    return polars.read_ndjson(path) if name == "jsonl" else polars.read_parquet(path)


@pytest.mark.parametrize("name", ["jsonl", "csv", "parquet"])
def test_polars_pandas_and_duckdb_read_it_without_options(
    outputs: Path, wanted: list[Row], tmp_path: Path, name: str
) -> None:
    path = tmp_path / f"out.{name}"
    export(outputs, name, path)
    frame = _frame(path, name)
    assert set(frame.columns) == set(TARGETS.names)
    assert len(frame) == len(wanted)
    for column in TARGETS.columns:
        if column.type in ("integer", "number") and any(row[column.name] is not None for row in wanted):
            assert frame.schema[column.name] == TYPES[column.type], column.name
            said = sorted(float(row[column.name] or 0) for row in wanted if row[column.name] is not None)
            assert sorted(float(each) for each in frame[column.name].drop_nulls()) == pytest.approx(said)
    if name != "parquet":  # for which pandas wants another package
        with_pandas = pandas.read_json(path, lines=True) if name == "jsonl" else pandas.read_csv(path)
        assert len(with_pandas) == len(wanted)
        assert with_pandas["value"].dtype == "float64"
    with duckdb.connect() as database:
        query = f"SELECT count(*), sum(value), typeof(any_value(value)) FROM '{path}'"
        rows = database.execute(query).fetchall()
    assert rows == [(len(wanted), pytest.approx(sum(row["value"] or 0 for row in wanted)), "DOUBLE")]  # type: ignore[misc]


@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_a_column_that_only_the_last_record_fills_has_its_type(tmp_path: Path, name: str) -> None:
    plain = [target(5 * at, 5 * at + 3) for at in range(400)]
    last = target(
        9000, 9009, "12,5/13 km", value=12.5, out_of=13, relation="eq", unit="quantity", unit_text="km", band="z",
        indicator={"id": "z", "name": "z", "text": "z"}, baseline={"start": 2020, "end": 2021},
        responsible="Sở Nội vụ", source={"page": 7},
    )  # fmt: skip
    folder = lay_out(tmp_path / "in", extraction(*plain, last))
    export(folder, name, tmp_path / "out")
    frame = _frame(tmp_path / "out", name)
    (row,) = frame.filter(polars.col("unit") == "quantity").to_dicts()
    said = {"out_of": 13.0, "baseline_start": 2020, "page": 7, "responsible": "Sở Nội vụ", "value": 12.5}
    assert {key: row[key] for key in said} == said
    assert frame.schema["baseline_start"] == polars.Int64
    first, *rest = frame.drop("sentence").to_dicts()
    assert first == {key: value for key, value in row.items() if key != "sentence"}
    assert [each["start"] for each in rest] == [5 * at for at in range(400)]


def test_an_indicator_without_a_name_goes_by_the_words_of_the_text(tmp_path: Path) -> None:
    named = target(0, 3, indicator={"id": None, "name": "", "text": "diện tích"})
    nameless = target(5, 8, indicator={"id": None, "name": "", "text": ""})
    folder = lay_out(tmp_path / "in", extraction(named, nameless))
    assert [row["indicator_name"] for row in expected(folder)] == ["diện tích", None]
    _valid(folder, tmp_path / "out")


def test_a_carriage_return_in_a_cell_does_not_end_its_row(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "in", extraction(target(qualifier="a\rb")))
    export(folder, "csv", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert [row["qualifier"] for row in csv.DictReader(file)] == ["a\rb"]
    _valid(folder, tmp_path / "out")


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_MAYBE = st.none() | _TEXT
_NUMBER = st.none() | st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9, allow_nan=False)
_SHAPES = st.sampled_from(VARIETY)


@st.composite
def _made(draw: st.DrawFn) -> Target:
    shape = draw(_SHAPES)
    changes: dict[str, Any] = {
        "indicator": {"id": draw(st.sampled_from([None, "a.b"])), "name": draw(_TEXT), "text": draw(_TEXT)},
        "qualifier": draw(_MAYBE), "exclusion": draw(_MAYBE), "responsible": draw(_MAYBE), "label": draw(_MAYBE),
        "parent": draw(_MAYBE), "place": draw(st.none() | st.just({"name": "xã A", "level": "commune"})),
    }  # fmt: skip
    measure = {**shape.measure.model_dump(), "value": draw(_NUMBER), "upper": draw(_NUMBER), "unit_text": draw(_MAYBE)}
    return Target.model_validate({**shape.model_dump(), **changes, "measure": measure})


def _numbered(records: list[Target]) -> list[Target]:
    return [each.model_copy(update={"id": f"r{number}"}) for number, each in enumerate(records)]


@settings(max_examples=8, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])  # no shrinking
@given(st.lists(_made(), min_size=1, max_size=6), _MAYBE)
def test_whatever_the_records_are_the_forms_are_valid(records: list[Target], title: str | None) -> None:
    document: Extraction = extraction(*_numbered(records), title=title, source="given/x.txt")
    with TemporaryDirectory() as name:
        folder = lay_out(Path(name, "in"), document)
        _valid(folder, Path(name, "out"))
        for form in ("jsonl", "csv", "parquet"):
            export(folder, form, Path(name, form))
            assert len(_frame(Path(name, form), form)) == len(records)
        lines = Path(name, "jsonl").read_text("utf-8").split("\n")[:-1]
        assert {type(json.loads(line)["value"]) for line in lines} <= {float, type(None)}
