"""PDFs with a text layer: reading order, paragraphs, tables, page edges, rectangles, faults."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from time import monotonic

import pymupdf
import pytest

from extract.measure.evaluate import evaluate
from extract.pipeline.components import extract
from extract.readers import Options, ReadError, of_bytes
from extract.readers.pdf import pages
from extract.readers.pdf.mupdf_words import words_of
from extract.write import json as written
from tests.bad import pdf as laid_out
from tests.bad import stream
from tests.paper import NOTO, SERIF, markup, printed
from tests.reading import NLP

ROOT = Path(__file__).parent.parent
SENTENCE = (
    "Đến năm 2025, tối thiểu {}% hồ sơ giải quyết thủ tục hành chính được luân chuyển trong nội bộ giữa các cơ quan "
    "có thẩm quyền giải quyết bằng phương thức điện tử và cải thiện tỷ lệ này đến năm 2030."
)
NAMES = (
    "Tỷ lệ hồ sơ trực tuyến toàn trình",
    "Tỷ lệ hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính",
    "Tỷ lệ che phủ rừng",
)


def raw(data: bytes) -> str:
    return of_bytes(data, "paper.pdf").raw


def f1(gold: Path, data: bytes, folder: Path) -> float:
    output = folder / "output.json"
    output.write_text(written.text(extract(of_bytes(data, "paper.pdf"), NLP)), "utf-8")
    return evaluate([(gold, output)], bag=True)[0].strict_f1


@pytest.mark.parametrize(
    ("name", "font", "size", "justify"),
    [
        ("soc-trang", SERIF, 13, True),
        ("phu-yen", NOTO, 12, False),
        ("quang-ngai", SERIF, 14, True),
        ("tay-son", NOTO, 11, True),
        ("dak-nong", SERIF, 13, False),
    ],
)
def test_printed_corpora_give_the_records_of_the_text(
    name: str, font: str, size: float, justify: bool, tmp_path: Path
) -> None:
    text = (ROOT / "corpora" / f"{name}.txt").read_text("utf-8")
    gold = ROOT / "tests" / "gold" / f"{name}.jsonl"
    output = tmp_path / "text.json"
    output.write_text(written.text(extract(text, NLP)), "utf-8")
    wanted = evaluate([(gold, output)], bag=True)[0].strict_f1
    data = printed(*markup(text), font=font, size=size, justify=justify, indent=28 if justify else 0, head="Công báo")
    assert f1(gold, data, tmp_path) >= wanted - 0.02


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize(("font", "justify", "indent"), [(SERIF, True, 24), (NOTO, False, 0)])
def test_paragraphs_are_whole_over_lines_columns_and_pages(
    columns: int, font: str, justify: bool, indent: float
) -> None:
    texts = [SENTENCE.format(50 + i) if i % 4 else f"{i}. {SENTENCE.format(50 + i)}" for i in range(45)]
    data = printed(
        "".join(f"<p>{t}</p>" for t in texts), font=font, size=11, justify=justify, indent=indent, columns=columns,
        head="ỦY BAN NHÂN DÂN TỈNH",
    )  # fmt: skip
    source = of_bytes(data, "paper.pdf")
    assert len(source.pages) > 1
    edges = [source.raw[a:b] for a, b in source.furniture]
    assert edges.count("ỦY BAN NHÂN DÂN TỈNH") == len(source.pages)
    assert sorted(e for e in edges if e.isdigit()) == [str(n + 1) for n in range(len(source.pages))]
    lines = [line for line in source.raw.split("\n") if line and line not in edges]
    assert lines == texts


def test_a_letterhead_is_read_column_by_column() -> None:
    document = pymupdf.open()
    page = document.new_page()
    ink = pymupdf.TextWriter(page.rect)
    face = pymupdf.Font(fontfile=SERIF)
    for x, y, text in (
        (80, 60, "ỦY BAN NHÂN DÂN"), (300, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), (95, 76, "TỈNH PHÚ YÊN"),
        (350, 76, "Độc lập - Tự do - Hạnh phúc"), (85, 100, "Số: 12/QĐ-UBND"),
        (330, 100, "Phú Yên, ngày 03 tháng 6 năm 2021"), (240, 140, "QUYẾT ĐỊNH"),
    ):  # fmt: skip
        ink.append((x, y), text, font=face, fontsize=12)
    ink.write_text(page)
    text = raw(document.tobytes())
    order = ["ỦY BAN", "PHÚ YÊN", "12/QĐ", "CỘNG HÒA", "Độc lập", "ngày 03", "QUYẾT ĐỊNH"]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_footnotes_stand_apart_and_their_marks_in_the_text() -> None:
    body = "".join(f"<p>{SENTENCE.format(40 + i)}</p>" for i in range(8))
    body += '<p>Chỉ số cải cách hành chính còn thấp<sup id="note-1">1</sup>, diện tích 20 km<sup>2</sup>.</p>'
    more = [f"{SENTENCE.format(60 + i)} {NAMES[i % 3]}: đạt." for i in range(20)]
    body += "".join(f"<p>{line}</p>" for line in more)
    text = raw(printed(body, {"1": "Năm 2020: 59/63."}))
    assert "còn thấp[^1], diện tích 20 km2." in text
    assert "\n\n[^1]: Năm 2020: 59/63.\n\n" in text
    assert not set(more) - set(text.split("\n"))


def annex(rows: int, *, again: bool = False) -> bytes:
    """A table of year columns under a merged head, over pages."""
    head = (
        '<tr><th rowspan="2">TT</th><th rowspan="2">Chỉ tiêu</th><th rowspan="2">Đơn vị</th>'
        '<th colspan="2">Mục tiêu</th></tr><tr><th>2025</th><th>2030</th></tr>'
    )
    body = "".join(
        f"<tr><td>{i + 1}</td><td>{NAMES[i % 3]}</td><td>%</td><td>{i + 20}</td><td>{i + 21}</td></tr>"
        for i in range(rows)
    )
    return printed(f"<p><b>I. MỤC TIÊU</b></p><p>Các chỉ tiêu:</p><table>{head}{body}</table><p>Sau bảng.</p>")


def test_a_ruled_table_gives_a_record_for_each_cell() -> None:
    source = of_bytes(annex(60), "annex.pdf")
    assert len(source.pages) > 1
    assert source.raw.count("| TT | Chỉ tiêu | Đơn vị | Mục tiêu | Mục tiêu |\n| TT | Chỉ tiêu |") == 1
    assert "| TT | Chỉ tiêu | Đơn vị | 2025 | 2030 |\n| 1 |" in source.raw
    targets = extract(source, NLP).targets
    assert [(t.measure.value, t.measure.unit, t.period and t.period.end) for t in targets] == [
        (i + 20 + late, "percent", 2030 if late else 2025) for i in range(60) for late in (0, 1)
    ]
    for i, (one, two) in enumerate(pairwise(targets)):
        if i % 2 == 0:
            assert NAMES[i // 2 % 3].lower() in one.indicator.text.lower()
            assert one.indicator == two.indicator


def test_every_record_stands_in_its_rectangle_on_its_page() -> None:
    data = annex(50)
    text = (ROOT / "corpora" / "soc-trang.txt").read_text("utf-8")
    for made in (data, printed(*markup(text))):
        source = of_bytes(made, "paper.pdf")
        document = pymupdf.open(stream=made, filetype="pdf")
        targets = extract(source, NLP).targets
        assert targets
        for target in targets:
            assert target.source.rects
            assert target.source.page is not None
            page = document[target.source.page - 1]
            clips = [(x0 - 1, y0 - 1, x1 + 1, y1 + 1) for x0, y0, x1, y1 in target.source.rects]
            seen = " ".join(page.get_text("text", clip=pymupdf.Rect(clip)) for clip in clips)
            assert re.sub(r"\s", "", target.source.text) in re.sub(r"\s", "", seen)


def test_hyphens_at_line_ends() -> None:
    document = pymupdf.open()
    page = document.new_page()
    ink = pymupdf.TextWriter(page.rect)
    face = pymupdf.Font(fontfile=SERIF)
    for y, text in ((100, "Cổng dịch vụ công cung cấp infor-"), (116, "mation cho người dân và doanh nghiệp.")):
        ink.append((80, y), text, font=face, fontsize=12)
    ink.write_text(page)
    assert "cung cấp information cho" in raw(document.tobytes())


def test_the_same_bytes_give_the_same_content() -> None:
    data = annex(30)
    assert of_bytes(data, "a.pdf") == of_bytes(data, "a.pdf")


def code(data: bytes, options: Options | None = None) -> str:
    with pytest.raises(ReadError) as caught:
        of_bytes(data, "paper.pdf", options)
    return caught.value.code


def test_faults_of_whole_documents() -> None:
    document = pymupdf.open(stream=printed("<p>Tối thiểu 80% hồ sơ.</p>"), filetype="pdf")
    locked = document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="x", owner_pw="y")
    assert code(locked) == "encrypted"
    free = document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="", owner_pw="y")
    assert "80%" in raw(free)
    assert code(b"%PDF-1.7\n" + b"x" * 2000) == "truncated"
    assert code(b"%PDF-1.7") == "truncated"
    blank = pymupdf.open()
    for _ in range(3):
        blank.new_page()
    assert code(blank.tobytes()) == "empty"
    assert code(blank.tobytes(), Options(max_pages=2)) == "too_large"
    assert code(document.tobytes(), Options(deadline=monotonic() - 1)) == "time_out"


def test_a_torn_file_is_mended_and_said_to_be() -> None:
    data = printed("".join(f"<p>{SENTENCE.format(20 + i)}</p>" for i in range(40)))
    source = of_bytes(data[:-400], "torn.pdf")
    assert "repaired" in {code for code, _ in source.notices}
    assert SENTENCE.format(20) in source.raw


def test_a_file_that_is_cut_off_is_never_said_to_be_whole() -> None:
    data = printed("".join(f"<p>{SENTENCE.format(i)}</p>" for i in range(60)))
    notices = dict(of_bytes(data[: len(data) * 3 // 4], "a.pdf").notices)
    assert set(notices) == {"repaired", "partial"}
    assert "cut off" in notices["partial"]
    assert not of_bytes(data, "a.pdf").notices


def test_what_was_read_before_a_failing_page_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    data = printed("".join(f"<p>{SENTENCE.format(20 + i)}</p>" for i in range(40)))
    calls: list[object] = []

    def failing(page: object) -> object:
        calls.append(page)
        if len(calls) == 2:
            raise RuntimeError("cannot parse content stream")
        return words_of(page)

    monkeypatch.setattr(pages, "words_of", failing)
    source = of_bytes(data, "paper.pdf")
    (notice,) = source.notices
    assert notice[0] == "partial"
    assert re.fullmatch(r"pages 2[-\d]* of \d could not be read; page 2: cannot parse content stream", notice[1])
    assert SENTENCE.format(20) in source.raw
    assert len(source.pages) == len(of_bytes(data, "paper.pdf").pages)


def test_neighbouring_cells_are_not_one_word() -> None:
    row = "<tr><td>Chỉ tiêu</td><td>Đơn vị</td><td>2025</td><td>2030</td></tr>"
    body = "<tr><td>Tỷ lệ che phủ rừng của huyện</td><td>%</td><td>40</td><td>50</td></tr>"
    text = raw(printed(f"<p>Các chỉ tiêu chủ yếu:</p><table>{row}{body}</table>"))
    assert "| Chỉ tiêu | Đơn vị | 2025 | 2030 |\n" in text


def test_a_note_stands_on_its_page_where_the_paragraph_above_it_goes_on() -> None:
    body = "".join(f"<p>{SENTENCE.format(20 + i)}</p>" for i in range(9))
    body += '<p>Chỉ số cải cách hành chính còn thấp<sup id="note-1">1</sup>, phải cải thiện.</p>'
    body += f"<p>{' '.join(SENTENCE.format(30 + i) for i in range(12))}</p>"
    data = printed(body, {"1": "Đến năm 2025, tỷ lệ hồ sơ giải quyết đúng hạn đạt 95%."})
    document = pymupdf.open(stream=data, filetype="pdf")
    found = extract(of_bytes(data, "paper.pdf"), NLP).targets
    assert 95 in {t.measure.value for t in found}
    assert {t.source.page for t in found} == {1, 2}
    for target in found:
        assert target.source.page is not None
        assert document[target.source.page - 1].search_for(target.source.text)


@pytest.mark.parametrize(("meant", "read"), [(b"D83D", "\ufffd"), (b"00410000", "A\ufffd"), (b"00410007", "A\ufffd")])
def test_what_a_font_gives_and_is_no_character_is_told_to_be_none(meant: bytes, read: str) -> None:
    names = b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <41> <%s> endbfchar" % meant
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 5 0 R >>"
    data = laid_out(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F %s >> >> >>" % font,
            4: stream(b"BT /F 12 Tf 60 700 Td (" + b"ty le ho ngheo giam A 5% nam 2025 " * 2 + b") Tj ET"),
            5: stream(names),
        }
    )
    assert raw(data).split()[5] == read


def test_a_page_of_too_many_words_costs_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    data = printed("".join(f"<p>{SENTENCE.format(20 + i)}</p>" for i in range(60)))
    whole = of_bytes(data, "paper.pdf")
    assert len(whole.pages) > 2
    for bad in (0, 1):
        calls: list[object] = []

        def failing(page: object, bad: int = bad, calls: list[object] = calls) -> object:
            calls.append(page)
            if len(calls) == bad + 1:
                raise ValueError("more than 50000 words on one page")
            return words_of(page)

        monkeypatch.setattr(pages, "words_of", failing)
        source = of_bytes(data, "paper.pdf")
        told = f"could not be read; page {bad + 1}: more than 50000 words on one page"
        assert source.notices == (("partial", f"pages {bad + 1} of {len(whole.pages)} {told}"),)
        assert len(source.pages) == len(whole.pages)
        assert whole.raw[whole.pages[2] : whole.pages[2] + 200] in source.raw
        assert source.raw[source.pages[2] :].split() == whole.raw[whole.pages[2] :].split()


@pytest.mark.parametrize(
    ("replaced", "said"),
    [
        (True, "pages 2 of 3 could not be read; page 2: too many syntax errors"),
        (False, "the rest of page 2 could not be read: too many syntax errors"),
    ],
)
def test_a_page_whose_drawing_breaks_off_is_told(replaced: bool, said: str) -> None:
    document = pymupdf.open()
    for at in range(3):
        document.new_page().insert_text((50, 50), f"Ke hoach cai cach hanh chinh nam 2025 cua tinh: dat 8{at}%")
    page = document[1].xref
    torn = document.get_new_xref()
    document.update_object(torn, "<<>>")
    document.update_stream(torn, b"]]>> ) foo" * 1000)
    own = "" if replaced else document.xref_get_key(page, "Contents")[1].strip("[]")
    document.xref_set_key(page, "Contents", f"[{own} {torn} 0 R]")
    read = of_bytes(document.tobytes(), "a.pdf", Options(ocr="never"))
    assert [("80%" in read.raw), ("81%" in read.raw), ("82%" in read.raw)] == [True, not replaced, True]
    assert [message.startswith(said) for code, message in read.notices if code == "partial"] == [True]


def test_what_stands_behind_the_end_of_a_file_does_not_cut_it_off() -> None:
    document = pymupdf.open()
    document.new_page().insert_text((50, 50), "Ke hoach cai cach hanh chinh nam 2025 cua tinh: dat 80%")
    read = of_bytes(document.tobytes() + b"\0" * 9000, "a.pdf", Options(ocr="never"))
    assert [code for code, _ in read.notices if code == "partial"] == []


def _nested(more: list[bytes], resources: bytes, drawn: bytes) -> bytes:
    """A page of print, one that draws `drawn` with `resources` (objects from 7 on: `more`), another of print."""
    head = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
    font = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    own = head + b"/Contents 6 0 R/Resources<<" + font
    told = stream(b"BT /F 12 Tf 72 700 Td (Den nam 2026, tren 80% ho dung nuoc sach hop ve sinh.) Tj ET")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R 4 0 R 3 0 R]/Count 3>>", own + b">>>>",
        head + b"/Contents 5 0 R/Resources<<" + resources + b">>>>", stream(drawn), told, *more,
    ]  # fmt: skip
    return laid_out(dict(enumerate(objects, 1)))


def _form(resources: bytes, drawn: bytes, kind: bytes = b"/Subtype/Form") -> bytes:
    return stream(drawn, kind + b"/BBox[0 0 90 90]/Resources<<" + resources + b">>")


_DEEP = 9
_TILING = b"/PatternType 1/PaintType 1/TilingType 1/XStep 90/YStep 90"


@pytest.mark.parametrize("kind", ["forms", "patterns", "masks", "each other"])
def test_a_page_of_forms_nested_without_an_end_costs_itself_alone_and_soon(kind: str) -> None:
    def names(n: int) -> bytes:
        if kind == "each other":
            return b"/XObject<<" + b"".join(b"/X%d %d 0 R" % (i, 7 + i) for i in range(_DEEP + 3)) + b">>"
        if n == _DEEP:
            return b""
        return {
            "forms": b"/XObject<</X %d 0 R>>",
            "patterns": b"/Pattern<</X %d 0 R>>",
            "masks": b"/ExtGState<</X<</SMask<</S/Alpha/G %d 0 R>>>>>>",
        }[kind] % (7 + n)

    drawn = {
        "forms": b"/X Do " * 10,
        "patterns": b"/Pattern cs /X scn " + b"0 0 9 9 re f " * 10,
        "masks": b"/X gs " + b"0 0 9 9 re f " * 10,
        "each other": b"".join(b"/X%d Do " % i for i in range(_DEEP + 3)),
    }[kind]
    own = _TILING if kind == "patterns" else b"/Subtype/Form"
    count = _DEEP + 3 if kind == "each other" else _DEEP
    begun = monotonic()
    found = of_bytes(_nested([_form(names(n + 1), drawn, own) for n in range(count)], names(0), drawn), "a.pdf")
    assert monotonic() - begun < 5
    assert found.raw.count("80%") == 2
    assert [(code, "nested" in message) for code, message in found.notices if code == "partial"] == [("partial", True)]


def test_a_form_that_draws_itself_is_read_as_before() -> None:
    found = of_bytes(
        _nested([_form(b"/XObject<</X 7 0 R>>", b"/X Do /X Do 0 0 9 9 re f")], b"/XObject<</X 7 0 R>>", b"/X Do"),
        "a.pdf",
    )
    assert found.raw.count("80%") == 2
    assert "partial" not in dict(found.notices)
