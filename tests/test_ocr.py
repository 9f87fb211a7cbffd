"""Scans and damaged text layers, read by Tesseract."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from extract.language.syllables import stripped
from extract.pipeline.components import extract
from extract.readers import Options, ReadError, Source, of_bytes
from extract.readers.scan import engine, tesseract
from tests.paper import A4, SERIF, printed, scanned
from tests.reading import NLP

ROOT = Path(__file__).parent.parent
SENTENCE = (
    "Đến năm 2025, tối thiểu {}% hồ sơ giải quyết thủ tục hành chính được luân chuyển trong nội bộ giữa các cơ quan "
    "có thẩm quyền giải quyết bằng phương thức điện tử."
)
PAGE = "".join(f"<p>{SENTENCE.format(40 + 7 * i)}</p>" for i in range(5))
needs_ocr = pytest.mark.skipif(not engine.available(), reason="tesseract or its Vietnamese model is not installed")


@needs_ocr
def test_a_scan_gives_the_records_of_its_text_with_rectangles() -> None:
    source = of_bytes(scanned(printed(PAGE), skew=0.5), "scan.pdf")
    targets = extract(source, NLP).targets
    assert [t.measure.value for t in targets] == [40 + 7 * i for i in range(5)]
    assert source.raw.count("\n\n") <= 7  # a paragraph each, and the page number
    heights = [t.source.rects[0][1] for t in targets if t.source.rects]
    assert len(heights) == 5
    assert heights == sorted(heights)
    assert all(60 < height < 400 for height in heights)
    assert set(dict(source.notices)) <= {"ocr"}


@needs_ocr
def test_a_ruled_table_in_a_scan_keeps_its_rows() -> None:
    body = "".join(
        f"<tr><td>Tỷ lệ che phủ rừng của huyện</td><td>%</td><td>{a}</td><td>{a + 10}</td></tr>" for a in (40, 52, 65)
    )
    table = f"<table><tr><td>Chỉ tiêu</td><td>Đơn vị</td><td>2025</td><td>2030</td></tr>{body}</table>"
    source = of_bytes(scanned(printed(f"<p>Các chỉ tiêu chủ yếu:</p>{table}"), skew=0), "scan.pdf")
    assert "| Chỉ tiêu | Đơn vị | 2025 | 2030 |\n| Tỷ lệ che phủ rừng của huyện | % | 40 | 50 |" in source.raw
    values = {(t.measure.value, t.period and t.period.end) for t in extract(source, NLP).targets}
    assert values == {(40, 2025), (50, 2030), (52, 2025), (62, 2030), (65, 2025), (75, 2030)}


@needs_ocr
def test_a_damaged_layer_is_replaced_where_ocr_reads_better() -> None:
    bad = stripped(" ".join(SENTENCE.format(40 + 7 * i) for i in range(5))).replace("h", "li").replace("t", "t?x")
    source = of_bytes(scanned(printed(PAGE), layer=bad), "scan.pdf")
    (code, message), *others = source.notices
    assert {each for each, _ in others} <= {"ocr"}
    assert code == "reread"
    assert "page 1" in message
    assert "thủ tục hành chính" in source.raw


@needs_ocr
def test_an_image_file_is_a_page() -> None:
    page = pymupdf.open(stream=printed(PAGE), filetype="pdf")[0]
    source = of_bytes(page.get_pixmap(dpi=200).tobytes("png"), "scan.png")
    assert source.media_type == "image/png"
    assert len(source.pages) == 1
    assert "tối thiểu 61%" in source.raw


def test_without_the_program_a_scan_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "available", lambda: False)
    data = scanned(printed(PAGE))
    with pytest.raises(ReadError) as caught:
        of_bytes(data, "scan.pdf")
    assert caught.value.code == "no_text_layer"
    assert "apt-get install tesseract-ocr tesseract-ocr-vie" in caught.value.message
    with pytest.raises(ReadError) as caught:
        of_bytes(data, "scan.pdf", Options(ocr="never"))
    assert caught.value.code == "no_text_layer"


def test_a_scanned_page_among_others_is_named_where_it_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "available", lambda: False)
    document = pymupdf.open(stream=printed(PAGE), filetype="pdf")
    document.insert_pdf(pymupdf.open(stream=scanned(printed(PAGE)), filetype="pdf"))
    source = of_bytes(document.tobytes(), "mixed.pdf")
    (code, message), *others = source.notices
    assert {each for each, _ in others} <= {"ocr"}
    assert code == "partial"
    assert "(2)" in message
    assert SENTENCE.format(40) in source.raw


@pytest.mark.parametrize(
    ("text", "before", "after", "read"),
    [
        ("I", "thiểu", "bậc", "1"), ("I", "cấp", "huyện", "I"), ("l0%", "đạt", "trở", "10%"), ("10O%", "", "", "100%"),
        ("IO", "", "", "IO"), ("I", "Mục", "bậc", "I"),
    ],
)  # fmt: skip
def test_letters_read_for_figures(text: str, before: str, after: str, read: str) -> None:
    assert tesseract._digits(text, before, after) == read


def values(source: Source) -> list[tuple[float | None, int | None]]:
    return [(t.measure.value, t.source.page) for t in extract(source, NLP).targets]


def mixed() -> bytes:
    """A text page, a scanned one, a text page."""
    parts = [printed("".join(f"<p>{SENTENCE.format(value + i)}</p>" for i in range(3))) for value in (20, 40, 60)]
    document = pymupdf.open(stream=parts[0], filetype="pdf")
    for part in (scanned(parts[1]), parts[2]):
        document.insert_pdf(pymupdf.open(stream=part, filetype="pdf"))
    made: bytes = document.tobytes()
    return made


@needs_ocr
def test_text_pages_and_scanned_ones_in_one_file() -> None:
    source = of_bytes(mixed(), "mixed.pdf")
    assert values(source) == [(value + i, page) for page, value in enumerate((20, 40, 60), 1) for i in range(3)]
    assert set(dict(source.notices)) <= {"ocr"}
    with pytest.raises(ReadError) as caught:
        of_bytes(mixed(), "mixed.pdf", Options(max_pages=2))
    assert caught.value.code == "too_large"
    assert "--max-pages" in caught.value.message


def test_without_ocr_the_text_pages_are_read() -> None:
    source = of_bytes(mixed(), "mixed.pdf", Options(ocr="never", max_pages=3))
    assert [page for _, page in values(source)] == [1, 1, 1, 3, 3, 3]
    (code, message), *others = source.notices
    assert {each for each, _ in others} <= {"ocr"}
    assert code == "partial"
    assert "(2)" in message


def layered(spoilt: Callable[[str], str], *, blank: bool = False) -> bytes:
    """A scan with a hidden text layer, each word on its ink; `blank`: on paper that shows nothing."""
    plain, document = pymupdf.open(stream=printed(PAGE), filetype="pdf"), pymupdf.open()
    face = pymupdf.Font(fontfile=SERIF)
    page = document.new_page(width=A4.width, height=A4.height)
    if blank:
        grey = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 600, 850))
        grey.clear_with(200)
        page.insert_image(A4, pixmap=grey)
    else:
        page.show_pdf_page(A4, pymupdf.open(stream=scanned(printed(PAGE), skew=0), filetype="pdf"))
    ink = pymupdf.TextWriter(A4)
    for x, _, _, y, text, *_ in plain[0].get_text("words"):
        ink.append((x, y - 3), spoilt(text), font=face, fontsize=13)
    ink.write_text(page, render_mode=3)
    made: bytes = document.tobytes()
    return made


def ruined(text: str) -> str:
    return text.replace("ế", "3").replace("ủ", "?x").replace("h", "li").replace("ộ", "0")


def test_a_good_hidden_layer_is_read_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "read", None)  # not asked
    source = of_bytes(layered(lambda text: text), "layered.pdf")
    assert values(source) == [(40 + 7 * i, 1) for i in range(5)]
    assert set(dict(source.notices)) <= {"ocr"}


@needs_ocr
@pytest.mark.parametrize("spoilt", [stripped, ruined])
def test_a_hidden_layer_without_marks_or_ruined_is_read_again(spoilt: Callable[[str], str]) -> None:
    source = of_bytes(layered(spoilt), "layered.pdf")
    assert [code for code, _ in source.notices] == ["reread", "ocr"]
    assert values(source) == [(40 + 7 * i, 1) for i in range(5)]


@needs_ocr
def test_a_ruined_layer_is_kept_where_the_image_shows_nothing() -> None:
    source = of_bytes(layered(ruined, blank=True), "layered.pdf")
    assert [code for code, _ in source.notices] == ["layer_kept"]
    assert "tối tliiểu 40%" in source.raw
