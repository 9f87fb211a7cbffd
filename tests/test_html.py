"""Web pages give their main text: portals without their menus, what word processors save, tables cell by cell."""

from __future__ import annotations

from html import escape
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import extract, readers
from extract.measure.evaluate import evaluate
from extract.readers import Options, ReadError
from extract.readers.content import Content
from extract.readers.web import html
from extract.write import json as written
from tests.legacy import ENCODERS, tcvn3_characters, vni_characters
from tests.paper import markup

ROOT = Path(__file__).parent.parent
SENTENCE = "Đến năm 2025, tối thiểu 80% thủ tục hành chính được cung cấp dịch vụ công trực tuyến toàn trình."
LONG = (SENTENCE + " Người dân và tổ chức hài lòng về sự phục vụ của cơ quan hành chính nhà nước. ") * 3


def read(body: str, head: str = "") -> Content:
    return html.content(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "a", Options())


def lines(body: str) -> list[str]:
    return [line for line in read(body).raw.split("\n") if line]


def test_a_portal_page_gives_its_article() -> None:
    page = read(
        f"""<form id="aspnetForm"><div id="top-menu"><ul><li><a href="/1">Trang chủ</a></li><li><a href="/2">Giới thiệu
        </a></li></ul></div><header>Cổng thông tin điện tử</header><nav>Văn bản</nav>
        <div class="content"><h1>Nghị quyết về cải cách hành chính</h1><p>{LONG}</p><script>var x = "99%";</script>
        <p style="display:none">ẩn 98%</p></div>
        <div><a href="/3">Tin một 97%</a> <a href="/4">Tin hai dài hơn</a> <a href="/5">Tin ba</a></div>
        <footer>Bản quyền 96%</footer></form>"""
    )
    assert page.media_type == "text/html"
    assert page.raw == f"**Nghị quyết về cải cách hành chính**\n\n{LONG.strip()}\n\n"
    assert dict(page.notices).keys() == {"left_out"}


def test_how_much_is_left_out_is_counted() -> None:
    page = read(f"<p>{LONG}</p><nav>abc de</nav><p hidden>fgh</p>")
    assert page.notices == (("left_out", "8 characters of menus and the like left out"),)


def test_lists_have_their_labels() -> None:
    body = "<ol><li>một<li>hai</ol><ol type=a start=2><li>ba<li value=5>năm</ol><ul><li>sáu<li>- bảy</ul>"
    body += "<ol type=I><li>tám</ol><ol><li>1. chín</ol>"
    assert lines(body) == ["1. một", "2. hai", "b) ba", "e) năm", "- sáu", "- bảy", "I. tám", "1. chín"]


def test_line_breaks_join_unless_two_or_before_a_label() -> None:
    assert lines("<p>Đến năm<br>2025<br>- tối thiểu<br><br>khác<br>a) nữa</p>") == [
        "Đến năm 2025", "- tối thiểu", "khác", "a) nữa",
    ]  # fmt: skip


def test_headings_by_tag_and_by_bold_but_not_with_label_or_in_capitals() -> None:
    body = "<h2>Mục tiêu</h2><p><b>Chỉ tiêu</b></p><h2>I. Chung</h2><h3>NGHỊ QUYẾT</h3><p><b>Đậm</b> và thường</p>"
    assert lines(body) == ["**Mục tiêu**", "**Chỉ tiêu**", "I. Chung", "NGHỊ QUYẾT", "Đậm và thường"]


def test_footnotes_are_tied_to_their_marks() -> None:
    body = f"""<p>{SENTENCE}<sup><a href="#n1" id="r1">1</a></sup> Rộng 5 km<sup>2</sup>.</p>
    <ol><li id="n1">Không tính cấp xã <a href="#r1">^</a></li></ol>"""
    assert lines(body)[0] == f"{SENTENCE}[^1] Rộng 5 km²."
    assert lines(body)[1].startswith("[^1]: Không tính cấp xã")


def test_a_page_saved_from_word() -> None:
    body = """<div class=WordSection1><!--[if gte mso 9]><xml>99%</xml><![endif]-->
    <table><tr><td><p class=MsoNormal><b>UBND TỈNH A</b></p><p>Số: 12/QĐ-UBND</p></td>
    <td><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><p>Độc lập - Tự do</p></td></tr></table>
    <p class=MsoNormal>Đến năm
    2025 đạt&nbsp;80%<o:p></o:p></p>
    <p class=MsoListParagraph><![if !supportLists]><span>a)<span>&nbsp;&nbsp; </span></span><![endif]>Cấp xã<a
    href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a></p>
    <div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1">[1]</a> Kể cả thị trấn</p></div></div>"""
    assert lines(body) == [
        "UBND TỈNH A", "Số: 12/QĐ-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do",
        "Đến năm 2025 đạt 80%", "a) Cấp xã[^1]", "[^1]: Kể cả thị trấn",
    ]  # fmt: skip


