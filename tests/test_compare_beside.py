"""What people ask of a comparison: units in one base, sums apart from a year's values, years side by side, a map."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from extract.contract.model import Extraction
from extract.rules.provinces_table import provinces
from extract.views.compare.comparison import compare
from extract.views.compare.matrix import Row
from extract.views.compare.plain_data import csv_text, data
from extract.views.compare.province_map import codes, mapped, names, shapes
from tests.browser import Visitor, chromium, needs_chromium, visitor
from tests.made import extraction, target

__all__ = ["chromium", "visitor"]  # fixtures

DOCTORS = {"id": "society.doctors", "name": "Số bác sĩ trên một vạn dân", "text": "số bác sĩ"}
INCOME = {"id": "society.income_per_capita", "name": "Thu nhập bình quân đầu người", "text": "thu nhập bình quân"}
PLACES = {"a": ("04", "Cao Bằng"), "b": ("14", "Sơn La"), "c": ("38", "Thanh Hóa")}


def nowhere(document: str, target: str) -> None:
    """No review pages."""


def of(id: str, *targets: Any, **head: Any) -> Extraction:
    code, name = PLACES[id[0]]
    return extraction(*targets, id=id, province={"code": code, "name": name, "successor": None}, **head)


def goal(end: int | None, value: float, unit: str = "percent", text: str | None = None, **more: Any) -> Any:
    period = more.pop("period", {"type": "by", "start": None, "end": end})
    return target(value=value, unit=unit, unit_text=text, period=period, **more)


def rows(*documents: Extraction) -> list[Row]:
    return compare(documents).matrix.rows


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (goal(2025, 30, "minutes"), goal(2025, 0.5, "quantity", "giờ")),
        (
            goal(2025, 75, "money", "triệu đồng/người/năm", indicator=INCOME),
            goal(2025, 75_000_000, "money", "đồng/năm", indicator=INCOME, per="year"),
        ),
        (
            goal(2025, 10, "count", "bác sĩ", indicator=DOCTORS),
            goal(2025, 10, "quantity", "bác sĩ/10.000 dân", indicator=DOCTORS),
        ),
        (goal(2025, 100, "quantity", "ha"), goal(2025, 1, "quantity", "km²")),
        (goal(2025, 9, "quantity", "‰"), goal(2025, 0.9)),
    ],
    ids=["hours", "income", "doctors", "areas", "per mille"],
)
def test_two_spellings_of_one_promise_meet_and_are_the_same(one: Any, other: Any) -> None:
    (row,) = rows(of("a", one), of("b", other))
    assert {value.verdict for values in row.cells.values() for value in values} == {"same"}
    assert not row.flags - {"silent"}


def test_a_total_of_five_years_is_not_held_against_the_sum_of_one() -> None:
    five = {"type": "during", "start": 2021, "end": 2025}
    money = {"unit": "money", "text": "tỷ đồng"}
    found = rows(
        of("a", goal(None, 5_000, period=five, **money)),
        of("b", goal(None, 1_200, period={"type": "in", "start": 2025, "end": 2025}, **money)),
        of("c", goal(None, 1_100, period={"type": "annual", "start": 2021, "end": 2025}, **money)),
    )
    assert sorted((row.key.axis.over or 0, row.key.axis.per or "") for row in found) == [(0, ""), (0, "year"), (5, "")]
    assert {value.verdict for row in found for values in row.cells.values() for value in values} == {"alone"}


def test_totals_of_as_many_years_meet_and_a_level_is_no_total() -> None:
    five = {"type": "during", "start": 2021, "end": 2025}
    (row,) = rows(
        of("a", goal(None, 5_000, "money", "tỷ đồng", period=five)),
        of("b", goal(None, 6, "money", "nghìn tỷ đồng", period=five)),
    )
    assert row.flags >= {"differs"}
    (row,) = rows(of("a", goal(None, 95, period=five)), of("b", goal(2025, 95)))
    assert row.key.axis.over is None


def test_a_result_of_one_year_does_not_answer_a_goal_for_five() -> None:
    five = {"type": "during", "start": 2021, "end": 2025}
    promised = target(10, 20, unit="money", unit_text="tỷ đồng", value=5_000, period=five)

    def outcome(period: dict[str, Any]) -> str:
        told = target(
            30, 40, kind="actual", unit="money", unit_text="tỷ đồng", value=1_200, relation="eq", period=period
        )
        return compare([of("a", promised, told, type="report")]).reports[0].answers[0].outcome

    assert outcome({"type": "in", "start": 2023, "end": 2023}) == "no_figure"
    assert outcome({"type": "asof", "start": None, "end": None}) == "not_met"
    assert outcome(five) == "not_met"


def test_a_result_of_the_year_before_does_not_answer_a_goal_for_one_year() -> None:
    def outcome(goal_type: str, year: int) -> str:
        promised = target(10, 20, value=95, period={"type": goal_type, "start": None, "end": 2023})
        told = target(30, 40, kind="actual", value=97, relation="eq", period={"type": "in", "start": year, "end": year})
        return compare([of("a", promised, told, type="report")]).reports[0].answers[0].outcome

    assert outcome("in", 2022) == "no_figure"
    assert outcome("in", 2023) == outcome("by", 2022) == "met"


def beside(*documents: Extraction) -> dict[str, dict[int, int | None]]:
    """The rows beside the exact years: the year of each column."""
    found = compare(documents).matrix
    return {row.view: {at: values[0].year for at, values in row.cells.items()} for row in found.beside}


def test_plans_to_two_years_meet_in_the_latest_row() -> None:
    assert beside(of("a", goal(2025, 90)), of("b", goal(2025, 85), goal(2030, 95))) == {"latest": {0: 2025, 1: 2030}}
    assert beside(of("a", goal(2025, 90)), of("b", goal(2025, 85))) == {}
    assert beside(of("a", goal(2025, 90)), of("b", goal(2030, 5, "money", "tỷ đồng"))) == {}
    assert beside(of("a", goal(2025, 90)), of("a2", goal(2030, 95))) == {}


def test_the_nearest_year_is_that_of_which_most_speak() -> None:
    found = beside(
        of("a", goal(2025, 90)), of("b", goal(2025, 85), goal(2035, 95)), of("c", goal(2026, 80), goal(2040, 99))
    )
    assert found == {"latest": {0: 2025, 1: 2035, 2: 2040}, "nearest": {0: 2025, 1: 2025, 2: 2026}}


def test_values_beside_are_the_same_and_told_in_every_form() -> None:
    found = compare([of("a", goal(2025, 90)), of("b", goal(2025, 85), goal(2030, 95))])
    lines = list(csv.DictReader(io.StringIO(csv_text(found, nowhere))))
    assert [(line["document"], line["year"], line["latest"]) for line in lines] == [
        ("a", "2025", "true"), ("b", "2025", "false"), ("b", "2030", "true"),
    ]  # fmt: skip
    assert {(line["value_base"], line["unit_base"]) for line in lines} == {("90", "%"), ("85", "%"), ("95", "%")}
    (row,) = data(found, nowhere)["beside"]
    assert row["view"] == "latest"
    assert [(each["year"], cell["column"]) for cell in row["cells"] for each in cell["values"]] == [
        (2025, "04"),
        (2030, "14"),
    ]


def head(code: str, name: str, successor: tuple[str, str] | None, issued: str | None) -> Any:
    after = {"code": successor[0], "name": successor[1]} if successor else None
    place = {"code": code, "name": name, "successor": after}
    return extraction(target(), id="x", province=place, issued=issued).document


@pytest.mark.parametrize(
    ("document", "today", "former"),
    [
        (head("01", "Hà Nội", None, "2020-01-01"), ("01",), ("01",)),
        (head("10", "Lào Cai", ("15", "Lào Cai"), "2022-01-01"), ("15",), ("10",)),
        (head("15", "Lào Cai", None, "2025-11-01"), ("15",), ("10", "15")),
        (head("08", "Tuyên Quang", None, "2021-01-01"), ("08",), ("08",)),
        (head("08", "Tuyên Quang", None, "2026-01-01"), ("08",), ("02", "08")),
    ],
    ids=["unchanged", "before", "new under another's code", "old of a lasting name", "new of a lasting name"],
)
def test_a_document_is_of_the_provinces_of_its_day(
    document: Any, today: tuple[str, ...], former: tuple[str, ...]
) -> None:
    assert codes(document) == {"today": today, "former": former}


def test_a_map_shows_the_newest_value_of_a_province_and_no_district() -> None:
    documents = [
        of("a", goal(2030, 90), issued="2021-01-01"), of("a2", goal(2030, 80), issued="2024-01-01"),
        of("b", goal(2030, 0), issued="2021-01-01"), of("b2", goal(2030, 70), issued="2024-01-01", district="Mai Sơn"),
        of("c", goal(2030, 60, qualifier="nông thôn")),
    ]  # fmt: skip
    (shown,) = [each for each in mapped(compare(documents).matrix) if each.row.view == "exact"]
    spots = sorted(shown.spots, key=lambda spot: spot.today)
    assert [(spot.today, spot.number) for spot in spots] == [(("04",), 80), (("04",), 90), (("14",), 0)]


def test_the_drawing_has_every_province_and_the_archipelagos() -> None:
    drawn = shapes()
    assert set(drawn["former"]) == {row.code for row in provinces()} == set(names("former"))
    assert set(drawn["today"]) == {row.successor_code for row in provinces()} == set(names("today"))
    assert (len(drawn["former"]), len(drawn["today"])) == (63, 34)
    assert {box["name_vi"]: names("today")[code] for code, box in drawn["boxes"].items()} == {
        "Quần đảo Hoàng Sa": "Đà Nẵng", "Quần đảo Trường Sa": "Khánh Hòa",
    }  # fmt: skip


def _area(path: str) -> float:
    total = 0.0
    for ring in path.split("Z")[:-1]:
        points = [tuple(map(float, each.split(","))) for each in ring.removeprefix("M").split("L")]
        total += (
            abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True))) / 2
        )
    return total


def test_the_provinces_of_today_are_unions_of_the_former_ones() -> None:
    drawn, parts = shapes(), dict[str, list[str]]()
    for row in provinces():
        parts.setdefault(row.successor_code, []).append(row.code)
    for code, former in parts.items():
        whole = _area(drawn["today"][code]["path"])
        assert whole == pytest.approx(sum(_area(drawn["former"][each]["path"]) for each in former), rel=0.001)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from extract.views.compare.html_page import page

    beds: dict[str, Any] = {"indicator": {"id": "society.hospital_beds", "name": "Giường bệnh", "text": "giường bệnh"}}
    documents = [
        of("a", goal(2025, 90), goal(2025, 30, **beds)),
        of("b", goal(2025, 85), goal(2030, 95), goal(2030, 32, **beds)),
        of("c", goal(2026, 70, indicator=INCOME)),
    ]
    found = compare(documents)
    path = tmp_path_factory.mktemp("beside") / "compare.html"
    path.write_text(page(found, "vi", nowhere), "utf-8")
    return path


@needs_chromium
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_what_is_chosen_stands_in_the_address(made: Path, visitor: Visitor, width: int, scheme: Any) -> None:
    context = visitor.context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    tab = visitor.open(made, context=context).page
    shown = "#table tr.r:not([hidden])"
    assert tab.locator(f"{shown}:not([data-f*=several])").count() == 0
    assert tab.locator(f"{shown}.latest").count() > 0
    assert "#" not in tab.url
    tab.select_option("[name=view]", "latest")
    tab.click("[data-flag=several]")
    tab.fill("[name=q]", "giường")
    tab.select_option("[name=map]", index=2)
    tab.select_option("[name=cut]", "former")
    tab.click("[data-set-lang=en]")
    state = f"[document.querySelectorAll('{shown}').length, document.querySelector('#map-table').innerText]"
    before, address = tab.evaluate(state), tab.url
    assert before[0] > 0
    tab.reload()
    assert tab.evaluate(state) == before
    again = visitor.open(made, fragment=address[address.index("#") :]).page
    assert again.evaluate(state)[0] == before[0]
    assert again.locator("html").get_attribute("lang") == "en"
    assert again.locator("[name=cut]").input_value() == "former"
    again.click("nav.parts a[href='#map']")
    assert again.url == address
    again.click("#filters [type=reset]")
    again.wait_for_function("document.querySelector('[data-flag=several]').getAttribute('aria-pressed') === 'true'")


@needs_chromium
def test_the_map_tells_no_figure_from_a_low_one_and_its_table_holds_all(tmp_path: Path, visitor: Visitor) -> None:
    from extract.views.compare.html_page import page

    documents = [of("a", goal(2030, 0)), of("b", goal(2030, 50)), of("c", goal(2030, 100))]
    path = tmp_path / "compare.html"
    path.write_text(page(compare(documents), "vi", nowhere), "utf-8")
    tab = visitor.open(path).page
    classes = {
        code: tab.get_attribute(f"svg.map.today path[data-c='{code}']", "class") for code in ("04", "14", "38", "01")
    }
    assert classes == {"04": "p m0", "14": "p m2", "38": "p m4", "01": "p"}
    assert tab.locator("svg.map.today path[data-c='01'] title").text_content() == "Hà Nội: không có số liệu"
    fills = [
        tab.evaluate(f"getComputedStyle(document.querySelector(\"svg.map.today [data-c='{c}']\")).fill")
        for c in ("04", "01")
    ]
    assert fills[0] != fills[1]
    assert "hatch" in fills[1]
    assert [row.split("\t")[0] for row in tab.inner_text("#map-table tbody").splitlines() if row.strip()][:3]
    assert tab.locator("#map-table tbody tr").count() == 3
    assert "31 tỉnh" in tab.inner_text("#map-none")
    assert tab.get_by_role("img").first.get_attribute("aria-labelledby") == "map-today-title"
    tab.focus("#map-table button")
    tab.keyboard.press("Enter")
    assert tab.is_visible("#panel")
    tab.keyboard.press("Escape")
    tab.click("svg.map.today path[data-c='38']")
    assert tab.inner_text("#panel h3") == "≥ 100%"


def test_the_sheets_speak_the_language_of_the_book() -> None:
    import openpyxl

    from extract.views.compare.sheets import workbook

    found = compare([of("a", goal(2025, 90)), of("b", goal(2025, 85), goal(2030, 95))])
    book = openpyxl.load_workbook(io.BytesIO(workbook(found, "vi", nowhere)))
    head, *lines = book["Nguồn"].iter_rows(values_only=True)
    first = dict(zip(head, lines[0], strict=True))
    assert (first["Loại"], first["Loại đơn vị"], first["Huyện, xã"]) == ("mục tiêu", "phần trăm", None)
    assert (first["Giá trị theo đơn vị gốc"], first["Đơn vị gốc (UCUM)"]) == (90, "%")
    head, line, *_ = book["Khác năm"].iter_rows(values_only=True)
    assert [cell for cell in line if cell and "%" in str(cell)] == ["≥ 90% (2025)", "≥ 95% (2030)"]
    assert "Huyện, xã" in [cell.value for cell in book["Khác biệt"][1]]
