"""Entries taken into the user's rule folder: checked, put behind what stands there, linked by the next extraction."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import yaml

import extract.rules
from extract.catalogue.accepting import Refused, accept
from extract.pipeline.components import extract as records
from extract.rules.own import choose, own_folders

TEXT = "II. MỤC TIÊU\n- Đến năm 2030, tỷ lệ hộ nuôi ong lấy mật áp dụng quy trình hữu cơ đạt 60%.\n"
BEES: dict[str, Any] = {
    "id": "bees.organic",
    "name_vi": "Tỷ lệ hộ nuôi ong hữu cơ",
    "name_en": "Organic bee-keepers",
    "units": ["percent"],
    "source": "made for this test",
    "match": [{"all": ["hộ nuôi ong", "hữu cơ"]}],
    "examples": ["hộ nuôi ong áp dụng quy trình hữu cơ", "hộ nuôi ong lấy mật hữu cơ"],
    "counterexamples": ["hộ nuôi ong"],
}
HIVES: dict[str, Any] = {
    **BEES,
    "id": "bees.hives",
    "match": [{"all": ["đàn ong", "kiểm dịch"]}],
    "examples": ["đàn ong được kiểm dịch", "kiểm dịch đàn ong"],
    "counterexamples": ["đàn ong"],
}


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = own_folders()
    yield
    choose(*before)
    extract.rules.loader.forget()


def test_the_next_extraction_links_what_was_accepted(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    extract.rules.use(own)
    assert [t.indicator.id for t in records(TEXT).targets] == [None]
    done = accept([BEES], own)
    assert (done.written, done.known, done.files) == (("bees.organic",), (), (own / "indicators/bees.yaml",))
    extract.rules.check()
    assert [t.indicator.id for t in records(TEXT).targets] == ["bees.organic"]
    assert accept([BEES], own) == ((), ("bees.organic",), ())


def test_what_stands_in_the_file_stays_as_it_is(tmp_path: Path) -> None:
    accept([BEES], tmp_path)
    path = tmp_path / "indicators/bees.yaml"
    path.write_text("# ours\n" + path.read_text("utf-8").rstrip("\n"), "utf-8")
    accept([HIVES], tmp_path)
    assert path.read_text("utf-8").startswith("# ours\n- id: bees.organic\n")
    assert [row["id"] for row in yaml.safe_load(path.read_text("utf-8"))] == ["bees.organic", "bees.hives"]
    assert [each.name for each in path.parent.iterdir()] == ["bees.yaml"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"id": "../../etc/bees"}, "id"),
        ({"id": "society.poverty_rate"}, "taken"),
        ({"examples": ["hộ nuôi ong hữu cơ"]}, "few_examples"),
        ({"counterexamples": []}, "no_counterexample"),
        ({"examples": [*BEES["examples"], "hộ trồng rau"]}, "example"),
        ({"counterexamples": ["ong hữu cơ của hộ nuôi ong"]}, "counterexample"),
        ({"units": ["percent"], "match": [{"all": ["hộ nuôi ong"], "units": ["count"]}]}, "unit"),
        ({"match": [{"all": ["tỷ lệ hộ nghèo giảm"]}], "examples": ["tỷ lệ hộ nghèo giảm", "hộ nghèo giảm"]}, "takes"),
        ({"units": ["perzent"]}, "schema"),
        ({"better": "more"}, "schema"),
    ],
)  # fmt: skip
def test_an_entry_that_does_not_pass_is_refused_and_nothing_written(
    tmp_path: Path, change: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as caught:
        accept([HIVES, {**BEES, **change}], tmp_path / "own")
    assert code in {fault.code for fault in caught.value.faults}
    assert [*tmp_path.iterdir()] == []


def test_a_file_that_is_no_list_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "indicators/bees.yaml"
    path.parent.mkdir()
    path.write_text("[]\n", "utf-8")
    with pytest.raises(Refused, match="no_list"):
        accept([BEES], tmp_path)
    assert path.read_text("utf-8") == "[]\n"


def test_of_entries_accepted_at_once_none_is_lost(tmp_path: Path) -> None:
    words = ["ba kích", "sâm dây", "quế", "hồi", "mắc ca", "sa nhân"]

    def made(number: int) -> dict[str, Any]:
        named = f"hộ trồng {words[number]}"
        texts = {"examples": [f"{named} hữu cơ", f"hữu cơ của {named}"], "counterexamples": [named]}
        return {**BEES, "id": f"plants.kind_{number}", "match": [{"all": [named, "hữu cơ"]}], **texts}

    with ThreadPoolExecutor(6) as pool:
        assert len([*pool.map(lambda n: accept([made(n)], tmp_path), range(6))]) == 6
    rows = yaml.safe_load((tmp_path / "indicators/plants.yaml").read_text("utf-8"))
    assert {row["id"] for row in rows} == {f"plants.kind_{n}" for n in range(6)}
