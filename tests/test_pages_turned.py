"""Pages that lie on their side or upside down: read upright, with rectangles on the page as it is displayed."""

from __future__ import annotations

import pymupdf
import pytest

from extract.contract.model import Target
from extract.contract.offsets import RawOffset
from extract.pipeline.components import extract
from extract.readers import of_bytes
from extract.readers.print.turning import turning
from extract.sources.source import Boxes
from tests.paper import printed, scanned
from tests.reading import NLP
from tests.test_ocr import PAGE, needs_ocr

VALUES = [40 + 7 * i for i in range(5)]
TABLE = (
    "<p>Các chỉ tiêu chủ yếu:</p><table><tr><td>Chỉ tiêu</td><td>Đơn vị</td><td>2025</td><td>2030</td></tr>"
    + "".join(
        f"<tr><td>Tỷ lệ che phủ rừng của huyện</td><td>%</td><td>{a}</td><td>{a + 10}</td></tr>" for a in (40, 52, 65)
    )
    + "</table>"
)
CELLS = {(40, 2025), (50, 2030), (52, 2025), (62, 2030), (65, 2025), (75, 2030)}


def targets(data: bytes) -> tuple[Target, ...]:
    return extract(of_bytes(data, "paper.pdf"), NLP).targets


def turned(data: bytes, quarters: int, *, said: bool = False) -> bytes:
    """A PDF whose pages are drawn turned clockwise; `said`: and displayed upright by their /Rotate."""
    source, target = pymupdf.open(stream=data, filetype="pdf"), pymupdf.open()
    for page in source:
        width, height = page.rect.width, page.rect.height
        new = target.new_page(width=height if quarters % 2 else width, height=width if quarters % 2 else height)
        new.show_pdf_page(new.rect, source, page.number, rotate=-90 * quarters)
        if said:
            new.set_rotation(-90 * quarters % 360)
    made: bytes = target.tobytes(garbage=3, deflate=True)
    return made


def on_the_values(data: bytes, plain: bytes, quarters: int, *, near: float) -> None:
    """Each value's rectangle lies where `plain`, upright, has it, turned as the page is displayed."""
    page = pymupdf.open(stream=plain, filetype="pdf")[0]
    by = pymupdf.Matrix(*turning(quarters, page.rect.width, page.rect.height))
    found = targets(data)
    assert [t.measure.value for t in found] == VALUES
    for target in found:
        (wanted,) = page.search_for(target.source.text)
        wanted = wanted * by
        assert target.source.rects is not None
        (rect,) = target.source.rects
        seen = pymupdf.Rect(rect)
        assert abs((seen.x0 + seen.x1) - (wanted.x0 + wanted.x1)) < 2 * near
        assert abs((seen.y0 + seen.y1) - (wanted.y0 + wanted.y1)) < 2 * near
        assert (seen.height > seen.width) == bool(quarters % 2)


@pytest.mark.parametrize("quarters", [1, 2, 3])
@pytest.mark.parametrize("said", [True, False])
def test_a_text_page_drawn_turned(quarters: int, said: bool) -> None:
    plain = printed(PAGE)
    on_the_values(turned(plain, quarters, said=said), plain, 0 if said else quarters, near=1)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_an_upright_text_page_displayed_turned(quarters: int) -> None:
    plain = printed(PAGE)
    document = pymupdf.open(stream=plain, filetype="pdf")
    document[0].set_rotation(90 * quarters)
    on_the_values(document.tobytes(), plain, quarters, near=1)


@pytest.mark.parametrize("quarters", [1, 3])
@pytest.mark.parametrize("said", [True, False])
def test_an_annex_on_its_side_keeps_its_rows(quarters: int, said: bool) -> None:
    document = pymupdf.open(stream=printed(PAGE), filetype="pdf")
    document.insert_pdf(pymupdf.open(stream=turned(printed(TABLE), quarters, said=said), filetype="pdf"))
    found = [t for t in targets(document.tobytes()) if t.source.page == 2]
    assert {(t.measure.value, t.period and t.period.end) for t in found} == CELLS


@needs_ocr
@pytest.mark.parametrize(("quarters", "said"), [(1, False), (2, False), (3, False), (1, True)])
def test_a_scan_that_lies_turned(quarters: int, said: bool) -> None:
    plain = printed(PAGE)
    data = turned(scanned(plain), quarters, said=said)
    on_the_values(data, plain, 0 if said else quarters, near=5)


@needs_ocr
def test_a_table_scanned_on_its_side() -> None:
    found = targets(turned(scanned(printed(TABLE), skew=0), 1))
    assert {(t.measure.value, t.period and t.period.end) for t in found} == CELLS


@needs_ocr
def test_an_image_file_that_lies_turned() -> None:
    page = pymupdf.open(stream=turned(printed(PAGE), 3), filetype="pdf")[0]
    found = targets(page.get_pixmap(dpi=200).tobytes("png"))
    assert [t.measure.value for t in found] == VALUES
    assert all(y1 - y0 > x1 - x0 for t in found for x0, y0, x1, y1 in t.source.rects or ())


def test_a_word_covered_in_part_is_narrowed_the_way_it_runs() -> None:
    upright = Boxes([RawOffset(0)], [RawOffset(4)], [(10.0, 20.0, 50.0, 30.0)])
    down = Boxes([RawOffset(0)], [RawOffset(4)], [(10.0, 20.0, 50.0, 30.0)], {0: turning(1, 600, 800)})
    assert upright.within(RawOffset(0), RawOffset(3)) == [(10, 20, 40, 30)]
    assert down.within(RawOffset(0), RawOffset(3)) == [(770, 10, 780, 40)]
