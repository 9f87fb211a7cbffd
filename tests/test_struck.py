"""Words that are struck through, in every format: not read, told with their place, accounted for."""

from __future__ import annotations

import pymupdf
import pytest

from extract import Extraction, extract, readers
from extract.language.cleaning import composed
from extract.language.striking import bare, struck, through
from extract.readers.pdf.struck import settle
from extract.readers.print.drawn_rules import Stroke
from extract.readers.print.words import Word, written
from tests.paper import SERIF
from tests.word import package, para, run, table

GOAL = "- Đến năm 2029, tỷ lệ hộ dùng nồi điện dưới {} 6%; tỷ lệ bản có loa đạt 52%."


def records(data: bytes) -> tuple[list[tuple[str, str]], Extraction]:
    """The value and relation of each record; and all that came out."""
    found = extract(readers.of_bytes(data, "a"))
    return [(t.source.text, t.measure.relation) for t in found.targets], found


def told(found: Extraction) -> list[str]:
    return [w.message for w in found.warnings if w.code == "struck_text"]


RIGHT = [("6%", "lt"), ("52%", "eq")]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("dưới ~~9%~~ 6%", "dưới 6%"),
        ("dưới ~~9%~~6%", "dưới 6%"),
        ("tăng <del>4%</del> <s class='x'>5%</s> <STRIKE>7%</STRIKE> 8%", "tăng 8%"),
        ("a ~~b\nc~~ d", "a d"),  # wrapped
        ("a ~~b\n\nc~~ d", "a ~~b\n\nc~~ d"),  # two paragraphs
        ("a ~~~ b ~~~ c", "a ~~~ b ~~~ c"),  # rules
        ("từ 5 ~~ 7 và 8 ~~ 9", "từ 5 ~~ 7 và 8 ~~ 9"),
        ("| ~~a | b~~ |", "| ~~a | b~~ |"),  # no stretch goes from one cell to the next
        ("<s>mở mà không đóng", "<s>mở mà không đóng"),
        ("2. ~~bỏ cả mục~~\n3. còn", "\n3. còn"),  # with its label
    ],
)
def test_what_is_struck_in_a_text_is_taken_out(text: str, left: str) -> None:
    assert composed(text).text == left


def test_offsets_go_on_behind_what_is_struck() -> None:
    raw = "- Đến năm 2029 đạt ~~9%~~ 6%"
    working = composed(raw)
    assert raw[slice(*working.raw_span(working.text.index("6%"), len(working.text)))] == "6%"


def test_marks_and_what_they_hold() -> None:
    assert through(" dưới ~~5%\n3% ") == " ~~dưới ~5%~~\n~~3%~~ "
    assert [bare("~~x y~~"), bare("<s a=1>x</s>")] == ["x y", "x"]
    assert struck("không gạch") == []


@pytest.mark.parametrize("form", ["~~{}~~", "<del>{}</del>", "<s>{}</s>", "<strike>{}</strike>"])
def test_a_pasted_text(form: str) -> None:
    raw = "KẾ HOẠCH\n\nI. MỤC TIÊU\n\n" + GOAL.format(form.format("9%"))
    found, whole = records(raw.encode())
    assert found == RIGHT
    (warning,) = [w for w in whole.warnings if w.code == "struck_text"]
    assert warning.message == "struck through, and left out: “9%”"
    assert warning.start is not None
    assert raw[warning.start : warning.end] == form.format("9%")
    assert [(r.text, r.reason) for r in whole.rejected if r.reason == "struck_text"] == [("9", "struck_text")]


def test_of_very_many_some_are_told_one_by_one() -> None:
    found = extract("I. MỤC TIÊU\n\n" + "\n\n".join(f"- Đạt ~~{n}%~~ {n + 1}% vào năm 2029." for n in range(10, 115)))
    assert len(told(found)) == 101
    assert told(found)[-1] == "5 more stretches that are struck through were left out"


STYLES = (
    '<w:style w:type="paragraph" w:styleId="Bo"><w:name w:val="bo"/><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Gach"><w:name w:val="gach"/><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Gach2"><w:name w:val="g2"/><w:basedOn w:val="Gach"/></w:style>'
)


