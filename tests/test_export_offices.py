"""Forms that offices use: the tracking workbook, the summaries, heads and codes in words."""

from __future__ import annotations

import csv
import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner

from extract.cli.app import build
from extract.contract.extras import EXTRAS
from extract.contract.marker import is_own_table
from extract.messages.columns import HEADS
from extract.readers import read
from extract.write.columns import TABLES, TARGETS
from extract.write.export import summary, summary_pdf
from extract.write.export.facts import reached
from extract.write.export.formats import FORMATS, Options, Unfit, export
from extract.write.export.goals import groups
from extract.write.export.in_words import word
from extract.write.export.told import asked, term
from tests.exporting import ROOT, lay_out
from tests.made import extraction, target

VI = Options(language="vi")
TREE = extraction(
    target(0, 3, id="whole", label="Chỉ tiêu 1", responsible="Sở Nội vụ", level="province"),
    target(10, 13, "20%", id="part", value=20, parent="whole", place={"name": "xã A", "level": "commune"}),
    target(20, 23, "60%", id="now", kind="actual", value=60, relation="eq", level="province",
           period={"type": "in", "start": 2020, "end": 2020}),
    target(30, 33, "10%", id="loop", value=10, parent="loop", source={"section": ["III"]}),
    id="plan", source="given/plan.txt",
)  # fmt: skip


def _rows(sheet: Worksheet) -> list[dict[str, Any]]:
    """The rows of targets by their heads, which stand in rows 4 and 5."""
    heads = [sheet.cell(5, at).value or sheet.cell(4, at).value for at in range(1, sheet.max_column + 1)]
    rows = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=6))
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows if row[6]]


@pytest.fixture
def tracker(tmp_path: Path) -> Worksheet:
    export(lay_out(tmp_path / "in", TREE), "tracker", tmp_path / "a.xlsx", VI)
    return openpyxl.load_workbook(tmp_path / "a.xlsx")["Theo dõi"]


def test_the_tracker_is_a_tree_of_targets_with_what_is_known_of_each(tracker: Worksheet) -> None:
    whole, part, loop = _rows(tracker)
    assert [each["Mã"] for each in (whole, part, loop)] == ["1.1", "1.1.1", "1.2"]
    assert [each["Thuộc mục tiêu"] for each in (whole, part, loop)] == [None, "1.1", None]
    said = {
        "Số trong văn bản": "Chỉ tiêu 1", "Cấp": "tỉnh", "Đơn vị tính": "%", "Mức phải đạt": "từ 80% trở lên",
        "Năm": "2025", "Mức xuất phát": "60% (2020)", "Cơ quan chủ trì": "Sở Nội vụ", "Người theo dõi": None,
        "Trạng thái": None, "Quý 1": None, "Tháng 12": None, "Mục": "II > 1 > a)", "Trị số": 80,
        "Câu": "Tối thiểu 80% hồ sơ.", "Văn bản nguồn": "12/QĐ-UBND, 30/12/2021", "Mã bản ghi": "plan: whole",
    }  # fmt: skip
    assert {key: whole[key] for key in said} == said
    assert part["Mục tiêu"] == "Thủ tục hành chính (xã A)"


def test_the_tracker_folds_offers_its_statuses_and_prints_on_a4(tracker: Worksheet) -> None:
    levels = {tracker.cell(row, 1).value: tracker.row_dimensions[row].outlineLevel for row in range(6, 12)}
    assert (levels["1.1"], levels["1.1.1"], levels["1.2"]) == (2, 3, 2)
    (rule,) = tracker.data_validations.dataValidation
    assert rule.type == "list"
    assert "Đang thực hiện" in rule.formula1
    status = next(cell.column_letter for cell in tracker[4] if cell.value == "Trạng thái")
    assert all(f"{status}{row}" in rule.sqref for row in range(6, 12))
    page = tracker.page_setup
    assert (page.paperSize, page.orientation, page.fitToWidth or 1, page.fitToHeight) == (9, "landscape", 1, 0)
    assert tracker.sheet_properties.pageSetUpPr.fitToPage
    assert tracker.print_title_rows == "$4:$5"
    assert "&P" in (tracker.oddFooter.right.text or "")
    assert tracker.print_area.startswith("'Theo dõi'!$A$1:")
    printed = tracker.print_area.rpartition("$")[0].rpartition("$")[2]
    assert tracker[f"{printed}4"].value == "Văn bản nguồn"


