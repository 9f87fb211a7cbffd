"""The indicator catalogue: every row's own examples, and the ids the gold is annotated with."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from extract.catalogue.entries import Entry, catalogue
from extract.rules.loader import folder, rows

ENTRIES = list(catalogue().entries.values())
GOLD = Path(__file__).parent / "gold"
FILES = sorted((folder() / "indicators").glob("*.yaml"))


def best(text: str, unit: str | None = None) -> str | None:
    """The id of the best link, None where nothing is linked."""
    links = catalogue().links(text, unit)
    return links[0].entry.id if links else None


def given() -> list[dict[str, str]]:
    """The rows of the list of ids that gold records are annotated with."""
    with (GOLD / "INDICATORS.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def annotated() -> list[tuple[str, str, str]]:
    """Indicator, its words and unit, of every gold record on which careful readers agree."""
    records = [json.loads(line) for path in sorted(GOLD.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    sure = [r for r in records if not r.get("ignore") and "indicator" not in r.get("any", ())]
    return sorted({(r["indicator"], r["indicator_text"], r["unit"]) for r in sure})


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_examples_link_to_their_entry_and_counterexamples_elsewhere(entry: Entry) -> None:
    assert [text for text in entry.examples if best(text) != entry.id] == []
    assert [text for text in entry.counterexamples if best(text) == entry.id] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_entry_has_both_kinds_of_example(entry: Entry) -> None:
    assert len(set(entry.examples)) >= 2
    assert entry.counterexamples
    assert not set(entry.examples) & set(entry.counterexamples)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_examples_are_measured_in_a_unit_of_the_entry(entry: Entry) -> None:
    for unit in entry.units:
        assert best(entry.examples[0], unit) == entry.id


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_holds_the_entries_of_one_domain(path: Path) -> None:
    entries = rows(f"indicators/{path.name}", Entry)
    assert {entry.id.partition(".")[0] for entry in entries} == {path.stem}
    assert all(match.all for entry in entries for match in entry.match)


def test_ids_are_unique_over_all_files() -> None:
    ids = [entry.id for path in FILES for entry in rows(f"indicators/{path.name}", Entry)]
    assert sorted(ids) == sorted(catalogue().entries)


@pytest.mark.parametrize("row", given(), ids=lambda row: row["id"])
def test_given_id_is_there_under_its_names(row: dict[str, str]) -> None:
    entry = catalogue().entries[row["id"]]
    assert (entry.name_vi, entry.name_en) == (row["name_vi"], row["name_en"])


@pytest.mark.parametrize(("id_", "text", "unit"), annotated())
def test_words_of_a_gold_record_link_to_its_indicator(id_: str, text: str, unit: str) -> None:
    linked = best(text, unit)
    assert linked not in {row["id"] for row in given()} if id_ == "other" else linked == id_


def test_only_rankings_are_measured_by_position() -> None:
    ranked = {entry.id for entry in ENTRIES if entry.ranked}
    assert ranked == {entry.id for entry in ENTRIES if entry.id.startswith("index.")} | {"digital.ict_index"}


@pytest.mark.parametrize(
    ("texts", "id_"),
    [
        # One meaning, its words in another order, spelling, case or length.
        (
            (
                "Mức độ hài lòng của người dân về giải quyết TTHC",
                "về giải quyết thủ tục hành chính, người dân hài lòng",
                "SỰ HÀI LÒNG KHI GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
            ),
            "satisfaction.procedure",
        ),
        (
            (
                "chỉ số đo lường sự hài lòng về phục vụ của Uỷ ban nhân dân các cấp",
                "chỉ số đo lường sự hài lòng về phục vụ của UBND các cấp",
            ),
            "satisfaction.agency",
        ),
        (
            (
                "dịch vụ công trực tuyến mức độ 3, mức độ 4 được cung cấp",
                "DVCTT mức độ 3 và 4 được cung cấp",
                "cung ứng DVC trực tuyến ở mức 3, 4",
            ),
            "procedure.online_eligible",
        ),
        (("bác sỹ/vạn dân", "số bác sĩ trên 1 vạn dân", "bác sĩ/10.000 dân"), "society.doctors"),
    ],
)
def test_link_is_by_meaning_not_by_wording(texts: tuple[str, ...], id_: str) -> None:
    assert [best(text) for text in texts] == [id_] * len(texts)


@pytest.mark.parametrize(
    "text",
    [
        "giải quyết hồ sơ",  # neither how nor when
        "nhiệm vụ giao trên hệ thống thông tin, giám sát",  # no inspection
        "cán bộ, công chức cấp xã",  # nothing is said of them
        "đơn vị sự nghiệp công lập ứng dụng công nghệ thông tin",  # units, but no cut
        "kiểm tra công tác cải cách hành chính",  # reform, but no index
        "nông nghiệp ứng dụng công nghệ số",
        "",
    ],
)
def test_too_few_ideas_link_to_nothing(text: str) -> None:
    assert catalogue().links(text) == []


def test_both_indicators_of_a_shared_number_are_linked() -> None:
    text = "hài lòng về sự phục vụ của cơ quan hành chính nhà nước, dịch vụ sự nghiệp công (y tế, giáo dục)"
    linked = {link.entry.id for link in catalogue().links(text, "percent")}
    assert {"satisfaction.agency", "satisfaction.health_education"} <= linked