@pytest.mark.parametrize(
    "properties",
    ["<w:strike/>", "<w:dstrike/>", '<w:strike w:val="1"/>', '<w:rStyle w:val="Gach"/>', '<w:rStyle w:val="Gach2"/>'],
)
def test_word(properties: str) -> None:
    before, after = GOAL.split("{}")
    body = para(before, run("9%", properties), after)
    found, whole = records(package(para("I. MỤC TIÊU") + body, None, styles=STYLES))
    assert found == RIGHT
    assert told(whole) == ["struck through, and left out: “9%”"]


def test_a_word_file_says_where_no_line_is_drawn() -> None:
    style = '<w:pStyle w:val="Bo"/>'
    body = para(run("đứng", '<w:strike w:val="0"/>'), run("gạch"), run("hai", '<w:rStyle w:val="Gach"/>'),
                properties=style)  # fmt: skip
    raw = readers.of_bytes(package(body + para("dòng sau"), None, styles=STYLES), "a").raw
    assert raw == "đứng~~gạch~~hai\n\ndòng sau\n\n"  # the line of both styles is none


def test_deleted_text_of_word_stands_struck_and_insertions_stand() -> None:
    gone = f"<w:del>{run('9% ').replace('w:t', 'w:delText')}</w:del>"
    before, after = GOAL.split("{} ")
    body = para(before, gone, f"<w:ins>{run('6%')}</w:ins>", run(after.removeprefix("6%")))
    found, whole = records(package(para("I. MỤC TIÊU") + body))
    assert found == RIGHT
    assert told(whole) == ["struck through, and left out: “9%”"]
    assert "tracked_changes" in {w.code for w in whole.warnings}


def test_a_table_and_a_heading_of_word() -> None:
    gone = f"<w:tc><w:tcPr/>{para(run('81', '<w:strike/>'), run(' 85'))}</w:tc>"
    rows = table(
        ["Chỉ tiêu", "Đơn vị", "Năm 2029"], ["Tỷ lệ hộ có bể nước", "%", gone], ["Tỷ lệ trẻ đến lớp", "%", "92"]
    )
    found, _ = records(package(rows))
    assert [value for value, _ in found] == ["85", "92"]
    raw = readers.of_bytes(package(para(run("Bỏ mục", "<w:b/><w:strike/>")) + para("Giữ dòng này.")), "a").raw
    assert raw.startswith("~~Bỏ mục~~\n")  # no heading


