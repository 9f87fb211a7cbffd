"""Sheets: what stands where, as it is shown; what is left out and told; the cell of each record."""

from __future__ import annotations

import codecs
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from extract.contract.model import Target
from extract.pipeline.components import extract
from extract.readers import Options, ReadError, Source, of_bytes
from extract.readers.sheets import grid, xlsx_parts
from extract.readers.sheets.delimited import dialect_of
from extract.readers.sheets.grid import cell_name
from extract.readers.sheets.shown import shown
from extract.readers.sniff import format_of
from extract.run.batch import run
from extract.run.engines.inline import Inline
from extract.views.review.originals import Found
from extract.views.review.paper import made
from extract.views.review.rendering import page
from extract.write.columns import TARGETS, rows_of
from tests.bad import packed_bomb
from tests.fuzz.trial import check, check_source
from tests.reading import NLP
from tests.sheets import ANNEX, Rows, annex, compound, ods, ods_cell, ods_table, xls, xlsx

HEAD = ("STT", "Chỉ tiêu", "Đơn vị", "Năm 2025")
SMALL: Rows = (
    HEAD,
    (1, "Tỷ lệ hộ nghèo", "%", 3.5),
    (2, "Tỷ lệ che phủ rừng", "%", 54.25),
    (3, "Thu ngân sách", "tỷ đồng", 1752.5),
)
TABLE = """\
| STT | Chỉ tiêu | ĐVT | Năm 2025 | Năm 2025 | Kế hoạch năm 2026 |
| STT | Chỉ tiêu | ĐVT | Kế hoạch | Ước thực hiện | Kế hoạch năm 2026 |
| I | KINH TẾ |  |  |  |  |
| 1 | Tốc độ tăng tổng sản phẩm trên địa bàn | % | 7,5% | 8,1% | 8,0% |
| 2 | Thu ngân sách trên địa bàn | tỷ đồng | 2.500 | 2.610,5 | 2.800 |
| II | XÃ HỘI |  |  |  |  |
| 3 | Tỷ lệ hộ nghèo | % | 18,5 | 17,25 | 14 |
|  | - Thành thị | % | 3,5 | 3 | 2,5 |
|  | - Nông thôn | % | 22 | 20,75 | 17 |
"""


def read(data: bytes, name: str = "bang", **options: Any) -> Source:
    source = of_bytes(data, name, Options(**options))
    check_source(source)
    return source


def records(data: bytes, name: str = "bang") -> list[Target]:
    source = read(data, name)
    found = extract(source, NLP)
    check(source, found)
    return list(found.targets)


def brief(target: Target) -> tuple[str | None, str, str, float | int | None, int | None]:
    year = target.period.end if target.period else None
    return target.source.cell, target.kind, target.measure.unit, target.measure.value, year


def told(source: Source) -> list[str]:
    return [message for _, message in source.notices]


# ---- an annex as offices lay it out -----------------------------------------------------------------------------


def test_an_annex_is_lines_a_table_and_a_note() -> None:
    source = read(annex())
    assert TABLE in source.raw
    above, below = source.raw.split(TABLE)
    assert above.split("\n\n")[:-1] == [
        "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU",
        "Số: 45/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Lai Châu, ngày 12 tháng 12 năm 2025",
        "KẾ HOẠCH PHÁT TRIỂN KINH TẾ - XÃ HỘI NĂM 2026",
        "Đơn vị tính: như cột 3",
    ]
    assert below.strip() == "Ghi chú: số liệu năm 2025 là số ước thực hiện."
    assert source.notices == ()


def test_its_head_and_records_are_right_to_the_cell() -> None:
    found = extract(read(annex()), NLP)
    head = found.document
    assert (head.number, head.issued, head.province and head.province.name) == ("45/KH-UBND", "2025-12-12", "Lai Châu")
    got = [brief(target) for target in found.targets]
    rows = {
        9: ("percent", 7.5, 8.1, 8),
        10: ("money", 2500, 2610.5, 2800),
        12: ("percent", 18.5, 17.25, 14),
        13: ("percent", 3.5, 3, 2.5),
        14: ("percent", 22, 20.75, 17),
    }
    assert got == [
        (f"'Biểu 01'!{column}{row}", kind, unit, value, year)
        for row, (unit, *values) in rows.items()
        for column, kind, year, value in zip(
            "DEF", ("target", "actual", "target"), (2025, 2025, 2026), values, strict=True
        )
    ]
    parts = [target for target in found.targets if target.source.cell in ("'Biểu 01'!F13", "'Biểu 01'!F14")]
    (whole,) = (target for target in found.targets if target.source.cell == "'Biểu 01'!F12")
    assert {part.parent for part in parts} == {whole.id}
    assert parts[0].indicator.text.endswith("Thành thị")


