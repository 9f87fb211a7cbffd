"""Marks of notes are told from figures, and notes stay whole, in text, web pages, Word and PDF."""

from __future__ import annotations

import pymupdf
import pytest

from extract import extract, readers
from extract.language.cleaning import composed
from extract.layout.outline import outline
from extract.readers.pdf.edges import take_notes
from extract.readers.print.words import Note, Page, Word
from tests.paper import SERIF
from tests.word import package, para, run


def blocks(text: str) -> list[tuple[str, str]]:
    shape = outline(composed(text))
    return [(block.kind, shape.text(block)) for block in shape.blocks]


def values(data: bytes) -> list[str]:
    return [f"{t.measure.value:g}" for t in extract(readers.of_bytes(data, "a")).targets]


FLAT = """KẾ HOẠCH

I. MỤC TIÊU

- Đến năm 2029, tỷ lệ hộ dùng nồi điện đạt 85%1, tăng so với năm 2025.

- Người dân phải chờ 3 không quá 30 phút khi nộp hồ sơ tại xã2.

- Tỷ lệ bản có loa đạt 52% ở vùng 3 của huyện.

TM. ỦY BAN NHÂN DÂN

Nguyễn Văn An[4]

1 Theo Quyết định số 12/QĐ-UBND ngày 02/3/2024 của tỉnh.

2 Gồm 15 xã của huyện.

3 Tính từ lúc lấy số.

4 Ký thay.
"""


def test_marks_that_were_flattened_are_no_figures() -> None:
    found = extract(FLAT)
    assert [t.source.text for t in found.targets] == ["85%", "30 phút", "52%"]
    assert [t.measure.relation for t in found.targets] == ["eq", "le", "eq"]
    assert found.document.signer == "Nguyễn Văn An"
    marks = [r.start for r in found.rejected if r.reason == "footnote_mark"]
    assert {FLAT.index("1, tăng"), FLAT.index("3 không"), FLAT.index("4]")} <= set(marks)
    assert "unread" not in {r.reason for r in found.rejected}
    told = [text for kind, text in blocks(FLAT) if kind == "note"]
    assert [text[:9] for text in told] == ["Theo Quyế", "Gồm 15 xã", "Tính từ l", "Ký thay."]
    assert ("item", "- Tỷ lệ bản có loa đạt 52% ở vùng 3 của huyện.") in blocks(FLAT)


@pytest.mark.parametrize(
    "text",
    [
        "Cả tỉnh có 3 trường của huyện đạt chuẩn.\n\n[^3]: Theo báo cáo.",  # counted
        "Rộng 24 km2 ở xã.\n\n[^2]: Theo báo cáo.",  # a power
        "Mức độ 3 không đạt, loại 3 không đạt.\n\n[^3]: Theo báo cáo.",  # numbered things
        "Phải chờ 3 không quá, phải đợi 3 không quá.\n\n[^3]: Theo báo cáo.",  # either might be the mark
    ],
)
def test_figures_that_are_no_marks_stay(text: str) -> None:
    assert blocks(text)[0][1] == text.split("\n")[0]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Tỷ lệ hộ đạt 19[^2]% ở xã[^4].", "Tỷ lệ hộ đạt 19% ở xã."),
        ("Tỷ lệ hộ đạt 19%[2] ở bản.", "Tỷ lệ hộ đạt 19% ở bản."),
        (r"Tỷ lệ hộ đạt 19%\[2\] ở bản.", "Tỷ lệ hộ đạt 19% ở bản."),
        ("Tỷ lệ hộ đạt 19[[2]](#_ftn2)% ở bản.", "Tỷ lệ hộ đạt 19% ở bản."),
        ("Tỷ lệ hộ đạt 19<sup>[2]</sup>% ở bản.", "Tỷ lệ hộ đạt 19% ở bản."),
        ("Xem [2](https://a.vn/b) và 19 [5] hộ.", "Xem [2](https://a.vn/b) và 19 [5] hộ."),
    ],
)
def test_marks_in_brackets_and_links(text: str, left: str) -> None:
    assert blocks(text)[0][1] == left


def test_marks_in_the_cells_of_a_table_and_raised_notes() -> None:
    rows = "| Chỉ tiêu | Đơn vị | 2029 |\n|---|---|---|\n| Tỷ lệ bản có loa[1] | % | 71[[2]](#_ftn2) |\n"
    found = blocks(f"{rows}\nHộ nghèo¹ ở bản còn 24 m² đất.\n\n¹ Theo chuẩn nghèo của huyện Mường Tè.")
    assert [text for _, text in found[1:]] == [
        "Tỷ lệ bản có loa | % | 71", "Hộ nghèo ở bản còn 24 m² đất.", "Theo chuẩn nghèo của huyện Mường Tè.",
    ]  # fmt: skip


def test_a_note_of_markdown_has_several_paragraphs() -> None:
    found = blocks("Hộ nghèo[^1] giảm.\n\n[^1]: Theo huyện.\n\n    Trong đó xã đạt 70%.\n\n\tBản đạt 60%.\n\nHết đoạn.")
    assert [kind for kind, _ in found] == ["paragraph", "note", "note", "note", "paragraph"]


def page_of(body: str) -> bytes:
    return f"<!DOCTYPE html><html><body><div>{body}</div></body></html>".encode()


