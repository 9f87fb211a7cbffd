"""Pictures of pages before they are read: put straight, made larger, dotted rules found, pale marks kept."""

from __future__ import annotations

import math

import numpy as np
import pymupdf
import pytest

from extract.readers import of_bytes
from extract.readers.scan import engine
from extract.readers.scan.dotted import dotted
from extract.readers.scan.enlarged import enlarged
from extract.readers.scan.sheet import sheet_of
from extract.readers.scan.straight import levelled, rise_of
from extract.readers.scan.strokes import Grey, erased
from extract.restore.tones import retoned
from extract.sources.source import turned
from tests.paper import A4, SERIF, scanned

needs_ocr = pytest.mark.skipif(not engine.available(), reason="tesseract or its Vietnamese model is not installed")


def lined(rise: float) -> Grey:
    """A page of 100 dots an inch with rows of words that rise so."""
    page = np.full((1100, 800), 240, np.uint8)
    for row in range(100, 1000, 25):
        for x in range(100, 700):
            if x % 40 < 30 and x % 4 < 2:
                y = row + round(rise * (x - 400))
                page[y : y + 9, x] = 30
    return page


@pytest.mark.parametrize("degrees", [3.0, -2.0, 1.0])
def test_a_page_askew_is_put_straight_and_its_places_are_known(degrees: float) -> None:
    rise = math.tan(math.radians(degrees))
    page = lined(rise)
    page[70:76, 600:606] = 0
    assert rise_of(page, 100) == pytest.approx(rise, abs=0.002)
    straight, back = levelled(page, rise_of(page, 100))
    assert rise_of(straight, 100) == 0.0
    ys, xs = np.nonzero(straight[:90] < 60)
    there = turned((float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max())), back)
    assert there == pytest.approx((600, 70, 605, 75), abs=2)


def test_a_level_page_and_an_empty_one_stay() -> None:
    assert rise_of(lined(0.0), 100) == 0.0
    assert rise_of(np.full((1100, 800), 240, np.uint8), 100) == 0.0


def test_a_rectangle_turned_a_little_is_whole() -> None:
    level = turned((0.0, 0.0, 100.0, 10.0), (1.0, -0.1, 0.1, 1.0, 0.0, 0.0))
    assert level == pytest.approx((0, -10, 101, 10))


def test_a_picture_is_enlarged_along_curves() -> None:
    dot = np.full((9, 9), 200, np.uint8)
    assert (enlarged(dot, 3) == 200).all()
    dot[4, 4] = 80
    large = enlarged(dot, 3)
    assert large.shape == (27, 27)
    assert large[13, 13] == 80  # along straight lines too; but about it the paper is brighter than before
    assert large.max() > 200


def grid(step: int) -> Grey:
    """A table of dotted lines at 150 dots an inch, with a letter in each cell."""
    page = np.full((600, 900), 235, np.uint8)
    for y in range(100, 401, 60):
        page[y : y + 2, 100:801:step] = 120
        page[y : y + 2, 101:801:step] = 120
    for x in range(100, 801, 140):
        page[100:401:step, x : x + 2] = 120
        page[101:401:step, x : x + 2] = 120
    for y in range(120, 400, 60):
        for x in range(140, 800, 140):
            page[y : y + 18, x : x + 12] = 20
    return page


def test_dotted_rules_that_cross_are_found_and_their_ink_is_told_from_letters() -> None:
    page = grid(6)
    (level, upright), ink = dotted(page, 72 / 150)
    assert len(level) == 6
    assert len(upright) == 6
    assert level[0].at == pytest.approx(101 * 0.48, abs=0.6)
    page[ink] = 235
    assert (page == 120).sum() == 0
    assert (page == 20).sum() == 5 * 5 * 18 * 12


def test_dots_that_lead_over_a_blank_are_no_rule() -> None:
    page = np.full((600, 900), 235, np.uint8)
    for y in (100, 160, 220):
        page[y : y + 2, 100:800:6] = 120
    (level, upright), ink = dotted(page, 72 / 150)
    assert (level, upright) == ([], [])
    assert not ink.any()


def test_pale_marks_of_a_page_stay() -> None:
    page = np.full((400, 400), 240, np.uint8)
    page[100:102, 100:104] = 205
    page[200:202, 200:204] = 230
    clean, _ = erased(page, 0.24)
    assert (clean[100:102, 100:104] == 205).all()
    assert (clean[200:202, 200:204] == 255).all()