def test_empty_rows_and_columns_around_a_table_are_cut() -> None:
    rows = [(), (), *[(None, None, *row) for row in SMALL]]
    source = read(xlsx({"Sheet1": rows}))
    assert source.raw.startswith("| STT | Chỉ tiêu | Đơn vị | Năm 2025 |\n| 1 |")
    assert [target.source.cell for target in records(xlsx({"Sheet1": rows}))] == [f"Sheet1!F{row}" for row in (4, 5, 6)]


def test_two_tables_of_one_sheet_and_a_signature_stand_apart() -> None:
    rows = [
        *SMALL,
        (),
        ("Biểu 2. Chỉ tiêu môi trường",),
        ("Chỉ tiêu", "KH 2026"),
        ("Tỷ lệ thu gom rác (%)", 95),
        ("Tỷ lệ nước sạch (%)", 90),
        (),
        ("Nơi nhận:", None, "TM. ỦY BAN NHÂN DÂN"),
        ("- Như trên;", None, "CHỦ TỊCH"),
    ]
    raw = read(xlsx({"Sheet1": rows})).raw
    assert "\n\nBiểu 2. Chỉ tiêu môi trường\n\n| Chỉ tiêu | KH 2026 |\n| Tỷ lệ thu gom rác (%) | 95 |\n" in raw
    assert raw.rstrip().endswith("| 90 |\n\nNơi nhận:\n\n- Như trên;\n\nTM. ỦY BAN NHÂN DÂN\n\nCHỦ TỊCH")


def test_sheets_stand_in_order_under_their_names() -> None:
    book = xlsx({"Phụ lục 2": SMALL, "Sheet9": SMALL, "Cũ": SMALL}, hidden_sheets=("Cũ",))
    source = read(book)
    assert [line for line in source.raw.split("\n") if line.startswith("**")] == ["**Phụ lục 2**", "**Sheet9**"]
    assert told(source) == ["1 hidden sheets not read: Cũ"]
    assert [target.source.cell for target in records(book)][2:4] == ["'Phụ lục 2'!D4", "Sheet9!D2"]


def test_a_merged_cell_is_given_where_it_covers_and_recorded_once() -> None:
    rows = [
        ("Nhóm", "Chỉ tiêu", "Đơn vị", "Năm 2025", "Năm 2026"),
        ("Xã hội", "Tỷ lệ hộ nghèo", "%", 3.5, None),
        (None, "Tỷ lệ nước sạch", "%", 90, 95),
    ]
    source = read(xlsx({"Sheet1": rows}, merged=("A2:A3", "D2:E2")))
    assert "| Xã hội | Tỷ lệ hộ nghèo | % | 3,5 | 3,5 |\n| Xã hội | Tỷ lệ nước sạch | % | 90 | 95 |" in source.raw
    found = extract(source, NLP).targets
    told = [(r.source.text, r.period.start if r.period else None, r.period.end if r.period else None) for r in found]
    assert told == [("3,5", 2025, 2026), ("90", 2025, 2025), ("95", 2026, 2026)]


def test_a_long_note_over_several_columns_stands_in_the_first() -> None:
    note = "Giao các xã, phường rà soát, " * 10
    rows = [("Chỉ tiêu", "Năm 2025", "Năm 2026"), ("Tỷ lệ hộ nghèo (%)", 3.5, 3), (note, None, None), ("Số xã", 4, 5)]
    assert read(xlsx({"Sheet1": rows}, merged=("A3:C3",))).raw.count("rà soát") == 10


# ---- left out and told ------------------------------------------------------------------------------------------


def test_hidden_rows_and_columns_are_left_out_and_told() -> None:
    source = read(xlsx({"Sheet1": SMALL}, hidden_rows=(3,), hidden_columns=("A",)))
    assert source.raw.split("\n")[:3] == [
        "| Chỉ tiêu | Đơn vị | Năm 2025 |",
        "| Tỷ lệ hộ nghèo | % | 3,5 |",
        "| Thu ngân sách | tỷ đồng | 1752,5 |",
    ]
    assert told(source) == ["1 hidden rows and 1 hidden columns left out of sheet Sheet1"]