def test_a_document_without_targets_is_not_in_the_tracker(tmp_path: Path) -> None:
    only = extraction(target(kind="actual"), id="report", source="given/r.txt")
    counts = export(lay_out(tmp_path / "in", TREE, only), "tracker", tmp_path / "a.xlsx")
    assert counts == {"goals": 3, "documents": 1}
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["Tracking", "How to fill in"]


def test_a_ring_of_parents_is_no_tree_and_loses_nothing() -> None:
    ring = [target(0, 3, id="a", parent="b"), target(5, 8, id="b", parent="a"), target(9, 12, id="c", parent="none")]
    found = [goal.target.id for group in groups(extraction(*ring)) for goal in group.goals]
    assert found == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("changes", "vi"),
    [
        ({}, "từ 80% trở lên"),
        ({"relation": "gt"}, "trên 80%"),
        ({"relation": "le", "unit": "minutes", "value": 30}, "không quá 30 phút"),
        ({"relation": "le", "unit": "rank", "value": 30, "out_of": 63}, "từ hạng 30/63 trở lên"),
        ({"relation": "between", "unit": "rank", "value": 25, "upper": 30, "out_of": 63}, "hạng 25–30/63"),
        ({"relation": "eq", "unit": "money", "unit_text": "triệu đồng", "value": 1234.5}, "1234,5 triệu đồng"),
        ({"relation": "ge", "unit": "band", "value": None, "band": "khá"}, "từ khá trở lên"),
        ({"direction": "decrease", "per": "year", "baseline": {"start": 2021, "end": 2021}},
         "giảm từ 80% trở lên mỗi năm so với năm 2021"),
    ],
)  # fmt: skip
def test_a_value_is_told_in_words(changes: dict[str, Any], vi: str) -> None:
    assert asked(target(**changes), "vi") == vi


def test_the_term_of_a_target_is_years_alone() -> None:
    whens = [("by", 2021, 2025), ("during", 2021, 2025), ("in", 2025, 2025), ("asof", None, None)]
    periods = [{"type": type, "start": start, "end": end} for type, start, end in whens]
    assert [term(target(period=each), "vi") for each in periods] == ["2025", "2021–2025", "2025", ""]


@pytest.mark.parametrize(
    ("goal", "result", "met"),
    [
        ({}, {"value": 80}, True),
        ({}, {"value": 79.9}, False),
        ({"relation": "gt"}, {"value": 80}, False),
        ({"relation": "eq"}, {"value": 99}, True),
        ({"relation": "between", "unit": "rank", "value": 25, "upper": 30}, {"unit": "rank", "value": 31}, False),
        ({"relation": "eq", "unit": "count", "value": 5}, {"unit": "count", "value": 7}, None),
        ({"direction": "increase"}, {"value": 90}, None),
        ({}, {"value": 70, "upper": 90}, None),
    ],
)  # fmt: skip
def test_a_result_is_held_against_what_was_asked(
    goal: dict[str, Any], result: dict[str, Any], met: bool | None
) -> None:
    assert reached(target(**goal).measure, target(**{"relation": "eq", **result}).measure) is met


def _said(path: Path) -> str:
    made = docx.Document(str(path))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in made.paragraphs] + cells)


