"""What is written: JSON as the contract has it, tables to lay provinces side by side."""

from __future__ import annotations

import csv
import io
import json
import os
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.contract.model import Extraction
from extract.write import json as as_json
from extract.write import target_table
from extract.write.atomic import write_text
from extract.write.packs import Sorter, sortable
from tests.made import PHU_YEN, VARIETY, extraction, target


def test_json_says_again_what_was_extracted() -> None:
    document = extraction(*VARIETY)
    assert Extraction.model_validate_json(as_json.text(document)) == document


def test_json_is_readable_and_ordered() -> None:
    text = as_json.text(extraction())
    assert text.endswith("}\n")
    assert "Phú Yên" in text, "letters are not escaped"
    assert list(json.loads(text)) == ["schema", "document", "targets", "rejected", "warnings"]
    assert list(json.loads(text)["targets"][0])[:3] == ["id", "kind", "indicator"]


@pytest.mark.parametrize(
    ("value", "written"),
    [(80, "80"), (80.0, "80"), (84.11, "84.11"), (0.0, "0")],
    ids=["integer", "whole float", "fraction", "zero"],
)
def test_whole_numbers_are_written_as_integers(value: float, written: str) -> None:
    document = extraction(target(value=value))
    assert f'"value": {written},' in as_json.text(document)
    (row,) = csv.DictReader(io.StringIO(target_table.csv_text(target_table.rows(document))))
    assert row["value"] == written


def test_a_number_json_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        as_json.text(extraction(target(value=float("inf"))))


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    write_text(path, "old\n")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_text(path, "new\n")
    assert path.read_text("utf-8") == "old\n"
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]


def test_line_ends_and_letters_are_written_as_they_are(tmp_path: Path) -> None:
    write_text(tmp_path / "a", "đ\n\r\n")
    assert (tmp_path / "a").read_bytes() == "đ\n\r\n".encode()


def test_a_row_has_both_provinces_and_the_year() -> None:
    (row,) = target_table.rows(extraction())
    assert list(row) == list(target_table.COLUMNS)
    assert [row[name] for name in ("province_code", "province", "successor_code", "successor")] == [
        "54", "Phú Yên", "66", "Đắk Lắk",
    ]  # fmt: skip
    assert (row["year"], row["period_end"], row["section"]) == (2025, 2025, "II > 1 > a)")


def test_an_unchanged_province_is_its_own_successor() -> None:
    (row,) = target_table.rows(extraction(province={"code": "01", "name": "Hà Nội", "successor": None}))
    assert (row["successor_code"], row["successor"]) == ("01", "Hà Nội")


def test_an_unknown_province_is_left_empty() -> None:
    (row,) = target_table.rows(extraction(province=None))
    assert (row["province_code"], row["successor_code"]) == (None, None)


def _rows_of_many() -> list[target_table.Row]:
    places = [
        {"code": "54", "name": "Phú Yên", "successor": None},
        {"code": "08", "name": "Tuyên Quang", "successor": None},
        None,
    ]
    rows = []
    for i, place in enumerate(places):
        for start, level, year in ((0, "commune", 2030), (5, "province", 2030), (9, "province", 2025)):
            period = {"type": "by", "start": None, "end": year}
            rows += target_table.rows(
                extraction(target(start, start + 3, level=level, period=period), id=f"d{i}", province=place)
            )
    rows += target_table.rows(extraction(*VARIETY, id="d0", province=places[0]))
    return rows


def test_rows_are_sorted_by_province_indicator_tier_and_year() -> None:
    rows = target_table.arranged(_rows_of_many())
    assert [row["province_code"] for row in rows] == ["08"] * 3 + ["54"] * 10 + [None] * 3
    assert [(row["level"], row["year"]) for row in rows[:3]] == [
        ("province", 2025), ("province", 2030), ("commune", 2030),
    ]  # fmt: skip
    assert rows[12]["indicator_id"] is None, "what the catalogue does not have comes last"


def test_the_order_rows_come_in_does_not_show() -> None:
    rows = _rows_of_many()
    wanted = target_table.csv_text(target_table.arranged(rows))
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        assert target_table.csv_text(target_table.arranged(rows)) == wanted


@pytest.mark.parametrize("text", ["=1+1", "+84", "- hồ sơ", "@a", "\tx"])
def test_text_that_a_spreadsheet_would_run_is_disarmed_in_csv_only(text: str) -> None:
    rows = target_table.rows(extraction(target(exclusion=text, value=-5)))
    (cells,) = csv.DictReader(io.StringIO(target_table.csv_text(rows)))
    assert cells["exclusion"] == f"'{text}"
    assert cells["value"] == "-5", "a number is a number"
    assert json.loads(target_table.jsonl_text(rows))["exclusion"] == text


def test_both_tables_hold_every_record(tmp_path: Path) -> None:
    paths = target_table.write(target_table.rows(extraction(*VARIETY)), tmp_path)
    assert [path.name for path in paths] == ["targets.csv", "targets.jsonl"]
    with paths[0].open(encoding="utf-8", newline="") as file:
        cells = list(csv.DictReader(file))
    objects = [json.loads(line) for line in paths[1].read_text("utf-8").splitlines()]
    assert [row["id"] for row in cells] == [row["id"] for row in objects]
    assert len(cells) == len(VARIETY)
    assert not paths[0].read_bytes().startswith(b"\xef\xbb\xbf")


def test_no_records_leave_a_header(tmp_path: Path) -> None:
    paths = target_table.write([], tmp_path)
    assert paths[0].read_text("utf-8") == ",".join(target_table.COLUMNS) + "\n"
    assert paths[1].read_text("utf-8") == ""


def test_tables_of_many_documents_are_the_same_sorted_in_little_memory(tmp_path: Path) -> None:
    documents = [
        extraction(
            *VARIETY[number % 3 :], id=f"d{number % 7}-{number}",
            province=PHU_YEN if number % 2 else None, issued=None if number % 5 else "2021-12-30",
        )
        for number in range(40)
    ]  # fmt: skip
    wanted = target_table.arranged(row for document in documents for row in target_table.rows(document))
    random.Random(4).shuffle(documents)
    for held in (1, 10_000, 10_000_000):
        with Sorter(tmp_path, held) as sorter:
            for document in documents:
                sorter.add(target_table.packed(document))
            assert list(tmp_path.glob("[!t]*")) == [], "no file of its own is seen"
            sorter.write()
        assert (tmp_path / "targets.csv").read_text("utf-8") == target_table.csv_text(wanted)
        assert (tmp_path / "targets.jsonl").read_text("utf-8") == target_table.jsonl_text(wanted)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.text(max_size=3), st.integers(-3, 9999), st.text(alphabet="\0\x01a", max_size=3))))
def test_what_rows_are_sorted_by_sorts_alike_as_bytes(keys: list[tuple[str, int, str]]) -> None:
    assert sorted(keys, key=sortable) == sorted(keys)


@pytest.mark.parametrize("harm", ["cut", "other"])
def test_damaged_rows_are_refused_and_none_of_them_taken(tmp_path: Path, harm: str) -> None:
    data = target_table.packed(extraction(*VARIETY))
    with Sorter(tmp_path) as sorter:
        with pytest.raises(ValueError, match="no pack of rows"):
            sorter.add(data[:-9] if harm == "cut" else b"rows" + data)
        assert list(sorter.lines()) == []
