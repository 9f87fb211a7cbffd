"""Proposals for the catalogue: what is grouped, and that an accepted entry links what it was made from."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

import extract.pipeline.stages
from extract.catalogue.drafting import as_yaml, suggestions
from extract.catalogue.entries import Catalogue, Entry, catalogue
from extract.catalogue.passing import faults
from extract.catalogue.suggest import groups
from extract.cli.app import build
from extract.pipeline.components import extract as records

ONE = """KẾ HOẠCH
II. MỤC TIÊU
- Đến năm 2027, 35% hộ nuôi ong lấy mật áp dụng quy trình hữu cơ.
- Đến năm 2030, tỷ lệ hộ nuôi ong lấy mật áp dụng quy trình hữu cơ đạt 60%.
- Đến năm 2030, tỷ lệ che phủ rừng đạt 55%.
"""
TWO = """NGHỊ QUYẾT
1. Mục tiêu
- Tỷ lệ hộ nuôi ong lấy mật áp dụng quy trình hữu cơ: tối thiểu 20% vào năm 2026.
- Năm 2026, có ít nhất 12 cơ sở chưng cất tinh dầu quế.
"""


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    found = [records(text) for text in (ONE, TWO)]
    return [Entry.model_validate(row) for row in yaml.safe_load(as_yaml(suggestions(found, fewest=1)))]


def test_one_thing_is_one_group_and_what_is_known_is_in_none(entries: list[Entry]) -> None:
    assert len(entries) == 2
    bees, oil = entries
    assert all("hộ nuôi ong" in text for text in bees.examples)
    assert (bees.units, oil.units) == (("percent",), ("count",))
    assert "tinh dầu quế" in oil.name_vi
    assert bees.name_en == bees.name_vi  # the glossary has no bees


@pytest.mark.parametrize("alone", [False, True])
def test_what_is_proposed_passes_as_it_is(entries: list[Entry], alone: bool) -> None:
    for some in [[entry] for entry in entries] if alone else [entries]:
        grown = Catalogue([*catalogue().entries.values(), *some], catalogue().abbreviations)
        assert [fault for entry in some for fault in faults(entry, grown)] == []
        assert all(grown.links(text)[0].entry.id == e.id for e in catalogue().entries.values() for text in e.examples)


def test_above_an_entry_stand_the_sentences_it_comes_from() -> None:
    told = as_yaml(suggestions([records(ONE), records(TWO)]))
    assert [line for line in told.splitlines() if line.startswith("#") and "35% hộ nuôi ong" in line]
    assert len(yaml.safe_load(told)) == 1


def test_what_is_too_general_is_not_proposed() -> None:
    # "hộ nghèo vay vốn" stands in names of other entries; a name that many others hold tells nothing.
    text = "II. MỤC TIÊU\n" + "".join(
        f"- Đến năm 2030, diện tích {name} đạt {number} ha.\n"
        for number, name in enumerate(("cây mắc ca", "sâm dây", "ba kích tím", "lan kim tuyến", "đương quy"), 120)
    )
    text += "- Diện tích đạt 900 ha.\n- Năm 2027, diện tích đạt 950 ha.\n"
    assert ["diện tích"] not in [[*each.entry.match[0].all] for each in suggestions([records(text)])]


def test_fewest_leaves_out_what_is_named_once() -> None:
    assert len(groups([records(ONE), records(TWO)], fewest=2)) == 1


def test_an_accepted_entry_links_every_record_it_was_made_from(
    entries: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted = entries[0]
    grown = Catalogue([*catalogue().entries.values(), accepted], catalogue().abbreviations)
    before = [t.indicator.id for text in (ONE, TWO) for t in records(text).targets]
    monkeypatch.setattr(extract.pipeline.stages, "catalogue", lambda: grown)
    after = [t.indicator.id for text in (ONE, TWO) for t in records(text).targets]
    assert before.count(None) == 4
    assert after.count(accepted.id) == 3
    assert [new for old, new in zip(before, after, strict=True) if old is not None] == [o for o in before if o]


def test_the_command_prints_yaml(tmp_path: Path) -> None:
    (tmp_path / "mot.txt").write_text(ONE, "utf-8")
    (tmp_path / "hai.txt").write_text(TWO, "utf-8")
    done = CliRunner().invoke(build("en"), ["suggest", str(tmp_path)])
    assert done.exit_code == 0
    assert [row["id"].split(".")[0] for row in yaml.safe_load(done.stdout)] == ["suggested"]
    assert "2 documents read, 1 entry proposed" in done.stderr
    assert CliRunner().invoke(build("vi"), ["suggest", str(tmp_path / "khong-co")]).exit_code == 2
