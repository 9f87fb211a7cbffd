"""Tables cell by cell: words in the right row and column, ruled, shaded, with gaps, unruled, scanned."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path

import pymupdf
import pytest

from extract.pipeline.components import extract
from extract.readers import of_bytes
from extract.readers.pdf.mupdf_words import words_of
from extract.readers.print.drawn_rules import strokes_of
from extract.readers.print.ruled_tables import tables_of
from extract.readers.print.words import joined
from extract.sources.source import Source
from tests.annexes.drawn import Sheet, drawn
from tests.annexes.dressed import dressed
from tests.annexes.extents import extents_of
from tests.annexes.pages import pages
from tests.annexes.readers import ours
from tests.annexes.scores import agreeing, paragraphs, tables
from tests.annexes.texts import Annex, annexes
from tests.annexes.word import document
from tests.paper import markup, printed, scanned
from tests.reading import NLP

ROOT = Path(__file__).parent.parent
ANNEXES = {annex.name: annex for annex in annexes()}
UNRULED = ("corner", "districts", "merged-head", "notes", "poverty", "sections", "three-heads", "years-down")


def f1(files: dict[str, bytes], folder: Path, suffix: str) -> float:
    """Of annexes by name, together."""
    whole = tables([], [])
    for name, data in files.items():
        path = folder / f"{name}{suffix}"
        path.write_bytes(data)
        whole += tables(ours(path)[0], [ANNEXES[name].grid])
    return whole.f1


def test_words_count_in_their_row_and_column() -> None:
    true = [["a b", "c"], ["d", "e"], ["f", "g"]]
    assert agreeing(true, true) == 7
    assert agreeing([["a b", "c"], ["x", "x"], ["d", "e"], ["f", "g"]], true) == 7  # a row too many costs itself alone
    assert agreeing([["c", "a b"], ["e", "d"], ["g", "f"]], true) == 4  # columns keep their order
    assert tables([true, true], [true]).f1 == pytest.approx(2 * 7 / 21)  # what is no table costs too


def test_tables_of_word(tmp_path: Path) -> None:
    assert f1({name: document(ANNEXES[name]) for name in ("three-heads", "tasks")}, tmp_path, ".docx") >= 0.97


def test_shaded_tables_and_rules_that_do_not_meet(tmp_path: Path) -> None:
    names = ("poverty", "merged-head", "three-heads", "tasks")
    assert f1({name: drawn(ANNEXES[name]) for name in names}, tmp_path, ".pdf") >= 0.97


def test_tables_without_rules(tmp_path: Path) -> None:
    assert f1({name: drawn(ANNEXES[name], ruled=False) for name in UNRULED}, tmp_path, ".pdf") >= 0.95


def test_a_scan_of_a_table(tmp_path: Path) -> None:
    assert f1({"districts": scanned(drawn(ANNEXES["districts"]))}, tmp_path, ".pdf") >= 0.88


def test_shaded_prose_is_no_table(tmp_path: Path) -> None:
    cells, prose = tables([], []), tables([], [])
    for page in islice(pages(), 4):
        path = tmp_path / f"{page.name}.pdf"
        path.write_bytes(page.data)
        grids, texts = ours(path)
        cells += tables(grids, [annex.grid for annex in page.tables])
        prose += paragraphs(texts or [], page.paragraphs)
    assert cells.f1 == 1
    assert prose.f1 > 0.85


def test_only_thin_fills_are_lines() -> None:
    page = pymupdf.open().new_page()
    for x0, y0, x1, y1 in ((50, 50, 300, 51), (50, 100, 300, 118), (50, 130, 53, 300), (400, 50, 404, 54)):
        page.draw_rect(pymupdf.Rect(x0, y0, x1, y1), color=None, fill=(0, 0, 0), width=0)
    shape = page.new_shape()  # a filled outline of lines, as LibreOffice shades
    shape.draw_polyline([(50, 400), (300, 400), (300, 420), (60, 420), (50, 400)])
    shape.finish(color=None, fill=(0.8, 0.8, 0.8), width=0)
    shape.commit()
    assert strokes_of(page) == ([(50.5, 50, 300)], [(51.5, 130, 300)])
    page.draw_rect(pymupdf.Rect(350, 500, 400, 540), color=(0, 0, 0), fill=(0.8, 0.8, 0.8))
    assert len(strokes_of(page)[0]) == 3  # a box that is drawn as well as filled has edges


def test_a_merged_cell_is_one_with_an_extent() -> None:
    annex = ANNEXES["three-heads"]
    page = pymupdf.open(stream=drawn(annex), filetype="pdf")[0]
    found, _ = tables_of(strokes_of(page), words_of(page).level)
    (table,) = found
    cells = [(e.row, e.column, e.down, e.across, joined(e.words)) for e in extents_of(table.rows)]
    assert sorted(cells) == sorted((c.row, c.column, c.down, c.across, c.text) for c in annex.cells)


def test_a_head_over_several_columns_without_rules() -> None:
    rows = [
        ["TT", "Chỉ tiêu", "Giao", "<", "Đạt", "<"],
        ["^", "^", "Quý I", "Quý II", "Quý I", "Quý II"],
        ["1", "Tỷ lệ hồ sơ đúng hạn", "91,5", "92,5", "90,1", "93,4"],
        ["2", "Tỷ lệ hồ sơ trực tuyến", "61,5", "62,5", "60,1", "63,4"],
    ]
    annex = Annex("small", frozenset(), [1, 6, 2, 2, 2, 2], rows=rows)
    assert (
        "| TT | Chỉ tiêu | Giao | Giao | Đạt | Đạt |\n| TT | Chỉ tiêu | Quý I | Quý II | Quý I | Quý II |\n| 1 |"
        in of_bytes(drawn(annex, ruled=False), "annex.pdf").raw
    )


def test_a_row_of_several_lines_at_a_page_s_edge() -> None:
    name = "Tỷ lệ hộ dân được dùng nước sạch từ công trình cấp nước tập trung do Nhà nước đầu tư"
    rows = [["TT", "Chỉ tiêu", "Đơn vị", "2030"], *([str(n), name, "%", f"{n},5"] for n in range(1, 30))]
    annex = Annex("long", frozenset(), [1, 4, 2, 2], rows=rows)
    sheet = Sheet()
    sheet.y = 90
    sheet.table(annex, frozenset({"unruled"}))
    raw = of_bytes(sheet.data(), "annex.pdf").raw
    assert raw.count("| TT |") == 1
    assert raw.count(f"| {name} |") == 29


def records(source: Source | str) -> Counter[tuple[object, ...]]:
    targets = extract(source, NLP).targets
    return Counter((t.kind, t.measure.value, t.measure.unit, t.period and t.period.end) for t in targets)


@pytest.mark.parametrize("name", ["tay-son", "soc-trang"])
def test_shading_frames_and_merged_cells_change_no_record(name: str) -> None:
    text = (ROOT / "corpora" / f"{name}.txt").read_text("utf-8")
    text = text[: text.index("\n\n", 7000)]
    wanted, got = records(text), records(of_bytes(dressed(printed(*markup(text))), "paper.pdf"))
    assert wanted.total() > 5
    assert 2 * (wanted & got).total() / (wanted.total() + got.total()) >= 0.98