def test_marks_of_a_page_are_told_from_figures() -> None:
    body = (
        "<p>I. MỤC TIÊU</p><p>- Đến năm 2029, tỷ lệ hộ dùng nồi điện đạt 85<a href='#_ftn1'><sup>[1]</sup></a>%; tỷ lệ "
        "xã<a href='trang.aspx#_ftn2'>2</a> có loa đạt 52%; tỷ lệ bản<sup>[7]</sup> có chợ đạt 19<sup>3</sup>%.</p>"
        "<p>TM. ỦY BAN NHÂN DÂN</p><p>Nguyễn Văn An<a href='https://x.vn/a#_ftn9'>[9]</a></p>"
    )
    assert values(page_of(body)) == ["85", "52", "19"]
    raw = readers.of_bytes(page_of(body), "a").raw
    assert "xã[^2] có loa" in raw
    assert "Nguyễn Văn An[^9]" in raw
    assert "24 m²" in readers.of_bytes(page_of(f"{body}<p>Rộng 24 m<sup>2</sup></p>"), "a").raw


def test_a_note_of_a_page_stays_whole() -> None:
    notes = (
        "<div id='ftn1'><p><a name='_ftn1' href='#_ftnref1'>[1]</a> Theo huyện.</p><p>Xã đạt 70%.</p>"
        "<ul><li>Bản đạt 30%.</li></ul></div><p>Hết đoạn.</p>"
    )
    page = page_of(f"<p>Hộ nghèo<a href='#_ftn1' name='_ftnref1'>[1]</a> ở xã giảm.</p>{notes}")
    raw = readers.of_bytes(page, "a").raw
    assert raw == "Hộ nghèo[^1] ở xã giảm.\n\n[^1]: Theo huyện. Xã đạt 70%. - Bản đạt 30%.\n\nHết đoạn.\n\n"


def test_a_note_of_word_stays_whole() -> None:
    note = para(run("Theo huyện.")) + para(run("Xã đạt 70%."))
    body = para("Hộ nghèo", '<w:r><w:footnoteReference w:id="2"/></w:r>', run(" giảm."))
    raw = readers.of_bytes(package(body, None, footnotes=f'<w:footnote w:id="2">{note}</w:footnote>'), "a").raw
    assert raw == "Hộ nghèo[^1] giảm.\n\n[^1]: Theo huyện. Xã đạt 70%.\n\n"


def printed(*pages: tuple[list[str], list[str]]) -> bytes:
    """Pages of body lines, and of small lines at their foot."""
    document = pymupdf.open()
    for body, foot in pages:
        page = document.new_page(width=595, height=842)
        page.insert_font("F0", SERIF)
        for i, text in enumerate([*body, *["Các cấp, các ngành cùng thực hiện kế hoạch này theo nhiệm vụ."] * 4]):
            page.insert_text((70, 90 + 22 * i), text, fontname="F0", fontsize=13)
        for i, text in enumerate(foot):
            page.insert_text((70, 704 + 12 * i), text, fontname="F0", fontsize=9.5)
    data: bytes = document.tobytes()
    return data


BODY = ["I. MỤC TIÊU", "- Đến năm 2029, tỷ lệ hộ dùng nồi điện đạt 85%1, tăng so với năm 2025."]


def test_a_note_that_goes_on_over_the_page_stays_a_note() -> None:
    first = ["1 Theo Quyết định số 12/QĐ-UBND của Ủy ban nhân dân tỉnh, trong đó giao cho huyện và"]
    second = ["báo cáo tỉnh; tỷ lệ hộ ở thị trấn là 70%.", "2 Gồm 15 xã."]
    data = printed((BODY, first), (["- Tỷ lệ xã2 có chợ đạt 33% vào năm 2029."], second))
    source = readers.of_bytes(data, "a")
    assert "giao cho huyện và báo cáo tỉnh; tỷ lệ hộ ở thị trấn là 70%.\n\n" in source.raw
    assert "[^2]: Gồm 15 xã." in source.raw
    found = {t.source.text: t.source.page for t in extract(source).targets}
    assert found == {"85%": 1, "70%": 2, "33%": 2}


def test_small_text_below_an_ended_note_is_no_note() -> None:
    data = printed((BODY, ["1 Theo Quyết định của tỉnh."]), (["- Tỷ lệ xã có chợ đạt 33%."], ["Nguồn: Cục Thống kê."]))
    assert "tỉnh.\n\n" in readers.of_bytes(data, "a").raw


def row(text: str, y: float, size: float, mark: str | None = None) -> list[Word]:
    words, x = [], 70.0
    for i, part in enumerate(text.split()):
        width = 0.5 * size * len(part)
        words.append(Word(part, (x, y - size, x + width, y), y, size, mark=mark if i == 0 else None))
        x += width + 0.3 * size
    return words


def scanned(*foot: list[Word]) -> Page:
    """A scan with a short rule above small lines."""
    body = [word for i in range(6) for word in row("Ủy ban nhân dân xã thực hiện", 100 + 20.0 * i, 13)]
    return Page(595, 842, [*body, *(word for line in foot for word in line)], rules=[600.0], scanned=True)


def test_recipients_on_a_scan_are_no_note() -> None:
    page = scanned(row("Nơi nhận:", 620, 10), row("- Như Điều 3;", 633, 10), row("- Lưu: VT.", 646, 10))
    before = len(page.words)
    assert take_notes(page, 13.0) == []
    assert len(page.words) == before
    under = scanned(row("Nơi nhận:", 620, 10), row("- Lưu: VT.", 633, 10), row("1 Theo báo cáo.", 646, 10, "1"))
    assert [(note.mark, len(note.words)) for note in take_notes(under, 13.0)] == [("1", 3)]


def test_a_note_of_a_scan_goes_on_over_the_page() -> None:
    before = Note("4", row("Theo báo cáo của huyện và", 700, 10))
    page = scanned(row("các xã trong vùng.", 620, 10), row("5 Theo tỉnh.", 633, 10, "5"))
    (note,) = take_notes(page, 13.0, 4, before)
    assert [word.text for word in before.words[before.over :]] == ["các", "xã", "trong", "vùng."]
    assert (note.mark, len(note.words)) == ("5", 2)