def test_errors_struck_cells_and_formulas_without_a_value_are_left_out_and_told() -> None:
    rows = [HEAD, *[(n, f"Tỷ lệ xã đạt tiêu chí {n}", "%", "=1+1" if n == 3 else 50 + n) for n in range(1, 5)]]
    source = read(xlsx({"Sheet1": rows}, errors=("D2",), struck=("D3",)))
    assert [line.rpartition("|")[0].rpartition("|")[2].strip() for line in source.raw.split("\n")[1:5]] == [
        "",
        "",
        "",
        "54",
    ]
    assert [message.rpartition(": ")[2] for message in told(source)] == ["Sheet1!D2", "Sheet1!D3", "Sheet1!D4"]


@pytest.mark.parametrize("shared", [True, False])
def test_letters_struck_through_within_a_cell_are_left_out(shared: bool) -> None:
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(SMALL):
            sheet.write_row(number, 0, row)
        struck = book.add_format({"font_strikeout": True})
        sheet.write_rich_string("B4", "Thu ngân sách ", struck, "trung ương ", "nội địa")
    data = stream.getvalue()
    if not shared:  # as other programs write it
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            texts = archive.read("xl/sharedStrings.xml").decode()
        number = texts[: texts.index("<r>")].count("<si>") - 1
        inline = texts[texts.index("<si><r>") + 4 :].partition("</si>")[0]
        data = _with(
            data, "xl/worksheets/sheet1.xml",
            lambda body: body.replace(f't="s"><v>{number}</v>', f't="inlineStr"><is>{inline}</is>'),
        )  # fmt: skip
        data = _with(data, "xl/sharedStrings.xml", lambda body: body.replace("strike", "b"))
    source = read(data)
    assert "| 3 | Thu ngân sách nội địa | tỷ đồng | 1752,5 |" in source.raw
    assert told(source) == ["what is struck through in 1 cells left out: Sheet1!B4"]


