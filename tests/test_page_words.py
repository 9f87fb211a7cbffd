"""Words of PDFs: soft hyphens, ligatures, decomposed letters, the fonts of before Unicode."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

import pymupdf
import pytest

from extract.pipeline.components import extract
from extract.readers import of_bytes
from tests.legacy import tcvn3_characters, vni_characters
from tests.paper import SERIF, printed
from tests.reading import NLP

TEXT = (
    "Đến năm 2025, tối thiểu 80% hồ sơ được giải quyết bằng phương thức điện tử, có nhiều tư vấn như đã nêu; tỷ lệ hài "
    "lòng của người dân, tổ chức đạt 90%, kinh tế - xã hội phát triển."
)


def lines(texts: Sequence[str], font: str | None = None) -> bytes:
    """One line below the other; `font`: the name of a font with Latin codes."""
    document: Any = pymupdf.open()
    page = document.new_page()
    if font is None:
        ink, face = pymupdf.TextWriter(page.rect), pymupdf.Font(fontfile=SERIF)
        for i, text in enumerate(texts):
            ink.append((60, 80 + 16 * i), text, font=face, fontsize=11)
        ink.write_text(page)
    else:
        for i, text in enumerate(texts):
            page.insert_text((60, 80 + 16 * i), text, fontname="tiro", encoding=pymupdf.TEXT_ENCODING_LATIN)
        for number, *_ in page.get_fonts():
            document.xref_set_key(number, "BaseFont", f"/{font}")
    made: bytes = document.tobytes()
    return made


def test_soft_hyphens_and_ligatures() -> None:
    data = lines(
        (
            "Cổng dịch vụ công quốc gia cung cấp cho người dân dịch vụ digi\xad",
            "tal, 80% hồ sơ e-o\ufb03ce và pro\ufb01le được số\xad hoá theo Inter\xad",
            "net, tỷ lệ hài lòng đạt 90%.",
        )
    )
    read = of_bytes(data, "a.pdf").raw
    assert "dịch vụ digital, 80% hồ sơ e-office và profile được số hoá theo Internet, tỷ lệ" in read


def test_decomposed_letters() -> None:
    found = extract(of_bytes(printed(f"<p>{unicodedata.normalize('NFD', TEXT)}</p>"), "a.pdf"), NLP).targets
    plain = extract(of_bytes(printed(f"<p>{TEXT}</p>"), "a.pdf"), NLP).targets
    assert [(t.id, t.source.rects) for t in found] == [(t.id, t.source.rects) for t in plain]
    assert [t.measure.value for t in found] == [80, 90]


@pytest.mark.parametrize(
    ("font", "encode"),
    [(".VnTime", tcvn3_characters), ("ABCDEF+.VnArial", tcvn3_characters), ("VNI-Times", vni_characters)],
)
def test_a_page_in_an_old_font(font: str, encode: Callable[[str], str]) -> None:
    """The letter ư of TCVN3 stands where Latin codes have a hyphen, and PDFs give it as one."""
    wrapped = [encode(line) for line in textwrap.wrap(TEXT, 60)]
    source = of_bytes(lines(wrapped, font), "old.pdf")
    assert source.raw.strip() == TEXT
    assert [(t.measure.value, bool(t.source.rects)) for t in extract(source, NLP).targets] == [(80, True), (90, True)]


def test_a_font_of_capitals() -> None:
    title = "Phê duyệt chương trình cải cách hành chính"
    assert of_bytes(lines([tcvn3_characters(title)], ".VnTimeH"), "old.pdf").raw.strip() == title.upper()


def test_a_word_in_an_old_font_on_a_page_in_unicode() -> None:
    """Most words of TCVN3 could be Latin ones: the font's name tells."""
    document: Any = pymupdf.open(stream=lines([TEXT[:60]]), filetype="pdf")
    page = document[0]
    page.insert_text((60, 300), tcvn3_characters("có bộ hồ sơ"), fontname="tiro", encoding=pymupdf.TEXT_ENCODING_LATIN)
    (number,) = [font[0] for font in page.get_fonts() if font[3] == "Times-Roman"]
    document.xref_set_key(number, "BaseFont", "/.VnTime")
    read = of_bytes(document.tobytes(), "mixed.pdf").raw
    assert TEXT[:60] in read
    assert "có bộ hồ sơ" in read


def test_an_old_font_whose_letters_are_mapped_to_unicode() -> None:
    document: Any = pymupdf.open(stream=lines([TEXT[:60]]), filetype="pdf")
    for number, *_ in document[0].get_fonts():
        document.xref_set_key(number, "BaseFont", "/.VnTime")
    assert of_bytes(document.tobytes(), "mapped.pdf").raw.strip() == TEXT[:60]
