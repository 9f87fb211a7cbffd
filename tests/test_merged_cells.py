"""A merged cell is one cell, whatever file it comes from: its values are recorded once, it heads all that it covers."""

from __future__ import annotations

from pathlib import Path

from extract.contract.faults import UNGUARDED
from extract.language.cleaning import composed
from extract.layout.tables import tables_of
from extract.pipeline.components import extract
from extract.readers import read
from extract.readers.script import copied
from tests.reading import NLP

HEAD = (
    "<p>ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ</p><p>Số: 15/KH-UBND</p><p>Quảng Trị, ngày 10 tháng 02 năm 2025</p>"
    "<p>KẾ HOẠCH</p><p>Bảo vệ môi trường của tỉnh trong thời gian tới</p>"
    "<p>Ủy ban nhân dân tỉnh giao các sở, ban, ngành và các địa phương thực hiện những chỉ tiêu sau đây.</p>"
)
TABLE = (
    "<table><tr><th>TT</th><th>Chỉ tiêu</th><th>Năm 2025</th><th>Năm 2026</th></tr>"
    "<tr><td>1</td><td>Tỷ lệ rác được thu gom</td><td colspan='2'>90%</td></tr>"
    "<tr><td>2</td><td>Tỷ lệ nước thải được xử lý</td><td>40%</td><td rowspan='2'>55%</td></tr>"
    "<tr><td>3</td><td>Tỷ lệ chất thải y tế được xử lý</td><td>80%</td></tr></table>"
)


def test_extents_of_cells() -> None:
    text = composed(TABLE)
    (table,) = tables_of(text.text, UNGUARDED, text)
    wide = {text.text[slice(*e.cell)]: (e.row, e.column, e.rowspan, e.colspan) for e in table.cells()}
    assert wide["90%"] == (1, 2, 1, 2)
    assert wide["55%"] == (2, 3, 2, 1)
    assert wide["40%"] == (2, 2, 1, 1)


def test_a_merged_cell_of_a_page_is_recorded_once(tmp_path: Path) -> None:
    page = tmp_path / "ke-hoach.html"
    page.write_text(f"<html><head><meta charset='utf-8'></head><body>{HEAD}{TABLE}</body></html>", "utf-8")
    found = extract(read(str(page)), NLP)
    told = [
        (r.source.text, r.period.start if r.period else None, r.period.end if r.period else None) for r in found.targets
    ]
    assert told == [("90%", 2025, 2026), ("40%", 2025, 2025), ("55%", 2026, 2026), ("80%", 2025, 2025)]
    assert [r.text for r in found.rejected if r.reason == "merged_cell"] == ["90%", "55%"]


def test_equal_cells_that_are_not_merged_are_cells_of_their_own() -> None:
    one, other = ["5%"], ["5%"]
    assert copied([[one, other, one], [one, other, []]]) == {(1, 0), (1, 1)}


def test_a_cell_broken_over_lines_is_read_as_one() -> None:
    text = composed(
        "TT   Chỉ tiêu                     Năm 2025   Năm 2026\n"
        "1    Tỷ lệ hộ được dùng nước            90         95\n"
        "     hợp vệ sinh\n"
        "2    Tỷ lệ rác được thu gom             80         85\n"
    )
    (table,) = tables_of(text.text, UNGUARDED, text)
    name = table.rows[1][1]
    assert " ".join(text.text[a:b] for a, b in table.parts(name)) == "Tỷ lệ hộ được dùng nước hợp vệ sinh"
    assert [text.text[a:b] for a, b in table.rows[1][2:]] == ["90", "95"]


def test_a_table_that_only_scores_criteria_gives_nothing_and_is_no_loss() -> None:
    scores = "| STT | Tiêu chí | Điểm tối đa |\n|---|---|---|\n| 1 | Đúng hạn | 20 |\n| 2 | Công khai | 10 |\n"
    assert extract(scores, NLP).targets == ()