def test_a_summary_tells_a_province_and_a_district_apart(tmp_path: Path) -> None:
    district = extraction(target(), id="d", source="given/d.txt", district="Tây Sơn", number=None)
    counts = export(lay_out(tmp_path / "in", TREE, district), "summary", tmp_path / "out", VI)
    assert counts == {"summaries": 2, "documents": 2}
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["Phú Yên - Tây Sơn.docx", "Phú Yên.docx"]
    said = _said(tmp_path / "out/Phú Yên.docx")
    for text in (
        "TỈNH PHÚ YÊN", "(nay thuộc tỉnh Đắk Lắk)", "không thay thế văn bản gốc", "nêu 3 mục tiêu và 1 kết quả",
        "Có 1 mục tiêu đối chiếu được", "chưa có mục tiêu nào đạt", "Cơ quan được giao nhiều nhất: Sở Nội vụ.",
        "Từ 80% trở lên", "60% (2020)", "[1] mục II.1.a", "[1] 12/QĐ-UBND, 30/12/2021", "Số mục tiêu theo lĩnh vực",
    ):  # fmt: skip
        assert text in said, text
    assert "CỘNG HÒA" not in said
    made = docx.Document(str(tmp_path / "out/Phú Yên.docx"))
    assert len(made.inline_shapes) + said.count("\n\n") >= 1
    assert sum("image" in part.partname for part in made.part.package.iter_parts()) >= 3
    style = made.styles["Normal"].font
    assert (style.name, style.size.pt if style.size else None) == ("Times New Roman", 13)
    assert read(tmp_path / "out/Phú Yên.docx").raw.count("Sở Nội vụ") == 1


def test_what_is_hostile_is_text_in_a_summary(tmp_path: Path) -> None:
    odd = target(responsible="<w:br/>\x00\x01&", indicator={"id": None, "name": "=1+1\x0b", "text": "x"})
    export(lay_out(tmp_path / "in", extraction(odd, id="odd", source="given/x")), "summary", tmp_path / "out", VI)
    assert "<w:br/>&" in _said(tmp_path / "out/Phú Yên.docx")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_makes_pages_of_the_forms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pymupdf

    folder, workbook = lay_out(tmp_path / "in", TREE), tmp_path / "a.xlsx"
    export(folder, "tracker", workbook, VI)
    # It takes its time to start: once for both.
    monkeypatch.setattr(summary, "to_pdf", lambda documents: summary_pdf.to_pdf([*documents, workbook]))
    export(folder, "summary", tmp_path / "out", Options(language="vi", pdf=True))
    with pymupdf.open(tmp_path / "out/Phú Yên.pdf") as pages:
        assert len(pages) <= 2
        assert "TÓM TẮT MỤC TIÊU" in pages[0].get_text()
        assert (round(pages[0].rect.width), round(pages[0].rect.height)) == (595, 842)
    with pymupdf.open(tmp_path / "out/a.pdf") as pages:
        assert round(pages[0].rect.width) == 842
        assert "Văn bản nguồn" in pages[0].get_text()
        assert len(pages) == 2  # all columns on one page, and the guide


def test_pdf_without_libreoffice_is_refused_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary_pdf, "program", lambda: None)
    arguments = ["export", lay_out(tmp_path / "in", TREE), "--to", "summary", "--out", tmp_path / "x", "--pdf"]
    result = CliRunner().invoke(build("en"), [*map(str, arguments)])
    assert result.exit_code == 2
    assert "LibreOffice" in result.stderr
    assert not (tmp_path / "x").exists()


def test_every_column_has_a_head_in_both_languages_and_none_is_like_another() -> None:
    for table in TABLES:
        assert [column.name for column in table.columns if column.name not in HEADS] == []
        for at in (0, 1):
            heads = [HEADS[name][at] for name in table.names]
            assert len(set(heads)) == len(heads)
        for column in table.columns:
            for code in column.enum:
                assert word(column.name, code, "vi") != code or column.name == "type", (column.name, code)