ANNEX = """<p>PHỤ LỤC CHỈ TIÊU CẢI CÁCH HÀNH CHÍNH</p><table><thead>
<tr><th rowspan="2">TT</th><th rowspan="2">Chỉ tiêu</th><th rowspan="2">Đơn vị</th><th colspan="2">Mục tiêu</th></tr>
<tr><th>2025</th><th>2030</th></tr></thead>
<tr><td>1</td><td>Tỷ lệ hồ sơ được giải quyết đúng hạn</td><td rowspan="2">%</td><td>95</td><td>98</td></tr>
<tr><td>2</td><td>Mức độ hài lòng của người dân</td><td>90</td><td>95</td></tr></table>"""


def test_merged_cells_are_repeated() -> None:
    assert lines(ANNEX)[1:] == [
        "| TT | Chỉ tiêu | Đơn vị | Mục tiêu | Mục tiêu |",
        "| TT | Chỉ tiêu | Đơn vị | 2025 | 2030 |",
        "| 1 | Tỷ lệ hồ sơ được giải quyết đúng hạn | % | 95 | 98 |",
        "| 2 | Mức độ hài lòng của người dân | % | 90 | 95 |",
    ]


def test_an_annex_table_gives_a_record_a_cell() -> None:
    records = extract(readers.of_bytes(f"<html><body>{ANNEX}</body></html>".encode(), "a.html")).targets
    assert [(t.measure.value, t.measure.unit, t.period and t.period.end) for t in records] == [
        (95, "percent", 2025), (98, "percent", 2030), (90, "percent", 2025), (95, "percent", 2030),
    ]  # fmt: skip
    assert all("đúng hạn" in t.indicator.text for t in records[:2])
    assert all("hài lòng" in t.indicator.text for t in records[2:])


def test_tables_that_place_text_are_unrolled() -> None:
    assert lines(f"<table><tr><td><p>{SENTENCE}</p><table><tr><td>trong</td></tr></table></td></tr></table>") == [
        SENTENCE, "trong",
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["TCVN3", "VNI", "VISCII", "windows-1258", "UTF-16", "NFD", "UTF-8 BOM"])
def test_pages_in_old_encodings(encoding: str) -> None:
    page = f'<html><head><meta charset="x"></head><body><p class="MsoNormal">{LONG}</p></body></html>'
    source = readers.of_bytes(ENCODERS[encoding](page), "a.html")
    from unicodedata import normalize

    assert normalize("NFC", source.raw).strip() == LONG.strip()


@pytest.mark.parametrize("font", [tcvn3_characters, vni_characters])
def test_pages_in_old_fonts_as_entities(font: object) -> None:
    assert callable(font)
    body = "".join(c if c.isascii() else f"&#{ord(c)};" for c in font(SENTENCE))
    page = read(f"<p><font face='.VnTime'>{body}</font></p>")
    assert page.raw.strip() == SENTENCE
    assert "encoding" in dict(page.notices)


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<html><body><script>1</script></body></html>", "empty"),
        ("<html><body>" + "<div>" * 100_000 + SENTENCE, "too_large"),
        ("<html><body>" + "<b>" * 100_000 + SENTENCE, "too_large"),
    ],
    ids=["empty", "deep", "deep inline"],
)
def test_pages_that_yield_nothing_say_why(page: str, code: str) -> None:
    with pytest.raises(ReadError) as error:
        html.content(page.encode(), "a.html", Options())
    assert error.value.code == code


def test_merged_cells_cannot_swell_a_table() -> None:
    page = read("<table><tr>" + "<td colspan=9999 rowspan=9999>a b</td>" * 3000 + f"<tr><td>c</table><p>{SENTENCE}</p>")
    assert len(page.raw) < 300_000
    assert SENTENCE in page.raw


def test_entities_and_huge_attributes_are_inert() -> None:
    page = '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body>' + f"<p title='{'x' * 12_000_000}'>"
    read_page = html.content(f"{page}{SENTENCE} &a;</p></body></html>".encode(), "a.html", Options())
    assert "root:" not in read_page.raw
    assert SENTENCE in read_page.raw


def test_a_page_that_ends_within_a_tag_is_told() -> None:
    assert "truncated" in dict(html.content(f"<html><p>{SENTENCE}</p><p cla".encode(), "a", Options()).notices)