def _with(data: bytes, name: str, change: Any) -> bytes:
    """A workbook with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.namelist():
            body = old.read(each).decode()
            new.writestr(each, change(body) if each == name else body)
    return out.getvalue()


# ---- numbers as they are shown ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.955, "0.0%", "95,5%"),
        (0.955, "0%", "96%"),
        (1752, "#,##0", "1.752"),
        (1234567.5, "#,##0.00", "1.234.567,50"),
        (5, "000", "005"),
        (45992, "dd/mm/yyyy", "01/12/2025"),
        (45992, "[$-42A]mm-yyyy;@", "12-2025"),
        (45992.75, "d/m/yy hh:mm", "1/12/25 18:00"),
        (12500, '#,##0 "tỷ đồng"', "12.500 tỷ đồng"),
        (95.5, '0.0"%"', "95,5%"),
        (-1.5, "0.0;(0.0)", "(1,5)"),
        (-1.5, "0.0", "-1,5"),
        (1500000, "#,##0,", "1.500"),
        (0.1 + 0.2, "General", "0,3"),
        (2025, "General", "2025"),
        (0, '0;-0;"-"', "-"),
        (-0.001, "0.0", "0,0"),
        (7, "0.##", "7"),
        (0.345, "0.00", "0,35"),
        (3.2, "#,##0.0_);[Red](#,##0.0)", "3,2"),
        (float("nan"), "0", ""),
        (1e300, "0", "1E+300"),
    ],
)
def test_numbers_are_shown_as_the_sheet_shows_them(value: float, code: str, text: str) -> None:
    assert shown(value, code).strip() == text


def test_a_share_kept_as_a_part_of_one_is_a_percentage() -> None:
    rows = [HEAD, (1, "Tỷ lệ hộ nghèo", None, 0.035), (2, "Tỷ lệ nước sạch", None, 0.9)]
    got = [brief(t)[2:4] for t in records(xlsx({"Sheet1": rows}, formats={"D2": "0.0%", "D3": "0%"}))]
    assert got == [("percent", 3.5), ("percent", 90)]


# ---- the other formats ------------------------------------------------------------------------------------------


def test_a_workbook_of_excel_97_is_read_alike() -> None:
    formats = {(8, 3): "0.0%", (8, 4): "0.0%", (8, 5): "0.0%", (9, 3): "#,##0", (9, 4): "#,##0.0", (9, 5): "#,##0"}
    merged = [(5, 6, 0, 0), (5, 6, 1, 1), (5, 6, 2, 2), (5, 5, 3, 4), (5, 6, 5, 5)]
    data = xls(ANNEX, formats=formats, merged=merged)
    assert format_of(data) == "xls"
    assert TABLE in read(data).raw
    assert [brief(t) for t in records(data)] == [brief(t) for t in records(annex())]


def test_what_is_hidden_or_wrong_in_excel_97_is_told() -> None:
    source = read(xls(SMALL, hidden_rows=(2,), hidden_columns=(0,), errors=((1, 3),)))
    assert source.raw.split("\n")[:2] == ["| Chỉ tiêu | Đơn vị | Năm 2025 |", "| Tỷ lệ hộ nghèo | % |  |"]
    assert told(source) == [
        "1 hidden rows and 1 hidden columns left out of sheet Biểu 01",
        "1 cells with an error in place of a value left out: 'Biểu 01'!D2",
    ]


HIDING = (
    '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def test_an_opendocument_sheet_gives_what_it_shows() -> None:
    two = ' table:number-columns-spanned="2"'
    gap = '<table:table-cell table:number-columns-repeated="2"/>'
    rows = [
        [gap, *(ods_cell(text) for text in HEAD[:3]), ods_cell("Năm 2025", more=two), "<table:covered-table-cell/>"],
        [
            gap,
            ods_cell("1", "float", "1"),
            ods_cell("Tỷ lệ hộ nghèo"),
            ods_cell("%"),
            ods_cell("3.50%", "percentage", "0.035"),
            ods_cell("4,0", "float", "4"),
        ],
        [
            gap,
            ods_cell("2", "float", "2"),
            ods_cell("Thu ngân sách"),
            ods_cell("tỷ"),
            ods_cell("1,752.5", "float", "1752.5"),
            ods_cell("#DIV/0!"),
        ],
    ]
    source = read(ods(ods_table(rows) + ods_table(rows, "Ẩn", ' table:style-name="h"'), HIDING))
    assert source.raw.strip().split("\n") == [
        "| STT | Chỉ tiêu | Đơn vị | Năm 2025 | Năm 2025 |",
        "| 1 | Tỷ lệ hộ nghèo | % | 3,50% | 4,0 |",
        "| 2 | Thu ngân sách | tỷ | 1.752,5 |  |",
    ]
    assert told(source) == [
        "1 hidden sheets not read: Ẩn",
        "1 cells with an error in place of a value left out: 'Biểu 01'!G3",
    ]
    assert source.cells is not None
    assert source.cells.at(source.raw.index("3,50%")) == "'Biểu 01'!F2"  # type: ignore[arg-type]


_LINES = [
    ("STT", "Chỉ tiêu", "Đơn vị", "KH năm 2025"),
    ("1", "Tỷ lệ hộ nghèo", "%", "3,5"),
    ("2", "Thu, nội địa", "tỷ đồng", "1.752,5"),
]


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_of_text_is_read_whatever_parts_its_cells(mark: str, encoding: str) -> None:
    quoted = [[f'"{cell}"' if mark in cell else cell for cell in row] for row in _LINES]
    data = "\r\n".join(["KẾ HOẠCH NĂM 2025", *(mark.join(row) for row in quoted)]).encode(encoding)
    assert [brief(t)[:4] for t in records(data, "bang.csv")] == [
        ("D3", "target", "percent", 3.5),
        ("D4", "target", "money", 1752.5),
    ]


def test_decimal_points_of_a_table_of_text_are_told_from_those_of_thousands() -> None:
    data = 'Chỉ tiêu,Đơn vị,Năm 2025\nTỷ lệ hộ nghèo,%,3.5\nThu ngân sách,tỷ đồng,"1,752.5"\nSố hộ,hộ,1.200\n'
    assert [t.measure.value for t in records(data.encode(), "bang.csv")][:2] == [3.5, 1752.5]


def test_a_table_of_text_in_windows_1258() -> None:
    raw = "STT;Chỉ tiêu;Đơn vị;Năm 2025\n" + "\n".join(
        f"{n};Tỷ lệ hộ nghèo của huyện số {n};%;{n},5" for n in range(1, 9)
    )
    source = read(_tones_apart(raw).encode("cp1258"), "bang.csv")
    assert "Tỷ lệ hộ nghèo của huyện số 8 | % | 8,5 |" in source.raw
    assert told(source) == ["read as windows-1258"]


def _tones_apart(text: str) -> str:
    import unicodedata

    tones = "\u0300\u0301\u0303\u0309\u0323"
    parts = [unicodedata.normalize("NFD", letter) for letter in text]
    return "".join(
        unicodedata.normalize("NFC", "".join(c for c in part if c not in tones))
        + "".join(c for c in part if c in tones)
        for part in parts
    )


def test_marks_of_byte_order_and_controls_within_cells_are_blanks() -> None:
    raw = read(
        "STT;Chỉ tiêu;Đơn vị;Năm 2025\n1;Tỷ lệ hộ\x02nghèo;%;3\ufeff\n2;Tỷ lệ nước sạch;%;9\n".encode(), "bang.csv"
    ).raw
    assert "| 1 | Tỷ lệ hộ nghèo | % | 3 |" in raw


def test_sentences_named_csv_are_a_text() -> None:
    text = "Đến năm 2025, tối thiểu 80% hồ sơ được giải quyết.\nTrong đó, cấp xã, cấp huyện, cấp tỉnh đạt 90%.\n"
    assert dialect_of(text) is None
    source = read(text.encode(), "bang.csv")
    assert (source.media_type, source.raw, source.cells) == ("text/plain", text, None)


def test_tables_of_records_that_were_written_here_are_no_documents(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        read(codecs.BOM_UTF8 + b"province_code,province,document\n54,x,y\n", "targets.csv")
    assert caught.value.code == "not_a_document"


# ---- cells in what is written and shown -------------------------------------------------------------------------


def test_a_cell_is_named_as_formulas_name_it() -> None:
    names = [cell_name(sheet, 11, 27) for sheet in ("Sheet1", "Biểu 1", "AB12", "Q'1", "")]
    assert names == ["Sheet1!AB12", "'Biểu 1'!AB12", "'AB12'!AB12", "'Q''1'!AB12", "AB12"]


def test_a_folder_of_sheets_is_extracted_and_its_cells_are_written(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(annex())
    (folder / "b.csv").write_text("\n".join(";".join(row) for row in _LINES), "utf-8")
    report = run([folder], tmp_path / "out", by=Inline(), cache=None)
    assert not report.failed
    written = json.loads((tmp_path / "out/a.json").read_text("utf-8"))
    assert written["targets"][0]["source"]["cell"] == "'Biểu 01'!D9"
    found = extract(read((folder / "b.csv").read_bytes(), "b.csv"), NLP)
    assert [row["cell"] for row in rows_of(TARGETS, found)] == ["D2", "D3"]
    assert "cell" not in extract("Đến năm 2025, 80% hồ sơ đạt.", NLP).targets[0].source.model_dump()


def test_the_review_page_shows_a_sheet_as_a_table() -> None:
    source = read(annex())
    html = page(made(extract(source, NLP), Found(source, "annex.xlsx")), "vi")
    start = html.index('<table class="grid">')
    table = html[start : html.index("</table></div>", start)]
    assert table.count("<tr") == 9
    assert len(re.findall("<t[dh] ?", table)) == 54
    assert '<th scope="col" title' in table
    assert table.count('class="hl') == 15
    assert '<td title="&#39;Biểu 01&#39;!F12">' in table
    assert "Ghi chú" not in table


# ---- bad, huge and hostile --------------------------------------------------------------------------------------


def refused(data: bytes, **options: Any) -> str:
    with pytest.raises(ReadError) as caught:
        read(data, **options)
    return str(caught.value.problem.cause)


def test_a_stray_cell_at_the_far_end_of_a_sheet_costs_what_any_cell_does() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in SMALL:
        book.active.append([*row])
    book.active["XFD1048576"] = 95
    stream = io.BytesIO()
    book.save(stream)
    source = read(stream.getvalue())
    assert "| 1 | Tỷ lệ hộ nghèo | % | 3,5 |" in source.raw
    assert "95" in source.raw.split("\n")
    assert source.notices == ()


FAR = '<c r="XFD1048576"><v>5</v></c>'


@pytest.mark.parametrize(
    "put",
    [
        lambda body: body.replace("</row>", f"</row>{FAR}", 1),
        lambda body: body.replace("</sheetData>", f"{FAR}</sheetData>"),
        lambda body: body.replace("</row>", f"<x>{FAR}</x></row>", 1),
        lambda body: body.replace("</row>", f'<row r="1048576">{FAR}</row></row>', 1),
    ],
)
def test_a_far_cell_where_no_cell_can_be_is_told_and_the_rest_read(put: Any) -> None:
    source = read(_with(xlsx({"Sheet1": SMALL}), "xl/worksheets/sheet1.xml", put))
    assert "| Tỷ lệ hộ nghèo | % | 3,5 |" in source.raw
    assert [code for code, _ in source.notices] == ["partial"]
    assert "some cells of sheet Sheet1 not read" in told(source)[0]


def test_a_sheet_is_read_from_the_part_that_was_looked_at() -> None:
    """Two sheets of one name, of which the hidden one has a far cell."""
    data = xlsx({"A": SMALL, "B": (HEAD, (1, "Tỷ lệ hộ nghèo", "%", 4.5))}, hidden_sheets=("A",))
    data = _with(data, "xl/workbook.xml", lambda body: body.replace('name="A"', 'name="B"'))
    data = _with(data, "xl/worksheets/sheet1.xml", lambda body: body.replace("</row>", FAR + "</row>", 1))
    assert "| 1 | Tỷ lệ hộ nghèo | % | 4,5 |" in read(data).raw


def test_a_shared_text_that_is_not_there_costs_its_cell() -> None:
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(SMALL):
            sheet.write_row(at, 0, row)
    torn = _with(stream.getvalue(), "xl/worksheets/sheet1.xml", lambda body: body.replace("<v>4</v>", "<v>99</v>", 1))
    source = read(torn)
    assert "| 3 | Thu ngân sách | tỷ đồng | 1752,5 |" in source.raw
    assert [code for code, _ in source.notices] == ["partial"]


def test_more_cells_than_a_document_has_are_cut_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [HEAD, *[(n, f"Tỷ lệ xã đạt tiêu chí {n}", "%", n % 90) for n in range(1, 40)]]
    monkeypatch.setattr(grid, "MOST_CELLS", 100)
    monkeypatch.setattr(grid.Reading, "__init__", _bounded(grid.Reading.__init__, 100))
    for data in (xlsx({"Sheet1": rows}), xls(rows, name="Sheet1")):
        source = read(data)
        assert source.raw.count("\n| ") == 24
        assert told(source) == ["15 rows not read, as there are more cells than a document has, of sheet Sheet1"]


def _bounded(made: Any, left: int) -> Any:
    def bounded(self: Any, options: Options) -> None:
        made(self, options)
        self.left = left

    return bounded


def test_a_damaged_sheet_costs_itself_alone() -> None:
    data = _with(xlsx({"Sheet1": SMALL, "Sheet2": SMALL}), "xl/worksheets/sheet1.xml", lambda body: body[:300])
    source = read(data)
    assert [t.source.cell for t in records(data)] == ["Sheet2!D2", "Sheet2!D3", "Sheet2!D4"]
    assert [code for code, _ in source.notices] == ["partial"]


def test_bad_sheets_are_refused_in_a_line() -> None:
    good = annex()
    assert refused(good[: len(good) // 2]) == "truncated.archive"
    assert refused(packed_bomb("xl/workbook.xml", "xl/sheet1.xml", megabytes=30)) == "too_large.bomb"
    assert refused(good, max_bytes=2000) == "too_large.unpacked"
    assert refused(compound(b"\x00" * 5000, "EncryptedPackage")) == "encrypted.office"
    assert (
        refused(_with(good, "xl/workbook.xml", lambda body: body.replace("<sheets>", "<no>", 1))) == "truncated.sheets"
    )
    entity = '<!DOCTYPE a [<!ENTITY b "c">]>'
    assert refused(_with(good, "xl/styles.xml", lambda body: entity + body)) == "too_large.entities"
    assert refused(ods(entity)) == "too_large.entities"
    assert refused(xls(SMALL)[:3000]) == "truncated.sheets"
    assert refused(ods("")) == "not_a_document.no_sheets"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.bin", b"x")
    assert refused(out.getvalue()) == "not_a_document.sheet_binary"


def test_many_sheets_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_parts, "_MOST_SHEETS", 2)
    assert refused(xlsx({f"S{n}": SMALL for n in range(3)})) == "too_large.sheets"


def test_rows_and_spans_repeated_a_million_times_cost_nothing() -> None:
    wide = ' table:number-columns-spanned="16384" table:number-rows-spanned="1048576"'
    cell = '<table:table-cell table:number-columns-repeated="16384"/>'
    empty = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    rows = [[ods_cell(text) for text in HEAD], [ods_cell("1"), ods_cell("Tỷ lệ nước sạch", more=wide)]]
    source = read(ods(ods_table(rows).replace("</table:table>", empty + "</table:table>")))
    assert len(source.raw) < 1000


def test_the_time_is_kept() -> None:
    with pytest.raises(ReadError) as caught:
        read(annex(), deadline=0.0)
    assert caught.value.code == "time_out"
