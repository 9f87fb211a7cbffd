"""Goals and results across documents: held against hand-made tables, and mechanism by mechanism."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from extract.catalogue.entries import catalogue
from extract.cli.app import build
from extract.contract.model import Extraction, Target
from extract.pipeline.stages import extract
from extract.readers import of_text
from extract.views.compare.alike import LEAST, alike, likeness, of_plan, one_name, part_words
from extract.views.compare.leaning import leaning
from extract.views.compare.results import reports
from extract.views.track.files import write
from extract.views.track.plain import COLUMNS, data, json_text
from extract.views.track.standing import Standing
from extract.views.track.telling import arithmetic
from extract.views.track.tracking import Tracking, track
from extract.write.json import text as written
from tests.browser import Visitor, needs_chromium
from tests.browser import chromium as chromium
from tests.browser import visitor as visitor
from tests.gilded import gilded
from tests.made import PHU_YEN, extraction, target
from tests.tracked import FOLDER, goals_told, pairs_told, rows

ASOF = "2025-05-31"


@pytest.fixture(scope="module")
def read() -> dict[Path, Extraction]:
    """What the program reads in the documents of tests/track/, under their names."""
    found = {}
    for path in sorted(FOLDER.glob("*.txt")):
        made = extract(of_text(path.read_text("utf-8")))
        found[path] = made.model_copy(update={"document": made.document.model_copy(update={"id": path.stem})})
    return found


def those(read: dict[Path, Extraction], begin: str, *, perfect: bool) -> list[Extraction]:
    """The documents whose names begin so, as they are read or as the gold says."""
    return [gilded(path, made) if perfect else made for path, made in read.items() if path.name.startswith(begin)]


@pytest.fixture(scope="module")
def gold(read: dict[Path, Extraction]) -> list[Extraction]:
    return those(read, "0", perfect=True)


@pytest.fixture(scope="module")
def tracking(gold: list[Extraction]) -> Tracking:
    return track(gold, asof=ASOF)


# The hand-made tables.  First runs, before anything was mended for them: 47 of 59 goals on gold (39 as extracted); of
# the 28 pairs whose goal the text tells, 24 on gold and 21 as extracted (11 and 20 before names were read).


def test_goals_of_eight_documents_stand_as_told_by_hand(tracking: Tracking) -> None:
    wrong = [(row["indicator"], row["goal"], fault) for row, fault in goals_told(rows("track.tsv"), tracking) if fault]
    assert [name for name, *_ in wrong] == ["dữ liệu hộ tịch số hóa"]  # told as "sổ hộ tịch": a reader's knowledge
    assert len(rows("track.tsv")) == 59


def test_goals_as_the_program_reads_them_stand_mostly_as_told_by_hand(read: dict[Path, Extraction]) -> None:
    found = track(those(read, "0", perfect=False), asof=ASOF)
    told = list(goals_told(rows("track.tsv"), found))
    assert sum(not fault for _, fault in told) >= 49


def test_goals_and_results_within_reports_are_paired_as_by_hand(read: dict[Path, Extraction]) -> None:
    table = rows("pairs.tsv")
    told = list(pairs_told(table, reports(those(read, "r", perfect=True), catalogue().entries)))
    assert [(row["indicator"], fault) for row, fault in told if fault] == []
    assert (len(table), len(told)) == (30, 28)  # of two the goal is not in the text, only the distance from it


def test_goals_and_results_that_the_program_reads_are_mostly_paired(read: dict[Path, Extraction]) -> None:
    told = list(pairs_told(rows("pairs.tsv"), reports(those(read, "r", perfect=False), catalogue().entries)))
    assert sum(not fault for _, fault in told) >= 28


# Mechanisms, on records made for them.


def document(id: str, issued: str, *targets: Target, **head: Any) -> Extraction:
    return extraction(*targets, id=id, issued=issued, number=f"{id}/KH", **{"horizon": None, **head})


def goal(value: float, year: int, *, of: str = "by", **changes: Any) -> Target:
    period = {"type": of, "start": year if of == "in" else None, "end": year}
    return target(int(value * 10) + year, int(value * 10) + year + 3, value=value, **{"period": period, **changes})


def result(value: float, year: int, **changes: Any) -> Target:
    more = {"kind": "actual", "relation": "eq", **changes}
    return goal(value, year, of="in", **more)


def one(*documents: Extraction, asof: str = "2024-06-30", today: bool = False) -> list[Standing]:
    found = track(documents, asof=asof, today=today)
    return [each for tracked in found.lines for each in tracked.goals]


PLAN = document("plan", "2021-03-01", goal(80, 2025))


@pytest.mark.parametrize(
    ("results", "asof", "status", "pace"),
    [
        ([], "2024-06-30", "silent", None),
        ([result(85, 2023)], "2024-06-30", "met", None),
        ([result(60, 2021), result(70, 2023)], "2024-06-30", "on_the_way", "ahead"),
        ([result(60, 2021), result(69, 2023)], "2024-06-30", "on_the_way", "behind"),
        ([result(70, 2023)], "2024-06-30", "on_the_way", "unknown"),
        ([result(70, 2023)], "2026-01-31", "overdue", None),
        ([result(70, 2025)], "2026-01-31", "not_met", None),
        ([result(80, 2025)], "2026-01-31", "met", None),
    ],
)
def test_how_a_goal_stands(results: list[Target], asof: str, status: str, pace: str | None) -> None:
    later = document("report", "2025-12-20", *results or [result(1, 2024, unit="rank")], type="report")
    (found,) = one(PLAN, later, asof=asof)
    assert (found.status, found.pace) == (status, pace)


def test_the_line_is_told_with_its_numbers() -> None:
    (found,) = one(PLAN, document("report", "2024-01-20", result(60, 2021), result(69, 2023)))
    assert found.expected == pytest.approx(70)
    assert arithmetic(found, "en") == "Straight line from 60% (2021) to ≥ 80% (2025): 70% in 2023; told: 69%"


def test_values_of_the_document_that_sets_a_goal_are_where_it_starts() -> None:
    plan = document("plan", "2021-03-01", goal(80, 2025), result(60, 2020))
    (found,) = one(plan)
    assert (found.status, found.base) == ("silent", (2020, 60.0))
    (found,) = one(plan, document("report", "2024-01-20", result(72, 2023)))
    assert (found.status, found.pace) == ("on_the_way", "ahead")
    assert found.expected == pytest.approx(72)


def test_a_later_document_revises_a_goal_and_one_of_another_year_does_not() -> None:
    later = document("later", "2023-03-01", goal(90, 2025))
    old, new = one(PLAN, later)
    assert (old.status, new.status, new.pledge.revises) == ("revised", "silent", old.pledge)
    assert {each.status for each in one(PLAN, document("later", "2023-03-01", goal(90, 2030)))} == {"silent"}
    assert {each.status for each in one(PLAN, document("later", "2025-01-05", goal(90, 2025, of="in")))} == {"silent"}
    (again,) = one(PLAN, document("later", "2023-03-01", goal(80, 2025)))
    assert [each.head.id for each in again.pledge.again] == ["later"]


TREES: dict[str, Any] = {"indicator": {"id": None, "name": "Trồng cây phân tán", "text": "trồng cây phân tán"}}


def trees(value: float, start: int, end: int, kind: str = "target") -> Target:
    period = {"type": "during" if start < end else "in", "start": start, "end": end}
    at = int(value) + start
    more = {"unit": "count", "unit_text": "nghìn cây", "relation": "eq", "kind": kind}
    return target(at, at + 3, value=value, period=period, **more, **TREES)


def test_a_total_is_held_against_the_sum_of_years_never_against_one() -> None:
    plan = document("plan", "2021-01-05", trees(100, 2021, 2025))
    report = document("report", "2023-12-20", *(trees(value, year, year, "actual") for value, year in
                                               ((20, 2021), (22, 2022), (19, 2023))))  # fmt: skip
    (found,) = one(plan, report)
    assert (found.status, found.pace, found.reached, found.expected) == ("on_the_way", "ahead", 61_000, 60_000)
    (alone,) = one(
        document("plan", "2021-01-05", trees(18, 2021, 2025)),
        document("r", "2022-01-05", trees(19, 2021, 2021, "actual")),
    )
    assert alone.years == (2021,)
    assert alone.pledge.sort == "total"


def test_less_is_better_where_the_name_says_so_and_more_is_assumed_where_nothing_does() -> None:
    poor = {"id": None, "name": "Hộ nghèo người Chứt", "text": "hộ nghèo người Chứt"}
    made = target(indicator=poor, relation="eq")
    assert (leaning(made, None).sense, leaning(made, None).basis) == ("lower", "words")
    made = target(**TREES, relation="eq")
    assert (leaning(made, None).sense, leaning(made, None).basis) == ("higher", "assumed")


def test_a_province_that_was_joined_stands_under_its_successor_only_when_asked() -> None:
    old = document("old", "2021-03-01", goal(80, 2025))
    new = document("new", "2026-01-05", result(85, 2025), province={"code": "66", "name": "Đắk Lắk", "successor": None})
    assert [each.status for each in one(old, new, asof="2026-01-05")] == ["silent"]
    assert [each.status for each in one(old, new, asof="2026-01-05", today=True)] == ["met"]


def test_what_one_of_the_joined_provinces_told_answers_no_goal_of_another() -> None:
    before = {"code": "66", "name": "Đắk Lắk", "successor": None}
    other = document("other", "2024-01-05", result(85, 2023), province=before)
    assert [each.status for each in one(PLAN, other, today=True)] == ["silent"]
    assert PHU_YEN["successor"] == {"code": "66", "name": "Đắk Lắk"}


def test_a_district_named_by_its_province_is_the_district_that_speaks_for_itself() -> None:
    own = document("own", "2023-01-05", goal(80, 2025), district="Sông Hinh")
    told = result(85, 2024, place={"name": "huyện Sông Hinh", "level": "district", "code": None})
    (found,) = one(own, document("province", "2025-01-05", told), asof="2025-02-01")
    assert found.status == "met"


def test_the_line_of_a_part_names_the_line_of_the_whole() -> None:
    whole = goal(80, 2025)
    part = goal(50, 2025, qualifier="vùng đặc biệt khó khăn", parent=whole.id)
    found = track([document("plan", "2021-03-01", whole, part)])
    (child,) = [each for each in found.lines if each.line.part]
    assert child.parent is not None
    assert found.lines[child.parent].line.part is None


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Tỷ lệ người dân tham gia BHYT", "Tỷ lệ bao phủ bảo hiểm y tế"),
        ("Tỷ lệ dân số đô thị dùng nước sạch", "Nước sạch: khu vực thành thị"),
        ("Diện tích na trồng theo VietGAP", "Na đạt VietGAP"),
        ("Giá trị sản xuất", "Tổng giá trị sản xuất"),
    ],
)
def test_names_that_are_one(name: str, other: str) -> None:
    assert one_name(name, other) >= LEAST


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Tỷ lệ hộ nghèo", "Tỷ lệ hộ cận nghèo"),
        ("Tỷ lệ hộ nghèo", "Tỷ lệ hộ nghèo dân tộc thiểu số"),
        ("Sản lượng thịt hơi trâu", "Sản lượng thịt hơi bò"),
        ("Dân số nông thôn dùng nước sạch", "Dân số thành thị dùng nước sạch"),
        ("Giá trị sản xuất công nghiệp", "Giá trị sản xuất nông nghiệp"),
    ],
)
def test_names_that_are_two(name: str, other: str) -> None:
    assert one_name(name, other) == 0
    assert likeness(name, name) == 1


def test_two_ids_are_two_indicators_whatever_their_names() -> None:
    other = {"id": "egov.e_identity", "name": target().indicator.name, "text": "thủ tục hành chính"}
    assert alike(target(), target(indicator=other)) is None


def test_a_share_of_the_plan_is_no_level() -> None:
    done = {"id": None, "name": "Thu ngân sách … dự toán", "text": "thu ngân sách … dự toán huyện giao"}
    assert of_plan(target(indicator=done, kind="actual")) == "thu ngân sách "
    assert of_plan(target(indicator=done, direction="increase")) is None
    assert of_plan(target()) is None


def test_a_part_that_only_repeats_name_and_tier_is_none() -> None:
    entry = catalogue().entries["egov.work_files_online"]
    ref = {"id": entry.id, "name": entry.name_vi, "text": "x"}
    both = [target(indicator=ref, level="province", qualifier=part) for part in ("cấp tỉnh", "các sở, ngành cấp tỉnh")]
    assert [part_words(each, entry) for each in both] == [frozenset(), frozenset()]
    assert part_words(target(indicator=ref, qualifier="văn bản mật"), entry)


# What is written.


@pytest.fixture(scope="module")
def folder(gold: list[Extraction], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("track")
    write(gold, out, "vi", asof=ASOF)
    return out


def test_the_files_are_the_same_every_time_and_agree(
    folder: Path, gold: list[Extraction], tracking: Tracking, tmp_path: Path
) -> None:
    write(reversed(gold), tmp_path, "vi", asof=ASOF)
    for each in folder.iterdir():
        assert (tmp_path / each.name).read_bytes() == each.read_bytes(), each.name
    told = json.loads((folder / "track.json").read_text("utf-8"))
    assert told == json.loads(json_text(tracking, lambda *_: None))
    assert sum(len(line["goals"]) for line in told["lines"]) == 59
    lines = list(csv.DictReader(io.StringIO((folder / "track.csv").read_text("utf-8"))))
    assert tuple(lines[0]) == COLUMNS
    assert [line["status"] for line in lines if line["status"] != "no_goal"] == [
        each["status"] for line in told["lines"] for each in line["goals"]
    ]
    sheet = openpyxl.load_workbook(folder / "track.xlsx").worksheets[0]
    assert sheet.max_row == 60
    assert sheet.page_setup.paperSize == int(sheet.PAPERSIZE_A4)


def test_every_record_stands_once(gold: list[Extraction], tracking: Tracking) -> None:
    told = data(tracking, lambda *_: None)
    stood = [(each["set_by"], each["set_id"]) for line in told["lines"] for each in line["goals"]] + [
        (each["document"], each["id"]) for line in told["lines"] for each in line["results"]
    ]
    assert len(stood) == len(set(stood))
    again = sum(len(each.pledge.again) for tracked in tracking.lines for each in tracked.goals)
    assert len(stood) + again + tracking.unmeasured == sum(len(each.standing) for each in gold)


def test_a_record_found_wrong_counts_nowhere() -> None:
    wrong = result(85, 2023, reviewed={"verdict": "wrong"})
    (found,) = one(PLAN, document("report", "2024-01-20", wrong, result(70, 2022)))
    assert (found.status, found.reached) == ("on_the_way", 70)


def test_the_command_tells_what_it_found(tmp_path: Path) -> None:
    folders = [tmp_path / "plans", tmp_path / "reports"]
    for folder, each in zip(folders, (PLAN, document("report", "2024-01-20", result(85, 2023))), strict=True):
        folder.mkdir()
        (folder / f"{each.document.id}.json").write_text(written(each), encoding="utf-8")
    arguments = ["track", *map(str, folders), "--out", str(tmp_path / "out"), "--asof", ASOF]
    told = CliRunner().invoke(build("en"), arguments)
    assert told.exit_code == 0
    assert told.stdout.startswith("As of 2025-05-31. Documents: 2. Goals: 1; met 1, not met 0")
    files = sorted(path.suffix for path in (tmp_path / "out").iterdir())
    assert files == [".csv", ".html", ".json", ".xlsx"]
    for bad in (["track"], arguments[:3], [*arguments[:-1], "31/05/2025"], ["track", str(tmp_path / "no")]):
        assert CliRunner().invoke(build("en"), bad).exit_code == 2


@needs_chromium
@pytest.mark.parametrize("width", [1280, 390])
def test_filters_stand_in_the_address(folder: Path, visitor: Visitor, width: int) -> None:
    context = visitor.context(viewport={"width": width, "height": 900})
    page = visitor.open(folder / "track.html", context=context).page
    assert page.locator("article[data-card]:visible").count() == 47
    page.locator("[data-flag=not_met]").click()
    page.locator("select[name=due]").select_option("2023")
    shown = page.locator("article[data-card]:visible")
    assert shown.count() == 3
    address = page.evaluate("location.hash")
    assert "status=not_met" in address
    assert "due=2023" in address
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    again = visitor.open(folder / "track.html", fragment=address + "&lang=en", context=context).page
    assert again.locator("article[data-card]:visible").count() == 3
    assert again.locator("h1").inner_text() == "Goals and results over the years"
    again.locator("button[type=reset]").click()
    again.wait_for_function("document.querySelectorAll('article[data-card]:not([hidden])').length > 40")