@pytest.mark.parametrize("name", ["soc-trang", "tay-son"])
def test_a_resolution_as_a_web_page_gives_its_records(name: str) -> None:
    text = (ROOT / "corpora" / f"{name}.txt").read_text("utf-8")
    body = "".join(f"<p>{escape(line)}</p>" for line in text.replace("**", "").split("\n") if line.strip())
    menu = "<nav><a href=/>Trang chủ</a></nav>"
    found = extract(readers.of_bytes(f"<html><body>{menu}<div>{body}</div></body></html>".encode(), "a.html"))
    wanted = sorted((t.measure.unit, str(t.measure.value)) for t in extract(text).targets)
    got = sorted((t.measure.unit, str(t.measure.value)) for t in found.targets)
    assert len(set(wanted) ^ set(got)) <= 2
    assert abs(len(wanted) - len(got)) <= len(wanted) // 50


@pytest.mark.parametrize("name", ["dak-nong", "phu-yen", "quang-ngai", "soc-trang", "tay-son"])
def test_a_page_with_its_notes_at_the_end_is_read_as_well_as_its_text(name: str, tmp_path: Path) -> None:
    text = (ROOT / "corpora" / f"{name}.txt").read_text("utf-8")
    body, notes = markup(text)
    end = "".join(f"<p><sup>{mark}</sup> {note}</p>" for mark, note in notes.items())
    page = f"<html><head><meta charset=utf-8></head><body><nav>Trang chủ</nav><div>{body}</div><hr>{end}</body></html>"
    scores: list[float] = []
    for source in (readers.of_text(text), readers.of_bytes(page.encode(), "a.html")):
        file = tmp_path / f"{len(scores)}.json"
        file.write_text(written.text(extract(source)), "utf-8")
        scores.append(evaluate([(ROOT / "tests" / "gold" / f"{name}.jsonl", file)], bag=True)[0].strict_f1)
    assert abs(scores[0] - scores[1]) <= 0.02


def test_raised_numbers_without_links_are_notes_only_where_one_begins_a_paragraph() -> None:
    page = "<p>Đạt 83%<sup>1</sup> trên 120 km<sup>2</sup>, tăng 5<sup>3</sup>.</p><p><sup>1</sup> Theo.<br>- Hai</p>"
    raw = html.content(f"<html><body>{page}</body></html>".encode(), "a", Options()).raw
    assert raw.split("\n\n")[:2] == ["Đạt 83%[^1] trên 120 km², tăng 5³.", "[^1]: Theo. - Hai"]


PIECES = st.sampled_from(
    ["<div>", "</div>", "<table>", "<tr>", "<td rowspan=3>", "</table>", "<ol type=a>", "<li>", "<p>", "<br>", "<sup>1",
     "<a href='#x'>1</a>", "<b id=x>", "<!--", "-->", "&#0;", "&lt;", "<h1>", "80%", "năm 2025 ", "|", "\x00", "<form>",
     "<html hidden>", "<td colspan=-1>", "<ul style='display:none'>", "<pre>\n", "</body>", "<?xml", "\ud7ff"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_markup_gives_a_text_or_a_read_error(body: str) -> None:
    try:
        page = html.content(f"<html><body>{body}".encode(), "a", Options())
    except ReadError:
        return
    assert isinstance(page, Content)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_or_a_read_error(data: bytes) -> None:
    try:
        page = html.content(b"<html>" + data, "a", Options())
    except ReadError:
        return
    assert isinstance(page, Content)


def test_hidden_elements_cost_what_they_are() -> None:
    def took(count: int) -> float:
        page = "<p>" + "<span hidden>x</span>" * count + "Tỷ lệ hộ nghèo giảm còn 5%.</p>"
        begun = process_time()
        assert read(page).raw.strip() == "Tỷ lệ hộ nghèo giảm còn 5%."
        return process_time() - begun

    few = min(took(1_000) for _ in range(2))
    assert took(8_000) < 24 * max(few, 0.01)  # sixty-four times, were each held against all


@pytest.mark.parametrize(
    "style", ["display:none", "font-size:0", "font-size: 0px;", "opacity:0;color:red", "FONT-SIZE:0.0em"]
)
def test_a_figure_that_nobody_sees_is_no_part_of_another(style: str) -> None:
    page = f"<html><body><p>{SEEN} 8<span style='{style}'>9</span>2,5%.</p></body></html>"
    assert "thiểu 82,5%" in readers.of_bytes(page.encode(), "a.html").raw


def test_small_letters_are_seen() -> None:
    small = "font-size:0.9em;opacity:0.5;--bg-opacity:0"
    page = f"<html><body><p>{SEEN} <span style='{small}'>82,5%</span>.</p></body></html>"
    assert "82,5%" in readers.of_bytes(page.encode(), "a.html").raw


SEEN = "Đến năm 2030, tỷ lệ hộ dùng nước sạch đạt tối thiểu"
