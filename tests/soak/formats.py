"""Files of any size, each of one thing repeated: for every reader what its format can repeat."""

# ruff: noqa: E501
from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from tests.packed import grid, message, saved_page, shape, slides
from tests.sheets import ods, ods_cell, ods_table, xls, xlsx
from tests.word import cell, package, para, run, table

Made = tuple[bytes, str]
SAID = "Kế hoạch cải cách hành chính năm 2025 của Ủy ban nhân dân tỉnh Phú Yên: tỷ lệ hộ nghèo đạt 5%."
_CELL = 16_000  # characters of a cell of .xls
_CELLS = ("Tỷ lệ hộ nghèo", "5,5")


def _times(unit: str, size: int) -> int:
    return max(size // max(len(unit), 1), 1)


def html(unit: str, size: int) -> Made:
    """A page; of a unit with "@" only what follows it is repeated, what stands before and behind "@@" is not."""
    before, _, rest = unit.rpartition("@")
    before, _, after = before.partition("@") if "@" in before else (before, "", "")
    page = f"<html><body><p>{SAID}</p>{before}{_numbered(rest, size)}{after}<p>{SAID}</p></body></html>"
    return page.encode(), "a.html"


def _numbered(unit: str, size: int) -> str:
    times = _times(unit, size)
    return "".join(unit.replace("%N", str(n)) for n in range(times)) if "%N" in unit else unit * times


HTML = (
    "<b>", "</b>", "<b>a</b>", "<p>5%</p>", "<p>", "</p>", "<div>", "<div>a", "<span>1</span>", "<br>", "a<br>", "5<br>",
    "<p></p>", "<hr>", "<a href=x>", "<a href='#n%N'>%N</a>", "<a name='n%N'></a>", "<sup>1</sup>", "<sup><a href='#_ftn%N'>[%N]</a></sup>",
    "<p><a name='_ftn%N' href='#_ftnref%N'>[%N]</a> chú thích</p>", "<a href='#_ftn1' name='_ftnref1'>[1]</a>",
    "<li>a", "<ul><li>5%</ul>", "<ol><li>", "<ul>", "<h1>a</h1>", "<h2>", "<pre>", "<del>5%</del>", "<s>", "<i><b>", "<i></b>",
    "<!-- a -->", "<!--", "-->", "<!", "<!-- a -->\n", "<?xml a?>", "<![CDATA[ a ]]>", "&amp;", "&", "&#", "&#8203;", "&#x1F;", "&nbsp;",
    "&shy;5", "<", "<a", "<a ", ">", "</", "</a", "<<", "'", "\"", "5%, ", "5g\n", "1 a\n", " ", "\n", "\u200b", "\u200b5 ",
    "<p @>5</p>@ a%N=b", "<p @>5</p>@ a=b", "<p @ a%N='b'", "<p a='@>5</p>@b", "<p style='@'>5%</p>@a:b;", "<p class='@'>5%</p>@c%N ", "<p @>5</p>@ a%N ",
    "<table>", "<table><tr><td>", "<tr>", "<td>", "<table><tr><td>5</td></tr></table>",
    "<table>@</table>@<tr><td>Tỷ lệ</td><td>5%</td></tr>", "<table><tr>@</tr></table>@<td>5</td>", "<table><tr>@</tr></table>@<td>",
    "<table>@</table>@<tr><td colspan=100>5</td></tr>", "<table>@</table>@<tr><td rowspan=1000>5</td></tr>", "<table>@@<tr>",
    "<table>@</table>@<tr><td><table><tr><td>5</td></tr></table></td></tr>", "<table>@@<tr><td><table>", "<table>@</table>@<tbody>",
    "<table>@</table>@<caption>a</caption>", "<form>", "<input>", "<script>", "<script></script>", "<style>a{}</style>", "<style>@</style>@.c%N{display:none}",
    "<style>@</style><p class=c1>5%</p>@.c%N,", "<style>@</style>@a{text-decoration:line-through}", "<p hidden>5%</p>", "<div hidden>", "<p style='display:none'>5%</p>", "<p class=c%N>5%</p>", "<p id=c%N>5%</p>",
    "<nav>a</nav>", "<footer>", "<section>a", "<article>", "<main>", "<font face='.VnTime'>a</font>", "<svg>", "<math>", "<template>", "<noscript>a",
    "<title>a</title>", "<head>", "<body>", "<html>", "<meta charset=utf-8>", "<base>", "<select><option>a", "<textarea>", "<iframe>", "<p>Điều 1. a</p>",
    "<div><p>Tin liên quan</p></div>", "<div class=menu><a href=x>a</a></div>", "<ul>@</ul>@<li><a href=x>Trang chủ</a></li>",
    "<p>1</p>", "<p>a)</p>", "<p>- a</p>", "<p>[1] a</p>", "<p>(1)</p>", "<dl><dt>a<dd>5%", "<ins>5</ins>", "<p>~~5~~</p>", "<p>|</p>", "<p>5|</p>",
)  # fmt: skip


def docx(unit: str, size: int) -> Made:
    """A Word file of which a piece of XML is repeated."""
    before, _, rest = unit.rpartition("@")
    before, _, after = before.partition("@") if "@" in before else (before, "", "")
    body = f"{para(SAID)}{before}{_numbered(rest, size)}{after}{para(SAID)}"
    return package(body), "a.docx"


_R = "<w:r><w:t>5%</w:t></w:r>"
DOCX = (
    para("5%"), para("a"), para(""), para("1"), para("- a"), para("a) b"), para("Điều 1. a"), para("A B", properties=""),
    f"<w:p>@</w:p>@{_R}", "<w:p>@</w:p>@<w:r/>", "<w:p>@</w:p>@<w:r><w:br/></w:r>", "<w:p>@</w:p>@<w:r><w:tab/></w:r>",
    "<w:p>@</w:p>@<w:r><w:softHyphen/></w:r>", "<w:p><w:r><w:t>@</w:t></w:r></w:p>@5%, ", "<w:p><w:r>@</w:r></w:p>@<w:t>5</w:t>",
    "<w:p>@</w:p>@<w:del><w:r><w:delText>5</w:delText></w:r></w:del>", "<w:p>@</w:p>@<w:ins><w:r><w:t>5</w:t></w:r></w:ins>",
    "<w:p>@</w:p>@<w:hyperlink><w:r><w:t>5</w:t></w:r></w:hyperlink>", "<w:p>@</w:p>@<w:bookmarkStart w:id='%N' w:name='a%N'/>",
    "<w:p>@</w:p>@<w:r><w:footnoteReference w:id='%N'/></w:r>", "<w:p>@</w:p>@<w:r><w:fldChar w:fldCharType='begin'/></w:r>",
    "<w:p>@</w:p>@<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType='end'/></w:r>",
    "<w:p>@</w:p>@" + run("5", "<w:strike/>"), "<w:p>@</w:p>@" + run("2", "<w:vertAlign w:val='superscript'/>"),
    "<w:p>@</w:p>@<w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r>", "<w:p>@</w:p>@<w:smartTag><w:r><w:t>5</w:t></w:r></w:smartTag>",
    "<w:sdt><w:sdtContent><w:p><w:r><w:t>5</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    para("5", properties="<w:numPr><w:ilvl w:val='0'/><w:numId w:val='%N'/></w:numPr>"),
    para("5", properties="<w:pStyle w:val='s%N'/>"), para(run("x"), run("5"), run("%")),
    table(_CELLS, _CELLS), table(("5",)), "<w:tbl>@</w:tbl>@<w:tr>" + cell("Tỷ lệ") + cell("5%") + "</w:tr>",
    "<w:tbl><w:tr>@</w:tr></w:tbl>@" + cell("5"), "<w:tbl>@</w:tbl>@<w:tr/>", "<w:tbl>@</w:tbl>@<w:tr>" + cell(table(("5",))) + "</w:tr>",
    "<w:tbl>@</w:tbl>@<w:tr>" + cell("5", "<w:gridSpan w:val='50'/>") + "</w:tr>",
    "<w:tbl>@</w:tbl>@<w:tr>" + cell("5", "<w:vMerge/>") + cell("a") + "</w:tr>", "<w:tbl><w:tr><w:tc>@</w:tc></w:tr></w:tbl>@" + para("5%"),
    "<w:p>@</w:p>@<mc:AlternateContent><mc:Choice><w:r><w:t>5</w:t></w:r></mc:Choice></mc:AlternateContent>",
    "<w:p>@</w:p>@<w:r><w:t>a</w:t></w:r><w:r><w:footnoteReference w:id='1'/></w:r>", "<w:sectPr/>", "<w:bookmarkStart/>", "<w:p><w:r><w:lastRenderedPageBreak/><w:t>a</w:t></w:r></w:p>",
    "<w:p><w:r><w:br w:type='page'/></w:r></w:p>",
)  # fmt: skip


def docx_notes(unit: str, size: int) -> Made:
    """A Word file with many footnotes, or of a part beside the body what is repeated."""
    times = _times(unit, size)
    many = "".join(f"<w:footnote w:id='{n}'>{unit}</w:footnote>" for n in range(1, times + 1))
    marks = "".join(f"<w:r><w:t>a</w:t></w:r><w:r><w:footnoteReference w:id='{n}'/></w:r>" for n in range(1, times + 1))
    return package(f"{para(SAID)}<w:p>{marks}</w:p>", footnotes=many), "a.docx"


def docx_parts(unit: str, size: int) -> Made:
    """A Word file whose styles or numbering repeat."""
    kind, _, xml = unit.partition("|")
    parts: dict[str, Any] = {kind: _numbered(xml, size)}
    lines = "".join(para("5%", properties=f"<w:pStyle w:val='s{n}'/>") for n in range(_times(xml, size)))
    return package(f"{para(SAID)}{lines}", **parts), "a.docx"


PARTS = (
    "styles|<w:style w:styleId='s%N'><w:basedOn w:val='s0'/></w:style>", "styles|<w:style w:styleId='s%N'/>",
    "numbering|<w:num w:numId='%N'><w:abstractNumId w:val='0'/></w:num>", "header|" + para("5"), "footer|" + para("5"),
    "comments|<w:comment w:id='%N'><w:p/></w:comment>",
)  # fmt: skip


def styled(unit: str, size: int) -> Made:
    """Styles each based on the one before."""
    many = "".join(
        f"<w:style w:styleId='s{n}'><w:basedOn w:val='s{n + 1}'/></w:style>" for n in range(_times(unit, size))
    )
    lines = "".join(para("5%", properties=f"<w:pStyle w:val='s{n}'/>") for n in range(_times(unit, size)))
    return package(f"{para(SAID)}{lines}", styles=many), "a.docx"


def pdf(unit: str, size: int) -> Made:
    """Pages of words: a stream of text operators, `unit` repeated; "page": so many on pages of their own."""
    kind, _, words = unit.partition("|")
    import pymupdf

    document = pymupdf.open()
    times = _times(words, size)
    lines = 60
    page = None
    for n in range(times):
        if page is None or (kind == "pages" and n % 20 == 0) or (kind != "one" and n % (lines * 8) == 0):
            page = document.new_page()
            page.insert_text((40, 30), "Ke hoach cai cach hanh chinh nam 2025 cua tinh", fontsize=8)
        place = n % (lines * 8) if kind != "one" else n % (lines * 400)
        if kind == "ruled":
            page.draw_rect((40 + place % 8 * 60, 40 + place // 8 * 12, 100 + place % 8 * 60, 52 + place // 8 * 12))
        step = 60 if kind != "one" else 1.2
        across = 8 if kind != "one" else 400
        page.insert_text((42 + place % across * step, 50 + place // across * 12), words, fontsize=6)
    data: bytes = document.tobytes(deflate=True)
    return data, "a.pdf"


PDF = (
    "words|5%",
    "words|ty le ho ngheo",
    "pages|5% ho",
    "ruled|5,5",
    "ruled|a",
    "one|5%",
    "words|1",
    "words|1.",
    "pages|1",
    "words||",
)


def _rows(unit: str, size: int) -> list[list[str]]:
    shape_, _, text = unit.partition("|")
    times = _times(text or "a", size)
    if shape_ == "long":
        return [[SAID, ""], *([["Tỷ lệ hộ nghèo", text]] * times)]
    if shape_ == "wide":
        return [[SAID], [text] * min(times, 16_000), [text] * min(times, 16_000)]
    return [[SAID], [text * times]]


def _parted(row: Sequence[str]) -> list[str]:
    """Cells no longer than the old format can hold: the rest of a text stands in those beside it."""
    return [each[at : at + _CELL] for each in row for at in range(0, max(len(each), 1), _CELL)]


def sheet(kind: str) -> Callable[[str, int], Made]:
    """Workbooks of a kind."""

    def made(unit: str, size: int) -> Made:
        rows = _rows(unit, size)
        if kind == "xlsx":
            return xlsx({"A": rows}), "a.xlsx"
        if kind == "xls":
            return xls([_parted(row)[:200] for row in rows[:60_000]]), "a.xls"
        if kind == "ods":
            return ods(ods_table([[ods_cell(escape(one)) for one in row] for row in rows])), "a.ods"
        return "\n".join(",".join(f'"{one}"' for one in row) for row in rows).encode(), "a.csv"

    return made


SHEETS = (
    "long|5%",
    "long|5",
    "long|",
    "wide|5%",
    "wide|",
    "cell|5%, ",
    "cell|5\n",
    "long|tỷ lệ hộ nghèo 5%",
    "long|1.000",
    "long|a;b",
)


def csv(unit: str, size: int) -> Made:
    """A text that its name says is a table."""
    return f"{SAID},5\n{_numbered(unit, size)}".encode(), "a.csv"


CSV = (",", '"', '""', "\n", ",\n", "a,5\n", "a;5\n", "a\t5\n", '"a\n', '"a",', ";", "5 ", "|", ", \n")


def mail(unit: str, size: int) -> Made:
    """Messages: headers, parts and bodies."""
    kind, _, text = unit.partition("|")
    if kind == "header":
        many = "".join(text.replace("%N", str(n)) for n in range(_times(text, size)))
        return (f"From: a@b.vn\nTo: c@d.vn\nSubject: {SAID}\n{many}\n\n{SAID}\n").encode(), "a.eml"
    if kind == "value":
        return (f"From: a@b.vn\nTo: {text * _times(text, size)}\nSubject: a\nDate: b\n\n{SAID}\n").encode(), "a.eml"
    if kind == "type":
        head = f"From: a@b.vn\nTo: c@d.vn\nSubject: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; {text * _times(text, size)}"
        return f"{head}\n\n{SAID}\n".encode(), "a.eml"
    if kind == "files":
        return message(SAID, {f"{n}.bin": text.encode() for n in range(_times(text * 20, size))}), "a.eml"
    if kind == "nested":
        head = "From: a@b.vn\nTo: c@d.vn\nSubject: a\nMIME-Version: 1.0\n"
        times = _times("x" * 80, size)
        opened = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(times))
        return f"{head}{opened}Content-Type: text/plain\n\n{SAID}\n".encode(), "a.eml"
    if kind == "body":
        return message(f"{SAID}\n" + text * _times(text, size), {}), "a.eml"
    return saved_page(f"<html><body><p>{SAID}</p>{text * _times(text, size)}</body></html>"), "a.mht"


MAIL = (
    "header|X-A: b\n", "header|Received: a\n", "header|X-%N: =?utf-8?q?a?=\n", "header| a\n", "value|a@b.vn, ", "value|=?utf-8?q?a?= ", "value|(", "value|<", "value|\"",
    "value|, ", "type|a=b; ", "type|a*%N=b; ", "type|;", "type|\"", "type|=", "type|(", "files|a", "nested|", "body|5% ", "body|5\n", "body|> ", "mht|<p>5%</p>", "mht|<b>",
)  # fmt: skip


def packed(unit: str, size: int) -> Made:
    """An archive of one document and many others."""
    kind, _, name = unit.partition("|")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("ke-hoach.txt", SAID)
        for n in range(_times("x" * 40, size)):
            archive.writestr(name.replace("%N", str(n)), b"\x00\x01" if kind == "files" else b"")
    return out.getvalue(), "a.zip"


ZIPS = ("files|%N.bin", "files|a/%N/b.bin", "folders|a%N/", "files|" + "a/" * 40 + "%N.bin")


def deck(unit: str, size: int) -> Made:
    """Slides."""
    kind, _, text = unit.partition("|")
    times = _times(text * 3, size)
    if kind == "slides":
        return slides(shape(SAID), *[shape(text)] * min(times, 3000)), "a.pptx"
    if kind == "shapes":
        return slides(shape(SAID), shape(text) * times), "a.pptx"
    return slides(shape(SAID), grid([("Tỷ lệ hộ nghèo", text)] * times)), "a.pptx"


DECKS = ("slides|5% hộ", "shapes|5%", "rows|5%", "shapes|a")


def plain(unit: str, size: int) -> Made:
    """A text, read with its encoding told and its tables and notes put in order."""
    return f"{SAID}\n\n{_numbered(unit, size)}\n\n{SAID}\n".encode(), "a.txt"


PLAIN = (
    "<b>", "<!-- a -->", "<!--", "<p ", "&amp;", "\u00c3\u00a1", "\x00", "\u00ad", "a: b\n", "From a\n", "{\\rtf", "=C3=A1", "\ufffd", "µ", "®", "A\u00b8", "\r", "<td>5",
    "| a | 5% |\n", "|---|\n", "|", "[^%N]: a\n", "a[^%N] ", "[^1]", "[^1]: a\n",
)  # fmt: skip


def codepage(unit: str, size: int) -> Made:
    """A text in an old encoding."""
    return (SAID.encode("cp1258", "replace") + b"\n" + unit.encode("latin-1") * _times(unit, size)), "a.txt"


FORMATS: dict[str, tuple[Sequence[str], Callable[[str, int], Made]]] = {
    "html": (HTML, html), "docx": (DOCX, docx), "notes of docx": ((para("5%"), para("a b c")), docx_notes),
    "parts of docx": (PARTS, docx_parts), "styles of docx": (("x" * 60,), styled), "pdf": (PDF, pdf),
    "xlsx": (SHEETS, sheet("xlsx")), "ods": (SHEETS, sheet("ods")), "xls": (SHEETS, sheet("xls")), "csv": (CSV, csv), "mail": (MAIL, mail),
    "zip": (ZIPS, packed), "pptx": (DECKS, deck), "text": (PLAIN, plain), "old text": (("\xb8", "a\xec", "\xd5 ", "Th\xb8ng "), codepage),
}  # fmt: skip
"""For each format what is repeated, and how a file of a size is made of it: (bytes, name)."""