def test_a_mark_that_is_not_sure_is_told_by_the_words_around() -> None:
    text = "Tổ công tác kiểm tra việc thực hiện, đế bảo đảm tiến độ."
    words = text.split()
    sures = [80.0 if word == "đế" else 96.5 for word in words]
    assert retoned(words, sures) == {8: "để"}
    assert retoned(words, [97.0] * len(words)) == {}
    assert retoned(words) == {}


def test_codes_figures_and_short_forms_are_never_mended() -> None:
    for text in ("Số 15/TB-UBND ngày 3/4/2027", "Kế hoạch 7-Tố năm 2026", "chương trình của TU và TW"):
        found = retoned(text.split(), [40.0] * len(text.split()))
        assert all(word.isalpha() and not word.isupper() for word in (text.split()[i] for i in found))


@needs_ocr
def test_a_page_of_100_dots_an_inch_askew_with_a_dotted_table_is_read() -> None:
    document = pymupdf.open()
    page = document.new_page(width=A4.width, height=A4.height)
    face = pymupdf.Font(fontfile=SERIF)
    rows = [("Chỉ tiêu", "Năm 2027"), ("Tỷ lệ hộ nghèo", "4,5%"), ("Độ che phủ", "61,2%"), ("Số giường bệnh", "318")]
    lines = (
        "Tổ công tác theo dõi tiến độ và báo cáo Sở Xây dựng trước ngày 15 hằng tháng.",
        "Để bảo đảm nguồn nước tưới cho đồng ruộng, các trạm bơm vận hành liên tục.",
        "Mỗi thôn bố trí một cán bộ phụ trách tiếp nhận phản ánh của bà con.",
    )
    ink = pymupdf.TextWriter(page.rect)
    for i, line in enumerate(lines):
        ink.append((80, 100 + 22 * i), line, font=face, fontsize=13)
    for i, row in enumerate(rows):
        for text, x in zip(row, (85, 305), strict=True):
            ink.append((x, 219 + 30 * i), text, font=face, fontsize=13)
    ink.write_text(page)
    for i in range(5):
        page.draw_line((80, 200 + 30 * i), (420, 200 + 30 * i), width=0.8, dashes="[1 2] 0")
    for x in (80, 300, 420):
        page.draw_line((x, 200), (x, 320), width=0.8, dashes="[1 2] 0")
    source = of_bytes(scanned(document.tobytes(), dpi=100, skew=3), "scan.pdf")
    said = [word for line in lines for word in line.split()]
    read = source.raw.split()
    assert sum(word in read for word in said) >= 0.94 * len(said)
    for name, value in rows:
        assert f"| {name} | {value} |" in source.raw
    at = source.raw.index("Tổ công tác")
    assert source.boxes is not None
    (box,) = source.boxes.within(at, at + 2)  # type: ignore[arg-type]
    assert box[1] < 120  # where it stands on the page askew, which is cut a little


def pictured(
    box: tuple[float, float, float, float], dots: int, *, size: tuple[float, float], rotate: int = 0
) -> object:
    page = pymupdf.open().new_page(width=size[0], height=size[1])
    high = round(dots * (size[1] / size[0] if rotate == 0 else size[0] / size[1]))
    plain = pymupdf.Pixmap(pymupdf.csGRAY, dots, high, bytes([200]) * (dots * high), False)
    page.insert_image(box, stream=plain.tobytes("png"), rotate=rotate, keep_proportion=False)
    return page


def test_a_small_picture_does_not_tell_how_the_letters_beside_it_are_drawn() -> None:
    page = pictured((50, 50, 110, 110), 60, size=(A4.width, A4.height))
    assert sheet_of(page).dpi == 200
    assert sheet_of(page, [(40, 40, 120, 120)]).dpi > 200  # but how it is read itself: 72 dots, three times as many


def test_a_picture_on_its_side_has_as_many_dots_as_upright() -> None:
    upright = sheet_of(pictured(tuple(A4), 620, size=(A4.width, A4.height)))
    aside = sheet_of(pictured(tuple(A4), 877, size=(A4.width, A4.height), rotate=90))
    assert aside.dpi == pytest.approx(upright.dpi, rel=0.02)


def test_a_picture_is_enlarged_only_as_far_as_there_is_room() -> None:
    page = pictured((0, 0, 900, 12_000), 900, size=(900, 12_000))
    assert sheet_of(page).grey.size <= 50_000_000
