"""Mutations of good documents, drawn by hypothesis as short programs that can be shortened again."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from hypothesis import strategies as st
from lxml import etree

from tests.fuzz.seeds import seeds

_PLAIN = (
    "\x00", "\ufeff", "\u0301", "\u0323\u0301", "\u200b", "\u2028", "\u0085", "\r", "\r\n\r\n", "\n\n", "\t", "\x0c",
    "\x1b[31m",
    "1.1.1.1.1", "((((", "))))", "[[[[", "|", "| | |", "\n| 1 | 2 |\n", "\n|\n", "\\|", "[^1]", "[^1]: ",
    "[^99999999999]",
    "**", "***", "_", "# ", "<br>", "<sup>1</sup>", "</td>", "<table><tr><td>",
    "<table><tr><td colspan=99999999 rowspan=9>5",
    "2021-2025", "2025-2021", "năm 0000", "đến năm 2025", "9" * 25, "9" * 400, "1e999", "0%", "-5%", "5‰", "1,2,3",
    "1.000.000",
    "1.000,5%", "25/63", "0/0", "99/1", "hạng 0", "từ 5% đến 3%", "tăng ", "giảm ", "so với năm 2020", "trừ ", "(",
    ")", ";", ":",
    "٣٪", "²", "①", "½", "Ⅻ", "İ", "ß", "ﬁ", "ǆ", "\U0001d7d8%", "５％", "𝟗", "nhóm khá", "gấp 2 lần", "một nửa",
    "phần ba",
    "=HYPERLINK(1)", "<script>", "../../x", "a)", "I.", "1.", "-", "+ ", "Điều 1. ", "Chương I", "PHẦN THỨ NHẤT",
    "UBND tỉnh",
    "Nơi nhận:", "ngày 31 tháng 02 năm 2021", "12/QĐ-UBND", "triệu đồng", "tỷ lệ hộ nghèo", "Trang 1/9", "\n1\n",
)  # fmt: skip
_BYTES = (b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x80" * 9, b"\x00\x00")
_PDF = (
    "/Kids [1 0 R]", "/Kids [3 0 R 3 0 R]", "/Parent 2 0 R", "endobj", "\nendstream\n", "stream\n", "/Length -1",
    "/Length 99999999",
    "/Length 5 0 R", "/Type /Page", "/Type /Pages", "0 0 R", "9 0 R", "99999999 0 R", "xref\n", "trailer\n",
    "/Encrypt 5 0 R",
    "startxref\n0\n", "/MediaBox [0 0 1e9 1e9]", "/MediaBox [0 0 0 0]", "/Rotate 45", "/Count -1", "/Count 99999999",
    "<<", ">>",
    "BT\n", "ET\n", "Tj\n", "/Filter /FlateDecode", "/Filter /DCTDecode", "/Filter [/LZWDecode /ASCII85Decode]",
    "1e30 0 0 1 0 0 cm\n", "0 0 0 0 0 0 Tm\n", "1e-30 Tf\n", "q\n", "Q\n", "/UserUnit 1e9", "/W [0 0 0]",
    "/ToUnicode 4 0 R",
    "/Contents [4 0 R 4 0 R 4 0 R]", "/Resources 3 0 R", "/Subtype /Type3", "%%EOF", "/XObject <</X 4 0 R>>",
    "/X Do\n", "nan", "null",
)  # fmt: skip
_XML = (
    "<w:p>", "</w:p>", "<w:tbl>", "<w:tr/>", "<w:tc/>", '<w:gridSpan w:val="99999999"/>', '<w:gridSpan w:val="-1"/>',
    "<w:vMerge/>",
    '<w:vMerge w:val="restart"/>', '<w:ins w:id="1">', '<w:del w:id="1"><w:r><w:delText>5%</w:delText></w:r></w:del>',
    "<w:br/>",
    '<w:footnoteReference w:id="1"/>', '<w:footnoteReference w:id="x"/>',
    '<w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr>',
    '<w:outlineLvl w:val="x"/>', "<w:tab/>", "<w:sym/>", '<!DOCTYPE a [<!ENTITY b "c">]>', "&b;", "&#0;", "&#x10ffff;",
    "&lt;", "<![CDATA[",
    "]]>", "<!--", "-->", '<w:bookmarkStart w:id="0"/>', "<w:fldSimple/>", "<w:sdt><w:sdtContent>",
    "<mc:AlternateContent/>",
    'xml:space="preserve"', 'encoding="utf-16"', "<w:t/>", "<w:t>5%</w:t>", "<w:pStyle/>",
    '<w:pStyle w:val="Heading1"/>', "<w:b/>",
)  # fmt: skip
_HTML = (
    "<p>", "</p>", "<div>" * 40, "</div>" * 40, "<table>", "<tr>", "<td>", "<td colspan=99999999>", "<td rowspan=0>",
    "<td rowspan=-1>",
    "<td rowspan=99999999>", "<td colspan=x>", "<th>", "<li>", "<ol start=99999999999>", "<ol start=-5>",
    "<ol type=i>", "<ol type=a start=0>",
    "<sup>", "<script>", "<style>", "<!--", "-->", "<![CDATA[", "&nbsp;", "&#0;", "&#x110000;", "&#xd800;", "&bogus;",
    "<meta charset=utf-16>",
    "<meta charset=x>", "<svg>", "<math>", "<plaintext>", "<textarea>", "<template>", "<select>", "<noscript>",
    "<pre>", "<br>", "<h1>", "<b>",
    "<nav>", "<main>", "<article>", "<iframe>", "<a href='", "<frameset>", "<form>", "<body>", "<html>",
    "<base href=//x>", "<img src=x>",
)  # fmt: skip
_CELLS = (
    '<row r="1048576">', '<row r="99999999">', "<row>", "</row>", '<c r="XFD1048576"><v>5</v></c>', '<c r="A0"/>',
    '<c r="ZZZ1" t="s"><v>99999999</v></c>', '<c t="e"><v>#N/A</v></c>', "<c><f>1/0</f></c>", '<c s="99999999"><v>',
    '<c t="d"><v>2025-13-45</v></c>', "<v>1e999</v>", "<v>nan</v>", "<v>-5</v>", "<is><t>5%</t></is>",
    '<mergeCell ref="A1:XFD1048576"/>', '<mergeCell ref="B2:A1"/>', '<mergeCell ref="x"/>',
    '<col min="1" max="99999999" hidden="1"/>', '<dimension ref="A1:XFD1048576"/>', '<dimension ref="C3:A1"/>',
    'hidden="1"', 't="s"', 't="inlineStr"', 'r="B2"', 'state="veryHidden"', 'date1904="1"', "<sheetData>",
    '<numFmt numFmtId="164" formatCode="[h]:mm;;;@"/>', 'formatCode="0.0%"', 'formatCode="#,##0,,"', 'numFmtId="14"',
    "<strike/>", '<!DOCTYPE a [<!ENTITY b "c">]>', "&b;", "&#0;", "_x0000_", "_xD800_",
    'table:number-columns-repeated="99999999"', 'table:number-rows-repeated="99999999"', 'office:value="nan"',
    'table:number-columns-spanned="99999999"', 'table:number-rows-spanned="-1"', 'table:visibility="collapse"',
    "<table:table-row>", "</table:table-row>", "<table:table>", '<table:table-cell table:number-columns-repeated="9">',
    "<table:table-row-group>" * 40, "<text:s/>", "<text:span>", "<office:annotation>", "#DIV/0!", "Err:502",
)  # fmt: skip
_MARKS = (
    '"', '""', '"\n', ";", ",", "\t", "|", ";;;;", ",,,,", "sep=;\r\n", "\r", "\r\n", "\n", "95.5", "95,5", "1,752.5",
)  # fmt: skip
_ZIP = ("PK\x03\x04", "PK\x01\x02", "PK\x05\x06", "../", "/etc/x", "C:\\x", "\x00", "\x01\x00", "\x08\x00", "\x63\x00")
_MAIL = (
    "\r\n\r\n", "\n", "--", "--\r\n",
    "boundary=", 'boundary=""', "Content-Type: multipart/mixed", "MIME-Version: 1.0\n",
    "Content-Type: message/rfc822\n\n", "Content-Type: text/html; charset=x\n", "charset=utf-16", "charset=utf-7",
    "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: quoted-printable\n", "=?utf-8?b?4bq_?=",
    "=?x?q?=ff?=", 'filename="../../x.txt"\n', "filename*=utf-8''%E1%BA%BF\n",
    "filename*0*=x''%ff\n", "=\n", "=3", "Received:",
    "Content-Disposition: attachment\n", "Content-ID: <a>\n", "multipart/alternative", "multipart/related", "image/png",
)  # fmt: skip
_SLIDES = (
    "<a:p>", "</a:p>", "<a:t>5%</a:t>", "<a:tbl>", "<a:tr/>",
    "<a:tc/>", ' hMerge="1"', ' vMerge="1"', "<a:br/>", ' show="0"',
    "<p:sp/>", "<p:grpSp>", "<p:pic/>",
    "<p:graphicFrame/>", '<p:ph type="title"/>', '<p:sldId r:id="rId1"/>', "<p:cSld>",
    "<mc:AlternateContent/>", "<!--", "]]>", "&b;", '<!DOCTYPE a [<!ENTITY b "c">]>', "../slides/slide1.xml",
)  # fmt: skip
_PHOTO = (
    "RIFF", "WEBP", "VP8 ", "VP8X", "ANIM", "ALPH", "ftyp",
    "heic", "mif1", "meta", "iloc", "ispe", "irot", "mdat", "Exif",
)  # fmt: skip
_TANGLED = (
    "Ã", "á»", "áº", "Ä", "â€", "Ă", "Â",
    "ï»¿", "\ufffd", "\x81", "\u0300", "\U0010fff0", "\U0010fff1", "\U0010fff2", "Ì",
)  # fmt: skip
_RTF = (
    "{", "}", "\\par", "\\u99999?", "\\bin99999 ", "\\'ff", "{\\*\\x ", "\\trowd\\cellx1", "\\cell\\row",
    "\\object", "\\pict",
)  # fmt: skip


def _tokens(*groups: tuple[str, ...]) -> tuple[bytes, ...]:
    return tuple(text.encode() for group in groups for text in group) + _BYTES


TOKENS: dict[str, tuple[bytes, ...]] = {
    "text": _tokens(_PLAIN), "encodings": _tokens(_PLAIN), "html": _tokens(_HTML, _PLAIN),
    "docx": _tokens(_XML, _PLAIN),
    "pdf": _tokens(_PDF, _PLAIN), "rtf": _tokens(_RTF, _PLAIN), "odt": _tokens(_XML, _PLAIN),
    "foreign": _tokens(_PLAIN, _PDF),
    "xlsx": _tokens(_CELLS, _PLAIN), "xls": _tokens(_PLAIN), "ods": _tokens(_CELLS, _PLAIN),
    "csv": _tokens(_MARKS, _PLAIN),
    "zip": _tokens(_ZIP, _PLAIN), "mail": _tokens(_MAIL, _PLAIN),
    "mht": _tokens(_MAIL, _HTML, _PLAIN), "pptx": _tokens(_SLIDES, _PLAIN), "photo": _tokens(_PHOTO),
    "tangled": _tokens(_TANGLED, _PLAIN),
}  # fmt: skip
"""What is put into documents of a format: things that mean something there, and things that should not be there."""

OPS = ("insert", "insert", "insert", "flip", "set", "cut", "double", "splice", "end", "repeat", "swap", "digit")
_SPAN = 1 << 16
_BODIES = {"word/document.xml", "content.xml", "xl/worksheets/sheet1.xml"}

Step = tuple[str, int, int, int]
"""An operation, two places (in 65,536ths of the length), and which token, byte or seed."""


@dataclass(frozen=True, slots=True)
class Program:
    """A seed of a format and what is done to it."""

    kind: str
    seed: int
    steps: tuple[Step, ...]

    def bytes(self) -> bytes:
        """The mutated document."""
        many = seeds(self.kind)
        data = many[self.seed % len(many)]
        if self.kind in {"docx", "odt", "xlsx", "ods", "pptx", "zip"} and self.seed % 8:
            return _inside(data, self)
        return _changed(data, self)

    def without(self, place: int) -> Program:
        """The same without one step."""
        return Program(self.kind, self.seed, self.steps[:place] + self.steps[place + 1 :])


def _changed(data: bytes, program: Program) -> bytes:
    for step in program.steps:
        data = _step(data, program.kind, *step)
    return data


def _inside(data: bytes, program: Program) -> bytes:
    """An archive whose entries are mutated rather than itself, so that it still opens; most are XML all the same."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        main = next((n for n in names if n in _BODIES), names[-1])
        hit = main if program.seed % 4 else names[program.seed // 8 % len(names)]
        for name in names:
            body = old.read(name)
            if name == hit:
                whole = program.seed % 3 == 0 or program.kind == "zip"
                body = _changed(body, program) if whole else _nested(body, program)
            new.writestr(zipfile.ZipInfo(name), body)
    return out.getvalue()


def _nested(body: bytes, program: Program) -> bytes:
    """XML changed below its root and nested anew by a parser that mends it, so that it is XML of some structure."""
    root = re.match(rb"(?:<\?[^>]*>\s*)?<[^>]*>", body)
    start = root.end() if root else 0
    torn = body[:start] + _changed(body[start:], program)
    try:
        tree = etree.fromstring(torn, etree.XMLParser(recover=True, resolve_entities=False, huge_tree=True))
    except etree.XMLSyntaxError:
        return torn
    return torn if tree is None else etree.tostring(tree, encoding="UTF-8", xml_declaration=True)


def _step(data: bytes, kind: str, op: str, first: int, second: int, which: int) -> bytes:
    size = len(data)
    at = first * size // _SPAN
    length = max(1, min(second, second * second // 4000) * min(size, 4000) // _SPAN)  # short stretches are commoner
    tokens = TOKENS[kind]
    token = tokens[which % len(tokens)]
    if op == "insert":
        return data[:at] + token + data[at:]
    if op == "repeat":
        return data[:at] + token * min(second % 700 + 1, 20_000 // max(len(token), 1)) + data[at:]
    if op == "cut":
        return data[:at] + data[at + length :]
    if op == "double":
        return data[: at + length] + data[at:]
    if op == "end":
        return data[:at]
    if op == "splice":
        many = seeds(kind)
        other = many[which % len(many)]
        start = second * len(other) // _SPAN
        return data[:at] + other[start : start + length] + data[at:]
    if op == "swap":
        middle, end = at + length, at + 2 * length
        return data[:at] + data[middle:end] + data[at:middle] + data[end:]
    if not size:
        return data
    if op == "digit":
        place = next((i for i in range(at, min(at + 400, size)) if 48 <= data[i] <= 57), at)
        return data[:place] + token + data[place + 1 :]
    changed = data[at] ^ (1 << which % 8) if op == "flip" else which % 256
    return data[:at] + bytes((changed,)) + data[at + 1 :]


def programs(kind: str) -> st.SearchStrategy[Program]:
    """Programs over the seeds of a format."""
    place = st.integers(0, _SPAN - 1)
    step = st.tuples(st.sampled_from(OPS), place, place, st.integers(0, 255))
    return st.builds(Program, st.just(kind), st.integers(0, 1023), st.lists(step, min_size=1, max_size=6).map(tuple))