def test_comments_of_word_are_told_with_their_place() -> None:
    mark = '<w:r><w:commentReference w:id="0"/></w:r>'
    notes = f'<w:comment w:id="0">{para("xem lại 77%")}</w:comment>'
    body = para("Mục tiêu chung của huyện là giảm hộ dùng bếp than", mark, run(" còn 6%.")) + para(mark, run("Hai."))
    found = readers.of_bytes(package(body, None, comments=notes), "a")
    assert "77" not in found.raw
    assert found.notices == (
        ("left_out", "2 comments left out; they stand behind: “là giảm hộ dùng bếp than”"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("head", "form"),
    [
        ("", "<s>9%</s>"), ("", "<strike>9%</strike>"), ("", "<del>9%</del> <ins></ins>"),
        ("", '<span style="color:red; text-decoration : line-through">9%</span>'),
        ("", "<span style='text-decoration-line:underline line-through'><b>9</b>%</span>"),
        ("<style>.cu, p.x { color: red; text-decoration: line-through }</style>", '<i class="moi cu">9%</i>'),
        ("<style><!-- /* cũ */ div > .a b{TEXT-DECORATION:line-through} --></style>",
         '<span class="a"><b>9%</b></span>'),
        ("<style>#bo{text-decoration:line-through}</style>", '<font id="bo">9%</font>'),
    ],
)  # fmt: skip
def test_web_pages(head: str, form: str) -> None:
    body = f"<div><p>I. MỤC TIÊU</p><p>{GOAL.format(form)}</p></div>"
    found, whole = records(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())
    assert found == RIGHT
    assert told(whole) == ["struck through, and left out: “9%”"]


def test_web_pages_whose_lines_are_elsewhere() -> None:
    head = "<style>a:hover, .khac, div.c p > em {text-decoration:line-through} .d{text-decoration:underline}</style>"
    form = '<a class="d" href="/x">9%</a> <u>và</u> <em>còn</em>'
    found, whole = records(
        f"<html><head>{head}</head><body><p>I. MỤC TIÊU</p><p>{GOAL.format(form)}</p></body></html>".encode()
    )
    assert len(found) == 3
    assert told(whole) == []


def test_a_struck_block_and_cell_of_a_page() -> None:
    rows = "<tr><th>Chỉ tiêu</th><th>Đơn vị</th><th>Năm 2029</th></tr><tr><td>Tỷ lệ bản có loa</td><td>%</td>"
    page = (
        f"<table>{rows}<td><del>81</del> 85</td></tr><tr style='text-decoration:line-through'><td>Tỷ lệ xã có chợ</td>"
        "<td>%</td><td>44</td></tr></table><del><p>- Tỷ lệ 71%.</p><p>- Tỷ lệ 72%.</p></del><p>Hết đoạn.</p>"
    )
    raw = readers.of_bytes(f"<html><body>{page}</body></html>".encode(), "a").raw
    assert "| Tỷ lệ bản có loa | % | ~~81~~ 85 |" in raw
    assert "| ~~Tỷ lệ xã có chợ~~ | ~~%~~ | ~~44~~ |" in raw
    assert "~~- Tỷ lệ 71%.~~\n\n~~- Tỷ lệ 72%.~~\n\nHết đoạn." in raw


def test_a_line_over_the_text_of_a_pdf() -> None:
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    page.insert_font("F0", SERIF)
    font = pymupdf.Font(fontfile=SERIF)
    at = {"y": 80.0}

    def line(*parts: tuple[str, bool]) -> None:
        x = 70.0
        for text, gone in parts:
            width = font.text_length(text, 12)
            page.insert_text((x, at["y"]), text, fontname="F0", fontsize=12)
            if gone:
                page.draw_line((x, at["y"] - 3.2), (x + width, at["y"] - 3.2), width=0.6)
            x += width
        at["y"] += 22

    line(("I. MỤC TIÊU", False))
    line(
        ("- Đến năm 2029, tỷ lệ hộ dùng nồi điện dưới ", False), ("9%", True), (" 6%; tỷ lệ bản có loa đạt 52%.", False)
    )
    line(("- Đến năm 2029, tỷ lệ xã có chợ đạt 33%.", False))
    page.draw_rect((60, 112, 540, 128), color=None, fill=(0.9, 0.9, 0.9), overlay=False)  # a shaded line
    page.draw_line((60, 120.5), (540, 120.5), width=0.6)  # a rule that reaches beyond the words
    found, whole = records(document.tobytes())
    assert found == [*RIGHT, ("33%", "eq")]
    assert [(w.message, w.page) for w in whole.warnings if w.code == "struck_text"] == [
        ("struck through, and left out: “9%”", 1)
    ]


def test_a_reviewers_mark_in_a_pdf() -> None:
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    page.insert_font("F0", SERIF)
    for y, text in ((80, "I. MỤC TIÊU"), (102, GOAL.format("9%"))):
        page.insert_text((70, y), text, fontname="F0", fontsize=12)
    (spot,) = page.search_for("9%")
    page.add_strikeout_annot(spot)
    assert records(document.tobytes())[0] == RIGHT


def test_runs_of_struck_words() -> None:
    words = [
        Word(text, (x, 0.0, x + 8.0, 10.0), 8.0, 10.0, struck=gone)
        for text, x, gone in (("a", 0.0, False), ("b", 10.0, True), ("c", 20.0, True), ("d", 30.0, False))
    ]
    assert [text for text, *_ in written(words)] == ["a", "~~b", "c~~", "d"]
    settle(words, [Stroke(5.0, 10.0, 28.0)])
    assert [word.struck for word in words] == [False, True, True, False]
    settle(words, [Stroke(9.0, 10.0, 28.0), Stroke(5.0, 0.0, 60.0)])  # below the base; beyond the words
    assert not any(word.struck for word in words)