def test_csv_keeps_its_names_unless_words_are_asked_for(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "in", TREE)
    export(folder, "csv", tmp_path / "en.csv")
    export(folder, "csv", tmp_path / "vi.csv", VI)
    assert (tmp_path / "en.csv").read_bytes() == (tmp_path / "vi.csv").read_bytes()
    export(folder, "csv", tmp_path / "words.csv", Options("vi", words=True, bom=True, decimal_comma=True))
    data = (tmp_path / "words.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    (row, *_), names = list(csv.DictReader(StringIO(data.decode("utf-8-sig")), delimiter=";")), TARGETS.names
    assert len(row) == len(names)
    said = {"Chỉ tiêu": "Tỷ lệ TTHC là dịch vụ công trực tuyến toàn trình", "Loại": "kết quả", "Thời hạn": "trong năm",
            "Quan hệ": "đúng bằng", "Cấp": "tỉnh", "Giá trị": "60", "Độ tin cậy": "0,9"}  # fmt: skip
    assert {key: row[key] for key in said} == said


@pytest.mark.parametrize("language", ["en", "vi"])
def test_no_table_of_ours_is_taken_for_a_document(tmp_path: Path, language: Any) -> None:
    for at, options in enumerate((Options(language, words=True), Options(language, words=True, decimal_comma=True))):
        export(lay_out(tmp_path / "in", TREE), "csv", tmp_path / f"{at}.csv", options)
        assert is_own_table(tmp_path / f"{at}.csv")


def test_numbers_have_a_comma_and_texts_that_look_like_numbers_stay(tmp_path: Path) -> None:
    document = extraction(target(value=-84.11, label="2.1"), id="n", source="given/n")
    export(lay_out(tmp_path / "in", document), "csv", tmp_path / "a.csv", Options(decimal_comma=True))
    (row,) = csv.DictReader(StringIO((tmp_path / "a.csv").read_text("utf-8")), delimiter=";")
    assert (row["value"], row["label"], row["year"]) == ("-84,11", "2.1", "2025")


def test_the_vietnamese_workbook_has_words_and_prints_on_a4(tmp_path: Path) -> None:
    export(lay_out(tmp_path / "in", TREE), "xlsx", tmp_path / "a.xlsx", VI)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["Mục tiêu, kết quả", "Văn bản", "Ý nghĩa các cột"]
    sheet = book["Mục tiêu, kết quả"]
    heads = [cell.value for cell in sheet[1]]
    assert heads == [HEADS[name][1] for name in TARGETS.names]
    assert {sheet.cell(row, heads.index("Loại") + 1).value for row in range(2, 6)} == {"mục tiêu", "kết quả"}
    for each in book:
        assert (each.page_setup.paperSize, each.page_setup.fitToWidth or 1) == (9, 1)
    hidden = [letter for letter, about in sheet.column_dimensions.items() if about.hidden]
    shown = sum(about.width for about in sheet.column_dimensions.values() if not about.hidden)
    assert hidden
    assert shown < 260  # in view: as wide as a page of A4 shows legibly


@pytest.mark.parametrize(
    ("to", "options", "said"),
    [
        ("jsonl", ["--words"], "--words is not for jsonl, only for csv"),
        ("xlsx", ["--csv-bom"], "--csv-bom is not for xlsx, only for csv"),
        ("tracker", ["--pdf"], "--pdf is not for tracker, only for summary"),
        ("parquet", ["--decimal-comma"], "--decimal-comma is not for parquet, only for csv"),
    ],
)
def test_an_option_that_a_form_does_not_have_is_refused(tmp_path: Path, to: str, options: list[str], said: str) -> None:
    arguments = ["export", lay_out(tmp_path / "in", TREE), "--to", to, "--out", tmp_path / "x", *options]
    result = CliRunner().invoke(build("en"), [*map(str, arguments)])
    assert result.exit_code == 2
    assert said in result.stderr
    with pytest.raises(Unfit):
        export(tmp_path / "in", "jsonl", tmp_path / "x", Options(words=True))


def test_what_a_form_needs_is_in_the_extra() -> None:
    assert {module for form in FORMATS.values() for module in form.needs} <= {*EXTRAS["export"]}


def test_the_committed_outputs_make_a_tracker_with_every_target(tmp_path: Path) -> None:
    counts = export(ROOT / "outputs", "tracker", tmp_path / "a.xlsx", VI)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Theo dõi"]
    codes = [row["Mã"] for row in _rows(sheet)]
    assert len(codes) == len(set(codes)) == counts["goals"] == 205
